import type { Worded } from "../kernel/text.ts"
import type { Cause, Outcome } from "./dispute.ts"

export const disputeText = {
  title: { en: "Disputes", fr: "Litiges", nl: "Betwistingen", de: "Reklamationen" },
  none: { en: "No dispute.", fr: "Aucun litige.", nl: "Geen betwisting.", de: "Keine Reklamation." },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  state: { en: "State", fr: "État", nl: "Status", de: "Stand" },
  open: { en: "open", fr: "ouvert", nl: "open", de: "offen" },
  cause: { en: "Cause", fr: "Motif", nl: "Reden", de: "Grund" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  claimed: { en: "Claimed", fr: "Contesté à l'ouverture", nl: "Betwist bij opening", de: "Anfangs bestritten" },
  disputed: { en: "Disputed", fr: "Encore contesté", nl: "Nog betwist", de: "Noch bestritten" },
  openedOn: { en: "Opened on", fr: "Ouvert le", nl: "Geopend op", de: "Eröffnet am" },
  dueOn: { en: "Due on", fr: "À régler pour le", nl: "Op te lossen tegen", de: "Zu klären bis" },
  resolver: { en: "Resolver", fr: "Chargé de résolution", nl: "Behandelaar", de: "Klärt" },
  items: { en: "Items", fr: "Pièces", nl: "Posten", de: "Posten" },
  id: { en: "Id", fr: "Identifiant", nl: "Nummer", de: "Kennung" },
  total: { en: "Total", fr: "Total", nl: "Totaal", de: "Summe" },
  openAbout: {
    en: "Opens a dispute: the contested part of items leaves the chase and stays in the exposure",
    fr: "Ouvre un litige : la part contestée des pièces sort de la relance et reste dans l'encours",
    nl: "Opent een betwisting: het betwiste deel verlaat de opvolging en blijft in het uitstaande bedrag",
    de: "Eröffnet eine Reklamation: Der bestrittene Teil wird nicht angemahnt und bleibt im Obligo",
  },
  changeAbout: {
    en: "Changes cause, description, resolver or day of an open dispute; an empty resolver or day takes it away",
    fr: "Modifie la cause, la description, le responsable ou le jour d'un litige ouvert ; une valeur vide retire le responsable ou le jour",
    nl: "Wijzigt oorzaak, beschrijving, behandelaar of dag van een open betwisting; een lege behandelaar of dag valt weg",
    de: "Ändert Ursache, Beschreibung, Zuständigen oder Tag einer offenen Reklamation; leer nimmt Zuständigen oder Tag weg",
  },
  closeAbout: {
    en: "Closes a dispute: what is still open is chased again",
    fr: "Clôt un litige : ce qui reste ouvert revient dans la relance",
    nl: "Sluit een betwisting: wat nog openstaat wordt weer opgevolgd",
    de: "Schließt eine Reklamation: Was noch offen ist, wird wieder angemahnt",
  },
  listAbout: {
    en: "Lists disputes, the newest first",
    fr: "Liste les litiges, les plus récents d'abord",
    nl: "Toont de betwistingen, de recentste eerst",
    de: "Listet Reklamationen auf, die neuesten zuerst",
  },
  itemOption: {
    en: "a contested item, by its number, NUMBER#2 for its second instalment, NUMBER:40.00 for a part of it; several times",
    fr: "une pièce contestée, par son numéro, NUMÉRO#2 pour sa deuxième échéance, NUMÉRO:40.00 pour une part ; plusieurs fois",
    nl: "een betwiste post, bij zijn nummer, NUMMER#2 voor de tweede termijn, NUMMER:40.00 voor een deel; meermaals",
    de: "ein bestrittener Posten mit seiner Nummer, NUMMER#2 für die zweite Rate, NUMMER:40.00 für einen Teil; mehrmals",
  },
  causeOption: { en: "why it is contested", fr: "pourquoi elle est contestée", nl: "waarom betwist wordt", de: "warum bestritten wird" },
  descriptionOption: {
    en: "what it is about, in words",
    fr: "de quoi il s'agit, en mots",
    nl: "waarover het gaat, in woorden",
    de: "worum es geht, in Worten",
  },
  resolverOption: { en: "who clears it up", fr: "qui le règle", nl: "wie het oplost", de: "wer es klärt" },
  dueOption: {
    en: "by when it should be cleared up",
    fr: "pour quand il doit être réglé",
    nl: "tegen wanneer het opgelost moet zijn",
    de: "bis wann es geklärt sein soll",
  },
  openedOption: { en: "since when (today)", fr: "depuis quand (aujourd'hui)", nl: "sinds wanneer (vandaag)", de: "seit wann (heute)" },
  outcomeOption: {
    en: "how it ended: a credit note is made, our claim is upheld, the customer withdraws",
    fr: "son issue : un avoir est fait, notre créance est maintenue, le client renonce",
    nl: "hoe het afliep: er komt een creditnota, onze vordering blijft, de klant ziet ervan af",
    de: "wie sie ausging: Gutschrift, Forderung bleibt bestehen, der Kunde nimmt sie zurück",
  },
  becauseOption: { en: "why, in words", fr: "pourquoi, en mots", nl: "waarom, in woorden", de: "warum, in Worten" },
  stateOption: {
    en: "only those in this state",
    fr: "seulement ceux dans cet état",
    nl: "enkel die met deze status",
    de: "nur solche in diesem Stand",
  },
  closed: {
    en: "Closed: what is still open is chased again.",
    fr: "Clos : ce qui reste ouvert revient dans la relance.",
    nl: "Gesloten: wat nog openstaat wordt weer opgevolgd.",
    de: "Geschlossen: Was noch offen ist, wird wieder angemahnt.",
  },
} as const satisfies Record<string, Worded>

export const causeText: Readonly<Record<Cause, Worded>> = {
  price: { en: "price", fr: "prix", nl: "prijs", de: "Preis" },
  quantity: { en: "quantity", fr: "quantité", nl: "hoeveelheid", de: "Menge" },
  quality: { en: "quality", fr: "qualité", nl: "kwaliteit", de: "Qualität" },
  delivery: { en: "delivery", fr: "livraison", nl: "levering", de: "Lieferung" },
  documentMissing: { en: "document missing", fr: "document manquant", nl: "document ontbreekt", de: "Beleg fehlt" },
  notOrdered: { en: "not ordered", fr: "non commandé", nl: "niet besteld", de: "nicht bestellt" },
  alreadyPaid: { en: "already paid", fr: "déjà payé", nl: "al betaald", de: "schon bezahlt" },
  other: { en: "other", fr: "autre", nl: "andere", de: "anderer" },
}

export const outcomeText: Readonly<Record<Outcome, Worded>> = {
  creditNote: { en: "credit note", fr: "avoir", nl: "creditnota", de: "Gutschrift" },
  upheld: { en: "claim upheld", fr: "créance maintenue", nl: "vordering gehandhaafd", de: "Forderung bestätigt" },
  withdrawn: { en: "withdrawn", fr: "abandonné par le client", nl: "ingetrokken", de: "zurückgenommen" },
  settled: { en: "settled", fr: "soldé", nl: "vereffend", de: "ausgeglichen" },
}

export const totalsText = {
  sound: (items: bigint): Worded => ({
    en: `${items} disputed ${items === 1n ? "item adds" : "items add"} up`,
    fr: `${items} ${items < 2n ? "pièce contestée concorde" : "pièces contestées concordent"} avec les litiges`,
    nl: `${items} betwiste ${items === 1n ? "post klopt" : "posten kloppen"} met de betwistingen`,
    de: `${items} ${items === 1n ? "bestrittener Posten stimmt" : "bestrittene Posten stimmen"} mit den Reklamationen überein`,
  }),
  differ: (items: readonly string[]): Worded => ({
    en: `What is disputed differs from the disputes of the items ${items.join(", ")}.`,
    fr: `Le montant contesté diffère des litiges des pièces ${items.join(", ")}.`,
    nl: `Het betwiste bedrag wijkt af van de betwistingen van de posten ${items.join(", ")}.`,
    de: `Der bestrittene Betrag weicht von den Reklamationen der Posten ${items.join(", ")} ab.`,
  }),
}
