/**
 * Makes a backup: one file that stands under its name only when all of it is on the disk. Killed at any moment it leaves what was there, and a
 * passing file that the next backup into this folder removes.
 */
import { createHash, randomBytes } from "node:crypto"
import { existsSync, lstatSync } from "node:fs"
import { link, open, readdir, rename, rm, stat } from "node:fs/promises"
import { basename, dirname, join, resolve } from "node:path"
import { Refused } from "../../kernel/result.ts"
import type { Owner } from "../../shell/cluster.ts"
import { beforeDeath } from "../../shell/ending.ts"
import { loadMigrations } from "../../shell/migrate.ts"
import { schemasOf } from "../../shell/transfer/load.ts"
import { readSnapshot } from "../../shell/transfer/snapshot.ts"
import { errorCode, fileTrouble } from "../../shell/trouble.ts"
import { refuseWhenFull, syncFolder } from "../../shell/vault.ts"
import type { Manifest } from "../archive/manifest.wire.ts"
import { seal } from "../archive/sealed.job.ts"
import { type Contents, contentsOf } from "./content.job.ts"

export type BackupOptions = Omit<Contents, "withFiles" | "progress"> & {
  readonly passphrase: string | null
  /** Replaces a file of that name. */
  readonly replace: boolean
  progress(rows: number, expected: number): void
  readonly signal?: AbortSignal
}
export type Made = { readonly file: string; readonly bytes: number; readonly sha256: string; readonly sealed: boolean; readonly manifest: Manifest }

const LOOK_EVERY = 16 << 20
const STALE_MS = 3_600_000
const PASSING = /^\..+\.part-[0-9a-f]{12}$/

/** Refuses BACKUP_EXISTS, BACKUP_NO_FILE, DISK_FULL, VAULT_MISSING and what the disk says of the folder. */
export async function makeBackup(owner: Owner, path: string, options: BackupOptions): Promise<Made> {
  const file = resolve(path)
  const there = lstatSync(file, { throwIfNoEntry: false })
  if (there && !options.replace) throw new Refused("BACKUP_EXISTS", { file })
  // A folder cannot be replaced; a device or a pipe could, and would be gone.
  if (there && !there.isFile() && !there.isSymbolicLink()) throw new Refused("BACKUP_NO_FILE", { file })
  const schemas = schemasOf(await loadMigrations())
  let manifest: Manifest | null = null
  const work = (snapshot: Parameters<typeof contentsOf>[0]) => {
    const contents = (async function* () {
      manifest = yield* contentsOf(snapshot, { ...options, withFiles: true, progress: (rows) => options.progress(rows, snapshot.expectedRows) })
    })()
    return writeWhole(file, options.passphrase === null ? contents : seal(contents, options.passphrase), options.replace, options.signal)
  }
  const written = await readSnapshot(owner, schemas, work, options.signal)
  return { file, ...written, sealed: options.passphrase !== null, manifest: manifest! }
}

async function writeWhole(file: string, bytes: AsyncIterable<Buffer>, replace: boolean, signal?: AbortSignal) {
  const folder = dirname(file)
  const aside = join(folder, `.${basename(file)}.part-${randomBytes(6).toString("hex")}`)
  const spared = beforeDeath(() => rm(aside, { force: true }))
  try {
    await sweepPassing(folder)
    const out = await open(aside, "wx", 0o600)
    const hash = createHash("sha256")
    let length = 0
    try {
      let lookAt = 0
      for await (const chunk of bytes) {
        signal?.throwIfAborted()
        if (length >= lookAt) {
          await refuseWhenFull(folder, 0)
          lookAt = length + LOOK_EVERY
        }
        hash.update(chunk)
        length += chunk.length
        await out.writeFile(chunk)
      }
      await out.sync()
    } finally {
      await out.close()
    }
    await place(aside, file, replace)
    await syncFolder(folder)
    return { bytes: length, sha256: hash.digest("hex") }
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {})
    // What the vault or the database could not do names its own path.
    throw errorCode(error) in { ENOSPC: 0, EDQUOT: 0, EROFS: 0, EACCES: 0, EPERM: 0, ENOENT: 0, ENOTDIR: 0, ENAMETOOLONG: 0 }
      ? fileTrouble(error, errorCode(error) === "ENOENT" ? folder : file)
      : error
  } finally {
    spared()
  }
}

/** A link refuses a name that somebody took meanwhile; a disk that knows no links is asked first. */
async function place(aside: string, file: string, replace: boolean): Promise<void> {
  if (replace) return rename(aside, file)
  try {
    await link(aside, file)
    await rm(aside)
  } catch (error) {
    if (errorCode(error) === "EEXIST" || existsSync(file)) throw new Refused("BACKUP_EXISTS", { file })
    await rename(aside, file)
  }
}

/** What killed backups left. A living one writes all the time. */
async function sweepPassing(folder: string): Promise<void> {
  for (const found of (await readdir(folder)).filter((one) => PASSING.test(one))) {
    const at = join(folder, found)
    if (Date.now() - (await stat(at)).mtimeMs > STALE_MS) await rm(at, { force: true })
  }
}
