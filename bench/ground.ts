/** Where the measurements take place: an embedded database in a temporary folder, gone at the end; each turn may ask for an empty company. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { addCompany, loadDirectory } from "../src/company/company.act.ts"
import { type Cluster, openCluster } from "../src/shell/cluster.ts"
import { readConfig } from "../src/shell/config.ts"
import type { By, Creditor } from "../src/shell/context.ts"
import { type Database, openDatabase } from "../src/shell/db.ts"
import { migrate } from "../src/shell/migrate.ts"

export const BY: By = { kind: "system", name: "bench" }
export const COMPANY = { code: "BENCH", name: "Bench", country: "FR", currency: "EUR" }
type Access = Pick<Cluster, "app" | "roles"> & { readonly owner: pg.ClientConfig }
/** A database with one empty company, for one turn. */
export type Empty = { readonly db: Database; readonly company: Creditor; readonly owner: pg.ClientConfig }
export type Site = { empty(): Promise<Empty>; leave(): Promise<void> }
export type Ground = Site & { readonly folder: string; readonly dataDir: string; end(): Promise<void> }

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "encours-bench-"))
  // As root the server runs under another user, who must be able to walk down to its data.
  chmodSync(folder, 0o711)
  return folder
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const
const ends: (() => Promise<void>)[] = []
/** What has to be put away at the end of a measurement, and also when it is interrupted: the last opened first. */
export function lastly(act: () => Promise<void>): () => Promise<void> {
  if (ends.length === 0) for (const signal of SIGNALS) process.on(signal, interrupted)
  let ended: Promise<void> | null = null
  const end = () => {
    ended ??= act().finally(() => {
      ends.splice(ends.indexOf(end), 1)
      if (ends.length === 0) for (const signal of SIGNALS) process.off(signal, interrupted)
    })
    return ended
  }
  ends.push(end)
  return end
}
export async function endAll(): Promise<void> {
  for (const end of ends.toReversed()) await end().catch((error: unknown) => console.error(error))
}
const interrupted = () => void endAll().then(() => process.exit(130))

export async function openGround(): Promise<Ground> {
  const folder = makeFolder()
  const sweep = lastly(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  const dataDir = join(folder, "data")
  const config = readConfig({}, ["--data", dataDir])
  const opening = openCluster(config, "owner")
  const stop = lastly(async () => (await opening).stop())
  const cluster = await opening
  const site = await openSite({ app: cluster.app, roles: cluster.roles, owner: cluster.owner! })
  return {
    ...site,
    folder,
    dataDir,
    async end() {
      await site.leave()
      await stop()
      await sweep()
    },
  }
}

/** On any server: a migrated database with one company is kept as the pattern, and copied under its own name for each turn. */
export async function openSite({ app, roles, owner }: Access): Promise<Site> {
  await migrate(owner, roles)
  const first = openDatabase(app)
  await addCompany(first, BY, { ...COMPANY, matching: "erp" })
  await first.close()
  const admin = await connected({ ...owner, database: "postgres" })
  const name = pg.escapeIdentifier(owner.database!)
  await admin.query(`ALTER DATABASE ${name} RENAME TO bench_pattern`)
  let open: Database | null = null
  const leave = async () => {
    await open?.close()
    open = null
  }
  return {
    async empty() {
      await leave()
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await admin.query(`CREATE DATABASE ${name} TEMPLATE bench_pattern`)
      await admin.query("CHECKPOINT")
      const db = openDatabase(app)
      open = db
      return { db, company: (await loadDirectory(db))[0]!, owner }
    },
    async leave() {
      await leave()
      await admin.end()
    },
  }
}

/** A server that ends under it is told by the next query, not by an event that nobody hears. */
export async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config)
  client.on("error", () => {})
  await client.connect()
  return client
}

/** What a server does by itself within minutes: statistics and visibility after a large posting. */
export async function settle({ owner }: Empty): Promise<void> {
  const client = await connected(owner)
  await client.query("VACUUM ANALYZE")
  await client.end()
}
