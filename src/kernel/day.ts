/**
 * Calendar days, no time and no zone: "2026-06-30". ISO text, so `<` on two days is chronological. No books are older than 1900, and none end after
 * 2199, as files are read too: around year 0 and after 9999 neither the database nor a period counted from a day would hold.
 */
export type Day = string & { readonly __day: unique symbol }

const MS = 86_400_000
const toNumber = (d: Day) => Date.parse(`${d}T00:00:00Z`) / MS
const fromNumber = (n: number) => new Date(n * MS).toISOString().slice(0, 10) as Day

const [FIRST, LAST] = ["1900-01-01", "2199-12-31"]

/** An existing day written YYYY-MM-DD, from 1900 to 2199. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < FIRST || text > LAST) return false
  const n = toNumber(text as Day)
  return !Number.isNaN(n) && fromNumber(n) === text
}

/** Throws RangeError on anything but that. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`)
  return text
}

export const addDays = (d: Day, n: number) => fromNumber(toNumber(d) + n)
/** Days from `a` to `b`; negative when b is earlier. */
export const daysBetween = (a: Day, b: Day) => toNumber(b) - toNumber(a)
export const later = (a: Day, b: Day) => (a > b ? a : b)
export const earlier = (a: Day, b: Day) => (a < b ? a : b)
export const firstOfMonth = (d: Day) => `${d.slice(0, 8)}01` as Day
export const lastOfMonth = (d: Day) => addDays(firstOfNextMonth(d), -1)
export const firstOfNextMonth = (d: Day) => firstOfMonth(addDays(firstOfMonth(d), 31))
/** The ends of the months up to a day, and that day itself last: `count` days, ascending. */
export function lastOfMonths(until: Day, count: number): Day[] {
  const days = [until]
  while (days.length < count) days.unshift(addDays(firstOfMonth(days[0]!), -1))
  return days
}
