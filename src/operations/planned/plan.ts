/**
 * When a backup is due, which are kept, and when one is tried: each night, seven days, four weeks, twelve months, once a calendar month.
 *
 * Units    instants; days, weeks and months of the machine's own time zone, weeks from Monday.
 * Always   the newest backup is kept; what was kept for its month is not given up before twelve younger months have one.
 */
import type { Logged } from "../log.wire.ts"

export const KEEP = { days: 7, weeks: 4, months: 12 } as const

/** The latest planned moment up to `now`. */
export function lastSlot(now: Date, hour: number): Date {
  const at = new Date(now)
  at.setHours(hour, 0, 0, 0)
  if (at > now) at.setDate(at.getDate() - 1)
  return at
}

/** A slot that was missed (the machine was off) is made up for; one from before the books were opened is not. */
export const backupDue = (log: readonly Logged[], slot: Date, booksSince: Date): boolean =>
  booksSince < slot && !log.some((entry) => entry.what === "backup" && entry.ok && new Date(entry.at) >= slot)

/** Tried once a calendar month, as soon as there is something to try; a trial that failed counts: it is told, not repeated every minute. */
export const testDue = (log: readonly Logged[], now: Date): boolean =>
  log.some((entry) => entry.what === "backup" && entry.ok && entry.planned) &&
  !log.some((entry) => entry.what === "test" && monthOf(new Date(entry.at)) === monthOf(now))

/** Which of them may go. */
export function outOfDate<T extends { readonly at: Date }>(backups: readonly T[]): T[] {
  const newestFirst = backups.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const kept = new Set<T>()
  for (const [periodOf, most] of [
    [dayOf, KEEP.days],
    [weekOf, KEEP.weeks],
    [monthOf, KEEP.months],
  ] as const) {
    const seen = new Set<string>()
    for (const backup of newestFirst) {
      const period = periodOf(backup.at)
      if (seen.has(period) || seen.size === most) continue
      seen.add(period)
      kept.add(backup)
    }
  }
  return newestFirst.filter((backup) => !kept.has(backup))
}

const two = (n: number) => String(n).padStart(2, "0")
const monthOf = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}`
const dayOf = (at: Date) => `${monthOf(at)}-${two(at.getDate())}`
function weekOf(at: Date): string {
  const monday = new Date(at)
  monday.setDate(at.getDate() - ((at.getDay() + 6) % 7))
  return dayOf(monday)
}

/** The name of a planned backup says its instant: the folder alone tells what may go. */
export const plannedName = (at: Date) => `encours-${at.toISOString().slice(0, 19).replaceAll(":", "")}Z.backup`
export function instantOf(name: string): Date | null {
  const m = /^encours-(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\d)Z\.backup$/.exec(name)
  return m ? new Date(`${m[1]}:${m[2]}:${m[3]}Z`) : null
}
