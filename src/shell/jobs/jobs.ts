/**
 * The queue: whose turn it is. Rows of it carry a company's number and a job's id; what is asked, how far it is and what came of it stands in
 * shell.job (jobs.store.ts). A job is sent in the transaction of its act, taken by one server only, and taken again when its server dies.
 */
import pg from "pg"
import type { JobWithMetadata } from "pg-boss"
import type { Id } from "../../kernel/id.ts"
import type { Tx } from "../db.ts"
import { errorLine } from "../trouble.ts"

/** What a worker is handed: `signal` aborts when the server stops or the job is no longer its own; `last` when no further try follows. */
export type Turn = { readonly company: number; readonly job: Id; readonly signal: AbortSignal; readonly last: boolean }

export type Jobs = {
  /** Queues the job when the transaction commits, and not otherwise. */
  send(tx: Tx, queue: string, job: Id): Promise<void>
  /** Asks for a turn: at most one of the same id waits or runs, so that asking again is nothing. For queues of errands. */
  wake(tx: Tx, queue: string, job: Id): Promise<void>
  /** Takes it out of the queue; whoever works it hears of it within a second or two. */
  cancel(tx: Tx, queue: string, job: Id): Promise<void>
  /** `atOnce`: how many turns of the queue this process takes at the same time. */
  work(queue: string, handler: (turn: Turn) => Promise<void>, atOnce?: number): Promise<void>
  /** Claims nothing more; what is being worked may end within `withinMs`, then its signal aborts and it goes back to the queue. */
  stop(withinMs?: number): Promise<void>
}

/** Thrown by a worker: the job is tried again, or given up after its last try. Nothing of a company stands in it, for the queue keeps it. */
export class TryAgain extends Error {
  constructor(code: string) {
    super(code)
    this.stack = code
  }
}

const SCHEMA = "jobs"
const BEAT_S = 1
const POLL_S = 1
/** How often a server looks for jobs whose worker is gone: together with their ten seconds of silence, when they are taken again. */
const LOOK_AFTER_S = 2
/** A rollback of what was being worked, and the queue told of it. */
const AFTERWARDS_MS = 4_000
const SAME_TROUBLE_MS = 60_000

const ONE_MORE_TRY = `UPDATE ${SCHEMA}.job SET retry_limit = retry_limit + 1 WHERE name = $1 AND id = $2 AND state = 'active'`

type Data = { readonly company: number; readonly job: Id }

/** `worker` looks after the whole queue too; a command only sends and cancels. Failures of the queue itself are `told`, each once a minute. */
export async function openJobs(app: pg.PoolConfig, as: "worker" | "sender", told: (line: string) => void = () => {}): Promise<Jobs> {
  // Loaded only where it is used: every other command starts a tenth of a second sooner.
  const { fromKysely, PgBoss } = await import("pg-boss")
  const pool = new pg.Pool({ ...app, max: as === "worker" ? 4 : 1, types: plainTypes() })
  pool.on("error", () => {})
  const boss = new PgBoss({
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    reindex: false,
    schedule: false,
    supervise: as === "worker",
    superviseIntervalSeconds: LOOK_AFTER_S,
    monitorIntervalSeconds: LOOK_AFTER_S,
    monitorVacuum: false,
    db: { executeSql: (text, values) => pool.query(text, values) },
  })
  const tell = onceAMinute(told)
  boss.on("error", (error) => tell(errorLine(error)))
  boss.on("warning", ({ message }) => tell(message))
  try {
    await boss.start()
  } catch (error) {
    await pool.end()
    throw error
  }
  const stopping = new AbortController()
  const inHand = new Set<Promise<void>>()

  async function take(queue: string, job: JobWithMetadata<Data>, handler: (turn: Turn) => Promise<void>): Promise<void> {
    const turn = { ...job.data, signal: AbortSignal.any([job.signal, stopping.signal]), last: job.retryCount >= job.retryLimit }
    try {
      await handler(turn)
    } catch (error) {
      // A server that goes on its own will does not use up one of the tries.
      if (stopping.signal.aborted) await pool.query(ONE_MORE_TRY, [queue, job.id]).catch(() => {})
      throw error instanceof TryAgain ? error : new TryAgain("FAILED")
    }
  }

  return {
    async send(tx, queue, job) {
      const data: Data = { company: tx.company, job }
      await boss.send(queue, data, { id: job, db: fromKysely(tx.db) })
    },
    async wake(tx, queue, job) {
      const data: Data = { company: tx.company, job }
      await boss.send(queue, data, { singletonKey: job, db: fromKysely(tx.db) })
    },
    async cancel(tx, queue, job) {
      await boss.cancel(queue, job, { db: fromKysely(tx.db) })
    },
    async work(queue, handler, atOnce = 1) {
      const settings = {
        includeMetadata: true,
        batchSize: 1,
        localConcurrency: atOnce,
        pollingIntervalSeconds: POLL_S,
        heartbeatRefreshSeconds: BEAT_S,
      } as const
      await boss.work(queue, settings, async ([job]: JobWithMetadata<Data>[]) => {
        const taken = take(queue, job!, handler)
        const settled = taken.catch(() => {})
        inHand.add(settled)
        void settled.then(() => inHand.delete(settled))
        await taken
      })
    },
    async stop(withinMs = 0) {
      const giveBack = setTimeout(() => stopping.abort(), withinMs)
      await boss.stop({ graceful: true, timeout: withinMs + AFTERWARDS_MS })
      clearTimeout(giveBack)
      stopping.abort()
      await Promise.allSettled(inHand)
      await pool.end()
    },
  }
}

/** The queue's own program expects whole numbers as text, as the driver gives them by itself. */
function plainTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, (text) => text)
  return types
}

function onceAMinute(told: (line: string) => void): (line: string) => void {
  const lastAt = new Map<string, number>()
  return (line) => {
    const now = Date.now()
    if (now - (lastAt.get(line) ?? 0) < SAME_TROUBLE_MS) return
    lastAt.set(line, now)
    told(line)
  }
}
