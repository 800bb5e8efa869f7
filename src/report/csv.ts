/**
 * A list as CSV: UTF-8 with its mark, CRLF, and the separator and decimal sign that a spreadsheet of the language expects: `;` and a decimal comma in
 * French, Dutch and German, `,` and a point in English (RFC 4180). Never thousands marks.
 *
 * Head     the facts of the list (company, day, filters) as label and value, an empty line, then titles, rows and sums.
 * Always   a text that a spreadsheet would take for a formula (it starts with = + - @, a tab or a line break) gets an apostrophe before it;
 *          numbers, amounts and days stay what they are: −12.50 is "-12.50".
 */
import type { Cell, Column, Fact, Listing, Streamed } from "../kernel/listing.ts"
import { neutralised } from "../kernel/sheet.ts"
import type { Language } from "../kernel/text.ts"

type Style = { readonly separator: "," | ";"; readonly decimal: "." | "," }
const STYLES: Readonly<Record<Language, Style>> = {
  en: { separator: ",", decimal: "." },
  fr: { separator: ";", decimal: "," },
  nl: { separator: ";", decimal: "," },
  de: { separator: ";", decimal: "," },
}

const quoted = (text: string) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const asText = (text: string) => quoted(neutralised(text))

const writeCell = (cell: Cell, kind: Column["kind"], { decimal }: Style) => {
  if (cell === null) return ""
  if (typeof cell === "number") return String(cell).replace(".", decimal)
  if (kind === "text" || !isFigure(cell, kind)) return asText(cell)
  return kind === "day" ? cell : cell.replace(".", decimal)
}
/** An amount or a day by its form as well as by its column: nothing else may pass unquoted. */
const isFigure = (cell: string, kind: Column["kind"]) => (kind === "day" ? /^\d{4}-\d\d-\d\d$/ : /^-?\d+(\.\d+)?$/).test(cell)

export function toCsv(listing: Listing, lang: Language): string {
  const { head, line, foot } = linesOf(listing, lang)
  return [head, ...listing.rows.map(line), foot].join("")
}

/** The same, piece by piece. */
export async function* csvPieces(listing: Streamed, lang: Language): AsyncGenerator<string> {
  const { head, line, foot } = linesOf(listing, lang)
  yield head
  for await (const row of listing.rows) yield line(row)
  yield foot
}

/** What stands above the rows, each row and what stands below them, every line with its end. */
function linesOf(listing: Omit<Listing, "rows">, lang: Language) {
  const style = STYLES[lang]
  const { separator } = style
  const line = (row: readonly Cell[]) => `${listing.columns.map((column, i) => writeCell(row[i] ?? null, column.kind, style)).join(separator)}\r\n`
  const facts = [["", listing.title] as Fact, ...listing.facts].map(
    ([label, value, kind]) => `${asText(label)}${separator}${writeCell(value, kind ?? "text", style)}`,
  )
  const titles = listing.columns.map((column) => asText(column.title)).join(separator)
  return { head: `\uFEFF${[...facts, "", titles].join("\r\n")}\r\n`, line, foot: listing.sums.map(line).join("") }
}
