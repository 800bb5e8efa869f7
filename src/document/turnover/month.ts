/**
 * A month as people and programs write it: 2026-05 · 05/2026 · 202605 · mai 2026 · May-26 · Mois 05 beside Année 2026 · any day of it.
 *
 * Days      a month is its first day. Two-digit years stand only beside a month's name: 00–69 = 20xx, 70–99 = 19xx.
 * Refuses   (null) what names no month; a day whose order nobody knows.
 */
import { type Day, firstOfMonth, isDay } from "../../kernel/day.ts"
import { fold } from "../../kernel/text.ts"
import { MONTHS } from "../columns.text.ts"
import { type DateOrder, readDay } from "../dates.ts"

const numbers = new Map(
  MONTHS.flatMap((names, i) => Object.values(names).flatMap((list) => list.split(" ").map((name) => [fold(name), i + 1] as const))),
)
const YEAR_FIRST = /^(\d{4})[-/. ]?(\d{1,2})$/
const YEAR_LAST = /^(\d{1,2})[-/. ]?(\d{4})$/
const NAMED = /^(\p{L}{3,})\.?[-/., ']*(\d{4}|\d{2})$/u
const NAMED_LAST = /^(\d{4})[-/., ]*(\p{L}{3,})\.?$/u

function build(year: number, month: number): Day | null {
  const made = `${year}-${String(month).padStart(2, "0")}-01`
  return isDay(made) ? made : null
}

export function readMonth(text: string, order: DateOrder | null): Day | null {
  const said = text.trim().replace(/\.0$/, "")
  if (said.length > 40) return null
  const first = YEAR_FIRST.exec(said)
  const found = first && build(Number(first[1]), Number(first[2]))
  if (found) return found
  const last = YEAR_LAST.exec(said)
  if (last) return build(Number(last[2]), Number(last[1]))
  const named = NAMED.exec(said) ?? NAMED_LAST.exec(said)?.map((part, i, all) => (i === 0 ? part : all[3 - i]!))
  if (named) return monthOf(named[1]!, longYear(named[2]!))
  const day = readDay(said, order)
  return isDay(day) ? firstOfMonth(day) : null
}
const longYear = (text: string) => (text.length === 2 ? Number(text) + (Number(text) < 70 ? 2000 : 1900) : Number(text))

/** A month by its number or name, its year beside it. */
export function monthOf(month: string, year: number): Day | null {
  const said = fold(month.trim().replace(/\.0?$/, ""))
  return build(year, /^\d{1,2}$/.test(said) ? Number(said) : (numbers.get(said) ?? 0))
}
