/**
 * The outer form of a backup: a tar archive (POSIX ustar), which every system can open. Entries are plain files; a long name is cut at a slash
 * into prefix and name, as the format has it.
 *
 * Units    bytes; blocks of 512.
 * Refuses  a header whose sum is wrong or whose kind is no plain file: null.
 */
export const BLOCK = 512
/** Two empty blocks end an archive. */
export const END = Buffer.alloc(2 * BLOCK)

export type Entry = { readonly name: string; readonly size: number }

export const paddingOf = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK

export function headerOf({ name, size }: Entry, atS: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  const cut = name.length <= 100 ? -1 : name.indexOf("/", name.length - 101)
  header.write(name.slice(cut + 1), 0, 100, "utf8")
  if (cut > 0) header.write(name.slice(0, cut), 345, 155, "utf8")
  header.write("0000600\0", 100)
  header.write("0000000\0", 108)
  header.write("0000000\0", 116)
  header.write(octal(size), 124)
  header.write(octal(atS), 136)
  header.write("0", 156)
  header.write("ustar\x0000", 257, "latin1")
  header.write("        ", 148)
  header.write(`${sumOf(header).toString(8).padStart(6, "0")}\0 `, 148)
  return header
}

/** Null where this is no header of ours; "end" for an empty block. */
export function readHeader(block: Buffer): Entry | "end" | null {
  if (block.every((byte) => byte === 0)) return "end"
  const text = (from: number, length: number) => block.toString("utf8", from, from + length).replace(/\0.*$/s, "")
  const blanked = Buffer.from(block)
  blanked.write("        ", 148)
  if (Number.parseInt(text(148, 8), 8) !== sumOf(blanked) || text(156, 1) !== "0" || text(257, 5) !== "ustar") return null
  const size = /^[0-7]{11}$/.test(text(124, 12)) ? Number.parseInt(text(124, 12), 8) : Number.NaN
  const prefix = text(345, 155)
  const name = prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`
  return Number.isSafeInteger(size) && name !== "" ? { name, size } : null
}

/** Eleven digits: 8 GiB, more than any one entry has. */
const octal = (n: number) => `${n.toString(8).padStart(11, "0")}\0`
const sumOf = (block: Buffer) => block.reduce((sum, byte) => sum + byte, 0)
