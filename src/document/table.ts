/** A table as every reader hands it over (CSV and TSV here; a sheet of a workbook looks the same): text cells, each row with its line in the file. */
import type { Problem } from "./draft.ts"

export type Row = { readonly line: number; readonly cells: readonly string[] }
export type Batch = { readonly rows: readonly Row[]; readonly problems: readonly Problem[] }
export type Table = {
  readonly format: "csv" | "tsv"
  readonly encoding: Encoding
  readonly separator: Separator
  readonly sha256: string
  readonly bytes: number
  /** Unique names: a second "Date" is "Date (2)", an empty one "column 3". */
  readonly header: readonly string[]
  readonly headerLine: number
  /** The first rows, and whether they are all there is. */
  readonly sample: readonly Row[]
  readonly sampleIsAll: boolean
  /** Every row after the header, in batches, as often as one likes. A refusal among the problems ends the file. */
  rows(): AsyncIterable<Batch>
}

export const SEPARATORS = [";", ",", "\t", "|"] as const
export type Separator = (typeof SEPARATORS)[number]
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "cp850"
