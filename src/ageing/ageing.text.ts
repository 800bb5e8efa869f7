import type { Language, Worded } from "../kernel/text.ts"
import type { Bucket, Dimension } from "./ageing.ts"

export const ageingText = {
  title: { en: "Ageing balance", fr: "Balance âgée", nl: "Ouderdomsbalans", de: "Offene Posten nach Fälligkeit" },
  about: {
    en: "Shows what is open and for how long it has been overdue",
    fr: "Montre ce qui est ouvert et depuis quand c'est échu",
    nl: "Toont wat openstaat en hoe lang het vervallen is",
    de: "Zeigt, was offen und seit wann es überfällig ist",
  },
  by: { en: "one row each", fr: "une ligne chacun", nl: "één rij elk", de: "je eine Zeile" },
  bounds: {
    en: "last day of each bucket, 0 being not due (the company's setting)",
    fr: "dernier jour de chaque tranche, 0 étant le non échu (réglage de la société)",
    nl: "laatste dag van elke schijf, 0 is niet vervallen (instelling van de vennootschap)",
    de: "letzter Tag jeder Stufe, 0 heißt nicht fällig (Einstellung des Unternehmens)",
  },
  notDue: { en: "Not due", fr: "Non échu", nl: "Niet vervallen", de: "Nicht fällig" },
  bucket: { en: "Days overdue", fr: "Jours de retard", nl: "Dagen vervallen", de: "Tage überfällig" },
  total: { en: "Open debits", fr: "Débits ouverts", nl: "Open debet", de: "Offenes Soll" },
  all: { en: "Total", fr: "Total", nl: "Totaal", de: "Gesamt" },
  credits: { en: "Credits", fr: "Crédits", nl: "Credit", de: "Haben" },
  net: { en: "Net", fr: "Net", nl: "Netto", de: "Saldo" },
  count: { en: "Items", fr: "Pièces", nl: "Posten", de: "Posten" },
  amount: { en: "Amount", fr: "Montant", nl: "Bedrag", de: "Betrag" },
  leftOut: { en: "Intercompany, left out", fr: "Intragroupe, écarté", nl: "Intragroep, weggelaten", de: "Konzernintern, ausgelassen" },
  nothing: { en: "Nothing is open.", fr: "Rien n'est ouvert.", nl: "Er staat niets open.", de: "Nichts ist offen." },
  none: { en: "(none)", fr: "(aucun)", nl: "(geen)", de: "(ohne)" },
  company: { en: "Company", fr: "Société", nl: "Vennootschap", de: "Unternehmen" },
} as const satisfies Record<string, Worded>

export const dimensionText: Readonly<Record<Dimension, Worded>> = {
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  group: { en: "Group", fr: "Groupe", nl: "Groep", de: "Konzern" },
  country: { en: "Country", fr: "Pays", nl: "Land", de: "Land" },
  segment: { en: "Segment", fr: "Segment", nl: "Segment", de: "Segment" },
  collector: { en: "Collector", fr: "Chargé de recouvrement", nl: "Debiteurenbeheerder", de: "Sachbearbeitung" },
}

export const leftOutText = {
  en: (customers: number) => `${customers} customers`,
  fr: (customers: number) => `${customers} clients`,
  nl: (customers: number) => `${customers} klanten`,
  de: (customers: number) => `${customers} Kunden`,
} as const satisfies Record<Language, (customers: number) => string>

/** “1–30”, “over 90”: the heading of a bucket. */
export function bucketText({ from, to }: Bucket, lang: Language): string {
  if (from === null) return to === 0 ? ageingText.notDue[lang] : `≤ ${to}`
  return to === null ? `> ${from - 1}` : `${from}–${to}`
}
