/**
 * The file of refused rows: the original columns, the original cells, and last a column with the reason. Mended and imported, it is the
 * original file again: the reason column is taken out before anything is recognised.
 *
 * Always    a row keeps its number of cells, so that one with a cell too few is refused again until it is mended; a reason begins with a
 *           mark, by which it is found wherever a spreadsheet moved it.
 *           A text that a spreadsheet would run as a formula gets an apostrophe, which the reader takes back; figures and days stay bare.
 */
import { neutralised } from "../../kernel/sheet.ts"
import { looksLikeAmount } from "../amounts.ts"
import type { Batch, Row, Table } from "../table.ts"

/** In Windows-1252 and CP850 as well: a spreadsheet may save the file in either. */
export const MARK = "» "

/** The table without a reason column, where its last one bears such a title. */
export function withoutReason(table: Table, titles: readonly string[]): Table {
  const width = table.header.length - 1
  if (width < 1 || !titles.includes(table.header[width]!)) return table
  const bare = (row: Row) => takeReason(row, width)
  async function* rows(): AsyncGenerator<Batch> {
    for await (const batch of table.rows()) yield { ...batch, rows: batch.rows.map(bare) }
  }
  return { ...table, header: table.header.slice(0, width), titles: table.titles.slice(0, width), sample: table.sample.map(bare), rows }
}

function takeReason(row: Row, width: number): Row {
  const { types } = row
  const cells = withoutReasonCell(row.cells, width)
  return types === undefined ? { ...row, cells } : { ...row, cells: padded(cells, width), types: types.slice(0, width) }
}
/** The cells of a row that may end in a reason; `width`: how many columns the others are. */
export function withoutReasonCell(cells: readonly string[], width: number): readonly string[] {
  const at = cells.findLastIndex((cell) => cell.startsWith(MARK))
  const until = at >= 0 && cells.slice(at + 1).every((cell) => cell.trim() === "") ? at : cells.length === width + 1 ? width : cells.length
  return cells.slice(0, until)
}
/** A sheet's rows are as wide as its header. */
const padded = (cells: readonly string[], width: number) =>
  cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill("")] : cells

/** One line of the file as CSV; a figure such as -12,50 runs nowhere. */
export const csvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map((cell) => quoted(harmless(cell), separator)).join(separator)}\r\n`
const harmless = (cell: string) => (looksLikeAmount(cell) ? cell : neutralised(cell))
const quoted = (text: string, separator: string) => (text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** One line of a FEC, which knows no quotes unless its header is quoted: what would end the cell of a reason becomes a blank. */
export const fecLine = (cells: readonly string[], reason: string, separator: string, quotes: boolean): string => {
  const all = [...cells.map(harmless), reason]
  if (quotes) return `${all.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)}\r\n`
  return `${all.map((cell, at) => (at < cells.length ? cell : cell.replaceAll(separator, " ").replace(/[\r\n]+/g, " "))).join(separator)}\r\n`
}
