/**
 * The rows of shell.job: what was asked, how far it is, what came of it. Everybody's clock is the database's.
 *
 * A job is settled by its latest start only, and a job somebody cancelled is never done: `done` is written in the transaction of the work itself,
 * on the same row the cancelling writes, so that one of the two finds it too late.
 */
import { sql } from "kysely"
import { asId, type Id } from "../../kernel/id.ts"
import type { Tx } from "../db.ts"
import { type Asked, type Because, type JobRow, type JobState, type Progress, SILENT_S, type Started } from "./job.ts"

const json = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === "bigint" ? v.toString() : v))

export async function insertJob(tx: Tx, id: Id, asked: Asked, background: boolean): Promise<void> {
  await sql`
    INSERT INTO shell.job (company_id, id, kind, background, subject, actor, asker, request, unit, state, attempt, started_at)
    VALUES (${tx.company}, ${id}, ${asked.kind}, ${background}, ${asked.subject}, ${json(asked.by)}, ${asked.asker ?? null}, ${json(asked.request)}, ${asked.unit},
            ${background ? "queued" : "running"}, ${background ? 0 : 1}, ${background ? sql`NULL` : sql`clock_timestamp()`})`.execute(tx.db)
}

/** The job as its worker's own; null where it has ended or was cancelled meanwhile. */
export async function startJob(tx: Tx, id: Id): Promise<Started | null> {
  const { rows } = await sql<Started>`
    UPDATE shell.job SET state = 'running', attempt = attempt + 1, done = 0, total = NULL, rate = NULL, seconds_left = NULL, code = NULL, figures = NULL,
                         started_at = clock_timestamp(), updated_at = clock_timestamp()
     WHERE company_id = ${tx.company} AND id = ${id} AND state IN ('queued', 'running') AND cancel_asked_at IS NULL
    RETURNING attempt, actor AS by, asker, subject, request`.execute(tx.db)
  return rows[0] ?? null
}

/** A sign of life, and what it meets: still its own, cancelled, or lost to another start. */
export async function showLife(tx: Tx, id: Id, attempt: number, at: Progress): Promise<"own" | "cancelled" | "lost"> {
  const { rows } = await sql<{ cancelled: boolean }>`
    UPDATE shell.job SET done = ${at.done}, total = ${at.total}, rate = ${at.rate}, seconds_left = ${at.secondsLeft}, updated_at = clock_timestamp()
     WHERE company_id = ${tx.company} AND id = ${id} AND attempt = ${attempt} AND state = 'running'
    RETURNING cancel_asked_at IS NOT NULL AS cancelled`.execute(tx.db)
  return rows[0] === undefined ? "lost" : rows[0].cancelled ? "cancelled" : "own"
}

/** Done, as of this transaction's commit; false where it was cancelled or another start took over, and nothing may be committed. */
export async function settleDone(tx: Tx, id: Id, attempt: number, at: Progress, outcome: unknown): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE shell.job SET state = 'done', outcome = ${json(outcome ?? null)}, done = ${at.done}, total = ${at.done}, rate = ${at.rate}, seconds_left = NULL,
                         updated_at = clock_timestamp()
     WHERE company_id = ${tx.company} AND id = ${id} AND attempt = ${attempt} AND state = 'running' AND cancel_asked_at IS NULL`.execute(tx.db)
  return numAffectedRows === 1n
}

/** Ended otherwise, or back in the queue; what was cancelled meanwhile is that. What it became; null where it was not this start's any more. */
export async function settleOtherwise(
  tx: Tx,
  id: Id,
  attempt: number,
  state: "failed" | "queued",
  because: Because | null,
  outcome: unknown = null,
): Promise<JobState | null> {
  const { rows } = await sql<{ state: JobState }>`
    UPDATE shell.job SET state = CASE WHEN cancel_asked_at IS NULL THEN ${state} ELSE 'cancelled' END,
                         code = CASE WHEN cancel_asked_at IS NULL THEN ${because?.code ?? null} ELSE 'JOB_CANCELLED' END, figures = ${json(because?.figures ?? {})},
                         outcome = ${json(outcome)}, seconds_left = NULL, updated_at = clock_timestamp()
     WHERE company_id = ${tx.company} AND id = ${id} AND attempt = ${attempt} AND state = 'running'
    RETURNING state`.execute(tx.db)
  return rows[0]?.state ?? null
}

/** Once this is committed the job will not be done. False where it came too late. */
export async function askCancel(tx: Tx, id: Id): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE shell.job SET cancel_asked_at = coalesce(cancel_asked_at, clock_timestamp()), state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
                         code = CASE WHEN state = 'queued' THEN 'JOB_CANCELLED' ELSE code END
     WHERE company_id = ${tx.company} AND id = ${id} AND state IN ('queued', 'running')`.execute(tx.db)
  return numAffectedRows === 1n
}

export type JobAsked = { readonly subject: string; readonly request: unknown; readonly outcome: unknown }
export async function loadAsked(tx: Tx, kind: string, id: string): Promise<JobAsked | null> {
  const { rows } = await sql<JobAsked>`
    SELECT subject, request, outcome FROM shell.job WHERE company_id = ${tx.company} AND id = ${asId(id)} AND kind = ${kind}`.execute(tx.db)
  return rows[0] ?? null
}

/**
 * The jobs of the company, the newest first; with `sought` that one. A worker that died leaves a row that still says it runs: there the queue
 * knows better, and of a command its silence.
 */
export async function loadJobs(tx: Tx, limit: number, sought: string | null = null, before: string | null = null): Promise<JobRow[]> {
  const { rows } = await sql<Omit<JobRow, "done" | "total"> & { done: bigint; total: bigint | null }>`
    SELECT j.id, j.kind, j.subject, j.unit, j.background, j.actor->>'name' AS by, j.asker, coalesce(j.request->'options'->>'dryRun' = 'true', false) AS trial, j.attempt, j.done, j.total, j.outcome, s.state, j.figures,
           CASE WHEN s.state = j.state THEN j.code WHEN s.state = 'cancelled' THEN 'JOB_CANCELLED' WHEN s.state = 'failed' THEN 'WORKER_GONE' END AS code,
           CASE WHEN s.state IN ('running', 'done') THEN j.rate END AS rate, CASE WHEN s.state = 'running' THEN j.seconds_left END AS "secondsLeft",
           j.started_at AS "startedAt", j.updated_at AS "updatedAt"
      FROM shell.job j LEFT JOIN jobs.job q ON q.name = j.kind AND q.id = j.id
     CROSS JOIN LATERAL (SELECT j.updated_at < clock_timestamp() - ${SILENT_S} * interval '1 second' AS silent) l
     CROSS JOIN LATERAL (SELECT CASE
             WHEN j.state IN ('done', 'failed', 'cancelled') THEN j.state
             WHEN j.cancel_asked_at IS NOT NULL AND l.silent THEN 'cancelled'
             WHEN NOT j.background THEN CASE WHEN l.silent THEN 'failed' ELSE j.state END
             WHEN q.state IN ('created', 'retry') THEN 'queued'
             WHEN q.state = 'active' OR NOT l.silent THEN j.state
             ELSE 'failed' END AS state) s
     WHERE j.company_id = ${tx.company} AND (${sought}::text IS NULL OR j.id = ${sought === null ? null : asId(sought)}::uuid) AND (${before}::uuid IS NULL OR j.id < ${before}::uuid)
     ORDER BY j.id DESC LIMIT ${limit}`.execute(tx.db)
  return rows.map((row) => ({ ...row, done: Number(row.done), total: row.total === null ? null : Number(row.total) }))
}
