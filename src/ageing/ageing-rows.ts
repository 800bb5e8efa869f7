/**
 * The rows of an ageing as a screen reads them: found by their names, in an order of choice, a page at a time. Each order is worked out once, when it is first
 * asked for: a hundred thousand rows are sorted for everybody who looks at them.
 *
 * Order    by name as it is folded (É beside E), or by a figure; rows alike stand by their keys, those without one last. A bucket the ageing does not have: by the total.
 */
import { LOCALES } from "../kernel/listing.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import { fold, type Language } from "../kernel/text.ts"
import { type AgedRow, type Ageing, byKey, type CurrencyAgeing, countOf, type Dimension, netOf, totalOf } from "./ageing.ts"
import { regionName } from "./ageing-listing.ts"

/** The value the rows are ordered by, and the row's key where it has one. */
export type RowPlace = readonly [value: string] | readonly [value: string, key: string]
export type RowsAsked = {
  /** Else, or where nothing is open in it: the currency with the most items. */
  readonly currency: Currency | null
  readonly find: string
  /** As ROW_ORDER (ageing.ts) has it; with a minus sign the largest first. */
  readonly order: string
  readonly after: RowPlace | null
  readonly limit: number
}
export type FoundRows = { readonly of: CurrencyAgeing | null; readonly rows: readonly AgedRow[]; readonly found: number }
export type AgeingRows = { readonly ageing: Ageing; find(asked: RowsAsked): FoundRows; placeOf(row: AgedRow, order: string): RowPlace }

/** A row, its name as it is shown, and what it is found by. */
type Named = { readonly row: AgedRow; readonly name: string; readonly words: string }
type Valued = Named & { readonly value: string | Minor }

export function makeAgeingRows(ageing: Ageing, lang: Language): AgeingRows {
  const nameOf = rowNames(ageing.by, lang)
  const naming = (row: AgedRow): Named => {
    const name = fold(nameOf(row))
    return { row, name, words: `${fold(row.key ?? "")} ${name}` }
  }
  const named = new Map<Currency, readonly Named[]>()
  const ordered = new Map<string, readonly Valued[]>()
  const inOrder = (of: CurrencyAgeing, order: string): readonly Valued[] => {
    const known = ordered.get(`${of.currency} ${order}`)
    if (known) return known
    const all = named.get(of.currency) ?? of.rows.map(naming)
    named.set(of.currency, all)
    const made = all.map((each) => ({ ...each, value: rankOf(each.row, each.name, order) })).sort(compareBy(order))
    ordered.set(`${of.currency} ${order}`, made)
    return made
  }
  return {
    ageing,
    find({ currency, find, order, after, limit }) {
      const of = ageing.currencies.find((each) => each.currency === currency) ?? largest(ageing.currencies)
      if (of === null) return { of, rows: [], found: 0 }
      const words = fold(find)
      const all = inOrder(of, order)
      const found = words === "" ? all : all.filter((each) => each.words.includes(words))
      const from = after === null ? 0 : found.findIndex(isBeyond(after, order))
      return { of, rows: from < 0 ? [] : found.slice(from, from + limit).map(({ row }) => row), found: found.length }
    },
    placeOf(row, order) {
      const value = String(rankOf(row, fold(nameOf(row)), order))
      return row.key === null ? [value] : [value, row.key]
    },
  }
}
const largest = (of: readonly CurrencyAgeing[]) => [...of].sort((a, b) => countOf(b.whole) - countOf(a.whole))[0] ?? null

const byName = (order: string) => order.replace("-", "") === "name"
/** A place is read back as what its order compares. */
export const isPlaceOf = ([value]: RowPlace, order: string) => byName(order) || /^-?\d{1,30}$/.test(value)

function rankOf({ aged }: AgedRow, name: string, order: string): string | Minor {
  const by = order.replace("-", "")
  if (by === "name") return name
  if (by === "credits") return aged.credits
  if (by === "net") return netOf(aged)
  const bucket = /^b(\d+)$/.exec(by)?.[1]
  return (bucket === undefined ? undefined : aged.amounts[Number(bucket)]) ?? totalOf(aged)
}

type Compared = { readonly value: string | Minor; readonly row: Pick<AgedRow, "key"> }
function compareBy(order: string) {
  const sign = order.startsWith("-") ? -1 : 1
  return (a: Compared, b: Compared) => sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : byKey(a.row, b.row))
}
function isBeyond([value, key]: RowPlace, order: string) {
  const place: Compared = { value: byName(order) ? value : BigInt(value), row: { key: key ?? null } }
  const compare = compareBy(order)
  return (each: Compared) => compare(each, place) > 0
}

/** Countries are named in the reader's language. */
function rowNames(by: Dimension | null, lang: Language): (row: AgedRow) => string {
  if (by !== "country") return ({ key, name }) => name ?? key ?? ""
  const regions = new Intl.DisplayNames(LOCALES[lang], { type: "region", fallback: "code" })
  return ({ key }) => (key === null ? "" : regionName(regions, key))
}
