import { Readable } from "node:stream"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY, controlAccount, openBooks } from "../../test/ledger/books.ts"
import { recordAct } from "../activity/activity.act.ts"
import type { Tx } from "../shell/db.ts"
import { endPosting, postStaged, stageRows } from "./bulk.act.ts"
import { STAGE_COLUMNS } from "./bulk.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const INVOICES = 1_500
/** Each invoice of 100 with a part payment of 40 that names it. */
function line(company: number, n: number): string {
  const pays = n % 2 === 1
  const invoice = `F${Math.floor(n / 2)}`
  const values: Record<string, unknown> = {
    company_id: company,
    line: n + 2,
    kind: pays ? "payment" : "invoice",
    side: pays ? "credit" : "debit",
    number: pays ? `P${invoice}` : invoice,
    customer_code: `C${1 + (Math.floor(n / 2) % 50)}`,
    currency: "EUR",
    amount: pays ? 40 : 100,
    issued_on: "2026-01-05",
    due_on: "2026-02-04",
    ...(pays ? { applies_to: invoice } : {}),
  }
  return `${STAGE_COLUMNS.map((column) => values[column] ?? "\\N").join("\t")}\n`
}

async function importWhole(tx: Tx): Promise<void> {
  const rows = 2 * INVOICES
  await stageRows(tx, Readable.from(Array.from({ length: rows }, (_, n) => line(tx.company, n))))
  // Minutes where every credit walks all debits, a second else.
  await sql`SET LOCAL statement_timeout = '20s'`.execute(tx.db)
  const actId = await recordAct(tx, BY, { code: "test.import", subject: {} })
  await postStaged(tx, { source: "main", actId, now: tx.now(), chance: tx.newId().slice(-9) }, { onConflict: "keep", conflictsListed: 5 })
  await endPosting(tx, rows)
}

test("the payments of a second company meet the invoices they name as fast as the first one's, which has left its statistics", async () => {
  for (const code of ["FIRST", "SECOND"]) {
    const { company } = await openBooks(db, code, 50)
    await db.inCompany(company, importWhole)
    expect(await db.inCompany(company, (tx) => controlAccount(tx, "2026-01-05"))).toBe(BigInt(INVOICES) * 60n)
  }
})
