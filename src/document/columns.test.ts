import { expect, test } from "vitest"
import { fieldNamed, headersSaid, languageOf, recogniseHeader } from "./columns.ts"

const best = (header: string) => recogniseHeader(header).fields[0]?.field ?? null
const headers = {
  number: "Invoice No|Inv #|invoiceNumber|INVOICE_ID|N° facture|Numéro de facture|Réf. facture|Fact.nr.|Factuurnummer|Rechnungs-Nr.|RE-Nr.|Rg-Nr.",
  document: "Doc No.|doc_id|N° pièce|N° de document|Stuknummer|Boekstuknr.|Belegnummer|Beleg-Nr.|Transaction no",
  customerCode: "customerID|cust_number|Customer #|Code client|Compte tiers|N° Clt|Tiers|Klantnummer|Klant: Code|Deb.nr.|Kundennummer|Kd.-Nr.|KdNr",
  customerName: "Customer name|name_customer|ContactName|Raison sociale|Nom du client|Intitulé|Naam klant|Firmanaam|Kundenname|Firma",
  issuedOn: "InvoiceDate|posting_date|Bill date|Date de facturation|Date pièce|Date d'émission|Factuurdatum|Boekingsdatum|Rechn.-Datum|Belegdatum",
  dueOn: "Due|due_in_date|Payment due date|Date d'échéance|ÉCHÉANCE|Date Ech.|Vervaldag|Verv.datum|Vervalt op|Fälligkeit|Fällig am|Nettofälligkeit",
  amount: "InvoiceAmount|Gross amount|Grand total|converted_usd|Montant TTC|Mt TTC|Net à payer|Bedrag incl. btw|Totaalbedrag|Bruttobetrag|Endbetrag",
  openAmount: "total_open_amount|Balance due|Amount Due|Reste à payer|Restant dû|Solde|Openstaand bedrag|Nog te betalen|Restbetrag|Offener Posten",
  paidAmount: "Amount paid|InvoiceAmountPaid|Montant réglé|Betaald bedrag|Gezahlter Betrag",
  settledOn: "SettledDate|Paid on|Date paid|Date de règlement|Payée le|Betaald op|Betaaldatum|Bezahlt am|Zahlungsdatum",
  clearedOn: "clear_date|Clearing date|Date de lettrage|Lettré le|Afgeletterd op|Ausgleichsdatum",
  currency: "invoice_currency|CCY|Devise|Munt|Valuta|Währung|Whg.|Belegwährung",
  country: "countryCode|Pays|Landcode|Länderkennzeichen",
  type: "document type|Transaction Type|Type de pièce|Documentsoort|Belegart",
  debit: "Debit|Débit|Debet|Soll|Betrag Soll",
  credit: "Credit|Crédit|Haben",
  side: "D/C|Sens|S/H|Soll/Haben",
  vat: "VAT number|N° TVA|TVA intracommunautaire|BTW-nummer|USt-IdNr.",
  bce: "Ondernemingsnummer|N° d'entreprise|KBO",
  means: "Payment method|Mode de règlement|Betaalwijze|Zahlungsart",
  reference: "Payment reference|Communication structurée|Mededeling|Verwendungszweck|Your ref.",
  appliesTo: "Applies to|Facture d'origine|Oorspronkelijke factuur|Rechnungsbezug",
  instalment: "Instalment no|N° échéance|Termijn|Rate",
  collector: "Collector|Chargé de recouvrement|Debiteurenbeheerder|Sachbearbeiter",
  group: "Parent|Maison mère|Groep|Konzern",
  company: "Company code|business_code|Société|Buchungskreis|Vennootschap",
} as const
const cases = Object.entries(headers).flatMap(([field, list]) => list.split("|").map((header) => [header, field] as const))

test.each(cases)("%s is %s", (header, field) => expect(best(header)).toBe(field))

test.each(
  "DaysLate|Disputed|isOpen|business_year|cust_payment_terms|Montant TVA|BTW bedrag|MwSt-Betrag|Solde progressif|Mahnstufe|Order date|Date valeur|Email".split(
    "|",
  ),
)("%s is none of the fields", (header) => expect(best(header)).toBeNull())
test("a currency in the header is noticed", () => expect(recogniseHeader("Total TTC (€)").currency).toBe("EUR"))
test("the language is the one most headers are in", () => {
  expect(languageOf(["Kundennummer", "Beleg-Nr.", "Betrag", "Fällig am"])).toBe("de")
  expect(languageOf(["Code client", "Date", "Échéance"])).toBe("fr")
})
test("a mapping may name a field as one would write a header", () => {
  expect(["customerCode", "customer", "invoiceDate", "échéance", "nonsense"].map(fieldNamed)).toEqual([
    "customerCode",
    "customerCode",
    "issuedOn",
    "dueOn",
    null,
  ])
})

test("a message names the first headers and counts the rest", () => {
  expect(headersSaid(["a", "b"])).toBe("a, b")
  const many = Array.from({ length: 2_000 }, (_, i) => `h${i}`)
  expect(headersSaid(many)).toBe(`${many.slice(0, 20).join(", ")}, … (+1980)`)
})
