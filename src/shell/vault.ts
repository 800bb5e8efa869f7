/**
 * Files kept by their content: a file's name is its SHA-256, so equal content lies there once, and a changed byte shows when it is read.
 *
 * A file stands under its name only when all of it is on the disk: it is written beside, synced and renamed. Killed at any moment, what is
 * left is a file under a passing name, or a whole file that nobody refers to yet.
 */
import { createHash, randomBytes } from "node:crypto"
import { mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Readable } from "node:stream"
import { assert, Refused } from "../kernel/result.ts"
import { DatabaseTrouble, errorCode, fileTrouble } from "./trouble.ts"

export type Stored = { readonly sha256: string; readonly bytes: number }
/** A file of the vault: kept under its hash, or (`sha256` null) still coming in. */
export type Held = { readonly path: string; readonly sha256: string | null; readonly bytes: number; readonly changedAt: Date }

const CHUNK = 1 << 20
/** Free space that is left alone, for the database beside: 500 MB, on a small disk a twentieth of it. */
const FLOOR_BYTES = 500 * 1_048_576
const FLOOR_SHARE = 20
/** A stream does not say how long it will be: the disk is looked at every so many bytes. */
const LOOK_EVERY = 16 * CHUNK
const HASH = /^[0-9a-f]{64}$/
const PASSING = /^incoming-[0-9a-f]{24}$/

export const vaultFolder = (dataDir: string, company: number) => join(dataDir, "vault", String(company))

/** Where a content lies once it is stored; what is read there is proven by `openFile` only. */
export function storedPath(folder: string, sha256: string): string {
  assert(HASH.test(sha256), "a file of the vault is named by its SHA-256")
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

/**
 * Stores a content; on the disk, name and all, when it returns. Content that is there already is written again, which also mends it.
 * Refuses FILE_CHANGED where it is not the `expected` one, DISK_FULL rather than using up the last of the disk.
 */
export async function putFile(folder: string, source: string | Readable, expected?: string): Promise<Stored> {
  const given = typeof source === "string" ? await open(source, "r") : null
  const input = given ? given.createReadStream({ highWaterMark: CHUNK }) : (source as Readable)
  try {
    const known = given ? (await given.stat()).size : 0
    return await receive(folder, input, known, (sha256) => {
      if (expected !== undefined && sha256 !== expected) throw new Refused("FILE_CHANGED", { file: source })
    })
  } catch (error) {
    throw fileTrouble(error, folder)
  } finally {
    input.destroy()
  }
}

async function receive(folder: string, input: AsyncIterable<Buffer>, known: number, approve: (sha256: string) => void): Promise<Stored> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await refuseWhenFull(folder, known)
  const incoming = join(folder, `incoming-${randomBytes(12).toString("hex")}`)
  const hash = createHash("sha256")
  let bytes = 0
  try {
    const file = await open(incoming, "wx", 0o600)
    try {
      let lookAt = LOOK_EVERY
      for await (const chunk of input) {
        hash.update(chunk)
        bytes += chunk.length
        await file.appendFile(chunk)
        if (bytes < lookAt) continue
        lookAt += LOOK_EVERY
        await refuseWhenFull(folder, 0)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    const sha256 = hash.digest("hex")
    approve(sha256)
    const place = storedPath(folder, sha256)
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await rename(incoming, place)
    // Up to the data folder: another process may have made these folders and died before it synced them.
    for (let at = dirname(place), depth = 0; depth < 5; at = dirname(at), depth++) await syncFolder(at)
    return { sha256, bytes }
  } catch (error) {
    await rm(incoming, { force: true })
    throw error
  }
}

/** A name is safe only when its folder is on the disk. Not every system can sync a folder; a disk that fails to is a failure. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null)
  try {
    await folder?.sync()
  } catch (error) {
    if (!["EINVAL", "EPERM", "ENOTSUP"].includes(errorCode(error))) throw error
  } finally {
    await folder?.close()
  }
}

export async function refuseWhenFull(folder: string, wanted: number): Promise<void> {
  const disk = await statfs(folder)
  const free = disk.bavail * disk.bsize
  if (free - wanted < Math.min(FLOOR_BYTES, (disk.blocks * disk.bsize) / FLOOR_SHARE))
    throw new DatabaseTrouble("DISK_FULL", { path: folder, freeMb: Math.floor(free / 1_048_576) })
}

/** The bytes of a stored file, hashed on the way; after the last one FILE_DAMAGED is thrown where they are not what was stored. */
export async function* openFile(folder: string, sha256: string): AsyncGenerator<Buffer> {
  const path = storedPath(folder, sha256)
  const file = await open(path, "r").catch((error: unknown) => {
    throw errorCode(error) === "ENOENT" ? new Refused("FILE_MISSING", { sha256, path }) : fileTrouble(error, path)
  })
  const hash = createHash("sha256")
  for await (const chunk of file.createReadStream({ highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest("hex") !== sha256) throw new Refused("FILE_DAMAGED", { sha256, path })
}

const BATCH = 1_000

/** Everything the vault wrote in this folder, in batches; what somebody else put there is neither listed nor ever removed. */
export async function* listFiles(folder: string): AsyncGenerator<Held[]> {
  let batch: Held[] = []
  for await (const found of filesIn(folder)) {
    const about = await statOf(found.path)
    if (!about?.isFile()) continue
    batch.push({ ...found, bytes: about.size, changedAt: about.mtime })
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function* filesIn(folder: string): AsyncGenerator<Pick<Held, "path" | "sha256">> {
  for (const first of await namesIn(folder)) {
    if (PASSING.test(first)) yield { path: join(folder, first), sha256: null }
    if (!/^[0-9a-f]{2}$/.test(first)) continue
    for (const second of await namesIn(join(folder, first)))
      for (const name of await namesIn(join(folder, first, second)))
        if (HASH.test(name) && name.startsWith(first + second)) yield { path: join(folder, first, second, name), sha256: name }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return []
    throw error
  }
}

/** Removes a file last written before `before`; false where it is gone or was written since. */
export async function removeOlder(path: string, before: Date): Promise<boolean> {
  const found = await statOf(path)
  if (found === null || found.mtime >= before) return false
  await rm(path, { force: true })
  return true
}

const statOf = (path: string) =>
  stat(path).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return null
    throw error
  })
