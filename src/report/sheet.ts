/**
 * A list as the cells of a spreadsheet: text is typed as text (never a formula), amounts and numbers are numbers, days are days.
 *
 * Rounding  a spreadsheet holds 15 digits: a longer amount stays text rather than losing a cent.
 */
import type { Cell, Column, Fact, Listing } from "../kernel/listing.ts"

export type SheetCell =
  | { readonly type: "text"; readonly value: string; readonly bold: boolean }
  | { readonly type: "number"; readonly value: number; readonly format: string; readonly bold: boolean }
  | { readonly type: "day"; readonly value: string; readonly bold: boolean }
  | null

const MOST_DIGITS = 15

function toCell(cell: Cell, kind: Column["kind"], bold: boolean): SheetCell {
  if (cell === null || cell === "") return null
  if (typeof cell === "number") return { type: "number", value: cell, format: Number.isInteger(cell) ? "#,##0" : "#,##0.###", bold }
  if (kind === "day") return { type: "day", value: cell, bold }
  if (kind !== "amount" || cell.replace(/\D/g, "").length > MOST_DIGITS) return { type: "text", value: cell, bold }
  const decimals = cell.split(".")[1]?.length ?? 0
  return { type: "number", value: Number(cell), format: decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`, bold }
}

/** Titles, rows, sums; and the facts on a sheet of their own. */
export function toSheets(listing: Listing): { readonly list: SheetCell[][]; readonly facts: SheetCell[][] } {
  const line = (bold: boolean) => (row: readonly Cell[]) => listing.columns.map((column, i) => toCell(row[i] ?? null, column.kind, bold))
  const titles = listing.columns.map((column) => toCell(column.title, "text", true))
  return {
    list: [titles, ...listing.rows.map(line(false)), ...listing.sums.map(line(true))],
    facts: [["", listing.title] as Fact, ...listing.facts].map(([label, value, kind]) => [
      toCell(label, "text", true),
      toCell(value, kind ?? "text", false),
    ]),
  }
}
