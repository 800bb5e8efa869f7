/**
 * Builds a whole database anew from rows that come as text COPY, in one transaction of the owner: killed at any moment, the database is the
 * old one or the new one. Whoever reads meanwhile waits.
 *
 * The schema is built by our own migrations up to the version of the rows, never by what a file brings; foreign keys and indexes are made
 * after the rows, which proves every reference; then the younger migrations follow.
 */
import type { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import pg from "pg"
import { from as copyFrom, to as copyTo } from "pg-copy-streams"
import { Refused } from "../../kernel/result.ts"
import { type Clock, type Tx, txOver } from "../db.ts"
import { applyStep, type Migration, makeMigrationTable, type Roles } from "../migrate.ts"
import { errorCode } from "../trouble.ts"
import { copyStatement, listTables, PLAIN_TEXT, type Sequence, type Table } from "./snapshot.ts"

export type Loader = {
  /** The tables as the schema of that version has them, empty. */
  readonly tables: readonly Table[]
  /** How many rows came in. */
  fill(table: Table, rows: Readable): Promise<number>
  reread(table: Table): Readable
  setSequence(sequence: Sequence): Promise<void>
  select<Row>(statement: string, values?: readonly unknown[]): Promise<Row[]>
}

export type Rebuilding = {
  readonly migrations: readonly Migration[]
  /** The version of the rows: migrations after it follow them. */
  readonly version: number
  fill(loader: Loader): Promise<void>
  /** The last acts before the commit, on the present schema; whatever they throw leaves the old database. */
  lastly(inCompany: (company: number) => Promise<Tx>, select: Loader["select"]): Promise<void>
}

/** The schemas our migrations make. Nothing else in a database is ours to read or to remove. */
export const schemasOf = (migrations: readonly Migration[]): string[] => [
  "shell",
  ...migrations.flatMap(({ sql }) => [...sql.matchAll(/^CREATE SCHEMA (\w+)/gm)].map((m) => m[1]!)),
]

export async function rebuildDatabase(owner: pg.ClientConfig, roles: Roles, clock: Clock, rebuilding: Rebuilding): Promise<void> {
  const { migrations, version } = rebuilding
  const client = new pg.Client(owner)
  client.on("error", () => {})
  await client.connect()
  const select = async <Row>(statement: string, values: readonly unknown[] = []) => (await client.query(statement, [...values])).rows as Row[]
  try {
    await client.query("BEGIN")
    await client.query(PLAIN_TEXT)
    await client.query("SELECT pg_advisory_xact_lock(hashtext('encours.migrate'))")
    await removeSchemas(client, schemasOf(migrations))
    await makeMigrationTable(client, roles)
    for (const step of migrations.slice(0, version)) await applyStep(client, step, roles)
    await client.query(PLAIN_TEXT)
    const tables = await listTables(client, schemasOf(migrations.slice(0, version)))
    const names = tables.map(({ name }) => name)
    const guards = await takeDownGuards(client, names)
    await client.query(`TRUNCATE ${names.join(", ")}`)
    await client.query("SET LOCAL maintenance_work_mem = '128MB'")
    await rebuilding.fill({
      tables: tables.map(({ name, columns }) => ({ name, columns })),
      async fill(table, rows) {
        const into = client.query(copyFrom(`${copyStatement(table)} FROM STDIN`))
        await pipeline(rows, into)
        return into.rowCount
      },
      reread: (table) => client.query(copyTo(`${copyStatement(table)} TO STDOUT`)),
      setSequence: async ({ name, value, called }) => void (await client.query("SELECT setval($1::regclass, $2, $3)", [name, value, called])),
      select,
    })
    await client.query("SET CONSTRAINTS ALL IMMEDIATE")
    for (const statement of guards) await client.query(statement)
    for (const step of migrations.slice(version)) await applyStep(client, step, roles)
    await client.query(PLAIN_TEXT)
    const tx = txOver(client, clock)
    await rebuilding.lastly(async (company) => {
      await client.query("SELECT set_config('encours.company', $1, true)", [String(company)])
      return { company, ...tx }
    }, select)
    await client.query("COMMIT")
    // Until they are counted, the planner takes every table for a small one.
    await client.query("ANALYZE").catch(() => {})
  } finally {
    // Not committed is rolled back: by the server, when the connection ends.
    await client.end().catch(() => {})
  }
}

async function removeSchemas(client: pg.Client, schemas: readonly string[]): Promise<void> {
  try {
    for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${pg.escapeIdentifier(schema)} CASCADE`)
  } catch (error) {
    // 55P03: somebody still works in it.
    throw errorCode(error) === "55P03" ? new Refused("TARGET_BUSY") : error
  }
}

const TRIGGERS = `SELECT DISTINCT t.tgrelid::regclass::text AS name FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgrelid = ANY ($1::regclass[])`
const KEYS = `
  SELECT k.conrelid::regclass::text AS name, quote_ident(k.conname) AS key, pg_get_constraintdef(k.oid) AS said
    FROM pg_constraint k WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid = ANY ($1::regclass[]) ORDER BY 1, 2`
const INDEXES = `
  SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS said
    FROM pg_index i WHERE i.indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
     AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid) ORDER BY 1`

/** Takes down triggers, foreign keys and plain indexes; what comes back puts them up again. */
async function takeDownGuards(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const rows = async (statement: string) => (await client.query(statement, [tables])).rows as { name: string; key: string; said: string }[]
  const [triggers, keys, indexes] = [await rows(TRIGGERS), await rows(KEYS), await rows(INDEXES)]
  for (const { name } of triggers) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`)
  for (const { name, key } of keys) await client.query(`ALTER TABLE ${name} DROP CONSTRAINT ${key}`)
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
  return [
    ...indexes.map(({ said }) => said),
    ...keys.map(({ name, key, said }) => `ALTER TABLE ${name} ADD CONSTRAINT ${key} ${said}`),
    ...triggers.map(({ name }) => `ALTER TABLE ${name} ENABLE TRIGGER USER`),
  ]
}
