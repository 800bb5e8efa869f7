/**
 * How postings travel into the database: as rows of the ledger's staging table (their `ref` is the row's line), and, of customers whose books
 * are lettered, as what lettering needs of them.
 */
import type { Day } from "../../kernel/day.ts"
import { STAGE_COLUMNS } from "../../ledger/bulk.ts"
import type { Allocation, Lettered } from "./lettering.ts"
import type { Posting } from "./posting.ts"

const NULL = "\\N"
const cell = (value: string | number | bigint | null): string =>
  value === null ? NULL : String(value).replace(/[\\\t\n\r]/g, (c) => (c === "\\" ? "\\\\" : c === "\t" ? "\\t" : c === "\n" ? "\\n" : "\\r"))
const copyLine = (values: readonly (string | number | bigint | null)[]) => `${values.map(cell).join("\t")}\n`

/** One line of COPY text for the ledger's stage; a transfer's leg is no item and has none. `dueOn`: the file's, the terms' or the law's. */
export function stagePosting(company: number, p: Posting, dueOn: Day): string {
  if (p.kind === "transfer") return ""
  const row: Readonly<Record<(typeof STAGE_COLUMNS)[number], string | number | bigint | null>> = {
    company_id: company,
    line: p.ref,
    kind: p.kind,
    side: p.side,
    number: p.number,
    customer_code: p.customerCode,
    customer_name: p.customerName,
    country: null,
    segment: null,
    collector: null,
    group_code: null,
    identifiers: null,
    currency: p.currency,
    amount: p.amount,
    issued_on: p.issuedOn,
    due_on: dueOn,
    instalment: p.instalment,
    settle_on: null,
    settle_by: p.settledBy,
    settle_amount: 0,
    means: p.means,
    applies_to: null,
  }
  return copyLine(STAGE_COLUMNS.map((column) => row[column]))
}

export const LETTERED_COLUMNS = [
  "ref",
  "line",
  "customer_code",
  "account",
  "root",
  "family",
  "side",
  "amount",
  "currency",
  "on_day",
  "issued_on",
  "letter",
  "lettered_on",
  "kind",
  "settled_by",
  "transfer",
  "opening",
  "number",
] as const
/** What lettering needs of a posting; unlettered ones count too, since a transfer may find its item among them. */
export const letterPosting = (p: Lettered & Pick<Posting, "opening" | "number">): string =>
  copyLine([
    p.ref,
    p.line,
    p.customerCode,
    p.account,
    p.root,
    p.family,
    p.side,
    p.amount,
    p.currency,
    p.day,
    p.issuedOn,
    p.letter,
    p.letteredOn,
    p.kind,
    p.settledBy,
    p.transfer,
    String(p.opening),
    p.opening ? p.number : null,
  ])

/** As the ledger's `settlePairs` takes it. `on`: the lettering's day, or the day the money met the item. */
export const pairLine = (a: Allocation, on: "lettered" | "met"): string =>
  copyLine([a.debit, a.credit, a.amount, on === "met" ? a.metOn : a.on, a.settledBy])
