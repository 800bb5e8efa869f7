/**
 * Published heads: what the chain's end was, said outside the database. Whoever can rewrite every row and recompute every hash still cannot
 * change what was said before.
 *
 * A line is `seq hash at`. Lines may be repeated or out of order; the last one may be torn by a crash, which is no fault of the chain.
 */
export type Head = { readonly seq: bigint; readonly hash: string }

export const writeHead = (head: Head, at: Date) => `${head.seq} ${head.hash} ${at.toISOString()}`

const WHOLE = /^([1-9]\d{0,17}) ([0-9a-f]{64}) \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const TORN = /^(?:[1-9]\d{0,17}(?: (?:[0-9a-f]{0,64}|[0-9a-f]{64} [\dTZ:.-]{0,23}))?)?$/

export function readHead(line: string): Head | "torn" | "unreadable" {
  const m = WHOLE.exec(line)
  if (m) return { seq: BigInt(m[1]!), hash: m[2]! }
  return TORN.test(line) ? "torn" : "unreadable"
}

export const headsFile = (companyId: number) => `${companyId}.log`
