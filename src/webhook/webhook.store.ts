import { sql } from "kysely"
import { asId, type Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import { type Attempt, BOTH_SIGN_HOURS, type Delivery, type Endpoint } from "./webhook.ts"

const ENDPOINT = sql`id, url, types, made_at AS "madeAt", CASE WHEN former_until > clock_timestamp() THEN former_until END AS "bothSignUntil",
  failing_since AS "failingSince", disabled_at AS "disabledAt", disabled_because AS "disabledBecause",
  (SELECT count(*)::int FROM webhook.delivery d WHERE d.company_id = endpoint.company_id AND d.endpoint_id = endpoint.id AND d.state = 'held') AS held`

export async function insertEndpoint(tx: Tx, { id, url, types }: Pick<Endpoint, "id" | "url" | "types">, secret: Uint8Array): Promise<void> {
  await sql`
    INSERT INTO webhook.endpoint (company_id, id, url, types, secret, made_at) VALUES (${tx.company}, ${id}, ${url}, ${types}, ${secret}, ${tx.now()})`.execute(
    tx.db,
  )
}

/** Newest first; those removed are not shown. */
export const loadEndpoints = async (tx: Tx): Promise<Endpoint[]> =>
  (
    await sql<Endpoint>`SELECT ${ENDPOINT} FROM webhook.endpoint WHERE company_id = ${tx.company} AND removed_at IS NULL ORDER BY id DESC`.execute(
      tx.db,
    )
  ).rows

/** The endpoint, held until the transaction ends: who changes it and who signs for it wait for each other. */
export const holdEndpoint = async (tx: Tx, id: string): Promise<Endpoint | null> =>
  (
    await sql<Endpoint>`SELECT ${ENDPOINT} FROM webhook.endpoint WHERE company_id = ${tx.company} AND id = ${asId(id)} AND removed_at IS NULL FOR UPDATE`.execute(
      tx.db,
    )
  ).rows[0] ?? null

export async function replaceSecret(tx: Tx, id: Id, secret: Uint8Array): Promise<void> {
  await sql`
    UPDATE webhook.endpoint SET former_secret = secret, former_until = clock_timestamp() + ${BOTH_SIGN_HOURS} * interval '1 hour', secret = ${secret}
     WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

export async function removeEndpoint(tx: Tx, id: Id): Promise<void> {
  await sql`UPDATE webhook.endpoint SET removed_at = clock_timestamp() WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
  await giveUpWaiting(tx, id)
}

export async function disableEndpoint(tx: Tx, id: Id, because: "FAILING" | "GONE"): Promise<void> {
  await sql`
    UPDATE webhook.endpoint SET disabled_at = clock_timestamp(), disabled_because = ${because} WHERE company_id = ${tx.company} AND id = ${id}`.execute(
    tx.db,
  )
  await giveUpWaiting(tx, id)
}

/** What still waits for an endpoint that is told nothing more; it can be asked for again. */
const giveUpWaiting = (tx: Tx, endpoint: Id) =>
  sql`UPDATE webhook.delivery SET state = 'failed', next_at = NULL WHERE company_id = ${tx.company} AND endpoint_id = ${endpoint} AND state IN ('pending', 'held')`.execute(
    tx.db,
  )

/** Whatever waits, of all the company's endpoints. */
export async function holdWaiting(tx: Tx): Promise<void> {
  await sql`UPDATE webhook.delivery SET state = 'held', next_at = NULL WHERE company_id = ${tx.company} AND state = 'pending'`.execute(tx.db)
}

export const countHeld = async (tx: Tx): Promise<number> =>
  (await sql<{ n: number }>`SELECT count(*)::int AS n FROM webhook.delivery WHERE company_id = ${tx.company} AND state = 'held'`.execute(tx.db))
    .rows[0]!.n

/** What is held becomes due, or is given up; how many. */
export async function endHolding(tx: Tx, endpoint: Id, state: "pending" | "failed"): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE webhook.delivery SET state = ${state}, next_at = CASE WHEN ${state} = 'pending' THEN clock_timestamp() END
     WHERE company_id = ${tx.company} AND endpoint_id = ${endpoint} AND state = 'held'`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

export async function enableEndpoint(tx: Tx, id: Id): Promise<void> {
  await sql`
    UPDATE webhook.endpoint SET disabled_at = NULL, disabled_because = NULL, failing_since = NULL WHERE company_id = ${tx.company} AND id = ${id}`.execute(
    tx.db,
  )
}

/** Due now, with all its tries before it; null where it is none of this endpoint's. */
export async function makeDue(tx: Tx, endpoint: Id, delivery: string): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`
    UPDATE webhook.delivery SET state = 'pending', tries = 0, next_at = clock_timestamp()
     WHERE company_id = ${tx.company} AND endpoint_id = ${endpoint} AND id = ${asId(delivery)}
    RETURNING id`.execute(tx.db)
  return rows[0]?.id ?? null
}

type DeliveryRow = Omit<Delivery, "last"> & { readonly [K in keyof Attempt as `last_${K}`]: Attempt[K] | null }
const toDelivery = ({ last_at, last_status, last_code, last_ms, last_answer, ...row }: DeliveryRow): Delivery => ({
  ...row,
  last: last_at === null ? null : { at: last_at, status: last_status, code: last_code, ms: last_ms!, answer: last_answer },
})

/** Newest first, from before a place in that order. */
export async function loadDeliveries(tx: Tx, endpoint: Id, limit: number, before: string | null): Promise<Delivery[]> {
  const { rows } = await sql<DeliveryRow>`
    SELECT d.id, d.act_id AS act, d.type, d.state, d.tries, d.next_at AS "nextAt",
           a.at AS last_at, a.status AS last_status, a.code AS last_code, a.ms AS last_ms, a.answer AS last_answer
      FROM webhook.delivery d
      LEFT JOIN LATERAL (SELECT a.at, a.status, a.code, a.ms, a.answer FROM webhook.attempt a
                          WHERE a.company_id = d.company_id AND a.delivery_id = d.id ORDER BY a.at DESC LIMIT 1) a ON true
     WHERE d.company_id = ${tx.company} AND d.endpoint_id = ${endpoint} AND (${before}::uuid IS NULL OR d.act_id < ${before})
     ORDER BY d.act_id DESC LIMIT ${limit}`.execute(tx.db)
  return rows.map(toDelivery)
}

/** One delivery whole: what is sent, and its tries, the newest first. */
export async function loadDelivery(
  tx: Tx,
  endpoint: Id,
  id: Id,
): Promise<{ readonly type: string; readonly state: Delivery["state"]; readonly body: string | null; readonly attempts: Attempt[] } | null> {
  const { rows } = await sql<{ type: string; state: Delivery["state"]; body: string | null }>`
    SELECT type, state, body FROM webhook.delivery WHERE company_id = ${tx.company} AND endpoint_id = ${endpoint} AND id = ${id}`.execute(tx.db)
  const found = rows[0]
  if (!found) return null
  const attempts = await sql<Attempt>`
    SELECT at, status, code, ms, answer FROM webhook.attempt WHERE company_id = ${tx.company} AND delivery_id = ${id} ORDER BY at DESC LIMIT 100`.execute(
    tx.db,
  )
  return { ...found, attempts: attempts.rows }
}
