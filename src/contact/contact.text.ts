import type { Language, Worded } from "../kernel/text.ts"
import type { Cause, ContactRole, Outcome, PAYS_BY } from "./contact.ts"

export const outcomeText: Readonly<Record<Outcome, Worded>> = {
  reached: { en: "reached", fr: "joint", nl: "bereikt", de: "erreicht" },
  notReached: { en: "not reached", fr: "non joint", nl: "niet bereikt", de: "nicht erreicht" },
  wrongContact: { en: "wrong contact", fr: "mauvais interlocuteur", nl: "verkeerde contactpersoon", de: "falscher Ansprechpartner" },
  promise: { en: "promise", fr: "promesse", nl: "belofte", de: "Zusage" },
  dispute: { en: "dispute", fr: "litige", nl: "betwisting", de: "Reklamation" },
  documentMissing: { en: "document missing", fr: "document manquant", nl: "document ontbreekt", de: "Beleg fehlt" },
  refusal: { en: "refusal", fr: "refus", nl: "weigering", de: "Weigerung" },
  alreadyPaid: { en: "already paid", fr: "déjà payé", nl: "al betaald", de: "bereits bezahlt" },
}
export const causeText: Readonly<Record<Cause, Worded>> = {
  oversight: { en: "oversight", fr: "oubli", nl: "vergetelheid", de: "Versehen" },
  ourFault: { en: "our fault", fr: "notre faute", nl: "onze fout", de: "unser Fehler" },
  dispute: { en: "dispute", fr: "litige", nl: "betwisting", de: "Reklamation" },
  dissatisfaction: { en: "dissatisfaction", fr: "insatisfaction", nl: "ontevredenheid", de: "Unzufriedenheit" },
  distress: { en: "distress", fr: "difficulté financière", nl: "financiële moeilijkheden", de: "Zahlungsschwierigkeiten" },
  badFaith: { en: "bad faith", fr: "mauvaise foi", nl: "kwade trouw", de: "böser Wille" },
}
export const roleText: Readonly<Record<ContactRole, Worded>> = {
  accountsPayable: { en: "accounts payable", fr: "comptabilité fournisseurs", nl: "leveranciersboekhouding", de: "Kreditorenbuchhaltung" },
  approver: { en: "approver", fr: "valideur", nl: "goedkeurder", de: "Freigeber" },
  management: { en: "management", fr: "direction", nl: "directie", de: "Geschäftsleitung" },
  buyer: { en: "buyer", fr: "acheteur", nl: "aankoper", de: "Einkauf" },
  other: { en: "other", fr: "autre", nl: "andere", de: "sonstige" },
}

export const contactText = {
  add: {
    en: "Adds a person at a customer",
    fr: "Ajoute une personne chez un client",
    nl: "Voegt een persoon bij een klant toe",
    de: "Fügt eine Person bei einem Kunden hinzu",
  },
  list: {
    en: "Lists people at customers",
    fr: "Liste les personnes chez les clients",
    nl: "Toont personen bij klanten",
    de: "Listet Personen bei Kunden auf",
  },
  remove: {
    en: "Removes a person; --erase leaves nothing of them",
    fr: "Retire une personne ; --erase n'en laisse rien",
    nl: "Verwijdert een persoon; --erase laat er niets van over",
    de: "Entfernt eine Person; --erase lässt nichts von ihr übrig",
  },
  erase: {
    en: "name, numbers, address and note go for good",
    fr: "nom, numéros, adresse et note disparaissent pour toujours",
    nl: "naam, nummers, adres en notitie verdwijnen voorgoed",
    de: "Name, Nummern, Adresse und Notiz verschwinden endgültig",
  },
  name: { en: "the person's name", fr: "le nom de la personne", nl: "de naam van de persoon", de: "der Name der Person" },
  role: { en: "what they do there (other)", fr: "sa fonction (other)", nl: "wat die er doet (other)", de: "ihre Aufgabe dort (other)" },
  phone: { en: "telephone", fr: "téléphone", nl: "telefoon", de: "Telefon" },
  email: { en: "e-mail", fr: "e-mail", nl: "e-mail", de: "E-Mail" },
  language: { en: "the language they speak", fr: "sa langue", nl: "de taal", de: "ihre Sprache" },
  main: { en: "ask first", fr: "à contacter en premier", nl: "eerst te contacteren", de: "zuerst zu fragen" },
  note: { en: "a note", fr: "une note", nl: "een notitie", de: "eine Notiz" },
  call: {
    en: "Logs a call with its outcome and cause; before the due day with the answers to the two questions",
    fr: "Note un appel avec son résultat et sa cause ; avant l'échéance, avec les réponses aux deux questions",
    nl: "Noteert een oproep met resultaat en oorzaak; vóór de vervaldag met de antwoorden op de twee vragen",
    de: "Hält einen Anruf mit Ergebnis und Ursache fest; vor der Fälligkeit mit den Antworten auf die zwei Fragen",
  },
  calls: {
    en: "Lists calls, the newest first",
    fr: "Liste les appels, les plus récents d'abord",
    nl: "Toont oproepen, de nieuwste eerst",
    de: "Listet Anrufe auf, die neuesten zuerst",
  },
  outcome: { en: "what came of it", fr: "son résultat", nl: "het resultaat", de: "das Ergebnis" },
  cause: { en: "why it is late", fr: "pourquoi le paiement tarde", nl: "waarom er te laat betaald wordt", de: "warum nicht gezahlt wird" },
  at: { en: "when (now)", fr: "quand (maintenant)", nl: "wanneer (nu)", de: "wann (jetzt)" },
  with: {
    en: "with whom: the id of a contact",
    fr: "avec qui : l'identifiant d'un contact",
    nl: "met wie: het nummer van een contactpersoon",
    de: "mit wem: die Kennung eines Ansprechpartners",
  },
  items: {
    en: "the invoices spoken of, by number",
    fr: "les factures évoquées, par numéro",
    nl: "de besproken facturen, op nummer",
    de: "die besprochenen Rechnungen, nach Nummer",
  },
  complaint: {
    en: "before the due day: is there any complaint?",
    fr: "avant l'échéance : y a-t-il une réclamation ?",
    nl: "vóór de vervaldag: is er een klacht?",
    de: "vor der Fälligkeit: gibt es etwas zu beanstanden?",
  },
  paysOnDay: {
    en: "before the due day: will it be paid on the day?",
    fr: "avant l'échéance : sera-ce payé à la date ?",
    nl: "vóór de vervaldag: wordt er op de dag betaald?",
    de: "vor der Fälligkeit: wird am Tag gezahlt?",
  },
  noteAdd: {
    en: "Writes a note about a customer; @Name names a colleague",
    fr: "Écrit une note sur un client ; @Nom nomme un collègue",
    nl: "Schrijft een notitie over een klant; @Naam noemt een collega",
    de: "Schreibt eine Notiz zu einem Kunden; @Name nennt eine Kollegin oder einen Kollegen",
  },
  noteList: {
    en: "Lists notes, the newest first",
    fr: "Liste les notes, les plus récentes d'abord",
    nl: "Toont notities, de nieuwste eerst",
    de: "Listet Notizen auf, die neuesten zuerst",
  },
  change: {
    en: "Changes a person at a customer; an empty value takes away what was known",
    fr: "Modifie une personne chez un client ; une valeur vide efface ce qui était connu",
    nl: "Wijzigt een persoon bij een klant; een lege waarde neemt weg wat bekend was",
    de: "Ändert eine Person beim Kunden; ein leerer Wert nimmt weg, was bekannt war",
  },
  pinNote: {
    en: "Pins a note to the customer's page",
    fr: "Épingle une note à la page du client",
    nl: "Maakt een notitie vast op de pagina van de klant",
    de: "Heftet eine Notiz an die Seite des Kunden",
  },
  unpinNote: {
    en: "Takes a note's pin out",
    fr: "Détache une note épinglée",
    nl: "Maakt een vastgepinde notitie los",
    de: "Nimmt eine angeheftete Notiz ab",
  },
  seenNote: {
    en: "Marks a note as seen by who runs the command",
    fr: "Marque une note comme vue par qui lance la commande",
    nl: "Markeert een notitie als gezien door wie het commando geeft",
    de: "Vermerkt eine Notiz als gesehen von dem, der den Befehl gibt",
  },
  pin: {
    en: "pin it to the customer's page",
    fr: "l'épingler à la page du client",
    nl: "vastpinnen op de pagina van de klant",
    de: "an die Seite des Kunden heften",
  },
  pinned: { en: "only pinned ones", fr: "seulement les épinglées", nl: "enkel de vastgepinde", de: "nur angeheftete" },
  mentions: {
    en: "only those that name this colleague",
    fr: "seulement celles qui nomment ce collègue",
    nl: "enkel die welke deze collega noemen",
    de: "nur jene, die diese Person nennen",
  },
  habits: {
    en: "Shows how a customer pays",
    fr: "Montre comment un client paie",
    nl: "Toont hoe een klant betaalt",
    de: "Zeigt, wie ein Kunde zahlt",
  },
  habitsSet: {
    en: "Keeps how a customer pays; an empty value takes away what was known",
    fr: "Note comment un client paie ; une valeur vide efface ce qui était connu",
    nl: "Bewaart hoe een klant betaalt; een lege waarde wist wat bekend was",
    de: "Hält fest, wie ein Kunde zahlt; ein leerer Wert nimmt Bekanntes weg",
  },
  portal: {
    en: "where invoices are handed in",
    fr: "où déposer les factures",
    nl: "waar facturen ingediend worden",
    de: "wo Rechnungen einzureichen sind",
  },
  order: {
    en: "is a purchase order asked for?",
    fr: "un bon de commande est-il demandé ?",
    nl: "wordt een bestelbon gevraagd?",
    de: "wird eine Bestellnummer verlangt?",
  },
  orderRule: { en: "its rule, in words", fr: "sa règle, en mots", nl: "de regel ervoor, in woorden", de: "die Regel dafür, in Worten" },
  approver: { en: "who approves invoices", fr: "qui valide les factures", nl: "wie facturen goedkeurt", de: "wer Rechnungen freigibt" },
  cutOff: {
    en: "day of the month after which invoices wait for the next run",
    fr: "jour du mois après lequel les factures attendent",
    nl: "dag van de maand waarna facturen wachten",
    de: "Monatstag, nach dem Rechnungen warten",
  },
  payDays: { en: "days of the month on which it pays", fr: "jours du mois où il paie", nl: "betaaldagen in de maand", de: "Zahltage im Monat" },
  weekdays: {
    en: "days of the week on which it pays, 1 Monday",
    fr: "jours de la semaine où il paie, 1 lundi",
    nl: "betaaldagen in de week, 1 maandag",
    de: "Zahltage in der Woche, 1 Montag",
  },
  closures: {
    en: "when it is closed: FROM..UNTIL,…",
    fr: "quand il est fermé : DU..AU,…",
    nl: "wanneer gesloten: VAN..TOT,…",
    de: "wann geschlossen: VON..BIS,…",
  },
  means: { en: "means of payment", fr: "moyens de paiement", nl: "betaalmiddelen", de: "Zahlungsmittel" },
  timeline: {
    en: "Lists everything said, paid, invoiced and decided about a customer, the newest first",
    fr: "Liste tout ce qui a été dit, payé, facturé et décidé sur un client, le plus récent d'abord",
    nl: "Toont alles wat over een klant gezegd, betaald, gefactureerd en beslist werd, het nieuwste eerst",
    de: "Listet alles auf, was zu einem Kunden gesagt, gezahlt, berechnet und entschieden wurde, das Neueste zuerst",
  },
  ofCustomer: { en: "only this customer's", fr: "seulement ceux de ce client", nl: "enkel van deze klant", de: "nur von diesem Kunden" },
} as const satisfies Record<string, Worded>

export const paysByText: Readonly<Record<(typeof PAYS_BY)[number], Worded>> = {
  transfer: { en: "transfer", fr: "virement", nl: "overschrijving", de: "Überweisung" },
  sddCore: { en: "SEPA direct debit", fr: "prélèvement SEPA", nl: "SEPA-domiciliëring", de: "SEPA-Lastschrift" },
  sddB2b: { en: "SEPA direct debit B2B", fr: "prélèvement SEPA interentreprises", nl: "SEPA-domiciliëring B2B", de: "SEPA-Firmenlastschrift" },
  cheque: { en: "cheque", fr: "chèque", nl: "cheque", de: "Scheck" },
  lcr: { en: "LCR (bill)", fr: "LCR", nl: "LCR (wissel)", de: "LCR (Wechsel)" },
  bor: { en: "BOR (note)", fr: "BOR", nl: "BOR (orderbriefje)", de: "BOR (Eigenwechsel)" },
  draft: { en: "draft", fr: "traite", nl: "wissel", de: "Wechsel" },
  card: { en: "card", fr: "carte", nl: "kaart", de: "Karte" },
}

/** Heads of lists and of their columns. */
export const listedText = {
  contacts: { en: "Contacts", fr: "Contacts", nl: "Contactpersonen", de: "Ansprechpartner" },
  calls: { en: "Calls", fr: "Appels", nl: "Oproepen", de: "Anrufe" },
  notes: { en: "Notes", fr: "Notes", nl: "Notities", de: "Notizen" },
  timeline: { en: "Timeline", fr: "Chronologie", nl: "Tijdlijn", de: "Verlauf" },
  none: { en: "Nothing yet.", fr: "Rien pour le moment.", nl: "Nog niets.", de: "Noch nichts." },
  id: { en: "Id", fr: "Identifiant", nl: "Nummer", de: "Kennung" },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  role: { en: "Role", fr: "Fonction", nl: "Functie", de: "Aufgabe" },
  phone: { en: "Telephone", fr: "Téléphone", nl: "Telefoon", de: "Telefon" },
  email: { en: "E-mail", fr: "E-mail", nl: "E-mail", de: "E-Mail" },
  language: { en: "Language", fr: "Langue", nl: "Taal", de: "Sprache" },
  main: { en: "First", fr: "Premier", nl: "Eerst", de: "Zuerst" },
  yes: { en: "yes", fr: "oui", nl: "ja", de: "ja" },
  no: { en: "no", fr: "non", nl: "nee", de: "nein" },
  on: { en: "Day", fr: "Jour", nl: "Dag", de: "Tag" },
  by: { en: "By", fr: "Par", nl: "Door", de: "Von" },
  outcome: { en: "Outcome", fr: "Résultat", nl: "Resultaat", de: "Ergebnis" },
  cause: { en: "Cause", fr: "Cause", nl: "Oorzaak", de: "Ursache" },
  complaint: { en: "Complaint", fr: "Réclamation", nl: "Klacht", de: "Beanstandung" },
  paysOnDay: { en: "Paid on the day", fr: "Payé à la date", nl: "Betaald op de dag", de: "Zahlt am Tag" },
  items: { en: "Invoices", fr: "Factures", nl: "Facturen", de: "Rechnungen" },
  note: { en: "Note", fr: "Note", nl: "Notitie", de: "Notiz" },
  pinned: { en: "Pinned", fr: "Épinglée", nl: "Vastgepind", de: "Angeheftet" },
  what: { en: "What", fr: "Quoi", nl: "Wat", de: "Was" },
  amount: { en: "Amount", fr: "Montant", nl: "Bedrag", de: "Betrag" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  detail: { en: "Detail", fr: "Détail", nl: "Detail", de: "Einzelheiten" },
} as const satisfies Record<string, Worded>

/** What verify says of the texts of calls and notes. */
export function saidFound(said: bigint, changed: readonly string[], back: readonly string[]): Worded {
  if (changed.length === 0 && back.length === 0)
    return {
      en: `${said} texts of calls and notes are as they were written, or erased`,
      fr: `${said} textes d'appels et de notes sont tels qu'écrits, ou effacés`,
      nl: `${said} teksten van oproepen en notities zijn zoals geschreven, of gewist`,
      de: `${said} Texte von Anrufen und Notizen sind wie geschrieben oder gelöscht`,
    }
  const [texts, persons] = [changed.join(", ") || "–", back.join(", ") || "–"]
  const words: Record<Language, string> = {
    en: `Texts that were changed: ${texts}. Customers whose erased data came back: ${persons}; erase them once more.`,
    fr: `Textes modifiés : ${texts}. Clients dont les données effacées sont revenues : ${persons} ; effacez-les encore.`,
    nl: `Gewijzigde teksten: ${texts}. Klanten van wie gewiste gegevens terugkwamen: ${persons}; wis ze opnieuw.`,
    de: `Geänderte Texte: ${texts}. Kunden, deren gelöschte Daten wieder da sind: ${persons}; löschen Sie sie noch einmal.`,
  }
  return words
}
