/** Backups and restores against kill -9 at points spread over their whole course: the old or the new, whole, and nothing else. */
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { checkBackup } from "../../src/operations/restore/restore.job.ts"
import { testDatabase } from "../database.ts"
import { plainEnv } from "../environment.ts"

const MAIN = join(import.meta.dirname, "../../src/main.ts")
const ROWS = 10_000
/** Shares of an undisturbed course: most of them near its end, where the old becomes the new. */
const MOMENTS = [0.2, 0.5, 0.75, 0.85, 0.93, 0.98]

const home = mkdtempSync(join(tmpdir(), "encours-backup-kill-"))
// As root the server runs as another user, who must be able to pass: else the data would be kept elsewhere.
chmodSync(home, 0o711)
const env = { ...plainEnv(home), ENCOURS_BACKUP_PASSPHRASE: "correct horse battery" }
const [data, older, newer] = [join(home, "data"), join(home, "older.backup"), join(home, "newer.backup")]
const encours = (...args: string[]) => {
  const ran = spawnSync(process.execPath, [MAIN, "--data", data, ...args], { cwd: home, env, encoding: "utf8", maxBuffer: 1 << 28 })
  return { exit: ran.status, out: ran.stdout, told: ran.stderr }
}
const done = (...args: string[]) => {
  const ran = encours(...args)
  expect(ran.exit, ran.told).toBe(0)
  return ran.out
}

/** Every process whose command line names the folder: what a power cut would end. */
const processesHere = () =>
  execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(home) && !line.includes("ps -eo"))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid !== process.pid)

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch (error) {
    // What ended by itself meanwhile need not be ended.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error
  }
}

/** Runs a command and ends it, at the given moment, with everything it started (or alone). What it took, where it got to its end before; else null. */
async function killedAfter(ms: number, alone: boolean, more: NodeJS.ProcessEnv, ...args: string[]): Promise<number | null> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [MAIN, "--data", data, ...args], { cwd: home, env: { ...env, ...more }, stdio: "ignore" })
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve))
  const code = await Promise.race([ended, pause(ms, "due" as const)])
  if (code !== "due") return performance.now() - startedAt
  if (alone) end(child.pid ?? 0)
  else for (const pid of processesHere()) end(pid)
  await ended
  return null
}

const lasting = (work: () => unknown) => {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

const total = () => JSON.parse(done("ageing", "--as-of", "2026-11-21", "--json")).currencies[0].total as string

let figures: { older: string; newer: string }
beforeAll(() => {
  const journal = (name: string, from: number) => {
    const lines = Array.from({ length: ROWS }, (_, i) => `C${1 + ((from + i) % 2_000)},F${from + i},2026-01-15,2026-11-30,${1 + (i % 900)}.25`)
    writeFileSync(join(home, name), ["customer code,invoice number,invoice date,due date,amount", ...lines, ""].join("\n"))
  }
  journal("first.csv", 0)
  journal("second.csv", ROWS)
  done("company", "add", "--code", "ACME", "--name", "Acme", "--country", "FR", "--currency", "EUR")
  done("import", "first.csv")
  done("backup", older)
  const before = total()
  done("import", "second.csv")
  done("backup", newer)
  figures = { older: before, newer: total() }
  expect(figures.older).not.toBe(figures.newer)
}, 300_000)
afterAll(() => {
  for (const pid of processesHere()) end(pid)
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

test("P41 kill -9 at any moment of a restore leaves the old books or the new, their log and its heads with them", async () => {
  const seen = { killed: 0, old: 0, new: 0 }
  let course = lasting(() => done("restore", older, "--replace"))
  let now: "older" | "newer" = "older"
  for (const [i, moment] of MOMENTS.entries()) {
    const goal: "older" | "newer" = now === "older" ? "newer" : "older"
    const through = await killedAfter(course * moment, i % 2 === 1, {}, "restore", goal === "older" ? older : newer, "--replace")
    const found = total()
    expect([figures.older, figures.newer]).toContain(found)
    const verified = encours("verify", "--json")
    expect(verified.exit, verified.out + verified.told).toBe(0)
    if (through === null) seen.killed++
    // The machine is less busy than it was: the next moments are those of this course.
    else course = through
    if (found === figures[goal]) {
      seen.new++
      now = goal
    } else {
      expect(through, "what ended well is the new").toBeNull()
      seen.old++
    }
    expect(existsSync(join(data, "restoring"))).toBe(false)
  }
  console.log(`restore: ${seen.killed} of ${MOMENTS.length} killed within ${Math.round(course)} ms; ${seen.old} stayed old, ${seen.new} became new`)
  expect(seen.killed).toBeGreaterThan(1)
  expect(seen.old).toBeGreaterThan(0)
})

/** As the room's README says: the old books go on with the heads that were theirs. */
function goBack() {
  rmSync(join(data, "moved.json"))
  rmSync(join(data, "activity-heads"), { recursive: true })
  const kept = readdirSync(data)
    .filter((name) => name.startsWith("activity-heads.before-"))
    .sort()
  renameSync(join(data, kept.at(-1) ?? ""), join(data, "activity-heads"))
}

test("P41 kill -9 at any moment of a move leaves the books where they were, or where they go, and in one place only", async () => {
  const db = await testDatabase()
  const { host, database } = db.app
  const url = (user: string) => `postgres://${user}@localhost/${database}?host=${encodeURIComponent(String(host))}`
  const owner = { DATABASE_OWNER_URL: url("encours_owner") }
  const there = { ...env, ...owner, DATABASE_URL: url("encours_app") }
  /** The total there, or the exit code of whoever is refused. */
  const totalAt = (where: NodeJS.ProcessEnv): string | number | null => {
    const asked = [MAIN, "--data", data, "ageing", "--as-of", "2026-11-21", "--json"]
    const ran = spawnSync(process.execPath, asked, { cwd: home, env: where, encoding: "utf8" })
    return ran.status === 0 ? (JSON.parse(ran.stdout).currencies[0].total as string) : ran.status
  }
  const books = total()
  const seen = { here: 0, there: 0 }
  let course = 0
  for (const [i, moment] of [1, ...MOMENTS].entries()) {
    // The first goes through, and tells how long it takes.
    const through = await killedAfter(i === 0 ? 600_000 : course * moment, i % 2 === 1, owner, "move", "--to", there.DATABASE_URL, "--replace")
    if (through !== null) course = through
    const moved = existsSync(join(data, "moved.json"))
    if (through !== null) expect(moved).toBe(true)
    expect(totalAt(moved ? there : env)).toBe(books)
    if (moved) expect(totalAt(env), "the place they left is refused").toBe(5)
    seen[moved ? "there" : "here"]++
    if (moved) goBack()
  }
  console.log(`move: of ${MOMENTS.length + 1}, ${seen.there} went over within ${Math.round(course)} ms, ${seen.here} stayed`)
  expect(seen.here).toBeGreaterThan(0)
  const verified = encours("verify", "--json")
  expect(verified.exit, verified.out).toBe(0)
  await db.drop()
})

test("P42 kill -9 at any moment of a backup leaves the file that was there, or a whole new one", async () => {
  const folder = join(home, "kept")
  mkdirSync(folder)
  const file = join(folder, "x.backup")
  done("backup", file)
  let course = lasting(() => done("backup", file, "--yes"))
  let killed = 0
  for (const [i, moment] of MOMENTS.entries()) {
    const through = await killedAfter(course * moment, i % 2 === 1, {}, "backup", file, "--yes")
    if (through === null) killed++
    else course = through
    const { manifest } = await checkBackup(file, env.ENCOURS_BACKUP_PASSPHRASE, () => {})
    expect(manifest.tables.find(({ name }) => name === "ledger.entry")?.rows).toBeGreaterThanOrEqual(ROWS)
  }
  expect(encours("restore", file, "--verify").exit).toBe(0)
  console.log(`backup: ${killed} of ${MOMENTS.length} killed within ${Math.round(course)} ms; passing files left: ${readdirSync(folder).length - 1}`)
  expect(killed).toBeGreaterThan(1)
})
