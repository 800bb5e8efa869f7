/** The evidence room's rows: which files the vault keeps, and under which names they came. */
import { sql } from "kysely"
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"

/**
 * Whoever stores a file holds the vault open from before the file is written until its row is committed; whoever sweeps closes it. So nothing
 * is swept between the two.
 */
export async function holdVault(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(hashtext('encours.vault'), ${tx.company})`.execute(tx.db)
}
/** False while somebody holds it. */
export const closeVault = async (tx: Tx): Promise<boolean> =>
  (await sql<{ closed: boolean }>`SELECT pg_try_advisory_xact_lock(hashtext('encours.vault'), ${tx.company}) AS closed`.execute(tx.db)).rows[0]!
    .closed

export type FileRow = {
  readonly id: Id
  readonly sha256: string
  readonly bytes: number
  readonly mediaType: string
  readonly source: string
  readonly name: string
  readonly actId: Id
}
export async function insertFile(tx: Tx, row: FileRow): Promise<void> {
  await sql`
    WITH salted AS (SELECT uuid_send(gen_random_uuid()) AS salt), kept AS (
      INSERT INTO evidence.file (company_id, id, sha256, bytes, media_type, source, name_digest, act_id, recorded_at)
      SELECT ${tx.company}, ${row.id}, ${row.sha256}, ${row.bytes}, ${row.mediaType}, ${row.source}, sha256(salt || convert_to(${row.name}, 'UTF8')), ${row.actId}, ${tx.now()}
        FROM salted)
    INSERT INTO evidence.file_name (company_id, file_id, name, salt) SELECT ${tx.company}, ${row.id}, ${row.name}, salt FROM salted`.execute(tx.db)
}

/** Of `f`: kept with a customer and erased with it. Its content is nobody's any more. */
export const givenUp = sql`(f.source = 'customer' AND NOT EXISTS (SELECT FROM evidence.file_name g WHERE g.company_id = f.company_id AND g.file_id = f.id AND g.name IS NOT NULL))`

export type ListedFile = {
  readonly id: Id
  readonly sha256: string
  readonly bytes: bigint
  readonly mediaType: string
  /** Null once it was erased. */
  readonly name: string | null
  readonly source: string
  readonly act: Id
  readonly at: string
}
/** What is kept, newest first, so many at most; with `sought` only the file of that id, or those of that content; a page begins after the row `after`. */
export const loadFiles = async (tx: Tx, most: number, sought: string | null = null, after: string | null = null): Promise<ListedFile[]> =>
  (
    await sql<ListedFile>`
      SELECT f.id, f.sha256, f.bytes, f.media_type AS "mediaType", n.name, f.source, f.act_id AS act, to_char(f.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
        FROM evidence.file f LEFT JOIN evidence.file_name n ON n.company_id = ${tx.company} AND n.file_id = f.id
       WHERE f.company_id = ${tx.company} AND NOT ${givenUp} AND (${sought}::text IS NULL OR f.id::text = ${sought} OR f.sha256 = ${sought})
         AND (${after}::uuid IS NULL OR (f.recorded_at, f.id) < (SELECT b.recorded_at, b.id FROM evidence.file b WHERE b.company_id = ${tx.company} AND b.id = ${after}::uuid))
       ORDER BY f.recorded_at DESC, f.id DESC LIMIT ${most}`.execute(tx.db)
  ).rows

/** Those of `hashes` that no row of the company refers to. */
export const unreferred = async (tx: Pick<Tx, "db">, company: number, hashes: readonly string[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ sha256: string }>`
    SELECT h AS sha256 FROM unnest(${hashes}::text[]) h
     WHERE NOT EXISTS (SELECT FROM evidence.file f WHERE f.company_id = ${company} AND f.sha256 = h AND NOT ${givenUp})`.execute(tx.db)
  return new Set(rows.map((row) => row.sha256))
}

const NAMES_AT_ONCE = 1_000
/** Names of received files that are not erased, by id, some at a time. */
export const namesAfter = async (tx: Tx, after: Id | null): Promise<{ readonly id: Id; readonly name: string }[]> =>
  (
    await sql<{ id: Id; name: string }>`SELECT n.file_id AS id, n.name FROM evidence.file_name n
      JOIN evidence.file f ON f.company_id = ${tx.company} AND f.id = n.file_id AND f.source <> 'customer'
      WHERE n.company_id = ${tx.company} AND n.name IS NOT NULL AND (${after}::uuid IS NULL OR n.file_id > ${after}::uuid) ORDER BY n.file_id LIMIT ${NAMES_AT_ONCE}`.execute(
      tx.db,
    )
  ).rows
export async function eraseNames(tx: Tx, ids: readonly Id[]): Promise<void> {
  await sql`UPDATE evidence.file_name SET name = NULL, salt = NULL WHERE company_id = ${tx.company} AND file_id = ANY (${ids}::uuid[])`.execute(tx.db)
}
