/** `--export FILE`: the list as it is seen, to a file. Written beside its place and moved there whole. */
import { rename, rm, writeFile } from "node:fs/promises"
import { extname } from "node:path"
import { buffer } from "node:stream/consumers"
import { crc32, createDeflateRaw } from "node:zlib"
import type { Listing } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import { toCsv } from "./csv.ts"
import { type Part, xlsxParts } from "./xlsx.ts"

const ENDINGS = ".xlsx, .csv"

/** Refuses BAD_OPTION: another ending, or a place that cannot be written. */
export async function exportListing(file: string, listing: Listing): Promise<void> {
  const ending = extname(file).toLowerCase()
  if (ending !== ".csv" && ending !== ".xlsx") throw new Refused("BAD_OPTION", { option: "export", value: file, takes: ENDINGS })
  const content = ending === ".csv" ? toCsv(listing) : await zip(xlsxParts(listing))
  const beside = `${file}.${process.pid}.part`
  try {
    await writeFile(beside, content)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw new Refused("BAD_OPTION", { option: "export", value: file, takes: `${ENDINGS} (${(error as Error).message})` })
  }
}

/** The parts as a zip file: only their compressed forms are ever held. */
async function zip(parts: readonly Part[]): Promise<Buffer> {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, content } of parts) {
    const packed = await deflate(content)
    const path = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0) // version needed
    common.writeUInt16LE(0x0800, 2) // names are UTF-8
    common.writeUInt16LE(8, 4) // deflate
    common.writeUInt32LE(0x00210000, 6) // 1980-01-01: the same list makes the same file
    common.writeUInt32LE(packed.crc, 10)
    common.writeUInt32LE(packed.data.length, 14)
    common.writeUInt32LE(packed.size, 18)
    common.writeUInt16LE(path.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, path)
    files.push(Buffer.from("PK\x03\x04", "latin1"), common, path, packed.data)
    at += 30 + path.length + packed.data.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write("PK\x05\x06", "latin1")
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, index, end])
}

const PIECE = 256 * 1024
async function deflate(content: Iterable<string>): Promise<{ readonly data: Buffer; readonly crc: number; readonly size: number }> {
  const stream = createDeflateRaw()
  const packed = buffer(stream)
  let [crc, size, piece] = [0, 0, ""]
  const write = async () => {
    const bytes = Buffer.from(piece)
    piece = ""
    crc = crc32(bytes, crc)
    size += bytes.length
    if (!stream.write(bytes)) await new Promise((drained) => stream.once("drain", drained))
  }
  for (const text of content) {
    piece += text
    if (piece.length > PIECE) await write()
  }
  await write()
  stream.end()
  return { data: await packed, crc, size }
}
