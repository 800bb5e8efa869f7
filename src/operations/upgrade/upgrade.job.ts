/**
 * The embedded books brought to the PostgreSQL this program comes with: a move from the old server to the new one within one data folder. Vault
 * and heads stay; what is copied is proven, by its bytes and by `verify`, before anything changes places.
 */
import { randomBytes } from "node:crypto"
import { rename } from "node:fs/promises"
import type { Checked } from "../../activity/verify.act.ts"
import { uuidv7 } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { Owner } from "../../shell/cluster.ts"
import type { Context } from "../../shell/context.ts"
import { openDatabase } from "../../shell/db.ts"
import { loadMigrations, type Migration, schemaVersion } from "../../shell/migrate.ts"
import { type Both, type Outlook, upgradeCluster } from "../../shell/postgres/upgrade.ts"
import { schemasOf } from "../../shell/transfer/load.ts"
import { type Applied, holdStill, readSnapshot } from "../../shell/transfer/snapshot.ts"
import { errorCode } from "../../shell/trouble.ts"
import { contentsOf, headsFolder } from "../backup/content.job.ts"
import { logBackup } from "../log.job.ts"
import { unsoundIn } from "../move/copied.job.ts"
import { putInPlace } from "../restore/restore.job.ts"
import type { ChecksOf } from "../restore/trial.job.ts"

export type Upgraded = { readonly rows: number; readonly seconds: number; readonly failed: readonly Checked[]; readonly kept: string | null }

/** Refuses NO_BOOKS_YET, SCHEMA_NEWER, MIGRATION_CHANGED, TARGET_BUSY, RESTORED_DIFFERS; what failed is in the log too. */
export async function upgradeBooks(context: Context, outlook: Outlook, checksOf: ChecksOf): Promise<Upgraded> {
  const { by, clock } = context
  const { dataDir } = context.config
  const startedAt = performance.now()
  const seconds = () => Math.round(performance.now() - startedAt) / 1000
  const at = clock().toISOString()
  const note = { what: "upgrade", at, file: dataDir, bytes: null, sha256: null, sealed: null, rows: null, faults: 0 } as const
  const told = { by: `${by.kind} ${by.name}`, planned: false }
  let copied: Pick<Upgraded, "rows" | "failed"> = { rows: 0, failed: [] }
  try {
    const kept = await upgradeCluster(outlook, at.slice(0, 10), async (both) => {
      copied = await copyBooks(context, both, checksOf(dataDir))
      return copied.failed.length === 0
    })
    const code = copied.failed.length === 0 ? null : "VERIFY_FAILED"
    await logBackup(dataDir, { ...note, ...told, file: kept ?? dataDir, ok: code === null, code, rows: copied.rows, seconds: seconds() })
    return { ...copied, seconds: seconds(), kept }
  } catch (error) {
    const code = error instanceof Refused ? error.code : "FAILED"
    await logBackup(dataDir, { ...note, ...told, ok: false, code, seconds: seconds() }).catch(() => {})
    throw error
  }
}

async function copyBooks(
  { by, clock, config: { dataDir } }: Context,
  both: Both,
  checks: ReturnType<ChecksOf>,
): Promise<Pick<Upgraded, "rows" | "failed">> {
  const { from, to, scratch, beside, shut } = both
  const known = await loadMigrations()
  if ((await builtVersion(from)) === 0) throw new Refused("NO_BOOKS_YET", { path: dataDir })
  const schemas = schemasOf(known)
  const target = { owner: to.owner, roles: to.roles, dataDir: scratch, clock }
  const id = uuidv7(clock().getTime(), randomBytes(10))
  return holdStill(from, schemas, async () => {
    const { tables } = await readSnapshot(from, schemas, (snapshot) => {
      refuseUnknown(snapshot.migrations, known)
      const contents = contentsOf(snapshot, { dataDir, by, withFiles: false, progress: () => {} })
      return putInPlace(target, snapshot.migrations.length, contents, { by, how: "upgrade", id, files: "prove", progress: () => {} })
    })
    // As they were at this moment, for whoever goes back.
    await rename(headsFolder(scratch), headsFolder(beside))
    const db = openDatabase(to.app, clock)
    const failed = await unsoundIn(db, checks).finally(() => db.close())
    // Within the hold: from here on nobody can write where the books are left.
    await shut()
    return { rows: tables.reduce((sum, { rows }) => sum + rows, 0), failed }
  })
}

/** 0 also where not even the database was made: a first start that was killed. */
async function builtVersion(owner: Owner): Promise<number> {
  try {
    return await schemaVersion(owner)
  } catch (error) {
    if (errorCode(error) === "3D000") return 0
    throw error
  }
}

function refuseUnknown(applied: readonly Applied[], known: readonly Migration[]): void {
  if (applied.length > known.length) throw new Refused("SCHEMA_NEWER", { database: applied.length, program: known.length })
  for (const [i, { name, checksum }] of applied.entries()) if (known[i]?.checksum !== checksum) throw new Refused("MIGRATION_CHANGED", { name })
}
