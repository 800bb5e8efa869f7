import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY } from "../../test/ledger/books.ts"
import { addCompany } from "../company/company.act.ts"
import { importJournal, PLAIN_JOURNAL } from "../document/import.job.ts"
import { type Day, day } from "../kernel/day.ts"
import { listPromises } from "../promise/promise.act.ts"
import type { Creditor } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { fillRooms } from "./chasing.act.ts"
import { demoCompanies } from "./demo.ts"

const home = mkdtempSync(join(tmpdir(), "encours-demo-rooms-"))
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const openTotal = async (tx: Tx, today: Day) =>
  (
    await sql<{
      total: bigint
      n: bigint
    }>`SELECT sum(open)::bigint AS total, count(*) AS n FROM ledger.open_items(${tx.company}, ${today}::date)`.execute(tx.db)
  ).rows[0]!

test.each(["2026-11-22", "2026-11-25"])(
  "on %s the demo shows promises open, kept and broken, disputes, holds and an insolvency; its ledger does not move",
  async (text) => {
    const today = day(text)
    for (const demo of demoCompanies(today)) {
      const company: Creditor = await addCompany(db, BY, { ...demo, code: `${demo.code}-${text.slice(-2)}`, matching: "erp" })
      const file = join(home, `${company.code}.csv`)
      writeFileSync(file, demo.journal())
      await importJournal(db, { by: BY, home: company, directory: [company] }, file, { ...PLAIN_JOURNAL, asOf: today, dataDir: join(home, "data") })
      const before = await db.inCompany(company.id, (tx) => openTotal(tx, today))
      expect(await db.inCompany(company.id, (tx) => fillRooms(tx, BY, demo.payments, "fr", today))).toBe(12)
      expect(await db.inCompany(company.id, (tx) => fillRooms(tx, BY, demo.payments, "fr", today))).toBe(0)
      expect(await db.inCompany(company.id, (tx) => openTotal(tx, today))).toEqual(before)
      const states = await db.inCompany(company.id, async (tx) =>
        (await listPromises(tx, { asOf: today, customer: null, state: null, before: null, limit: 100 })).map(({ standing }) => standing.state),
      )
      expect(states.toSorted()).toEqual(["broken", "kept", "kept", "open", "open", "open"])
    }
  },
)
