import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { plainEnv } from "../../../test/environment.ts"
import { BY } from "../../../test/ledger/books.ts"
import { serialOf, workbook } from "../../../test/workbooks.ts"
import { addCompany } from "../../company/company.act.ts"
import { day } from "../../kernel/day.ts"
import type { Creditor } from "../../shell/context.ts"
import { openDatabase } from "../../shell/db.ts"
import { type ImportOptions, importJournal, PLAIN_JOURNAL } from "../import.job.ts"
import type { Progress } from "./progress.ts"

const home = mkdtempSync(join(tmpdir(), "encours-guarded-"))
vi.setConfig({ testTimeout: 180_000 })
let db: TestDatabase
let companies = 0
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const newCompany = () => addCompany(db, BY, { code: `C${++companies}`, name: "Fictive", country: "FR", currency: "EUR", matching: "erp" })
const options: ImportOptions = { ...PLAIN_JOURNAL, asOf: day("2026-06-30"), dataDir: join(home, "data") }
const ROWS = 4_000
function journal(rows = ROWS): string {
  const path = join(home, `journal-${rows}.csv`)
  const lines = Array.from({ length: rows }, (_, i) => `K${i % 500},F${i},2026-03-${String(1 + (i % 28)).padStart(2, "0")},${(i % 1000) + 1}.25`)
  writeFileSync(path, ["customer code,invoice number,invoice date,amount", ...lines, ""].join("\n"))
  return path
}
const bring = (company: Creditor, path: string, progress: (now: Progress) => void = () => {}, signal?: AbortSignal) =>
  importJournal(db, { by: BY, home: company, directory: [company] }, path, options, { progress, signal })
const posted = async (company: Creditor) =>
  Number((await db.owner.query("SELECT count(*) AS n FROM ledger.entry WHERE company_id = $1", [company.id])).rows[0].n)
/** The guarded readers a process has started. */
function readers(parent = process.pid): number[] {
  return readdirSync("/proc").flatMap((name) => {
    try {
      const ours = /^\d+$/.test(name) && new RegExp(`^PPid:\\s+${parent}$`, "m").test(readFileSync(`/proc/${name}/status`, "latin1"))
      return ours && readFileSync(`/proc/${name}/cmdline`, "latin1").includes("child.job.ts") ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test("P79 the same file imported twice at the same moment is posted once; the other finds it there", async () => {
  const company = await newCompany()
  const path = journal()
  const pools = Array.from({ length: 3 }, () => openDatabase(db.app))
  const results = await Promise.all(pools.map((pool) => importJournal(pool, { by: BY, home: company, directory: [company] }, path, options)))
  await Promise.all(pools.map((pool) => pool.close()))
  const counts = results.map(([answer]) => [answer!.posted!.accepted, answer!.posted!.skipped]).sort((a, b) => b[0]! - a[0]!)
  expect(counts).toEqual([
    [ROWS, 0],
    [0, ROWS],
    [0, ROWS],
  ])
  expect(await posted(company)).toBe(ROWS)
})

test("P79 a reader killed in the middle refuses its file; nothing of it is there, and the next attempt is whole", async () => {
  const company = await newCompany()
  const path = journal()
  for (const at of [0, 1, ROWS / 2]) {
    let killed = false
    const [answer] = await bring(company, path, ({ rows }) => {
      if (killed || rows < at) return
      killed = true
      for (const pid of readers()) process.kill(pid, "SIGKILL")
    })
    if (!killed) continue
    expect(answer).toMatchObject({ id: null, posted: null })
    expect(answer!.problems.find((p) => p.code === "READER_KILLED")?.figures).toMatchObject({ reason: "crash" })
    expect(await posted(company)).toBe(0)
  }
  expect((await bring(company, path))[0]!.posted?.accepted).toBe(ROWS)
})

test("cancelled while it is read, an import leaves nothing behind: no row, no reader", async () => {
  const company = await newCompany()
  const stop = new AbortController()
  const cancelled = bring(company, journal(), ({ rows }) => rows > 0 && stop.abort(new Error("cancelled")), stop.signal)
  await expect(cancelled).rejects.toThrow("cancelled")
  expect(await posted(company)).toBe(0)
  expect(readers()).toEqual([])
})

test("P70 a workbook is imported like any other table, and imported again it is there already", async () => {
  const company = await newCompany()
  const head = ["Code client", "N° facture", "Date facture", "Échéance", "Montant TTC"]
  const rows = Array.from({ length: 300 }, (_, i) => [
    `K${i % 7}`,
    i + 1,
    { day: serialOf("2026-01-01") + (i % 90) },
    { day: serialOf("2026-04-01") },
    (i * 10 + 1) / 100,
  ])
  const path = join(home, "ventes.xlsx")
  writeFileSync(path, workbook([{ name: "Ventes", rows: [["Export fictif"], [], head, ...rows] }]))
  const [answer] = await bring(company, path)
  expect(answer).toMatchObject({ kind: "xlsx", rows: 300, refused: 0, posted: { accepted: 300 } })
  expect(answer!.posted!.totals).toMatchObject([{ currency: "EUR", invoices: 300, amount: 448800n }])
  expect((await bring(company, path))[0]).toMatchObject({ posted: { accepted: 0, skipped: 300 } })
})

test("Ctrl-C during an import says that nothing was written, and leaves nothing: no row, no reader", async () => {
  const company = await newCompany()
  const { host, database } = db.app
  const url = `postgres://${db.app.user}@localhost/${database}?host=${encodeURIComponent(String(host))}`
  const env = { ...plainEnv(home), DATABASE_URL: url }
  const main = join(import.meta.dirname, "../../main.ts")
  const command = spawn(process.execPath, [main, "--data", join(home, "cli"), "--company", company.code, "import", journal(60_000)], {
    env,
    cwd: home,
  })
  let told = ""
  command.stderr.on("data", (text: Buffer) => {
    told += text
  })
  const ended = once(command, "exit")
  while (readers(command.pid!).length === 0 && command.exitCode === null) await pause(20)
  const [reader] = readers(command.pid!)
  await pause(300)
  command.kill("SIGINT")
  const [code, signal] = await ended
  expect([code, signal, told]).toEqual([null, "SIGINT", expect.stringContaining("nothing of")])
  expect(await posted(company)).toBe(0)
  for (let i = 0; i < 100 && isAlive(reader!); i++) await pause(50)
  expect(isAlive(reader!)).toBe(false)
})

test("a file that is read badly is refused whole with what to do, and its reader is gone", async () => {
  const company = await newCompany()
  const path = join(home, "endless.csv")
  writeFileSync(path, `customer code,invoice number,invoice date,amount\nK1,F1,2026-03-01,${"1".repeat(6 << 20)}\n`)
  const [answer] = await bring(company, path)
  expect(answer).toMatchObject({ posted: null, problems: [{ code: "LINE_TOO_LONG", line: 2 }] })
  expect(readers()).toEqual([])
  expect(await posted(company)).toBe(0)
})
