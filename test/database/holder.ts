/**
 * A program of its own that opens a data folder, for tests that kill it. Started as a process it says what happens, one JSON line each;
 * imported it starts such processes and listens to them.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { openCluster } from "../../src/shell/cluster.ts"
import { type Config, readConfig } from "../../src/shell/config.ts"
import { DatabaseTrouble } from "../../src/shell/trouble.ts"

type Said = { readonly ready?: number; readonly attached?: boolean; readonly state?: string; readonly ack?: number; readonly stopped?: number }
type Work = "idle" | "write" | "plain"

/** In the process: opens the folder, writes numbered rows when told to, and stops on SIGTERM; a plain one leaves signals alone. */
async function hold(dataDir: string, as: "owner" | "visitor", work: Work) {
  const say = (said: Said) => process.stdout.write(`${JSON.stringify(said)}\n`)
  const startedAt = performance.now()
  const cluster = await openCluster(readConfig(process.env, ["--data", dataDir]), as)
  cluster.announce("http://localhost:4040")
  say({ ready: Math.round(performance.now() - startedAt), attached: cluster.attached })
  let going = true
  if (work === "plain") return void setInterval(() => {}, 1_000)
  process.on("SIGTERM", async () => {
    going = false
    const at = performance.now()
    await cluster.stop()
    say({ stopped: Math.round(performance.now() - at) })
    process.exit(0)
  })
  let { attached } = cluster
  let state = cluster.state()
  setInterval(() => {
    if (state === cluster.state() && attached === cluster.attached) return
    state = cluster.state()
    attached = cluster.attached
    say({ state, attached })
  }, 10)
  for (let n = 1; work === "write" && going; ) {
    try {
      const client = new pg.Client(cluster.owner ?? {})
      client.on("error", () => {})
      await client.connect()
      try {
        await client.query("CREATE TABLE IF NOT EXISTS kept (run int, n int)")
        for (; going; n++) {
          await client.query("INSERT INTO kept VALUES ($1, $2)", [process.pid, n])
          say({ ack: n })
        }
      } finally {
        await client.end()
      }
    } catch {
      await pause(20)
    }
  }
}

export type Holder = {
  readonly process: ChildProcess
  readonly pid: number
  readonly said: Said[]
  /** Rows acknowledged so far. */
  acked(): number
  /** The first (or the next unseen) thing said that fits; fails when the process ends before, with what it wrote on stderr. */
  until(fits: (said: Said) => boolean): Promise<Said>
  errors(): string
  ended(): Promise<{ code: number | null; signal: string | null }>
}

export function startHolder(
  dataDir: string,
  as: "owner" | "visitor",
  work: Work = "idle",
  env: NodeJS.ProcessEnv = process.env,
  uid?: number,
): Holder {
  const child = spawn(process.execPath, [import.meta.filename, dataDir, as, work], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const said: Said[] = []
  let errors = ""
  let seen = 0
  const ended = once(child, "close").then(([code, signal]) => ({ code: code as number | null, signal: signal as string | null }))
  child.stderr.on("data", (part) => {
    errors += part
  })
  createInterface({ input: child.stdout }).on("line", (line) => void said.push(JSON.parse(line) as Said))
  return {
    process: child,
    pid: child.pid ?? 0,
    said,
    acked: () => said.reduce((most, { ack }) => Math.max(most, ack ?? 0), 0),
    async until(fits) {
      for (;;) {
        const at = said.findIndex((each, i) => i >= seen && fits(each))
        if (at >= 0) {
          seen = at + 1
          return said[at]!
        }
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended: ${child.exitCode ?? child.signalCode} ${errors}`)
        await pause(10)
      }
    },
    errors: () => errors,
    ended: () => ended,
  }
}

export const configOf = (dataDir: string): Config => readConfig({}, ["--data", dataDir])

/** The number of the server process, as PostgreSQL wrote it down. */
export const serverPid = (dataDir: string) => Number.parseInt(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8"), 10)

/** Every process that names the folder on its command line: what a stop must not leave. */
export const processesOn = (dataDir: string) =>
  readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && Number(name) !== process.pid && readFileSync(`/proc/${name}/cmdline`, "utf8").includes(dataDir)
    } catch {
      return false
    }
  })

if (import.meta.main) {
  const [dataDir = "", as, work] = process.argv.slice(2)
  await hold(dataDir, as === "owner" ? "owner" : "visitor", work === "write" || work === "plain" ? work : "idle").catch((error: unknown) => {
    if (!(error instanceof DatabaseTrouble)) throw error
    process.stderr.write(`${error.code} ${error.message}\n`)
    process.exit(error.exitCode)
  })
}
