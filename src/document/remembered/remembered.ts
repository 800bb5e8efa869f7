/**
 * How the files of a source were understood, for its next ones: the same headers are read as last time, and nothing is asked again.
 *
 * Always    what the file itself proves (day order, decimal sign) stands above what is remembered, and what the user says above both;
 *           rounding is never remembered: it changes amounts, and is asked for each time.
 */
import type { DecimalSign } from "../amounts.ts"
import type { DateOrder } from "../dates.ts"
import { type NoticeCode, notice, type Problem } from "../draft.ts"
import { kindNamed } from "../kind.ts"
import { type Mapping, type MappingSaid, parseMapping } from "../mapping.ts"
import type { Plan } from "../plan.ts"

/** As it is kept: the header's names, and the mapping in the form that is printed. */
export type Understanding = { readonly header: readonly string[]; readonly mapping: Readonly<Record<string, unknown>> }

/** The mapping of the last file with the same header; null where none was, or none that can be read any more. */
export function recall(known: readonly Understanding[], header: readonly string[]): MappingSaid | null {
  const found = known.find((one) => one.header.length === header.length && one.header.every((name, i) => name === header[i]))
  const read = found && parseMapping(JSON.stringify(found.mapping))
  return read?.ok ? read.value : null
}

/** Says that the last export of the source looked much the same and that its headers changed; half of the names make it the same export. */
export function headerChange(known: readonly Understanding[], header: readonly string[], source: string): Problem | null {
  const last = known[0]
  if (last === undefined) return null
  const kept = header.filter((name) => last.header.includes(name)).length
  if (kept * 2 < Math.max(header.length, last.header.length)) return null
  const missing = (from: readonly string[], others: readonly string[]) => from.filter((name) => !others.includes(name)).join(", ")
  return notice("HEADER_CHANGED", { source, added: missing(header, last.header), gone: missing(last.header, header) })
}

/** Whether what is remembered made a difference to what the file alone would have said. */
export function madeDifference(fresh: Plan | null, taken: Plan): boolean {
  if (fresh === null) return true
  const settled = <T>(alone: T | null, remembered: T | null) => alone !== null && alone !== remembered
  const own = ({ mapping, language }: Plan) => {
    const { columns, customer, company, currency, creditSign, types, sides, skip } = mapping
    const named = Object.entries(types).filter(([value, kind]) => kindNamed(value, language) !== kind)
    return JSON.stringify([Object.entries(columns).sort(), customer, company, currency, creditSign, named.sort(), sides, skip])
  }
  return settled<DateOrder>(fresh.dateOrder, taken.dateOrder) || settled<DecimalSign>(fresh.decimal, taken.decimal) || own(fresh) !== own(taken)
}

export const saidRemembered = (source: string, { mapping }: Plan): Problem =>
  notice(
    "MAPPING_REMEMBERED" satisfies NoticeCode,
    { source, dateOrder: mapping.dateOrder ?? "", decimal: mapping.decimal ?? "" } satisfies Partial<Record<"source" | keyof Mapping, string>>,
  )
