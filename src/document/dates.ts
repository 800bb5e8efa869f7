/**
 * Days as people and programs write them: 2026-06-30 · 30/06/2026 · 6/30/2026 · 30.6.26 · 20260630 · 30 juin 2026 · with a time behind.
 *
 * Days      a time of day is cut off, never converted: the file's own calendar day counts. Two-digit years: 00–69 = 20xx, 70–99 = 19xx.
 * Refuses   day/month order that the column does not show (asks for --date-order), days that do not exist, years outside 1900–2199.
 */
import type { Day } from "../kernel/day.ts"
import { fold } from "../kernel/text.ts"
import { MONTHS } from "./columns.text.ts"

export type DateOrder = "dmy" | "mdy" | "ymd"
export type DateFault = "DATE_UNREADABLE" | "DATE_UNCLEAR" | "YEAR_OUT_OF_RANGE"

const TIME = /(?:[T\s,]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)$/i
const YEAR_FIRST = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/
const YEAR_LAST = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/
/** Eight digits; a program that took them for a figure leaves .0 behind. */
const EIGHT = /^(\d{2})(\d{2})(\d{4})(?:\.0)?$/
const NAMED = /^(\d{1,2})[-/. ]*(\p{L}{3,})[-/.,\s]*(\d{4}|\d{2})$/u
const NAMED_FIRST = /^(\p{L}{3,})[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/.,\s]+(\d{4})$/u
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const months = new Map(
  MONTHS.flatMap((names, i) => Object.values(names).flatMap((list) => list.split(" ").map((name) => [fold(name), i + 1] as const))),
)

/** What the three numbers are when the order is not yet known: year first is settled by itself. */
type Written = { readonly fixed: true; readonly y: string; readonly m: number; readonly d: number } | Loose
type Loose = { readonly fixed: false; readonly a: number; readonly b: number; readonly c: string }

function take(text: string): Written | null {
  const plain = text.trim().replace(TIME, "")
  const iso = YEAR_FIRST.exec(plain)
  if (iso) return { fixed: true, y: iso[1]!, m: Number(iso[3]), d: Number(iso[4]) }
  const loose = YEAR_LAST.exec(plain)
  if (loose) return { fixed: false, a: Number(loose[1]), b: Number(loose[3]), c: loose[4]! }
  const eight = EIGHT.exec(plain)
  // ddmmyyyy read as a year would have a month of 19–21, yyyymmdd read as day first a year below 1232: never both.
  if (eight && /^(?:19|20|21)\d\d(?:0[1-9]|1[0-2])/.test(plain))
    return { fixed: true, y: plain.slice(0, 4), m: Number(plain.slice(4, 6)), d: Number(plain.slice(6, 8)) }
  if (eight) return { fixed: false, a: Number(eight[1]), b: Number(eight[2]), c: eight[3]! }
  const named = NAMED.exec(plain)
  if (named) return inMonth(named[2]!, named[1]!, named[3]!)
  const first = NAMED_FIRST.exec(plain)
  return first ? inMonth(first[1]!, first[2]!, first[3]!) : null
}

function inMonth(name: string, d: string, y: string): Written | null {
  const m = months.get(fold(name))
  return m === undefined ? null : { fixed: true, y, m, d: Number(d) }
}

export const looksLikeDay = (text: string) => text.length <= 40 && take(text) !== null
/** `order` null: the column never showed one. 05/05/2026 is then still read, 05/06/2026 is not. */
export function readDay(text: string, order: DateOrder | null): Day | DateFault {
  const written = take(text)
  if (written === null) return "DATE_UNREADABLE"
  if (written.fixed) return build(written.y, written.m, written.d)
  const { a, b, c } = written
  if (order === "ymd") return c.length === 2 ? build(String(a).padStart(2, "0"), b, Number(c)) : "DATE_UNREADABLE"
  if (order === null && a !== b) return "DATE_UNCLEAR"
  return order === "mdy" ? build(c, a, b) : build(c, b, a)
}

function build(year: string, m: number, d: number): Day | DateFault {
  const y = year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year)
  const leap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0)
  if (m < 1 || m > 12 || d < 1 || d > LENGTHS[m - 1]! || (m === 2 && d === 29 && !leap)) return "DATE_UNREADABLE"
  if (y < 1900 || y > 2199) return "YEAR_OUT_OF_RANGE"
  return `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}` as Day
}

/** What the dates of the file prove about their order. Filled as rows go by. */
export type DateEvidence = {
  /** Written so that no order need be known: year first, or the month's name. */
  fixed: number
  dmy: number
  mdy: number
  unclear: number
  dmyExample: string
  mdyExample: string
  unclearExample: string
  /** Two-digit years only: whether all could start with the year, and how far first and last numbers spread. */
  longYears: number
  yearFirstImpossible: number
  firstLow: number
  firstHigh: number
  lastLow: number
  lastHigh: number
}
export const noDateEvidence = (): DateEvidence => ({
  fixed: 0,
  dmy: 0,
  mdy: 0,
  unclear: 0,
  dmyExample: "",
  mdyExample: "",
  unclearExample: "",
  longYears: 0,
  yearFirstImpossible: 0,
  firstLow: 99,
  firstHigh: 0,
  lastLow: 99,
  lastHigh: 0,
})

export function weighDate(evidence: DateEvidence, text: string): void {
  const written = take(text)
  if (written === null) return
  if (written.fixed) {
    evidence.fixed++
    return
  }
  const { a, b, c } = written
  const dayFirst = a <= 31 && b <= 12
  const monthFirst = a <= 12 && b <= 31
  if (dayFirst && !monthFirst) {
    if (evidence.dmy++ === 0) evidence.dmyExample = text.trim()
  } else if (monthFirst && !dayFirst) {
    if (evidence.mdy++ === 0) evidence.mdyExample = text.trim()
  } else if (monthFirst && a !== b) {
    if (evidence.unclear++ === 0) evidence.unclearExample = text.trim()
  }
  if (c.length === 4) evidence.longYears++
  else {
    const last = Number(c)
    if (b > 12 || last < 1 || last > 31) evidence.yearFirstImpossible++
    evidence.firstLow = Math.min(evidence.firstLow, a)
    evidence.firstHigh = Math.max(evidence.firstHigh, a)
    evidence.lastLow = Math.min(evidence.lastLow, last)
    evidence.lastHigh = Math.max(evidence.lastHigh, last)
    if (evidence.unclearExample === "") evidence.unclearExample = text.trim()
  }
}

const YEARS_IN_A_FILE = 12
/** The order all dates agree on; null where none is needed; otherwise why it cannot be told. */
export function decideDateOrder(evidence: DateEvidence): DateOrder | "unclear" | "mixed" | null {
  const short = evidence.firstHigh > 0 || evidence.lastHigh > 0
  if (short && evidence.longYears === 0 && evidence.yearFirstImpossible === 0) {
    const firstIsYear = evidence.firstHigh - evidence.firstLow <= YEARS_IN_A_FILE
    const lastIsYear = evidence.lastHigh - evidence.lastLow <= YEARS_IN_A_FILE
    if (firstIsYear === lastIsYear) return "unclear"
    if (firstIsYear) return "ymd"
  }
  if (evidence.dmy > 0 && evidence.mdy > 0) return "mixed"
  if (evidence.dmy > 0) return "dmy"
  if (evidence.mdy > 0) return "mdy"
  return evidence.unclear > 0 ? "unclear" : null
}
