import fc from "fast-check"
import { expect, test } from "vitest"
import type { Batch, Row, Table } from "../table.ts"
import { type Corrections, withCorrections } from "./corrections.ts"

const HEADER = ["a", "b", "c"]
function table(rows: readonly Row[]): Table {
  async function* batches(): AsyncGenerator<Batch> {
    yield { rows: rows.slice(0, 2), problems: [], done: 1 }
    yield { rows: rows.slice(2), problems: [], done: 2 }
  }
  const about = { format: "csv", encoding: "utf-8", separator: ";", sheet: null, sheets: [], sha256: "", bytes: 2 } as const
  return { ...about, header: HEADER, headerLine: 1, titles: HEADER, sample: rows, sampleIsAll: true, notices: [], rows: batches }
}
async function read(rows: readonly Row[], corrections: Corrections) {
  const laid = withCorrections(table(rows), corrections)
  if (!laid.ok) return { rows: [], sample: [], refused: [laid.refusal.code] }
  const found: Row[] = []
  const refused: string[] = []
  for await (const batch of laid.value.rows()) {
    found.push(...batch.rows)
    refused.push(...batch.problems.map(({ code }) => code))
  }
  return { rows: found, sample: laid.value.sample, refused }
}
const row = (line: number, ...cells: string[]): Row => ({ line, cells })

test("a cell is mended, a row left out, and a row that is too short is filled up to the cell that was typed", async () => {
  const rows = [row(2, "1", "2", "3"), row(3, "4", "5", "6"), row(5, "7")]
  const { rows: found, sample } = await read(rows, {
    cells: [
      { line: 2, column: "b", value: "x" },
      { line: 5, column: "c", value: "9" },
    ],
    drop: [3],
  })
  expect(found).toEqual([row(2, "1", "x", "3"), row(5, "7", "", "9")])
  expect(sample).toEqual(found)
})

test("a mended cell of a workbook is text: neither the day nor the number it was", async () => {
  const { rows } = await read([{ line: 2, cells: ["x", "2026-01-01", "12.5"], types: "tdn" }], {
    cells: [
      { line: 2, column: "b", value: "2.1.2026" },
      { line: 2, column: "c", value: "" },
    ],
    drop: [],
  })
  expect(rows).toEqual([{ line: 2, cells: ["x", "2.1.2026", ""], types: "tt " }])
})

test("what is mended alike is told by what the file says there, blanks aside; a cell mended by itself stands above it", async () => {
  const rows = [row(2, "1", " Belgik", "3"), row(3, "4", "BE", "6"), row(4, "7", "Belgik ", "9"), row(5, "8", "Belgik", "9")]
  const { rows: found, refused } = await read(rows, {
    cells: [{ line: 4, column: "b", value: "LU" }],
    drop: [5],
    alike: [
      { column: "b", was: "Belgik", value: "BE" },
      { column: "b", was: "BE", value: "FR" },
    ],
  })
  expect(found.map(({ cells }) => cells[1])).toEqual(["BE", "FR", "LU"])
  expect(refused).toEqual([])
})

test("what was mended of another file refuses this one: a column or a line it does not have", async () => {
  const rows = [row(2, "1", "2", "3")]
  expect((await read(rows, { cells: [{ line: 2, column: "z", value: "" }], drop: [] })).refused).toEqual(["CORRECTION_MEETS_NOTHING"])
  expect((await read(rows, { cells: [], drop: [1] })).refused).toEqual(["CORRECTION_MEETS_NOTHING"])
  const alike = (column: string, was: string) => read(rows, { cells: [], drop: [], alike: [{ column, was, value: "" }] })
  expect((await alike("z", "1")).refused).toEqual(["CORRECTION_MEETS_NOTHING"])
  expect((await alike("a", "2")).refused).toEqual(["CORRECTION_MEETS_NOTHING"])
})

test("every row that is not left out stays, in its place; every cell that is not mended stays as it was", async () => {
  const many = fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(many, fc.nat(), fc.nat(), fc.constantFrom(...HEADER), fc.string(), async (cells, mended, dropped, column, value) => {
      const rows = cells.map((each, i) => row(i + 2, ...each))
      const at = rows[mended % rows.length]!.line
      const gone = rows[dropped % rows.length]!.line
      const { rows: found, refused } = await read(rows, { cells: [{ line: at, column, value }], drop: [gone] })
      expect(refused).toEqual([])
      const expected = rows
        .filter(({ line }) => line !== gone)
        .map((each) => (each.line === at ? { ...each, cells: each.cells.map((cell, i) => (HEADER[i] === column ? value : cell)) } : each))
      expect(found).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})
