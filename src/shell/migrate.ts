/**
 * Brings the schema to this program's version: numbered plain SQL, one transaction each, checksummed, forward only.
 *
 * Killed at any moment, the database is at the version before or after the step. Several starts at once: the table lock lets one work
 * while the others wait and then find nothing to do. A schema newer than the program, or a file changed after it was applied, is refused.
 */
import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import pg from "pg"
import { Refused } from "../kernel/result.ts"

export type Roles = { readonly app: string; readonly auth: string }
export type Migration = { readonly version: number; readonly name: string; readonly sql: string; readonly checksum: string }

const MIGRATIONS_FOLDER = join(import.meta.dirname, "../../migrations")

export async function loadMigrations(folder = MIGRATIONS_FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name, i) => {
      const version = Number(name.slice(0, 4))
      if (version !== i + 1) throw new Error(`migrations/${name}: numbers run without a gap; expected ${String(i + 1).padStart(4, "0")}`)
      const sql = await readFile(join(folder, name), "utf8")
      return { version, name, sql, checksum: createHash("sha256").update(sql).digest("hex") }
    }),
  )
}

/** Applies what is missing as the owner; returns the versions applied. Refuses SCHEMA_NEWER and MIGRATION_CHANGED. */
export async function migrate(owner: pg.ClientConfig, roles: Roles, migrations?: readonly Migration[]): Promise<number[]> {
  const known = migrations ?? (await loadMigrations())
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await prepare(client, roles)
    const applied: number[] = []
    for (const step of known) if (await applyOnce(client, step, known.length, roles)) applied.push(step.version)
    if (known.length === 0) await refuseNewer(client, 0)
    return applied
  } finally {
    await client.end()
  }
}

/** The schema's version as any log-in may see it; 0 when the house is not built yet. */
export async function schemaVersion(config: pg.ClientConfig): Promise<number> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    const built = await client.query("SELECT to_regclass('shell.migration') IS NOT NULL AS built")
    if (!built.rows[0].built) return 0
    return (await client.query("SELECT coalesce(max(version), 0)::int AS version FROM shell.migration")).rows[0].version
  } finally {
    await client.end()
  }
}

async function prepare(client: pg.Client, roles: Roles): Promise<void> {
  const built = await client.query("SELECT to_regclass('shell.migration') IS NOT NULL AS built")
  if (built.rows[0].built) return
  await client.query("BEGIN")
  // Two first starts at once: the loser of the race waits here and then finds everything made.
  await client.query("SELECT pg_advisory_xact_lock(hashtext('encours.migrate'))")
  await makeMigrationTable(client, roles)
  await client.query("COMMIT")
}

export async function makeMigrationTable(client: pg.Client, roles: Roles): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS shell; GRANT USAGE ON SCHEMA shell TO ${pg.escapeIdentifier(roles.app)};
    CREATE TABLE IF NOT EXISTS shell.migration (version int PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
    GRANT SELECT ON shell.migration TO ${pg.escapeIdentifier(roles.app)}`)
}

/** One step within an open transaction. */
export async function applyStep(client: pg.Client, step: Migration, roles: Roles): Promise<void> {
  await client.query(inhabited(step.sql, roles))
  await client.query("INSERT INTO shell.migration (version, name, checksum) VALUES ($1, $2, $3)", [step.version, step.name, step.checksum])
}

async function applyOnce(client: pg.Client, step: Migration, newest: number, roles: Roles): Promise<boolean> {
  await client.query("BEGIN")
  try {
    await client.query("LOCK TABLE shell.migration IN SHARE ROW EXCLUSIVE MODE")
    await refuseNewer(client, newest)
    const done = await client.query("SELECT checksum FROM shell.migration WHERE version = $1", [step.version])
    if (done.rows[0] && done.rows[0].checksum !== step.checksum) throw new Refused("MIGRATION_CHANGED", { name: step.name })
    if (!done.rows[0]) {
      await client.query("SET LOCAL lock_timeout = '30s'")
      await applyStep(client, step, roles)
    }
    await client.query("COMMIT")
    return !done.rows[0]
  } catch (error) {
    await client.query("ROLLBACK")
    throw error
  }
}

async function refuseNewer(client: pg.Client, newest: number): Promise<void> {
  const { rows } = await client.query("SELECT coalesce(max(version), 0)::int AS version FROM shell.migration")
  if (rows[0].version > newest) throw new Refused("SCHEMA_NEWER", { database: rows[0].version, program: newest })
}

const inhabited = (sql: string, roles: Roles) =>
  sql
    .replaceAll("'{{app_name}}'", pg.escapeLiteral(roles.app))
    .replaceAll("{{app}}", pg.escapeIdentifier(roles.app))
    .replaceAll("{{auth}}", pg.escapeIdentifier(roles.auth))
