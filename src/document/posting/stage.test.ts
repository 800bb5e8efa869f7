import { expect, test } from "vitest"
import { day } from "../../kernel/day.ts"
import { currency } from "../../kernel/money.ts"
import { STAGE_COLUMNS } from "../../ledger/bulk.ts"
import type { Draft } from "../draft.ts"
import { dueDayOf } from "./due.ts"
import { decideRepeats, type Repeated, stageLine } from "./stage.ts"

const draft: Draft = {
  line: 2,
  kind: "invoice",
  number: "F1",
  side: "debit",
  customerCode: "C1",
  customerName: "Tab\there\\",
  country: "FR",
  segment: null,
  collector: null,
  group: null,
  identifiers: [],
  issuedOn: day("2026-01-10"),
  dueOn: day("2026-02-09"),
  currency: currency("EUR"),
  amount: 100_00n,
  instalment: null,
  settledOn: null,
  settledBy: null,
  openAmount: null,
  means: null,
  reference: null,
  appliesTo: null,
  company: null,
}
const staged = (change: Partial<Draft>) => {
  const cells = stageLine(7, { ...draft, ...change }, day("2026-02-09"), day("2026-03-01"))
    .trimEnd()
    .split("\t")
  return Object.fromEntries(STAGE_COLUMNS.map((name, i) => [name, cells[i]]))
}

test("every staged column is written, and what would break a line is escaped", () => {
  const row = staged({})
  expect(Object.values(row).every((cell) => cell !== undefined)).toBe(true)
  expect([row.customer_name, row.segment, row.settle_on, row.settle_amount]).toEqual(["Tab\\there\\\\", "\\N", "\\N", "0"])
})
test("a settled row is settled whole on its day", () =>
  expect(staged({ settledOn: day("2026-02-20"), settledBy: "cash" })).toMatchObject({
    settle_on: "2026-02-20",
    settle_by: "cash",
    settle_amount: "10000",
  }))
test("a row that is open for less was settled for the difference, nobody says how", () =>
  expect(staged({ openAmount: 30_00n })).toMatchObject({ settle_on: "2026-03-01", settle_by: "unknown", settle_amount: "7000" }))

const row = (line: number, due: string, amount: bigint, change: Partial<Repeated> = {}): Repeated => ({
  line,
  side: "debit",
  currency: "EUR",
  issued_on: day("2026-01-10"),
  due_on: day(due),
  amount,
  instalment: null,
  ...change,
})
const verdicts = (rows: Repeated[]) =>
  decideRepeats(rows)
    .sort((a, b) => a.line - b.line)
    .map((v) => [v.line, v.verdict, v.no])

test("one number with several due days is one invoice in instalments, by due day", () =>
  expect(verdicts([row(2, "2026-03-31", 40_00n), row(3, "2026-02-28", 60_00n)])).toEqual([
    [2, "instalment", 2],
    [3, "instalment", 1],
  ]))
test("the same row again is said twice, never doubled", () =>
  expect(verdicts([row(2, "2026-03-31", 40_00n), row(9, "2026-03-31", 40_00n)])).toEqual([
    [2, "instalment", 1],
    [9, "same", 1],
  ]))
test.each([
  ["another amount", { amount: 41_00n }],
  ["another issue day", { issued_on: day("2026-01-11") }],
  ["another currency", { currency: "USD" }],
  ["the other side", { side: "credit" }],
])("%s under one number and due day contradicts", (_, change) =>
  expect(verdicts([row(2, "2026-03-31", 40_00n), row(9, "2026-03-31", 40_00n, change)])[1]).toEqual([9, "differs", 1]),
)

test("without a due day an invoice gets the legal period, a credit its own day, and outside the Union nothing is guessed", () => {
  expect(dueDayOf({ ...draft, dueOn: null }, "BE")).toBe("2026-02-09")
  expect(dueDayOf({ ...draft, kind: "payment", side: "credit", dueOn: null }, "BE")).toBe("2026-01-10")
  expect(dueDayOf({ ...draft, dueOn: null }, "US")).toBe(null)
  expect(dueDayOf({ ...draft, issuedOn: day("2020-01-31"), dueOn: null }, "GB")).toBe("2020-03-01")
  expect(dueDayOf({ ...draft, issuedOn: day("2020-02-01"), dueOn: null }, "GB")).toBe(null)
})
