import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, type Day, day, daysBetween, lastOfMonth } from "../kernel/day.ts"
import { addBankingDays, bankingDayFrom, dueOn, easterOf, isBankingDay, nextRun, type Runs, type Terms, weekdayOf } from "./calendar.ts"

const days = fc.integer({ min: 0, max: 12_000 }).map((n) => addDays(day("2001-01-01"), n))
const terms: fc.Arbitrary<Terms> = fc.record({
  form: fc.constantFrom("net" as const, "thenEndOfMonth" as const, "endOfMonthThen" as const),
  days: fc.constantFrom(10, 30, 45, 60),
})
const runs: fc.Arbitrary<Runs> = fc.oneof(
  fc.constant<Runs>({ every: "day" }),
  fc.integer({ min: 1, max: 7 }).map((weekday): Runs => ({ every: "week", weekday })),
  fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 3 }).map((on): Runs => ({ every: "month", on })),
)

test.each([
  [2024, "2024-03-31"],
  [2025, "2025-04-20"],
  [2026, "2026-04-05"],
  [2038, "2038-04-25"],
])("Easter of %i is %s", (year, is) => expect(easterOf(year)).toBe(is))
test.each([
  ["2024-03-29", false], // Good Friday
  ["2024-04-01", false], // Easter Monday
  ["2024-05-01", false],
  ["2024-12-26", false],
  ["2024-12-24", true],
  ["2024-07-14", false], // a Sunday; on weekdays the banks of the euro area pay on national days
  ["2025-07-14", true],
])("on %s money moves: %s", (on, moves) => expect(isBankingDay(day(on))).toBe(moves))
test("the banking day from a day is the first on which money moves", () =>
  fc.assert(
    fc.property(days, (on) => {
      const found = bankingDayFrom(on)
      expect(isBankingDay(found)).toBe(true)
      for (let between = on; between < found; between = addDays(between, 1)) expect(isBankingDay(between)).toBe(false)
    }),
  ))
test("so many banking days later, that many have passed", () =>
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 30 }), (on, count) => {
      const reached = addBankingDays(on, count)
      const passed = Array.from({ length: daysBetween(on, reached) }, (_, n) => addDays(on, n + 1)).filter(isBankingDay)
      expect(passed.length).toBe(count)
    }),
  ))
test("a week has seven days, of which 1 January 2024 was the first", () =>
  fc.assert(
    fc.property(days, (on) => {
      expect(weekdayOf(addDays(on, 7))).toBe(weekdayOf(on))
      expect(weekdayOf(addDays(on, 1))).toBe((weekdayOf(on) % 7) + 1)
      expect([weekdayOf(day("2024-01-01")), weekdayOf(day("2023-12-31"))]).toEqual([1, 7])
    }),
  ))

test.each<[Terms["form"], number, string, string]>([
  ["net", 30, "2026-01-31", "2026-03-02"],
  ["net", 60, "2026-01-15", "2026-03-16"],
  ["thenEndOfMonth", 45, "2026-01-14", "2026-02-28"],
  ["thenEndOfMonth", 45, "2026-01-20", "2026-03-31"],
  ["endOfMonthThen", 45, "2026-01-14", "2026-03-17"],
  ["endOfMonthThen", 45, "2024-02-01", "2024-04-14"],
])("%s %i of %s falls due on %s", (form, count, issued, due) => expect(dueOn({ form, days: count }, day(issued))).toBe(due))
test("terms never fall due before their days, nor more than a month after them, and a later invoice never earlier", () =>
  fc.assert(
    fc.property(terms, days, (agreed, issued) => {
      const due = dueOn(agreed, issued)
      const late = daysBetween(addDays(issued, agreed.days), due)
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThanOrEqual(agreed.form === "net" ? 0 : 30)
      if (agreed.form === "thenEndOfMonth") expect(due).toBe(lastOfMonth(due))
      expect(dueOn(agreed, addDays(issued, 1)) >= due).toBe(true)
    }),
  ))

test.each<[Runs, string, string]>([
  [{ every: "month", on: [15, 31] }, "2024-03-16", "2024-04-02"], // the 31st is Easter Sunday, Monday is Easter Monday
  [{ every: "month", on: [15, 31] }, "2024-02-20", "2024-02-29"],
  [{ every: "month", on: [15, 31] }, "2024-06-16", "2024-06-17"], // the 15th is a Saturday
  [{ every: "month", on: [15, 31] }, "2024-06-18", "2024-07-01"], // 30 June is a Sunday
  [{ every: "month", on: [15, 31] }, "2024-07-01", "2024-07-01"],
  [{ every: "week", weekday: 4 }, "2024-05-03", "2024-05-09"],
  [{ every: "day" }, "2024-12-25", "2024-12-27"],
])("with runs %j what waits from %s is paid on %s", (kept, from, on) => expect(nextRun(kept, day(from))).toBe(on))
test("a pay run is a banking day, not before it was wished for, and none was passed over", () =>
  fc.assert(
    fc.property(runs, days, (kept, from) => {
      const run = nextRun(kept, from)
      expect(run >= from && isBankingDay(run)).toBe(true)
      for (let between = from; between <= run; between = addDays(between, 1)) expect(nextRun(kept, between)).toBe(run)
      expect(daysBetween(from, run)).toBeLessThanOrEqual(kept.every === "day" ? 5 : kept.every === "week" ? 12 : 36)
    }),
  ))
test("runs of the 15th and the month end are the days a calendar says", () => {
  const kept: Runs = { every: "month", on: [15, 31] }
  const made: Day[] = []
  for (let on = day("2024-01-03"); on < "2024-05-01"; on = addDays(nextRun(kept, on), 1)) made.push(nextRun(kept, on))
  expect(made).toEqual(["2024-01-15", "2024-01-31", "2024-02-15", "2024-02-29", "2024-03-15", "2024-04-02", "2024-04-15", "2024-04-30"])
})
