/**
 * What an accounting file (FEC, SAF-T) says of receivables: its lines as written, and the postings a receivables ledger makes of them.
 *
 * Units     minor units of the books' currency. A line's debit and credit are as written (either may be negative); a posting's amount is
 *           positive, with a side.
 * Always    the postings of a line add up to the line; what is no posting is named in the tie-out.
 */
import type { Day } from "../../kernel/day.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import type { EntryKind, Means, SettledBy, Side } from "../../ledger/ledger.ts"
import type { Problem } from "../draft.ts"
import type { Books } from "./books.ts"
import type { Counter, Family } from "./chart.ts"

export type BookLine = {
  readonly line: number
  readonly journal: string
  readonly journalName: string
  /** The entry's number within its journal. */
  readonly entry: string
  readonly day: Day
  readonly account: string
  readonly accountName: string
  /** The auxiliary (customer) account, empty where the file has none. */
  readonly party: string
  readonly partyName: string
  readonly piece: string
  readonly pieceOn: Day | null
  readonly label: string
  readonly debit: Minor
  readonly credit: Minor
  readonly letter: string
  readonly letteredOn: Day | null
  readonly dueOn: Day | null
  readonly mode: string
  readonly foreign: boolean
  /** A balance brought forward by the file's customer list: no entry of the journals, outside the totals of debit and credit. */
  readonly opening: boolean
}

export type Posting = {
  /** Its place among all postings of the file, from 1: unique where a line has several parts. */
  readonly ref: number
  readonly line: number
  /** From 1; a line paid partly in money and partly by discount has several. */
  readonly part: number
  readonly entry: string
  readonly journal: string
  readonly account: string
  readonly root: string
  readonly family: Family
  readonly customerCode: string
  readonly customerName: string | null
  readonly number: string
  readonly instalment: number | null
  readonly piece: string | null
  readonly label: string
  /** The day of the entry in the books. */
  readonly day: Day
  /** The day of the document (invoices and credit notes), else of the entry. */
  readonly issuedOn: Day
  readonly dueOn: Day | null
  readonly side: Side
  readonly amount: Minor
  readonly currency: Currency
  readonly letter: string | null
  readonly letteredOn: Day | null
  readonly opening: boolean
  /** What stands against it in its entry. */
  readonly counterpart: Counter | "opening"
  /** `transfer`: a leg of a move between two accounts of the same customer (doubtful, deposit used): no item of its own. */
  readonly kind: EntryKind | "transfer"
  readonly settledBy: SettledBy | null
  readonly means: Means | null
  /** For a bill: its maturity. */
  readonly collectionOn: Day | null
  /** Names the two legs of one transfer. */
  readonly transfer: string | null
}

type Figures = Readonly<Record<string, string>>
export const refused = (code: Problem["code"], figures: Figures = {}, line = 0, column: string | null = null): Problem => ({
  line,
  column,
  code,
  figures,
  severity: "refusal",
})
export const warned = (code: Problem["code"], figures: Figures = {}, line = 0, column: string | null = null): Problem => ({
  line,
  column,
  code,
  figures,
  severity: "warning",
})

export type LineBatch = {
  readonly lines: readonly BookLine[]
  readonly problems: readonly Problem[]
  /** The entries of rows that cannot be read (see `entryKey`). */
  readonly unread?: readonly string[]
  /** Of a file that mends another: the lines of that one which its rows stand for; the entries of those that do not say it. */
  readonly replaces?: { readonly lines: readonly number[]; readonly entries: readonly string[] }
}
/** A file that was imported before and whose rows are mended: where it is kept, and the name it came under. */
export type MendedFile = { readonly path: string; readonly name: string; readonly sha256: string }
/** A row as it stands in the file; the problems are those it cannot be read for. */
export type RawRow = { readonly line: number; readonly cells: readonly string[]; readonly key: string; readonly problems: readonly Problem[] }
/** More lines than a file has: where files are laid over each other, the lines of the next one count from here. */
export const LAYER = 1_000_000_000
/** What a file lies over: lines up to `until`, so many of them taken; `lines`: all there were, when they were imported. */
export type Beneath = { readonly until: number; rows(): number; lines(): AsyncIterable<LineBatch> }
/** `quoted`: quotes mean what they mean in CSV. */
export type BookTable = { readonly titles: readonly string[]; readonly separator: string; readonly quoted: boolean }
/** A file of books whose lines can be read as often as one likes. */
export type ListedCustomer = { readonly code: string; readonly name: string; readonly country: string }
export type BookFile = {
  readonly kind: "fec" | "saft"
  readonly sha256: string
  readonly bytes: number
  readonly currency: Currency
  /** Known before the first line: what the columns or the header say. */
  readonly problems: readonly Problem[]
  lines(): AsyncIterable<LineBatch>
  /** How its rows stand in it, and those wanted by line, journal and entry; where it is a table. */
  readonly table?: BookTable
  raw?(wanted: (line: number) => boolean): AsyncIterable<readonly RawRow[]>
  /** Where it was laid over the file it mends. */
  readonly beneath?: Beneath
  /** After a pass: receivable accounts the file itself names. */
  roots?(): Readonly<Record<string, Family>>
  /** After a pass: the customers it lists, with or without lines. */
  listed?(): readonly ListedCustomer[]
  /** After a pass: what the file says of its own balances, compared; differences are named in the books. */
  closing?(books: Books): readonly Problem[]
}
