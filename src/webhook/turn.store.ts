/** What a turn of an endpoint takes and what came of it. Everybody's clock is the database's. */
import { sql } from "kysely"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { Database, Tx } from "../shell/db.ts"

export type Told = { readonly code: string; readonly at: Date; readonly subject: Readonly<Record<string, unknown>>; readonly after: unknown }
export type ToldEntry = {
  readonly id: Id
  readonly kind: string
  readonly side: string
  readonly number: string
  readonly customer: string
  readonly currency: Currency
  readonly amount: Minor
  readonly on: string
}
export type Taken = { readonly id: Id; readonly act: Id; readonly tries: number; readonly body: string | null }
/** Where to and signed with what; `former` while both sign. */
export type Signer = { readonly url: string; readonly secret: Uint8Array; readonly former: Uint8Array | null }

export const endpointsDue = (db: Database): Promise<{ readonly company: number; readonly endpoint: Id }[]> =>
  db.inCompanies(
    [],
    async (tx) =>
      (
        await sql<{ company: number; endpoint: Id }>`SELECT company_id AS company, endpoint_id AS endpoint FROM webhook.endpoints_due()`.execute(
          tx.db,
        )
      ).rows,
  )

/** Deliveries that have ended, with their log, so many days after their act. */
export const forgetOld = async (tx: Tx, days: number): Promise<bigint> =>
  (await sql<{ n: bigint }>`SELECT webhook.forget_old(${days}) AS n`.execute(tx.db)).rows[0]!.n

/** An endpoint that is told something; null when it was removed or switched off. */
export const loadSigner = async (tx: Tx, endpoint: Id): Promise<Signer | null> =>
  (
    await sql<Signer>`
      SELECT url, secret, CASE WHEN former_until > clock_timestamp() THEN former_secret END AS former FROM webhook.endpoint
       WHERE company_id = ${tx.company} AND id = ${endpoint} AND removed_at IS NULL AND disabled_at IS NULL`.execute(tx.db)
  ).rows[0] ?? null

/** What is due, the oldest acts first, taken for `holdS` seconds: should we die meanwhile, it is due again then. */
export async function takeDue(tx: Tx, endpoint: Id, most: number, holdS: number): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    UPDATE webhook.delivery d SET tries = d.tries + 1, next_at = clock_timestamp() + ${holdS} * interval '1 second'
      FROM (SELECT id FROM webhook.delivery WHERE company_id = ${tx.company} AND endpoint_id = ${endpoint} AND state = 'pending' AND next_at <= clock_timestamp()
             ORDER BY act_id LIMIT ${most} FOR UPDATE SKIP LOCKED) due
     WHERE d.company_id = ${tx.company} AND d.id = due.id
    RETURNING d.id, d.act_id AS act, d.tries, d.body`.execute(tx.db)
  return rows.toSorted((a, b) => (a.act < b.act ? -1 : 1))
}

export async function keepBody(tx: Tx, id: Id, body: string): Promise<void> {
  await sql`UPDATE webhook.delivery SET body = ${body} WHERE company_id = ${tx.company} AND id = ${id} AND body IS NULL`.execute(tx.db)
}

export const loadAct = async (tx: Tx, id: Id): Promise<Told> =>
  (await sql<Told>`SELECT act AS code, at, subject, after FROM activity.act WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)).rows[0]!

/** The entries an act posted, and those it names. */
export async function loadToldEntries(tx: Tx, act: Id, named: readonly Id[], most: number): Promise<ToldEntry[]> {
  const { rows } = await sql<ToldEntry>`
    SELECT e.id, e.kind, e.side, e.number, c.code AS customer, e.currency, e.amount, coalesce(e.original_on, e.effective_on) AS "on"
      FROM ((SELECT e.id FROM ledger.entry e WHERE e.company_id = ${tx.company} AND e.act_id = ${act} LIMIT ${most})
            UNION SELECT unnest(${named}::uuid[])) told
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = told.id
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = e.customer_id
     ORDER BY e.id`.execute(tx.db)
  return rows
}

export const companyCode = async (tx: Tx): Promise<string> =>
  (await sql<{ code: string }>`SELECT code FROM company.company WHERE id = ${tx.company}`.execute(tx.db)).rows[0]!.code

export type Met = {
  readonly id: Id
  readonly status: number | null
  readonly code: string | null
  readonly ms: number
  readonly answer: string | null
}

/** The log, and what follows: delivered, tried again after `pauseS`, or given up. What was asked for again meanwhile stays due. */
export async function recordTry(tx: Tx, met: Met, tries: number, pauseS: number | null): Promise<void> {
  await sql`INSERT INTO webhook.attempt (company_id, delivery_id, status, code, ms, answer)
    VALUES (${tx.company}, ${met.id}, ${met.status}, ${met.code}, ${met.ms}, ${met.answer})`.execute(tx.db)
  const state = met.code === null ? "delivered" : pauseS === null ? "failed" : "pending"
  await sql`
    UPDATE webhook.delivery SET state = ${state}, next_at = CASE WHEN ${state} = 'pending' THEN clock_timestamp() + ${pauseS}::int * interval '1 second' END
     WHERE company_id = ${tx.company} AND id = ${met.id} AND state = 'pending' AND tries = ${tries}`.execute(tx.db)
}

/** Something came through: it is sound again. */
export async function endFailing(tx: Tx, endpoint: Id): Promise<void> {
  await sql`UPDATE webhook.endpoint SET failing_since = NULL WHERE company_id = ${tx.company} AND id = ${endpoint} AND failing_since IS NOT NULL`.execute(
    tx.db,
  )
}

export async function beginFailing(tx: Tx, endpoint: Id): Promise<void> {
  await sql`UPDATE webhook.endpoint SET failing_since = clock_timestamp() WHERE company_id = ${tx.company} AND id = ${endpoint} AND failing_since IS NULL`.execute(
    tx.db,
  )
}

/** Whether nothing came through since before the first of the last `tries` tries of this delivery. */
export async function failedThroughout(tx: Tx, endpoint: Id, delivery: Id, tries: number): Promise<boolean> {
  const { rows } = await sql<{ throughout: boolean }>`
    SELECT e.failing_since <= f.first AS throughout FROM webhook.endpoint e,
           (SELECT min(at) AS first FROM (SELECT a.at FROM webhook.attempt a WHERE a.company_id = ${tx.company} AND a.delivery_id = ${delivery}
             ORDER BY a.at DESC LIMIT ${tries}) t) f
     WHERE e.company_id = ${tx.company} AND e.id = ${endpoint}`.execute(tx.db)
  return rows[0]?.throughout === true
}
