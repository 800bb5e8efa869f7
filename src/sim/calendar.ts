/**
 * Days on which money moves, when an invoice falls due, and on which days a firm pays.
 *
 * Days    money moves on the banking days of the euro area (TARGET): not at weekends, on 1 January, Good Friday, Easter Monday, 1 May, 25 and 26
 *         December. A pay run that falls on another day is made on the next banking day.
 */
import { addDays, type Day, day, daysBetween, firstOfMonth, lastOfMonth } from "../kernel/day.ts"

/** Monday 1 … Sunday 7. */
export const weekdayOf = (on: Day) => ((((daysBetween(MONDAY, on) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
const MONDAY = day("2024-01-01")
export const monthOf = (on: Day) => Number(on.slice(5, 7))

/** Easter Sunday of the Gregorian calendar (the anonymous computus of 1876). */
export function easterOf(year: number): Day {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return day(`${year}-${String(Math.floor(n / 31)).padStart(2, "0")}-${String((n % 31) + 1).padStart(2, "0")}`)
}

const FIXED = new Set(["01-01", "05-01", "12-25", "12-26"])
export function isBankingDay(on: Day): boolean {
  if (weekdayOf(on) > 5 || FIXED.has(on.slice(5))) return false
  const fromEaster = daysBetween(easterOf(Number(on.slice(0, 4))), on)
  return fromEaster !== -2 && fromEaster !== 1
}
/** The day itself when money moves on it, else the next on which it does. */
export function bankingDayFrom(on: Day): Day {
  let found = on
  while (!isBankingDay(found)) found = addDays(found, 1)
  return found
}
export function addBankingDays(on: Day, count: number): Day {
  let reached = on
  for (let i = 0; i < count; i++) reached = bankingDayFrom(addDays(reached, 1))
  return reached
}

/** `thenEndOfMonth` 45: 45 days, then the end of that month; `endOfMonthThen` 45: the end of the month, then 45 days. French law knows both. */
export type Terms = { readonly form: "net" | "thenEndOfMonth" | "endOfMonthThen"; readonly days: number }
export function dueOn({ form, days }: Terms, issuedOn: Day): Day {
  if (form === "thenEndOfMonth") return lastOfMonth(addDays(issuedOn, days))
  return addDays(form === "net" ? issuedOn : lastOfMonth(issuedOn), days)
}

/** When a firm pays: any banking day, one weekday, or days of the month (31: the last one). */
export type Runs =
  | { readonly every: "day" }
  | { readonly every: "week"; readonly weekday: number }
  | { readonly every: "month"; readonly on: readonly number[] }

/** The first run on or after a day. */
export function nextRun(runs: Runs, from: Day): Day {
  for (let start = addDays(from, -LONGEST_GAP), found: Day; ; start = addDays(found, 1)) {
    found = plannedRun(runs, start)
    const made = bankingDayFrom(found)
    if (made >= from) return made
  }
}
/** A run planned before a day may be made after it, when no money moved in between: at Easter, four days. */
const LONGEST_GAP = 5

function plannedRun(runs: Runs, from: Day): Day {
  if (runs.every === "day") return from
  if (runs.every === "week") return addDays(from, (runs.weekday - weekdayOf(from) + 7) % 7)
  for (let month = from; ; month = addDays(lastOfMonth(month), 1)) {
    const last = lastOfMonth(month)
    const planned = runs.on.map((dayOfMonth) => addDays(firstOfMonth(month), Math.min(dayOfMonth, Number(last.slice(8))) - 1)).sort()
    const found = planned.find((one) => one >= from)
    if (found) return found
  }
}
