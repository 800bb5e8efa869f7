/**
 * Cells mended and rows left out by a person before a file is imported: laid over the file, which itself stays as it was received.
 *
 * Always    a mended cell is text, whatever the workbook's cell was: it is read like a cell of a CSV. A row that is too short is filled up to the
 *           mended cell, so that a missing last cell can be typed in. What is mended alike is told by what the file's own cells say, never by what
 *           another correction made of them; a cell mended by itself stands above it.
 * Refuses   a column the file does not have, a line it does not have or that is its header, and a value that stands nowhere in its column: what
 *           was mended was another file.
 */
import { ok, type Result, refuse } from "../../kernel/result.ts"
import { type Problem, refusal } from "../draft.ts"
import type { Batch, Row, Table } from "../table.ts"

export type Corrections = {
  readonly cells: readonly { readonly line: number; readonly column: string; readonly value: string }[]
  /** Lines left out. */
  readonly drop: readonly number[]
  /** Every cell of the column that says `was` (blanks around it do not count; never an empty one: headings and totals leave cells empty) says `value`. */
  readonly alike?: readonly Alike[]
}
/** Somebody who mends more cells than this one by one mends the export. */
export const MOST_MENDED = 10_000
export type Alike = { readonly column: string; readonly was: string; readonly value: string }
export const noCorrections = (corrections: Corrections | null): corrections is null =>
  corrections === null || (corrections.cells.length === 0 && corrections.drop.length === 0 && (corrections.alike ?? []).length === 0)

export type Corrector = {
  /** The row as it is mended; null: it is left out. */
  correct(row: Row): Row | null
  /** Whether a person spoke of this very line. */
  names(line: number): boolean
  /** How many cells each of `alike` met so far. */
  met(): readonly number[]
  /** What met nothing, once all rows were corrected. */
  unmet(): Problem | null
}

export function correctorOf(header: readonly string[], corrections: Corrections): Result<Corrector, Problem> {
  const dropped = new Set(corrections.drop)
  const mendedByLine = new Map<number, Map<number, string>>()
  for (const { line, column, value } of corrections.cells) {
    const index = header.indexOf(column)
    if (index < 0) return refuse(refusal("CORRECTION_MEETS_NOTHING", { column }, line, column))
    const cells = mendedByLine.get(line) ?? new Map<number, string>()
    mendedByLine.set(line, cells.set(index, value))
  }
  const alike = corrections.alike ?? []
  const met = alike.map(() => 0)
  const alikeByIndex = new Map<number, Map<string, number>>()
  for (const [i, { column, was }] of alike.entries()) {
    const index = header.indexOf(column)
    if (index < 0) return refuse(refusal("CORRECTION_MEETS_NOTHING", { column }, 0, column))
    const values = alikeByIndex.get(index) ?? new Map<string, number>()
    alikeByIndex.set(index, values.set(was.trim(), i))
  }
  const unmetLines = new Set([...dropped, ...mendedByLine.keys()])
  const correct = (row: Row): Row | null => {
    unmetLines.delete(row.line)
    const own = mendedByLine.get(row.line)
    const mended = new Map<number, string>()
    for (const [index, values] of alikeByIndex) {
      const i = values.get((row.cells[index] ?? "").trim())
      if (i === undefined) continue
      met[i]!++
      mended.set(index, alike[i]!.value)
    }
    for (const [index, value] of own ?? []) mended.set(index, value)
    return dropped.has(row.line) ? null : mended.size === 0 ? row : mend(row, mended)
  }
  const unmet = () => {
    const [line] = unmetLines
    if (line !== undefined) return refusal("CORRECTION_MEETS_NOTHING", { line: String(line) }, line)
    const stray = alike[met.indexOf(0)]
    return stray === undefined ? null : refusal("CORRECTION_MEETS_NOTHING", { column: `${stray.column}: ${stray.was}` }, 0, stray.column)
  }
  return ok({ correct, names: (line) => dropped.has(line) || mendedByLine.has(line), met: () => met, unmet })
}

export function withCorrections(table: Table, corrections: Corrections | null): Result<Table, Problem> {
  if (noCorrections(corrections)) return ok(table)
  const first = correctorOf(table.header, corrections)
  if (!first.ok) return first
  const corrected = (rows: readonly Row[], { correct }: Corrector): Row[] => rows.map(correct).filter((row) => row !== null)
  async function* rows(): AsyncGenerator<Batch> {
    const again = correctorOf(table.header, corrections!)
    if (!again.ok) return
    for await (const batch of table.rows()) yield { ...batch, rows: corrected(batch.rows, again.value) }
    const problem = again.value.unmet()
    if (problem !== null) yield { rows: [], problems: [problem], done: table.bytes }
  }
  return ok({ ...table, sample: corrected(table.sample, first.value), rows })
}

function mend(row: Row, mended: ReadonlyMap<number, string>): Row {
  const cells = [...row.cells]
  for (const [index, value] of mended) {
    while (cells.length < index) cells.push("")
    cells[index] = value
  }
  if (row.types === undefined) return { ...row, cells }
  const types = [...row.types.padEnd(cells.length, " ")]
  for (const [index, value] of mended) types[index] = value === "" ? " " : "t"
  return { ...row, cells, types: types.join("") }
}
