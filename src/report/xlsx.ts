/**
 * A list as the parts of an XLSX file (Office Open XML): a sheet with the rows and one with the facts. Written as text in pieces, since a
 * list may have hundreds of thousands of rows.
 *
 * Cells     text is typed as text (never a formula), amounts and numbers are numbers, days are days.
 * Rounding  a spreadsheet holds 15 digits: a longer amount stays text rather than losing a cent.
 */
import { type Day, daysBetween } from "../kernel/day.ts"
import type { Cell, Column, Fact, Streamed } from "../kernel/listing.ts"
import { escapeText, letters } from "../kernel/sheet.ts"

type Part = { readonly name: string; readonly content: Iterable<string> | AsyncIterable<string> }

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

const FORMATS = ["@", "#,##0", "#,##0.00", "#,##0.000", "#,##0.###", "yyyy-mm-dd"] as const
const styleOf = (format: (typeof FORMATS)[number], bold: boolean) => FORMATS.indexOf(format) * 2 + (bold ? 1 : 0)
const DAY_ZERO = "1899-12-30" as Day
const MOST_DIGITS = 15

export function xlsxParts(listing: Streamed): Part[] {
  const titles = listing.columns.map(({ title }) => title)
  const facts = [["", listing.title] as Fact, ...listing.facts]
  const words: Column[] = listing.columns.map(({ title }) => ({ title, kind: "text" }))
  const label: Column = { title: "", kind: "text" }
  return [
    part("[Content_Types].xml", contentTypes),
    part("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])),
    part("xl/workbook.xml", workbook([sheetName(listing.title), "Info"])),
    part(
      "xl/_rels/workbook.xml.rels",
      relations([
        ["worksheet", "worksheets/sheet1.xml"],
        ["worksheet", "worksheets/sheet2.xml"],
        ["styles", "styles.xml"],
      ]),
    ),
    part("xl/styles.xml", styles()),
    {
      name: "xl/worksheets/sheet1.xml",
      content: sheet(
        listing.columns.map((column) => (column.kind === "text" ? 28 : 16)),
        [
          { columns: words, rows: [titles], bold: true },
          { columns: listing.columns, rows: listing.rows, bold: false },
          { columns: listing.columns, rows: listing.sums, bold: true },
        ],
        true,
      ),
    },
    {
      name: "xl/worksheets/sheet2.xml",
      content: sheet(
        [28, 60],
        facts.map(([name, value, kind]) => ({ columns: [label, { title: "", kind: kind ?? "text" }], rows: [[name, value]], bold: false })),
        false,
      ),
    },
  ]
}

type Block = { readonly columns: readonly Column[]; readonly rows: Streamed["rows"]; readonly bold: boolean }
async function* sheet(widths: readonly number[], blocks: readonly Block[], frozenHead: boolean): AsyncGenerator<string> {
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
  const sizes = columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`
  yield `${HEAD}<worksheet xmlns="${MAIN}">${frozenHead ? frozen : ""}${sizes}<sheetData>`
  let at = 0
  for (const { columns: of, rows, bold } of blocks)
    for await (const row of rows) {
      at++
      yield `<row r="${at}">${of.map((column, i) => cellXml(row[i] ?? null, column.kind, `${letters(i)}${at}`, bold)).join("")}</row>`
    }
  yield "</sheetData></worksheet>"
}

function cellXml(cell: Cell, kind: Column["kind"], at: string, bold: boolean): string {
  if (cell === null || cell === "") return ""
  const number = (value: number | string, format: (typeof FORMATS)[number]) => `<c r="${at}" s="${styleOf(format, bold)}"><v>${value}</v></c>`
  if (typeof cell === "number") return number(cell, Number.isInteger(cell) ? "#,##0" : "#,##0.###")
  if (kind === "day" && /^\d{4}-\d\d-\d\d$/.test(cell) && cell > DAY_ZERO) return number(daysBetween(DAY_ZERO, cell as Day), "yyyy-mm-dd")
  const amount = kind === "amount" ? /^-?\d+(?:\.(\d{2,3}))?$/.exec(cell) : null
  if (amount && cell.replace(/\D/g, "").length <= MOST_DIGITS)
    return number(cell, amount[1] === undefined ? "#,##0" : amount[1].length === 2 ? "#,##0.00" : "#,##0.000")
  return `<c r="${at}" s="${styleOf("@", bold)}" t="inlineStr"><is><t xml:space="preserve">${escapeText(cell)}</t></is></c>`
}

/** What a sheet may be called: at most 31 characters, none of []:*?/\ */
const sheetName = (title: string) => title.replace(/[[\]:*?/\\']/g, " ").slice(0, 31)
const part = (name: string, content: string): Part => ({ name, content: [HEAD + content] })

const relations = (list: readonly (readonly [type: string, target: string])[]) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join("")}</Relationships>`

const workbook = (names: readonly string[]) =>
  `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, i) => `<sheet name="${escapeText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`

const contentTypes = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`

/** Each format plain and bold, in the order of `styleOf`. */
function styles(): string {
  const formats = FORMATS.map((format, i) => `<numFmt numFmtId="${164 + i}" formatCode="${format}"/>`)
  const cells = FORMATS.flatMap((_, i) =>
    [0, 1].map((font) => `<xf numFmtId="${164 + i}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`),
  )
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`
  return `<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join("")}</numFmts><fonts count="2">${font("")}${font("<b/>")}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}
