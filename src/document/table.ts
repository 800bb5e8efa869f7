/** A table as every reader hands it over, a text file or a sheet of a workbook: text cells, each row with its line in the file. */
import type { Problem } from "./draft.ts"

export type Row = {
  readonly line: number
  readonly cells: readonly string[]
  /** Of a sheet, whose cells have types: one letter a cell (workbook/cells.ts). A typed day or number is never guessed at. */
  readonly types?: string
}
/** `done`: how many of the file's bytes were read so far. */
export type Batch = { readonly rows: readonly Row[]; readonly problems: readonly Problem[]; readonly done: number }
/** Called while a file is looked through without yielding rows, so that long work is not taken for a standstill. */
export type Alive = (done: number) => Promise<void>
export type Table = {
  readonly format: "csv" | "tsv" | "xlsx"
  /** Of text files only. */
  readonly encoding: Encoding | null
  readonly separator: Separator | null
  /** Of workbooks only: the sheet that was taken, of those there are. */
  readonly sheet: string | null
  readonly sheets: readonly string[]
  readonly sha256: string
  readonly bytes: number
  /** Unique names: a second "Date" is "Date (2)", an empty one "column 3". */
  readonly header: readonly string[]
  readonly headerLine: number
  /** The header's cells as they stand in the file; the names where it has none. */
  readonly titles: readonly string[]
  /** The first rows, and whether they are all there is. */
  readonly sample: readonly Row[]
  readonly sampleIsAll: boolean
  /** What the reader decided and the user should know: which sheet was taken. */
  readonly notices: readonly Problem[]
  /** Every row after the header, in batches, as often as one likes. A refusal among the problems ends the file. */
  rows(): AsyncIterable<Batch>
}

export const SEPARATORS = [";", ",", "\t", "|"] as const
export type Separator = (typeof SEPARATORS)[number]
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "cp850"
