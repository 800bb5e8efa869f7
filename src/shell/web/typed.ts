/**
 * What people type and read: days and amounts in the reader's language, and what they type in it.
 *
 * Amounts  decimal text in the currency's own digits. `1.234,56`, `1 234,56`, `1'234.56` and `1234.5` are one amount wherever the marks say which is
 *          which; `1.234` is read as the language writes it: a thousand and more in Dutch and German, one and a bit in English.
 * Days     31/12/2025, 31.12.25, 31-12, 311225, 2025-12-31; a year not said is the one nearest to today; -30 and +7 count from today.
 * Refuses  null: it is none.
 */
import { addDays, type Day, daysBetween, isDay } from "../../kernel/day.ts"
import type { Language } from "../../kernel/text.ts"

const DECIMAL: Readonly<Record<Language, "." | ",">> = { en: ".", fr: ",", nl: ",", de: "," }

/** Decimal text with a point, as it travels. `own`: what parts the decimals for this person. */
export function readAmount(typed: string, lang: Language, own: "." | "," = DECIMAL[lang]): string | null {
  const text = typed.replace(/[\s\u00A0\u202F'’]/g, "").replace(/^[\u2212–]/, "-")
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(text)) return null
  const point = decimalMark(text, own)
  const [whole = "", part = "", ...more] = point === null ? [text] : text.split(point)
  if (more.length > 0 || /[.,]/.test(part)) return null
  const digits = whole.replace(/^[-+]/, "")
  // Thousands stand in threes, or it was something else.
  if (/[.,]/.test(digits) && !/^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(digits)) return null
  const plain = digits.replace(/[.,]/g, "").replace(/^0+(?=\d)/, "") || "0"
  return `${text.startsWith("-") ? "-" : ""}${plain}${part === "" ? "" : `.${part}`}`
}

/** Which of the marks parts the decimals; null: none does. */
function decimalMark(text: string, own: "." | ","): "." | "," | null {
  const [dot, comma] = [text.lastIndexOf("."), text.lastIndexOf(",")]
  if (dot >= 0 && comma >= 0) return dot > comma ? "." : ","
  const mark = dot >= 0 ? "." : comma >= 0 ? "," : null
  if (mark === null) return null
  if (text.indexOf(mark) !== text.lastIndexOf(mark)) return null
  // One mark of one kind before three digits: a thousand where it is not the language's own decimal mark.
  return mark !== own && /^[-+]?\d{1,3}[.,]\d{3}$/.test(text) ? null : mark
}

export function readTypedDay(typed: string, today: Day): Day | null {
  const text = typed.trim()
  if (/^[-+]\d{1,4}$/.test(text)) return addDays(today, Number(text))
  if (isDay(text)) return text
  const m = /^(\d{1,2})[./\-\s](\d{1,2})(?:[./\-\s](\d{4}|\d{2})?)?$/.exec(text) ?? /^(\d\d)(\d\d)(\d{4}|\d\d)$/.exec(text)
  if (!m) return null
  const [, dayOfMonth = "", month = "", year] = m
  const of = (y: number) => {
    const written = `${y}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`
    return isDay(written) ? written : null
  }
  if (year !== undefined) return of(year.length === 2 ? 2000 + Number(year) : Number(year))
  const now = Number(today.slice(0, 4))
  const near = [now - 1, now, now + 1].flatMap((y) => of(y) ?? [])
  return near.sort((a, b) => Math.abs(daysBetween(a, today)) - Math.abs(daysBetween(b, today)))[0] ?? null
}
