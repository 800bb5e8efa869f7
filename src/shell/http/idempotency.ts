/**
 * Idempotency-Key: the answer is written in the transaction of its effect, so that asked again (after a lost answer, or at the same time) there
 * is one effect and the same answer. The same key with another request is refused.
 */
import { createHash } from "node:crypto"
import { sql } from "kysely"
import { Refused } from "../../kernel/result.ts"
import type { Books, Tx } from "../db.ts"
import type { Answer, Caller } from "./endpoint.ts"

/** How long an answer is remembered, at least: whoever lost one has a long week-end to ask again. Then the same key is a new act. */
export const REMEMBERED_HOURS = 72

type Kept = { readonly asked: Uint8Array; readonly answer: unknown; readonly headers: Record<string, string> | null }

export async function answerOnce(
  db: Books,
  caller: Pick<Caller, "id" | "company">,
  key: string | undefined,
  request: string,
  act: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return db.inCompany(caller.company.id, act)
  const asked = createHash("sha256").update(request).digest()
  return db.inCompany(caller.company.id, async (tx) => {
    // Whoever asks the same at the same time waits at this row until the first has committed, and then finds its answer.
    const { rows: kept } = await sql<Kept>`
      INSERT INTO shell.answered (company_id, key, caller, asked, at) VALUES (${tx.company}, ${key}, ${caller.id}, ${asked}, ${tx.now()})
      ON CONFLICT (company_id, caller, key) DO UPDATE SET key = excluded.key
      RETURNING asked, answer, headers`.execute(tx.db)
    const before = kept[0]!
    if (!asked.equals(before.asked)) throw new Refused("KEY_USED_BEFORE", { key })
    if (before.answer !== null) return { body: before.answer, headers: { ...before.headers, "Idempotency-Replayed": "true" } }
    const answer = await act(tx)
    await sql`
      UPDATE shell.answered SET answer = ${JSON.stringify(answer.body)}, headers = ${JSON.stringify(answer.headers ?? {})}
       WHERE company_id = ${tx.company} AND caller = ${caller.id} AND key = ${key}`.execute(tx.db)
    return answer
  })
}
