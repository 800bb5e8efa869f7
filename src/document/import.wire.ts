/** `import --json`, as scripts rely on it: amounts as decimal strings, every field always there. */
import { z } from "zod"
import { REASON_CODES } from "./accounting/books.ts"

const amount = z.string()
export const importWire = z.object({
  id: z.string().nullable(),
  company: z.string(),
  file: z.string(),
  sha256: z.string().nullable(),
  kind: z.enum(["csv", "tsv", "xlsx", "fec", "saft"]),
  mode: z.enum(["journal", "snapshot", "turnover"]),
  source: z.string(),
  rows: z.number().int(),
  accepted: z.number().int(),
  skipped: z.number().int(),
  refused: z.number().int(),
  conflicts: z.number().int(),
  closed: z.object({ count: z.number().int(), amount }),
  /** Items of a snapshot that were closed, or open for less, and stand open again. */
  reopened: z.object({ count: z.number().int(), amount }),
  refusedFile: z.string().nullable(),
  problems: z.array(
    z.object({
      line: z.number().int(),
      column: z.string().nullable(),
      code: z.string(),
      severity: z.enum(["refusal", "warning"]),
      message: z.string(),
    }),
  ),
  problemsUnlisted: z.number().int(),
  totals: z.array(
    z.object({
      currency: z.string(),
      invoices: z.number().int(),
      creditNotes: z.number().int(),
      payments: z.number().int(),
      amount,
      /** What the ledger is owed more by it. */ net: amount,
    }),
  ),
  tieOut: z.array(
    z.object({
      account: z.string(),
      control: amount,
      open: amount,
      difference: amount,
      /** Why: what the parts of the difference are; empty where nothing is left to name. */
      because: z.array(z.object({ code: z.enum(REASON_CODES), amount, lines: z.number().int() })),
    }),
  ),
  /** What a file of books adds up to; null for a table. */
  books: z.object({ debit: amount, credit: amount, entries: z.number().int(), unbalanced: z.number().int() }).nullable(),
  mapping: z.unknown(),
})
export type ImportAnswer = z.infer<typeof importWire>

/** The part of a table's mapping that people are shown; the books of an accounting file have none. */
export const recognisedWire = z.object({
  columns: z.record(z.string(), z.string().nullable()),
  decimal: z.string().nullish(),
  dateOrder: z.string().nullish(),
})
