import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { chanceOf, SEED } from "../../../test/ledger/chance.ts"
import { playSequence, prepareProof } from "../../../test/ledger/proof.ts"
import { day } from "../../kernel/day.ts"
import { loadLettering } from "./lettering.store.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test("the lettering of a span is what was matched here, what takes that back, and whatever touches an entry booked here, as found by reading all", async () => {
  await prepareProof(db)
  const span = { from: day("2026-01-01"), days: 40 }
  await playSequence(db, "FULL", chanceOf(SEED), span, 300, 20)
  const company = (await db.owner.query("SELECT id FROM company.company WHERE code = 'FULL'")).rows[0].id as number
  // Some of it as if an import had brought it, so that there is something to leave out.
  await db.owner.query("ALTER TABLE ledger.allocation DISABLE TRIGGER append_only")
  await db.owner.query("UPDATE ledger.allocation SET origin = 'import' WHERE company_id = $1 AND get_byte(uuid_send(id), 15) % 2 = 0", [company])
  await db.owner.query("ALTER TABLE ledger.allocation ENABLE TRIGGER append_only")
  let [found, left] = [0, 0]
  for (const [from, to] of [
    ["2026-01-01", "2026-12-31"],
    ["2026-01-10", "2026-01-20"],
    ["2026-01-15", "2026-01-15"],
  ]) {
    const { rows } = await db.owner.query(
      `SELECT a.id, a.origin = 'here' OR o.origin = 'here' OR d.source = 'here' OR k.source = 'here' AS ours
         FROM ledger.allocation a
         LEFT JOIN ledger.allocation o ON o.company_id = a.company_id AND o.id = a.reverses
         JOIN ledger.entry d ON d.company_id = a.company_id AND d.id = a.debit_entry
         JOIN ledger.entry k ON k.company_id = a.company_id AND k.id = a.credit_entry
        WHERE a.company_id = $1 AND a.effective_on BETWEEN $2::date AND $3::date`,
      [company, from, to],
    )
    const expected = rows.filter(({ ours }) => ours).map(({ id }) => id as string)
    const { allocations } = await db.inCompany(company, (tx) => loadLettering(tx, day(from!), day(to!)))
    expect(allocations.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
    found += expected.length
    left += rows.length - expected.length
  }
  expect(found).toBeGreaterThan(20)
  expect(left).toBeGreaterThan(5)
})
