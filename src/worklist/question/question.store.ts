/** Questions to colleagues, and which of them a link opens. */
import { sql } from "kysely"
import { asId, type Id } from "../../kernel/id.ts"
import type { Language } from "../../kernel/text.ts"
import type { Tx } from "../../shell/db.ts"
import type { Choice, NewQuestion, Question } from "./question.ts"

const QUESTION = (tx: Tx) => sql`
  SELECT q.id, c.code AS customer, c.name AS "customerName", q.dispute_id AS dispute, e.number AS item, q.asked_of AS "askedOf", q.asked_by AS "askedBy", q.language,
         w.text AS words, q.with_choice AS "withChoice", q.due_on AS "dueOn", q.asked_at AS "askedAt", q.ends_at AS "endsAt", q.withdrawn_at AS "withdrawnAt",
         q.answered_at AS "answeredAt", q.choice, r.text AS answer
    FROM worklist.question q
    JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = q.customer_id
    JOIN contact.text w ON w.company_id = ${tx.company} AND w.id = q.text_id
    LEFT JOIN contact.text r ON r.company_id = ${tx.company} AND r.id = q.answer_id
    LEFT JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = q.entry_id
   WHERE q.company_id = ${tx.company}`

type Kept = Omit<NewQuestion, "customer" | "item" | "words" | "days"> & {
  readonly id: Id
  readonly customerId: Id
  readonly item: { readonly entryId: Id; readonly no: number } | null
  readonly askedBy: string
  readonly language: Language
  readonly textId: Id
  readonly digest: Uint8Array
  readonly endsAt: Date
  readonly actId: Id
}
export async function insertQuestion(tx: Tx, q: Kept): Promise<void> {
  await sql`INSERT INTO worklist.question (company_id, id, customer_id, dispute_id, entry_id, no, asked_of, asked_by, language, text_id, with_choice, due_on, token_digest, asked_at,
      ends_at, act_id)
    VALUES (${tx.company}, ${q.id}, ${q.customerId}, ${q.dispute}, ${q.item?.entryId ?? null}, ${q.item?.no ?? null}, ${q.askedOf}, ${q.askedBy}, ${q.language}, ${q.textId},
            ${q.withChoice}, ${q.dueOn}, ${q.digest}, ${tx.now()}, ${q.endsAt}, ${q.actId})`.execute(tx.db)
}

/** The newest first. */
export async function loadQuestions(tx: Tx, customer: Id | null, before: string | null, limit: number): Promise<Question[]> {
  const { rows } =
    await sql<Question>`${QUESTION(tx)} AND (${customer}::uuid IS NULL OR q.customer_id = ${customer}) AND (${before}::uuid IS NULL OR q.id < ${before}::uuid)
    ORDER BY q.id DESC LIMIT ${limit}`.execute(tx.db)
  return rows
}
export const loadQuestion = async (tx: Tx, id: Id): Promise<Question | null> =>
  (await sql<Question>`${QUESTION(tx)} AND q.id = ${id}`.execute(tx.db)).rows[0] ?? null

export type Live = { readonly id: Id; readonly customerId: Id; readonly item: { readonly entryId: Id; readonly no: number } | null }
type LiveRow = { id: Id; customerId: Id; entryId: Id | null; no: number | null }
const live = ({ entryId, no, ...row }: LiveRow): Live => ({ ...row, item: entryId === null || no === null ? null : { entryId, no } })
/** What the link opens now: neither answered, taken back, ended nor erased. `hold`: until the transaction ends nobody else answers it. */
export async function findLive(tx: Tx, digest: Uint8Array, hold: boolean): Promise<Live | null> {
  const { rows } = await sql<LiveRow>`
    SELECT q.id, q.customer_id AS "customerId", q.entry_id AS "entryId", q.no FROM worklist.question q
     WHERE q.company_id = ${tx.company} AND q.token_digest = ${digest} AND q.answered_at IS NULL AND q.withdrawn_at IS NULL AND q.ends_at > ${tx.now()}
       AND EXISTS (SELECT FROM contact.text w WHERE w.company_id = ${tx.company} AND w.id = q.text_id AND w.text IS NOT NULL) ${hold ? sql`FOR UPDATE` : sql``}`.execute(
    tx.db,
  )
  return rows[0] ? live(rows[0]) : null
}

export async function endQuestion(tx: Tx, id: Id, choice: Choice | null, answerId: Id, actId: Id): Promise<void> {
  await sql`UPDATE worklist.question SET answered_at = ${tx.now()}, choice = ${choice}, answer_id = ${answerId}, answer_act_id = ${actId}
    WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

/** The customer's id; null: there is none such, or it was answered or taken back before. */
export async function takeBack(tx: Tx, id: string): Promise<Id | null> {
  const { rows } = await sql<{ customerId: Id }>`
    UPDATE worklist.question SET withdrawn_at = ${tx.now()} WHERE company_id = ${tx.company} AND id = ${asId(id)} AND answered_at IS NULL AND withdrawn_at IS NULL
    RETURNING customer_id AS "customerId"`.execute(tx.db)
  return rows[0]?.customerId ?? null
}

/** All that still open something: after a restore nobody knows which were answered since. */
export async function endQuestions(tx: Tx): Promise<void> {
  await sql`UPDATE worklist.question SET withdrawn_at = ${tx.now()} WHERE company_id = ${tx.company} AND answered_at IS NULL AND withdrawn_at IS NULL`.execute(
    tx.db,
  )
}
