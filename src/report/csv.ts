/**
 * A list as CSV: UTF-8 with its mark, commas, CRLF (RFC 4180), so that spreadsheets and programs read the same.
 *
 * Head     the facts of the list (company, day, filters) as label and value, an empty line, then titles, rows and sums.
 * Always   a text that a spreadsheet would take for a formula (it starts with = + - @, a tab or a line break) gets an apostrophe before it;
 *          numbers, amounts and days stay what they are: −12.50 is "-12.50".
 */
import type { Cell, Column, Fact, Listing } from "../kernel/listing.ts"
import { neutralised } from "../kernel/sheet.ts"

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const asText = (text: string) => quoted(neutralised(text))

const writeCell = (cell: Cell, kind: Column["kind"]) => {
  if (cell === null) return ""
  if (typeof cell === "number") return String(cell)
  return kind === "text" || !isFigure(cell, kind) ? asText(cell) : cell
}
/** An amount or a day by its form as well as by its column: nothing else may pass unquoted. */
const isFigure = (cell: string, kind: Column["kind"]) => (kind === "day" ? /^\d{4}-\d\d-\d\d$/ : /^-?\d+(\.\d+)?$/).test(cell)

export function toCsv(listing: Listing): string {
  const line = (row: readonly Cell[]) => listing.columns.map((column, i) => writeCell(row[i] ?? null, column.kind)).join(",")
  const facts = [["", listing.title] as Fact, ...listing.facts].map(([label, value, kind]) => `${asText(label)},${writeCell(value, kind ?? "text")}`)
  const titles = listing.columns.map((column) => asText(column.title)).join(",")
  return `\uFEFF${[...facts, "", titles, ...listing.rows.map(line), ...listing.sums.map(line)].join("\r\n")}\r\n`
}
