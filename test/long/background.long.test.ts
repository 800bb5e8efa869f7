/** An import left to a real server that is killed and stopped under it, and one at a terminal that is cancelled from another: whole or nothing. */
import { spawn, spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { plainEnv } from "../environment.ts"

const MAIN = join(import.meta.dirname, "../../src/main.ts")
/** An import that goes on for several times as long as a command takes to look at it. */
const ROWS = 150_000
const home = mkdtempSync(join(tmpdir(), "encours-background-"))
// As root the database runs as another user, who must be able to walk down to it; else the data go elsewhere and stay there.
chmodSync(home, 0o711)
const data = join(home, "data")
const journal = join(home, "journal.csv")
const env = plainEnv(home)
const encours = (...args: string[]) => {
  const ran = spawnSync(process.execPath, [MAIN, "--data", data, ...args], { cwd: home, env, encoding: "utf8", maxBuffer: 1 << 28 })
  return { exit: ran.status, out: ran.stdout, told: ran.stderr }
}
type Job = {
  readonly id: string
  readonly subject: string
  readonly state: string
  readonly done: number
  readonly attempt: number
  readonly company: string
}
const jobs = (): Job[] => JSON.parse(encours("jobs", "--json").out).jobs
async function until(fits: (job: Job) => boolean, withinMs = 120_000): Promise<Job> {
  for (const end = Date.now() + withinMs; ; await pause(100)) {
    const job = jobs().find(fits)
    if (job) return job
    if (Date.now() > end) throw new Error(JSON.stringify(jobs()))
  }
}
const openCount = (company: string): number => {
  const { out, told } = encours("--company", company, "ageing", "--as-of", "2026-11-21", "--json")
  expect(out, told).not.toBe("")
  return JSON.parse(out).currencies[0]?.count ?? 0
}
const addCompany = (code: string) =>
  expect(encours("company", "add", "--code", code, "--name", code, "--country", "FR", "--currency", "EUR").exit).toBe(0)
async function startServer() {
  const child = spawn(process.execPath, [MAIN, "--data", data, "start", "--port", "0"], { cwd: home, env, stdio: ["ignore", "pipe", "inherit"] })
  const ended = new Promise((resolve) => child.once("exit", resolve))
  await new Promise((resolve) => child.stdout.once("data", resolve))
  return { child, ended }
}
const background = (company: string): string => {
  const { out, told } = encours("--company", company, "import", journal, "--background", "--json")
  expect(out, told).toContain('"id"')
  return JSON.parse(out).jobs[0].id
}

beforeAll(() => {
  const lines = Array.from({ length: ROWS }, (_, g) => `C${1 + ((g * 7919) % 5_000)},F${g},2026-0${1 + (g % 9)}-15,2026-10-31,${10 + (g % 900)}.50`)
  writeFileSync(journal, ["customer code,invoice number,invoice date,due date,amount", ...lines, ""].join("\n"))
})
afterAll(() => {
  encours("stop")
  rmSync(home, { recursive: true, force: true })
})

test("a server killed (SIGKILL) in the middle of an import: the next one does it, once", async () => {
  addCompany("KILLED")
  const id = background("KILLED")
  const first = await startServer()
  await until((job) => job.id === id && job.state === "running" && job.done > 0)
  first.child.kill("SIGKILL")
  await first.ended
  expect(openCount("KILLED")).toBe(0)
  await startServer()
  const waited = encours("jobs", "--wait", id, "--json")
  expect(waited.exit, waited.told).toBe(0)
  expect(JSON.parse(waited.out).imports).toMatchObject([{ file: "journal.csv", rows: ROWS, accepted: ROWS, refused: 0 }])
  expect(jobs().find((job) => job.id === id)).toMatchObject({ state: "done", attempt: 2 })
  expect(openCount("KILLED")).toBe(ROWS)
})

test("a server stopped in the middle of an import ends in time, and the next one does the import", async () => {
  addCompany("STOPPED")
  const id = background("STOPPED")
  await until((job) => job.id === id && job.state === "running" && job.done > 0)
  // It gives up after twenty seconds.
  const stopped = encours("stop")
  expect(stopped.exit, stopped.told).toBe(0)
  await startServer()
  expect(encours("jobs", "--wait", id).exit).toBe(0)
  expect(openCount("STOPPED")).toBe(ROWS)
})

test("an import at a terminal is cancelled from another: it says so and leaves nothing", async () => {
  addCompany("TYPED")
  const child = spawn(process.execPath, [MAIN, "--data", data, "--company", "TYPED", "import", journal], {
    cwd: home,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  })
  let told = ""
  child.stderr.on("data", (part) => {
    told += part
  })
  const ended = new Promise((resolve) => child.once("exit", resolve))
  const job = await until((each) => each.company === "TYPED" && each.state === "running" && each.done > 0)
  const cancelled = encours("jobs", "cancel", job.id)
  expect(cancelled.exit, cancelled.told).toBe(0)
  expect(await ended).toBe(1)
  expect(told).toContain("nothing of it was written")
  expect(openCount("TYPED")).toBe(0)
})
