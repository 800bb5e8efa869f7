import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, type Day, day } from "../kernel/day.ts"
import { type DateOrder, decideDateOrder, noDateEvidence, readDay, weighDate } from "./dates.ts"

test.each([
  ["2026-06-30", null, "2026-06-30"],
  ["2026/6/3", null, "2026-06-03"],
  ["2026-06-30T23:59:00Z", null, "2026-06-30"],
  ["2026-06-30 00:00:00", null, "2026-06-30"],
  ["20260630", null, "2026-06-30"],
  ["20260630.0", null, "2026-06-30"],
  ["30062026", "dmy", "2026-06-30"],
  ["06302026", "mdy", "2026-06-30"],
  ["30/06/2026", "dmy", "2026-06-30"],
  ["30.6.2026", "dmy", "2026-06-30"],
  ["30-06-2026 14:05", "dmy", "2026-06-30"],
  ["6/30/2026 12:00:00 AM", "mdy", "2026-06-30"],
  ["30/06/26", "dmy", "2026-06-30"],
  ["26-06-30", "ymd", "2026-06-30"],
  ["05/05/2026", null, "2026-05-05"],
  ["30 juin 2026", null, "2026-06-30"],
  ["26-Apr-11", null, "2011-04-26"],
  ["3. März 2026", null, "2026-03-03"],
  ["12 mrt 2026", null, "2026-03-12"],
  ["June 30, 2026", null, "2026-06-30"],
  ["29/02/2024", "dmy", "2024-02-29"],
] as const)("%s in the order %s is %s", (text, order, want) => expect(readDay(text, order)).toBe(want))

test.each([
  ["05/06/2026", null, "DATE_UNCLEAR"],
  ["13/05/2026", "mdy", "DATE_UNREADABLE"],
  ["30-03-2020", "mdy", "DATE_UNREADABLE"],
  ["29/02/2023", "dmy", "DATE_UNREADABLE"],
  ["2026-02-30", null, "DATE_UNREADABLE"],
  ["06/05/0026", "dmy", "YEAR_OUT_OF_RANGE"],
  ["1899-12-31", null, "YEAR_OUT_OF_RANGE"],
  ["2200-01-01", null, "YEAR_OUT_OF_RANGE"],
  ["45291", null, "DATE_UNREADABLE"],
  ["30/06", "dmy", "DATE_UNREADABLE"],
  ["30/06-2026", "dmy", "DATE_UNREADABLE"],
  ["30 foo 2026", null, "DATE_UNREADABLE"],
] as const)("%s in the order %s is refused: %s", (text, order, want) => expect(readDay(text, order)).toBe(want))

const order = (...texts: string[]) => {
  const evidence = noDateEvidence()
  for (const text of texts) weighDate(evidence, text)
  return decideDateOrder(evidence)
}
test.each([
  ["one day above 12 settles the column", ["01/02/2026", "13/02/2026"], "dmy"],
  ["one month-first date too", ["1/2/2026", "2/28/2026"], "mdy"],
  ["P69 01/02/2026 alone stays open", ["01/02/2026"], "unclear"],
  ["equal day and month need no order", ["05/05/2026"], null],
  ["year first needs none", ["2026-02-01"], null],
  ["P69 both in one column contradict each other", ["13/02/2026", "02/13/2026"], "mixed"],
  ["two-digit years: the number that hardly varies is the year", ["02/01/25", "17/06/25", "28/09/26"], "dmy"],
  ["two-digit years first", ["25-06-01", "25-06-17", "26-12-31", "25-03-29"], "ymd"],
  ["two-digit years that could be either stay open", ["24/06/25", "25/06/25"], "unclear"],
  ["two-digit years month first", ["6/30/25", "7/14/25"], "mdy"],
] as const)("%s", (_, texts, want) => expect(order(...texts)).toBe(want))

const anyDay = fc.integer({ min: 0, max: 100_000 }).map((n) => addDays(day("1900-01-01"), n))
const say: Record<DateOrder, (d: Day) => string> = {
  dmy: (d) => `${d.slice(8)}/${d.slice(5, 7)}/${d.slice(0, 4)}`,
  mdy: (d) => `${Number(d.slice(5, 7))}/${Number(d.slice(8))}/${d.slice(0, 4)}`,
  ymd: (d) => d.replaceAll("-", ""),
}
test("a day written in an order is read back in it", () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom<DateOrder>("dmy", "mdy", "ymd"), (d, o) => {
      expect(readDay(say[o](d), o)).toBe(d)
    }),
  )
})
