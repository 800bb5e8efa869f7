/**
 * A list as people read it, on the terminal and in exported files: what it shows, its columns, its rows, its sums.
 *
 * Units   amounts are decimal text in the currency's own digits ("1234.50"), days ISO text, other numbers numbers; null is an empty cell.
 * Always  every row and every sum has one cell a column, so that a file and a screen show the same figures.
 */
import type { Language, Worded } from "./text.ts"

export type Column = { readonly title: string; readonly kind: "text" | "day" | "amount" | "number" }
export type Cell = string | number | null
export type Fact = readonly [label: string, value: string, kind?: "day"]
export type Listing = {
  readonly title: string
  /** The day, the filters, what was left out; a value without a label stands alone. */
  readonly facts: readonly Fact[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly sums: readonly (readonly Cell[])[]
}

/** A list whose rows come one after the other, and are never held. */
export type Streamed = Omit<Listing, "rows"> & { readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]> }

export type KeyedColumn = Column & { readonly key: string }
/** A list before its rows are there: what is said above them, its columns by key, and what a row of it says in each; one row may fill several lines. */
export type ListShape<Row> = Pick<Listing, "title" | "facts"> & {
  readonly columns: readonly KeyedColumn[]
  readonly cells: (row: Row) => readonly (readonly Cell[])[]
}
export const listed = <Row>({ title, facts, columns, cells }: ListShape<Row>, rows: readonly Row[]): Listing => ({
  title,
  facts,
  columns: columns.map(({ title: head, kind }) => ({ title: head, kind })),
  rows: rows.flatMap(cells),
  sums: [],
})
/** Only the columns of these keys, in their order; keys of no column are left out. */
export function withColumns<Row>(shape: ListShape<Row>, keys: readonly string[]): ListShape<Row> {
  const places = keys.map((key) => shape.columns.findIndex((column) => column.key === key)).filter((at) => at >= 0)
  return {
    ...shape,
    columns: places.map((at) => shape.columns[at]!),
    cells: (row) => shape.cells(row).map((line) => places.map((at) => line[at] ?? null)),
  }
}

const COMPANY: Worded = { en: "Company", fr: "Société", nl: "Vennootschap", de: "Unternehmen" }
const AS_OF: Worded = { en: "As of", fr: "Situation au", nl: "Toestand op", de: "Stand" }
/** Whose list it is, and of which day. */
export const companyFact = (name: string, lang: Language): Fact => [COMPANY[lang], name]
export const dayFact = (asOf: string, lang: Language): Fact => [AS_OF[lang], asOf, "day"]

export const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", fr: "fr-FR", nl: "nl-BE", de: "de-DE" }

/** A count or a measure in a sentence: 1 234 · 2,5. */
export const writeNumber = (lang: Language, n: number, digits = 0) =>
  new Intl.NumberFormat(LOCALES[lang], { maximumFractionDigits: digits }).format(n)

/** One cell in the words of a language: 1 234,50 · 31/01/2026. Amounts keep every digit. */
export function cellWriter(lang: Language): (cell: Cell, kind: Column["kind"]) => string {
  const byDigits = new Map<number, Intl.NumberFormat>()
  const amounts = (digits: number) => {
    const made = byDigits.get(digits) ?? new Intl.NumberFormat(LOCALES[lang], { minimumFractionDigits: digits, maximumFractionDigits: digits })
    byDigits.set(digits, made)
    return made
  }
  const numbers = new Intl.NumberFormat(LOCALES[lang], { maximumFractionDigits: 3 })
  const days = new Intl.DateTimeFormat(LOCALES[lang], { year: "numeric", month: "2-digit", day: "2-digit", timeZone: "UTC" })
  return (cell, kind) => {
    if (cell === null) return ""
    if (typeof cell === "number") return numbers.format(cell)
    if (kind === "amount") return amounts(cell.split(".")[1]?.length ?? 0).format(cell as `${number}`)
    return kind === "day" ? days.format(new Date(`${cell}T00:00:00Z`)) : plain(cell)
  }
}

/** Control characters could move the cursor of a terminal or break a line of it; marks that turn the direction of writing are shown as what they are. */
export const plain = (text: string) =>
  text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(TURNING, (mark) => `\\u${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`)
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
const LAST_RULE = 40
const widthOf = (text: string) => [...text].length

/** Aligned columns: words to the left, figures to the right; sums below a rule. */
export function renderListing(listing: Listing, lang: Language): string {
  const write = cellWriter(lang)
  const toText = (row: readonly Cell[]) => listing.columns.map((column, i) => write(row[i] ?? null, column.kind))
  const [rows, sums] = [listing.rows.map(toText), listing.sums.map(toText)]
  const titles = listing.columns.map((column) => column.title)
  const widths = titles.map((title, i) => [...rows, ...sums].reduce((most, row) => Math.max(most, widthOf(row[i]!)), widthOf(title)))
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => {
        const fill = " ".repeat(Math.max(0, widths[i]! - widthOf(text)))
        return listing.columns[i]!.kind === "amount" || listing.columns[i]!.kind === "number" ? fill + text : text + fill
      })
      .join("  ")
      .trimEnd()
  // Words at the end of a line need no room kept for them: a rule as long as the longest would only wrap.
  const ruled = widths.map((width, i) => (i === widths.length - 1 && listing.columns[i]!.kind === "text" ? Math.min(width, LAST_RULE) : width))
  const rule = ruled.map((width) => "─".repeat(width)).join("  ")
  const colon = lang === "fr" ? " :" : ":"
  const facts = listing.facts.map(([label, value, kind]) => `${label === "" ? "" : `${label}${colon} `}${write(value, kind ?? "text")}`)
  const table = listing.columns.length === 0 ? [] : ["", line(titles), rule, ...rows.map(line), ...(sums.length > 0 ? [rule, ...sums.map(line)] : [])]
  return [listing.title, ...facts, ...table].join("\n")
}
