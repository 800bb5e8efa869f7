/**
 * How a draft travels into the staging table, and what rows of one file that bear the same key mean.
 *
 * Days    a row without a due day falls due on its issue day (credits) or after the legal period of its country (invoices).
 */
import type { Day } from "../../kernel/day.ts"
import type { Draft } from "../draft.ts"
import type { Sold } from "../turnover/turnover.ts"

const NULL = "\\N"
const needsEscape = /[\\\t\n\r]/
const escaped = (text: string) => text.replace(/\\/g, "\\\\").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r")
const text = (value: string | null) => (value === null ? NULL : needsEscape.test(value) ? escaped(value) : value)

/** One line of COPY text. `openOn`: the day on which a row that says less is open than billed was settled for the difference. */
export function stageLine(companyId: number, d: Draft, dueOn: Day, openOn: Day): string {
  let settleOn: Day | null = d.settledOn
  let settleBy: string | null = d.settledBy
  let settleAmount = d.settledOn === null ? 0n : d.amount
  if (settleOn === null && d.openAmount !== null && d.openAmount < d.amount) {
    settleOn = openOn > d.issuedOn ? openOn : d.issuedOn
    settleBy = "unknown"
    settleAmount = d.openAmount < 0n ? d.amount : d.amount - d.openAmount
  }
  return `${companyId}\t${d.line}\t${d.kind}\t${d.side}\t${text(d.number)}\t${text(d.customerCode)}\t${text(d.customerName)}\t${text(d.country)}\t${text(d.segment)}\t${text(d.collector)}\t${text(
    d.group,
  )}\t${d.identifiers.length === 0 ? NULL : text(JSON.stringify(d.identifiers))}\t${d.currency}\t${d.amount}\t${d.issuedOn}\t${dueOn}\t${d.instalment ?? NULL}\t${settleOn ?? NULL}\t${
    settleBy ?? NULL
  }\t${settleAmount}\t${d.means ?? NULL}\t${text(d.appliesTo)}\n`
}

/** A month sold; its number is what tells it from the customer's other months. */
export function turnoverLine(companyId: number, s: Sold): string {
  const side = s.amount < 0n ? "credit" : "debit"
  const amount = s.amount < 0n ? -s.amount : s.amount
  const number = `${s.month.slice(0, 7)} ${s.currency}`
  const [blank, none] = [`${NULL}\t`, NULL]
  return `${companyId}\t${s.line}\tturnover\t${side}\t${number}\t${text(s.customerCode)}\t${text(s.customerName)}\t${blank.repeat(5)}${s.currency}\t${amount}\t${s.month}\t${s.month}\t${blank.repeat(3)}0\t${blank}${none}\n`
}

export type Repeated = {
  readonly line: number
  readonly side: string
  readonly currency: string
  readonly issued_on: Day
  readonly due_on: Day
  readonly amount: bigint
  readonly instalment: number | null
}
/** What a row whose key stands several times in the file is: an instalment of the entry at line `head`, said twice, or contradictory. */
export type RepeatVerdict = { readonly line: number; readonly head: number; readonly no: number; readonly verdict: "instalment" | "same" | "differs" }

/**
 * Rows of one key, in the file's order. Different due days (or instalment numbers) on one issue day, side and currency are the instalments
 * of one invoice; the same row again is said twice; anything else contradicts the first row and is refused by name.
 */
export function decideRepeats(rows: readonly Repeated[]): RepeatVerdict[] {
  const first = rows[0]!
  const kept: Repeated[] = []
  const verdicts: RepeatVerdict[] = []
  for (const row of rows) {
    const alike = row.side === first.side && row.currency === first.currency && row.issued_on === first.issued_on
    const twin = kept.find((k) => k.due_on === row.due_on && k.instalment === row.instalment)
    if (twin) verdicts.push({ line: row.line, head: first.line, no: 1, verdict: alike && twin.amount === row.amount ? "same" : "differs" })
    else if (alike) kept.push(row)
    else verdicts.push({ line: row.line, head: first.line, no: 1, verdict: "differs" })
  }
  const inOrder = [...kept].sort(
    (a, b) => (a.instalment ?? 0) - (b.instalment ?? 0) || (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : a.line - b.line),
  )
  return [...verdicts, ...inOrder.map((row, i) => ({ line: row.line, head: first.line, no: i + 1, verdict: "instalment" as const }))]
}
