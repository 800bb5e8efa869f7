import { cellWriter, writeNumber } from "../../kernel/listing.ts"
import type { Language } from "../../kernel/text.ts"

const MB = 1_000_000
const inMegabytes = (lang: Language, bytes: number) => cellWriter(lang)((bytes / MB).toFixed(1), "amount")

export const exportedSaid: Readonly<Record<Language, (rows: number, bytes: number) => string>> = {
  en: (rows, bytes) => `${writeNumber("en", rows)} rows exported, ${inMegabytes("en", bytes)} MB.`,
  fr: (rows, bytes) => `${writeNumber("fr", rows)} lignes exportées, ${inMegabytes("fr", bytes)} Mo.`,
  nl: (rows, bytes) => `${writeNumber("nl", rows)} rijen geëxporteerd, ${inMegabytes("nl", bytes)} MB.`,
  de: (rows, bytes) => `${writeNumber("de", rows)} Zeilen exportiert, ${inMegabytes("de", bytes)} MB.`,
}
