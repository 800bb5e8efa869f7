/**
 * One act for many at once: for customers of the day's list (put off, note, hold, hand over) or for items (promise, dispute, hold). What cannot be done for
 * one of them leaves that one out, with why; the others are done, all or none.
 *
 * Always  the preview is the act itself, undone: it says who is left out because it was tried.
 *         Items of one customer and currency make one promise or one dispute; each is held by itself.
 */
import type { Day } from "../../kernel/day.ts"

export const ON_CUSTOMERS = ["snooze", "note", "hold", "hand"] as const
export const ON_ITEMS = ["promise", "dispute", "hold"] as const
export type OnCustomers = (typeof ON_CUSTOMERS)[number]
export type OnItems = (typeof ON_ITEMS)[number]
export const MOST_AT_ONCE = 200

/** What was done and can be taken back: a row of its room, or of a customer put off the day that counted before. */
export type Undo = { readonly of: "snooze" | "note" | "hold" | "task" | "promise" | "dispute"; readonly id: string; readonly until: Day | null }
/** Whom the act was about: a customer, or some of its items. */
export type Unit = { readonly customer: string; readonly name: string; readonly items: readonly string[] }
export type Done = Unit & { readonly undo: Undo }
export type Left = Unit & { readonly code: string; readonly figures: Readonly<Record<string, unknown>> }
export type Outcome = { readonly done: readonly Done[]; readonly left: readonly Left[] }

export const eachOnce = <T>(all: readonly T[], keyOf: (one: T) => string): T[] => [...new Map(all.map((one) => [keyOf(one), one])).values()]

/** Rows of one customer and currency together, in the order they were named. */
export function groupsOf<T extends { readonly customer: string; readonly currency: string }>(rows: readonly T[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = `${row.currency} ${row.customer}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}
