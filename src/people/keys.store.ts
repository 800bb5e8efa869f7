import { sql } from "kysely"
import type { Tx } from "../shell/db.ts"
import type { ApiKey } from "./keys.ts"

const COLUMNS = sql`id, name, role, scopes, start, made_at AS "madeAt", revoked_at AS "revokedAt"`

export async function insertKey(tx: Tx, key: Omit<ApiKey, "revokedAt">, digest: Uint8Array): Promise<void> {
  await sql`
    INSERT INTO people.api_key (company_id, id, name, role, scopes, start, digest, made_at)
    VALUES (${tx.company}, ${key.id}, ${key.name}, ${key.role}, ${key.scopes}, ${key.start}, ${digest}, ${key.madeAt})`.execute(tx.db)
}

/** Newest first. */
export const loadKeys = async (tx: Tx): Promise<ApiKey[]> =>
  (await sql<ApiKey>`SELECT ${COLUMNS} FROM people.api_key WHERE company_id = ${tx.company} ORDER BY made_at DESC, id DESC`.execute(tx.db)).rows

/** A key in force. */
export const findKey = async (tx: Tx, digest: Uint8Array): Promise<ApiKey | null> =>
  (
    await sql<ApiKey>`SELECT ${COLUMNS} FROM people.api_key WHERE company_id = ${tx.company} AND digest = ${digest} AND revoked_at IS NULL`.execute(
      tx.db,
    )
  ).rows[0] ?? null

/** The key, by its id or its unmistakable beginning; null where it is unknown, or revoked already. */
export async function revokeKey(tx: Tx, sought: string): Promise<ApiKey | null> {
  const { rows } = await sql<ApiKey>`
    UPDATE people.api_key SET revoked_at = ${tx.now()}
     WHERE company_id = ${tx.company} AND (id::text = ${sought} OR start = ${sought}) AND revoked_at IS NULL
    RETURNING ${COLUMNS}`.execute(tx.db)
  return rows[0] ?? null
}
