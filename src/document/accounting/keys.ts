/**
 * A table of millions of short keys in flat memory: 12 bytes a place, by a 64-bit hash. At ten million keys the chance that any two are
 * taken for one is about one in 400,000; it would cost one number its plainness, no more.
 */
export type KeyTable = { get(key: string): number; set(key: string, value: number): void; clear(): void }

/** Two independent 32-bit hashes of a text in one walk. */
let second = 0
function hash(text: string): number {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 0x01000193)
    b = Math.imul(b ^ c, 0x85ebca6b) + (b >>> 15)
  }
  second = (Math.imul(b ^ (b >>> 13), 0xc2b2ae35) ^ (b >>> 16)) >>> 0 || 1
  a ^= a >>> 15
  return Math.imul(a, 0x2c1b3c6d) >>> 0
}
/** 30 bits, never zero: what stands for a text beside a key. */
export const fingerprint = (text: string): number => hash(text) >>> 2 || 1

const PARTS = 16
/** Values are whole numbers from 1 to 2^32 − 1; 0: not there. In parts that grow one by one: grown whole it would weigh half as much again for a moment. */
export function keyTable(): KeyTable {
  let parts = Array.from({ length: PARTS }, keyPart)
  return {
    get(key) {
      const place = hash(key)
      return parts[place >>> 28]!.get(place, second)
    },
    set(key, value) {
      const place = hash(key)
      parts[place >>> 28]!.set(place, second, value)
    },
    clear() {
      for (const part of parts) part.give()
      parts = Array.from({ length: PARTS }, keyPart)
    },
  }
}
function keyPart() {
  let size = 1 << 8
  let used = 0
  let places = new Uint32Array(size)
  let checks = new Uint32Array(size)
  let values = new Uint32Array(size)
  const find = (place: number, check: number) => {
    let at = place & (size - 1)
    while (checks[at] !== 0 && (checks[at] !== check || places[at] !== place)) at = (at + 1) & (size - 1)
    return at
  }
  const grow = () => {
    const [oldPlaces, oldChecks, oldValues] = [places, checks, values]
    size *= 2
    places = new Uint32Array(size)
    checks = new Uint32Array(size)
    values = new Uint32Array(size)
    for (let i = 0; i < oldChecks.length; i++) {
      if (oldChecks[i] === 0) continue
      const at = find(oldPlaces[i]!, oldChecks[i]!)
      places[at] = oldPlaces[i]!
      checks[at] = oldChecks[i]!
      values[at] = oldValues[i]!
    }
    give(oldPlaces, oldChecks, oldValues)
  }
  return {
    get: (place: number, check: number) => values[find(place, check)]!,
    set(place: number, check: number, value: number) {
      let at = find(place, check)
      if (checks[at] === 0) {
        if (++used > size * 0.85) {
          grow()
          at = find(place, check)
        }
        places[at] = place
        checks[at] = check
      }
      values[at] = value
    },
    give: () => give(places, checks, values),
  }
}
/** Gives tens of megabytes back at once: nothing on the heap tells the collector that they are due. */
function give(...arrays: readonly Uint32Array<ArrayBuffer>[]): void {
  for (const { buffer } of arrays) buffer.transfer(0)
}

/** A copy of its own: a cell is a view into a long stretch of the file, which a remembered view would keep in memory. */
export const own = (text: string): string => (text === "" ? "" : ` ${text}`.slice(1))
