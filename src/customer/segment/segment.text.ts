import type { Language, Worded } from "../../kernel/text.ts"

export const segmentText = {
  list: {
    en: "Lists the segments, each with how many customers have it",
    fr: "Liste les segments, chacun avec le nombre de ses clients",
    nl: "Toont de segmenten, elk met hoeveel klanten het hebben",
    de: "Listet die Segmente auf, jedes mit der Zahl seiner Kunden",
  },
  add: { en: "Adds a segment", fr: "Ajoute un segment", nl: "Voegt een segment toe", de: "Legt ein Segment an" },
  rename: {
    en: "Renames a segment; its customers come along, and imports that still bring the old name",
    fr: "Renomme un segment ; ses clients suivent, et les imports qui disent encore l'ancien nom",
    nl: "Hernoemt een segment; de klanten gaan mee, en imports die nog de oude naam zeggen",
    de: "Benennt ein Segment um; seine Kunden gehen mit, und Importe, die noch den alten Namen nennen",
  },
  end: {
    en: "Ends a segment that no customer has any more",
    fr: "Clôt un segment qu'aucun client n'a plus",
    nl: "Beëindigt een segment dat geen klant meer heeft",
    de: "Beendet ein Segment, das kein Kunde mehr hat",
  },
  set: {
    en: "Sets the segment of customers, by their codes or all of a segment (--of)",
    fr: "Fixe le segment de clients, par leurs codes ou tous ceux d'un segment (--of)",
    nl: "Stelt het segment van klanten in, met hun codes of alle van een segment (--of)",
    de: "Legt das Segment von Kunden fest, mit ihren Nummern oder aller eines Segments (--of)",
  },
  to: { en: "the segment they are to have", fr: "le segment qu'ils auront", nl: "het segment dat ze krijgen", de: "das Segment, das sie bekommen" },
  without: { en: "they are to have none", fr: "ils n'en auront aucun", nl: "ze krijgen er geen", de: "sie bekommen keines" },
  of: {
    en: "all customers of this segment",
    fr: "tous les clients de ce segment",
    nl: "alle klanten van dit segment",
    de: "alle Kunden dieses Segments",
  },
  dryRun: {
    en: "says what it would do, and does nothing",
    fr: "dit ce qui serait fait, et ne fait rien",
    nl: "zegt wat er zou gebeuren, en doet niets",
    de: "sagt, was geschähe, und tut nichts",
  },
  none: { en: "No segment yet.", fr: "Aucun segment.", nl: "Nog geen segment.", de: "Noch kein Segment." },
  noSegment: { en: "no segment", fr: "sans segment", nl: "geen segment", de: "kein Segment" },
} as const satisfies Record<string, Worded>

type Told = { readonly changed: number; readonly unchanged: number; readonly preview: boolean }
export const setText: Readonly<Record<Language, (told: Told) => string>> = {
  en: ({ changed, unchanged, preview }) => `${preview ? "Would be set" : "Set"}: ${changed}; unchanged: ${unchanged}`,
  fr: ({ changed, unchanged, preview }) => `${preview ? "Seraient fixés" : "Fixés"} : ${changed} ; inchangés : ${unchanged}`,
  nl: ({ changed, unchanged, preview }) => `${preview ? "Zouden worden ingesteld" : "Ingesteld"}: ${changed}; ongewijzigd: ${unchanged}`,
  de: ({ changed, unchanged, preview }) => `${preview ? "Würden festgelegt" : "Festgelegt"}: ${changed}; unverändert: ${unchanged}`,
}
