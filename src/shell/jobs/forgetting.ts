/**
 * What is kept for a while only: remembered answers and jobs that ended. A server looks now and every hour, and says what it forgot; several of them
 * do no harm. (The queue's own rows go by the queue's own rule, what was told to webhooks by theirs.)
 */
import { setTimeout as pause } from "node:timers/promises"
import { sql } from "kysely"
import type { Database } from "../db.ts"
import { REMEMBERED_HOURS } from "../http/idempotency.ts"
import { KEPT_DAYS } from "./job.ts"

const HOUR_MS = 3_600_000
/** As many as one call takes (the function's own limit), and how often in a row: the rest goes an hour later. */
const AT_ONCE = 10_000
const MOST_CALLS = 50

export type Forgotten = { readonly answers: number; readonly jobs: number }

/** By the database's injected clock. */
export async function forgetPast(db: Database, company: number, signal?: AbortSignal): Promise<Forgotten> {
  const all = async (forget: "shell.forget_answers" | "shell.forget_jobs", hours: number) => {
    let gone = 0
    for (let call = 0; call < MOST_CALLS && !signal?.aborted; call++) {
      const n = await db.inCompany(company, async (tx) => {
        const before = new Date(tx.now().getTime() - hours * HOUR_MS)
        return (await sql<{ n: number }>`SELECT ${sql.raw(forget)}(${before}) AS n`.execute(tx.db)).rows[0]!.n
      })
      gone += n
      if (n < AT_ONCE) break
    }
    return gone
  }
  return { answers: await all("shell.forget_answers", REMEMBERED_HOURS), jobs: await all("shell.forget_jobs", KEPT_DAYS * 24) }
}

/** `noted` hears what went, `failed` of what did not work: it is tried again an hour later. */
export function startForgetting(
  db: Database,
  companies: () => Promise<readonly { readonly id: number; readonly code: string }[]>,
  noted: (what: Forgotten & { readonly company: string }) => void,
  failed: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const round = async () => {
    for (const { id, code } of await companies()) {
      if (stopping.signal.aborted) return
      const gone = await forgetPast(db, id, stopping.signal)
      if (gone.answers + gone.jobs > 0) noted({ company: code, ...gone })
    }
  }
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await round().catch(failed)
      await pause(HOUR_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
