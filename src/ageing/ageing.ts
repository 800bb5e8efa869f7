/**
 * Ageing: how long each open item has been overdue on a given day.
 *
 * Units   minor units of one currency; days overdue are whole calendar days; bounds are the last day of each bucket.
 * Day 0   an item is “not due” up to and including its due day: it is overdue from the day after.
 * Always  every debit item falls in exactly one bucket, so the buckets add up to the total; credits (open credit notes, unapplied money)
 *         stand apart and positive; net = total − credits = the control account. A deposit is a liability: it is in none of them until it is
 *         set against an invoice.
 * Twin    `ageItems` is the twin of the set query in ageing.store.ts: equal on random portfolios (ageing.store.test.ts).
 */
import { checkBounds } from "../company/company.ts"
import { type Day, daysBetween } from "../kernel/day.ts"
import { type Currency, type Minor, sum } from "../kernel/money.ts"
import { assert } from "../kernel/result.ts"

export const DIMENSIONS = ["customer", "group", "country", "segment", "collector"] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** What rows are ordered by: a name or a figure, with a minus sign the largest first. */
export const ROW_ORDER = /^-?(?:name|total|credits|net|b\d{1,2})$/

export type OpenItem = { readonly kind: string; readonly side: "debit" | "credit"; readonly dueOn: Day; readonly open: Minor }
/** Days overdue, both ends included; `from` null: not due; `to` null: no end. */
export type Bucket = { readonly from: number | null; readonly to: number | null }
/** One amount and one count a bucket, in the order of `bucketsOf`. */
export type Aged = { readonly amounts: Minor[]; readonly counts: number[]; credits: Minor }
export type AgedRow = { readonly key: string | null; readonly name: string | null; readonly aged: Aged }
export type CurrencyAgeing = {
  readonly currency: Currency
  readonly whole: Aged
  readonly rows: readonly AgedRow[]
  /** Intercompany customers: kept in the books, out of the figures. */
  readonly leftOut: { readonly customers: number; readonly net: Minor }
}
export type Ageing = {
  readonly asOf: Day
  readonly bounds: readonly number[]
  readonly by: Dimension | null
  readonly currencies: readonly CurrencyAgeing[]
}

/** [0, 30] → not due, 1–30, 31 and more. */
export const bucketsOf = (bounds: readonly number[]): Bucket[] =>
  [...bounds, null].map((to, i) => ({ from: i === 0 ? null : bounds[i - 1]! + 1, to }))

export const emptyAged = (bounds: readonly number[]): Aged => ({
  amounts: new Array<Minor>(bounds.length + 1).fill(0n),
  counts: new Array<number>(bounds.length + 1).fill(0),
  credits: 0n,
})
export const totalOf = (aged: Aged): Minor => sum(aged.amounts)
export const countOf = (aged: Aged): number => aged.counts.reduce((all, count) => all + count, 0)
export const netOf = (aged: Aged): Minor => totalOf(aged) - aged.credits

/** Adds `amount` (a sum of `count` items) to bucket `bucket`; the bucket −1 holds the credits. */
export function addTo(aged: Aged, bucket: number, amount: Minor, count: number): void {
  if (bucket === -1) aged.credits += amount
  else {
    aged.amounts[bucket] = aged.amounts[bucket]! + amount
    aged.counts[bucket] = aged.counts[bucket]! + count
  }
}

export function ageItems(items: readonly OpenItem[], asOf: Day, bounds: readonly number[]): Aged {
  assert(checkBounds(bounds).ok, "ageing bounds ascend")
  const aged = emptyAged(bounds)
  for (const item of items) {
    if (item.kind === "deposit") continue
    const overdue = daysBetween(item.dueOn, asOf)
    addTo(aged, item.side === "credit" ? -1 : bounds.filter((bound) => overdue > bound).length, item.open, 1)
  }
  return aged
}

/** By key, those without one last. */
export const byKey = (a: Pick<AgedRow, "key">, b: Pick<AgedRow, "key">) => {
  if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? 1 : -1
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
