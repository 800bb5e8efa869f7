import { expect, test } from "vitest"
import { day } from "../../kernel/day.ts"
import { isMonth, periodOf, shareOf } from "./team.ts"

test.each([
  ["2026-06", "2026-11-22", "2026-06-30"],
  ["2028-02", "2028-03-01", "2028-02-29"],
  ["2026-11", "2026-11-22", "2026-11-22"],
  ["2026-11", "2026-11-30", "2026-11-30"],
  ["2027-01", "2026-11-22", "2027-01-31"],
])("the month %s, looked at on %s, goes to %s", (month, today, until) => expect(periodOf(month, day(today))).toEqual({ from: `${month}-01`, until }))

test("a share of nothing is none, and of a target is rounded down: 99.9 % has not reached it", () => {
  expect(shareOf({ received: 100n, target: null })).toBeNull()
  expect(shareOf({ received: 100n, target: 0n })).toBeNull()
  expect(shareOf({ received: 999n, target: 1000n })).toBe(99)
  expect(shareOf({ received: 1200n, target: 1000n })).toBe(120)
})

test("a month is written in full", () => {
  expect(["2026-01", "2026-12"].every(isMonth)).toBe(true)
  expect(["2026-1", "2026-13", "2026-00", "26-01", "2026-01-01", ""].some(isMonth)).toBe(false)
})
