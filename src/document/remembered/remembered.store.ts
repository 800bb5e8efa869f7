/** document.mapping: how the files of a source were understood, by header. */
import { createHash } from "node:crypto"
import { sql } from "kysely"
import type { Tx } from "../../shell/db.ts"
import type { Understanding } from "./remembered.ts"

/** So many headers of one source are remembered at work; nobody exports more. */
const REMEMBERED = 50
/** Newest first. */
export const loadUnderstandings = async (tx: Tx, source: string): Promise<Understanding[]> =>
  (
    await sql<{ mapping: Understanding }>`SELECT mapping FROM document.mapping
      WHERE company_id = ${tx.company} AND source = ${source} AND mapping ? 'mapping' ORDER BY used_at DESC, header LIMIT ${REMEMBERED}`.execute(
      tx.db,
    )
  ).rows.map((row) => row.mapping)

export async function rememberUnderstanding(tx: Tx, source: string, { header: names, mapping }: Understanding): Promise<void> {
  const header = createHash("sha256").update(JSON.stringify(names)).digest("hex")
  await sql`INSERT INTO document.mapping (company_id, source, header, mapping, used_at)
    VALUES (${tx.company}, ${source}, ${header}, ${JSON.stringify({ header: names, mapping })}, ${tx.now()})
    ON CONFLICT (company_id, source, header) DO UPDATE SET mapping = EXCLUDED.mapping, used_at = EXCLUDED.used_at`.execute(tx.db)
}

/** An import that is undone may have been misread: its next file is looked at with fresh eyes. */
export async function forgetUnderstanding(tx: Tx, importId: string): Promise<void> {
  await sql`UPDATE document.mapping m SET mapping = '{}' FROM document.import i
    WHERE i.company_id = ${tx.company} AND i.id = ${importId} AND m.company_id = i.company_id AND m.source = i.source AND m.mapping->'mapping' = i.mapping`.execute(
    tx.db,
  )
}
