/**
 * Works jobs: shows a sign of life and the progress each second, on a connection of its own, and stops the work when somebody cancelled it, when
 * another start took it over or when the server stops. What was stopped rolls back: nothing of it stays.
 */
import type pg from "pg"
import type { Id } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { By } from "../context.ts"
import type { Database, Tx } from "../db.ts"
import type { Instance } from "../instance.ts"
import { DatabaseTrouble, errorLine, statementTrouble } from "../trouble.ts"
import { insertJob, type JobAsked, loadAsked, settleDone, settleOtherwise, showLife, startJob } from "./job.store.ts"
import type { Asked, Because } from "./job.ts"
import { type Jobs, openJobs, TryAgain, type Turn } from "./jobs.ts"
import { startPace } from "./pace.ts"

/** A job at work, as its room sees it. */
export type Run = {
  readonly id: Id
  /** Aborts when the work must stop; its reason is the refusal to end with. */
  readonly signal: AbortSignal
  /** `after`: how long the rest takes once everything is counted, as a share of the counting. */
  progress(done: number, total: number | null, after?: number): void
  /** Last of all in the work's own transaction: with its commit the job is done. Refuses JOB_CANCELLED, JOB_TAKEN_OVER. */
  settle(tx: Tx, outcome?: unknown): Promise<void>
}
/** How work ended that did not settle itself: done, or a refusal with what there is to say about it. */
export type Ending = { readonly refused: Because | null; readonly outcome: unknown }

export type JobKind = {
  /** Also the name of its queue. */
  readonly name: string
  work(
    job: { readonly company: number; readonly by: By; readonly asker: string | null; readonly subject: string; readonly request: unknown },
    run: Run,
  ): Promise<Ending>
}

/** Work too small and too frequent for a row in shell.job: the queue gives its turn, and its own room knows what is still to do. */
export type Errand = { readonly name: string; run(turn: Turn): Promise<void> }
const ERRANDS_AT_ONCE = 4

const BEAT_MS = 1_000
/** What a stopping server lets its jobs go on, before they are given back to the queue. */
const FINISH_WITHIN_MS = 5_000
const OPEN_AGAIN_MS = 2_000

type Claim = { readonly company: number; readonly id: Id; readonly attempt: number }

async function runJob<T>(db: Database, claim: Claim, outside: AbortSignal | null, work: (run: Run) => Promise<T>, end: (result: T) => Ending) {
  const { company, id, attempt } = claim
  const pace = startPace()
  const stop = new AbortController()
  const signal = outside === null ? stop.signal : AbortSignal.any([stop.signal, outside])
  const stopped = (found: "own" | "cancelled" | "lost") => new Refused(found === "cancelled" ? "JOB_CANCELLED" : "JOB_TAKEN_OVER", { id })
  let settled = false
  let beating: Promise<void> | null = null
  const beat = async () => {
    const found = await db.inCompany(company, (tx) => showLife(tx, id, attempt, pace.at(performance.now())))
    // The row belongs to the work's own transaction once it settles.
    if (settled || found === "own") return
    stop.abort(stopped(found))
  }
  const timer = setInterval(() => {
    beating ??= beat()
      .catch(() => {})
      .finally(() => {
        beating = null
      })
  }, BEAT_MS)
  try {
    const result = await work({
      id,
      signal,
      progress: (done, total, after = 0) => pace.tell(done, total, after, performance.now()),
      async settle(tx, outcome) {
        settled = true
        signal.throwIfAborted()
        const at = pace.at(performance.now())
        if (await settleDone(tx, id, attempt, at, outcome)) return
        settled = false
        throw stopped(await showLife(tx, id, attempt, at))
      },
    })
    const { refused, outcome } = end(result)
    // Without effect where the work settled itself.
    await db.inCompany(company, async (tx) => {
      const done = refused === null && (await settleDone(tx, id, attempt, pace.at(performance.now()), outcome))
      if (!done) await settleOtherwise(tx, id, attempt, "failed", refused, outcome)
    })
    return result
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    clearInterval(timer)
    await beating
  }
}

/** Work that the command itself does: seen by others while it runs, and cancelled by them. */
export async function runHere<T>(
  db: Database,
  company: number,
  asked: Asked,
  work: (run: Run) => Promise<T>,
  end: (result: T) => Ending,
): Promise<T> {
  const id = await db.inCompany(company, async (tx) => {
    const made = tx.newId()
    await insertJob(tx, made, asked, false)
    return made
  })
  try {
    return await runJob(db, { company, id, attempt: 1 }, null, work, end)
  } catch (error) {
    // A database that is gone is told by the error itself; the row then falls silent.
    await db.inCompany(company, (tx) => settleOtherwise(tx, id, 1, "failed", becauseOf(error, ""))).catch(() => {})
    throw error
  }
}

/** For commands that queue or cancel, and are gone when a server works. */
export async function withQueue<T>({ cluster }: Instance, use: (jobs: Jobs) => Promise<T>): Promise<T> {
  const jobs = await openJobs(cluster.app, "sender")
  try {
    return await use(jobs)
  } finally {
    await jobs.stop()
  }
}

/** What a job of a kind was asked, and what came of it so far. Refuses UNKNOWN_JOB. */
export async function findAsked(tx: Tx, kind: string, id: string): Promise<JobAsked> {
  const found = await loadAsked(tx, kind, id)
  if (found === null) throw new Refused("UNKNOWN_JOB", { id })
  return found
}

/** Queues work for the server, in the transaction of the act that asks for it. */
export async function runLater(jobs: Jobs, tx: Tx, id: Id, asked: Asked): Promise<void> {
  await insertJob(tx, id, asked, true)
  await jobs.send(tx, asked.kind, id)
}

const becauseOf = (error: unknown, dataDir: string): Because => {
  const known = error instanceof Refused ? error : statementTrouble(error, dataDir)
  return known ? { code: known.code, figures: known.figures } : { code: "BUG", figures: { message: errorLine(error) } }
}

/** Works the queue until it is stopped. A database that is away at the start is asked again. */
export function startWorkers(
  app: pg.PoolConfig,
  db: Database,
  kinds: readonly JobKind[],
  errands: readonly Errand[],
  dataDir: string,
  told: (error: unknown) => void,
): { stop(finishWithinMs?: number): Promise<void> } {
  const stopping = new AbortController()
  const opened = (async () => {
    while (!stopping.signal.aborted)
      try {
        const jobs = await openJobs(app, "worker", told)
        for (const kind of kinds) await jobs.work(kind.name, (turn) => takeTurn(db, kind, turn, dataDir, told))
        for (const errand of errands) await jobs.work(errand.name, (turn) => runErrand(errand, turn, told), ERRANDS_AT_ONCE)
        return jobs
      } catch (error) {
        told(error)
        await new Promise((resume) => setTimeout(resume, OPEN_AGAIN_MS))
      }
    return null
  })()
  return {
    async stop(finishWithinMs = FINISH_WITHIN_MS) {
      stopping.abort()
      await (await opened)?.stop(finishWithinMs)
    },
  }
}

async function runErrand(errand: Errand, turn: Turn, told: (error: unknown) => void): Promise<void> {
  try {
    await errand.run(turn)
  } catch (error) {
    if (!turn.signal.aborted) told(error)
    throw new TryAgain("FAILED")
  }
}

async function takeTurn(db: Database, kind: JobKind, turn: Turn, dataDir: string, told: (error: unknown) => void): Promise<void> {
  const { company, job: id } = turn
  const job = await db.inCompany(company, (tx) => startJob(tx, id))
  if (job === null) return
  const { attempt } = job
  const settle = (state: "failed" | "queued", because: Because) => db.inCompany(company, (tx) => settleOtherwise(tx, id, attempt, state, because))
  try {
    await runJob(
      db,
      { company, id, attempt },
      turn.signal,
      (run) => kind.work({ company, ...job }, run),
      (ending) => ending,
    )
  } catch (error) {
    const because = becauseOf(error, dataDir)
    if (because.code === "BUG" && !turn.signal.aborted) told(error)
    // Stopped from outside: cancelled, as the row then says, or given back by a server that stops.
    if (turn.signal.aborted) {
      if ((await settle("queued", { code: "GIVEN_BACK", figures: {} })) === "queued") throw new TryAgain("GIVEN_BACK")
      return
    }
    const expected = error instanceof Refused && !(error instanceof DatabaseTrouble)
    const last = expected || turn.last
    await settle(last ? "failed" : "queued", because)
    if (!expected) throw new TryAgain(because.code)
  }
}
