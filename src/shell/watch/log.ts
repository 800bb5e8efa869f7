/**
 * The server's log: one line of JSON each, to stderr or to a file. What a line says of a request is its pattern, not its address; of a fault its kind,
 * its code and where in the program, not its message, for messages quote rows. So no name, no amount and no body of anybody stands in it.
 */
import { destination, pino, stdTimeFunctions } from "pino"
import { Refused } from "../../kernel/result.ts"

/** A request that was answered. Ids only: of the key or the person that asked, and the company's code. */
export type Answered = {
  readonly id: string
  readonly method: string
  /** As the program describes it: /api/companies/:company/entries; null where there is nothing. */
  readonly route: string | null
  readonly status: number
  readonly ms: number
  readonly company: string | null
  readonly key: string | null
  readonly person: string | null
}
export type Log = {
  answered(request: Answered): void
  trouble(error: unknown, where: string, request?: string): void
  /** The life of the server: started, stopping. */
  event(name: string, figures: Readonly<Record<string, string | number>>): void
  close(): Promise<void>
}

const STDERR = 2

/** `to`: a file, or null for stderr. A person at a terminal is told of what went wrong only. */
export function openLog(to: string | null): Log {
  const out = destination({ dest: to ?? STDERR, sync: false, mkdir: to !== null, mode: 0o640 })
  const written = new Promise<void>((ready) => out.once("ready", ready))
  const settings = { base: null, timestamp: stdTimeFunctions.isoTime, level: to === null && process.stderr.isTTY ? "warn" : "info" }
  const log = pino({ ...settings, formatters: { level: (label: string) => ({ level: label }) } }, out)
  return {
    answered: (request) => log[request.status >= 500 ? "error" : "info"]({ event: "request", ...request, ms: Math.round(request.ms * 10) / 10 }),
    trouble: (error, where, request) => log.error({ event: "trouble", where, ...faultOf(error), ...(request && { id: request }) }),
    event: (name, figures) => log.info({ event: name, ...figures }),
    async close() {
      await written
      // Flushing would not wait for a write that is under way.
      const closed = new Promise<void>((done) => {
        out.once("close", done)
        out.once("error", () => done())
      })
      out.end()
      await closed
    },
  }
}

/** Messages of the language itself and of our own invariants quote no rows; any other may. */
const TELLS_NOTHING = /^(TypeError|RangeError|ReferenceError)$/

function faultOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { told: typeof error === "string" ? error : typeof error }
  const { code, routine, constraint, table } = error as { code?: unknown; routine?: unknown; constraint?: unknown; table?: unknown }
  const speaks = TELLS_NOTHING.test(error.name) || error.message.startsWith("broken invariant: ")
  const frames = (error.stack ?? "").split("\n").flatMap((line) => /^\s+at (.+)$/.exec(line)?.[1] ?? [])
  return {
    name: error.name,
    ...(error instanceof Refused || typeof code === "string" ? { code } : {}),
    ...(speaks ? { message: error.message } : {}),
    ...(routine === undefined ? {} : { routine, constraint, table }),
    at: frames.slice(0, 12),
  }
}
