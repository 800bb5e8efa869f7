import { expect, test } from "vitest"
import { openDesk } from "../../test/desk.ts"

const desk = openDesk("customer code,invoice number,invoice date,due date,currency,amount")
const CUSTOMERS = 1_000
const rows = Array.from({ length: 3 * CUSTOMERS }, (_, n) => `C${n % CUSTOMERS},F${n},2026-01-15,2026-02-14,EUR,10.00`)

test("after a dry run that the database counted as an empty table, an import looks customers up by their key, not through all of them", async () => {
  const { owner } = desk.db
  expect(await desk.bring(rows, { dryRun: true })).toMatchObject({ id: null, posted: { accepted: rows.length } })
  // What autovacuum does some seconds after what was rolled back.
  await owner.query("ANALYZE customer.customer, ledger.entry, ledger.instalment, ledger.allocation, ledger.open_item")
  expect((await owner.query("SELECT reltuples FROM pg_class WHERE oid = 'customer.customer'::regclass")).rows[0].reltuples).toBeLessThan(10)
  const read = async () => {
    await owner.query("SELECT pg_stat_clear_snapshot()")
    const { rows } = await owner.query("SELECT sum(idx_tup_read) AS n FROM pg_stat_user_indexes WHERE schemaname IN ('customer', 'ledger')")
    return Number(rows[0].n)
  }
  const before = await read()
  expect(await desk.bring(rows)).toMatchObject({ refused: 0, posted: { accepted: rows.length } })
  // A session reports what it read within a second of its last statement.
  await expect.poll(async () => (await read()) - before, { timeout: 15_000, interval: 500 }).toBeGreaterThan(rows.length)
  await new Promise((later) => setTimeout(later, 2_000))
  expect((await read()) - before).toBeLessThan(100 * rows.length)
})
