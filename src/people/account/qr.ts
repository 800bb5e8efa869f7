/**
 * A text as a QR code (ISO/IEC 18004): byte mode, error correction M, versions 1 to 15, the mask with the fewest faults. Drawn here, so that a secret is shown
 * to a telephone and to nobody else.
 *
 * Always   the four quiet modules around it are the drawer's.
 * Refuses  null: longer than 412 bytes.
 */
/** Of version 1 to 15 at level M: correction bytes a block, and how many blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24]
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10]
/** Level M, as the format says it. */
const LEVEL = 0

export type Modules = readonly (readonly boolean[])[]

export function drawQr(text: string): Modules | null {
  const bytes = new TextEncoder().encode(text)
  const version = BLOCKS.findIndex((_, i) => dataBytes(i + 1) * 8 >= 4 + (i + 1 < 10 ? 8 : 16) + bytes.length * 8) + 1
  if (version === 0) return null
  const words = interleave(version, dataWords(version, bytes))
  const masked = Array.from({ length: 8 }, (_, mask) => drawMasked(version, words, mask))
  return masked.reduce((best, one) => (faultsOf(one) < faultsOf(best) ? one : best))
}

const sizeOf = (version: number) => version * 4 + 17
/** Bits that hold words, when all the patterns are drawn. */
function rawBits(version: number): number {
  const aligned = version < 2 ? 0 : Math.floor(version / 7) + 2
  const patterns = version < 2 ? 0 : (25 * aligned - 10) * aligned - 55
  return (16 * version + 128) * version + 64 - patterns - (version < 7 ? 0 : 36)
}
const allBytes = (version: number) => Math.floor(rawBits(version) / 8)
const dataBytes = (version: number) => allBytes(version) - CORRECTION[version - 1]! * BLOCKS[version - 1]!

function dataWords(version: number, bytes: Uint8Array): number[] {
  const bits: number[] = []
  const put = (value: number, width: number) => {
    for (let i = width - 1; i >= 0; i--) bits.push((value >>> i) & 1)
  }
  put(0b0100, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) put(byte, 8)
  const room = dataBytes(version) * 8
  put(0, Math.min(4, room - bits.length))
  put(0, (8 - (bits.length % 8)) % 8)
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) put(pad, 8)
  return Array.from({ length: room / 8 }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8).join(""), 2))
}

/** In GF(256), modulo x⁸ + x⁴ + x³ + x² + 1. */
function multiply(x: number, y: number): number {
  let z = 0
  for (let i = 7; i >= 0; i--) z = (z << 1) ^ ((z >>> 7) * 0x11d) ^ (((y >>> i) & 1) * x)
  return z
}
function correctionOf(data: readonly number[], degree: number): number[] {
  const divisor = Array.from({ length: degree }, (_, i) => Number(i === degree - 1))
  for (let i = 0, root: number = 1; i < degree; i++, root = multiply(root, 2))
    for (let j = 0; j < degree; j++) divisor[j] = multiply(divisor[j]!, root) ^ (divisor[j + 1] ?? 0)
  const rest = new Array<number>(degree).fill(0)
  for (const word of data) {
    const factor = word ^ rest.shift()!
    rest.push(0)
    for (let i = 0; i < degree; i++) rest[i]! ^= multiply(divisor[i]!, factor)
  }
  return rest
}

/** In blocks, the first of each, then the second of each …: damage in one place hurts every block a little. */
function interleave(version: number, data: readonly number[]): number[] {
  const [count, degree] = [BLOCKS[version - 1]!, CORRECTION[version - 1]!]
  const [short, long] = [Math.floor(data.length / count), data.length % count]
  const blocks = Array.from({ length: count }, (_, i) => {
    const before = Math.max(0, i - (count - long))
    return data.slice(i * short + before, (i + 1) * short + before + (i >= count - long ? 1 : 0))
  })
  const corrections = blocks.map((block) => correctionOf(block, degree))
  const across = (rows: readonly (readonly number[])[], width: number) =>
    Array.from({ length: width }, (_, i) => rows.flatMap((row) => (row[i] === undefined ? [] : [row[i]]))).flat()
  return [...across(blocks, short + 1), ...across(corrections, degree)]
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function drawMasked(version: number, words: readonly number[], mask: number): boolean[][] {
  const size = sizeOf(version)
  const dark = Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
  const taken = Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
  const set = (x: number, y: number, on: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return
    dark[y]![x] = on
    taken[y]![x] = true
  }
  drawPatterns(version, set)
  drawFormat(size, mask, set)
  if (version >= 7) drawVersion(version, size, set)
  let bit = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step
        if (taken[y]![x]) continue
        const on = bit < words.length * 8 && ((words[bit >>> 3]! >>> (7 - (bit & 7))) & 1) === 1
        dark[y]![x] = on !== MASKS[mask]!(x, y)
        bit++
      }
  }
  return dark
}

type Set = (x: number, y: number, on: boolean) => void
function drawPatterns(version: number, set: Set): void {
  const size = sizeOf(version)
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0)
    set(i, 6, i % 2 === 0)
  }
  const ring = (cx: number, cy: number, reach: number, on: (distance: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) set(cx + dx, cy + dy, on(Math.max(Math.abs(dx), Math.abs(dy))))
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    ring(x, y, 4, (distance) => distance !== 2 && distance !== 4)
  const places = alignments(version)
  const last = places.length - 1
  for (const [i, x] of places.entries())
    for (const [j, y] of places.entries())
      if (!((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0))) ring(x, y, 2, (distance) => distance !== 1)
}
function alignments(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, i) => sizeOf(version) - 7 - (count - 2 - i) * step)]
}

/** The remainder of a cyclic code, as format and version bear it. */
function remainder(value: number, width: number, generator: number): number {
  let rest = value
  for (let i = 0; i < width; i++) rest = (rest << 1) ^ ((rest >>> (width - 1)) * generator)
  return rest
}
function drawFormat(size: number, mask: number, set: Set): void {
  const data = (LEVEL << 3) | mask
  const bits = ((data << 10) | remainder(data, 10, 0x537)) ^ 0x5412
  const on = (i: number) => ((bits >>> i) & 1) === 1
  for (let i = 0; i <= 5; i++) set(8, i, on(i))
  set(8, 7, on(6))
  set(8, 8, on(7))
  set(7, 8, on(8))
  for (let i = 9; i < 15; i++) set(14 - i, 8, on(i))
  for (let i = 0; i < 8; i++) set(size - 1 - i, 8, on(i))
  for (let i = 8; i < 15; i++) set(8, size - 15 + i, on(i))
  set(8, size - 8, true)
}
function drawVersion(version: number, size: number, set: Set): void {
  const bits = (version << 12) | remainder(version, 12, 0x1f25)
  for (let i = 0; i < 18; i++) {
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)]
    set(a, b, ((bits >>> i) & 1) === 1)
    set(b, a, ((bits >>> i) & 1) === 1)
  }
}

/** What makes a code hard to read: long runs, blocks of one colour, what looks like a corner, too much of one colour. */
function faultsOf(dark: Modules): number {
  const lines = [...dark, ...dark.map((_, x) => dark.map((row) => row[x]!))].map((line) => line.map((on) => (on ? "1" : "0")).join(""))
  let faults = 0
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) faults += run.length - 2
    for (const corner of ["10111010000", "00001011101"]) for (let at = line.indexOf(corner); at >= 0; at = line.indexOf(corner, at + 1)) faults += 40
  }
  for (let y = 1; y < dark.length; y++)
    for (let x = 1; x < dark.length; x++)
      if (dark[y]![x] === dark[y]![x - 1] && dark[y]![x] === dark[y - 1]![x] && dark[y]![x] === dark[y - 1]![x - 1]) faults += 3
  const share = dark.flat().filter((on) => on).length / dark.length ** 2
  return faults + Math.floor(Math.abs(share * 20 - 10)) * 10
}
