/** What fictional journals call their columns: two wordings a language, as accounting programs vary them. */
import type { Language } from "../src/kernel/text.ts"

const pairs = (en: string, fr: string, nl: string, de: string): Readonly<Record<Language, readonly string[]>> => ({
  en: en.split("|"),
  fr: fr.split("|"),
  nl: nl.split("|"),
  de: de.split("|"),
})

export const HEADERS = {
  customer: pairs("Customer No|cust_id", "Code client|N° Clt", "Klantnummer|Deb.nr.", "Kundennummer|Kd.-Nr."),
  name: pairs("Customer name|CustomerName", "Raison sociale|Nom du client", "Naam klant|Firmanaam", "Kundenname|Firma"),
  country: pairs("Country|Country code", "Pays|Code pays", "Land|Landcode", "Land|Länderkennzeichen"),
  segment: pairs("Segment|Category", "Segment|Catégorie", "Segment|Categorie", "Segment|Branche"),
  group: pairs("Group|Parent", "Groupe|Maison mère", "Groep|Moedermaatschappij", "Konzern|Muttergesellschaft"),
  collector: pairs(
    "Collector|Credit controller",
    "Chargé de recouvrement|Gestionnaire",
    "Debiteurenbeheerder|Dossierbeheerder",
    "Sachbearbeiter|Bearbeiter",
  ),
  company: pairs("Company code|Entity", "Société|Entité", "Administratie|Vennootschap", "Buchungskreis|Mandant"),
  type: pairs("Document type|Type", "Type de pièce|Nature", "Documentsoort|Soort", "Belegart|Art"),
  label: pairs("Description|Text", "Libellé|Désignation", "Omschrijving|Tekst", "Buchungstext|Text"),
  number: pairs("Invoice No.|doc_number", "N° facture|N° de pièce", "Factuurnummer|Stuknr.", "Rechnungsnummer|Beleg-Nr."),
  issued: pairs("Invoice date|doc_date", "Date de facture|Date pièce", "Factuurdatum|Boekdatum", "Rechnungsdatum|Belegdatum"),
  due: pairs("Due date|DueDate", "Date d'échéance|Échéance", "Vervaldatum|Vervaldag", "Fälligkeitsdatum|Fällig am"),
  settled: pairs("Settled date|Paid on", "Date de règlement|Réglée le", "Betaaldatum|Betaald op", "Zahlungsdatum|Bezahlt am"),
  cleared: pairs("Clearing date|clear_date", "Date de lettrage|Lettré le", "Afgeletterd op|Datum aflettering", "Ausgleichsdatum|Ausgeglichen am"),
  currency: pairs("Currency|CCY", "Devise|Dev.", "Munt|Valuta", "Währung|Whg."),
  amount: pairs("Amount|Gross amount", "Montant TTC|Mt TTC", "Bedrag incl. btw|Factuurbedrag", "Betrag|Bruttobetrag"),
  debit: pairs("Debit|Debit", "Débit|Débit", "Debet|Debet", "Soll|Soll"),
  credit: pairs("Credit|Credit", "Crédit|Crédit", "Credit|Credit", "Haben|Haben"),
  side: pairs("D/C|Side", "Sens|Sens", "D/C|D/C", "S/H|S/H"),
  open: pairs("Open amount|Outstanding", "Reste à payer|Solde", "Openstaand bedrag|Saldo", "Offener Betrag|Restbetrag"),
  instalment: pairs("Instalment|Instalment no", "N° échéance|Tranche", "Termijn|Termijnnummer", "Rate|Rate"),
  reference: pairs("Reference|Customer reference", "Référence|Réf.", "Referentie|Uw referentie", "Referenz|Referenz"),
  means: pairs("Payment method|Payment mode", "Mode de règlement|Moyen de paiement", "Betaalwijze|Betaalmethode", "Zahlungsart|Zahlungsweise"),
} as const
export type Heading = keyof typeof HEADERS

export const KINDS = {
  invoice: { en: "Invoice", fr: "Facture", nl: "Factuur", de: "Rechnung" },
  creditNote: { en: "Credit note", fr: "Avoir", nl: "Creditnota", de: "Gutschrift" },
  payment: { en: "Payment", fr: "Règlement", nl: "Betaling", de: "Zahlung" },
} as const

export const TITLE = {
  en: "Fictional sales journal, all customers",
  fr: "Journal des ventes fictif, tous les clients",
  nl: "Fictief verkoopjournaal, alle klanten",
  de: "Fiktives Verkaufsjournal, alle Kunden",
} as const

export const NAMES = {
  en: ["Fictional Bakery Ltd", "Example & Sons", "Café Imaginary", "Nowhere Haulage plc"],
  fr: ["Boulangerie Fictive SARL", "Établissements Exemple", "Société Imaginaire", "Forêt & Cœur SAS", "L'Île Inventée"],
  nl: ["Fictieve Bakkerij bv", "Voorbeeld & Zonen", "Coördinatie Verzonnen nv", "België Bestaat Niet bv"],
  de: ["Bäckerei Beispiel GmbH", "Müller Fiktiv KG", "Straßenbau Erfunden AG", "Größe & Söhne OHG"],
} as const
