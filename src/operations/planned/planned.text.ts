import type { Language } from "../../kernel/text.ts"

const number = (lang: Language, n: number) => new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(n)

export const made: Readonly<Record<Language, (file: string, rows: number, removed: number) => string>> = {
  en: (file, rows, removed) => `${file}: ${number("en", rows)} rows; ${removed} older ones removed.`,
  fr: (file, rows, removed) => `${file} : ${number("fr", rows)} lignes ; ${removed} plus anciennes supprimées.`,
  nl: (file, rows, removed) => `${file}: ${number("nl", rows)} rijen; ${removed} oudere verwijderd.`,
  de: (file, rows, removed) => `${file}: ${number("de", rows)} Zeilen; ${removed} ältere entfernt.`,
}

export const tried: Readonly<Record<Language, (file: string, seconds: number) => string>> = {
  en: (file, s) => `${file}: restored into a scratch database and verified in ${number("en", s)} s.`,
  fr: (file, s) => `${file} : restaurée dans une base de test et vérifiée en ${number("fr", s)} s.`,
  nl: (file, s) => `${file}: in een testdatabank teruggezet en gecontroleerd in ${number("nl", s)} s.`,
  de: (file, s) => `${file}: in ${number("de", s)} s in eine Testdatenbank zurückgespielt und geprüft.`,
}
