/**
 * A table of millions of short keys in flat memory: 12 bytes a key, by a 64-bit hash. Two keys taken for one would only cost a number its
 * plainness or name a doubtful double; at ten million keys the chance is one in 400,000.
 */
export type KeyTable = { get(key: string): number; set(key: string, value: number): void }

/** Two independent 32-bit hashes of a text in one walk. */
let low = 0
function hash(text: string): number {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 0x01000193)
    b = Math.imul((b ^ c) + (b >>> 15), 0x85ebca6b)
  }
  a ^= a >>> 15
  b ^= b >>> 13
  low = (Math.imul(b, 0xc2b2ae35) ^ (b >>> 16)) >>> 0 || 1
  return Math.imul(a, 0x2c1b3c6d) >>> 0
}
/** 30 bits, never zero: what stands for a text beside a key. */
export const fingerprint = (text: string): number => hash(text) >>> 2 || 1

export function keyTable(): KeyTable {
  let size = 1 << 12
  let used = 0
  let highs = new Uint32Array(size)
  let lows = new Uint32Array(size)
  let values = new Uint32Array(size)
  const place = (high: number, lower: number) => {
    let at = (high ^ Math.imul(lower, 0x9e3779b1)) & (size - 1)
    while (lows[at] !== 0 && (lows[at] !== lower || highs[at] !== high)) at = (at + 1) & (size - 1)
    return at
  }
  const grow = () => {
    const [oldHighs, oldLows, oldValues] = [highs, lows, values]
    size *= 2
    highs = new Uint32Array(size)
    lows = new Uint32Array(size)
    values = new Uint32Array(size)
    for (let i = 0; i < oldLows.length; i++) {
      if (oldLows[i] === 0) continue
      const at = place(oldHighs[i]!, oldLows[i]!)
      highs[at] = oldHighs[i]!
      lows[at] = oldLows[i]!
      values[at] = oldValues[i]!
    }
  }
  return {
    get(key) {
      const high = hash(key)
      const at = place(high, low)
      return lows[at] === 0 ? 0 : values[at]!
    },
    set(key, value) {
      const high = hash(key)
      const lower = low
      let at = place(high, lower)
      if (lows[at] === 0) {
        if (++used > size * 0.7) {
          grow()
          at = place(high, lower)
        }
        highs[at] = high
        lows[at] = lower
      }
      values[at] = value
    },
  }
}

/** A copy of its own: a cell is a view into a long stretch of the file, which a remembered view would keep in memory. */
export const own = (text: string): string => (text === "" ? "" : ` ${text}`.slice(1))
