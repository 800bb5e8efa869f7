/**
 * How a text table is laid out: what separates its cells, which row is the header, where titles end.
 *
 * Always    decided from the beginning of the file; quotes are respected, so that "1,5" in quotes separates nothing.
 */
import { withoutApostrophe } from "../kernel/sheet.ts"
import { looksLikeAmount } from "./amounts.ts"
import { countRecognised } from "./columns.ts"
import { looksLikeDay } from "./dates.ts"
import { SEPARATORS, type Separator } from "./table.ts"

export const LINE_LIMIT = 1 << 20
export const COLUMN_LIMIT = 2_000
const HEADER_WITHIN = 40
const DOS_END = "\u001a"
export const isBlank = (cells: readonly string[]) => cells.every((cell) => cell === "" || cell === DOS_END || cell.trim() === "")

const breaks = /\r\n|\r|\n/g
/** Gives each record the line it starts on: quoted cells may hold line breaks. Every record must be shown, in order. */
export function lineCounter() {
  let line = 1
  const lineOf = (cells: readonly string[]) => {
    const start = line
    line += 1
    for (const cell of cells) if (cell.includes("\n") || cell.includes("\r")) line += cell.match(breaks)!.length
    return start
  }
  lineOf.next = () => line
  return lineOf
}

const LOOKED_AT = 500
/** A quote too many takes whole rows into one cell: it has line breaks, and a day and an amount between separators. An address has not. */
export function swallowsRows(cells: readonly string[], separator: Separator): boolean {
  return cells.some((cell) => {
    if (!cell.includes("\n") && !cell.includes("\r")) return false
    const pieces = cell
      .slice(0, 20_000)
      .split(/[\r\n]+/)
      .flatMap((line) => line.split(separator, LOOKED_AT))
      .slice(0, LOOKED_AT)
    const bare = pieces.map((piece) => piece.replaceAll('"', "").trim())
    return bare.length > 3 && bare.some(looksLikeDay) && bare.some(isAmount)
  })
}

export type Layout = {
  readonly separator: Separator
  /** The header's place among all records; -1 where the first row is already data. */
  readonly headerAt: number
  readonly records: readonly (readonly string[])[]
}

/** `recordsOf` parses the beginning with one separator. Null: no separator makes a table of it. */
export function decideLayout(text: string, recordsOf: (text: string, separator: Separator) => string[][]): Layout | null {
  const hint = /^"?sep=(.)"?\r?\n?/i.exec(text)?.[1]
  const candidates = SEPARATORS.filter((separator) => hint === undefined || separator === hint || !SEPARATORS.some((s) => s === hint))
  let best: { layout: Layout; score: number } | null = null
  for (const separator of candidates) {
    const records = recordsOf(text, separator)
    const lengths = new Map<number, number>()
    for (const record of records) if (!isBlank(record)) lengths.set(record.length, (lengths.get(record.length) ?? 0) + 1)
    const [width, times] = [...lengths].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0] as [number, number])
    if (width < 2) continue
    const { headerAt, recognised } = findHeader(records, width)
    const share = times / [...lengths.values()].reduce((a, b) => a + b, 0)
    const score = recognised * 10 + share * Math.min(width, 10)
    if (best === null || score > best.score) best = { layout: { separator, headerAt, records }, score }
  }
  return best?.layout ?? null
}

const isAmount = (text: string) => looksLikeAmount(text) && !looksLikeDay(text)
const isDataRow = (cells: readonly string[]) => cells.some(looksLikeDay) && cells.some(isAmount)
/**
 * The row that names most fields, above the first row of data where one stands there: headers said again further down would hide the rows
 * between. Where none names any, the first full row, unless it is data already.
 */
export function findHeader(records: readonly (readonly string[])[], width: number): { headerAt: number; recognised: number } {
  let found = { headerAt: -1, recognised: 1 }
  for (let i = 0; i < Math.min(records.length, HEADER_WITHIN); i++) {
    if (found.headerAt >= 0 && isDataRow(records[i]!)) break
    const recognised = countRecognised(records[i]!)
    if (recognised > found.recognised) found = { headerAt: i, recognised }
  }
  if (found.headerAt >= 0) return found
  const first = records.findIndex((record) => record.length === width && !isBlank(record))
  const isData = (records[first] ?? []).some((cell) => looksLikeDay(cell) || (looksLikeAmount(cell) && /[.,]\d{1,2}$/.test(cell.trim())))
  return { headerAt: isData ? -1 : first, recognised: 0 }
}

/** Header cells as unique names. */
export function nameColumns(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, i) => {
    const name = withoutApostrophe(cell).replace(/\s+/g, " ").trim() || `column ${i + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}
