/** What a room asks of jobs within its own acts: how many of a kind wait, and what they keep in words, where words have to go. */
import { sql } from "kysely"
import type { Id } from "../../kernel/id.ts"
import type { Tx } from "../db.ts"
import { askCancel } from "./job.store.ts"

export { askCancel as cancelJob }

/** How many jobs of a kind somebody has waiting or at work: what the queue still holds of them. */
export const waitingOf = async (tx: Tx, kind: string, asker: string): Promise<number> =>
  (
    await sql<{
      n: number
    }>`SELECT count(*)::int AS n FROM shell.job j JOIN jobs.job q ON q.name = j.kind AND q.id = j.id AND q.state IN ('created', 'retry', 'active')
      WHERE j.company_id = ${tx.company} AND j.kind = ${kind} AND j.asker = ${asker} AND j.state IN ('queued', 'running')`.execute(tx.db)
  ).rows[0]!.n

export type JobWords = {
  readonly id: Id
  readonly subject: string
  readonly request: unknown
  readonly figures: Readonly<Record<string, unknown>> | null
  readonly outcome: unknown
}
const AT_ONCE = 20

/** Some at a time, by id; held until the transaction ends, so that none ends otherwise meanwhile. */
export const keptOf = async (tx: Tx, kind: string, after: Id | null): Promise<JobWords[]> =>
  (
    await sql<JobWords>`SELECT id, subject, request, figures, outcome FROM shell.job
      WHERE company_id = ${tx.company} AND kind = ${kind} AND (${after}::uuid IS NULL OR id > ${after}::uuid) ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`.execute(
      tx.db,
    )
  ).rows

export async function rewriteKept(tx: Tx, id: Id, { subject, request, figures, outcome }: Omit<JobWords, "id">): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  await sql`UPDATE shell.job SET subject = ${subject}, request = ${json(request)}, figures = ${json(figures)}, outcome = ${json(outcome)}
    WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}
