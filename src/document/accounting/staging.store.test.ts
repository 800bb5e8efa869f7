import { Readable } from "node:stream"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { codesOf, read } from "../../../test/accounting.ts"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { fecBytes, LAYOUTS, makeBooks } from "../../../test/fec.ts"
import { openBooks, tickingClock } from "../../../test/ledger/books.ts"
import { registerCustomers } from "../../customer/customer.act.ts"
import type { Day } from "../../kernel/day.ts"
import { endPosting, postStaged, stageRows } from "../../ledger/bulk.act.ts"
import { settlePairs } from "../../ledger/pairs.act.ts"
import type { Tx } from "../../shell/db.ts"
import { unknownCustomers } from "../import.store.ts"
import { COPY_LETTERED, createLettered, letteredCustomers } from "./lettering.store.ts"
import { groupLettering } from "./lettering.ts"
import type { Posting } from "./posting.ts"
import { letterPosting, pairLine, stagePosting } from "./staging.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock())
})
afterAll(() => db.drop())

const stream = (lines: readonly string[]) => Readable.from(lines.filter((line) => line !== ""))
/** The postings of a file, staged, posted and lettered: as an import does. */
async function post(tx: Tx, postings: readonly Posting[]) {
  await stageRows(tx, stream(postings.map((p) => stagePosting(tx.company, p, p.dueOn ?? p.issuedOn))))
  for await (const unknown of unknownCustomers(tx, tx.company)) await registerCustomers(tx, tx.company, unknown, tx.newId)
  const posting = { source: "main", actId: tx.newId(), now: tx.now(), chance: "123456789" }
  const posted = await postStaged(tx, posting, { onConflict: "keep", conflictsListed: 10 })
  await createLettered(tx)
  await tx.copyIn(COPY_LETTERED, stream(postings.map(letterPosting)))
  const pairs: string[] = []
  for await (const own of letteredCustomers(tx)) pairs.push(...groupLettering(own).allocations.map((a) => pairLine(a, "met")))
  const settled = await settlePairs(tx, stream(pairs), posting)
  await endPosting(tx, 0)
  return { posted, settled }
}
const openOf = async (tx: Tx) => {
  const { rows } = await sql<{ code: string; amounts: bigint[] }>`
    SELECT c.code, array_agg(CASE o.side WHEN 'debit' THEN o.open ELSE -o.open END ORDER BY CASE o.side WHEN 'debit' THEN o.open ELSE -o.open END) AS amounts
      FROM ledger.open_items(${tx.company}, ${"2026-12-31" as Day}) o JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = o.customer_id GROUP BY 1 ORDER BY 1`.execute(
    tx.db,
  )
  return new Map(rows.map((row) => [row.code, row.amounts.map(BigInt)]))
}

test("a FEC in the ledger: what is open there is what the books leave open, customer by customer; the same file again adds nothing", async () => {
  const made = makeBooks(11, "fr", 12, 12)
  const books = await read(fecBytes(made.lines, LAYOUTS[0]!))
  expect(codesOf(books)).toEqual([])
  const { company } = await openBooks(db, "FEC", 0)
  const expected = new Map([...made.open].sort(([a], [b]) => (a < b ? -1 : 1)))
  const items = books.postings.filter((p) => p.kind !== "transfer").length
  const first = await db.inCompany(company, (tx) => post(tx, books.postings))
  expect(first.posted).toMatchObject({ accepted: items, skipped: 0, conflicts: 0 })
  expect(first.settled).toBe(books.allocations.length)
  expect(await db.inCompany(company, openOf)).toEqual(expected)
  const again = await db.inCompany(company, (tx) => post(tx, books.postings))
  expect(again.posted).toMatchObject({ accepted: 0, skipped: items, conflicts: 0 })
  expect(again.settled).toBe(0)
  expect(await db.inCompany(company, openOf)).toEqual(expected)
})

test("next month's file brings the lettering of items that are known already", async () => {
  const made = makeBooks(12, "be", 4, 8)
  const { company } = await openBooks(db, "FEC2", 0)
  const unlettered = await read(
    fecBytes(
      made.lines.map((line) => ({ ...line, letter: "", letteredOn: null })),
      LAYOUTS[0]!,
    ),
    { country: "BE" },
  )
  const lettered = await read(fecBytes(made.lines, LAYOUTS[0]!), { country: "BE" })
  await db.inCompany(company, (tx) => post(tx, unlettered.postings))
  const second = await db.inCompany(company, (tx) => post(tx, lettered.postings))
  expect(second.posted.accepted).toBe(0)
  expect(second.settled).toBeGreaterThan(0)
  expect(await db.inCompany(company, openOf)).toEqual(new Map([...made.open].sort(([a], [b]) => (a < b ? -1 : 1))))
})
