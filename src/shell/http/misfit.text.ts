import type { Worded } from "../../kernel/text.ts"

/** What a field takes, where its kind alone does not say it. */
export const fieldText = {
  characters: {
    en: "A character that no text may hold",
    fr: "Un caractère qu'aucun texte ne peut contenir",
    nl: "Een teken dat geen tekst mag bevatten",
    de: "Ein Zeichen, das kein Text enthalten darf",
  },
  controls: { en: "No control characters", fr: "Sans caractères de contrôle", nl: "Zonder stuurtekens", de: "Ohne Steuerzeichen" },
  day: {
    en: "A day as 2026-06-30, from 1900 to 2199",
    fr: "Un jour comme 2026-06-30, de 1900 à 2199",
    nl: "Een dag als 2026-06-30, van 1900 tot 2199",
    de: "Ein Tag wie 2026-06-30, von 1900 bis 2199",
  },
  month: { en: "A month as 2026-06", fr: "Un mois comme 2026-06", nl: "Een maand als 2026-06", de: "Ein Monat wie 2026-06" },
  currency: { en: "A currency of ISO 4217", fr: "Une devise ISO 4217", nl: "Een munt van ISO 4217", de: "Eine Währung nach ISO 4217" },
  amount: {
    en: "An amount as 1250.00: digits with a point, nothing between thousands",
    fr: "Un montant comme 1250.00 : des chiffres et un point, rien entre les milliers",
    nl: "Een bedrag als 1250.00: cijfers met een punt, niets tussen de duizendtallen",
    de: "Ein Betrag wie 1250.00: Ziffern mit einem Punkt, nichts zwischen den Tausendern",
  },
  aboveZero: { en: "An amount above zero", fr: "Un montant supérieur à zéro", nl: "Een bedrag boven nul", de: "Ein Betrag über null" },
  fileName: {
    en: "A file's name, 200 bytes at most",
    fr: "Un nom de fichier, 200 octets au plus",
    nl: "Een bestandsnaam, hoogstens 200 bytes",
    de: "Ein Dateiname, höchstens 200 Bytes",
  },
  company: {
    en: "The company that is opened",
    fr: "La société à ouvrir",
    nl: "De vennootschap die geopend wordt",
    de: "Die Gesellschaft, die eröffnet wird",
  },
  instalments: {
    en: "Instalments add up to the amount",
    fr: "Les échéances font le montant au total",
    nl: "De termijnen vormen samen het bedrag",
    de: "Die Raten ergeben zusammen den Betrag",
  },
} as const satisfies Record<string, Worded>

export const notAmount = (text: string, currency: string): Worded => ({
  en: `${text}: not an amount in ${currency}`,
  fr: `${text} : pas un montant en ${currency}`,
  nl: `${text}: geen bedrag in ${currency}`,
  de: `${text}: kein Betrag in ${currency}`,
})
export const tooMuch = (text: string): Worded => ({
  en: `${text}: more than the books hold`,
  fr: `${text} : plus que les livres ne peuvent contenir`,
  nl: `${text}: meer dan de boeken kunnen bevatten`,
  de: `${text}: mehr, als die Bücher fassen`,
})
export const noColumn = (key: string, known: readonly string[]): Worded => ({
  en: `${key}: not a column of the list, which has ${known.join(", ")}`,
  fr: `${key} : pas une colonne de la liste, qui a ${known.join(", ")}`,
  nl: `${key}: geen kolom van de lijst; die heeft ${known.join(", ")}`,
  de: `${key}: keine Spalte der Liste; sie hat ${known.join(", ")}`,
})
