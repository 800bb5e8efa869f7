/** The server process of the embedded cluster: made once, started, recognised after its starter died, stopped. */
import type { ChildProcess } from "node:child_process"
import { execFileSync } from "node:child_process"
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs"
import { basename, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { DatabaseTrouble, errorCode, fileTrouble, freeMegabytes, myName, nameOf } from "../trouble.ts"
import type { DataFolder } from "./data-folder.ts"
import { type Engine, runAs, spawnAs } from "./engine.ts"

export const OWNER = "encours_owner"
export type Postmaster = { readonly pid: number; readonly child: ChildProcess | null }

const SETTINGS = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  port: "5432",
  fsync: "on",
  shared_buffers: "256MB",
  work_mem: "48MB",
  min_wal_size: "80MB",
  max_wal_size: "1GB",
  // Until a table's first statistics are made its keys are looked up by whatever index begins with the company: seconds after the first rows, not a minute.
  autovacuum_naptime: "10s",
  jit: "off",
  timezone: "UTC",
  lc_messages: "C",
  log_line_prefix: "%m [%p] ",
  log_checkpoints: "off",
}
/** Crash recovery replays at most max_wal_size. */
const READY_WITHIN_MS = 120_000
const FAST_STOP_MS = 8_000
const IMMEDIATE_STOP_MS = 2_000
const FULL_BELOW_MB = 20

/** The major version the cluster was made by; null where there is none yet. Refuses what is no number. */
export function majorOf({ cluster }: DataFolder): string | null {
  const file = join(cluster, "PG_VERSION")
  if (!existsSync(file)) return null
  const major = readFileSync(file, "utf8").trim()
  if (!/^\d\d$/.test(major)) throw new DatabaseTrouble("VERSION_UNREADABLE", { path: file, found: major })
  return major
}

export const clusterNewer = ({ path }: DataFolder, found: string, { major }: Engine) =>
  new DatabaseTrouble("CLUSTER_NEWER", { path, found, needed: major })

/** Makes the cluster aside and renames it, so that an interrupted first start leaves nothing that looks like a database. */
export async function makeCluster(folder: DataFolder, engine: Engine) {
  const { cluster, account } = folder
  const found = majorOf(folder)
  if (found !== null) {
    if (found > engine.major) throw clusterNewer(folder, found, engine)
    if (found < engine.major) throw new DatabaseTrouble("CLUSTER_OLDER", { path: folder.path, found, needed: engine.major })
    if ((statSync(cluster).mode & 0o777) !== 0o700) chmodSync(cluster, 0o700)
    return
  }
  if (existsSync(cluster) && readdirSync(cluster).length > 0) throw new DatabaseTrouble("NOT_A_DATABASE", { path: cluster })
  try {
    const aside = mkdtempSync(`${cluster}.new-`)
    if (account) chownSync(aside, account.uid, account.gid)
    // Order and case by code point, the same on every machine; people's order is asked for by name ("fr-x-icu").
    const locale = process.platform === "darwin" ? ["--locale=C", "--lc-ctype=en_US.UTF-8", "--builtin-locale=C.UTF-8"] : ["--locale=C.UTF-8"]
    const options = ["-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale-provider=builtin", ...locale, "--data-checksums", "--no-instructions"]
    const { ok, said } = await runAs(account, join(engine.bin, "initdb"), ["-D", aside, ...options])
    if (!ok) {
      rmSync(aside, { recursive: true, force: true, maxRetries: 3 })
      throw startTrouble(folder, said)
    }
    renameSync(aside, cluster)
    const above = openSync(folder.path, "r")
    fsyncSync(above)
    closeSync(above)
  } catch (error) {
    throw fileTrouble(error, folder.path)
  }
}

/** The running server of this cluster, started now or found. What it answers is compared: it must be this folder's. */
export async function startOrAdopt(folder: DataFolder, engine: Engine, stopping = () => false): Promise<Postmaster> {
  const found = await findRunning(folder)
  if (found && found.version === engine.version) return { pid: found.pid, child: null }
  if (found) await stopPostmaster(found)
  return start(folder, engine, stopping)
}

/** Ends whatever server runs in a cluster that nobody may use now. */
export async function endServerOf(cluster: string): Promise<void> {
  const pid = recordedPid(cluster)
  if (pid === null || !isServerOf(pid, cluster)) return
  await stopPostmaster({ pid, child: null })
  if (alive(pid, null)) throw new DatabaseTrouble("NOT_ANSWERING", { path: cluster, pid })
}

async function findRunning(folder: DataFolder): Promise<{ pid: number; child: null; version: string } | null> {
  const deadline = Date.now() + READY_WITHIN_MS
  let silentSince = Date.now()
  for (let turn = 0; ; turn++) {
    const pid = recordedPid(folder.cluster)
    if (pid === null || !isServerOf(pid, folder.cluster)) return null
    const answer = await askServer(folder)
    if (answer.state === "up") return { pid, child: null, version: answer.version }
    // Starting, recovering or shutting down are answers too; silence means that its socket is out of reach.
    if (answer.state === "busy") silentSince = Date.now()
    if (Date.now() > deadline || Date.now() - silentSince > 10_000) throw new DatabaseTrouble("NOT_ANSWERING", { path: folder.path, pid })
    await sleep(pauseOf(turn))
  }
}

/** Each question leaves a line in the server's log while it recovers, so they grow rarer. */
const pauseOf = (turn: number) => Math.min(20 * 1.3 ** turn, 300)

/** Sessions of a dead server that were in the middle of something still hold its memory: they are ended, and the start is tried again. */
async function start(folder: DataFolder, engine: Engine, stopping: () => boolean): Promise<Postmaster> {
  const deadline = Date.now() + READY_WITHIN_MS
  for (let turn = 0; ; turn++) {
    try {
      return await startOnce(folder, engine, stopping)
    } catch (error) {
      const held = error instanceof DatabaseTrouble && /pre-existing shared memory block/.test(String(error.figures.detail))
      if (!held || stopping() || Date.now() > deadline) throw error
      for (const pid of orphansOf(folder.cluster)) endOrphan(pid, turn)
      await sleep(pauseOf(turn))
    }
  }
}

async function startOnce(folder: DataFolder, engine: Engine, stopping: () => boolean): Promise<Postmaster> {
  clearStale(folder)
  const log = openLog(folder)
  const from = fstatSync(log).size
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: folder.sockets }).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  let over = false
  // In a session of its own: Ctrl-C at the terminal is ours to handle, not the server's.
  const child = spawnAs(folder.account, join(engine.bin, "postgres"), ["-D", folder.cluster, ...settings], {
    detached: true,
    stdio: ["ignore", log, log],
  })
  child.once("error", () => (over = true))
  child.once("exit", () => (over = true))
  child.unref()
  try {
    const deadline = Date.now() + READY_WITHIN_MS
    for (let turn = 0; ; turn++) {
      if (over) throw startTrouble(folder, tailOf(log, from))
      const answer = await askServer(folder)
      if (answer.state === "up" && child.pid) return { pid: child.pid, child }
      if (Date.now() > deadline || stopping()) {
        if (child.pid) await stopPostmaster({ pid: child.pid, child })
        throw startTrouble(folder, tailOf(log, from))
      }
      await sleep(pauseOf(turn))
    }
  } finally {
    closeSync(log)
  }
}

/** Fast, then immediate, then by force: with the hand-over before it, within fifteen seconds. */
export async function stopPostmaster({ pid, child }: Postmaster) {
  for (const [signal, patience] of [
    ["SIGINT", FAST_STOP_MS],
    ["SIGQUIT", IMMEDIATE_STOP_MS],
    ["SIGKILL", 1_000],
  ] as const) {
    if (!alive(pid, child)) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (const deadline = Date.now() + patience; Date.now() < deadline && alive(pid, child); ) await sleep(20)
  }
}

/** A process that has ended but was not yet collected by its parent (a zombie) is not alive. */
export function alive(pid: number, child: ChildProcess | null): boolean {
  if (child) return child.exitCode === null && child.signalCode === null
  return commandOf(pid) !== null
}

/** The words a process was started with; null when there is none, or only its zombie. */
function commandOf(pid: number): string[] | null {
  try {
    if (process.platform === "linux") {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1)
      return words.length > 0 ? words : null
    }
    const [state, ...words] = execFileSync("ps", ["-o", "state=,command=", "-p", String(pid)])
      .toString()
      .trim()
      .split(/\s+/)
    return state && !state.startsWith("Z") ? words : null
  } catch {
    return null
  }
}

/** A process number alone proves nothing: numbers are used again. The command line names the program and the folder. */
function isServerOf(pid: number, cluster: string): boolean {
  const words = commandOf(pid)
  return words !== null && /^postgres/.test(basename(words[0] ?? "")) && `${words.join(" ")} `.includes(` -D ${cluster} `)
}

function recordedPid(cluster: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(cluster, "postmaster.pid"), "utf8"), 10) || null
  } catch {
    return null
  }
}

/**
 * Called when no server of this cluster runs. PostgreSQL clears what a dead one left, unless its number now belongs to a stranger (or a
 * zombie): then it refuses, and we clear. Its check of the shared memory still guards against a server under another name.
 */
function clearStale({ cluster, sockets }: DataFolder) {
  const pid = recordedPid(cluster)
  if (pid !== null && numberInUse(pid)) rmSync(join(cluster, "postmaster.pid"), { force: true })
  for (const name of [".s.PGSQL.5432", ".s.PGSQL.5432.lock"]) rmSync(join(sockets, name), { force: true })
}

function numberInUse(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === "EPERM"
  }
}

/**
 * Sessions without their server (Linux): programs of PostgreSQL whose working folder is this very cluster, whatever its name here, and
 * whose parent is not a PostgreSQL. A living server seen from elsewhere keeps its sessions, for it is their parent.
 */
function orphansOf(cluster: string): number[] {
  if (process.platform !== "linux") return []
  const { dev, ino } = statSync(cluster)
  const isPostgres = (pid: number) => /^postgres\b/.test(basename(commandOf(pid)?.[0] ?? ""))
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const there = statSync(`/proc/${pid}/cwd`)
        // "pid (name) state parent …": a name may hold blanks and brackets.
        const parent = Number(
          readFileSync(`/proc/${pid}/stat`, "utf8")
            .replace(/^.*\) /s, "")
            .split(" ")[1],
        )
        return there.dev === dev && there.ino === ino && isPostgres(pid) && !isPostgres(parent)
      } catch {
        return false
      }
    })
}

/** SIGQUIT ends a session at once; one that does not hear it is ended by force. */
function endOrphan(pid: number, turn: number) {
  try {
    process.kill(pid, turn < 10 ? "SIGQUIT" : "SIGKILL")
  } catch {
    // It ended by itself.
  }
}

type Answer = { readonly state: "up"; readonly version: string } | { readonly state: "busy" | "silent" }

async function askServer(folder: DataFolder): Promise<Answer> {
  const client = new pg.Client({ host: folder.sockets, port: 5432, user: OWNER, database: "postgres", ssl: false, connectionTimeoutMillis: 5_000 })
  client.on("error", () => {})
  try {
    await client.connect()
    const { rows } = await client.query("SELECT current_setting('data_directory') AS folder, current_setting('server_version') AS version")
    if (rows[0].folder !== folder.cluster)
      throw new DatabaseTrouble("SOCKET_TAKEN", { path: folder.sockets, owner: rows[0].folder, user: folder.cluster })
    return { state: "up", version: String(rows[0].version).split(" ")[0]! }
  } catch (error) {
    if (error instanceof DatabaseTrouble) throw error
    // Class 57: starting up, shutting down, in recovery.
    return { state: errorCode(error).startsWith("57P") ? "busy" : "silent" }
  } finally {
    await client.end().catch(() => {})
  }
}

function openLog({ log }: DataFolder): number {
  try {
    const file = openSync(log, "a+", 0o600)
    if (fstatSync(file).size < 16_777_216) return file
    closeSync(file)
    renameSync(log, `${log}.1`)
    return openSync(log, "a+", 0o600)
  } catch (error) {
    throw fileTrouble(error, log)
  }
}

function tailOf(log: number, from: number): string {
  const bytes = Buffer.alloc(8_192)
  return bytes.subarray(0, readSync(log, bytes, 0, bytes.length, Math.max(from, fstatSync(log).size - bytes.length))).toString()
}

/** Why the server did not start, from what it said and from the disk (a full one also swallows the log). */
function startTrouble(folder: DataFolder, said: string): DatabaseTrouble {
  const { path, cluster, account, log } = folder
  const free = freeMegabytes(path)
  if (/No space left|disk quota|ENOSPC/i.test(said) || (free !== null && free < FULL_BELOW_MB))
    return new DatabaseTrouble("DISK_FULL", { path, freeMb: free })
  if (/Read-only file system/i.test(said)) return new DatabaseTrouble("READ_ONLY", { path })
  const user = account ? nameOf(account.uid) : myName()
  if (/could not look up effective user|cannot be run as root|"root" execution/i.test(said)) return new DatabaseTrouble("NO_ACCOUNT", { user })
  if (/Permission denied|wrong ownership|Operation not permitted/i.test(said))
    return new DatabaseTrouble("WRONG_OWNER", { path: cluster, owner: "?", user })
  const lines = said.split("\n").filter((line) => /FATAL|PANIC|error:/i.test(line))
  const detail = (lines.at(-1) ?? said.trim().split("\n").at(-1) ?? "").replace(/^.*?(FATAL|PANIC|error): */i, "") || "it ended without a word"
  return new DatabaseTrouble("START_FAILED", { path, detail, log })
}
