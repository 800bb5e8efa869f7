/** The removal of a company against kill -9 before its steps, one after the other: all of the company or nothing, and its files with it. */
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, expect, inject, test } from "vitest"
import { recordAct } from "../../src/activity/activity.act.ts"
import { sealPending } from "../../src/activity/seal.job.ts"
import { runChecks } from "../../src/activity/verify.act.ts"
import { activityChecks } from "../../src/activity/verify.store.ts"
import { loadDirectory } from "../../src/company/company.act.ts"
import { keepFile } from "../../src/evidence/evidence.act.ts"
import { evidenceChecks } from "../../src/evidence/verify.store.ts"
import { LEDGER_CHECKS } from "../../src/ledger/verify.store.ts"
import { settleRemovals } from "../../src/operations/removal/removals.job.ts"
import { openDatabase } from "../../src/shell/db.ts"
import { putFile, vaultFolder } from "../../src/shell/vault.ts"
import { companyTables } from "../database/catalogue.ts"
import { testDatabase } from "../database.ts"
import { BY, openBooks, post } from "../ledger/books.ts"

const REMOVER = join(import.meta.dirname, "../database/remover.ts")
/** Early steps differ only by the table they are at: every twelfth of them, then the one that commits, then those that follow. */
const EVERY = 12
const home = mkdtempSync(join(tmpdir(), "encours-removal-kill-"))
afterAll(() => rmSync(home, { recursive: true, force: true }))

test("kill -9 before any step of a removal leaves all of the company or nothing, and the next opening leaves no file of it", async () => {
  const filled = await testDatabase()
  const folder = join(home, "filled")
  mkdirSync(folder)
  const numbers: number[] = []
  for (const code of ["GONE", "STAYS"]) {
    const { company, customers } = await openBooks(filled, code, 1)
    await filled.inCompany(company, async (tx) => {
      await post(tx, { customerId: customers[0]!, kind: "invoice", amount: 100n, on: "2026-01-10" })
      const path = join(home, `${code}.csv`)
      writeFileSync(path, code)
      const { sha256 } = await putFile(vaultFolder(folder, company), path)
      const actId = await recordAct(tx, BY, { code: "document.imported", subject: {} })
      await keepFile(tx, folder, { path, sha256, name: `${code}.csv`, mediaType: "text/csv", source: "import", actId })
    })
    numbers.push(company)
  }
  await sealPending(filled, join(folder, "activity-heads"))
  const gone = numbers[0]!
  const tables = await companyTables(filled.owner)
  const template = String(filled.app.database)
  await filled.close()
  await filled.owner.end()
  const admin = new pg.Client({ ...inject("cluster"), user: "encours_owner", database: "postgres" })
  await admin.connect()

  /** Removes in a copy of it all, killed before that step; whether it got to its end, and what became of the company. */
  async function killedBefore(step: number): Promise<{ through: boolean; there: boolean }> {
    const name = `removal_${process.pid}_${step}`
    const dataDir = join(home, name)
    cpSync(folder, dataDir, { recursive: true })
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    const { host } = inject("cluster")
    try {
      const ran = spawnSync(process.execPath, [REMOVER, dataDir, host, name, "GONE", String(step)], { encoding: "utf8" })
      expect([ran.status, ran.signal], ran.stderr).toContain(ran.status === 0 ? 0 : "SIGKILL")
      // A commit that was on its way is through, or will never be.
      const others = async () => (await admin.query("SELECT FROM pg_stat_activity WHERE datname = $1", [name])).rowCount
      await expect.poll(others, { timeout: 20_000, interval: 20 }).toBe(0)
      const app = { ...inject("cluster"), user: "encours_app", database: name }
      const db = openDatabase(app)
      const owner = new pg.Client({ ...app, user: "encours_owner" })
      await owner.connect()
      try {
        // As the next opening does.
        await settleRemovals(db, dataDir)
        const companies = await loadDirectory(db)
        const there = companies.some(({ id }) => id === gone)
        let rows = 0
        for (const { name: table, company } of tables)
          rows += (await owner.query(`SELECT count(*)::int AS n FROM ${table} WHERE ${company} = $1`, [gone])).rows[0].n
        expect(rows > 0, `rows left: ${rows}`).toBe(there)
        expect(existsSync(join(dataDir, "vault", String(gone)))).toBe(there)
        expect(existsSync(join(dataDir, "activity-heads", `${gone}.log`))).toBe(there)
        const log = existsSync(join(dataDir, "removals.log")) ? readFileSync(join(dataDir, "removals.log"), "utf8") : ""
        expect(log.includes('"code":"GONE"')).toBe(!there)
        const checks = [...activityChecks(join(dataDir, "activity-heads")), ...LEDGER_CHECKS, ...evidenceChecks(dataDir)]
        expect((await runChecks(db, checks, companies)).filter(({ ok }) => !ok)).toEqual([])
        await expect(owner.query("DELETE FROM ledger.entry")).rejects.toMatchObject({ code: "EN001" })
        return { through: ran.status === 0, there }
      } finally {
        await db.close()
        await owner.end()
      }
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      rmSync(dataDir, { recursive: true })
    }
  }

  const seen = { there: 0, gone: 0, steps: 0 }
  const look = async (step: number) => {
    const found = await killedBefore(step)
    if (found.through) return "through"
    seen.steps++
    seen[found.there ? "there" : "gone"]++
    return found.there ? "there" : "gone"
  }
  let [last, first] = [0, 1]
  for (; (await look(first)) === "there"; first += EVERY) last = first
  // Between the two lies the commit: the last step before which it all stays, the first before which it is gone.
  while (first - last > 1) {
    const middle = Math.floor((first + last) / 2)
    if ((await look(middle)) === "there") last = middle
    else first = middle
  }
  for (let step = first + 1; (await look(step)) !== "through"; ) step++
  console.log(`removal: killed before ${seen.steps} of its steps; ${seen.there} times all of it stayed, ${seen.gone} times all of it was gone`)
  expect(seen.there).toBeGreaterThan(2)
  expect(seen.gone).toBeGreaterThan(2)
  await admin.query(`DROP DATABASE ${template} WITH (FORCE)`)
  await admin.end()
})
