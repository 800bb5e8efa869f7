import { Readable } from "node:stream"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { openBooks } from "../../test/ledger/books.ts"
import { stageRows } from "../ledger/bulk.act.ts"
import { STAGE_COLUMNS } from "../ledger/bulk.ts"
import type { Tx } from "../shell/db.ts"
import { unknownCustomers } from "./import.store.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const CUSTOMERS = 5_000
const stage = (tx: Tx, rows: number) => {
  const line = (g: number) => {
    const values: Record<string, unknown> = { company_id: tx.company, line: g + 2, kind: "invoice", side: "debit", number: `F${g}` }
    const more = { ...values, customer_code: `C${g % CUSTOMERS}`, customer_name: `Name in line ${g + 2}`, amount: 100 }
    return `${STAGE_COLUMNS.map((column) => (more as Record<string, unknown>)[column] ?? "\\N").join("\t")}\n`
  }
  return stageRows(tx, Readable.from(Array.from({ length: rows }, (_, g) => line(g))))
}
async function unknownIn(tx: Tx) {
  // Minutes where the groups are walked once a row, a fraction of a second else.
  await sql`SET LOCAL statement_timeout = '30s'`.execute(tx.db)
  const found: { readonly code: string; readonly name: string | null }[] = []
  for await (const batch of unknownCustomers(tx, tx.company)) found.push(...batch)
  return found
}

test("the first file of a second company is read as fast as the first one's, which has left its statistics", async () => {
  const first = await openBooks(db, "FIRST", 0)
  await db.owner.query(
    `INSERT INTO customer.customer (company_id, id, code, name, search_text) SELECT $1, gen_random_uuid(), 'C' || g, 'x', 'x' FROM generate_series(0, ${CUSTOMERS - 1}) g`,
    [first.company],
  )
  await db.owner.query("ANALYZE customer.customer")
  const second = await openBooks(db, "SECOND", 0)
  await db.inCompany(second.company, async (tx) => {
    await stage(tx, 40 * CUSTOMERS)
    const found = await unknownIn(tx)
    expect(found).toHaveLength(CUSTOMERS)
    expect(found[0]).toMatchObject({ code: "C0", name: "Name in line 2" })
  })
  await db.inCompany(first.company, async (tx) => {
    await stage(tx, CUSTOMERS + 1)
    expect(await unknownIn(tx)).toEqual([])
  })
})
