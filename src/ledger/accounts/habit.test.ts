import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, day } from "../../kernel/day.ts"
import { judgePayer, type Paid } from "./habit.ts"

const ASOF = day("2026-12-31")
const due = (on: string, closedOn: string | null, number = "F"): Paid => ({
  number,
  effectiveOn: addDays(day(on), -30),
  dueOn: day(on),
  closedOn: closedOn === null ? null : day(closedOn),
})

test("mean and spread count what is unpaid as late as it is, and leave out what is not due or never was a claim", () => {
  const invoices = [
    due("2026-01-31", "2026-02-10"),
    due("2026-02-28", "2026-02-28"),
    due("2026-11-01", null),
    due("2027-02-01", null),
    due("2026-03-31", "2026-03-01"),
  ]
  expect(judgePayer(invoices, ASOF)).toMatchObject({ count: 3, unpaid: 1, sum: 70, squares: 3700, mean: 23.3, spread: 26.2, trend: null })
})

test("who pays later than before shows it; paid on a later day than asked for is unpaid then", () => {
  const quarter = (months: readonly string[], late: number) => months.map((month) => due(`${month}-10`, addDays(day(`${month}-10`), late)))
  const invoices = [...quarter(["2026-01", "2026-02", "2026-04"], 5), ...quarter(["2026-07", "2026-08", "2026-10"], 21)]
  expect(judgePayer(invoices, ASOF).trend).toBe(16)
  expect(judgePayer([due("2026-01-31", "2026-03-31")], day("2026-02-10"))).toMatchObject({ unpaid: 1, mean: 10 })
  expect(judgePayer([], ASOF)).toMatchObject({ count: 0, mean: null, spread: null, trend: null })
})

test("the quarters add up to the whole, and the spread is never below nought", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: -20, max: 200 })), { maxLength: 40 }), (said) => {
      const found = judgePayer(
        said.map(([from, late]) => {
          const dueOn = addDays(ASOF, -from)
          return { number: "F", effectiveOn: addDays(dueOn, -30), dueOn, closedOn: late > 150 ? null : addDays(dueOn, late) }
        }),
        ASOF,
      )
      expect(found.quarters.reduce((all, one) => all + one.sum, 0)).toBe(found.sum)
      expect(found.quarters.reduce((all, one) => all + one.count, 0)).toBe(found.count)
      expect(found.spread ?? 0).toBeGreaterThanOrEqual(0)
    }),
  )
})
