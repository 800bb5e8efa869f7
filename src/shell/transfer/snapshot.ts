/**
 * A whole database as its owner sees it at one moment: every table as text COPY, in one repeatable-read transaction that only reads.
 *
 * Always  row-level security is off, which fails instead of leaving rows out; rows come in the order in which they lie, so that a restored
 *         table read again gives the same bytes.
 */
import type { Readable } from "node:stream"
import pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import { Refused } from "../../kernel/result.ts"
import { errorCode } from "../trouble.ts"

/** Columns that are stored, by name: generated ones make themselves. */
export type Table = { readonly name: string; readonly columns: readonly string[] }
export type Sequence = { readonly name: string; readonly value: string; readonly called: boolean }
export type Applied = { readonly version: number; readonly name: string; readonly checksum: string }
export type Snapshot = {
  readonly at: Date
  readonly server: string
  readonly migrations: readonly Applied[]
  readonly tables: readonly Table[]
  readonly sequences: readonly Sequence[]
  /** Rows PostgreSQL believes to be there: how far a copy is, not what it holds. */
  readonly expectedRows: number
  copyOut(table: Table): Readable
  select<Row>(statement: string, values?: readonly unknown[]): Promise<Row[]>
}

/** How text looks on the wire is the same whatever the server's settings; large tables are read from their beginning. */
export const PLAIN_TEXT = `SET LOCAL client_encoding = 'UTF8'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL synchronize_seqscans = off; SET LOCAL row_security = off;
  SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = 0`

const OURS = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns, max(c.reltuples)::float8 AS rows
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
   WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND ${OURS} AND n.nspname = ANY ($1)
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
   GROUP BY n.nspname, c.relname ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`

/** The tables of these schemas, partitions one by one. */
export async function listTables(client: pg.ClientBase, schemas: readonly string[]): Promise<(Table & { readonly rows: number })[]> {
  return (await client.query(TABLES, [schemas])).rows
}

export const copyStatement = ({ name, columns }: Table) => `COPY ${name} (${columns.map((column) => pg.escapeIdentifier(column)).join(", ")})`

/** `schemas`: those of the house; what else lives in the database is left alone. Aborted, the reading ends with the signal's reason. */
export async function readSnapshot<T>(
  owner: pg.ClientConfig,
  schemas: readonly string[],
  work: (snapshot: Snapshot) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = new pg.Client(owner)
  client.on("error", () => {})
  await client.connect()
  const interrupt = () => void client.end().catch(() => {})
  signal?.addEventListener("abort", interrupt, { once: true })
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    await client.query(PLAIN_TEXT)
    // A company that is being removed takes its files with it: until we end, none is.
    await client.query("SELECT pg_advisory_xact_lock_shared(hashtext('encours.removal'), 0)")
    const listed = await listTables(client, schemas)
    // A migration that waits for its table cannot change it between our reading the list and the rows.
    if (listed.length > 0) await client.query(`LOCK TABLE ${listed.map(({ name }) => name).join(", ")} IN ACCESS SHARE MODE`)
    const { rows: about } = await client.query("SELECT now() AS at, current_setting('server_version') AS server")
    const sequences: Sequence[] = []
    const { rows: named } = await client.query(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'S' AND ${OURS} AND n.nspname = ANY ($1) ORDER BY 1`,
      [schemas],
    )
    for (const { name } of named)
      sequences.push({ name, ...(await client.query(`SELECT last_value::text AS value, is_called AS called FROM ${name}`)).rows[0] })
    return await work({
      at: about[0].at,
      server: about[0].server,
      migrations: (await client.query("SELECT version, name, checksum FROM shell.migration ORDER BY version")).rows,
      tables: listed.map(({ name, columns }) => ({ name, columns })),
      sequences,
      expectedRows: Math.round(listed.reduce((sum, { rows }) => sum + Math.max(0, rows), 0)),
      copyOut: (table) => client.query(copyTo(`${copyStatement(table)} TO STDOUT`)),
      select: async <Row>(statement: string, values: readonly unknown[] = []) => (await client.query(statement, [...values])).rows as Row[],
    })
  } catch (error) {
    throw signal?.aborted ? signal.reason : error
  } finally {
    signal?.removeEventListener("abort", interrupt)
    await client.end().catch(() => {})
  }
}

/** Nobody writes while the work goes on; readers are not disturbed. Refuses TARGET_BUSY where somebody does not let go. */
export async function holdStill<T>(owner: pg.ClientConfig, schemas: readonly string[], work: () => Promise<T>): Promise<T> {
  const client = new pg.Client(owner)
  client.on("error", () => {})
  await client.connect()
  try {
    await client.query("BEGIN; SET LOCAL lock_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = 0")
    const tables = await listTables(client, schemas)
    await client.query(`LOCK TABLE ${tables.map(({ name }) => name).join(", ")} IN EXCLUSIVE MODE`).catch((error: unknown) => {
      throw errorCode(error) === "55P03" ? new Refused("TARGET_BUSY") : error
    })
    const result = await work()
    // Whoever waited to write would write into what was left behind: their work ends with an error instead.
    await client
      .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
      .catch(() => {})
    return result
  } finally {
    await client.end().catch(() => {})
  }
}
