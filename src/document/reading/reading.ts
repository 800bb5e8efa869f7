/**
 * What the importing program and the guarded reader say to each other about one file. The reader gets everything it may know in the request;
 * it answers with events, and with the rows as COPY lines in between.
 */
import type { Day } from "../../kernel/day.ts"
import type { Currency } from "../../kernel/money.ts"
import type { Reason } from "../accounting/books.ts"
import type { Chart } from "../accounting/chart.ts"
import type { BookFile, BookTable, ListedCustomer, MendedFile } from "../accounting/posting.ts"
import type { Problem } from "../draft.ts"
import type { Corrections } from "../drafts/corrections.ts"
import type { JournalOptions } from "../plan.ts"
import type { Understanding } from "../remembered/remembered.ts"
import type { Row, Table } from "../table.ts"

type Seller = { readonly id: number; readonly code: string; readonly country: string }
export type ReadingRequest = JournalOptions & {
  readonly path: string
  /** The name the file came under. */
  readonly name: string
  /** Months sold to customers rather than invoices. */
  readonly turnover: boolean
  /** The sheet of a workbook; null: the one that looks like a journal. */
  readonly sheet: string | null
  readonly home: Seller
  /** Of the company whose file it is to be; books bear one in their name. */
  readonly siren?: string | null
  readonly companies: readonly Seller[]
  readonly asOf: Day
  /** The source's earlier files, newest first. */
  readonly source: string
  readonly known: readonly Understanding[]
  /** The first day of books of the same source that are here already. */
  readonly earlier: Day | null
  /** Of a file that mends another: where that is kept, then what that mended itself. */
  readonly bases: readonly MendedFile[]
  /** Laid over the rows of a table. */
  readonly corrections: Corrections | null
  /** Instead of anything else: what a table looks like, and the rows that want a look. */
  readonly look?: LookAsked
  /** Instead of staging: the rows that cannot be read, and those of these lines, as they stand in the file. */
  readonly outcasts?: readonly number[]
}
/** A row as it stands in the file; the problems are the reader's own, none where the ledger refused it. */
export type Outcast = { readonly line: number; readonly cells: readonly string[]; readonly types?: string; readonly problems: readonly Problem[] }

/** Which rows are shown, in the order of the file: those refused here or (`refused`) by the ledger, mended ones, and those of `beside`. */
export type LookAsked = {
  readonly refused: readonly number[]
  readonly beside: readonly number[]
  /** Whether rows are judged at all: where nothing was refused there is nothing to find. */
  readonly judges: boolean
  readonly from: number
  readonly most: number
  /** The key of a group: its rows alone. */
  readonly only: string | null
  /** The lines of all of them rather than a page. */
  readonly lines: boolean
}
/** The same thing wrong in several rows: one kind of it in a column, or (`was`) one value that stands there. */
export type Group = { readonly key: string; readonly was: string | null; readonly rows: number; readonly example: Problem }

/** A table as a person is shown it before anything is decided. */
export type Looked = {
  readonly format: Table["format"]
  readonly encoding: Table["encoding"]
  readonly separator: Table["separator"]
  readonly sheet: string | null
  readonly sheets: readonly string[]
  readonly header: readonly string[]
  readonly headerLine: number
  /** FIELD: HEADER as the importer takes them by itself, or as it did the last time. */
  readonly columns: Readonly<Record<string, string>>
  /** The first rows, then the page of those asked for, as they stand in the file; long cells by their beginnings. */
  readonly first: readonly Row[]
  readonly asked: readonly Row[]
  readonly from: number
  readonly askedInAll: number
  /** What the reader finds in the rows of the page, as they are mended. */
  readonly problems: readonly Problem[]
  readonly groups: readonly Group[]
  /** How many cells each value mended alike was met in. */
  readonly alike: readonly number[]
  readonly lines: readonly number[] | null
}

/** Counts grow from event to event; `done` are bytes of the file. */
export type RowCount = { readonly rows: number; readonly refused: number; readonly unlisted: number; readonly done: number }
export type OpenedTable = Pick<Table, "sha256" | "format" | "bytes" | "titles" | "separator">
export type OpenedBooks = { readonly sha256: string; readonly format: BookFile["kind"]; readonly bytes: number; readonly table: BookTable | null }
export type Opened = OpenedTable | OpenedBooks
/** Whether the file holds books rather than a table. */
export const isTable = (opened: Opened): opened is OpenedTable => opened.format !== "fec" && opened.format !== "saft"
/** How a file of books was understood, as it is kept with its import. `openings`: balances brought forward became items, or were known. */
export type BooksMapping = {
  readonly kind: BookFile["kind"]
  readonly chart: Chart
  readonly currency: Currency
  readonly from: Day | null
  readonly to: Day | null
  readonly opening: Day | null
  readonly openings: "items" | "known" | null
  /** The SHA-256 of the file whose rows it mends. */
  readonly mends?: string
}
/** What a file of books adds up to, in minor units as text, and how the items taken from it tie to its accounts. */
export type BooksTold = {
  readonly currency: Currency
  readonly debit: string
  readonly credit: string
  readonly entries: number
  readonly unbalanced: number
  /** Postings up to here are of the file that this one mends: they are met, never posted again. */
  readonly before: number
  readonly tieOut: readonly {
    readonly account: string
    readonly control: string
    readonly open: string
    readonly because: readonly { readonly code: Reason; readonly amount: string; readonly lines: number }[]
  }[]
}
export type ReadingEvent =
  | { readonly is: "alive"; readonly done: number }
  | ({ readonly is: "opened" } & Opened)
  /** The file as a whole is refused: nothing follows. */
  /** It mends another file, which has to be read with it: told by the beginning of its hash. Nothing follows. */
  | { readonly is: "mends"; readonly file: string }
  | { readonly is: "refused"; readonly problems: readonly Problem[]; readonly kind?: BookFile["kind"] }
  | {
      readonly is: "planned"
      readonly problems: readonly Problem[]
      readonly byCompany: boolean
      readonly mapping: Readonly<Record<string, unknown>>
      readonly header: readonly string[]
    }
  | { readonly is: "looked"; readonly at: Looked }
  | ({ readonly is: "rows"; readonly problems: readonly Problem[] } & RowCount)
  | { readonly is: "outcasts"; readonly rows: readonly Outcast[] }
  /** Customers a file of books lists, some hundred at a time. */
  | { readonly is: "customers"; readonly listed: readonly ListedCustomer[] }
  /** It breaks off: nothing of it may be posted. */
  | { readonly is: "broken"; readonly problem: Problem }
  /** The raw lines that follow are rows of the stage, or (of a file of books) what lettering needs of them. */
  | { readonly is: "part"; readonly of: "items" | "letters" }
  | { readonly is: "done"; readonly books?: BooksTold }

/** Problems kept word for word; the rest are counted. */
export const PROBLEMS_LISTED = 1_000
