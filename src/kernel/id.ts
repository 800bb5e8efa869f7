/** Identifiers: UUID version 7, so that keys made one after the other lie side by side in an index. */
export type Id = string

/** A UUIDv7 from an instant (milliseconds) and 10 random bytes: the caller brings clock and chance. */
export function uuidv7(atMs: number, random: Uint8Array): Id {
  const hex = (n: number, width: number) => n.toString(16).padStart(width, "0")
  const time = hex(atMs, 12)
  const r = (i: number) => random[i]!
  const tail = Array.from(random.subarray(4, 10), (b) => hex(b, 2)).join("")
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(((r(0) & 0x0f) << 8) | r(1), 3)}-${hex(0x80 | (r(2) & 0x3f), 2)}${hex(r(3), 2)}-${tail}`
}

const MOST_COUNTED = 0xfff
/**
 * A maker of UUIDv7s whose ids of one millisecond stand in the order they were made: what a transaction does at once is told in the order it was done. Counts in
 * the twelve bits after the version, from a number of chance (RFC 9562, 6.2, method 1), some two thousand a millisecond; beyond, order is left to chance again.
 */
export function idsInOrder(): (atMs: number, random: Uint8Array) => Id {
  let [ms, count] = [Number.NaN, 0]
  return (atMs, random) => {
    const low = ((random[0]! & 0x07) << 8) | random[1]!
    count = atMs === ms && count < MOST_COUNTED ? count + 1 : low
    ms = atMs
    return uuidv7(atMs, Uint8Array.from([count >> 8, count & 0xff, ...random.subarray(2)]))
  }
}

/** A text that has the form of an identifier; whether there is one, its room says. */
export const isId = (text: string): text is Id => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)
/** What somebody says is an id, for a look-up: null finds nothing. */
export const asId = (said: string): Id | null => (isId(said) ? said : null)
