import { writeNumber } from "../../kernel/listing.ts"
import type { Language } from "../../kernel/text.ts"

export const made: Readonly<Record<Language, (file: string, rows: number, removed: number) => string>> = {
  en: (file, rows, removed) => `${file}: ${writeNumber("en", rows)} rows; ${removed} older ones removed.`,
  fr: (file, rows, removed) => `${file} : ${writeNumber("fr", rows)} lignes ; ${removed} plus anciennes supprimées.`,
  nl: (file, rows, removed) => `${file}: ${writeNumber("nl", rows)} rijen; ${removed} oudere verwijderd.`,
  de: (file, rows, removed) => `${file}: ${writeNumber("de", rows)} Zeilen; ${removed} ältere entfernt.`,
}

export const tried: Readonly<Record<Language, (file: string, seconds: number) => string>> = {
  en: (file, s) => `${file}: restored into a scratch database and verified in ${writeNumber("en", s, 1)} s.`,
  fr: (file, s) => `${file} : restaurée dans une base de test et vérifiée en ${writeNumber("fr", s, 1)} s.`,
  nl: (file, s) => `${file}: in een testdatabank teruggezet en gecontroleerd in ${writeNumber("nl", s, 1)} s.`,
  de: (file, s) => `${file}: in ${writeNumber("de", s, 1)} s in eine Testdatenbank zurückgespielt und geprüft.`,
}
