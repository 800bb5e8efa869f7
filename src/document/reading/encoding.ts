/**
 * Which encoding a file is in, told from all of its bytes, so that no character is ever replaced by a guess made too early.
 *
 * Refuses   binary files by what they look like; a file in two encodings; bytes that no encoding we know explains.
 */
import { holdable } from "../../kernel/text.ts"
import type { Encoding } from "../table.ts"

/** What one pass over the bytes found. */
export type ByteCensus = {
  /** The first bytes of the file. */
  readonly start: Uint8Array
  readonly bytes: number
  readonly isUtf8: boolean
  readonly hasNul: boolean
  /** How often each byte occurs (of UTF-8: in the beginning only); and how many bytes above 127 stand in well-formed UTF-8 sequences. */
  readonly counts: readonly number[]
  readonly inSequences: number
}
export type EncodingChoice =
  | { readonly encoding: Encoding; readonly mark: number }
  | { readonly refused: "EMPTY_FILE" | "ENCODING_MIXED" | "ENCODING_UNKNOWN" }
  | { readonly refused: "NOT_A_TABLE"; readonly looksLike: string }

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ["xlsx", [0x50, 0x4b, 0x03, 0x04]],
  ["xls", [0xd0, 0xcf, 0x11, 0xe0]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["gzip", [0x1f, 0x8b]],
  ["png", [0x89, 0x50, 0x4e, 0x47]],
]
const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
]
const startsWith = (bytes: Uint8Array, sign: readonly number[]) => sign.every((byte, i) => bytes[i] === byte)

export function decideEncoding(census: ByteCensus): EncodingChoice {
  const { start } = census
  const mark = MARKS.find(([, sign]) => startsWith(start, sign))
  if (census.bytes === (mark?.[1].length ?? 0)) return { refused: "EMPTY_FILE" }
  const signature = SIGNATURES.find(([, sign]) => startsWith(start, sign))
  if (signature) return { refused: "NOT_A_TABLE", looksLike: signature[0] }
  if (mark && mark[0] !== "utf-8") return { encoding: mark[0], mark: 2 }
  if (census.hasNul) {
    const wide = wideOrder(start)
    return wide === null ? { refused: "NOT_A_TABLE", looksLike: "binary" } : { encoding: wide, mark: 0 }
  }
  const controls = census.counts.reduce((n, count, byte) => n + (byte < 32 && ![9, 10, 12, 13, 26].includes(byte) ? count : 0), 0)
  if (controls * 100 > census.counts.reduce((n, count) => n + count, 0)) return { refused: "NOT_A_TABLE", looksLike: "binary" }
  if (census.isUtf8) return { encoding: "utf-8", mark: mark ? 3 : 0 }
  const high = census.counts.reduce((n, count, byte) => n + (byte > 127 ? count : 0), 0)
  if (mark || census.inSequences * 2 > high) return { refused: "ENCODING_MIXED" }
  return decideCodePage(census.counts)
}

/** UTF-16 without a mark: latin text has a zero in every second byte. */
function wideOrder(start: Uint8Array): Encoding | null {
  let even = 0
  let odd = 0
  for (let i = 0; i < start.length; i++)
    if (start[i] === 0) {
      if (i % 2 === 0) even++
      else odd++
    }
  const half = start.length / 2
  if (odd > half * 0.6 && even < half * 0.05) return "utf-16le"
  return even > half * 0.6 && odd < half * 0.05 ? "utf-16be" : null
}

// Letters of French, Dutch, German and their neighbours, with the signs business files use, as each code page places them.
const CP1252_LETTERS = bytesOf(
  "c0 c2 c4 c6 c7 c8 c9 ca cb ce cf d1 d4 d6 d9 db dc df e0 e1 e2 e4 e6 e7 e8 e9 ea eb ed ee ef f1 f3 f4 f6 f9 fa fb fc 8c 9c",
)
const CP1252_SIGNS = bytesOf("80 91 92 93 94 96 97 85 a0 a3 a7 ab b0 ba bb b2 bd b7")
const CP850_LETTERS = bytesOf("80 81 82 83 84 85 87 88 89 8a 8b 8c 8e 90 91 92 93 94 96 97 99 9a a0 a1 a2 a3 a4 b6 b7 d2 d3 d4 d7 e1 e2 ea eb")
const CP850_SIGNS = bytesOf("9c ae af f5 f8 a7 fd ff d5")
const CP1252_UNUSED = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

function bytesOf(list: string): ReadonlySet<number> {
  return new Set(list.split(" ").map((hex) => Number.parseInt(hex, 16)))
}

function decideCodePage(counts: readonly number[]): EncodingChoice {
  const score = (letters: ReadonlySet<number>, signs: ReadonlySet<number>) =>
    counts.reduce((sum, count, byte) => sum + (byte < 128 ? 0 : letters.has(byte) ? 2 * count : signs.has(byte) ? count : -3 * count), 0)
  const windows = score(CP1252_LETTERS, CP1252_SIGNS) - 3 * CP1252_UNUSED.reduce((n, byte) => n + counts[byte]!, 0)
  const dos = score(CP850_LETTERS, CP850_SIGNS)
  if (dos > windows) return { encoding: "cp850", mark: 0 }
  return CP1252_UNUSED.some((byte) => counts[byte]! > 0) ? { refused: "ENCODING_UNKNOWN" } : { encoding: "windows-1252", mark: 0 }
}

/** The sums of a census, fed chunk by chunk. */
export type ByteTally = { counts: number[]; inSequences: number }
export const startTally = (): ByteTally => ({ counts: new Array<number>(256).fill(0), inSequences: 0 })

/** Counts a chunk's bytes. A sequence cut by the chunk's end is not counted as one: too few to matter. */
export function tallyBytes(tally: ByteTally, chunk: Uint8Array): void {
  const { counts } = tally
  for (let i = 0; i < chunk.length; i++) {
    const byte = chunk[i]!
    counts[byte]!++
    if (byte < 0xc2 || byte > 0xf4) continue
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    let j = 1
    while (j < length && (chunk[i + j]! & 0xc0) === 0x80) j++
    if (j === length) tally.inSequences += length
  }
}

/** How many bytes at the end of a chunk belong to a character that the next chunk finishes. */
export function openEnding(chunk: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}

/** Only UTF-16 can say half of a character, or a NUL in what is a text. */
export const heldCells = (cells: string[], encoding: string): string[] => (encoding.startsWith("utf-16") ? cells.map(holdable) : cells)
