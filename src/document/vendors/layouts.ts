/**
 * How accounting programs export customer invoices and open items: the names of their columns in the languages they are sold in, what their
 * type codes mean, how they sign credits, which rows are no claims yet. Dated: programs change their exports, old ones stay in use.
 *
 * Always    a layout is recognised by its headers alone and only helps: what the user says and what the file itself proves stand above it.
 */
import type { Field } from "../columns.ts"
import type { DateOrder } from "../dates.ts"
import type { DraftKind } from "../draft.ts"

export type Layout = {
  readonly vendor: string
  /** What is exported, as the program calls it. */
  readonly export: string
  /** Field: the names its column goes by, "|" between languages and versions. Those of `needs` must all be there. */
  readonly columns: Readonly<Partial<Record<Field, string>>>
  readonly needs: readonly Field[]
  /** Other columns, of which one tells this layout from another program's; empty where the needed ones say enough. */
  readonly marks?: string
  readonly types?: Readonly<Record<string, DraftKind>>
  readonly sides?: Readonly<Record<string, "debit" | "credit">>
  readonly creditSign?: "negative" | "positive"
  readonly dateOrder?: DateOrder
  /** Column: values of rows that are no claims (drafts, cancelled ones). */
  readonly skip?: Readonly<Record<string, readonly string[]>>
  readonly seenOn: string
}

const FRENCH = { dateOrder: "dmy", seenOn: "2026-11" } as const
const seenOn = "2026-11"
/** Of Odoo, whatever language its user works in. */
const NO_CLAIM = ["Draft", "Cancelled", "Brouillon", "Annulé", "Concept", "Geannuleerd", "Entwurf", "Abgebrochen", "Storniert"]

export const LAYOUTS: readonly Layout[] = [
  {
    vendor: "Sage 100",
    export: "écritures tiers",
    columns: {
      customerCode: "N° compte tiers|Compte tiers|Numéro compte tiers|N° tiers",
      customerName: "Intitulé compte tiers|Intitulé tiers|Intitulé du tiers",
      number: "N° facture|Numéro facture",
      document: "N° pièce|Numéro de pièce|N° de pièce",
      issuedOn: "Date de pièce|Date pièce|Date écriture|Date",
      dueOn: "Date d'échéance|Date échéance|Échéance|Echéance",
      label: "Libellé écriture|Libellé",
      reference: "Référence pièce|Référence",
      debit: "Débit|Montant débit",
      credit: "Crédit|Montant crédit",
      currency: "Devise",
      means: "Mode de règlement|Mode règlement",
    },
    needs: ["customerCode", "issuedOn", "debit", "credit"],
    marks: "Code journal|C.j|Journal|N° compte général|Compte général|Lettrage|Lettre|Solde progressif",
    ...FRENCH,
  },
  {
    vendor: "Sage 100",
    export: "F_ECRITUREC",
    columns: {
      customerCode: "CT_Num",
      customerName: "CT_Intitule",
      number: "EC_RefPiece",
      document: "EC_Piece",
      issuedOn: "EC_Date",
      dueOn: "EC_Echeance",
      label: "EC_Intitule",
      amount: "EC_Montant",
      side: "EC_Sens",
    },
    needs: ["customerCode", "document", "issuedOn", "amount", "side"],
    sides: { "0": "debit", "1": "credit" },
    ...FRENCH,
  },
  {
    vendor: "EBP",
    export: "échéancier clients",
    columns: {
      customerCode: "Code client|Code tiers|Code du client",
      customerName: "Nom du client|Client|Nom tiers|Nom du tiers",
      number: "Numéro du document|N° document|Numéro de document",
      type: "Type de document|Type du document|Nature du document",
      issuedOn: "Date du document|Date document",
      dueOn: "Date d'échéance|Échéance|Date échéance",
      amount: "Montant TTC|Montant de l'échéance|Montant échéance|Montant",
      openAmount: "Solde dû|Reste dû|Restant dû|Montant restant dû",
      means: "Moyen de paiement|Mode de règlement",
      currency: "Devise",
    },
    needs: ["customerCode", "number", "issuedOn", "amount", "openAmount"],
    ...FRENCH,
  },
  {
    vendor: "EBP",
    export: "grand livre tiers",
    columns: {
      customerCode: "Compte|Numéro de compte|N° compte",
      customerName: "Intitulé du compte|Intitulé",
      number: "N° document|Document|N° pièce|Numéro de pièce|Pièce",
      issuedOn: "Date",
      dueOn: "Échéance|Date d'échéance",
      label: "Libellé|Libellé de l'écriture",
      debit: "Débit",
      credit: "Crédit",
    },
    needs: ["customerCode", "number", "issuedOn", "label", "debit", "credit"],
    marks: "Code journal|Journal|Lettrage|Pointage",
    ...FRENCH,
  },
  {
    vendor: "Cegid",
    export: "grand livre auxiliaire",
    columns: {
      customerCode: "Auxiliaire|Compte auxiliaire|Code auxiliaire",
      customerName: "Libellé auxiliaire|Libellé du compte auxiliaire|Raison sociale|Intitulé auxiliaire",
      number: "Référence interne|Réf. interne|Référence pièce",
      document: "N° pièce|Numéro de pièce|Pièce",
      type: "Nature|Nature pièce|Nature de pièce",
      issuedOn: "Date comptable|Date pièce|Date",
      dueOn: "Échéance|Date d'échéance|Date échéance",
      label: "Libellé|Libellé écriture",
      debit: "Débit",
      credit: "Crédit",
      currency: "Devise",
    },
    needs: ["customerCode", "number", "issuedOn", "debit", "credit"],
    types: { FC: "invoice", AC: "creditNote", RC: "payment", OC: "payment" },
    ...FRENCH,
  },
  {
    vendor: "Cegid",
    export: "ECRITURE",
    columns: {
      customerCode: "E_AUXILIAIRE",
      customerName: "T_LIBELLE",
      number: "E_REFINTERNE",
      document: "E_NUMEROPIECE",
      type: "E_NATUREPIECE",
      issuedOn: "E_DATECOMPTABLE",
      dueOn: "E_DATEECHEANCE",
      label: "E_LIBELLE",
      debit: "E_DEBIT",
      credit: "E_CREDIT",
      currency: "E_DEVISE",
    },
    needs: ["customerCode", "number", "issuedOn", "debit", "credit"],
    types: { FC: "invoice", AC: "creditNote", RC: "payment", OC: "payment" },
    ...FRENCH,
  },
  {
    vendor: "Odoo",
    export: "account.move, company currency",
    columns: {
      customerCode:
        "Invoice Partner Display Name|Partner|Customer|Nom d'affichage du partenaire de la facture|Partenaire|Client|Weergavenaam factuurrelatie|Weergavenaam factuurpartner|Relatie|Klant|Anzeigename des Rechnungspartners|Partner/in|Kunde|invoice_partner_display_name|partner_id",
      number: "Number|Numéro|Nummer|Nombre|name",
      type: "Type|Typ|move_type",
      issuedOn:
        "Invoice/Bill Date|Invoice Date|Date de facture/de facturation|Date de facturation|Date de la facture|Date de facture|Factuurdatum|Factuur-/rekeningdatum|Rechnungsdatum|Rechnungs-/Belegdatum|invoice_date",
      dueOn: "Due Date|Date d'échéance|Vervaldatum|Fälligkeitsdatum|invoice_date_due",
      amount: "Total Signed|Total signé|Totaal ondertekend|Totaal met teken|Gesamtbetrag mit Vorzeichen|Gesamt mit Vorzeichen|amount_total_signed",
      openAmount:
        "Amount Due Signed|Montant dû signé|Verschuldigd bedrag ondertekend|Verschuldigd bedrag met teken|Fälliger Betrag mit Vorzeichen|amount_residual_signed",
      reference: "Payment Reference|Référence de paiement|Betalingsreferentie|Betalingskenmerk|Zahlungsreferenz|payment_reference",
    },
    needs: ["customerCode", "number", "issuedOn", "amount"],
    types: {
      out_invoice: "invoice",
      out_refund: "creditNote",
      "Customer Credit Note": "creditNote",
      "Note de crédit client": "creditNote",
      Klantfactuur: "invoice",
      "Creditfactuur klant": "creditNote",
      "Creditnota klant": "creditNote",
      Kundenrechnung: "invoice",
      Kundengutschrift: "creditNote",
    },
    creditSign: "negative",
    skip: { Status: NO_CLAIM, Statut: NO_CLAIM, État: NO_CLAIM, state: ["draft", "cancel"] },
    seenOn,
  },
  {
    vendor: "Dolibarr",
    export: "factures clients",
    columns: {
      customerCode: "Code client|Customer code|Customer Code|Klantcode|Klant code|Kundennummer|Kundencode|Kunden-Code",
      customerName:
        "Nom société|Raison sociale|Nom du tiers|Tiers|Company name|Name of company|Third party|Bedrijfsnaam|Firmenname|Name der Firma|Partner",
      country: "Code pays|Country code|Landcode|Land code|Ländercode|Ländercode (ISO)",
      siren: "Id. prof. 1 (SIREN)",
      vat: "Numéro de TVA|N° TVA intracommunautaire|VAT ID|VAT number|BTW-nummer|USt-IdNr.|Umsatzsteuer-ID",
      number: "Réf. facture|Ref. facture|Réf facture|Invoice ref.|Invoice ref|Factuurreferentie|Factuur ref.|Rechnungs-Nr.|Rechnung Nr.|Rechnungsnr.",
      type: "Type|Typ|Soort",
      issuedOn: "Date facturation|Date facture|Invoice date|Factuurdatum|Rechnungsdatum",
      dueOn:
        "Date échéance|Date limite règlement|Date d'échéance|Due date|Payment due on|Vervaldatum|Vervaldag|Fälligkeitsdatum|Fälligkeit|Zahlbar bis",
      amount:
        "Total TTC|Montant TTC|Total (inc. tax)|Total (incl. tax)|Totaal incl. BTW|Totaal (incl. BTW)|Bedrag incl. BTW|Gesamt (inkl. MwSt.)|Gesamtbetrag (inkl. MwSt.)|Bruttosumme",
      openAmount:
        "Reste à payer|Reste à encaisser|Remaining unpaid|Rest|Rest to pay|Resterend|Restant te betalen|Nog te betalen|Restbetrag|Offener Betrag|Noch zu zahlen",
    },
    needs: ["customerName", "number", "issuedOn", "amount"],
    marks:
      "Id facture|Id. facture|Invoice id|Invoice ID|Factuur ID|Factuur-id|Rechnungs-ID|Facture payée|Facture réglée intégralement|Invoice paid|Factuur betaald|Rechnung bezahlt|Statut facture|Invoice status|Factuurstatus|Rechnungsstatus|Total HT|Total (excl. tax)|Totaal excl. BTW|Gesamt (exkl. MwSt.)",
    types: { "0": "invoice", "1": "invoice", "2": "creditNote", "3": "invoice", "5": "invoice" },
    creditSign: "negative",
    skip: {
      "Statut facture": ["0", "3", "Brouillon", "Abandonnée"],
      "Invoice status": ["0", "3", "Draft", "Abandoned"],
      Factuurstatus: ["0", "3", "Concept", "Ontwerp", "Verlaten"],
      Rechnungsstatus: ["0", "3", "Entwurf", "Aufgegeben"],
    },
    seenOn,
  },
  {
    vendor: "WinBooks",
    export: "ACT",
    columns: {
      customerCode: "ACCOUNTRP",
      document: "DOCNUMBER",
      type: "DBKTYPE",
      issuedOn: "DATEDOC|DATE",
      dueOn: "DUEDATE",
      amount: "AMOUNTEUR",
      label: "COMMENT",
    },
    needs: ["customerCode", "document", "issuedOn", "amount"],
    types: { "2": "invoice", "3": "creditNote", "4": "payment" },
    creditSign: "negative",
    dateOrder: "ymd",
    seenOn,
  },
  {
    vendor: "WinBooks",
    export: "échéancier clients / vervaldagboek klanten",
    columns: {
      customerCode: "Code client|Compte client|Client|Klantcode|Klantrekening|Klant",
      customerName: "Nom|Nom client|Naam|Naam klant",
      number: "N° doc.|N° document|Numéro document|Document|Docnr.|Documentnr.|Documentnummer|Doc. nr.",
      issuedOn: "Date doc.|Date document|Datum doc.|Documentdatum",
      dueOn: "Échéance|Date échéance|Vervaldag|Vervaldatum",
      amount: "Montant EUR|Montant en EUR|Bedrag EUR|Bedrag in EUR",
      openAmount: "Solde EUR|Solde ouvert|Saldo EUR|Openstaand saldo",
      label: "Commentaire|Opmerking|Omschrijving",
    },
    needs: ["customerCode", "number", "issuedOn", "amount"],
    marks: "Code journal|Jrnl|Journal|Dagboek|Dagboekcode|Dgbk|Période|Periode",
    creditSign: "negative",
    dateOrder: "dmy",
    seenOn,
  },
  {
    vendor: "BOB",
    export: "historique clients / historiek klanten",
    columns: {
      customerCode: "HID|CID|Réf. client|Référence client|Ref. klant|Referte klant|Klantreferte",
      customerName: "CNAME1|CNAME|Nom du client|Nom 1|Naam van de klant|Naam 1|Naam klant",
      number: "HDOCNO|DOCNO|N° doc|N° du document|Doc nr|Nr. document|Documentnr",
      issuedOn: "HDOCDATE|DOCDATE|Date doc|Date du document|Datum doc|Datum document",
      dueOn: "HDUEDATE|DUEDATE|Échéance|Date d'échéance|Vervaldag",
      amount: "HAMOUNT|AMOUNT|Montant|Montant EUR|Bedrag|Bedrag EUR",
      openAmount: "HREMAMOUNT|REMAMOUNT|Solde ouvert|Solde|Openstaand|Open saldo|Saldo",
      label: "HREM|REM|Remarque|Opmerking",
    },
    needs: ["customerCode", "number", "issuedOn", "amount"],
    marks: "HDBK|DBK|Jnl|Code jnl|Dgb|Dagb.|Journal|Dagboek",
    creditSign: "negative",
    dateOrder: "dmy",
    seenOn,
  },
  {
    vendor: "Exact Online",
    export: "openstaande posten / postes ouverts / receivables",
    columns: {
      customerCode:
        "Debiteurcode|Debiteurnummer|Relatiecode|Code debiteur|Code client|Code débiteur|Code relation|Account code|Customer code|Debitorennummer|Kontocode|AccountCode",
      customerName:
        "Debiteurnaam|Relatienaam|Naam debiteur|Naam|Nom du client|Nom relation|Nom|Account name|Customer name|Name|Debitorenname|AccountName",
      number:
        "Factuurnummer|Onze ref.|Onze ref|Numéro de facture|Notre réf.|N° facture|Invoice number|Our ref.|Our ref|Rechnungsnummer|Unsere Ref.|InvoiceNumber",
      issuedOn: "Factuurdatum|Date de facture|Date facture|Invoice date|Rechnungsdatum|InvoiceDate",
      dueOn: "Vervaldatum|Vervaldag|Date d'échéance|Échéance|Due date|Fälligkeitsdatum|DueDate",
      amount: "Factuurbedrag|Bedrag|Montant de la facture|Montant|Invoice amount|Amount|Rechnungsbetrag|Betrag",
      openAmount: "Openstaand bedrag|Openstaand|Montant ouvert|Solde ouvert|Outstanding amount|Outstanding|Offener Betrag|Offen",
      currency: "Valuta|Devise|Currency|Währung|CurrencyCode",
      reference: "Betalingskenmerk|Référence de paiement|Payment reference|Zahlungsreferenz",
      label: "Omschrijving|Description|Beschreibung",
    },
    needs: ["customerCode", "number", "issuedOn", "amount"],
    marks:
      "Bkst.nr.|Boekstuknummer|Uw ref.|Uw ref|N° de pièce|Votre réf.|Votre réf|Entry number|Your ref.|Your ref|Buchungsnummer|Ihre Ref.|YourRef|EntryNumber",
    creditSign: "negative",
    seenOn,
  },
  {
    vendor: "Octopus",
    export: "openstaande klanten / clients ouverts",
    columns: {
      customerCode: "Relatienr|Relatienr.|Relatie nr|Relatienummer|Extern relatienummer|N° relation|Nr. relation|Numéro relation",
      customerName: "Relatie|Naam relatie|Naam|Relation|Nom relation|Nom",
      number: "Documentnr|Documentnr.|Document nr|Boekstuknr|N° document|Nr. document|Numéro document",
      issuedOn: "Documentdatum|Datum|Date document|Date",
      dueOn: "Vervaldag|Vervaldatum|Échéance|Date d'échéance",
      amount: "Bedrag|Totaal|Montant|Total",
      openAmount: "Openstaand|Openstaand bedrag|Saldo|Ouvert|Montant ouvert|Solde",
      currency: "Munt|Devise|Monnaie",
      reference: "Referentie|Mededeling|Référence|Communication",
    },
    needs: ["customerCode", "number", "issuedOn", "amount"],
    marks: "Dagboek|Boekjaar|Periode|Journal|Exercice|Période",
    creditSign: "negative",
    dateOrder: "dmy",
    seenOn,
  },
  {
    vendor: "Yuki",
    export: "verkoopfacturen / factures de vente",
    columns: {
      customerCode: "Relatiecode|Code relation|Contact code",
      customerName: "Relatie|Relatienaam|Relation|Contact",
      number: "Factuurnr.|Factuurnr|Factuurnummer|N° facture|N° de facture|Invoice no.|Invoice nr.",
      issuedOn: "Factuurdatum|Datum|Date de facture|Date facture|Invoice date|Date",
      dueOn: "Vervaldatum|Date d'échéance|Due date",
      amount: "Bedrag|Oorspronkelijk|Montant|Montant original|Amount|Original",
      openAmount: "Uitstaand|Open|Openstaand|En suspens|Ouvert|Outstanding",
      label: "Onderwerp|Sujet|Subject",
    },
    needs: ["customerName", "number", "issuedOn", "amount", "openAmount"],
    marks: "Btw-bedrag|Dagen achterstallig|Onderwerp|Montant TVA|Jours de retard|Sujet|VAT amount|Days overdue|Subject",
    creditSign: "negative",
    dateOrder: "dmy",
    seenOn,
  },
  {
    vendor: "Yuki",
    export: "openstaande klanten",
    columns: {
      customerCode: "Relatiecode",
      customerName: "Relatienaam",
      number: "Referentie",
      issuedOn: "Datum factuur",
      dueOn: "Vervaldatum",
      amount: "Openstaand bedrag",
      label: "Omschrijving factuur",
    },
    needs: ["customerName", "number", "issuedOn", "amount"],
    marks: "Code grootboekrekening|Omschrijving grootboekrekening",
    creditSign: "negative",
    dateOrder: "dmy",
    seenOn,
  },
  {
    vendor: "QuickBooks",
    export: "A/R aging detail",
    columns: {
      customerCode:
        "Customer|Customer full name|Customer display name|Name|Client|Nom du client|Nom complet du client|Klant|Volledige naam klant|Kunde",
      number: "Num|No.|N°|Nº|Nr.|Nummer",
      type: "Transaction Type|Transaction type|Type|Type d'opération|Type de transaction|Transactietype|Transaktionstyp",
      issuedOn: "Date|Datum",
      dueOn: "Due Date|Due date|Date d'échéance|Échéance|Vervaldatum|Fälligkeitsdatum",
      amount: "Amount|Montant|Bedrag|Betrag",
      openAmount: "Open Balance|Open balance|Solde ouvert|Solde impayé|Solde à recevoir|Openstaand saldo|Offener Saldo",
      currency: "Currency|Devise|Valuta|Währung",
    },
    needs: ["customerCode", "number", "type", "issuedOn", "openAmount"],
    types: { Invoice: "invoice", "Credit Memo": "creditNote", Payment: "payment", "Crédit client": "creditNote", "Note de crédit": "creditNote" },
    seenOn,
  },
  {
    vendor: "Xero",
    export: "sales invoices",
    columns: {
      customerCode: "ContactName|*ContactName",
      number: "InvoiceNumber|*InvoiceNumber",
      type: "Type",
      issuedOn: "InvoiceDate|*InvoiceDate",
      dueOn: "DueDate|*DueDate",
      amount: "Total",
      openAmount: "InvoiceAmountDue|*InvoiceAmountDue",
      currency: "Currency",
      reference: "Reference",
    },
    needs: ["customerCode", "number", "issuedOn", "amount"],
    types: { "Sales invoice": "invoice", "Sales credit note": "creditNote", "Sales overpayment": "payment", "Sales prepayment": "deposit" },
    skip: { Status: ["Draft", "Awaiting Approval", "Submitted", "Voided", "Deleted"] },
    seenOn,
  },
]
