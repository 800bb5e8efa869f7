/**
 * The database of the store tests: one cluster and one migrated template a run; every test file gets a copy of its own.
 * ENCOURS_TEST_SERVER=system takes a PostgreSQL installed on the machine instead of the embedded one.
 */
import { execFileSync, spawn } from "node:child_process"
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { inject } from "vitest"
import type { TestProject } from "vitest/node"
import { openCluster } from "../src/shell/cluster.ts"
import { readConfig } from "../src/shell/config.ts"
import type { Clock, Database } from "../src/shell/db.ts"
import { openDatabase } from "../src/shell/db.ts"
import { migrate } from "../src/shell/migrate.ts"

declare module "vitest" {
  interface ProvidedContext {
    readonly cluster: { readonly host: string; readonly port: number }
  }
}

export const ROLES = { app: "encours_app", auth: "encours_auth" }
const OWNER = "encours_owner"

export default async function setup(project: TestProject) {
  const cluster = process.env.ENCOURS_TEST_SERVER === "system" ? await startSystemServer() : await startEmbeddedServer()
  const owner = { host: cluster.host, port: cluster.port, user: OWNER, database: "postgres" }
  const client = new pg.Client(owner)
  await client.connect()
  for (const role of Object.values(ROLES))
    await client.query(`DO $$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`)
  await client.query("CREATE DATABASE encours_template")
  const { rows } = await client.query("SHOW server_version")
  console.log(`database tests on PostgreSQL ${rows[0].server_version}`)
  await client.end()
  await migrate({ ...owner, database: "encours_template" }, ROLES)
  project.provide("cluster", { host: cluster.host, port: cluster.port })
  return cluster.stop
}

/** The embedded server under its own supervisor, in a data folder of its own. */
async function startEmbeddedServer() {
  const folder = mkdtempSync(join(tmpdir(), "encours-test-"))
  // As root the server runs as another user, who must be able to pass.
  chmodSync(folder, 0o711)
  const cluster = await openCluster(readConfig({}, ["--data", join(folder, "data")]), "owner")
  return {
    host: String(cluster.owner!.host),
    port: Number(cluster.owner!.port),
    async stop() {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TestDatabase = Database & { readonly owner: pg.Client; readonly app: pg.PoolConfig; drop(): Promise<void> }

/** A fresh migrated database; `owner` sees and may do everything. */
export async function testDatabase(clock?: Clock): Promise<TestDatabase> {
  const at = inject("cluster")
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const admin = new pg.Client({ ...at, user: OWNER, database: "postgres" })
  await admin.connect()
  for (let attempt = 1; ; attempt++)
    try {
      await admin.query(`CREATE DATABASE ${name} TEMPLATE encours_template`)
      break
    } catch (error) {
      // The template is busy for a moment when two test files copy it at once.
      if (attempt > 50 || (error as { code?: string }).code !== "55006") throw error
      await pause(100)
    }
  const app = { ...at, user: ROLES.app, database: name }
  const owner = new pg.Client({ ...at, user: OWNER, database: name })
  await owner.connect()
  const database = openDatabase(app, clock)
  return {
    ...database,
    owner,
    app,
    async drop() {
      await database.close()
      await owner.end()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

function systemBinaries(): string | null {
  const root = "/usr/lib/postgresql"
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((v) => join(root, v, "bin")).find((bin) => existsSync(join(bin, "initdb"))) ?? null
}

export async function startSystemServer() {
  const bin = systemBinaries()
  if (!bin) throw new Error("no PostgreSQL server on this machine: apt-get install postgresql")
  const root = process.getuid?.() === 0
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"]).toString())
  const as = root ? { uid: id("-u"), gid: id("-g") } : {}
  const folder = mkdtempSync(join(tmpdir(), "encours-test-"))
  const data = join(folder, "data")
  mkdirSync(data)
  if (as.uid !== undefined) for (const path of [folder, data]) chownSync(path, as.uid, as.gid)
  const env = { PATH: process.env.PATH ?? "", LC_ALL: "C.UTF-8" }
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"], {
    ...as,
    env,
    cwd: "/",
    stdio: "ignore",
  })
  const settings = [
    "listen_addresses=",
    `unix_socket_directories=${folder}`,
    "max_connections=200",
    "shared_buffers=256MB",
    "fsync=on",
    "max_wal_size=1GB",
    "jit=off",
  ]
  const server = spawn(join(bin, "postgres"), ["-D", data, ...settings.flatMap((s) => ["-c", s])], { ...as, env, cwd: "/", stdio: "ignore" })
  // The socket is there a moment before the server lets anybody in.
  const pidFile = join(data, "postmaster.pid")
  for (let i = 0; i < 400 && !(existsSync(pidFile) && readFileSync(pidFile, "utf8").includes("ready")); i++) await pause(25)
  return {
    host: folder,
    port: 5432,
    async stop() {
      const ended = new Promise((resolve) => server.once("exit", resolve))
      server.kill("SIGINT")
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
