import { sql } from "kysely"
import type { Id } from "../../kernel/id.ts"
import type { Tx } from "../../shell/db.ts"
import type { CustomerFile } from "./files.ts"

export async function insertCustomerFile(tx: Tx, id: Id, customer: Id, actId: Id): Promise<void> {
  await sql`INSERT INTO contact.file (company_id, id, customer_id, act_id, added_at) VALUES (${tx.company}, ${id}, ${customer}, ${actId}, ${tx.now()})`.execute(
    tx.db,
  )
}

const MOST = 500
/** The newest first; `sought`: that one alone, removed or not. */
export async function loadCustomerFiles(tx: Tx, customer: Id, sought: string | null = null): Promise<CustomerFile[]> {
  const { rows } = await sql<CustomerFile>`
    SELECT k.id, n.name, f.bytes, f.sha256, k.added_at AS at, a.actor AS by, k.removed_at IS NOT NULL AS removed
      FROM contact.file k
      JOIN evidence.file f ON f.company_id = ${tx.company} AND f.id = k.id
      JOIN evidence.file_name n ON n.company_id = ${tx.company} AND n.file_id = k.id AND n.name IS NOT NULL
      JOIN activity.act a ON a.company_id = ${tx.company} AND a.id = k.act_id
     WHERE k.company_id = ${tx.company} AND k.customer_id = ${customer} AND CASE WHEN ${sought}::text IS NULL THEN k.removed_at IS NULL ELSE k.id::text = ${sought} END
     ORDER BY k.added_at DESC, k.id DESC LIMIT ${MOST}`.execute(tx.db)
  return rows
}

export async function markRemoved(tx: Tx, id: Id, removed: boolean): Promise<void> {
  await sql`UPDATE contact.file SET removed_at = CASE WHEN ${removed} THEN ${tx.now()}::timestamptz END WHERE company_id = ${tx.company} AND id = ${id}`.execute(
    tx.db,
  )
}
