/**
 * The proof of a backup: restored into a scratch database of its own, which is then verified like any other and removed. The real data are not
 * touched; what a killed trial left is removed by the next one.
 */
import { randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { type Check, type Checked, runChecks } from "../../activity/verify.act.ts"
import { loadDirectory } from "../../company/company.act.ts"
import { uuidv7 } from "../../kernel/id.ts"
import { openCluster } from "../../shell/cluster.ts"
import type { By } from "../../shell/context.ts"
import { type Clock, openDatabase } from "../../shell/db.ts"
import { beforeDeath } from "../../shell/ending.ts"
import { makeDataFolder } from "../../shell/postgres/data-folder.ts"
import { holderOf } from "../../shell/postgres/embedded.ts"
import type { Read } from "../archive/read.job.ts"
import { restoreFile } from "./restore.job.ts"

export type Trial = { readonly checks: readonly Checked[]; readonly ok: boolean }
/** Every room's checks, for a data folder. */
export type ChecksOf = (dataDir: string) => readonly Check[]

const SCRATCH = /^scratch-[0-9a-f]{12}$/
/** The files were proven as they went by and are not laid down a second time. */
const NOT_IN_SCRATCH = ["evidence.files"]

/** `read`: what reading the whole file told. Refuses RESTORED_DIFFERS, BACKUP_DAMAGED and what the embedded database needs. */
export async function tryBackup(
  dataDir: string,
  path: string,
  passphrase: string | null,
  read: Read,
  { by, clock, checksOf, progress, signal }: { by: By; clock: Clock; checksOf: ChecksOf; progress(rows: number): void; signal?: AbortSignal },
): Promise<Trial> {
  makeDataFolder(dataDir)
  await sweepScratch(dataDir)
  const scratch = join(dataDir, `scratch-${randomBytes(6).toString("hex")}`)
  const remove = () => rm(scratch, { recursive: true, force: true, maxRetries: 5 })
  const spared = beforeDeath(remove)
  try {
    makeDataFolder(scratch)
    const config = { dataDir: scratch, movedFrom: null, databaseUrl: null, databaseOwnerUrl: null, databaseAuthUrl: null, lang: "en" } as const
    signal?.throwIfAborted()
    const cluster = await openCluster(config, "owner")
    // Whatever the scratch database is at, it ends at once: a server that is told to stop has seconds.
    const end = () => void cluster.stop()
    signal?.addEventListener("abort", end, { once: true })
    try {
      const target = { owner: cluster.owner!, roles: cluster.roles, dataDir: scratch, clock }
      const id = uuidv7(clock().getTime(), randomBytes(10))
      await restoreFile(target, path, passphrase, read, { by, how: "restore", id, files: "prove", progress })
      const db = openDatabase(cluster.app, clock)
      try {
        const checks = checksOf(scratch).filter(({ name }) => !NOT_IN_SCRATCH.includes(name))
        const checked = await runChecks(db, checks, await loadDirectory(db))
        return { checks: checked, ok: checked.every(({ ok }) => ok) }
      } finally {
        await db.close()
      }
    } finally {
      signal?.removeEventListener("abort", end)
      await cluster.stop()
    }
  } catch (error) {
    throw signal?.aborted ? signal.reason : error
  } finally {
    await remove()
    spared()
  }
}

async function sweepScratch(dataDir: string): Promise<void> {
  for (const name of (await readdir(dataDir)).filter((one) => SCRATCH.test(one))) {
    const scratch = join(dataDir, name)
    if (existsSync(scratch) && (await holderOf(scratch)) === null) await rm(scratch, { recursive: true, force: true })
  }
}
