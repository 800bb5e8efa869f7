/** start, stop: the life of the server process. What serves is loaded by who serves: every other command starts sooner. */
import { setTimeout as pause } from "node:timers/promises"
import type { Hono } from "hono"
import { sql } from "kysely"
import { Refused } from "../kernel/result.ts"
import type { RefusalTexts } from "../kernel/text.ts"
import { type Command, EXIT } from "./cli.ts"
import type { Config } from "./config.ts"
import type { Context } from "./context.ts"
import { checkPort } from "./http/port.ts"
import type { Watch } from "./http/server.ts"
import type { Instance } from "./instance.ts"
import { loadMigrations } from "./migrate.ts"
import { readWhole } from "./options.ts"
import { holderOf } from "./postgres/embedded.ts"
import { served, runText as text } from "./run.text.ts"
import type { Log } from "./watch/log.ts"

export const DEFAULT_PORT = 4040
const STOP_WITHIN_MS = 20_000

export type Serving = {
  readonly routes: readonly Hono[]
  readonly refusals: RefusalTexts
  /** Sees to it that the screens are there; tells when they must be built first. Null: they wait for their first visitor. */
  readonly screens: ((told: () => void) => Promise<unknown>) | null
  keeper: Watch["keeper"]
  /** Told the address it is served at, before the first request. */
  opened(url: string): void
  background(instance: Instance, told: (error: unknown) => void, noted: Log["event"]): { stop(): Promise<void> }
}

/** Where people open this instance: as configured, else where it is served now, else where it would be. */
export const placeOf = async ({ place, dataDir }: Pick<Config, "place" | "dataDir">): Promise<string> =>
  place ?? (await holderOf(dataDir))?.url ?? `http://localhost:${DEFAULT_PORT}`

const appliedMigrations = sql<{ version: number }>`SELECT coalesce(max(version), 0)::int AS version FROM shell.migration`

/** Serves until a signal, then ends everything in order. `ready` is told the address. */
export async function serveUntilSignal(context: Context, serving: Serving, port: number, ready: (url: string) => void): Promise<void> {
  const instance = await context.instance("owner")
  await serving.screens?.(() => process.stderr.write(`${text.building[context.config.lang]}\n`))
  const answers = () => instance.db.inCompanies([], async (tx) => (await sql`SELECT 1`.execute(tx.db)).rows.length === 1)
  const { hosts, log: file } = context.config
  const [{ makeApp, serveApp }, { openLog }, { openMetrics }] = await Promise.all([
    import("./http/server.ts"),
    import("./watch/log.ts"),
    import("./watch/metrics.ts"),
  ])
  const [log, metrics] = [openLog(file), openMetrics()]
  let ending = false
  const newest = (await loadMigrations()).length
  const isCurrent = async () =>
    !ending && (await instance.db.inCompanies([], async (tx) => (await appliedMigrations.execute(tx.db)).rows[0]!.version)) === newest
  const metricsText = (up: boolean) => metrics.text(up ? instance.db : null)
  const health = { state: instance.cluster.state, answers, ready: isCurrent }
  const server = await serveApp(makeApp(serving.routes, serving.refusals, health, { hosts, log, metrics, keeper: serving.keeper, metricsText }), port)
  serving.opened(server.url)
  instance.cluster.announce(server.url)
  const background = serving.background(instance, (error) => log.trouble(error, "background"), log.event)
  log.event("started", { port: Number(new URL(server.url).port), pid: process.pid })
  const signal = new Promise<void>((heard) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => heard())
  })
  ready(server.url)
  await signal
  ending = true
  log.event("stopping", { pid: process.pid })
  await server.close()
  await background.stop()
  await log.close()
}

export const startCommand = (serving: (context: Context) => Promise<Serving>): Command<Context> => ({
  name: "start",
  words: "[--port N]",
  about: text.start,
  example: "start --port 4040",
  needs: "operate",
  takes: 0,
  options: { port: { type: "string", value: "N", about: text.port } },
  async run({ context, values, lang, json, answer, print }) {
    const port = readWhole(values, "port", DEFAULT_PORT, { min: 0, max: 65_535 })
    await context.instance("owner")
    if (port > 0) await checkPort(port)
    await serveUntilSignal(context, await serving(context), port, (url) => (json ? answer({ url, pid: process.pid }) : print(served[lang](url))))
    return EXIT.done
  },
})

export const stopCommand: Command<Context> = {
  name: "stop",
  words: "",
  about: text.stop,
  example: "stop",
  needs: "operate",
  takes: 0,
  options: {},
  async run({ context, lang, json, answer, print }) {
    const { dataDir } = context.config
    const holder = await holderOf(dataDir)
    if (holder?.role !== "owner") throw new Refused("NOT_RUNNING", { path: dataDir })
    process.kill(holder.pid, "SIGTERM")
    for (const until = Date.now() + STOP_WITHIN_MS; (await holderOf(dataDir))?.pid === holder.pid; await pause(100))
      if (Date.now() > until) throw new Refused("STILL_RUNNING", { pid: holder.pid })
    if (json) answer({ stopped: holder.pid })
    else print(text.stopped[lang])
    return EXIT.done
  },
}
