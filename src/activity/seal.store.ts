import { sql } from "kysely"
import type { Database, Tx } from "../shell/db.ts"
import type { Head } from "./heads.ts"

/** Chains what is committed and unsealed. */
export async function sealCompany(tx: Tx): Promise<void> {
  await sql`SELECT activity.seal_pending()`.execute(tx.db)
}

/** The committed head where it was not published yet, held until the transaction ends; null when there is nothing to say. */
export async function holdUnpublishedHead(tx: Tx): Promise<Head | null> {
  const { rows } = await sql<{ seq: bigint | null; hash: Buffer; published: bigint }>`SELECT seq, hash, published FROM activity.hold_head()`.execute(
    tx.db,
  )
  const { seq, hash, published } = rows[0]!
  return seq === null || published === seq ? null : { seq, hash: hash.toString("hex") }
}

export async function markHeadPublished(tx: Tx): Promise<void> {
  await sql`SELECT activity.head_is_published()`.execute(tx.db)
}

/** Whose acts wait for their seal, or whose head to be published. */
export const companiesWaiting = (db: Database): Promise<number[]> =>
  db.inCompanies([], async (tx) =>
    (await sql<{ id: number }>`SELECT id FROM activity.companies_waiting() AS id`.execute(tx.db)).rows.map((r) => r.id),
  )

/** Names all that was ever done in a company, as this transaction sees it: the end of its chain and what waits to be chained. */
export async function stateOfLog(tx: Tx): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    SELECT concat_ws(' ', (SELECT encode(h.hash, 'hex') FROM activity.head h WHERE h.company_id = ${tx.company}),
                          (SELECT md5(string_agg(u.act_id::text, ',' ORDER BY u.act_id)) FROM activity.unsealed u WHERE u.company_id = ${tx.company})) AS state`.execute(
    tx.db,
  )
  return rows[0]!.state
}
