/**
 * The directory of a ZIP file, read from bytes: what is in it and where, before anything is unpacked.
 *
 * Always    sizes and places come from the central directory, which data descriptors and odd orders do not blur.
 * Refuses   split archives, encrypted entries, methods other than stored and deflated, entries that overlap or lie outside the file, two
 *           entries of one name, more entries than any workbook has.
 */
export type Entry = {
  readonly name: string
  readonly method: "stored" | "deflated"
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  /** Where its local header stands. */
  readonly at: number
}
export type ZipFault = "ZIP_BROKEN" | "ZIP_ENCRYPTED" | "ZIP_TOO_MANY"
export type Directory = { readonly entries: number; readonly at: number; readonly bytes: number }

const MOST_ENTRIES = 20_000
/** The end record with the longest comment, and zip64's records before it. */
export const TAIL = 22 + 65_535 + 20 + 56
const LONGEST_DIRECTORY = 1 << 25
const SAFE = BigInt(Number.MAX_SAFE_INTEGER)

const END = 0x06054b50
const END64 = 0x06064b50
const END64_LOCATOR = 0x07064b50
const CENTRAL = 0x02014b50
export const LOCAL = 0x04034b50
export const LOCAL_BYTES = 30

/** Finds the directory from the file's last bytes; `tailAt` is where they begin. */
export function findDirectory(tail: Buffer, tailAt: number): Directory | ZipFault {
  for (let i = tail.length - 22; i >= 0; i--) {
    if (tail.readUInt32LE(i) !== END || i + 22 + tail.readUInt16LE(i + 20) !== tail.length) continue
    const split = tail.readUInt16LE(i + 4) !== 0 || tail.readUInt16LE(i + 6) !== 0 || tail.readUInt16LE(i + 8) !== tail.readUInt16LE(i + 10)
    const plain = { entries: tail.readUInt16LE(i + 10), bytes: tail.readUInt32LE(i + 12), at: tail.readUInt32LE(i + 16) }
    const is64 = i >= 20 && tail.readUInt32LE(i - 20) === END64_LOCATOR
    const found = is64 ? directory64(tail, tailAt, i - 20) : split ? null : plain
    const end = tailAt + i
    if (found === null || found.at + found.bytes > end || found.bytes > LONGEST_DIRECTORY) return "ZIP_BROKEN"
    return found.entries > MOST_ENTRIES ? "ZIP_TOO_MANY" : found
  }
  return "ZIP_BROKEN"
}

function directory64(tail: Buffer, tailAt: number, locator: number): Directory | null {
  const at = tail.readBigUInt64LE(locator + 8) - BigInt(tailAt)
  if (at < 0n || at + 56n > BigInt(locator)) return null
  const record = Number(at)
  const [entries, bytes, start] = [32, 40, 48].map((offset) => tail.readBigUInt64LE(record + offset))
  if (tail.readUInt32LE(record) !== END64 || entries! > SAFE || bytes! > SAFE || start! > SAFE) return null
  return { entries: Number(entries), bytes: Number(bytes), at: Number(start) }
}

/** The entries of a directory, by name. Folders are left out. */
export function readDirectory(bytes: Buffer, directory: Directory): ReadonlyMap<string, Entry> | ZipFault {
  const entries = new Map<string, Entry>()
  const taken: Entry[] = []
  let i = 0
  for (let n = 0; n < directory.entries; n++) {
    if (i + 46 > bytes.length || bytes.readUInt32LE(i) !== CENTRAL) return "ZIP_BROKEN"
    const [flags, method] = [bytes.readUInt16LE(i + 8), bytes.readUInt16LE(i + 10)]
    const [nameBytes, extraBytes, noteBytes] = [bytes.readUInt16LE(i + 28), bytes.readUInt16LE(i + 30), bytes.readUInt16LE(i + 32)]
    const next = i + 46 + nameBytes + extraBytes + noteBytes
    if (next > bytes.length) return "ZIP_BROKEN"
    if ((flags & 1) !== 0) return "ZIP_ENCRYPTED"
    // Some programs write names the Windows way.
    const name = bytes.toString("utf8", i + 46, i + 46 + nameBytes).replaceAll("\\", "/")
    const sizes = sizesOf(bytes, i, bytes.subarray(i + 46 + nameBytes, next - noteBytes))
    if (sizes === null || (method !== 0 && method !== 8)) return "ZIP_BROKEN"
    const entry: Entry = { name, method: method === 0 ? "stored" : "deflated", crc: bytes.readUInt32LE(i + 16), ...sizes }
    taken.push(entry)
    // Names are compared as Windows does: two that differ by case alone are one part.
    const key = name.toLowerCase().replace(/^\//, "")
    if (entries.has(key)) return "ZIP_BROKEN"
    if (!name.endsWith("/")) entries.set(key, entry)
    i = next
  }
  if (i !== bytes.length) return "ZIP_BROKEN"
  const inOrder = taken.sort((a, b) => a.at - b.at)
  const ends = (entry: Entry) => entry.at + LOCAL_BYTES + entry.packed
  const apart = inOrder.every((entry, n) => ends(entry) <= (inOrder[n + 1]?.at ?? directory.at))
  return apart ? entries : "ZIP_BROKEN"
}

/** Sizes and place, from the zip64 field where the record itself has no room. */
function sizesOf(bytes: Buffer, i: number, extra: Buffer): Pick<Entry, "packed" | "unpacked" | "at"> | null {
  let [packed, unpacked, at] = [bytes.readUInt32LE(i + 20), bytes.readUInt32LE(i + 24), bytes.readUInt32LE(i + 42)]
  const FULL = 0xffffffff
  for (let e = 0; e + 4 <= extra.length; e += 4 + extra.readUInt16LE(e + 2)) {
    if (extra.readUInt16LE(e) !== 1) continue
    const field = extra.subarray(e + 4, e + 4 + extra.readUInt16LE(e + 2))
    let f = 0
    const take = () => {
      const value = f + 8 <= field.length ? field.readBigUInt64LE(f) : SAFE + 1n
      f += 8
      return value > SAFE ? Number.NaN : Number(value)
    }
    if (unpacked === FULL) unpacked = take()
    if (packed === FULL) packed = take()
    if (at === FULL) at = take()
  }
  return Number.isNaN(packed + unpacked + at) ? null : { packed, unpacked, at }
}
