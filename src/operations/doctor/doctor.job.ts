/** What the doctor looks at. */
import { statSync } from "node:fs"
import { dirname, join } from "node:path"
import { sql } from "kysely"
import { runChecks } from "../../activity/verify.act.ts"
import { loadDirectory } from "../../company/company.act.ts"
import type { Context } from "../../shell/context.ts"
import { loadMigrations } from "../../shell/migrate.ts"
import { keptClusters } from "../../shell/postgres/upgrade.ts"
import { freeMegabytes } from "../../shell/trouble.ts"
import { heldBack } from "../../webhook/webhook.act.ts"
import { readBackupLog } from "../log.job.ts"
import type { ChecksOf } from "../restore/trial.job.ts"
import type { Seen } from "./doctor.ts"

export async function lookAround(context: Context, checksOf: ChecksOf): Promise<Seen> {
  const { db, cluster } = await context.instance("visitor")
  const { dataDir } = context.config
  const now = context.clock()
  const { version, at, schema, since } = await db.inCompanies(
    [],
    async (tx) =>
      (
        await sql<{ version: string; at: Date; schema: number; since: Date }>`
          SELECT current_setting('server_version') AS version, clock_timestamp() AS at, max(version)::int AS schema, min(applied_at) AS since
            FROM shell.migration`.execute(tx.db)
      ).rows[0]!,
  )
  const companies = await loadDirectory(db)
  const held: { company: string; count: number }[] = []
  for (const { id, code } of companies) held.push({ company: code, count: await db.inCompany(id, heldBack) })
  const log = await readBackupLog(dataDir)
  const newest = log.findLast((entry) => entry.what === "backup" && entry.ok)
  return {
    now,
    node: process.version,
    server: version,
    kind: cluster.kind,
    schema: { database: schema, program: (await loadMigrations()).length },
    dataDir,
    freeMb: freeMegabytes(dataDir),
    driftS: Math.round(Math.abs(now.getTime() - at.getTime()) / 1000),
    open: ["vault", "activity-heads", "postgres", "backups", "refused"].map((name) => join(dataDir, name)).filter(isOpen),
    unsealed: await unsealed(context, checksOf),
    ownerKnown: cluster.owner !== null,
    companies: companies.length,
    booksSince: since,
    log,
    held: held.filter(({ count }) => count > 0),
    kept: cluster.kind === "embedded" ? keptClusters(dataDir) : [],
    sameDisk: newest !== undefined && deviceOf(newest.file) === deviceOf(dataDir),
  }
}

const statOf = (path: string) => {
  try {
    return statSync(path)
  } catch {
    // Not there yet, or not ours to look at.
    return null
  }
}
const isOpen = (folder: string) => ((statOf(folder)?.mode ?? 0) & 0o077) !== 0
const deviceOf = (path: string) => (statOf(path) ?? statOf(dirname(path)))?.dev ?? path

/** As `verify` names it, over all companies. */
async function unsealed(context: Context, checksOf: ChecksOf): Promise<Seen["unsealed"]> {
  const db = await context.database()
  const tails = checksOf(context.config.dataDir).filter(({ name }) => name === "activity.tail")
  const found = await runChecks(db, tails, await loadDirectory(db))
  const waiting = found.reduce((sum, { figures }) => sum + Number(figures.waiting ?? 0), 0)
  const since = found.flatMap(({ figures }) => (typeof figures.since === "string" ? [figures.since] : [])).sort()[0]
  return { waiting, since: since === undefined ? null : new Date(since) }
}
