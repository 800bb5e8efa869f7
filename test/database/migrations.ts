/** Databases to migrate, to kill while they are being migrated, and to compare with what each version should be. */
import { spawn } from "node:child_process"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { loadMigrations, migrate } from "../../src/shell/migrate.ts"
import { ROLES } from "../database.ts"
import { statementsOf } from "./statements.ts"

type At = { readonly host: string; readonly port: number }
export type Empty = {
  readonly owner: { host: string; port: number; user: string; database: string }
  readonly client: pg.Client
  drop(): Promise<void>
}

let made = 0
export async function emptyDatabase(at: At, owner: string): Promise<Empty> {
  const name = `m_${process.pid}_${++made}`
  const admin = new pg.Client({ ...at, user: owner, database: "postgres" })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  const config = { host: at.host, port: at.port, user: owner, database: name }
  const client = new pg.Client(config)
  await client.connect()
  return {
    owner: config,
    client,
    async drop() {
      await client.end()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

/** Everything a migration makes, as one text: relations and columns, functions, policies, triggers, constraints, rights and comments. */
export async function fingerprint(client: pg.Client): Promise<string> {
  const { rows } = await client.query(`
    SELECT string_agg(line, E'\\n' ORDER BY line COLLATE "C") AS all FROM (
      SELECT format('schema %s %s', nspname, nspacl) AS line FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
      UNION ALL SELECT format('relation %s %s %s %s %s %s', c.oid::regclass, c.relkind, c.relacl, c.relrowsecurity, c.reloptions, obj_description(c.oid, 'pg_class'))
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      UNION ALL SELECT format('column %s %s %s %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND a.attnum > 0
      UNION ALL SELECT format('function %s %s %s', p.oid::regprocedure, md5(p.prosrc), p.proacl) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      UNION ALL SELECT format('policy %s %s', polrelid::regclass, polname) FROM pg_policy
      UNION ALL SELECT format('trigger %s %s', tgrelid::regclass, tgname) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE conrelid <> 0
      UNION ALL SELECT format('extension %s', extname) FROM pg_extension) everything`)
  return rows[0].all
}

export async function versionOf(client: pg.Client): Promise<number> {
  const built = await client.query("SELECT to_regclass('shell.migration') IS NOT NULL AS built")
  return built.rows[0].built ? (await client.query("SELECT coalesce(max(version), 0)::int AS version FROM shell.migration")).rows[0].version : 0
}

/** What the schema is at each version, from an undisturbed migration. */
export async function fingerprints(at: At, owner: string): Promise<string[]> {
  const empty = await emptyDatabase(at, owner)
  const all = await loadMigrations()
  const prints: string[] = []
  for (let version = 0; version <= all.length; version++) {
    await migrate(empty.owner, ROLES, all.slice(0, version))
    prints.push(await fingerprint(empty.client))
  }
  await empty.drop()
  return prints
}

export type Point = { readonly version: number; readonly statement: number }
/** Every place between two statements of every migration. */
export async function everyPoint(): Promise<Point[]> {
  return (await loadMigrations()).flatMap(({ version, sql }) =>
    Array.from({ length: statementsOf(sql).length + 1 }, (_, statement) => ({ version, statement })),
  )
}

/** Starts a migration in a process of its own and kills it (SIGKILL) when it has reached the point; null: it was through before. */
export async function killAt(empty: Empty, point: Point): Promise<void> {
  const upTo = (await loadMigrations()).length
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "migrating.ts"), JSON.stringify({ owner: empty.owner, roles: ROLES, upTo, pause: point })],
    { stdio: "ignore" },
  )
  const ended = new Promise((resolve) => child.once("exit", resolve))
  for (let asleep = false; !asleep && child.exitCode === null; ) {
    const { rows } = await empty.client.query("SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'")
    asleep = rows.length > 0
    if (!asleep) await pause(10)
  }
  child.kill("SIGKILL")
  await ended
}

/** Until the server has noticed that the killed client is gone. */
export async function alone(empty: Empty): Promise<void> {
  const others = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
  while ((await empty.client.query(others)).rows.length > 0) await pause(20)
}
