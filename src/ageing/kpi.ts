/**
 * The portfolio figures: days sales outstanding and its parts, collection effectiveness, how late customers pay.
 *
 * Units    minor units of one currency, tax included on both sides; days are whole calendar days; figures are exact fractions until the one
 *          rounding at the end (half away from zero): days to 3 decimals, percentages to 2.
 * Figures  receivables = open debits − credits · sales = invoices − credit notes of the last N days, day of the balance included; deposits are in
 *          neither. DSO = receivables / sales × N. Count-back subtracts whole months from the latest until the receivables are used up; the
 *          month of the balance counts its elapsed days, the last month pro rata with its real days; a month without sales still counts its days.
 *          Best possible DSO takes the receivables not overdue; the average days delinquent are the difference. Effectiveness =
 *          (begin + sales − end) / (begin + sales − end not overdue), begin being N days before.
 * Roll     what stands in a bucket of 30 days, of what stood in the one before 30 days ago: who did not pay then and not since.
 * Late     invoices paid by then (in money, or seen closed), counted to their payment, and overdue open ones counted to the day; what is neither
 *          paid nor overdue says nothing yet, and what was settled without money is left out. Weights: gross when paid, what is open else.
 * Always   nothing is divided by zero: a figure that has no meaning is null.
 */
import { addDays, type Day, daysBetween, firstOfMonth, firstOfNextMonth } from "../kernel/day.ts"
import { divRound, type Minor } from "../kernel/money.ts"

/** A figure and what it is made of: numerator / denominator, where it means something. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint }
export const DAY_DECIMALS = 3
export const PERCENT_DECIMALS = 2

/** Rounded once, as a number; null without a positive denominator. */
export function rounded(of: Fraction | null, decimals: number): number | null {
  if (of === null || of.denominator <= 0n) return null
  return Number(divRound(of.numerator * 10n ** BigInt(decimals), of.denominator)) / 10 ** decimals
}
const percent = (part: bigint, whole: bigint): Fraction => ({ numerator: part * 100n, denominator: whole })

export type Balance = {
  readonly receivables: Minor
  readonly notOverdue: Minor
  readonly overdue: Minor
  readonly begin: Minor
  readonly sales: Minor
}
export const dsoSimple = (b: Pick<Balance, "receivables" | "sales">, days: number): Fraction => ({
  numerator: b.receivables * BigInt(days),
  denominator: b.sales,
})
export const bestPossibleDso = (b: Pick<Balance, "notOverdue" | "sales">, days: number) =>
  dsoSimple({ receivables: b.notOverdue, sales: b.sales }, days)
export const averageDaysDelinquent = (b: Pick<Balance, "receivables" | "notOverdue" | "sales">, days: number) =>
  dsoSimple({ receivables: b.receivables - b.notOverdue, sales: b.sales }, days)
export const effectiveness = (b: Omit<Balance, "overdue">) => percent(b.begin + b.sales - b.receivables, b.begin + b.sales - b.notOverdue)
export const overdueShare = (b: Pick<Balance, "notOverdue" | "overdue">) => percent(b.overdue, b.overdue + b.notOverdue)

/** Buckets of 30 days, so that in 30 days whoever does not pay moves on by exactly one; the last one is open and has no rate. */
export const ROLL_BOUNDS = [0, 30, 60, 90, 120] as const
export const ROLL_DAYS = 30
/** Part (of 100) of each bucket `before` that is in the next one `now`; credits are in neither. */
export const rollRates = (before: readonly Minor[], now: readonly Minor[]): Fraction[] =>
  ROLL_BOUNDS.slice(1).map((_, i) => percent(now[i + 1] ?? 0n, before[i] ?? 0n))

/** Sales of a month that have happened by the day of the balance, and how many of its days have passed. */
export type MonthOfSales = { readonly month: string; readonly sales: Minor; readonly days: number }
export type CountedMonth = MonthOfSales & { readonly used: Minor }
/** Latest month first. `days` is null when all known sales do not explain what is open. */
export function countBack(receivables: Minor, months: readonly MonthOfSales[]): { days: Fraction | null; months: CountedMonth[] } {
  const counted: CountedMonth[] = []
  let [left, whole] = [receivables, 0n]
  if (left <= 0n) return { days: { numerator: 0n, denominator: 1n }, months: counted }
  for (const month of months) {
    if (month.sales > left) {
      counted.push({ ...month, used: left })
      return { days: { numerator: whole * month.sales + left * BigInt(month.days), denominator: month.sales }, months: counted }
    }
    counted.push({ ...month, used: month.sales })
    left -= month.sales
    whole += BigInt(month.days)
    if (left === 0n) return { days: { numerator: whole, denominator: 1n }, months: counted }
  }
  return { days: null, months: counted }
}

/** The months back from `asOf` to the earliest sale, gaps filled with nothing sold. */
export function monthsBack(asOf: Day, salesByMonth: ReadonlyMap<string, Minor>): MonthOfSales[] {
  const earliest = [...salesByMonth.keys()].sort()[0]
  const months: MonthOfSales[] = []
  for (let first = firstOfMonth(asOf); earliest !== undefined && first.slice(0, 7) >= earliest; first = firstOfMonth(addDays(first, -1))) {
    const end = first.slice(0, 7) === asOf.slice(0, 7) ? addDays(asOf, 1) : firstOfNextMonth(first)
    months.push({ month: first.slice(0, 7), sales: salesByMonth.get(first.slice(0, 7)) ?? 0n, days: daysBetween(first, end) })
  }
  return months
}

/** Sums over a group of invoices, as SQL brings them. Amount-weighted sums are amount × days. */
export type PaidSums = {
  readonly count: number
  readonly late: number
  readonly lateDays: bigint
  readonly latest: number
  readonly amount: bigint
  readonly lateAmount: bigint
  readonly signedAmount: bigint
  readonly days: bigint
  readonly daysAmount: bigint
  /** Twice the median, so that it stays whole. */
  readonly medianTwice: bigint | null
}
export type OverdueSums = Pick<PaidSums, "count" | "lateDays" | "latest" | "amount" | "lateAmount">

export type Punctuality = {
  readonly count: number
  readonly lateCount: number
  readonly max: number | null
  readonly share: Fraction
  readonly meanAll: Fraction
  readonly meanLate: Fraction
  readonly weighted: Fraction
  readonly weightedSigned: Fraction
}
export function punctuality(paid: PaidSums, overdue: OverdueSums): Punctuality {
  const [count, lateCount] = [paid.count + overdue.count, paid.late + overdue.count]
  const lateDays = paid.lateDays + overdue.lateDays
  const amount = paid.amount + overdue.amount
  return {
    count,
    lateCount,
    max: count === 0 ? null : Math.max(paid.latest, overdue.latest),
    share: percent(BigInt(lateCount), BigInt(count)),
    meanAll: { numerator: lateDays, denominator: BigInt(count) },
    meanLate: { numerator: lateDays, denominator: BigInt(lateCount) },
    weighted: { numerator: paid.lateAmount + overdue.lateAmount, denominator: amount },
    weightedSigned: { numerator: paid.signedAmount + overdue.lateAmount, denominator: amount },
  }
}

export const daysToPay = (paid: PaidSums) => ({
  mean: { numerator: paid.days, denominator: BigInt(paid.count) },
  weighted: { numerator: paid.daysAmount, denominator: paid.amount },
  median: paid.medianTwice === null ? null : { numerator: paid.medianTwice, denominator: 2n },
})
