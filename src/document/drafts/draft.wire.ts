/** A draft of an import as it travels: a file that was looked through (a dry run), what was said about it, and what it looks like. */
import { z } from "zod"
import { MOST_MENDED } from "./corrections.ts"

const MOST_LEFT_OUT = 100_000
const MOST_ALIKE = 1_000
const line = z.number().int().min(1).max(2_000_000_000)
export const correctionsWire = z.strictObject({
  cells: z
    .array(
      z.strictObject({
        line,
        column: z.string().min(1).max(1_000),
        value: z.string().max(10_000),
      }),
    )
    .max(MOST_MENDED)
    .default([]),
  drop: z.array(line).max(MOST_LEFT_OUT).default([]),
  alike: z
    .array(z.strictObject({ column: z.string().min(1).max(1_000), was: z.string().trim().min(1).max(10_000), value: z.string().max(10_000) }))
    .max(MOST_ALIKE)
    .default([]),
})

const row = z.object({ line: z.number().int(), cells: z.array(z.string()).readonly() })
const problem = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  code: z.string(),
  severity: z.enum(["refusal", "warning"]),
  message: z.string(),
})
const lookedWire = z.object({
  format: z.enum(["csv", "tsv", "xlsx"]),
  encoding: z.string().nullable(),
  separator: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()).readonly(),
  header: z.array(z.string()).readonly(),
  headerLine: z.number().int(),
  columns: z.record(z.string(), z.string()),
  first: z.array(row).readonly(),
  /** A page of the rows that want a look, in the order of the file, and what is wrong in them: as they stand in the file. */
  asked: z.array(row).readonly(),
  from: z.number().int(),
  askedInAll: z.number().int(),
  problems: z.array(problem).readonly(),
  /** The same thing wrong in several rows, most of them first: one kind of it in a column, or (`was`) one value that stands there. */
  groups: z
    .array(
      z.object({
        key: z.string(),
        column: z.string().nullable(),
        was: z.string().nullable(),
        rows: z.number().int(),
        message: z.string(),
      }),
    )
    .readonly(),
  /** How many cells each of `corrections.alike` meets. */
  alike: z.array(z.number().int()).readonly(),
  /** The lines of all of them, where these were asked for instead of a page; null: more than can be spoken of one by one. */
  lines: z.array(z.number().int()).nullable().readonly(),
})
export const draftWire = z.object({
  job: z.uuid(),
  file: z.string(),
  options: z.object({
    as: z.enum(["journal", "snapshot", "turnover"]),
    asOf: z.string(),
    source: z.string().nullable(),
    sheet: z.string().nullable(),
    dateOrder: z.enum(["dmy", "mdy", "ymd"]).nullable(),
    round: z.boolean(),
    control: z.string().nullable(),
    onConflict: z.enum(["keep", "replace"]),
    acceptGood: z.boolean(),
    yes: z.boolean(),
    backfill: z.boolean(),
    dryRun: z.boolean(),
    map: z.unknown(),
    corrections: correctionsWire,
  }),
  /** Null: a file of books, or one that cannot be opened as a table. */
  looked: lookedWire.nullable(),
})
export type DraftAnswer = z.infer<typeof draftWire>
