/** `--export FILE`: the list as it is seen, to a file. Written beside its place and moved there whole. */
import { rename, rm, writeFile } from "node:fs/promises"
import { extname } from "node:path"
import writeExcel, { type Cell } from "write-excel-file/node"
import type { Listing } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import { toCsv } from "./csv.ts"
import { type SheetCell, toSheets } from "./sheet.ts"

const ENDINGS = ".xlsx, .csv"

/** Refuses BAD_OPTION: another ending, or a place that cannot be written. */
export async function exportListing(file: string, listing: Listing): Promise<void> {
  const ending = extname(file).toLowerCase()
  if (ending !== ".csv" && ending !== ".xlsx") throw new Refused("BAD_OPTION", { option: "export", value: file, takes: ENDINGS })
  const content = ending === ".csv" ? toCsv(listing) : await toXlsx(listing)
  const beside = `${file}.${process.pid}.part`
  try {
    await writeFile(beside, content)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw new Refused("BAD_OPTION", { option: "export", value: file, takes: `${ENDINGS} (${(error as Error).message})` })
  }
}

function toXlsx(listing: Listing): Promise<Buffer> {
  const sheets = toSheets(listing)
  const widths = listing.columns.map((column) => ({ width: column.kind === "text" ? 28 : 16 }))
  return writeExcel([
    { data: sheets.list.map((row) => row.map(typed)), sheet: sheetName(listing.title), columns: widths, stickyRowsCount: 1 },
    { data: sheets.facts.map((row) => row.map(typed)), sheet: "Info", columns: [{ width: 28 }, { width: 60 }] },
  ]).toBuffer()
}

function typed(cell: SheetCell): Cell {
  if (cell === null) return null
  const weight = cell.bold ? ({ fontWeight: "bold" } as const) : {}
  if (cell.type === "number") return { type: Number, value: cell.value, format: cell.format, ...weight }
  if (cell.type === "day") return { type: Date, value: new Date(`${cell.value}T00:00:00Z`), format: "yyyy-mm-dd", ...weight }
  return { type: String, value: cell.value, ...weight }
}

/** What a sheet may be called: at most 31 characters, none of []:*?/\ */
const sheetName = (title: string) => title.replace(/[[\]:*?/\\]/g, " ").slice(0, 31)
