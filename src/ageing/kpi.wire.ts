/** The portfolio figures as they travel: rounded once, each with what it is made of. */
import type { Day } from "../kernel/day.ts"
import { type Currency, type Minor, toDecimal } from "../kernel/money.ts"
import { bucketsOf } from "./ageing.ts"
import {
  averageDaysDelinquent,
  type Balance,
  bestPossibleDso,
  type CountedMonth,
  countBack,
  DAY_DECIMALS,
  daysToPay,
  dsoSimple,
  effectiveness,
  type Fraction,
  monthsBack,
  type OverdueSums,
  overdueShare,
  type PaidSums,
  PERCENT_DECIMALS,
  type Punctuality,
  punctuality,
  ROLL_BOUNDS,
  rollRates,
  rounded,
} from "./kpi.ts"

export type Behaviour = { readonly paid: PaidSums; readonly overdue: OverdueSums }
/** The sums of one currency, as they were loaded. */
export type CurrencySums = {
  readonly currency: Currency
  readonly balance: Balance
  /** Amounts by bucket of ROLL_BOUNDS, ROLL_DAYS ago and now; empty where nothing was open. */
  readonly buckets: { readonly before: readonly Minor[]; readonly now: readonly Minor[] }
  readonly salesByMonth: ReadonlyMap<string, Minor>
  readonly behaviour: Behaviour
  readonly customers: readonly ({ readonly key: string; readonly name: string } & Behaviour)[]
}

export const days = (of: Fraction | null) => rounded(of, DAY_DECIMALS)
const percent = (of: Fraction | null) => rounded(of, PERCENT_DECIMALS)

export function toKpiAnswer(asOf: Day, window: number, byCustomer: boolean, currencies: readonly CurrencySums[]) {
  return { asOf, days: window, currencies: currencies.map((of) => toCurrency(asOf, window, byCustomer, of)) }
}
export type KpiAnswer = ReturnType<typeof toKpiAnswer>

function toCurrency(
  asOf: Day,
  window: number,
  byCustomer: boolean,
  { currency, balance, buckets, salesByMonth, behaviour, customers }: CurrencySums,
) {
  const back = countBack(balance.receivables, monthsBack(asOf, salesByMonth))
  const late = punctuality(behaviour.paid, behaviour.overdue)
  const pay = daysToPay(behaviour.paid)
  const spans = bucketsOf(ROLL_BOUNDS)
  const rolls = rollRates(buckets.before, buckets.now).map((rate, i) => ({ from: spans[i]!, to: spans[i + 1]!, rate }))
  const money = (minor: Minor) => toDecimal(minor, currency)
  const amounts = (f: Fraction) => ({ numerator: money(f.numerator), denominator: money(f.denominator) })
  const whole = {
    currency,
    dso: { simple: days(dsoSimple(balance, window)), countBack: days(back.days) },
    bestPossibleDso: days(bestPossibleDso(balance, window)),
    averageDaysDelinquent: days(averageDaysDelinquent(balance, window)),
    effectiveness: percent(effectiveness(balance)),
    overdueShare: percent(overdueShare(balance)),
    rollRates: rolls.map(({ from, to, rate }) => ({ from, to, rate: percent(rate) })),
    weightedDaysLate: days(late.weighted),
    weightedDaysLateSigned: days(late.weightedSigned),
    ...toBehaviour(late, behaviour.paid),
    workings: {
      receivables: money(balance.receivables),
      notOverdue: money(balance.notOverdue),
      overdue: money(balance.overdue),
      begin: money(balance.begin),
      sales: money(balance.sales),
      days: window,
      countBack: back.months.map((m: CountedMonth) => ({ month: m.month, sales: money(m.sales), used: money(m.used), days: m.days })),
      dsoSimple: amounts(dsoSimple(balance, window)),
      bestPossibleDso: amounts(bestPossibleDso(balance, window)),
      averageDaysDelinquent: amounts(averageDaysDelinquent(balance, window)),
      effectiveness: amounts(effectiveness(balance)),
      overdueShare: amounts(overdueShare(balance)),
      rollRates: rolls.map(({ rate }) => ({ now: money(rate.numerator / 100n), before: money(rate.denominator) })),
      weightedDaysLate: amounts(late.weighted),
      weightedDaysLateSigned: amounts(late.weightedSigned),
      daysToPay: { mean: toFraction(pay.mean), weighted: amounts(pay.weighted) },
      late: { share: toFraction(late.share), meanAll: toFraction(late.meanAll), meanLate: toFraction(late.meanLate) },
    },
  }
  if (!byCustomer) return whole
  const rows = customers
    .map((row) => ({ row, late: punctuality(row.paid, row.overdue) }))
    .sort((a, b) => worstFirst(a.late, b.late) || (a.row.key < b.row.key ? -1 : 1))
    .map(({ row, late: of }) => ({ key: row.key, name: row.name, count: of.count, ...toBehaviour(of, row.paid) }))
  return { ...whole, rows }
}

function toBehaviour(late: Punctuality, paid: PaidSums) {
  const pay = daysToPay(paid)
  return {
    daysToPay: { mean: days(pay.mean), weighted: days(pay.weighted), median: days(pay.median) },
    late: { count: late.lateCount, share: percent(late.share), meanAll: days(late.meanAll), meanLate: days(late.meanLate), max: late.max },
  }
}

/** By the exact means, before rounding. */
function worstFirst(a: Punctuality, b: Punctuality): number {
  const [left, right] = [a.meanAll.numerator * b.meanAll.denominator, b.meanAll.numerator * a.meanAll.denominator]
  return left > right ? -1 : left < right ? 1 : 0
}

/** What was divided by what. */
const toFraction = (of: Fraction) => ({ numerator: of.numerator.toString(), denominator: of.denominator.toString() })
