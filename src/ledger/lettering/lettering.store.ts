import { sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import type { Tx } from "../../shell/db.ts"
import type { EntryKind, SettledBy, Side } from "../ledger.ts"
import type { Lettering } from "./lettering.ts"

/** What was matched and booked here with effect from `from` to `to`; taking back what was matched here belongs to it, whoever asked for it. */
export async function loadLettering(tx: Tx, from: Day, to: Day): Promise<Lettering> {
  const allocations = await sql<{
    id: Id
    day: Day
    debit: string
    debit_no: number
    credit: string
    credit_no: number
    customer: string
    amount: Minor
    currency: Currency
    settled_by: SettledBy
    reverses: Id | null
  }>`
    WITH ours AS (
      SELECT a.id FROM ledger.allocation a WHERE a.company_id = ${tx.company} AND a.origin = 'here' AND a.effective_on BETWEEN ${from}::date AND ${to}::date
      UNION
      SELECT a.id FROM ledger.allocation o JOIN ledger.allocation a ON a.company_id = ${tx.company} AND a.reverses = o.id
       WHERE o.company_id = ${tx.company} AND o.origin = 'here' AND o.effective_on <= ${to}::date AND a.effective_on BETWEEN ${from}::date AND ${to}::date
      UNION
      SELECT a.id FROM ledger.entry e JOIN ledger.allocation a ON a.company_id = ${tx.company} AND a.debit_entry = e.id
       WHERE e.company_id = ${tx.company} AND e.source = 'here' AND e.effective_on <= ${to}::date AND a.effective_on BETWEEN ${from}::date AND ${to}::date
      UNION
      SELECT a.id FROM ledger.entry e JOIN ledger.allocation a ON a.company_id = ${tx.company} AND a.credit_entry = e.id
       WHERE e.company_id = ${tx.company} AND e.source = 'here' AND e.effective_on <= ${to}::date AND a.effective_on BETWEEN ${from}::date AND ${to}::date)
    SELECT a.id, a.effective_on AS day, d.number AS debit, a.debit_no, k.number AS credit, a.credit_no, c.code AS customer, a.amount, a.currency, a.settled_by, a.reverses
      FROM ours
      JOIN ledger.allocation a ON a.company_id = ${tx.company} AND a.id = ours.id
      JOIN ledger.entry d ON d.company_id = ${tx.company} AND d.id = a.debit_entry
      JOIN ledger.entry k ON k.company_id = ${tx.company} AND k.id = a.credit_entry
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = d.customer_id
     ORDER BY a.effective_on, a.recorded_at, a.id`.execute(tx.db)
  const entries = await sql<{ number: string; kind: EntryKind; side: Side; customer: string; day: Day; amount: Minor; currency: Currency }>`
    SELECT e.number, e.kind, e.side, c.code AS customer, e.effective_on AS day, e.amount, e.currency FROM ledger.entry e
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = e.customer_id
     WHERE e.company_id = ${tx.company} AND e.source = 'here' AND e.effective_on BETWEEN ${from}::date AND ${to}::date
     ORDER BY e.effective_on, e.recorded_at, e.id`.execute(tx.db)
  return {
    allocations: allocations.rows.map((r) => ({
      id: r.id,
      day: r.day,
      debit: { number: r.debit, instalment: r.debit_no },
      credit: { number: r.credit, instalment: r.credit_no },
      customer: r.customer,
      amount: r.amount,
      currency: r.currency,
      settledBy: r.settled_by,
      reversal: r.reverses,
    })),
    entries: entries.rows,
  }
}
