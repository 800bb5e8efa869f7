/**
 * Exports of accounting programs as their users get them, plainly fictional: the headers of each language it is sold in, its separator, encoding,
 * way of writing days, amounts, credits and types.
 */
import type { Day } from "../../src/kernel/day.ts"

export type Kind = "invoice" | "creditNote" | "payment"
/** What a column holds; a text in quotes is the same in every row. */
export type Cell =
  | "code"
  | "name"
  | "number"
  | "voucher"
  | "type"
  | "issued"
  | "due"
  | "signed"
  | "net"
  | "tax"
  | "open"
  | "debit"
  | "credit"
  | "size"
  | "side"
  | "status"
  | "text"
  | `"${string}"`
export type Style = {
  readonly vendor: string
  readonly separator: string
  readonly encoding: "utf-8" | "windows-1252" | "cp850" | "utf-16le"
  readonly day: (d: Day) => string
  readonly figure: (plain: string) => string
  readonly kinds: Readonly<Partial<Record<Kind, string>>>
  readonly status?: readonly [good: string, draft: string]
  readonly side?: readonly [debit: string, credit: string]
  readonly before?: readonly string[]
  /** Lines of headings and totals, as a grouped report has them; `width` cells each, `sum` of the last column. */
  readonly grouped?: (width: number, sum: string) => readonly string[][]
  /** Each row twice, as exports by invoice line do. */
  readonly byLine?: true
  readonly headers: Readonly<Record<string, string>>
  readonly cells: readonly Cell[]
}

const split = (d: Day) => [d.slice(0, 4), d.slice(5, 7), d.slice(8)] as const
const slashes = (x: Day) => split(x).toReversed().join("/")
const dashes = (x: Day) => split(x).toReversed().join("-")
const american = (x: Day) => `${split(x)[1]}/${split(x)[2]}/${split(x)[0]}`
const joined = (x: Day) => x.replaceAll("-", "")
const iso = (x: Day) => x
const point = (plain: string) => plain
const comma = (plain: string) => plain.replace(".", ",")
const grouped = (group: string, sign: string) => (plain: string) => {
  const [whole = "", fraction = ""] = plain.replace("-", "").split(".")
  return `${plain.startsWith("-") ? "-" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${sign}${fraction}`
}
const english = grouped(",", ".")
const continental = grouped(".", ",")
const french = grouped("\u00a0", ",")

const bills = { invoice: "", creditNote: "" } as const
const all = { invoice: "", creditNote: "", payment: "" } as const
export const EXPORTS: readonly Style[] = [
  {
    vendor: "Sage 100",
    separator: ";",
    encoding: "windows-1252",
    day: slashes,
    figure: comma,
    kinds: all,
    headers: {
      fr: "Code journal;Date de pièce;N° compte général;N° compte tiers;Intitulé compte tiers;N° pièce;N° facture;Libellé écriture;Date d'échéance;Débit;Crédit;Lettrage",
    },
    cells: ['"VTE"', "issued", '"41100000"', "code", "name", "voucher", "number", "text", "due", "debit", "credit", '""'],
  },
  {
    vendor: "Sage 100",
    separator: "\t",
    encoding: "utf-16le",
    day: slashes,
    figure: point,
    kinds: all,
    side: ["0", "1"],
    headers: { fr: "JO_Num\tEC_Date\tCG_Num\tCT_Num\tEC_Piece\tEC_RefPiece\tEC_Intitule\tEC_Echeance\tEC_Sens\tEC_Montant" },
    cells: ['"VE"', "issued", '"411000"', "code", "number", '""', "text", "due", "side", "size"],
  },
  {
    vendor: "EBP",
    separator: ";",
    encoding: "windows-1252",
    day: slashes,
    figure: french,
    kinds: { invoice: "Facture", creditNote: "Avoir" },
    headers: {
      fr: "Type de document;Numéro du document;Date du document;Code client;Nom du client;Date d'échéance;Montant TTC;Solde dû;Moyen de paiement",
    },
    cells: ["type", "number", "issued", "code", "name", "due", "signed", "open", '"Virement"'],
  },
  {
    vendor: "EBP",
    separator: "\t",
    encoding: "cp850",
    day: slashes,
    figure: comma,
    kinds: all,
    headers: { fr: "Compte\tIntitulé du compte\tDate\tCode journal\tN° document\tLibellé\tÉchéance\tDébit\tCrédit" },
    cells: ["code", "name", "issued", '"VE"', "number", "text", "due", "debit", "credit"],
  },
  {
    vendor: "Cegid",
    separator: ";",
    encoding: "windows-1252",
    day: slashes,
    figure: comma,
    kinds: { invoice: "FC", creditNote: "AC", payment: "RC" },
    headers: { fr: "Auxiliaire;Libellé auxiliaire;Date comptable;Journal;Nature;N° pièce;Référence interne;Libellé;Échéance;Débit;Crédit;Lettrage" },
    cells: ["code", "name", "issued", '"VTE"', "type", "voucher", "number", "text", "due", "debit", "credit", '""'],
  },
  {
    vendor: "Cegid",
    separator: "|",
    encoding: "utf-8",
    day: joined,
    figure: point,
    kinds: { invoice: "FC", creditNote: "AC", payment: "RC" },
    headers: { fr: "E_JOURNAL|E_DATECOMPTABLE|E_GENERAL|E_AUXILIAIRE|E_REFINTERNE|E_LIBELLE|E_NATUREPIECE|E_DATEECHEANCE|E_DEBIT|E_CREDIT" },
    cells: ['"VTE"', "issued", '"411000"', "code", "number", "text", "type", "due", "debit", "credit"],
  },
  {
    vendor: "Odoo",
    separator: ",",
    encoding: "utf-8",
    day: iso,
    figure: point,
    kinds: bills,
    status: ["Posted", "Draft"],
    headers: {
      en: "Number,Invoice Partner Display Name,Invoice/Bill Date,Due Date,Untaxed Amount Signed,Total Signed,Amount Due Signed,Payment Status,Status",
      fr: "Numéro,Nom d'affichage du partenaire de la facture,Date de facturation,Date d'échéance,Montant HT signé,Total signé,Montant dû signé,Statut du paiement,Statut",
      nl: "Nummer,Weergavenaam factuurrelatie,Factuurdatum,Vervaldatum,Onbelast bedrag ondertekend,Totaal ondertekend,Verschuldigd bedrag ondertekend,Betaalstatus,Status",
      de: "Nummer,Anzeigename des Rechnungspartners,Rechnungsdatum,Fälligkeitsdatum,Nettobetrag mit Vorzeichen,Gesamtbetrag mit Vorzeichen,Fälliger Betrag mit Vorzeichen,Zahlungsstatus,Status",
      technical: "name,partner_id,invoice_date,invoice_date_due,amount_untaxed_signed,amount_total_signed,amount_residual_signed,payment_state,state",
    },
    cells: ["number", "name", "issued", "due", "net", "signed", "open", '"Not Paid"', "status"],
  },
  {
    vendor: "Dolibarr",
    separator: ",",
    encoding: "utf-8",
    day: iso,
    figure: point,
    kinds: { invoice: "0", creditNote: "2" },
    status: ["1", "0"],
    byLine: true,
    headers: {
      fr: "Id société,Nom société,Code client,Code pays,Id facture,Réf. facture,Type,Date facturation,Date échéance,Total HT,Total TTC,Total TVA,Reste à payer,Statut facture,Description ligne",
      en: "Company id,Company name,Customer code,Country code,Invoice id,Invoice ref.,Type,Invoice date,Due date,Total (excl. tax),Total (inc. tax),Total tax,Remaining unpaid,Invoice status,Line description",
      nl: "Bedrijf ID,Bedrijfsnaam,Klantcode,Landcode,Factuur ID,Factuurreferentie,Type,Factuurdatum,Vervaldatum,Totaal excl. BTW,Totaal incl. BTW,Totaal BTW,Resterend,Factuurstatus,Regelomschrijving",
      de: "Partner-ID,Firmenname,Kundennummer,Ländercode,Rechnungs-ID,Rechnungs-Nr.,Typ,Rechnungsdatum,Fälligkeitsdatum,Gesamt (exkl. MwSt.),Gesamt (inkl. MwSt.),Summe USt.,Restbetrag,Rechnungsstatus,Zeilenbeschreibung",
    },
    cells: ['"7"', "name", "code", '"FR"', '"12"', "number", "type", "issued", "due", "net", "signed", "tax", "open", "status", "text"],
  },
  {
    vendor: "WinBooks",
    separator: ",",
    encoding: "windows-1252",
    day: joined,
    figure: point,
    kinds: { invoice: "2", creditNote: "3", payment: "4" },
    headers: { technical: "DOCTYPE,DBKCODE,DBKTYPE,DOCNUMBER,DOCORDER,ACCOUNTGL,ACCOUNTRP,BOOKYEAR,PERIOD,DATEDOC,DUEDATE,COMMENT,AMOUNTEUR" },
    cells: ['"1"', '"VENTES"', "type", "number", '"001"', '"400000"', "code", '"1"', '"01"', "issued", "due", "text", "signed"],
  },
  {
    vendor: "WinBooks",
    separator: ";",
    encoding: "windows-1252",
    day: slashes,
    figure: continental,
    kinds: bills,
    headers: {
      fr: "Code client;Nom;Code journal;Période;N° doc.;Date doc.;Échéance;Commentaire;Montant EUR;Solde EUR",
      nl: "Klantcode;Naam;Dagboek;Periode;Docnr.;Datum doc.;Vervaldag;Opmerking;Bedrag EUR;Saldo EUR",
    },
    cells: ["code", "name", '"VEN"', '"01"', "number", "issued", "due", "text", "signed", "open"],
  },
  {
    vendor: "BOB",
    separator: ";",
    encoding: "windows-1252",
    day: slashes,
    figure: comma,
    kinds: bills,
    headers: {
      technical: "HID;CNAME1;HDBK;HFYEAR;HDOCNO;HDOCDATE;HDUEDATE;HREM;HAMOUNT;HREMAMOUNT",
      fr: "Réf. client;Nom 1;Journal;Exercice;N° doc;Date doc;Échéance;Remarque;Montant;Solde ouvert",
      nl: "Ref. klant;Naam 1;Dagboek;Boekjaar;Doc nr;Datum doc;Vervaldag;Opmerking;Bedrag;Openstaand",
    },
    cells: ["code", "name", '"VEN"', '"2026"', "number", "issued", "due", "text", "signed", "open"],
  },
  {
    vendor: "Exact Online",
    separator: ";",
    encoding: "utf-8",
    day: dashes,
    figure: comma,
    kinds: bills,
    headers: {
      nl: "Debiteurcode;Debiteurnaam;Dagboek;Boekstuknummer;Factuurnummer;Uw ref.;Factuurdatum;Vervaldatum;Valuta;Bedrag;Openstaand",
      fr: "Code client;Nom du client;Journal;N° de pièce;Numéro de facture;Votre réf.;Date de facture;Date d'échéance;Devise;Montant;Montant ouvert",
      en: "Account code;Account name;Journal;Entry number;Invoice number;Your ref.;Invoice date;Due date;Currency;Amount;Outstanding amount",
      de: "Debitorennummer;Debitorenname;Journal;Buchungsnummer;Rechnungsnummer;Ihre Ref.;Rechnungsdatum;Fälligkeitsdatum;Währung;Betrag;Offener Betrag",
      technical: "AccountCode;AccountName;JournalCode;EntryNumber;InvoiceNumber;YourRef;InvoiceDate;DueDate;CurrencyCode;Amount;Outstanding",
    },
    cells: ["code", "name", '"70"', "voucher", "number", '"PO 1"', "issued", "due", '"EUR"', "signed", "open"],
  },
  {
    vendor: "Octopus",
    separator: ";",
    encoding: "windows-1252",
    day: slashes,
    figure: comma,
    kinds: bills,
    headers: {
      nl: "Boekjaar;Dagboek;Documentnr;Relatienr;Naam;Documentdatum;Vervaldag;Bedrag;Openstaand;Munt;Mededeling",
      fr: "Exercice;Journal;N° document;N° relation;Nom;Date document;Échéance;Montant;Ouvert;Devise;Communication",
    },
    cells: ['"2026"', '"V1"', "number", "code", "name", "issued", "due", "signed", "open", '"EUR"', '"+++090/9337/55493+++"'],
  },
  {
    vendor: "Yuki",
    separator: ";",
    encoding: "utf-8",
    day: dashes,
    figure: comma,
    kinds: bills,
    headers: {
      nl: "Factuurnr.;Relatie;Onderwerp;Factuurdatum;Vervaldatum;Btw-bedrag;Bedrag;Uitstaand;Dagen achterstallig",
      fr: "N° facture;Relation;Sujet;Date de facture;Date d'échéance;Montant TVA;Montant;En suspens;Jours de retard",
      en: "Invoice no.;Contact;Subject;Invoice date;Due date;VAT amount;Amount;Outstanding;Days overdue",
    },
    cells: ["number", "name", "text", "issued", "due", "tax", "signed", "open", '"12"'],
  },
  {
    vendor: "Yuki",
    separator: ";",
    encoding: "windows-1252",
    day: dashes,
    figure: comma,
    kinds: bills,
    headers: {
      nl: "Code grootboekrekening;Omschrijving grootboekrekening;Datum factuur;Openstaand bedrag;Omschrijving factuur;Referentie;Vervaldatum;Relatienaam;Relatiecode",
    },
    cells: ['"400000"', '"Handelsdebiteuren"', "issued", "signed", "text", "number", "due", "name", "code"],
  },
  {
    vendor: "QuickBooks",
    separator: ",",
    encoding: "utf-8",
    day: american,
    figure: english,
    kinds: { invoice: "Invoice", creditNote: "Credit Memo", payment: "Payment" },
    before: ["Fictive Widgets Ltd", "A/R Aging Detail", '"As of December 31, 2026"', ""],
    grouped: (width, sum) => [
      ["91 or more days past due", ...Array<string>(width - 1).fill("")],
      ["Total for 91 or more days past due", ...Array<string>(width - 2).fill(""), sum],
    ],
    headers: { en: ",Date,Transaction Type,Num,Customer,Due Date,Amount,Open Balance" },
    cells: ['""', "issued", "type", "number", "name", "due", "signed", "open"],
  },
  {
    vendor: "QuickBooks",
    separator: ";",
    encoding: "utf-8",
    day: slashes,
    figure: french,
    kinds: { invoice: "Facture", creditNote: "Note de crédit", payment: "Paiement" },
    headers: { fr: "Date;Type d'opération;N°;Client;Date d'échéance;Montant;Solde ouvert" },
    cells: ["issued", "type", "number", "name", "due", "signed", "open"],
  },
  {
    vendor: "Xero",
    separator: ",",
    encoding: "utf-8",
    day: slashes,
    figure: point,
    kinds: { invoice: "Sales invoice", creditNote: "Sales credit note" },
    status: ["Awaiting Payment", "Voided"],
    byLine: true,
    headers: {
      en: "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,PlannedDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,Description,Quantity,UnitAmount,AccountCode,TaxType,Currency,Type,Sent,Status",
    },
    cells: [
      "name",
      '"a@example.com"',
      "number",
      '"PO 7"',
      "issued",
      "due",
      '""',
      "signed",
      "tax",
      '"0.00"',
      "open",
      "text",
      '"1"',
      "net",
      '"200"',
      '"20% (VAT on Income)"',
      '"EUR"',
      "type",
      '"Sent"',
      "status",
    ],
  },
]
