/** Words of lists of sales: headers by language (`,` separates spellings), and what is wrong with a row of one. */
import { said } from "../reading/reading.text.ts"

export const MONTH_WORDS = {
  en: "month,period",
  fr: "mois,periode",
  nl: "maand,periode",
  de: "monat,periode,zeitraum",
} as const
export const YEAR_WORDS = { en: "year,fiscal year", fr: "annee,exercice", nl: "jaar,boekjaar", de: "jahr,geschaftsjahr" } as const
export const SALES_WORDS = {
  en: "turnover,sales,revenue,net sales",
  fr: "chiffre d affaires,ca,ca ttc,ca ht,ventes",
  nl: "omzet,verkopen,verkoop",
  de: "umsatz,erlose,verkaufe",
} as const

export const turnoverWordings = {
  MONTH_COLUMN_MISSING: said(
    (f) =>
      `No column for the month was found among: ${f.headers}. Name it in --map: {"columns":{"issuedOn":"HEADER"}}, or give each month a column (2026-05).`,
    (f) =>
      `Aucune colonne pour le mois parmi : ${f.headers}. Nommez-la dans --map : {"columns":{"issuedOn":"EN-TÊTE"}}, ou donnez une colonne à chaque mois (2026-05).`,
    (f) =>
      `Geen kolom voor de maand gevonden tussen: ${f.headers}. Noem ze in --map: {"columns":{"issuedOn":"KOLOMTITEL"}}, of geef elke maand een kolom (2026-05).`,
    (f) =>
      `Keine Spalte für den Monat unter: ${f.headers}. Nennen Sie sie in --map: {"columns":{"issuedOn":"ÜBERSCHRIFT"}}, oder geben Sie jedem Monat eine Spalte (2026-05).`,
  ),
  MONTH_UNREADABLE: said(
    (f) => `“${f.value}” is no month: write 2026-05, 05/2026 or a day of it.`,
    (f) => `« ${f.value} » n'est pas un mois : écrivez 2026-05, 05/2026 ou un jour de ce mois.`,
    (f) => `“${f.value}” is geen maand: schrijf 2026-05, 05/2026 of een dag ervan.`,
    (f) => `„${f.value}“ ist kein Monat: Schreiben Sie 2026-05, 05/2026 oder einen Tag daraus.`,
  ),
  MONTH_TWICE: said(
    (f) => `${f.month} of this customer stands already in line ${f.line} with another amount: add the two up, or take one out.`,
    (f) => `${f.month} de ce client figure déjà à la ligne ${f.line} avec un autre montant : additionnez les deux, ou ôtez-en un.`,
    (f) => `${f.month} van deze klant staat al op regel ${f.line} met een ander bedrag: tel ze op, of haal er een weg.`,
    (f) => `${f.month} dieses Kunden steht schon in Zeile ${f.line} mit anderem Betrag: Zählen Sie beide zusammen, oder nehmen Sie einen heraus.`,
  ),
} as const
