/**
 * One sheet, heard as XML events, row by row: only cells that are there cost anything, whatever range the sheet declares.
 *
 * Always    rows and cells come in order, each once; a row's cells are as many as asked for, blank where the sheet has none.
 * Refuses   rows and columns outside a sheet, out of order or said twice, texts that are not there: the workbook is broken then.
 */
import type { Row } from "../table.ts"
import { BLANK, byFormula, type Cell, dateCell, type NumberFormat, numberCell, ROWS_OF_A_SHEET, readReference, unescapeText } from "./cells.ts"

export type Book = {
  /** A shared text by its number; null: there is none. */
  text(index: number): string | null
  /** How cells of a style show numbers. */
  format(style: number): NumberFormat
  readonly since1904: boolean
}

export type SheetFault = "BROKEN" | "TOO_MANY_CELLS"
export class SheetError extends Error {
  readonly code: SheetFault
  readonly line: number
  constructor(code: SheetFault, line: number) {
    super(code)
    this.code = code
    this.line = line
  }
}
export const MOST_CELLS = 40_000_000
const LONGEST_TEXT = 1 << 20

/** Which part of the sheet is wanted: rows below a line, columns up to a width; filled up to it or not. */
export type Window = { readonly below: number; readonly width: number; readonly filled: boolean }

/** `widest` tells how far the sheet goes, `beside` the first wanted row that goes beyond the wanted columns. */
export function sheetReader(book: Book, window: Window, take: (row: Row) => void) {
  const { below, width } = window
  const reach = { widest: 0, beside: 0 }
  let inData = false
  let line = 0
  let cells: string[] = []
  let types = ""
  let filled = false
  let count = 0

  let column = 0
  let kind = ""
  let style = 0
  let formula = false
  let value: string | null = null
  let listening = false
  let aside = false
  const broken = (): never => {
    throw new SheetError("BROKEN", line)
  }

  function openRow(number: string | undefined) {
    const next = number === undefined ? line + 1 : Number(number)
    if (!Number.isInteger(next) || next <= line || next > ROWS_OF_A_SHEET) broken()
    line = next
    cells = []
    types = ""
    filled = false
    column = 0
  }
  function openCell(reference: string | undefined, type: string | undefined, styled: string | undefined) {
    if (++count > MOST_CELLS) throw new SheetError("TOO_MANY_CELLS", line)
    const at = reference === undefined ? { row: line, column: column + 1 } : readReference(reference)
    if (at === null || at.row !== line || at.column <= column) return broken()
    column = at.column
    kind = type ?? "n"
    style = styled === undefined ? 0 : Number(styled)
    formula = false
    value = null
  }
  function closeCell() {
    const cell = readCell()
    if (cell === BLANK) return
    if (column > reach.widest) reach.widest = column
    if (column > width) {
      if (reach.beside === 0 && line > below) reach.beside = line
      return
    }
    filled ||= cell.text !== ""
    while (cells.length < column - 1) {
      cells.push("")
      types += " "
    }
    cells.push(cell.text)
    types += formula ? byFormula(cell.type) : cell.type
  }
  function readCell(): Cell {
    if (value === null || (value === "" && kind !== "str" && kind !== "inlineStr")) return formula ? { text: "", type: "f" } : BLANK
    switch (kind) {
      case "n":
        return numberCell(value.trim(), book.format(style), book.since1904)
      case "s": {
        const text = /^\d{1,9}$/.test(value) ? book.text(Number(value)) : null
        return { text: text ?? broken(), type: "t" }
      }
      case "str":
      case "inlineStr":
        return value === "" && !formula ? BLANK : { text: unescapeText(value), type: "t" }
      case "b":
        return { text: value === "1" || value === "true" ? "TRUE" : "FALSE", type: "b" }
      case "d":
        return dateCell(value)
      case "e":
        return { text: value, type: "e" }
      default:
        return broken()
    }
  }
  function closeRow() {
    if (line <= below || (!filled && !types.includes("f"))) return
    while (window.filled && cells.length < width) {
      cells.push("")
      types += " "
    }
    take({ line, cells, types })
  }

  return {
    reach,
    open(name: string, a: Readonly<Record<string, string>>) {
      if (name === "sheetData") inData = true
      else if (!inData) return
      else if (name === "c") openCell(a.r, a.t, a.s)
      else if (name === "row") openRow(a.r)
      else if (name === "v" || name === "t") {
        if (!aside) {
          value ??= ""
          listening = true
        }
      } else if (name === "f") formula = true
      else if (name === "rPh") aside = true
    },
    text(piece: string) {
      if (!listening) return
      value += piece
      if (value!.length > LONGEST_TEXT) broken()
    },
    close(name: string) {
      if (!inData) return
      if (name === "v" || name === "t") listening = false
      else if (name === "c") closeCell()
      else if (name === "row") closeRow()
      else if (name === "rPh") aside = false
      else if (name === "sheetData") inData = false
    },
  }
}
