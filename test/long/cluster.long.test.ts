/** Kills at random points, many times over: what the short tests do once. ENCOURS_SEED repeats a run's choices. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { afterAll, afterEach, expect, test } from "vitest"
import { openCluster } from "../../src/shell/cluster.ts"
import { startBeat } from "../../src/shell/postgres/beat.ts"
import { configOf, type Holder, processesOn, serverPid, startHolder } from "../database/holder.ts"

const seed = Number(process.env.ENCOURS_SEED ?? 42)
const made = mkdtempSync(join(tmpdir(), "encours-long-"))
chmodSync(made, 0o711)
const here = realpathSync(made)
const running: Holder[] = []
let count = 0
const newFolder = () => {
  const folder = join(here, `data${++count}`)
  mkdirSync(folder, { mode: 0o711 })
  return folder
}
function holder(folder: string, as: "owner" | "visitor", work: "idle" | "write" = "idle") {
  const started = startHolder(folder, as, work)
  running.push(started)
  return started
}
/** A small generator of its own for each test (mulberry32), so that one test's choices do not depend on another's. */
function chance(from: number) {
  let state = from >>> 0
  return (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
async function rowsOf(folder: string): Promise<Map<number, number>> {
  const cluster = await openCluster(configOf(folder), "owner")
  const client = new pg.Client(cluster.owner ?? {})
  await client.connect()
  try {
    const { rows } = await client.query("SELECT run, count(DISTINCT n)::int AS n FROM kept GROUP BY run")
    return new Map(rows.map((row) => [row.run, row.n]))
  } finally {
    await client.end()
    await cluster.stop()
  }
}

afterEach(async () => {
  const left = running.splice(0)
  for (const each of left) each.process.kill("SIGTERM")
  await Promise.all(left.map((each) => each.ended()))
})
afterAll(() => rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))

test("P36 P37 thirty kills of the program, the database or both while rows are written: none acknowledged is lost, each start takes under 10 seconds", async () => {
  const pick = chance(seed)
  const folder = newFolder()
  const acked = new Map<number, number>()
  for (let round = 0; round < 30; round++) {
    const at = Date.now()
    const writer = holder(folder, "owner", "write")
    await writer.until((said) => said.ready !== undefined)
    expect(Date.now() - at, `start of round ${round}, seed ${seed}`).toBeLessThan(10_000)
    await writer.until((said) => said.ack !== undefined)
    await pause(pick(400))
    const kind = pick(3)
    if (kind !== 0) process.kill(serverPid(folder), "SIGKILL")
    if (kind === 1) await writer.until((said) => said.state === "up")
    writer.process.kill("SIGKILL")
    await writer.ended()
    acked.set(writer.pid, writer.acked())
  }
  const kept = await rowsOf(folder)
  for (const [pid, n] of acked) expect(kept.get(pid) ?? 0, `rows of process ${pid}, seed ${seed}`).toBeGreaterThanOrEqual(n)
  expect(processesOn(folder)).toEqual([])
})

test("P36 twenty first starts killed at different moments: the next one always completes", async () => {
  const pick = chance(seed + 1)
  for (let round = 0; round < 20; round++) {
    const folder = newFolder()
    const first = holder(folder, "owner")
    await pause(pick(2_000))
    first.process.kill("SIGKILL")
    await first.ended()
    const cluster = await openCluster(configOf(folder), "owner")
    const client = new pg.Client(cluster.app)
    await client.connect()
    await client.query("SELECT 1")
    await client.end()
    await cluster.stop()
    for (let i = 0; processesOn(folder).length > 0 && i < 250; i++) await pause(20)
    expect(processesOn(folder), `round ${round}, seed ${seed}`).toEqual([])
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
})

test("commands that come and go at random, some killed, always find the database, and the last one leaves nothing", async () => {
  const pick = chance(seed + 2)
  const folder = newFolder()
  const lives = Array.from({ length: 24 }, async (_, i) => {
    await pause(pick(8_000))
    const command = holder(folder, i % 8 === 0 ? "owner" : "visitor", "write")
    const refused = await Promise.race([command.until((said) => said.ready !== undefined).then(() => false), command.ended().then(() => true)])
    if (refused) return expect(command.errors(), `command ${i}, seed ${seed}`).toContain("ALREADY_RUNNING")
    await command.until((said) => said.ack !== undefined)
    await pause(pick(3_000))
    const killed = i % 6 === 1
    command.process.kill(killed ? "SIGKILL" : "SIGTERM")
    const { code } = await command.ended()
    if (!killed) expect(code, command.errors()).toBe(0)
  })
  await Promise.all(lives)
  const kept = await rowsOf(folder)
  for (const { pid, acked } of running) expect(kept.get(pid) ?? 0, `rows of process ${pid}, seed ${seed}`).toBeGreaterThanOrEqual(acked())
  expect(processesOn(folder)).toEqual([])
  expect(readdirSync(folder).sort()).toEqual(["postgres", "postgres.log"])
})

test("a holder in another container that was killed is waited out, not obeyed for ever", async () => {
  const folder = newFolder()
  startBeat(folder, "a container that is gone")
  const cluster = await openCluster(configOf(folder), "owner")
  expect(cluster.state()).toBe("up")
  await cluster.stop()
})
