/**
 * Opens a ZIP file and unpacks its entries as streams, within bounds: bytes out are counted against bytes in and against what the directory
 * promised, for every entry and for the whole file; the checksum must agree.
 */
import { type FileHandle, open } from "node:fs/promises"
import { pipeline } from "node:stream"
import { crc32, createInflateRaw } from "node:zlib"
import { type Entry, findDirectory, LOCAL, LOCAL_BYTES, readDirectory, TAIL, type ZipFault } from "./zip.ts"

const CHUNK = 1 << 16
/** Deflate gives 1,032 to 1 at the very most, rows of a sheet 10 to 60: beyond this it is nothing but repetition. */
const MOST_RATIO = 200
const RATIO_COUNTS_FROM = 1 << 23
const MOST_UNPACKED = 6 * 2 ** 30

export type UnpackFault = ZipFault | "ZIP_BOMB"
export class UnpackError extends Error {
  readonly code: UnpackFault
  constructor(code: UnpackFault) {
    super(code)
    this.code = code
  }
}

export type Zip = {
  readonly size: number
  /** Whether an entry of this name is there, in any case. */
  has(name: string): boolean
  names(): readonly string[]
  /** Bytes of the entry as it unpacks; `read` tells how many bytes of the file it took so far. Throws UnpackError. */
  unpack(name: string, read?: (packed: number) => void): AsyncGenerator<Buffer>
}

export async function openZip(path: string): Promise<Zip> {
  return await withFile(path, async (file) => {
    const { size } = await file.stat()
    const tailAt = Math.max(0, size - TAIL)
    const directory = findDirectory(await readAt(file, tailAt, size - tailAt), tailAt)
    if (typeof directory === "string") throw new UnpackError(directory)
    const entries = readDirectory(await readAt(file, directory.at, directory.bytes), directory)
    if (typeof entries === "string") throw new UnpackError(entries)
    const total = { unpacked: 0 }
    return {
      size,
      has: (name) => entries.has(name.toLowerCase()),
      names: () => [...entries.keys()],
      unpack(name, read = () => {}) {
        const entry = entries.get(name.toLowerCase())
        if (entry === undefined) throw new UnpackError("ZIP_BROKEN")
        return unpackEntry(path, entry, total, read)
      },
    }
  })
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, "r")
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  if (bytesRead !== length) throw new UnpackError("ZIP_BROKEN")
  return bytes
}

async function* unpackEntry(path: string, entry: Entry, total: { unpacked: number }, read: (packed: number) => void): AsyncGenerator<Buffer> {
  const file = await open(path, "r")
  try {
    yield* unpackFrom(file, entry, total, read)
  } finally {
    await file.close()
  }
}

async function* unpackFrom(file: FileHandle, entry: Entry, total: { unpacked: number }, read: (packed: number) => void): AsyncGenerator<Buffer> {
  const head = await readAt(file, entry.at, LOCAL_BYTES)
  if (head.readUInt32LE(0) !== LOCAL) throw new UnpackError("ZIP_BROKEN")
  const start = entry.at + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28)
  let packed = 0
  async function* packedBytes() {
    while (packed < entry.packed) {
      const chunk = await readAt(file, start + packed, Math.min(CHUNK, entry.packed - packed))
      packed += chunk.length
      read(packed)
      yield chunk
    }
  }
  let [unpacked, crc] = [0, 0]
  for await (const chunk of entry.method === "stored" ? packedBytes() : inflated(packedBytes())) {
    unpacked += chunk.length
    total.unpacked += chunk.length
    if (unpacked > entry.unpacked) throw new UnpackError("ZIP_BROKEN")
    const swollen = unpacked > RATIO_COUNTS_FROM && unpacked > MOST_RATIO * packed
    if (swollen || total.unpacked > MOST_UNPACKED) throw new UnpackError("ZIP_BOMB")
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (unpacked !== entry.unpacked || crc !== entry.crc) throw new UnpackError("ZIP_BROKEN")
}

async function* inflated(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: CHUNK })
  // The reader of `inflate` is told of any failure; pipeline only sees to it that both ends close.
  pipeline(packed, inflate, () => {})
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    throw error instanceof UnpackError ? error : new UnpackError("ZIP_BROKEN")
  }
}
