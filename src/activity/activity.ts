/**
 * Acts: who did what to what. An act row is kept for ever and chained by hashes, so nothing personal may enter it: names, addresses,
 * e-mails, IBANs and free text are replaced by their length, with a mark when they changed. Names stand in rows that can be erased.
 *
 * Always: a text passes only as a day, an instant, an id, or under a key that holds codes (kind, currency, country …).
 */
export type ActorKind = "person" | "job" | "key" | "portal" | "system"
export type Actor = { readonly kind: ActorKind; readonly name: string; readonly onBehalfOf?: string }

type Fields = Readonly<Record<string, unknown>>

const CODES = new Set(["amount", "code", "country", "currency", "kind", "matching", "means", "settledBy", "side"])
const HARMLESS = /^(?:\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)?|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/

/** The state before or after an act, fit to be kept; `was` is the state before, so that a text that changed is marked. */
export function redact(fields: Fields, was: Fields = {}): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, redacted(value, was[key], key)]))
}

function redacted(value: unknown, was: unknown, key: string): unknown {
  if (typeof value === "string") {
    if (CODES.has(key) || HARMLESS.test(value)) return value
    return `[text of ${[...value].length}${typeof was === "string" && was !== value ? ", changed" : ""}]`
  }
  if (Array.isArray(value)) return value.map((one, i) => redacted(one, Array.isArray(was) ? was[i] : undefined, key))
  if (typeof value === "object" && value !== null && !(value instanceof Date)) return redact(value as Fields, isFields(was) ? was : {})
  return value
}
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null
