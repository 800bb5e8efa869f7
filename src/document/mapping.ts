/** What the user may say about a file (`--map FILE`); a dry run prints the same form, filled with what it would use. */
import { withoutZeros } from "../customer/look-alike.ts"
import type { Currency } from "../kernel/money.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"
import type { DecimalSign } from "./amounts.ts"
import { FIELDS, type Field } from "./columns.ts"
import type { DateOrder } from "./dates.ts"
import { type DraftKind, type Problem, refusal } from "./draft.ts"
import { mappingWire } from "./mapping.wire.ts"

export type Mapping = {
  /** The program whose export it is, where that was recognised; it only tells. */
  readonly layout: string | null
  /** FIELD: HEADER; null: leave the field out even where a column looks like it. */
  readonly columns: Readonly<Partial<Record<Field, string | null>>>
  /** Look-alike codes: all joined without their zeros, some joined by name, some said to be customers of their own. */
  readonly customer: { readonly trimZeros: boolean; readonly join: Readonly<Record<string, string>>; readonly apart: readonly string[] }
  /** VALUE: CODE of the company it stands for. */
  readonly company: Readonly<Record<string, string>>
  readonly decimal: DecimalSign | null
  readonly dateOrder: DateOrder | null
  readonly currency: Currency | null
  /** VALUE of the type column: what it is. */
  readonly types: Readonly<Record<string, DraftKind>>
  /** How credit notes and payments are written in a signed amount column; the other sign is then their reversal. */
  readonly creditSign: "negative" | "positive" | null
  /** VALUE of the side column, beyond the usual D and C. */
  readonly sides: Readonly<Record<string, "debit" | "credit">>
  /** HEADER: values of rows that are no claims, such as drafts. */
  readonly skip: Readonly<Record<string, readonly string[]>>
}

export const noMapping: Mapping = {
  layout: null,
  columns: {},
  customer: { trimZeros: false, join: {}, apart: [] },
  company: {},
  decimal: null,
  dateOrder: null,
  currency: null,
  types: {},
  creditSign: null,
  sides: {},
  skip: {},
}

/** What somebody said of it; the rest stays open. */
export type MappingSaid = Partial<Mapping>

/** A customer's code as the company's books name it: look-alikes as the mapping joins them. */
export function customerReader(customer: Mapping["customer"]): (code: string) => string {
  const join = new Map(Object.entries(customer.join))
  return (code) => {
    const trimmed = customer.trimZeros && !customer.apart.includes(code) ? withoutZeros(code) : code
    return join.get(code) ?? join.get(trimmed) ?? trimmed
  }
}

/** Reads the text of a mapping file. Every fault is named with its place, all at once. */
export function parseMapping(text: string): Result<MappingSaid, readonly Problem[]> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return refuse([refusal("MAP_UNREADABLE", { at: "JSON", reason: error instanceof Error ? error.message : "" })])
  }
  const read = mappingWire.safeParse(json)
  if (read.success) return ok(Object.fromEntries(Object.entries(read.data).filter(([key]) => Object.hasOwn(json as object, key))))
  return refuse(
    read.error.issues.map((issue) => {
      const at = issue.path.join(".")
      return issue.code === "custom" && issue.message === "MAP_FIELD_UNKNOWN"
        ? refusal("MAP_FIELD_UNKNOWN", { field: at.replace(/^columns\./, ""), fields: FIELDS.join(", ") })
        : refusal("MAP_UNREADABLE", { at: at === "" ? "JSON" : at, reason: issue.message })
    }),
  )
}

/** The same mapping without what says nothing: the form that is printed and can be saved. */
export const renderMapping = (mapping: Mapping): Readonly<Record<string, unknown>> => ({
  ...(mapping.layout === null ? {} : { layout: mapping.layout }),
  columns: mapping.columns,
  ...(JSON.stringify(mapping.customer) === JSON.stringify(noMapping.customer) ? {} : { customer: mapping.customer }),
  ...(Object.keys(mapping.company).length > 0 ? { company: mapping.company } : {}),
  ...(mapping.decimal === null ? {} : { decimal: mapping.decimal }),
  ...(mapping.dateOrder === null ? {} : { dateOrder: mapping.dateOrder }),
  ...(mapping.currency === null ? {} : { currency: mapping.currency }),
  ...(Object.keys(mapping.types).length > 0 ? { types: mapping.types } : {}),
  ...(mapping.creditSign === null ? {} : { creditSign: mapping.creditSign }),
  ...(Object.keys(mapping.sides).length > 0 ? { sides: mapping.sides } : {}),
  ...(Object.keys(mapping.skip).length > 0 ? { skip: mapping.skip } : {}),
})
