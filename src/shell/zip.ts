/** Writes a zip file as its parts come: nothing of them is held, their sizes and checksums are filled in behind them. */
import { once } from "node:events"
import type { FileHandle } from "node:fs/promises"
import { crc32, createDeflateRaw } from "node:zlib"
import { assert } from "../kernel/result.ts"

export type ZipPart = { readonly name: string; readonly content: Iterable<string> | AsyncIterable<string> }

const PIECE = 256 * 1024
/** Beyond it a zip needs 64-bit sizes, which no list of ours comes near. */
const LARGEST = 0xffff_ffff

export async function writeZip(file: FileHandle, parts: readonly ZipPart[]): Promise<void> {
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of parts) {
    const path = Buffer.from(name)
    const from = at + 30 + path.length
    const packed = await deflate(file, from, content)
    assert(packed.size <= LARGEST && from + packed.length <= LARGEST, "a zip file of ours stays below 4 GB")
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0) // version needed
    common.writeUInt16LE(0x0800, 2) // names are UTF-8
    common.writeUInt16LE(8, 4) // deflate
    common.writeUInt32LE(0x00210000, 6) // 1980-01-01: the same list makes the same file
    common.writeUInt32LE(packed.crc, 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(packed.size, 18)
    common.writeUInt16LE(path.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, path)
    await writeAt(file, Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, path]), at)
    at = from + packed.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write("PK\x05\x06", "latin1")
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  await writeAt(file, Buffer.concat([index, end]), at)
}

async function deflate(file: FileHandle, from: number, content: ZipPart["content"]) {
  const stream = createDeflateRaw()
  let length = 0
  const written = (async () => {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      await writeAt(file, chunk, from + length)
      length += chunk.length
    }
  })()
  written.catch(() => {})
  let [crc, size, piece] = [0, 0, ""]
  const write = async () => {
    const bytes = Buffer.from(piece)
    piece = ""
    crc = crc32(bytes, crc)
    size += bytes.length
    if (!stream.write(bytes)) await Promise.race([once(stream, "drain"), written])
  }
  try {
    for await (const text of content) {
      piece += text
      if (piece.length > PIECE) await write()
    }
    await write()
    stream.end()
    await written
  } finally {
    stream.destroy()
    await written.catch(() => {})
  }
  return { crc, size, length }
}

async function writeAt(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
}
