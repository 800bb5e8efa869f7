/**
 * Books of the machine's older PostgreSQL brought to the embedded one, as an owner types it; then against kill -9, spread over the whole course
 * and aimed at the moment of the switch: the old books or the new, whole. ENCOURS_SEED repeats a run's choices.
 */
import { execFileSync, spawn } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openEmbedded } from "../../src/shell/postgres/embedded.ts"
import { DatabaseTrouble } from "../../src/shell/trouble.ts"
import { ACT_OF_UPGRADE, encours, figuresOf, fillBooks, hashesOf, olderServer, openOlder } from "../database/older.ts"
import { plainEnv } from "../environment.ts"
import { chanceOf, SEED } from "../ledger/chance.ts"

const MAIN = join(import.meta.dirname, "../../src/main.ts")
const SERIES_MS = 40_000
const made = mkdtempSync(join(tmpdir(), "encours-upgrade-kill-"))
chmodSync(made, 0o711)
const home = realpathSync(made)
const older = olderServer()
const major = basename(older ?? "none")
const [template, data] = [join(home, "template"), join(home, "data")]
let before: Record<string, string>
let figures: string

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

beforeAll(async () => {
  if (older === null) return
  const open = await openOlder(older, template)
  try {
    await fillBooks(home, template, 600)
    figures = await figuresOf(home, template)
    before = await hashesOf(open.sockets)
  } finally {
    await open.stop()
  }
}, 180_000)
afterAll(() => {
  for (const pid of processesHere()) end(pid)
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

const renew = () => {
  rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  execFileSync("cp", ["-a", template, data])
}

const run = (...args: string[]) => encours(home, data, args)
const heads = () =>
  Object.fromEntries(readdirSync(join(data, "activity-heads")).map((name) => [name, readFileSync(join(data, "activity-heads", name), "utf8")]))

test("P41 books of an older PostgreSQL are refused by name, then brought over: equal to the byte, vault and log with them, the old beside", async () => {
  if (older === null) return
  renew()
  const published = heads()
  const refused = await run("ageing")
  expect(refused.exit).toBe(1)
  expect(refused.told).toMatch(
    new RegExp(`was made by PostgreSQL ${major}; this program brings 18\\. Nothing was touched\\..*encours upgrade --data `),
  )

  const foreseen = await run("upgrade", "--dry-run", "--json")
  expect(foreseen.exit, foreseen.told).toBe(0)
  expect(JSON.parse(foreseen.out)).toMatchObject({ from: expect.stringMatching(`^${major}\\.`), to: expect.stringMatching(/^18\./), done: false })
  expect(readFileSync(join(data, "postgres/PG_VERSION"), "utf8").trim()).toBe(major)

  const upgraded = await run("upgrade", "--json")
  expect(upgraded.exit, upgraded.told + upgraded.out).toBe(0)
  const said = JSON.parse(upgraded.out)
  expect(said).toMatchObject({ done: true, failed: [] })
  expect(said.rows).toBeGreaterThan(1_000)
  const kept = readdirSync(data).find((name) => name.startsWith(`postgres-${major}.kept-`)) ?? "none"
  expect(said.kept).toBe(join(data, kept))
  expect(readdirSync(join(data, kept)).sort()).toEqual(["activity-heads", "postgres"])
  expect(readdirSync(data).filter((name) => /\.new-|switch|restoring|before/.test(name))).toEqual([])

  const open = await openEmbedded(data, "owner")
  const hashes = await hashesOf(open.sockets)
  await open.stop()
  for (const name of ACT_OF_UPGRADE) hashes[name] = before[name] ?? "none"
  expect(hashes).toEqual(before)
  expect(await figuresOf(home, data)).toBe(figures)
  for (const [name, text] of Object.entries(heads())) expect(text.startsWith(published[name] ?? "none")).toBe(true)
  const verified = await run("verify")
  expect(verified.exit, verified.out).toBe(0)
  expect((await run("backup", "list")).out).toMatch(/^✓ .*upgrade .*\.kept-/)
  expect((await run("doctor", "--lang", "fr")).out).toContain(kept)
  expect(await run("upgrade")).toMatchObject({ exit: 0, out: "The database is of PostgreSQL 18 already: nothing to do.\n" })

  // And back, as the room's README says.
  renameSync(join(data, "postgres"), join(data, "postgres-18.left"))
  renameSync(join(data, kept, "postgres"), join(data, "postgres"))
  renameSync(join(data, "activity-heads"), join(data, "activity-heads.left"))
  renameSync(join(data, kept, "activity-heads"), join(data, "activity-heads"))
  const back = await openEmbedded(data, "owner", older)
  const there = await run("verify")
  expect(there.exit, there.out).toBe(0)
  expect(await figuresOf(home, data)).toBe(figures)
  await back.stop()
}, 180_000)

/** Starts an upgrade and ends it after so many milliseconds; null: as soon as the switch is decided, and a moment more. Whether it got through. */
async function killedUpgrade(afterMs: number | null, momentMs: number, alone: boolean): Promise<boolean> {
  const child = spawn(process.execPath, [MAIN, "--data", data, "upgrade"], { cwd: home, env: plainEnv(home), stdio: "ignore" })
  let code: number | null | undefined
  child.on("exit", (exit) => (code = exit))
  const startedAt = performance.now()
  while (code === undefined && (afterMs === null ? !existsSync(join(data, "switch.json")) : performance.now() - startedAt < afterMs)) await pause(1)
  for (const until = performance.now() + momentMs; code === undefined && performance.now() < until; ) await pause(0)
  if (alone) end(child.pid ?? 0)
  else for (const pid of processesHere()) end(pid)
  while (child.exitCode === null && child.signalCode === null) await pause(5)
  return child.exitCode === 0
}

/** What the next opening finds. */
async function opened(): Promise<"old" | "new"> {
  try {
    const open = await openEmbedded(data, "owner")
    const hashes = await hashesOf(open.sockets)
    await open.stop()
    for (const name of ACT_OF_UPGRADE) hashes[name] = before[name] ?? "none"
    expect(hashes).toEqual(before)
    return "new"
  } catch (error) {
    if (!(error instanceof DatabaseTrouble && error.code === "CLUSTER_OLDER")) throw error
    const open = await openEmbedded(data, "owner", older ?? "none")
    expect(await hashesOf(open.sockets)).toEqual(before)
    await open.stop()
    return "old"
  }
}

test("P41 kill -9 at any moment of an upgrade leaves the old books or the new, whole, and nothing that is taken for books", async () => {
  if (older === null) return
  renew()
  const startedAt = performance.now()
  expect((await run("upgrade")).exit).toBe(0)
  const course = performance.now() - startedAt
  const seen = { old: 0, new: 0, switching: 0, through: 0 }
  const chance = chanceOf(SEED)
  renew()
  const until = Date.now() + SERIES_MS
  for (let round = 0; round < 4 || Date.now() < until; round++) {
    // Two of three anywhere in the course, the first of them early; every third at the switch, the first at its very beginning.
    const aimed = round % 3 === 1
    const share = round === 0 ? chance.next() / 2 : chance.next()
    const through = await killedUpgrade(aimed ? null : course * share, aimed && round > 1 ? chance.next() * 8 : 0, chance.next() < 0.5)
    if (through) seen.through++
    if (existsSync(join(data, "switch.json"))) seen.switching++
    const found = await opened()
    seen[found]++
    // The initdb of a killed upgrade may live on and write for a moment: then a later opening sweeps.
    for (const patience = Date.now() + 30_000; readdirSync(data).some((name) => name.includes(".new-")) && Date.now() < patience; ) {
      await pause(250)
      expect(await opened()).toBe(found)
    }
    const left = readdirSync(data)
    expect(left.filter((name) => /\.new-|^switch|^restoring/.test(name))).toEqual([])
    const kept = left.filter((name) => name.startsWith(`postgres-${major}.kept-`))
    expect(kept.length, left.join()).toBe(found === "new" ? 1 : 0)
    if (through) expect(found).toBe("new")
    if (found === "old") continue
    expect(readFileSync(join(data, kept[0] ?? "none", "postgres/PG_VERSION"), "utf8")).toBe(`${major}\n`)
    const verified = await run("verify")
    expect(verified.exit, verified.out + verified.told).toBe(0)
    renew()
  }
  console.log(
    `upgrade: within ${Math.round(course)} ms; ${seen.old} stayed old, ${seen.new} became new, ${seen.switching} in the middle of the switch, ${seen.through} too late`,
  )
  expect(seen.old).toBeGreaterThan(0)
  expect(seen.new).toBeGreaterThan(0)
})
