/** How days are written, in words: a code such as dmy is for programs. */
import type { Language, Worded } from "../kernel/text.ts"
import type { DateOrder } from "./dates.ts"

export const orderText: Readonly<Record<DateOrder, Worded>> = {
  dmy: { en: "day/month/year", fr: "jour/mois/année", nl: "dag/maand/jaar", de: "Tag/Monat/Jahr" },
  mdy: { en: "month/day/year", fr: "mois/jour/année", nl: "maand/dag/jaar", de: "Monat/Tag/Jahr" },
  ymd: { en: "year/month/day", fr: "année/mois/jour", nl: "jaar/maand/dag", de: "Jahr/Monat/Tag" },
}

/** What is stored or told as a code, worded; nothing where the file leaves it open. */
export const wordOrder = (order: string | undefined, lang: Language): string => orderText[order as DateOrder]?.[lang] ?? ""
