/** Of one customer: its invoices of a year with when they were paid, and what was set against what. */
import { sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import type { Tx } from "../../shell/db.ts"
import type { EntryKind, SettledBy } from "../ledger.ts"
import type { Paid } from "./habit.ts"

const YEAR_DAYS = 365
const MOST = 5_000
/** Due, or paid, within a year before the day; what is unpaid whenever it was due. */
export async function loadPaid(tx: Tx, customer: Id, asOf: Day): Promise<Paid[]> {
  const { rows } = await sql<Paid>`
    SELECT e.number, i.effective_on AS "effectiveOn", i.due_on AS "dueOn", i.closed_on AS "closedOn"
      FROM ledger.open_item i JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id
     WHERE i.company_id = ${tx.company} AND i.customer_id = ${customer} AND i.kind = 'invoice' AND i.side = 'debit' AND i.effective_on <= ${asOf}::date
       AND CASE WHEN i.closed_on IS NULL THEN 'infinity'::date ELSE i.closed_on END >= ${asOf}::date - ${YEAR_DAYS}::int
     ORDER BY i.due_on DESC, e.number LIMIT ${MOST}`.execute(tx.db)
  return rows
}

export type Match = {
  readonly id: Id
  readonly day: Day
  readonly debit: string
  readonly credit: string
  readonly creditKind: EntryKind
  readonly amount: Minor
  readonly currency: Currency
  readonly settledBy: SettledBy
  readonly takenBack: boolean
}
const MATCHES = 300
/** The newest first; what takes another one back is told by that one. */
export async function loadMatches(tx: Tx, customer: Id, asOf: Day): Promise<Match[]> {
  const { rows } = await sql<Match>`
    SELECT a.id, a.effective_on AS day, d.number AS debit, k.number AS credit, k.kind AS "creditKind", a.amount, a.currency, a.settled_by AS "settledBy",
           EXISTS (SELECT FROM ledger.allocation r WHERE r.company_id = ${tx.company} AND r.reverses = a.id AND r.effective_on <= ${asOf}::date) AS "takenBack"
      FROM ledger.entry d
      JOIN ledger.allocation a ON a.company_id = ${tx.company} AND a.debit_entry = d.id AND a.reverses IS NULL AND a.effective_on <= ${asOf}::date
      JOIN ledger.entry k ON k.company_id = ${tx.company} AND k.id = a.credit_entry
     WHERE d.company_id = ${tx.company} AND d.customer_id = ${customer}
     ORDER BY a.effective_on DESC, a.id DESC LIMIT ${MATCHES}`.execute(tx.db)
  return rows
}
