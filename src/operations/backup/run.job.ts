/** A backup as it is made by hand and by the server: the file, a line in the log, an act in each company's activity. */
import { recordAct } from "../../activity/activity.act.ts"
import { loadDirectory } from "../../company/company.act.ts"
import { Refused } from "../../kernel/result.ts"
import type { Cluster } from "../../shell/cluster.ts"
import type { Database } from "../../shell/db.ts"
import { logBackup } from "../log.job.ts"
import { type BackupOptions, type Made, makeBackup } from "./backup.job.ts"

/** What is backed up: the database, by the log-in that sees all of it. */
export type Backed = { readonly db: Database; readonly cluster: Pick<Cluster, "owner"> }
export type Ran = Made & { readonly seconds: number; readonly rows: number }

/** Refuses NO_OWNER besides what makeBackup refuses; what failed is in the log too. */
export async function runBackup({ cluster, db }: Backed, path: string, options: BackupOptions & { readonly planned: boolean }): Promise<Ran> {
  if (cluster.owner === null) throw new Refused("NO_OWNER")
  const startedAt = performance.now()
  const { dataDir, by } = options
  const note = {
    what: "backup",
    at: new Date().toISOString(),
    file: path,
    code: null,
    bytes: null,
    sha256: null,
    sealed: options.passphrase !== null,
    rows: null,
    faults: 0,
    by: `${by.kind} ${by.name}`,
    planned: options.planned,
  } as const
  const seconds = () => Math.round(performance.now() - startedAt) / 1000
  try {
    const made = await makeBackup(cluster.owner, path, options)
    const rows = made.manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const { bytes, sha256, manifest } = made
    const faults = manifest.vault.faults.length
    await logBackup(dataDir, { ...note, at: manifest.takenAt, file: made.file, ok: true, bytes, sha256, rows, faults, seconds: seconds() })
    for (const { id } of await loadDirectory(db))
      await db
        .inCompany(id, (tx) =>
          recordAct(tx, by, {
            code: "operations.backedUp",
            subject: { takenAt: manifest.takenAt, bytes, rows, sealed: made.sealed, faults },
            digest: sha256,
          }),
        )
        .catch((error: unknown) => {
          // Removed while the backup was made: it has no activity to tell of it any more.
          if (!(error instanceof Refused) || error.code !== "COMPANY_REMOVED") throw error
        })
    return { ...made, rows, seconds: seconds() }
  } catch (error) {
    // Nothing was tried: the name was taken.
    if (error instanceof Refused && error.code === "BACKUP_EXISTS") throw error
    const code = error instanceof Refused ? error.code : "FAILED"
    // A folder that cannot be written keeps no log either: what failed is told all the same.
    await logBackup(dataDir, { ...note, ok: false, code, seconds: seconds() }).catch(() => {})
    throw error
  }
}
