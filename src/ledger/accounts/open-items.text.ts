import type { Worded } from "../../kernel/text.ts"
import type { EntryKind } from "../ledger.ts"

export const openItemsText = {
  title: { en: "Open items", fr: "Postes ouverts", nl: "Openstaande posten", de: "Offene Posten" },
  about: {
    en: "Lists invoices, credit notes and payments with something open",
    fr: "Énumère factures, avoirs et règlements non soldés",
    nl: "Somt facturen, creditnota's en betalingen op waarvan iets openstaat",
    de: "Listet Rechnungen, Gutschriften und Zahlungen mit offenem Betrag auf",
  },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  number: { en: "Number", fr: "Numéro", nl: "Nummer", de: "Nummer" },
  instalment: { en: "Instalment", fr: "Échéance n°", nl: "Termijn", de: "Rate" },
  kind: { en: "Kind", fr: "Nature", nl: "Soort", de: "Art" },
  issuedOn: { en: "Issued", fr: "Émise le", nl: "Datum", de: "Datum" },
  dueOn: { en: "Due", fr: "Échéance", nl: "Vervaldag", de: "Fällig" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  gross: { en: "Amount", fr: "Montant", nl: "Bedrag", de: "Betrag" },
  open: { en: "Open", fr: "Ouvert", nl: "Open", de: "Offen" },
  daysOverdue: { en: "Days overdue", fr: "Jours de retard", nl: "Dagen vervallen", de: "Tage überfällig" },
  net: { en: "Net", fr: "Net", nl: "Netto", de: "Saldo" },
  nothingMatched: { en: "Nothing was matched.", fr: "Rien n'est lettré.", nl: "Niets afgeletterd.", de: "Nichts zugeordnet." },
  nothing: { en: "Nothing is open.", fr: "Rien n'est ouvert.", nl: "Er staat niets open.", de: "Nichts ist offen." },
} as const satisfies Record<string, Worded>

export const kindText: Readonly<Record<EntryKind, Worded>> = {
  invoice: { en: "Invoice", fr: "Facture", nl: "Factuur", de: "Rechnung" },
  creditNote: { en: "Credit note", fr: "Avoir", nl: "Creditnota", de: "Gutschrift" },
  payment: { en: "Payment", fr: "Règlement", nl: "Betaling", de: "Zahlung" },
  paymentReturn: { en: "Returned payment", fr: "Impayé", nl: "Teruggekeerde betaling", de: "Rücklastschrift" },
  refund: { en: "Refund", fr: "Remboursement", nl: "Terugbetaling", de: "Erstattung" },
  writeOff: { en: "Write-off", fr: "Passage en perte", nl: "Afboeking", de: "Ausbuchung" },
  deduction: { en: "Deduction", fr: "Déduction", nl: "Inhouding", de: "Abzug" },
  exchangeDifference: { en: "Exchange difference", fr: "Différence de change", nl: "Koersverschil", de: "Kursdifferenz" },
  annulment: { en: "Annulment", fr: "Annulation", nl: "Annulering", de: "Stornierung" },
  deposit: { en: "Deposit", fr: "Acompte", nl: "Voorschot", de: "Anzahlung" },
}

export const customersText = {
  title: { en: "Customers", fr: "Clients", nl: "Klanten", de: "Kunden" },
  about: {
    en: "Lists customers with what they owe",
    fr: "Énumère les clients et ce qu'ils doivent",
    nl: "Somt klanten op met wat ze schulden",
    de: "Listet Kunden auf mit dem, was sie schulden",
  },
  search: {
    en: "part of a code or a name, accents and case apart",
    fr: "partie d'un code ou d'un nom, sans accents ni casse",
    nl: "deel van een code of naam, los van accenten en hoofdletters",
    de: "Teil einer Nummer oder eines Namens, ohne Akzente und Groß/klein",
  },
  code: { en: "Code", fr: "Code", nl: "Code", de: "Nummer" },
  country: { en: "Country", fr: "Pays", nl: "Land", de: "Land" },
  segment: { en: "Segment", fr: "Segment", nl: "Segment", de: "Segment" },
  ofSegment: {
    en: "only customers of this segment",
    fr: "seulement les clients de ce segment",
    nl: "enkel klanten van dit segment",
    de: "nur Kunden dieses Segments",
  },
  identifiers: { en: "Identifiers", fr: "Identifiants", nl: "Identificatie", de: "Kennungen" },
  overdue: { en: "Overdue", fr: "Échu", nl: "Vervallen", de: "Überfällig" },
  exposure: { en: "Exposure", fr: "Encours total", nl: "Totaal risico", de: "Obligo" },
  collector: { en: "Collector", fr: "Chargé de recouvrement", nl: "Debiteurenbeheerder", de: "Sachbearbeitung" },
  ofCollector: {
    en: "only the customers this collector has on the day; - those nobody has",
    fr: "seulement les clients de ce chargé de recouvrement au jour dit ; - ceux que personne n'a",
    nl: "enkel de klanten die deze debiteurenbeheerder op die dag heeft; - die niemand heeft",
    de: "nur Kunden, die diese Sachbearbeitung an dem Tag hat; - die niemand hat",
  },
  sought: { en: "Search", fr: "Recherche", nl: "Gezocht", de: "Suche" },
  nobody: { en: "No such customer.", fr: "Aucun client.", nl: "Geen klant gevonden.", de: "Kein Kunde gefunden." },
} as const satisfies Record<string, Worded>

export const payerText = {
  about: {
    en: "Shows how late a customer pays: mean and spread of the days over a year, unpaid invoices counted, by quarter",
    fr: "Montre les retards d'un client : moyenne et dispersion des jours sur un an, impayés comptés, par trimestre",
    nl: "Toont hoe laat een klant betaalt: gemiddelde en spreiding van de dagen over een jaar, onbetaalde meegeteld, per kwartaal",
    de: "Zeigt, wie spät ein Kunde zahlt: Mittel und Streuung der Tage eines Jahres, unbezahlte mitgezählt, nach Quartal",
  },
  matches: {
    en: "Shows which payment or credit settled which item of a customer, the newest first",
    fr: "Montre quel règlement ou avoir a soldé quelle pièce d'un client, du plus récent au plus ancien",
    nl: "Toont welke betaling of creditnota welke post van een klant afloste, de nieuwste eerst",
    de: "Zeigt, welche Zahlung oder Gutschrift welchen Posten eines Kunden ausglich, die neuesten zuerst",
  },
  takenBack: { en: "taken back", fr: "repris", nl: "teruggenomen", de: "zurückgenommen" },
  counted: {
    en: (count: number, unpaid: number) => `Invoices of a year: ${count}, not paid: ${unpaid}`,
    fr: (count: number, unpaid: number) => `Factures d'un an : ${count}, impayées : ${unpaid}`,
    nl: (count: number, unpaid: number) => `Facturen van een jaar: ${count}, onbetaald: ${unpaid}`,
    de: (count: number, unpaid: number) => `Rechnungen eines Jahres: ${count}, unbezahlt: ${unpaid}`,
  },
  mean: {
    en: (mean: string, spread: string) => `Mean delay: ${mean} days, spread ${spread}`,
    fr: (mean: string, spread: string) => `Retard moyen : ${mean} jours, dispersion ${spread}`,
    nl: (mean: string, spread: string) => `Gemiddelde achterstand: ${mean} dagen, spreiding ${spread}`,
    de: (mean: string, spread: string) => `Mittlerer Verzug: ${mean} Tage, Streuung ${spread}`,
  },
} as const
