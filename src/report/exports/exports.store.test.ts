import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { BY, draft, openBooks } from "../../../test/ledger/books.ts"
import { activityList } from "../../activity/log/long-log.http.ts"
import { loadDirectory } from "../../company/company.act.ts"
import { openWorkbook } from "../../document/workbook/workbook.job.ts"
import { day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { listed, withColumns } from "../../kernel/listing.ts"
import { itemsShape } from "../../ledger/accounts/lists.ts"
import { customersList, itemsList, statementList } from "../../ledger/accounts/long-lists.http.ts"
import { loadOpenItems } from "../../ledger/accounts/open-items.store.ts"
import { toItemsPage } from "../../ledger/accounts/open-items.ts"
import { postEntries } from "../../ledger/ledger.act.ts"
import { erasePerson } from "../../operations/erase/erasures.job.ts"
import { addKey, withdrawKey } from "../../people/keys.act.ts"
import { SECRET_BYTES } from "../../people/keys.ts"
import type { Role } from "../../people/roles.ts"
import { entrust } from "../../portfolio/portfolio.act.ts"
import { NO_SELECTION } from "../../portfolio/portfolio.ts"
import type { Creditor } from "../../shell/context.ts"
import type { Books } from "../../shell/db.ts"
import type { LongList } from "../../shell/http/long-list.ts"
import { askCancel, loadJobs } from "../../shell/jobs/job.store.ts"
import type { JobRow } from "../../shell/jobs/job.ts"
import { type Jobs, openJobs } from "../../shell/jobs/jobs.ts"
import { startWorkers } from "../../shell/jobs/work.ts"
import { toCsv } from "../csv.ts"
import { exportedFile, exportKind } from "./export.job.ts"
import { exportOutcomes } from "./exported.cli.ts"
import { exportsFolder, requestExport } from "./exports.act.ts"
import { exportedSaid } from "./exports.text.ts"
import type { Exported, ExportRequest } from "./exports.ts"
import { startPruning } from "./prune.job.ts"

const ROWS = 4_500
const AS_OF = day("2026-06-30")
const home = mkdtempSync(join(tmpdir(), "encours-exports-"))
const dataDir = join(home, "data")
let db: TestDatabase
let jobs: Jobs
let seller: Creditor
let other: Creditor
const keys: Record<string, Id> = {}
const nobody = async () => []
const LISTS = { "open-items": itemsList(nobody), statement: statementList, customers: customersList(nobody), activity: activityList }

async function addKeyOf(name: string, role: Role): Promise<void> {
  keys[name] = (await db.inCompany(seller.id, (tx) => addKey(tx, BY, { name, role, scopes: null }, Buffer.alloc(SECRET_BYTES, name)))).id
}
beforeAll(async () => {
  db = await testDatabase()
  const books = await openBooks(db, "A", 3)
  await openBooks(db, "B", 1)
  const directory = await loadDirectory(db)
  seller = directory.find(({ code }) => code === "A")!
  other = directory.find(({ code }) => code === "B")!
  for (const [i, name] of ["=1+1", "Ariane Fictive", "Zoé"].entries())
    await db.owner.query("UPDATE customer.customer SET name = $2 WHERE id = $1", [books.customers[i], name])
  await db.inCompany(seller.id, async (tx) => {
    const entry = (i: number) =>
      draft(tx.newId(), {
        kind: i % 9 === 8 ? "creditNote" : "invoice",
        customerId: books.customers[i % 3]!,
        amount: BigInt(i + 1) * 101n,
        on: "2026-01-31",
        number: `F-${String(i).padStart(5, "0")}`,
      })
    await postEntries(
      tx,
      BY,
      Array.from({ length: ROWS }, (_, i) => entry(i)),
    )
  })
  await addKeyOf("reader", "auditor")
  await addKeyOf("sales", "sales")
  await addKeyOf("gone", "auditor")
  jobs = await openJobs(db.app, "sender")
})
afterAll(async () => {
  await jobs.stop()
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const request = (said: Partial<ExportRequest> = {}): ExportRequest => ({
  list: "open-items",
  query: { order: "number", asOf: AS_OF },
  columns: null,
  format: "csv",
  lang: "fr",
  today: AS_OF,
  ...said,
})
const ask = (said: Partial<ExportRequest> = {}, by = "reader", name = "Postes ouverts A") =>
  db.inCompany(seller.id, (tx) => requestExport(tx, jobs, BY, keys[by]!, name, request(said)))
const look = async (id: Id): Promise<JobRow> => (await db.inCompany(seller.id, (tx) => loadJobs(tx, 1, id)))[0]!
async function until(id: Id, fits: (job: JobRow) => boolean): Promise<JobRow> {
  for (const end = Date.now() + 60_000; ; await pause(25)) {
    const job = await look(id)
    if (fits(job)) return job
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(job)}`)
  }
}
const over = (job: JobRow) => !["queued", "running"].includes(job.state)
const workers = (lists: Readonly<Record<string, LongList>> = LISTS, on = db) =>
  startWorkers(db.app, on, [exportKind(on, dataDir, lists, () => new Date(`${AS_OF}T10:00:00Z`))], [], dataDir, () => {})
async function served<T>(work: () => Promise<T>, lists?: Readonly<Record<string, LongList>>): Promise<T> {
  const running = workers(lists)
  try {
    return await work()
  } finally {
    await running.stop(0)
  }
}
const fileOf = (job: JobRow, by: Books = db, company = seller.id) => by.inCompany(company, (tx) => exportedFile(tx, dataDir, job))
const made = async (id: Id) => {
  const job = await served(() => until(id, over))
  expect(job).toMatchObject({ state: "done", kind: "export" })
  return { job, ...(await fileOf(job))! }
}
const folder = () => exportsFolder(dataDir, seller.id)
const files = () => (existsSync(folder()) ? readdirSync(folder()) : [])

/** The list, held up after its first rows until it is let go; how often it was begun. */
function held(list: LongList) {
  let go = () => {}
  let at = () => {}
  const [free, reached] = [new Promise<void>((done) => (go = done)), new Promise<void>((done) => (at = done))]
  let begun = 0
  const slow: LongList = {
    ...list,
    async open(tx, asked) {
      const opened = await list.open(tx, asked)
      const first = ++begun === 1
      return {
        ...opened,
        async *batches() {
          for await (const batch of opened.batches()) {
            yield batch
            if (!first) continue
            at()
            await free
          }
        },
      }
    },
  }
  return { slow: { ...LISTS, "open-items": slow }, reached, go, begun: () => begun }
}

test("a list of more than a page is, to the letter, the file that the screen makes of a short one: its columns and order, words of the asker, texts neutral", async () => {
  const columns = ["number", "name", "kind", "due", "open", "late"]
  const { job, path, name } = await made(await ask({ columns }))
  expect(job).toMatchObject({ done: ROWS, total: ROWS, subject: "Postes ouverts A", asker: keys.reader })
  const items = await db.inCompany(seller.id, (tx) =>
    loadOpenItems(tx, {
      asOf: AS_OF,
      knownAt: null,
      currency: null,
      customer: null,
      page: { order: "number", down: false, after: null, limit: ROWS + 1 },
    }),
  )
  const shape = withColumns(itemsShape({ company: seller.name, asOf: AS_OF, lang: "fr" }), columns)
  const expected = toCsv(listed(shape, toItemsPage(AS_OF, items, null, null).items), "fr")
  const text = readFileSync(path, "utf8")
  expect(text).toBe(expected)
  expect(text.split("\r\n")[5]).toBe("F-00000;'=1+1;Facture;2026-01-31;1,01;150")
  expect(name).toBe("Postes-ouverts-A.csv")
  expect(path).not.toContain("Postes")
  expect((job.outcome as Exported).rows).toBe(ROWS)
  // The command line shows where it lies, as long as it does.
  expect(exportOutcomes.files(job.outcome, dataDir, seller.id)).toEqual([path])
  expect(exportOutcomes.files(job.outcome, dataDir, other.id)).toEqual([])
  expect(exportedSaid.fr(ROWS, 1_230_000).replaceAll("\u202F", " ")).toBe("4 500 lignes exportées, 1,2 Mo.")
})

test("a workbook of it opens cell by cell, numbers as numbers and a name that looks like a formula as text", async () => {
  const { path } = await made(await ask({ format: "xlsx", columns: ["number", "name", "open"] }))
  const opened = await openWorkbook(path, null, async () => {})
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const rows: (readonly string[])[] = []
  for await (const batch of opened.value.rows()) for (const { cells } of batch.rows) rows.push(cells.slice(0, 3).map((cell) => cell ?? ""))
  expect(rows.length).toBe(ROWS)
  expect([rows[0], rows[ROWS - 1]]).toEqual([
    ["F-00000", "=1+1", "1.01"],
    ["F-04499", "Zoé", "-4545"],
  ])
})

test("customers, a statement and the activity log are exported whole too", async () => {
  const customers = readFileSync((await made(await ask({ list: "customers", query: {} }))).path, "utf8").split("\r\n")
  expect(customers.slice(5, 8).map((line) => line.split(";")[1])).toEqual(["'=1+1", "Ariane Fictive", "Zoé"])
  const statement = readFileSync((await made(await ask({ list: "statement", query: { customer: "C3" } }))).path, "utf8").split("\r\n")
  expect(statement[1]).toContain("C3 Zoé")
  expect(statement.length).toBe(ROWS / 3 + 6)
  const log = readFileSync((await made(await ask({ list: "activity", query: { act: "report" } }))).path, "utf8")
  expect(log).toContain("report.exportRequested")
})

test("cancelled while its rows are read, an export leaves no file; what was asked of a list that is gone is told as the list tells it", async () => {
  const before = files()
  const { slow, reached, go } = held(LISTS["open-items"])
  const id = await ask()
  await served(async () => {
    await reached
    expect(await db.inCompany(seller.id, (tx) => askCancel(tx, id))).toBe(true)
    const cancelled = until(id, (job) => job.state === "cancelled")
    go()
    await cancelled
  }, slow)
  expect(files()).toEqual(before)
  const unknown = await ask({ query: { customer: "C9" } })
  expect(await served(() => until(unknown, over))).toMatchObject({ state: "failed", code: "UNKNOWN_CUSTOMER", attempt: 1 })
})

test("a start that died leaves half a file: the next one takes it away and makes the whole of it anew", async () => {
  const before = new Set(files())
  const id = await ask()
  mkdirSync(folder(), { recursive: true })
  writeFileSync(join(folder(), `${id}-dead.csv.part`), "half")
  writeFileSync(join(folder(), `${id}-dead.csv`), "whole, and never said so")
  await db.owner.query("UPDATE shell.job SET state = 'running', attempt = 1, started_at = now() WHERE id = $1", [id])
  const { job, path } = await made(id)
  expect(job.attempt).toBe(2)
  expect(files().filter((file) => !before.has(file))).toEqual([path.slice(folder().length + 1)])
})

test("a server that stops gives the export back, and the next one makes it from nothing", async () => {
  const before = new Set(files())
  const { slow, reached, go } = held(LISTS["open-items"])
  const id = await ask()
  const first = workers(slow)
  await reached
  const stopped = first.stop(0)
  // By then its signal is up: timers end in their order.
  await pause(50)
  go()
  await stopped
  expect((await look(id)).state).toBe("queued")
  expect(files().filter((file) => !before.has(file))).toEqual([])
  expect((await made(id)).job).toMatchObject({ done: ROWS, attempt: 2 })
})

test("who sees a part has their part exported, as it is when the job runs; who may not read any more has nothing exported", async () => {
  const start = (await db.owner.query("SELECT start FROM people.api_key WHERE id = $1", [keys.sales])).rows[0].start as string
  const id = await ask({ columns: ["customer"] }, "sales")
  await db.inCompany(seller.id, (tx) =>
    entrust(tx, BY, { part: "sales", selection: { ...NO_SELECTION, customers: ["C2"] }, from: AS_OF, to: start }, AS_OF, false),
  )
  const { job, path } = await made(id)
  expect(new Set(readFileSync(path, "utf8").trim().split("\r\n").slice(5))).toEqual(new Set(["C2"]))
  // The part sees its own job and its own file's name, and no other's.
  const part = db.seeing({ holder: keys.sales!, day: AS_OF })
  const seen = await part.inCompany(seller.id, (tx) => loadJobs(tx, 100))
  expect(seen.map((one) => one.id)).toEqual([id])
  // Theirs while it is of what they see: no longer once that is another part; who reads everything still has it.
  expect((await fileOf(job, part))?.path).toBe(path)
  await db.inCompany(seller.id, (tx) =>
    entrust(tx, BY, { part: "sales", selection: { ...NO_SELECTION, customers: ["C2"] }, from: AS_OF, to: null }, AS_OF, false),
  )
  expect([await fileOf(job, part), (await fileOf(job))?.path]).toEqual([null, path])
  // Whoever read everything when they asked, and sees a part by now, does not find the whole of it.
  const before = await made(await ask())
  expect(await fileOf(before.job, db.seeing({ holder: keys.reader!, day: AS_OF }))).toBeNull()
  const whole = await ask({ list: "activity", query: {} }, "sales")
  expect(await served(() => until(whole, over))).toMatchObject({ state: "failed", code: "EXPORT_NOT_ALLOWED" })
  const late = await ask({}, "gone")
  await db.inCompany(seller.id, (tx) => withdrawKey(tx, BY, keys.gone!))
  expect(await served(() => until(late, over))).toMatchObject({ state: "failed", code: "EXPORT_NOT_ALLOWED", attempt: 1 })
})

test("of another company there is neither job nor file, whatever is asked for", async () => {
  const { job, path } = await made(await ask())
  expect(await db.inCompany(other.id, (tx) => loadJobs(tx, 10, job.id))).toEqual([])
  const there = await fileOf(job, db, other.id)
  expect([there?.path === path, existsSync(there!.path)]).toEqual([false, false])
  // Whatever stands in a job as its file, it is looked for in the company's own folder.
  const elsewhere = { ...job, outcome: { ...(job.outcome as Exported), file: `../${seller.id}/x` } }
  expect((await fileOf(elsewhere, db, other.id))?.path).toBe(join(exportsFolder(dataDir, other.id), "x"))
})

test("a disk that runs out in the middle is told as such, and leaves nothing of the file", async () => {
  const before = files()
  const full: LongList = {
    own: true,
    async open(tx, asked) {
      const opened = await LISTS["open-items"].open(tx, asked)
      return {
        ...opened,
        async *batches() {
          for await (const batch of opened.batches()) {
            yield batch
            throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" })
          }
        },
      }
    },
  }
  const id = await ask()
  // A fault of the outside is tried three times.
  expect(await served(() => until(id, over), { ...LISTS, "open-items": full })).toMatchObject({ state: "failed", code: "DISK_FULL", attempt: 3 })
  expect(files()).toEqual(before)
})

test("a workbook that would not hold the list is refused before a row is read; CSV is not", async () => {
  const endless: LongList = {
    own: true,
    async open(tx, asked) {
      const opened = await LISTS["open-items"].open(tx, asked)
      return { ...opened, count: async () => 1_048_576 }
    },
  }
  const lists = { ...LISTS, "open-items": endless }
  const long = await ask({ format: "xlsx" })
  expect(await served(() => until(long, over), lists)).toMatchObject({
    state: "failed",
    code: "EXPORT_TOO_LONG",
    figures: { lines: 1_048_577, most: 1_048_576 },
  })
  const csv = await ask()
  expect(await served(() => until(csv, over), lists)).toMatchObject({ state: "done" })
})

test("one asker has twenty exports waiting at most; others ask on, and what ended counts no more", async () => {
  const waiting: Id[] = []
  for (let i = 0; i < 20; i++) waiting.push(await ask({ columns: ["number"] }))
  await expect(ask()).rejects.toMatchObject({ code: "TOO_MANY_EXPORTS" })
  const others = await ask({}, "sales")
  await db.inCompany(seller.id, async (tx) => {
    for (const id of [...waiting, others]) {
      expect(await askCancel(tx, id)).toBe(true)
      await jobs.cancel(tx, "export", id)
    }
  })
  await made(await ask())
})

test("an erased person is in no exported file and no job's words; a list that was being read meanwhile is read anew", async () => {
  const named = await made(await ask({ query: { search: "Ariane" } }, "reader", "Postes Ariane Fictive"))
  const waits = await ask({ query: { search: "Ariane Fictive" } })
  await db.inCompany(seller.id, (tx) => askCancel(tx, waits))
  const { slow, reached, go, begun } = held(LISTS["open-items"])
  const running = await ask()
  await served(async () => {
    await reached
    const lying = files().filter((file) => !file.endsWith(".part")).length
    const erased = await db.inCompany(seller.id, (tx) => erasePerson(tx, BY, dataDir, "C2", null))
    expect(erased.exports).toBeGreaterThanOrEqual(lying)
    expect(existsSync(named.path)).toBe(false)
    go()
    expect(await until(running, over)).toMatchObject({ state: "done" })
  }, slow)
  expect(begun()).toBeGreaterThan(1)
  const text = readFileSync((await fileOf(await look(running)))!.path, "utf8")
  expect(text).toContain("Zoé")
  expect(text).not.toContain("Ariane")
  expect(files()).toHaveLength(1)
  const { rows } = await db.owner.query("SELECT 1 FROM shell.job j WHERE j::text ILIKE '%ariane fictive%'")
  expect(rows).toEqual([])
})

test("files of exports go after seven days, of whichever company; younger ones stay", async () => {
  const young = await made(await ask())
  const old = join(exportsFolder(dataDir, other.id), "old.csv")
  mkdirSync(exportsFolder(dataDir, other.id), { recursive: true })
  writeFileSync(old, "x")
  const sevenDaysAgo = new Date(Date.now() - 7 * 86_400_000 - 60_000)
  utimesSync(old, sevenDaysAgo, sevenDaysAgo)
  writeFileSync(join(dataDir, "exports", "of-nobody.txt"), "x")
  await startPruning(dataDir, (error) => {
    throw error
  }).stop()
  expect([existsSync(old), existsSync(young.path), existsSync(join(dataDir, "exports", "of-nobody.txt"))]).toEqual([false, true, true])
})
