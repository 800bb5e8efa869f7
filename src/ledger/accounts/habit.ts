/**
 * How a customer pays: of its invoices of a while how many days late each was paid, and each unpaid one is now.
 *
 * Days    late counts from the due day; paid before it is negative, and an unpaid invoice counts as late as it is today (not yet due: it says nothing).
 *         An invoice closed on its own day (taken back, paid at once) says nothing.
 * Rounding  days of a mean and a spread to a tenth, half away from nought; the workings beside them are whole numbers.
 */
import { type Day, daysBetween } from "../../kernel/day.ts"

export type Paid = { readonly number: string; readonly effectiveOn: Day; readonly dueOn: Day; readonly closedOn: Day | null }
export type Delay = { readonly number: string; readonly dueOn: Day; readonly paidOn: Day | null; readonly days: number }
type Period = { readonly from: string; readonly count: number; readonly sum: number; readonly mean: number }
export type Payer = {
  readonly count: number
  readonly unpaid: number
  /** Of the days: what the mean and the spread are made of. */
  readonly sum: number
  readonly squares: number
  /** Null: nothing to say. */
  readonly mean: number | null
  /** The standard deviation: of most invoices the delay lies within it of the mean. */
  readonly spread: number | null
  /** By quarter of the due day, the oldest first. */
  readonly quarters: readonly Period[]
  /** Days the last two quarters are later (above nought) or earlier than those before; null: too few to compare. */
  readonly trend: number | null
  readonly delays: readonly Delay[]
}

const tenth = (value: number) => (Math.sign(value) * Math.round(Math.abs(value) * 10)) / 10 || 0
const sumOf = (days: readonly number[]) => days.reduce((all, one) => all + one, 0)
const quarterOf = (on: Day) => `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`
const LATELY_QUARTERS = 2
const LEAST_COMPARED = 3

export function judgePayer(invoices: readonly Paid[], asOf: Day): Payer {
  const delays = invoices.flatMap(({ number, effectiveOn, dueOn, closedOn }): Delay[] => {
    const paidOn = closedOn !== null && closedOn <= asOf ? closedOn : null
    if (paidOn === null ? dueOn >= asOf : paidOn <= effectiveOn) return []
    return [{ number, dueOn, paidOn, days: daysBetween(dueOn, paidOn ?? asOf) }]
  })
  const days = delays.map((one) => one.days)
  const [count, sum] = [days.length, sumOf(days)]
  const squares = sumOf(days.map((one) => one * one))
  const mean = count === 0 ? null : sum / count
  const variance = mean === null ? null : Math.max(0, squares / count - mean * mean)
  const quarters = [...new Set(delays.map(({ dueOn }) => quarterOf(dueOn)))].sort().map((from) => {
    const own = delays.filter(({ dueOn }) => quarterOf(dueOn) === from).map((one) => one.days)
    return { from, count: own.length, sum: sumOf(own), mean: tenth(sumOf(own) / own.length) }
  })
  return {
    count,
    unpaid: delays.filter(({ paidOn }) => paidOn === null).length,
    sum,
    squares,
    mean: mean === null ? null : tenth(mean),
    spread: variance === null ? null : tenth(Math.sqrt(variance)),
    quarters,
    trend: trendOf(quarters),
    delays,
  }
}

function trendOf(quarters: readonly Period[]): number | null {
  const [before, lately] = [quarters.slice(0, -LATELY_QUARTERS), quarters.slice(-LATELY_QUARTERS)]
  const counted = (some: readonly Period[]) => sumOf(some.map(({ count }) => count))
  const meanOf = (some: readonly Period[]) => sumOf(some.map(({ sum }) => sum)) / counted(some)
  return counted(before) < LEAST_COMPARED || counted(lately) < LEAST_COMPARED ? null : tenth(meanOf(lately) - meanOf(before))
}
