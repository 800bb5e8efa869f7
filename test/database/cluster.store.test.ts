import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { hostname, tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { afterAll, afterEach, expect, test } from "vitest"
import { type Cluster, openCluster } from "../../src/shell/cluster.ts"
import { startBeat } from "../../src/shell/postgres/beat.ts"
import { holderOf } from "../../src/shell/postgres/embedded.ts"
import { DatabaseTrouble } from "../../src/shell/trouble.ts"
import { configOf, type Holder, processesOn, serverPid, startHolder } from "./holder.ts"

const made = mkdtempSync(join(tmpdir(), "encours-cluster-"))
// As root the server's user must be able to walk down to it.
chmodSync(made, 0o711)
const open: { stop(): Promise<void> }[] = []
const running: Holder[] = []
let count = 0
const newFolder = () => {
  const folder = join(realpathSync(made), `data ${++count}`)
  mkdirSync(folder, { mode: 0o711 })
  return folder
}
/** A folder whose database was made before and is stopped: made once, then copied. */
let template: Promise<string> | undefined
async function usedFolder() {
  template ??= (async () => {
    const folder = newFolder()
    await (await openCluster(configOf(folder), "owner")).stop()
    return folder
  })()
  const folder = newFolder()
  execFileSync("cp", ["-a", join(await template, "postgres"), folder])
  return folder
}
async function opened(folder: string, as: "owner" | "visitor" = "owner"): Promise<Cluster> {
  const cluster = await openCluster(configOf(folder), as)
  open.push(cluster)
  return cluster
}
function holder(...[folder, as, work, env]: Parameters<typeof startHolder>) {
  const started = startHolder(folder, as, work, env)
  running.push(started)
  return started
}
async function ask<T>(config: pg.ClientConfig | null, statement: string): Promise<T> {
  const client = new pg.Client(config ?? {})
  await client.connect()
  try {
    return (await client.query(statement)).rows[0]
  } finally {
    await client.end()
  }
}
const troubleOf = (act: Promise<unknown>) =>
  act.then(
    () => expect.fail("no trouble"),
    (error: unknown) => (error instanceof DatabaseTrouble ? error : expect.fail(String(error))),
  )
const socketsOf = (cluster: Cluster) => cluster.app.host ?? "?"
/** A process that has given up its memory may be in the list a moment longer, and a server writes its last page first. */
const GONE = { timeout: 15_000, interval: 20 }
const isAlive = (pid: number) => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))

afterEach(async () => {
  await Promise.all(open.splice(0).map((cluster) => cluster.stop()))
  const left = running.splice(0)
  for (const each of left) each.process.kill("SIGTERM")
  await Promise.all(left.map((each) => each.ended()))
})
afterAll(() => rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))

test("encoding, order and checksums do not depend on LANG, and the app is an ordinary log-in", async () => {
  const long = join(newFolder(), `${"Comptabilité générale — ".repeat(4)}été`, "b".repeat(60))
  mkdirSync(dirname(long), { mode: 0o711 })
  const started = holder(long, "owner", "idle", {
    PATH: process.env.PATH,
    LANG: "xx_YY.ISO-8859-15",
    LC_ALL: "",
    TZ: "Asia/Tokyo",
    PGUSER: "stranger",
    PGPORT: "1",
  })
  await started.until((said) => said.ready !== undefined)
  const cluster = await opened(long, "visitor")
  expect(cluster.attached).toBe(true)
  const settings = `SELECT current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync,
    current_setting('listen_addresses') AS listens, current_setting('TimeZone') AS zone, upper('été') AS upper,
    (SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()) AS locale`
  expect(await ask(cluster.app, settings)).toEqual({
    encoding: "UTF8",
    checksums: "on",
    fsync: "on",
    listens: "",
    zone: "UTC",
    upper: "ÉTÉ",
    locale: "b C.UTF-8",
  })
  const rights =
    "SELECT count(*)::int AS n FROM pg_roles WHERE rolname IN ('encours_app', 'encours_auth') AND rolcanlogin AND NOT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole)"
  expect(await ask(cluster.owner, rights)).toEqual({ n: 2 })
})

test("P35 a second start says which process holds the data, since when and where, and exits 75; the first is unharmed", async () => {
  const folder = await usedFolder()
  const first = holder(folder, "owner")
  await first.until((said) => said.ready !== undefined)
  const second = holder(folder, "owner")
  expect(await second.ended()).toEqual({ code: 75, signal: null })
  expect(second.errors()).toMatch(new RegExp(`ALREADY_RUNNING .*${first.pid}.*since \\d{4}-\\d\\d-\\d\\dT`))
  expect(second.errors()).toContain("http://localhost:4040")
  expect(await holderOf(folder)).toMatchObject({ pid: first.pid, role: "owner", url: "http://localhost:4040" })
  const visitor = await opened(folder, "visitor")
  expect(await ask(visitor.app, "SELECT 1 AS one")).toEqual({ one: 1 })
  const trouble = await troubleOf(openCluster(configOf(folder), "owner"))
  expect({ code: trouble.code, exit: trouble.exitCode, pid: trouble.figures.pid }).toEqual({ code: "ALREADY_RUNNING", exit: 75, pid: first.pid })
  for (const lang of ["fr", "nl", "de", "en"] as const) expect(trouble.inWords(lang)).toContain(String(first.pid))
})

test("P46 SIGTERM ends the database within 15 seconds, though a client is in the middle of a transaction, and leaves no trace", async () => {
  const folder = await usedFolder()
  const held = holder(folder, "owner")
  await held.until((said) => said.ready !== undefined)
  const server = serverPid(folder)
  const sockets = (await readFileSync(join(folder, "postgres/postmaster.pid"), "utf8")).split("\n")[4] ?? "?"
  const client = new pg.Client({ host: sockets, port: 5432, user: "encours_app", database: "encours" })
  client.on("error", () => {})
  await client.connect()
  await client.query("BEGIN")
  const sleeping = client.query("SELECT pg_sleep(60)").catch((error: { code?: string }) => error.code)
  const at = Date.now()
  held.process.kill("SIGTERM")
  expect(await held.ended()).toEqual({ code: 0, signal: null })
  expect(Date.now() - at).toBeLessThan(15_000)
  expect(await sleeping).toBe("57P01")
  await expect.poll(() => isAlive(server), GONE).toBe(false)
  expect(existsSync(sockets)).toBe(false)
  expect(processesOn(folder)).toEqual([])
})

test("P36 after kill -9 the next start takes the running database over within 10 seconds, and no acknowledged row is lost", async () => {
  const folder = await usedFolder()
  const killed = holder(folder, "owner", "write")
  await killed.until((said) => (said.ack ?? 0) >= 200)
  const server = serverPid(folder)
  killed.process.kill("SIGKILL")
  await killed.ended()
  expect(isAlive(server)).toBe(true)
  const at = Date.now()
  const next = await opened(folder)
  expect(Date.now() - at).toBeLessThan(10_000)
  expect(serverPid(folder)).toBe(server)
  const { n } = await ask<{ n: number }>(next.owner, "SELECT count(DISTINCT n)::int AS n FROM kept")
  expect(n).toBeGreaterThanOrEqual(killed.acked())
  await next.stop()
  await expect.poll(() => isAlive(server), GONE).toBe(false)
})

test("P36 after kill -9 of the program and its database, the next start recovers every acknowledged row", async () => {
  const folder = await usedFolder()
  const killed = holder(folder, "owner", "write")
  await killed.until((said) => (said.ack ?? 0) >= 200)
  process.kill(serverPid(folder), "SIGKILL")
  killed.process.kill("SIGKILL")
  await killed.ended()
  const at = Date.now()
  const next = await opened(folder)
  expect(Date.now() - at).toBeLessThan(10_000)
  expect((await ask<{ n: number }>(next.owner, "SELECT count(DISTINCT n)::int AS n FROM kept")).n).toBeGreaterThanOrEqual(killed.acked())
})

test("P36 a session that still works when program and database are killed does not keep the next start from starting", async () => {
  const folder = await usedFolder()
  const killed = holder(folder, "owner", "write")
  await killed.until((said) => (said.ack ?? 0) >= 50)
  const guest = await opened(folder, "visitor")
  const busy = new pg.Client(guest.owner ?? {})
  busy.on("error", () => {})
  await busy.connect()
  const { pid: session } = (await busy.query("SELECT pg_backend_pid() AS pid")).rows[0]
  // It computes without ever waiting, so it does not notice that its server is gone.
  const work = busy.query("DO $$ BEGIN FOR i IN 1..2000000000 LOOP END LOOP; END $$").catch(() => {})
  await pause(300)
  process.kill(serverPid(folder), "SIGKILL")
  killed.process.kill("SIGKILL")
  await killed.ended()
  expect(isAlive(session)).toBe(true)
  const acked = killed.acked()
  for (let i = 0; guest.state() !== "up" || guest.attached; i++) {
    if (i > 1_000) expect.fail(`state ${guest.state()}: ${guest.trouble()?.message}`)
    await pause(20)
  }
  await work
  await expect.poll(() => isAlive(session), GONE).toBe(false)
  expect((await ask<{ n: number }>(guest.owner, "SELECT count(DISTINCT n)::int AS n FROM kept")).n).toBeGreaterThanOrEqual(acked)
})

test("P37 when the database process is killed, its holder starts it again, says so meanwhile, and guests see it too", async () => {
  const folder = await usedFolder()
  const held = holder(folder, "owner", "write")
  await held.until((said) => (said.ack ?? 0) >= 50)
  const guest = await opened(folder, "visitor")
  const server = serverPid(folder)
  const acked = held.acked()
  process.kill(server, "SIGKILL")
  await held.until((said) => said.state === "restarting")
  await held.until((said) => said.state === "up")
  await held.until((said) => (said.ack ?? 0) > acked + 50)
  expect(serverPid(folder)).not.toBe(server)
  for (let i = 0; guest.state() !== "up" && i < 500; i++) await pause(20)
  expect(guest.state()).toBe("up")
  expect((await ask<{ n: number }>(guest.owner, "SELECT count(DISTINCT n)::int AS n FROM kept")).n).toBeGreaterThanOrEqual(acked)
})

test("two commands on an empty folder at the same moment both succeed, and the last one leaves nothing running", async () => {
  const folder = newFolder()
  const both = [holder(folder, "visitor"), holder(folder, "visitor"), holder(folder, "visitor")]
  const ready = await Promise.all(both.map((each) => each.until((said) => said.ready !== undefined)))
  expect(ready.filter((said) => said.attached === false)).toHaveLength(1)
  const server = serverPid(folder)
  // The one that started the database leaves first: another goes on with the same server.
  both.sort((a, b) => Number(a.said[0]?.attached) - Number(b.said[0]?.attached))
  for (const each of both) {
    expect(isAlive(server)).toBe(true)
    each.process.kill("SIGTERM")
    expect(await each.ended()).toEqual({ code: 0, signal: null })
  }
  await expect.poll(() => isAlive(server), GONE).toBe(false)
  expect(processesOn(folder)).toEqual([])
})

test("a command that holds the database makes room for the program, keeps working, and may outlive it", async () => {
  const folder = await usedFolder()
  const command = holder(folder, "visitor", "write")
  await command.until((said) => (said.ack ?? 0) >= 10)
  const server = serverPid(folder)
  const program = await opened(folder, "owner")
  expect(program.attached).toBe(false)
  expect(await holderOf(folder)).toMatchObject({ pid: process.pid, role: "owner" })
  await command.until((said) => said.attached === true && said.state === "up")
  expect(serverPid(folder)).toBe(server)
  await program.stop()
  const acked = command.acked()
  await command.until((said) => (said.ack ?? 0) >= acked + 20)
  expect(await holderOf(folder)).toMatchObject({ pid: command.pid, role: "visitor" })
  command.process.kill("SIGTERM")
  expect((await command.ended()).code).toBe(0)
  await expect.poll(() => isAlive(server), GONE).toBe(false)
})

test("Ctrl-C in the middle of a command ends the database it had started", async () => {
  const folder = await usedFolder()
  const command = holder(folder, "visitor", "plain")
  await command.until((said) => said.ready !== undefined)
  command.process.kill("SIGINT")
  expect(await command.ended()).toEqual({ code: null, signal: "SIGINT" })
  expect(processesOn(folder)).toEqual([])
})

test("P35 a start in another container on the same disk is refused as long as the first gives signs of life there", async () => {
  const folder = await usedFolder()
  const life = startBeat(folder, "another container")
  const beating = setInterval(() => life.beat(), 100)
  const trouble = await troubleOf(openCluster(configOf(folder), "owner"))
  clearInterval(beating)
  expect({ code: trouble.code, pid: trouble.figures.pid }).toEqual({ code: "ALREADY_RUNNING", pid: `${process.pid} (${hostname()})` })
  life.end()
  expect((await opened(folder)).state()).toBe("up")
})

test("a stale process number that now belongs to a stranger neither stops the start nor harms the stranger", async () => {
  const folder = await usedFolder()
  const stranger = holder(await usedFolder(), "owner")
  await stranger.until((said) => said.ready !== undefined)
  writeFileSync(join(folder, "postgres/postmaster.pid"), `${stranger.pid}\n${folder}/postgres\n1\n5432\n/tmp\n\n  1  1\nready   \n`)
  const cluster = await opened(folder)
  expect(await ask(cluster.app, "SELECT 1 AS one")).toEqual({ one: 1 })
  expect(isAlive(stranger.pid)).toBe(true)
  await cluster.stop()
  expect(isAlive(stranger.pid)).toBe(true)
})

test("a first start killed in the middle leaves a folder that the next start completes", async () => {
  const folder = newFolder()
  for (const wait of [150, 700]) {
    const first = holder(folder, "owner")
    await pause(wait)
    first.process.kill("SIGKILL")
    await first.ended()
  }
  const cluster = await opened(folder)
  expect(await ask(cluster.app, "SELECT current_user AS me")).toEqual({ me: "encours_app" })
  // What the killed starts began may have gone on for a moment; the start after that leaves nothing of it.
  for (let i = 0; processesOn(`${folder}/postgres.new-`).length > 0 && i < 500; i++) await pause(20)
  await cluster.stop()
  await opened(folder)
  expect(readdirSync(folder).filter((name) => name.includes(".new-"))).toEqual([])
  expect(socketsOf(cluster)).toMatch(/^\/tmp\/encours-[0-9a-f]{20}$/)
})
