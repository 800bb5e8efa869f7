/**
 * Acts: who did what to what. An act row is kept for ever and chained by hashes, so nothing personal may enter it: names, addresses,
 * e-mails, IBANs and free text are replaced by their length, with a mark when they changed. Names stand in rows that can be erased.
 *
 * Always: a text passes only as a day, an instant, an id, or under a key the caller named as holding codes.
 */
export type ActorKind = "person" | "job" | "key" | "portal" | "system"
export type Actor = { readonly kind: ActorKind; readonly name: string; readonly onBehalfOf?: string }

/** The house itself: migrations, repairs, what nobody asked for. */
export const SYSTEM: Actor = { kind: "system", name: "encours" }

type Fields = Readonly<Record<string, unknown>>

/** What was there before and after an act, fit to be kept. `codes` names the keys whose texts are codes (kind, currency, country). */
export function redact(before: Fields, after: Fields, codes: readonly string[]): { before: Fields; after: Fields } {
  const kept = new Set(codes)
  return { before: redacted(before, before, kept, ""), after: redacted(after, before, kept, "") }
}

const HARMLESS = /^(?:\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)?|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/

function redacted<T>(value: T, was: unknown, codes: ReadonlySet<string>, key: string): T
function redacted(value: unknown, was: unknown, codes: ReadonlySet<string>, key: string): unknown {
  if (typeof value === "bigint") return String(value)
  if (value instanceof Date) return value.toISOString()
  if (typeof value === "string") {
    if (codes.has(key) || HARMLESS.test(value)) return value
    return `[text of ${[...value].length}${typeof was === "string" && was !== value ? ", changed" : ""}]`
  }
  if (Array.isArray(value)) return value.map((one, i) => redacted(one, Array.isArray(was) ? was[i] : undefined, codes, key))
  if (typeof value === "object" && value !== null) {
    const old: Fields = typeof was === "object" && was !== null ? (was as Fields) : {}
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, redacted(one, old[name], codes, name)]))
  }
  return value
}
