/** Whole file or nothing, whatever ends the process: kill -9 at random points of a large import, and a disk that fills up under it. */
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { seeded } from "../../src/sim/chance.ts"
import { plainEnv } from "../environment.ts"

const MAIN = join(import.meta.dirname, "../../src/main.ts")
const ROWS = 40_000
const POINTS = 40
const seed = Number(process.env.ENCOURS_SEED ?? Date.now() % 1_000_000)

const home = mkdtempSync(join(tmpdir(), "encours-kill-"))
// As root the server runs as another user, who must be able to pass: else the data would be kept elsewhere.
chmodSync(home, 0o711)
const journal = join(home, "journal.csv")
const env = plainEnv(home)
const encours = (data: string, ...args: string[]) => {
  const ran = spawnSync(process.execPath, [MAIN, "--data", data, ...args], { cwd: home, env, encoding: "utf8", maxBuffer: 1 << 28 })
  return { exit: ran.status, out: ran.stdout, told: ran.stderr }
}
const openCount = (data: string, company: string) => {
  const { out, told } = encours(data, "--company", company, "ageing", "--as-of", "2026-11-21", "--json")
  expect(out, told).not.toBe("")
  const [eur] = JSON.parse(out).currencies
  return eur ? { count: eur.count, total: eur.total } : { count: 0, total: "0.00" }
}
const addCompany = (data: string, code: string) =>
  expect(encours(data, "company", "add", "--code", code, "--name", code, "--country", "FR", "--currency", "EUR").exit).toBe(0)

const companyOf = (point: number) => `K${point}`
/** While a server runs, a command need not start the database: the companies of all points take no longer than one of the kills. */
async function addCompanies(data: string) {
  const server = spawn(process.execPath, [MAIN, "--data", data, "start", "--port", "0"], { cwd: home, env, stdio: ["ignore", "pipe", "inherit"] })
  await new Promise((resolve) => server.stdout.once("data", resolve))
  addCompany(data, "WHOLE")
  for (let point = 1; point <= POINTS; point++) addCompany(data, companyOf(point))
  const ended = new Promise((resolve) => server.once("exit", resolve))
  server.kill("SIGTERM")
  await ended
}

beforeAll(() => {
  const lines = Array.from({ length: ROWS }, (_, g) => {
    const amount = 1000 + ((g * 104_729) % 500_000)
    return `C${1 + ((g * 7919) % 10_000)},F${g},2026-${String(1 + (g % 10)).padStart(2, "0")}-15,2026-11-30,${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`
  })
  writeFileSync(journal, ["customer code,invoice number,invoice date,due date,amount", ...lines, ""].join("\n"))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Every process whose command line names the folder: what a power cut would end. */
function processesOf(folder: string): number[] {
  const listed = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
  return listed
    .split("\n")
    .filter((line) => line.includes(folder) && !line.includes("ps -eo"))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid !== process.pid)
}

/** What ended by itself meanwhile need not be ended. */
function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error
  }
}

test(`${POINTS} kills at random points of a ${ROWS}-row import: whole file or nothing, nothing acknowledged is lost, verify clean`, async () => {
  console.log(`seed ${seed}`)
  const chance = seeded(seed)
  const data = join(home, "data")
  await addCompanies(data)
  const started = Date.now()
  expect(encours(data, "--company", "WHOLE", "import", journal).exit).toBe(0)
  const lasts = Date.now() - started
  const books = openCount(data, "WHOLE")
  expect(books.count).toBe(ROWS)
  let whole = 0
  for (let point = 1; point <= POINTS; point++) {
    const company = companyOf(point)
    const child = spawn(process.execPath, [MAIN, "--data", data, "--company", company, "import", journal, "--json"], {
      cwd: home,
      env,
      stdio: ["ignore", "pipe", "ignore"],
    })
    let said = ""
    child.stdout.on("data", (chunk) => (said += chunk))
    const ended = new Promise((resolve) => child.once("exit", resolve))
    await Promise.race([pause(chance() * lasts * 1.05), ended])
    child.kill("SIGKILL")
    // Every fifth time the database goes with it, as in a power cut.
    if (point % 5 === 0) for (const pid of processesOf(data)) end(pid)
    await ended
    const acknowledged = said.includes('"imports"')
    const { count, total } = openCount(data, company)
    expect([0, ROWS], `point ${point}, seed ${seed}`).toContain(count)
    if (acknowledged) expect(count, `point ${point}: acknowledged`).toBe(ROWS)
    if (count === ROWS) {
      whole++
      expect(total).toBe(books.total)
    }
  }
  console.log(`${whole} of ${POINTS} imports were whole, ${POINTS - whole} left nothing`)
  expect(openCount(data, "WHOLE")).toEqual(books)
  const verified = encours(data, "verify", "--json")
  expect(JSON.parse(verified.out).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
}, 1_800_000)

test("P38: a disk that fills up during an import leaves nothing half, says so, and works again once there is space", () => {
  if (process.getuid?.() !== 0) return console.warn("SKIPPED: P38 needs root to mount a small disk")
  const disk = join(home, "disk")
  mkdirSync(disk)
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=90m,mode=755", "tmpfs", disk])
  try {
    const data = join(disk, "data")
    addCompany(data, "FULL")
    const refused = encours(data, "import", journal)
    expect(refused.exit, refused.told).not.toBe(0)
    expect(refused.told).toContain(disk)
    expect(refused.told).not.toContain("    at ")
    execFileSync("mount", ["-o", "remount,size=2g", disk])
    expect(openCount(data, "FULL").count).toBe(0)
    const again = encours(data, "import", journal)
    expect(again.exit, again.told).toBe(0)
    expect(openCount(data, "FULL").count).toBe(ROWS)
    expect(encours(data, "verify").exit).toBe(0)
  } finally {
    for (const pid of processesOf(disk)) end(pid)
    execFileSync("sleep", ["1"])
    execFileSync("umount", ["-l", disk])
  }
})
