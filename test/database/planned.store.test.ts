/** Backups that a server makes by itself: once however many servers look, kept as planned, and tried each month. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { activityChecks } from "../../src/activity/verify.store.ts"
import { Refused } from "../../src/kernel/result.ts"
import { LEDGER_CHECKS } from "../../src/ledger/verify.store.ts"
import { makeBackup } from "../../src/operations/backup/backup.job.ts"
import { logBackup, readBackupLog } from "../../src/operations/log.job.ts"
import { plannedName } from "../../src/operations/planned/plan.ts"
import { type Planned, plannedKinds, queueDue } from "../../src/operations/planned/planned.job.ts"
import { checkBackup } from "../../src/operations/restore/restore.job.ts"
import { tryBackup } from "../../src/operations/restore/trial.job.ts"
import type { Owner } from "../../src/shell/cluster.ts"
import { loadJobs } from "../../src/shell/jobs/job.store.ts"
import { type Jobs, openJobs } from "../../src/shell/jobs/jobs.ts"
import { startWorkers } from "../../src/shell/jobs/work.ts"
import { type TestDatabase, testDatabase } from "../database.ts"
import { BY, openBooks, post } from "../ledger/books.ts"

const home = mkdtempSync(join(tmpdir(), "encours-planned-"))
chmodSync(home, 0o711)
const dataDir = join(home, "data")
const folder = join(home, "backups")
const planned: Planned = {
  dataDir,
  folder,
  env: { ENCOURS_BACKUP_PASSPHRASE: "correct horse battery" },
  clock: () => new Date(),
  checksOf: (dir) => [...activityChecks(join(dir, "activity-heads")), ...LEDGER_CHECKS],
}
let db: TestDatabase
let sender: Jobs
let company: number
beforeAll(async () => {
  mkdirSync(dataDir, { mode: 0o711 })
  db = await testDatabase()
  const books = await openBooks(db, "ACME")
  company = books.company
  await db.inCompany(company, (tx) => post(tx, { customerId: books.customers[0]!, kind: "invoice", amount: 100n, on: "2026-01-10" }))
  sender = await openJobs(db.app, "sender")
})
afterAll(async () => {
  await sender.stop()
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const look = () => queueDue(db, async () => sender, planned)
const jobs = () => db.inCompany(company, (tx) => loadJobs(tx, 10))
async function ended(kind: string) {
  for (const until = Date.now() + 50_000; ; await pause(100)) {
    const job = (await jobs()).find((one) => one.kind === kind && one.state !== "queued" && one.state !== "running")
    if (job) return job
    if (Date.now() > until) expect.fail(`${kind} is not through`)
  }
}

test("books opened today wait for their first night", async () => {
  await look()
  expect(await jobs()).toEqual([])
})

test("a night's backup is made once, however many servers look; old ones go; the month's trial follows and is told", async () => {
  await db.owner.query("UPDATE shell.migration SET applied_at = applied_at - interval '10 days'")
  mkdirSync(folder)
  // Two of one day two years ago, and a file of somebody's own.
  for (const name of [plannedName(new Date("2024-05-01T02:00:00Z")), plannedName(new Date("2024-05-01T08:00:00Z")), "mine.backup"])
    writeFileSync(join(folder, name), "")
  await Promise.all([look(), look(), look()])
  expect((await jobs()).map(({ kind, state }) => [kind, state])).toEqual([["backup", "queued"]])
  const owner = { ...db.app, user: "encours_owner" } as Owner
  const workers = startWorkers(db.app, db, plannedKinds({ db, cluster: { owner } }, planned), [], dataDir, (line) => console.warn(line))
  try {
    const backup = await ended("backup")
    expect([backup.state, backup.code]).toEqual(["done", null])
    const made = (backup.outcome as { file: string; removed: number }).file
    expect((backup.outcome as { removed: number }).removed).toBe(1)
    expect(readdirSync(folder).sort()).toEqual(["mine.backup", plannedName(new Date("2024-05-01T08:00:00Z")), made.slice(folder.length + 1)].sort())
    expect((await db.owner.query("SELECT act FROM activity.act WHERE act LIKE 'operations.%'")).rows).toEqual([{ act: "operations.backedUp" }])

    await look()
    const trial = await ended("restoreTest")
    expect([trial.state, trial.code]).toEqual(["done", null])
    await look()
    expect((await jobs()).length).toBe(2)
    expect((await readBackupLog(dataDir)).map(({ what, ok, sealed, planned: told }) => ({ what, ok, sealed, told }))).toEqual([
      { what: "backup", ok: true, sealed: true, told: true },
      { what: "test", ok: true, sealed: true, told: true },
    ])
    expect(readdirSync(dataDir)).toEqual(["backups.log"])

    // A backup that can no longer be restored is found out by the next trial.
    truncateSync(made, 10_000)
    await db.owner.query("DELETE FROM shell.job WHERE kind = 'restoreTest'")
    await db.owner.query("DELETE FROM jobs.job WHERE name = 'restoreTest'")
    rmSync(join(dataDir, "backups.log"))
    await logBackup(dataDir, {
      ...{ what: "backup", at: new Date().toISOString(), file: made, ok: true, code: null, bytes: 1, sha256: null, sealed: true, rows: 1 },
      ...{ faults: 0, seconds: 1, by: "job backup", planned: true },
    })
    await look()
    const failed = await ended("restoreTest")
    expect([failed.state, ["BACKUP_DAMAGED", "BACKUP_TRUNCATED"].includes(failed.code ?? "")]).toEqual(["failed", true])
    expect((await readBackupLog(dataDir)).at(-1)).toMatchObject({ what: "test", ok: false, code: failed.code })
  } finally {
    await workers.stop(0)
  }
}, 120_000)

test("P46 a trial that is told to stop ends at once and leaves nothing", async () => {
  const owner = { ...db.app, user: "encours_owner" } as Owner
  const file = join(home, "stop.backup")
  await makeBackup(owner, file, { dataDir, by: BY, passphrase: null, replace: true, progress: () => {} })
  const read = await checkBackup(file, null, () => {})
  const stop = new AbortController()
  const progress = () => stop.abort(new Refused("JOB_CANCELLED"))
  const trial = tryBackup(dataDir, file, null, read, { by: BY, clock: planned.clock, checksOf: planned.checksOf, progress, signal: stop.signal })
  await expect(trial).rejects.toMatchObject({ code: "JOB_CANCELLED" })
  expect(readdirSync(dataDir).filter((name) => name.startsWith("scratch-"))).toEqual([])
}, 60_000)
