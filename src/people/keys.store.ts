import { sql } from "kysely"
import type { Creditor } from "../shell/context.ts"
import type { OneCall, Tx } from "../shell/db.ts"
import type { ApiKey } from "./keys.ts"

const COLUMNS = sql`id, name, role, scopes, start, made_at AS "madeAt", revoked_at AS "revokedAt"`

export async function insertKey(tx: Tx, key: Omit<ApiKey, "revokedAt">, digest: Uint8Array, maker: string | null): Promise<void> {
  await sql`
    INSERT INTO people.api_key (company_id, id, name, role, scopes, start, digest, made_at, made_by)
    VALUES (${tx.company}, ${key.id}, ${key.name}, ${key.role}, ${key.scopes}, ${key.start}, ${digest}, ${key.madeAt}, ${maker})`.execute(tx.db)
}

/** Newest first. */
export const loadKeys = async (tx: Tx): Promise<ApiKey[]> =>
  (await sql<ApiKey>`SELECT ${COLUMNS} FROM people.api_key WHERE company_id = ${tx.company} ORDER BY made_at DESC, id DESC`.execute(tx.db)).rows

/** Those in force that a person made. */
export const loadKeysOf = async (tx: Tx, person: string): Promise<ApiKey[]> =>
  (
    await sql<ApiKey>`SELECT ${COLUMNS} FROM people.api_key WHERE company_id = ${tx.company} AND made_by = ${person} AND revoked_at IS NULL ORDER BY made_at DESC, id DESC`.execute(
      tx.db,
    )
  ).rows

type KeyRow = Omit<ApiKey, "madeAt" | "revokedAt"> & { made_at: Date; code: string; company_name: string; country: string; currency: string }
/** A key in force, and its company: asked at every request, so in one round trip. */
export async function findKey(alone: OneCall, digest: Uint8Array): Promise<{ readonly key: ApiKey; readonly company: Creditor } | null> {
  const [row] = await alone.call<KeyRow>("SELECT * FROM people.key_in_force($1, $2)", [digest])
  if (!row) return null
  const { made_at: madeAt, code, company_name: name, country, currency, ...key } = row
  return { key: { ...key, madeAt, revokedAt: null }, company: { id: alone.company, code, name, country, currency } }
}

/** The key, by its id or its unmistakable beginning; null where it is unknown, or revoked already. */
export async function revokeKey(tx: Tx, sought: string): Promise<ApiKey | null> {
  const { rows } = await sql<ApiKey>`
    UPDATE people.api_key SET revoked_at = ${tx.now()}
     WHERE company_id = ${tx.company} AND (id::text = ${sought} OR start = ${sought}) AND revoked_at IS NULL
    RETURNING ${COLUMNS}`.execute(tx.db)
  return rows[0] ?? null
}
