/**
 * What a journal says, row by row, before anything is posted: drafts, and the problems that keep a row (or a file) out.
 *
 * Units     amounts in minor units of the row's own currency, never negative: the side says the direction.
 * Always    a row yields a draft or at least one refusal or is skipped with a warning; it never disappears in silence.
 */
import type { Day } from "../kernel/day.ts"
import type { Currency, Minor } from "../kernel/money.ts"

export type DraftKind = "invoice" | "creditNote" | "payment" | "deposit" | "refund" | "writeOff"
export type Identifier = { readonly scheme: string; readonly value: string }

export type Draft = {
  readonly line: number
  readonly kind: DraftKind
  readonly number: string
  readonly side: "debit" | "credit"
  readonly customerCode: string
  readonly customerName: string | null
  readonly country: string | null
  readonly segment: string | null
  readonly collector: string | null
  readonly group: string | null
  readonly identifiers: readonly Identifier[]
  readonly issuedOn: Day
  readonly dueOn: Day | null
  readonly currency: Currency
  readonly amount: Minor
  readonly instalment: number | null
  /** The day the file says it was settled; `unknown` where the file only says that it was cleared, not by what. */
  readonly settledOn: Day | null
  readonly settledBy: "cash" | "unknown" | null
  /** What the file says is still open, on the draft's own side (negative: more was settled than billed). */
  readonly openAmount: Minor | null
  readonly means: string | null
  readonly reference: string | null
  /** For a payment or credit note: the number of the invoice it settles. */
  readonly appliesTo: string | null
  /** The company code, where the user mapped a column to it. */
  readonly company: string | null
}

/** The file as a whole cannot be read, or not without an answer from the user. */
export type FileProblemCode =
  | "EMPTY_FILE"
  | "NO_ROWS"
  | "NOT_A_TABLE"
  | "ONE_COLUMN"
  | "ENCODING_MIXED"
  | "ENCODING_UNKNOWN"
  | "LINE_TOO_LONG"
  | "TOO_MANY_COLUMNS"
  | "QUOTE_NOT_CLOSED"
  | "FILE_CHANGED"
  | "CORRECTION_MEETS_NOTHING"
  | "READER_KILLED"
  | "NOTHING_READABLE"
  | WorkbookFault
  | "ONLY_CUSTOMERS"
  | "COLUMN_MISSING"
  | "MONTH_COLUMN_MISSING"
  | "MAP_UNREADABLE"
  | "MAP_FIELD_UNKNOWN"
  | "MAP_COLUMN_UNKNOWN"
  | "DATE_ORDER_UNCLEAR"
  | "DATE_ORDER_MIXED"
  | "DECIMAL_UNCLEAR"
  | "DECIMAL_MIXED"
  | "TOTAL_DIFFERS"
  | "SNAPSHOT_OLDER"
  | "SNAPSHOT_CLOSES_MUCH"
  | "SNAPSHOT_SCOPE_SHRANK"
  | "SNAPSHOT_MISSES_CONTROL"

/** A workbook that cannot be opened, or may not be. */
export type WorkbookFault =
  | "WORKBOOK_OLD"
  | "WORKBOOK_ENCRYPTED"
  | "WORKBOOK_BROKEN"
  | "WORKBOOK_BOMB"
  | "WORKBOOK_TOO_LARGE"
  | "WORKBOOK_DTD"
  | "SHEET_UNKNOWN"

/** One row cannot be read. */
export type RowProblemCode =
  | "CELL_ERROR"
  | "FORMULA_WITHOUT_VALUE"
  | "RAGGED_ROW"
  | "VALUE_MISSING"
  | "TEXT_TOO_LONG"
  | "AMOUNT_UNREADABLE"
  | "AMOUNT_SCIENTIFIC"
  | "AMOUNT_UNCLEAR"
  | "AMOUNT_TOO_LARGE"
  | "TOO_MANY_DECIMALS"
  | "DEBIT_AND_CREDIT"
  | "SIDE_UNKNOWN"
  | "DATE_UNREADABLE"
  | "DATE_UNCLEAR"
  | "YEAR_OUT_OF_RANGE"
  | "CURRENCY_UNKNOWN"
  | "CURRENCY_CONFLICT"
  | "KIND_UNKNOWN"
  | "INSTALMENT_UNREADABLE"
  | "COMPANY_UNKNOWN"
  | "DUE_MISSING"
  | "MONTH_UNREADABLE"
  | "MONTH_TWICE"
  | "NUMBER_TWICE"
  | "POSSIBLE_DOUBLE"

/** Read, and worth a look. Those of the whole file stand at line 0. */
export type NoticeCode =
  | "SHEET_CHOSEN"
  | "SHEETS_HIDDEN"
  | "CELLS_BESIDE"
  | "FORMULAS_USED"
  | "NUMBER_ROUNDED"
  | "HEADER_REPEATED"
  | "TOTAL_ROW"
  | "TOTAL_AGREES"
  | "TOTAL_NOT_COMPARED"
  | "HEADING_ROW"
  | "ROW_LEFT_OUT"
  | "ZERO_AMOUNT"
  | "DUE_BEFORE_ISSUE"
  | "SETTLED_BEFORE_ISSUE"
  | "OPEN_OUT_OF_RANGE"
  | "CREDIT_SIGN_DIFFERS"
  | "KIND_FROM_SIGN"
  | "CURRENCY_ASSUMED"
  | "CURRENCY_OF_COMPANY"
  | "CURRENCY_FROM_FILE"
  | "COMPANY_COLUMN_IGNORED"
  | "TYPE_COLUMN_IGNORED"
  | "COLUMN_CHOSEN"
  | "COLUMN_GUESSED"
  | "COLUMN_IGNORED"
  | "AMOUNT_WITHOUT_TAX"
  | "DECIMAL_TAIL_DROPPED"
  | "MAPPING_REMEMBERED"
  | "HEADER_CHANGED"
  | "ROW_TWICE"
  | "LOOK_ALIKE_CUSTOMERS"
  | "CONFLICT"
  | "CONFLICT_REPLACED"
  | "APPLIES_TO_NOTHING"
  | "SNAPSHOT_DIFFERS"

/** A file of books (FEC, SAF-T) and its entries. */
export type AccountingCode =
  | "FEC_COLUMNS_MISSING"
  | "XML_DTD"
  | "XML_BROKEN"
  | "XML_TOO_DEEP"
  | "XML_TOO_LONG"
  | "SAFT_NO_ENTRIES"
  | "ENTRY_TOO_LONG"
  | "ENTRIES_SCATTERED"
  | "ENTRY_UNBALANCED"
  | "ENTRY_TWICE"
  | "LETTER_UNBALANCED"
  | "LINE_TWICE"
  | "OUTSIDE_YEAR"
  | "YEAR_DIFFERS"
  | "OTHER_SIREN"
  | "COLUMNS_UNKNOWN"
  | "COLUMNS_ABSENT"
  | "DAY_IGNORED"
  | "PAYMENT_MODE"
  | "NO_CUSTOMER"
  | "NO_RECEIVABLES"
  | "NUMBERS_MADE"
  | "FOREIGN_AMOUNTS"
  | "TRANSFER_ALONE"
  | "CLOSING_DIFFERS"
  | "TOTALS_DIFFER"
  | "BOOKS_NO_SNAPSHOT"
  | "BOOKS_NO_CORRECTIONS"
  | "MAP_NOT_FOR_BOOKS"
  | "TERM_UNKNOWN"
  | "OPENING_KNOWN"
  | "OPENING_DIFFERS"
  | "OPENING_UNMATCHED"
  | "OPENING_BEFORE"
  | "BOOKS_MEANWHILE"
  | "MENDS"
  | "MENDS_NOTHING_HERE"

export type ProblemCode = FileProblemCode | RowProblemCode | NoticeCode | AccountingCode
export type Problem = {
  /** The line in the file, from 1; 0 where the problem is the whole file's. */
  readonly line: number
  readonly column: string | null
  readonly code: ProblemCode
  readonly figures: Readonly<Record<string, string>>
  readonly severity: "refusal" | "warning"
}
/** What one row shows and the whole file is refused for: posting the rest of it would not help. */
export const refusesFile = ({ severity, line, code }: Problem) => severity === "refusal" && (line === 0 || code === "TOTAL_DIFFERS")

export const refusal = (
  code: FileProblemCode | RowProblemCode | AccountingCode,
  figures: Readonly<Record<string, string>> = {},
  line = 0,
  column: string | null = null,
): Problem => ({ line, column, code, figures, severity: "refusal" })
export const notice = (code: NoticeCode, figures: Readonly<Record<string, string>> = {}, line = 0, column: string | null = null): Problem => ({
  line,
  column,
  code,
  figures,
  severity: "warning",
})
