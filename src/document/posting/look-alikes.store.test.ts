import { sql } from "kysely"
import { expect, test } from "vitest"
import { openDesk } from "../../../test/desk.ts"
import { withoutZeros } from "../../customer/look-alike.ts"
import { day } from "../../kernel/day.ts"
import { alikeKey } from "../../ledger/doubles.store.ts"
import type { Imported } from "../import.job.ts"

const desk = openDesk("customer code,invoice number,invoice date,due date,currency,amount")
const { bring } = desk
const row = (customer: string, number: string, amount = "10.00") => `${customer},${number},2026-01-15,2026-02-14,EUR,${amount}`
const told = (answer: Imported, code: string) => answer.problems.filter((p) => p.code === code).map((p) => [p.line, p.figures])
const customers = async () =>
  (await desk.db.owner.query("SELECT code FROM customer.customer WHERE company_id = $1 ORDER BY code", [desk.company.id])).rows.map((r) => r.code)
const customer = (said: { trimZeros?: boolean; join?: Record<string, string>; apart?: string[] }) => ({
  map: { customer: { trimZeros: false, join: {}, apart: [], ...said } },
})

test("codes that lost or gained zeros or decimals are proposed as one customer, once, and joined only when somebody says so", async () => {
  const rows = [
    row("0042", "F1"),
    row("42", "F2"),
    row("42.0", "F3"),
    row("43", "F4"),
    row("1,000", "F5").replace("1,000", '"1,000"'),
    row("1", "F6"),
  ]
  const answer = await bring(rows)
  expect(answer).toMatchObject({ refused: 0, posted: { accepted: 6 } })
  expect(told(answer, "LOOK_ALIKE_CUSTOMERS")).toEqual([[2, { codes: "0042, 42, 42.0", join: '{"0042":"42","42.0":"42"}' }]])
  expect(await customers()).toEqual(["0042", "1", "1,000", "42", "42.0", "43"])
  expect(told(await bring([row("0042", "F7")]), "LOOK_ALIKE_CUSTOMERS")).toEqual([])
  expect(told(await bring([row("042", "F8")]), "LOOK_ALIKE_CUSTOMERS")).toEqual([
    [2, { codes: "0042, 042, 42, 42.0", join: '{"42":"0042","042":"0042","42.0":"0042"}' }],
  ])
})

test("a number that stands already under a look-alike customer is refused as a possible double until a person decides", async () => {
  await bring([row("0042", "F1"), row("0042", "F2")])
  const rows = [row("42", "F1"), row("42", "F3"), row("42", "F2", "11.00")]
  const doubt = await bring(rows)
  expect(doubt).toMatchObject({ id: null, refused: 2 })
  expect(told(doubt, "POSSIBLE_DOUBLE")).toMatchObject([
    [2, { number: "F1", customer: "42", other: "0042", line: "", join: '{"42":"0042"}', apart: '["42"]' }],
    [4, { number: "F2" }],
  ])
  // Two customers: taken as they are. The same one: what is there is there, what differs is a conflict.
  expect(await bring(rows, { ...customer({ apart: ["42"] }), dryRun: true })).toMatchObject({ refused: 0, posted: { accepted: 3 } })
  const same = { refused: 0, posted: { accepted: 1, skipped: 1, conflicts: 1 } }
  expect(await bring(rows, { ...customer({ join: { "42": "0042" } }), dryRun: true })).toMatchObject(same)
  expect(await bring(rows, customer({ trimZeros: true }))).toMatchObject(same)
  expect(await customers()).toEqual(["0042"])
  // What was said of the customers is remembered for the next file.
  expect(await bring(rows)).toMatchObject({ refused: 0, posted: { accepted: 0, skipped: 2, conflicts: 1 } })
})

test("two rows of one file under look-alike customers: the second is the possible double, with the line of the first", async () => {
  const answer = await bring([row("42", "F1"), row("42.0", "F1"), row("42.0", "F2")], { acceptGood: true })
  expect(answer).toMatchObject({ refused: 1, posted: { accepted: 2 } })
  expect(told(answer, "POSSIBLE_DOUBLE")).toMatchObject([[3, { customer: "42.0", other: "42", line: "2" }]])
  expect(answer.refusedFile).not.toBeNull()
})

test("a snapshot whose export lost its zeros closes nothing and opens nothing twice", async () => {
  const rows = Array.from({ length: 10 }, (_, i) => row(`00${i}7`, `F${i}`))
  await bring(rows, { mode: "snapshot", asOf: day("2026-03-01") })
  const bare = rows.map((line) => line.replace(/^0+/, ""))
  const doubt = await bring(bare, { mode: "snapshot", asOf: day("2026-03-02"), yes: true })
  expect(doubt).toMatchObject({ id: null, refused: 10 })
  const decided = await bring(bare, { mode: "snapshot", asOf: day("2026-03-02"), ...customer({ trimZeros: true }) })
  expect(decided).toMatchObject({ refused: 0, posted: { accepted: 0, skipped: 10 } })
})

test("SQL and TypeScript see the same likeness", async () => {
  const codes = ["0", "00", "007", "0A7", "A07", "7.0", "07.00", "7,0", "7.000", "1,000", "0.5", "00.0", "", "x", "0x.0", "7.0 ", "é0"]
  const query = sql<{ key: string }>`SELECT ${alikeKey("c")} AS key FROM unnest(${codes}::text[]) WITH ORDINALITY AS t(c, n) ORDER BY n`
  const { rows } = await desk.db.inCompany(desk.company.id, (tx) => query.execute(tx.db))
  expect(rows.map((r) => r.key)).toEqual(codes.map(withoutZeros))
})
