import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, type Day, day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { ageItems } from "./ageing.ts"
import {
  averageDaysDelinquent,
  bestPossibleDso,
  countBack,
  dsoSimple,
  effectiveness,
  monthsBack,
  type OverdueSums,
  overdueShare,
  type PaidSums,
  punctuality,
  ROLL_BOUNDS,
  ROLL_DAYS,
  rollRates,
  rounded,
} from "./kpi.ts"
import { toKpiAnswer } from "./kpi.wire.ts"
import { kpiListing } from "./kpi-listing.ts"

const months = (list: Readonly<Record<string, readonly [sales: number, days: number]>>) =>
  Object.entries(list).map(([month, [sales, days]]) => ({ month, sales: BigInt(sales), days }))
const AUTUMN = months({ "2026-10": [120_000, 31], "2026-09": [90_000, 30], "2026-08": [60_000, 31], "2026-07": [110_000, 31] })

test("count-back: 120k take October, 90k September, the last 40k 20.67 days of August", () => {
  const back = countBack(250_000n, AUTUMN)
  expect(rounded(back.days, 2)).toBe(81.67)
  expect(back.months.map((m) => [m.month, m.used])).toEqual([
    ["2026-10", 120_000n],
    ["2026-09", 90_000n],
    ["2026-08", 40_000n],
  ])
})
test("count-back: a month without sales still counts its days", () =>
  expect(rounded(countBack(150n, months({ "2026-10": [100, 31], "2026-09": [0, 30], "2026-08": [100, 31] })).days, 3)).toBe(76.5))
test("count-back: receivables that all known sales do not explain have no answer", () => expect(countBack(381_000n, AUTUMN).days).toBeNull())
test("count-back: nothing open is no day", () => expect(rounded(countBack(0n, []).days, 3)).toBe(0))
test("the months back from a day begin with its elapsed days and fill the gaps", () =>
  expect(
    monthsBack(
      day("2026-03-10"),
      new Map([
        ["2026-03", 5n],
        ["2025-12", 7n],
      ]),
    ),
  ).toEqual(months({ "2026-03": [5, 10], "2026-02": [0, 28], "2026-01": [0, 31], "2025-12": [7, 31] })))

const vector = { receivables: 250_000n, notOverdue: 180_000n, sales: 270_000n, begin: 240_000n }
test("days sales outstanding: 250k of 270k in 92 days are 85.19 days, at best 61.33", () => {
  expect(rounded(dsoSimple(vector, 92), 2)).toBe(85.19)
  expect(rounded(bestPossibleDso(vector, 92), 2)).toBe(61.33)
  expect(rounded(averageDaysDelinquent(vector, 92), 3)).toBe(23.852)
})
test("collection effectiveness: 78.79 %", () => expect(rounded(effectiveness(vector), 2)).toBe(78.79))
test("the overdue share of 70k beside 180k is 28 %", () => expect(rounded(overdueShare({ notOverdue: 180_000n, overdue: 70_000n }), 2)).toBe(28))

test("roll rates: of 100k not paid within 30 days a month ago, 35k are now 31 to 60 days late: 35 %", () => {
  const [, second, ...later] = rollRates([0n, 100_000n], [0n, 0n, 35_000n])
  expect(rounded(second!, 2)).toBe(35)
  expect(later.map((rate) => rounded(rate, 2))).toEqual([null, null])
})
test("what nobody pays rolls on whole, day for day", () =>
  fc.assert(
    fc.property(fc.array(fc.record({ late: fc.integer({ min: -60, max: 300 }), open: fc.bigInt({ min: 1n, max: 10n ** 9n }) })), (items) => {
      const asOf = day("2026-06-30")
      const open = items.map((item) => ({ kind: "invoice", side: "debit" as const, dueOn: addDays(asOf, -item.late), open: item.open }))
      const aged = (on: Day) => ageItems(open, on, ROLL_BOUNDS).amounts
      const [, ...rates] = rollRates(aged(asOf), aged(addDays(asOf, ROLL_DAYS)))
      for (const rate of rates) expect(rate.numerator).toBe(rate.denominator * 100n)
    }),
  ))

const nobody: OverdueSums = { count: 0, lateDays: 0n, latest: 0, amount: 0n, lateAmount: 0n }
const paid = (list: readonly (readonly [amount: number, late: number])[]): PaidSums => ({
  count: list.length,
  late: list.filter(([, late]) => late > 0).length,
  lateDays: BigInt(list.reduce((all, [, late]) => all + Math.max(0, late), 0)),
  latest: Math.max(0, ...list.map(([, late]) => late)),
  amount: BigInt(list.reduce((all, [amount]) => all + amount, 0)),
  lateAmount: BigInt(list.reduce((all, [amount, late]) => all + amount * Math.max(0, late), 0)),
  signedAmount: BigInt(list.reduce((all, [amount, late]) => all + amount * late, 0)),
  days: 0n,
  daysAmount: 0n,
  medianTwice: null,
})
test("weighted days late: 14 with early payers at zero, 13.5 signed", () => {
  const late = punctuality(
    paid([
      [1000, -5],
      [4000, 10],
      [5000, 20],
    ]),
    nobody,
  )
  expect([rounded(late.weighted, 3), rounded(late.weightedSigned, 3)]).toEqual([14, 13.5])
  expect([late.lateCount, late.max, rounded(late.share, 2), rounded(late.meanAll, 3), rounded(late.meanLate, 3)]).toEqual([2, 20, 66.67, 10, 15])
})
test("overdue open invoices count as late as they are", () => {
  const late = punctuality(paid([[1000, 0]]), { count: 1, lateDays: 40n, latest: 40, amount: 500n, lateAmount: 20_000n })
  expect([late.count, late.lateCount, late.max, rounded(late.meanAll, 3), rounded(late.weighted, 3)]).toEqual([2, 1, 40, 20, 13.333])
})

test("a share shows the part it is a share of, never its hundredfold, and nothing where there is nothing to divide", () => {
  const sums = {
    balance: { receivables: 400_00n, notOverdue: 300_00n, overdue: 100_00n, begin: 0n, sales: 400_00n },
    buckets: { before: [], now: [] },
    salesByMonth: new Map(),
    behaviour: { paid: paid([]), overdue: { count: 1, lateDays: 40n, latest: 40, amount: 100_00n, lateAmount: 100_00n * 40n } },
    customers: [],
  }
  const answer = toKpiAnswer(day("2026-06-30"), 90, false, [{ currency: currency("EUR"), ...sums }])
  const rows = new Map(kpiListing(answer, [], "en").rows.map(([, title, ...rest]) => [title, rest]))
  expect(rows.get("Overdue share")).toEqual([25, "%", "100.00 / 400.00"])
  expect(rows.get("Share late")).toEqual([100, "%", "1 / 1"])
  expect(rows.get("Days to pay, mean")).toEqual([null, "", ""])
})
test("no sales, no invoices: figures without meaning are null, never a division by zero", () => {
  const sums = {
    balance: { receivables: 0n, notOverdue: 0n, overdue: 0n, begin: 0n, sales: 0n },
    buckets: { before: [], now: [] },
    salesByMonth: new Map(),
    behaviour: { paid: paid([]), overdue: nobody },
    customers: [],
  }
  const [of] = toKpiAnswer(day("2026-06-30"), 90, false, [{ currency: currency("EUR"), ...sums }]).currencies
  expect(of).toMatchObject({
    dso: { simple: null, countBack: 0 },
    bestPossibleDso: null,
    averageDaysDelinquent: null,
    effectiveness: null,
    overdueShare: null,
    rollRates: [{ rate: null }, { rate: null }, { rate: null }, { rate: null }],
    weightedDaysLate: null,
    daysToPay: { mean: null, weighted: null, median: null },
    late: { count: 0, share: null, meanAll: null, meanLate: null, max: null },
  })
})
test("halves are rounded up, exactly, where floats would not", () => {
  expect(rounded({ numerator: 1005n, denominator: 1000n }, 2)).toBe(1.01)
  expect(rounded({ numerator: -1005n, denominator: 1000n }, 2)).toBe(-1.01)
})
test("count-back lies between nothing and all the days there are", () =>
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.array(fc.bigInt({ min: 0n, max: 10n ** 8n }), { maxLength: 24 }), (open, sales) => {
      const days = rounded(
        countBack(
          open,
          sales.map((s, i) => ({ month: String(i), sales: s, days: 30 })),
        ).days,
        3,
      )
      if (days !== null) expect(days).toBeLessThanOrEqual(30 * sales.length)
      expect(days === null).toBe(open > 0n && sales.reduce((a, b) => a + b, 0n) < open)
    }),
  ))
