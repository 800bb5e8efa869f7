/**
 * Segments: the parts a company cuts its customers into. A customer has one at most; figures, filters and portfolios go by its name.
 *
 * Always  two names that differ only in case, accents or blanks are one; a name the books brought counts like one said by hand.
 * Refuses BAD_SEGMENT, SEGMENT_EXISTS, UNKNOWN_SEGMENT, SEGMENT_IN_USE.
 */
import { ok, type Result, refuse } from "../../kernel/result.ts"
import { fold } from "../../kernel/text.ts"

/** `customers`: how many have it. */
export type Segment = { readonly name: string; readonly customers: number }
export const MOST_LETTERS = 100
/** Customers set at once by their codes. */
export const MOST_SET = 10_000

export type SegmentRefusal =
  | { readonly code: "BAD_SEGMENT"; readonly name: string; readonly most: number }
  | { readonly code: "SEGMENT_EXISTS"; readonly name: string }
  | { readonly code: "UNKNOWN_SEGMENT"; readonly name: string }
  | { readonly code: "SEGMENT_IN_USE"; readonly name: string; readonly customers: number }

/** The name as it is kept: without blanks around it, one between its words. */
export function readSegment(said: string): Result<string, SegmentRefusal> {
  const name = said.trim().replace(/\s+/gu, " ")
  const sound = name !== "" && name.length <= MOST_LETTERS && !/\p{C}/u.test(name)
  return sound ? ok(name) : refuse({ code: "BAD_SEGMENT", name: said.slice(0, MOST_LETTERS), most: MOST_LETTERS })
}

/** The segment that is meant: by its very name, else by one that only case, accents or blanks tell from it. */
export function findSegment(known: readonly Segment[], said: string): Result<Segment, SegmentRefusal> {
  const found = known.find(({ name }) => name === said) ?? sameAs(known, said)
  return found === undefined ? refuse({ code: "UNKNOWN_SEGMENT", name: said.slice(0, MOST_LETTERS) }) : ok(found)
}
const sameAs = (known: readonly Segment[], name: string) => known.find((one) => foldName(one.name) === foldName(name))
const foldName = (name: string) => fold(name.trim().replace(/\s+/gu, " "))

/** A name that none of the others has; `renamed` may become itself written otherwise. */
export function checkNew(known: readonly Segment[], said: string, renamed: string | null): Result<string, SegmentRefusal> {
  const name = readSegment(said)
  if (!name.ok) return name
  const taken = sameAs(
    known.filter((one) => one.name !== renamed),
    name.value,
  )
  return taken === undefined ? name : refuse({ code: "SEGMENT_EXISTS", name: taken.name })
}

/** Nobody's segment is taken away by ending it. */
export function checkEnd(segment: Segment): Result<null, SegmentRefusal> {
  return segment.customers === 0 ? ok(null) : refuse({ code: "SEGMENT_IN_USE", ...segment })
}

/** What each customer has now, before it is set: together by what they had, which set back undoes it. */
export type Had = { readonly segment: string | null; readonly customers: readonly string[] }
export function hadBefore(customers: readonly { readonly code: string; readonly segment: string | null }[]): Had[] {
  const groups = Map.groupBy(customers, ({ segment }) => segment)
  return [...groups].map(([segment, own]) => ({ segment, customers: own.map(({ code }) => code) }))
}
