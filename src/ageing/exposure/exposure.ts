/**
 * The exposure of one customer, taken apart: what is not due, what is overdue by bucket, what was credited and what came in without being set against anything,
 * and what may still come back.
 *
 * Units   minor units of one currency; every part is positive.
 * Always  exposure = buckets − credited − unallocated + subject: what the list of customers calls so. The disputed part of a bucket is in it, and never more than
 *         it. Deposits are in none of them.
 */
import type { Day } from "../../kernel/day.ts"
import { daysBetween } from "../../kernel/day.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import { type Bucket, bucketsOf } from "../ageing.ts"

/** Summed by the books: a bucket by its place, or one of the parts beside them. */
export type ExposureSum = {
  readonly currency: Currency
  readonly part: number | "credited" | "unallocated" | "subject"
  readonly amount: Minor
  readonly count: number
}
/** What an open dispute still claims of an item, with the item's due day. */
export type Disputed = { readonly currency: Currency; readonly dueOn: Day; readonly amount: Minor }

export type Part = { readonly amount: Minor; readonly count: number }
export type Exposure = {
  readonly currency: Currency
  readonly exposure: Minor
  readonly buckets: readonly (Bucket & Part & { readonly disputed: Minor })[]
  readonly disputed: Minor
  readonly credited: Part
  readonly unallocated: Part
  readonly subject: Part
}

const NONE: Part = { amount: 0n, count: 0 }
const bucketOn = (dueOn: Day, asOf: Day, bounds: readonly number[]): number => {
  const overdue = daysBetween(dueOn, asOf)
  return bounds.filter((bound) => overdue > bound).length
}

/** One a currency, by its code. */
export function takeApart(sums: readonly ExposureSum[], disputed: readonly Disputed[], asOf: Day, bounds: readonly number[]): Exposure[] {
  const currencies = [...new Set(sums.map(({ currency }) => currency))].sort()
  return currencies.map((currency): Exposure => {
    const partOf = (part: ExposureSum["part"]): Part => sums.find((sum) => sum.currency === currency && sum.part === part) ?? NONE
    const claimed = new Map<number, Minor>()
    for (const one of disputed) {
      if (one.currency !== currency) continue
      const bucket = bucketOn(one.dueOn, asOf, bounds)
      claimed.set(bucket, (claimed.get(bucket) ?? 0n) + one.amount)
    }
    const buckets = bucketsOf(bounds).map((bucket, i) => {
      const { amount, count } = partOf(i)
      return { ...bucket, amount, count, disputed: claimed.get(i) ?? 0n }
    })
    const [credited, unallocated, subject] = [partOf("credited"), partOf("unallocated"), partOf("subject")]
    const owed = buckets.reduce((all, { amount }) => all + amount, 0n)
    return {
      currency,
      exposure: owed - credited.amount - unallocated.amount + subject.amount,
      buckets,
      disputed: buckets.reduce((all, of) => all + of.disputed, 0n),
      credited,
      unallocated,
      subject,
    }
  })
}
