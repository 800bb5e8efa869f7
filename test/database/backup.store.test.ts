/** Backups of whole instances: made, wiped, restored elsewhere; refused where they must be. In the process, and as an owner types it. */
import { execFileSync, spawnSync } from "node:child_process"
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, afterEach, expect, inject, test } from "vitest"
import { recordAct } from "../../src/activity/activity.act.ts"
import { sealPending } from "../../src/activity/seal.job.ts"
import { runChecks } from "../../src/activity/verify.act.ts"
import { activityChecks } from "../../src/activity/verify.store.ts"
import { loadDirectory } from "../../src/company/company.act.ts"
import { keepFile } from "../../src/evidence/evidence.act.ts"
import { evidenceChecks } from "../../src/evidence/verify.store.ts"
import { uuidv7 } from "../../src/kernel/id.ts"
import { Refused } from "../../src/kernel/result.ts"
import { LEDGER_CHECKS } from "../../src/ledger/verify.store.ts"
import { makeBackup } from "../../src/operations/backup/backup.job.ts"
import { settleRestores } from "../../src/operations/restore/heads-switch.job.ts"
import { checkBackup, refuseForeign, restoreFile } from "../../src/operations/restore/restore.job.ts"
import type { Owner } from "../../src/shell/cluster.ts"
import { loadMigrations, migrate } from "../../src/shell/migrate.ts"
import { putFile, storedPath, vaultFolder } from "../../src/shell/vault.ts"
import { ROLES, type TestDatabase, testDatabase } from "../database.ts"
import { plainEnv } from "../environment.ts"
import { BY, openBooks, post, tickingClock } from "../ledger/books.ts"

const here = mkdtempSync(join(tmpdir(), "encours-backup-"))
chmodSync(here, 0o711)
const open: TestDatabase[] = []
afterEach(async () => void (await Promise.all(open.splice(0).map((db) => db.drop()))))
afterAll(() => rmSync(here, { recursive: true, force: true }))

const clock = tickingClock("2026-03-01T00:00:00Z")
async function fresh(): Promise<{ db: TestDatabase; owner: Owner }> {
  const db = await testDatabase(clock)
  open.push(db)
  return { db, owner: { ...db.app, user: "encours_owner" } as Owner }
}
let folders = 0
function folder(): string {
  const made = join(here, `data${++folders}`)
  mkdirSync(made)
  return made
}
const PASSPHRASE = "correct horse battery"
const options = (dataDir: string) => ({ dataDir, by: BY, passphrase: PASSPHRASE, replace: false, progress: () => {} })
const putting = () =>
  ({ by: BY, how: "restore", id: uuidv7(clock().getTime(), Buffer.alloc(10, folders)), files: "keep", progress: () => {} }) as const
const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

/** Two companies with invoices, a payment, awkward texts, a kept file each, and a sealed log. */
async function fill(db: TestDatabase, dataDir: string) {
  for (const code of ["ACME", "BETA"]) {
    const { company, customers } = await openBooks(db, code, 2)
    await db.inCompany(company, async (tx) => {
      await post(tx, { customerId: customers[0]!, kind: "invoice", amount: 123_456n, on: "2026-01-10" })
      await post(tx, { customerId: customers[1]!, kind: "payment", amount: 50_000n, on: "2026-02-10" })
      const id = tx.newId()
      const name = 'Ünïcode\\N\t\n\r\\."quoted" 🙂'
      await sql`INSERT INTO customer.customer (company_id, id, code, name, search_text) VALUES (${tx.company}, ${id}, 'C\\.', ${name}, 'x')`.execute(
        tx.db,
      )
      const path = join(here, `${code}.csv`)
      writeFileSync(path, `received by ${code}\n`)
      const { sha256 } = await putFile(vaultFolder(dataDir, company), path)
      const actId = await recordAct(tx, BY, { code: "document.imported", subject: {} })
      await keepFile(tx, dataDir, { path, sha256, name: `${code}.csv`, mediaType: "text/csv", source: "import", actId })
    })
  }
  await sealPending(db, join(dataDir, "activity-heads"))
  // One act that still waits for its seal.
  await db.inCompany(1, (tx) => recordAct(tx, BY, { code: "test.unsealed", subject: {} }))
}

async function verify(db: TestDatabase, dataDir: string) {
  const checks = [...activityChecks(join(dataDir, "activity-heads")), ...LEDGER_CHECKS, ...evidenceChecks(dataDir)]
  const checked = await runChecks(db, checks, await loadDirectory(db))
  return checked.filter(({ ok }) => !ok).map(({ name, code, figures }) => ({ name, code, figures }))
}

const CHANGED_BY_RESTORE = /^(activity\.|operations\.restored)/
type Manifest = Awaited<ReturnType<typeof makeBackup>>["manifest"]
const contentOf = ({ tables, vault, sequences }: Manifest) => ({
  vault,
  sequences,
  tables: tables.filter(({ name }) => !CHANGED_BY_RESTORE.test(name)),
})

test("P41 backed up, wiped and restored, everything is equal: rows, sums, files, sequences, the sealed log", async () => {
  const [from, to] = [await fresh(), await fresh()]
  const [there, elsewhere] = [folder(), folder()]
  await fill(from.db, there)
  const file = join(here, "p41.backup")
  const made = await makeBackup(from.owner, file, options(there))
  expect(made.manifest.vault.files).toBe(2)

  const read = await checkBackup(file, PASSPHRASE, () => {})
  const target = { owner: to.owner, roles: ROLES, dataDir: elsewhere, clock }
  await restoreFile(target, file, PASSPHRASE, read, putting())
  expect(await verify(to.db, elsewhere)).toEqual([])
  const acts = async (db: TestDatabase) => (await db.owner.query("SELECT company_id, id, act FROM activity.act ORDER BY 1, 2")).rows
  const [before, after] = [await acts(from.db), await acts(to.db)]
  expect(after.filter(({ act }) => act !== "operations.restored")).toEqual(before)
  expect(after.filter(({ act }) => act === "operations.restored")).toHaveLength(2)
  const again = await makeBackup(to.owner, join(here, "p41-again.backup"), options(elsewhere))
  expect(contentOf(again.manifest)).toEqual(contentOf(made.manifest))
  // The books go on: the act that waited is sealed, the next company has the next number.
  await sealPending(to.db, join(elsewhere, "activity-heads"))
  expect((await openBooks(to.db, "GAMMA")).company).toBe(3)
  expect(await verify(to.db, elsewhere)).toEqual([])
  expect(readdirSync(elsewhere).sort()).toEqual(["activity-heads", "vault"])
})

test("a backup is one moment, though books are written while it is made", async () => {
  const { db, owner } = await fresh()
  const dataDir = folder()
  const { company, customers } = await openBooks(db, "BUSY")
  let going = true
  const writing = (async () => {
    for (let day = 1; going; day = (day % 28) + 1)
      await db.inCompany(company, (tx) =>
        post(tx, { customerId: customers[0]!, kind: "invoice", amount: 100n, on: `2026-01-${String(day).padStart(2, "0")}` }),
      )
  })()
  const file = join(here, "busy.backup")
  for (let i = 0; i < 3; i++) await makeBackup(owner, file, { ...options(dataDir), passphrase: null, replace: true })
  going = false
  await writing
  const to = await fresh()
  const elsewhere = folder()
  await restoreFile({ owner: to.owner, roles: ROLES, dataDir: elsewhere, clock }, file, null, await checkBackup(file, null, () => {}), putting())
  expect(await verify(to.db, elsewhere)).toEqual([])
})

test("a folder, a pipe or a device of the name is neither written nor replaced, --yes or not", async () => {
  const { owner } = await fresh()
  const pipe = join(here, "pipe")
  execFileSync("mkfifo", [pipe])
  for (const file of [here, pipe, "/dev/null"]) {
    expect(await refusalOf(makeBackup(owner, file, { ...options(folder()), passphrase: null, replace: true })), file).toBe("BACKUP_NO_FILE")
    expect(lstatSync(file).isFile()).toBe(false)
  }
})

test("P42 truncated, changed or of a newer program, a backup is refused before anything is touched", async () => {
  const { db, owner } = await fresh()
  const dataDir = folder()
  await fill(db, dataDir)
  const file = join(here, "p42.backup")
  await makeBackup(owner, file, { ...options(dataDir), passphrase: null })
  const read = await checkBackup(file, null, () => {})
  expect(await refusalOf(refuseForeign({ ...read.head, schema: 99 }))).toBe("BACKUP_NEWER")
  const [first, ...others] = read.head.migrations
  expect(await refusalOf(refuseForeign({ ...read.head, migrations: [{ ...first!, checksum: "0".repeat(64) }, ...others] }))).toBe("MIGRATION_CHANGED")
  truncateSync(file, 20_000)
  expect(await refusalOf(checkBackup(file, null, () => {}))).toBe("BACKUP_TRUNCATED")

  // Changed between the proof and the restore: the old books stay, heads and all.
  const heads = readFileSync(join(dataDir, "activity-heads/1.log"), "utf8")
  const target = { owner, roles: ROLES, dataDir, clock }
  expect(await refusalOf(restoreFile(target, file, null, read, putting()))).toBe("BACKUP_TRUNCATED")
  expect(await verify(db, dataDir)).toEqual([])
  expect(readFileSync(join(dataDir, "activity-heads/1.log"), "utf8")).toBe(heads)
  expect(existsSync(join(dataDir, "restoring"))).toBe(false)
})

test("the heads come back with the old books where the database did not commit, and stay with the new where it did", async () => {
  const [from, to] = [await fresh(), await fresh()]
  const [there, dataDir] = [folder(), folder()]
  await fill(from.db, there)
  await fill(to.db, dataDir)
  const file = join(here, "switch.backup")
  await makeBackup(from.owner, file, { ...options(there), passphrase: null })
  const old = readFileSync(join(dataDir, "activity-heads/1.log"), "utf8")
  // As it lies there when the process is killed between the switch and the commit.
  const stage = join(dataDir, "restoring", "01900000-0000-7000-8000-000000000001")
  mkdirSync(join(stage, "before"), { recursive: true })
  writeFileSync(join(stage, "before/1.log"), old)
  writeFileSync(join(dataDir, "activity-heads/1.log"), "of the books that never came\n")
  await settleRestores(to.db, dataDir)
  expect(readFileSync(join(dataDir, "activity-heads/1.log"), "utf8")).toBe(old)
  expect(existsSync(join(dataDir, "restoring"))).toBe(false)

  await restoreFile({ owner: to.owner, roles: ROLES, dataDir, clock }, file, null, await checkBackup(file, null, () => {}), putting())
  const kept = readdirSync(dataDir).find((name) => name.startsWith("activity-heads.before-"))
  expect(readFileSync(join(dataDir, kept ?? "", "1.log"), "utf8")).toBe(old)
  // Killed after the commit, before the old heads were put aside.
  const id = kept!.slice("activity-heads.before-".length)
  mkdirSync(join(dataDir, "restoring", id, "before"), { recursive: true })
  rmSync(join(dataDir, kept!), { recursive: true })
  await settleRestores(to.db, dataDir)
  expect(existsSync(join(dataDir, "restoring"))).toBe(false)
  expect(await verify(to.db, dataDir)).toEqual([])
})

test("a backup of an older schema is restored as it was and then migrated", async () => {
  const { db, owner } = await fresh()
  const migrations = await loadMigrations()
  const older = migrations.slice(0, 9)
  const name = `older_${process.pid}`
  await db.owner.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  try {
    const old = { ...inject("cluster"), user: "encours_owner", database: name } as Owner
    await migrate(old, ROLES, older)
    const file = join(here, "older.backup")
    const dataDir = folder()
    const made = await makeBackup(old, file, { ...options(dataDir), passphrase: null })
    expect(made.manifest.tables.map((table) => table.name)).not.toContain("operations.restored")
    const read = await checkBackup(file, null, () => {})
    expect(read.head.schema).toBe(9)
    await restoreFile({ owner, roles: ROLES, dataDir, clock }, file, null, read, putting())
    expect((await db.owner.query("SELECT max(version)::int AS version FROM shell.migration")).rows).toEqual([{ version: migrations.length }])
    expect((await db.owner.query("SELECT count(*)::int AS n FROM operations.restored")).rows).toEqual([{ n: 1 }])
  } finally {
    await db.owner.query(`DROP DATABASE ${name} WITH (FORCE)`)
  }
})

test("files missing from the vault or changed there are named, and the rest is packed", async () => {
  const { db, owner } = await fresh()
  const dataDir = folder()
  await fill(db, dataDir)
  const { rows } = await db.owner.query("SELECT company_id AS company, sha256 FROM evidence.file ORDER BY 1")
  rmSync(storedPath(vaultFolder(dataDir, rows[0].company), rows[0].sha256))
  writeFileSync(storedPath(vaultFolder(dataDir, rows[1].company), rows[1].sha256), "received by BETX\n")
  const file = join(here, "faults.backup")
  const { manifest } = await makeBackup(owner, file, options(dataDir))
  expect(manifest.vault.files).toBe(0)
  expect(manifest.vault.faults.map(({ fault }) => fault)).toEqual(["missing", "changed"])
  const to = await fresh()
  await restoreFile(
    { owner: to.owner, roles: ROLES, dataDir: folder(), clock },
    file,
    PASSPHRASE,
    await checkBackup(file, PASSPHRASE, () => {}),
    putting(),
  )
  expect((await loadDirectory(to.db)).map(({ code }) => code)).toEqual(["ACME", "BETA"])
})

test("a name that is taken is left alone unless it is to be replaced, and nothing half-written stays", async () => {
  const { owner } = await fresh()
  const dataDir = folder()
  const file = join(here, "taken/x.backup")
  expect(await refusalOf(makeBackup(owner, file, options(dataDir)))).toBe("CANNOT_CREATE")
  mkdirSync(join(here, "taken"))
  writeFileSync(file, "mine")
  expect(await refusalOf(makeBackup(owner, file, options(dataDir)))).toBe("BACKUP_EXISTS")
  expect(readFileSync(file, "utf8")).toBe("mine")
  const stop = new AbortController()
  stop.abort(new Refused("JOB_CANCELLED"))
  expect(await refusalOf(makeBackup(owner, file, { ...options(dataDir), replace: true, signal: stop.signal }))).toBe("JOB_CANCELLED")
  expect(readFileSync(file, "utf8")).toBe("mine")
  await makeBackup(owner, file, { ...options(dataDir), replace: true })
  expect(readdirSync(join(here, "taken"))).toEqual(["x.backup"])
})

test("P38 a disk that fills up while the backup is written is named, nothing half-written stays, and with room it works", async () => {
  const { db, owner } = await fresh()
  const dataDir = folder()
  await fill(db, dataDir)
  const disk = join(here, "small")
  mkdirSync(disk)
  const mount = (size: string) => spawnSync("mount", ["-t", "tmpfs", "-o", size, "tmpfs", disk]).status
  if (process.getuid?.() !== 0 || mount("size=64k") !== 0) {
    if (process.env.CI === "true") expect.fail("must run as root in CI")
    return console.warn("NOT CHECKED, root is needed: a full disk")
  }
  try {
    const file = join(disk, "x.backup")
    // More than fits: names of customers that do not compress.
    await db.owner.query(`INSERT INTO customer.customer (company_id, id, code, name, search_text)
      SELECT 1, gen_random_uuid(), 'D' || n, (SELECT string_agg(md5(random()::text || i || n), '') FROM generate_series(1, 50) i), 'x' FROM generate_series(1, 200) n`)
    expect(await refusalOf(makeBackup(owner, file, { ...options(dataDir), passphrase: null }))).toBe("DISK_FULL")
    expect(readdirSync(disk)).toEqual([])
    mount("remount,size=4m")
    await makeBackup(owner, file, { ...options(dataDir), passphrase: null })
    expect((await checkBackup(file, null, () => {})).manifest.tables.find(({ name }) => name === "customer.customer")?.rows).toBe(206)
  } finally {
    spawnSync("umount", ["-l", disk])
  }
})

// ---------------------------------------------------------------- as an owner types it

const MAIN = join(import.meta.dirname, "../../src/main.ts")
const NOBODY = 65534
function encours(args: readonly string[], uid?: number, env: NodeJS.ProcessEnv = {}) {
  const as = uid === undefined ? {} : { uid, gid: uid }
  const ran = spawnSync(process.execPath, [MAIN, ...args], { cwd: here, env: { ...plainEnv(here), ...env }, encoding: "utf8", ...as })
  return { exit: ran.status, out: ran.stdout, told: ran.stderr }
}

test("P41 made by one user of the machine, restored by another from the wiped folder's backup, read by nobody without the passphrase", () => {
  if (process.getuid?.() !== 0) {
    if (process.env.CI === "true") expect.fail("must run as root in CI")
    return console.warn("NOT CHECKED, root is needed: another user of the machine")
  }
  const [mine, theirs] = [join(here, "mine"), join(here, "theirs")]
  mkdirSync(theirs)
  chownSync(theirs, NOBODY, NOBODY)
  writeFileSync(
    join(here, "j.csv"),
    "customer code,invoice number,invoice date,due date,amount\nC1,F1,2026-01-10,2026-02-09,100.00\nC2,F2,2026-01-10,2026-02-09,0.01\n",
  )
  const on = (data: string, uid: number | undefined, ...args: string[]) =>
    encours(["--data", data, ...args], uid, { ENCOURS_BACKUP_PASSPHRASE: PASSPHRASE })
  expect(on(mine, undefined, "company", "add", "--code", "ACME", "--name", "Acme", "--country", "FR", "--currency", "EUR").exit).toBe(0)
  expect(on(mine, undefined, "import", "j.csv").exit).toBe(0)
  const file = join(here, "cli.backup")
  const made = on(mine, undefined, "backup", file, "--json")
  expect(made.exit, made.told).toBe(0)
  const figures = on(mine, undefined, "ageing", "--as-of", "2026-11-22", "--json").out
  rmSync(mine, { recursive: true })
  chownSync(file, NOBODY, NOBODY)

  expect(encours(["--data", theirs, "restore", file], NOBODY)).toMatchObject({ exit: 65, told: expect.stringContaining("is sealed") })
  const wrong = encours(["--data", theirs, "restore", file], NOBODY, { ENCOURS_BACKUP_PASSPHRASE: "something else" })
  expect(wrong).toMatchObject({ exit: 65, told: expect.stringContaining("does not open") })
  expect(readdirSync(theirs)).toEqual([])
  const proven = on(theirs, NOBODY, "restore", file, "--verify", "--json")
  expect(proven.exit, proven.told).toBe(0)
  expect(JSON.parse(proven.out)).toMatchObject({ ok: true, companies: ["ACME"], files: 1 })
  expect(readdirSync(theirs)).toEqual(["backups.log"])
  expect(on(theirs, NOBODY, "restore", file)).toMatchObject({ exit: 0, out: expect.stringContaining("1 company,") })
  expect(on(theirs, NOBODY, "ageing", "--as-of", "2026-11-22", "--json").out).toBe(figures)
  const verified = on(theirs, NOBODY, "verify", "--json")
  expect(verified.exit, verified.out).toBe(0)
  expect(on(theirs, NOBODY, "restore", file)).toMatchObject({ exit: 5, told: expect.stringContaining("--replace") })
  const again = on(theirs, NOBODY, "backup", join(theirs, "again.backup"), "--json")
  type Told = { tables: { name: string; sha256: string }[] }
  const content = (told: string) => (JSON.parse(told) as Told).tables.filter(({ name }) => !CHANGED_BY_RESTORE.test(name))
  expect(content(again.out)).toEqual(content(made.out))
}, 120_000)
