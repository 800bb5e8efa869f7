import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { fec } from "../../test/accounting.ts"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY, openBooks } from "../../test/ledger/books.ts"
import { loadDirectory } from "../company/company.act.ts"
import { day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Creditor } from "../shell/context.ts"
import { askCancel, loadJobs } from "../shell/jobs/job.store.ts"
import type { JobRow } from "../shell/jobs/job.ts"
import { type Jobs, openJobs } from "../shell/jobs/jobs.ts"
import { startWorkers } from "../shell/jobs/work.ts"
import { openFile, vaultFolder } from "../shell/vault.ts"
import { importKind, requestImport, unpack } from "./background.job.ts"
import { importOutcomes } from "./import.cli.ts"
import { type ImportOptions, PLAIN_JOURNAL } from "./import.job.ts"
import { loadImports } from "./import.store.ts"

const home = mkdtempSync(join(tmpdir(), "encours-background-"))
const dataDir = join(home, "data")
const options: ImportOptions = { ...PLAIN_JOURNAL, asOf: day("2026-11-21"), dataDir }
let db: TestDatabase
let jobs: Jobs
let seller: Creditor
beforeAll(async () => {
  db = await testDatabase()
  const { company } = await openBooks(db, "A")
  seller = (await loadDirectory(db)).find((c) => c.id === company)!
  jobs = await openJobs(db.app, "sender")
})
afterAll(async () => {
  await jobs.stop()
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

function journal(name: string, rows: number, firstAmount = "100.00"): string {
  const path = join(home, name)
  const lines = Array.from(
    { length: rows },
    (_, i) => `C${i % 100},${name}-${i},2026-03-${String(1 + (i % 28)).padStart(2, "0")},2026-04-30,${i === 0 ? firstAmount : "100.00"}`,
  )
  writeFileSync(path, ["customer code,invoice number,invoice date,due date,amount", ...lines, ""].join("\n"))
  return path
}
const ask = (path: string) => requestImport(db, jobs, BY, seller, path, options)
const look = async (id: Id): Promise<JobRow> => (await db.inCompany(seller.id, (tx) => loadJobs(tx, 1, id)))[0]!
async function until(id: Id, fits: (job: JobRow) => boolean): Promise<JobRow> {
  for (const end = Date.now() + 60_000; ; await pause(25)) {
    const job = await look(id)
    if (fits(job)) return job
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(job)}`)
  }
}
const over = (job: JobRow) => !["queued", "running"].includes(job.state)
const postedOf = async (name: string): Promise<number> =>
  (await db.owner.query("SELECT count(*)::int AS n FROM ledger.entry WHERE number LIKE $1", [`${name}-%`])).rows[0].n
async function served<T>(work: () => Promise<T>): Promise<T> {
  const workers = startWorkers(db.app, db, [importKind(db, dataDir)], [], dataDir, () => {})
  try {
    return await work()
  } finally {
    await workers.stop(0)
  }
}

const holdLedger = () => db.owner.query("BEGIN; LOCK TABLE ledger.entry IN SHARE MODE")
const freeLedger = () => db.owner.query("ROLLBACK")

test("a file is kept before its import is queued, and imported from there although the original is gone", async () => {
  const path = journal("kept.csv", 3_000)
  const id = await ask(path)
  const { rows } = await db.owner.query("SELECT sha256 FROM evidence.file")
  expect(rows).toHaveLength(1)
  const bytes: Buffer[] = []
  for await (const chunk of openFile(vaultFolder(dataDir, seller.id), rows[0].sha256)) bytes.push(chunk)
  expect(Buffer.concat(bytes).toString()).toContain("kept.csv-2999")
  rmSync(path)
  expect(await look(id)).toMatchObject({ state: "queued", subject: "kept.csv", kind: "import" })
  const job = await served(() => until(id, over))
  expect(job).toMatchObject({ state: "done", done: 3_000, total: 3_000, attempt: 1 })
  expect(unpack(job.outcome).imports).toMatchObject([
    { file: "kept.csv", rows: 3_000, refused: 0, posted: { accepted: 3_000, totals: [{ amount: 30_000_000n }] } },
  ])
  expect(await postedOf("kept.csv")).toBe(3_000)
  expect(await db.inCompany(seller.id, (tx) => loadImports(tx, 10))).toMatchObject([{ file: "kept.csv", job: id }])
})

test("the queue carries two identifiers; what is asked and answered stays with the company", async () => {
  const { rows } = await db.owner.query("SELECT data FROM jobs.job")
  expect(rows.map(({ data }) => Object.keys(data).sort())).toEqual(rows.map(() => ["company", "job"]))
  const other = await openBooks(db, "B")
  expect(await db.inCompany(other.company, (tx) => loadJobs(tx, 10))).toEqual([])
})

test("an import that is refused says why, and is not tried again", async () => {
  const id = await ask(journal("bad.csv", 20, "a lot"))
  const job = await served(() => until(id, over))
  expect(job).toMatchObject({ state: "failed", code: "IMPORT_REFUSED", figures: { file: "bad.csv", refused: 1 }, attempt: 1 })
  expect(unpack(job.outcome).imports[0]?.problems.filter((p) => p.severity === "refusal")).toHaveLength(1)
  const [refused] = importOutcomes.files(job.outcome)
  expect(refused).toBe(join(dataDir, "refused/bad.refused.csv"))
  expect(readFileSync(refused!, "utf8").split("\r\n")[1]).toMatch(/^C0,bad.csv-0,2026-03-01,2026-04-30,a lot,"?» amount: /)
  expect(await postedOf("bad.csv")).toBe(0)
})

test("cancelled while it reads or while it posts, an import leaves nothing, and the same file can be imported after", () =>
  served(async () => {
    const path = journal("cancel.csv", 5_000)
    for (const moment of ["reading", "posting"] as const) {
      // Nothing gets past the ledger's door: however fast the machine is, the cancelling comes in time.
      await holdLedger()
      const id = await ask(path)
      await until(id, (job) => over(job) || (job.state === "running" && (moment === "reading" || (job.done > 0 && job.done === job.total))))
      const inTime = await db.inCompany(seller.id, async (tx) => {
        const asked = await askCancel(tx, id)
        if (asked) await jobs.cancel(tx, "import", id)
        return asked
      })
      expect(inTime, moment).toBe(true)
      // The statement that waits at the door is interrupted there.
      await until(id, (job) => job.state === "cancelled")
      await freeLedger()
      expect(await postedOf("cancel.csv"), moment).toBe(0)
    }
    const id = await ask(path)
    expect(await until(id, over)).toMatchObject({ state: "done", done: 5_000 })
    expect(await postedOf("cancel.csv")).toBe(5_000)
  }))

test("a file of the vault that is not what was kept any more is not imported", async () => {
  const id = await ask(journal("damaged.csv", 10))
  const { rows } = await db.owner.query("SELECT request->>'sha256' AS sha256 FROM shell.job WHERE id = $1", [id])
  const { sha256 } = rows[0]
  const stored = join(vaultFolder(dataDir, seller.id), sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  writeFileSync(stored, "customer code,invoice number,invoice date,due date,amount\nC1,damaged.csv-1,2026-01-01,2026-02-01,9.99\n")
  expect(await served(() => until(id, over))).toMatchObject({ state: "failed", code: "FILE_DAMAGED" })
  expect(await postedOf("damaged.csv")).toBe(0)
})

test("books go through the background like any file: under their own name, with what they add up to and how they tie", async () => {
  const path = join(home, "123456789FEC20241231.txt")
  writeFileSync(path, fec("VE 1 0110 411000 ACME G1 100.00\nVE 1 0110 706000 - G1 -100.00"))
  const id = await ask(path)
  const done = await served(() => until(id, over))
  expect(done).toMatchObject({ state: "done", done: 2 })
  const { imports } = unpack(done.outcome)
  expect(imports).toMatchObject([
    {
      kind: "fec",
      file: "123456789FEC20241231.txt",
      books: { debit: "10000", credit: "10000", entries: 1 },
      tieOut: [{ account: "411", control: 10000n, open: 10000n }],
    },
  ])
  // The year its name bears is not the one of its entries: the vault keeps it under its hash, and the name is not lost on the way.
  expect(imports[0]!.problems.map((p) => p.code)).toEqual(["YEAR_DIFFERS"])
})
