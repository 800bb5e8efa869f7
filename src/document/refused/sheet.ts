/** The refused rows of a workbook as a workbook: each cell keeps its type, so that nothing has to be guessed at when it comes back. */
import { type Day, daysBetween } from "../../kernel/day.ts"
import { escapeText, letters } from "../../kernel/sheet.ts"
import { isDayCell, isNumber } from "../workbook/cells.ts"

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/
const DAY_ZERO = "1899-12-30" as Day
/** Of `styles`: text, day. */
const [TEXT, DAY] = [1, 2]

/** Everything but the sheet itself. */
export const PARTS: readonly { readonly name: string; readonly content: readonly string[] }[] = [
  {
    name: "[Content_Types].xml",
    content: [
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`,
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
    ],
  },
  { name: "_rels/.rels", content: [relations(["officeDocument", "xl/workbook.xml"])] },
  {
    name: "xl/workbook.xml",
    content: [`${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`],
  },
  { name: "xl/_rels/workbook.xml.rels", content: [relations(["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"])] },
  {
    name: "xl/styles.xml",
    content: [
      `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>`,
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
      '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ],
  },
]
export const SHEET = "xl/worksheets/sheet1.xml"
export const SHEET_BEGINS = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`
export const SHEET_ENDS = "</sheetData></worksheet>"

function relations(...list: readonly (readonly [type: string, target: string])[]): string {
  const each = list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`
}

/** One row; `types` as the reader gave them (workbook/cells.ts), none: all text. */
export const sheetRow = (at: number, cells: readonly string[], types: string): string =>
  `<row r="${at}">${cells.map((cell, i) => (cell === "" ? "" : cellXml(cell, types, i, `${letters(i)}${at}`))).join("")}</row>`

function cellXml(cell: string, types: string, i: number, at: string): string {
  // Shown with leading zeros it was a number that stands for a code: as text it keeps them.
  if (isNumber(types, i) && NUMBER.test(cell) && !/^-?0\d/.test(cell)) return `<c r="${at}"><v>${cell}</v></c>`
  if (isDayCell(types, i) && cell > "1900-03-01") return `<c r="${at}" s="${DAY}"><v>${daysBetween(DAY_ZERO, cell as Day)}</v></c>`
  return `<c r="${at}" s="${TEXT}" t="inlineStr"><is><t xml:space="preserve">${escapeText(cell)}</t></is></c>`
}
