/** What the simulator asks of the ledger: what is open, which allocation to take back, and all facts as one hash. */
import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { InstalmentKey, Side } from "../ledger/ledger.ts"
import type { Tx } from "../shell/db.ts"

export type OpenRow = {
  readonly entry: Id
  readonly no: number
  readonly customer: Id
  readonly side: Side
  readonly currency: Currency
  readonly dueOn: Day
  readonly open: Minor
}

export async function loadOpen(tx: Tx, asOf: Day, knownAt: string | null): Promise<OpenRow[]> {
  const open =
    knownAt === null
      ? sql`ledger.open_items(${tx.company}, ${asOf}::date)`
      : sql`ledger.open_items_known(${tx.company}, ${asOf}::date, ${knownAt}::timestamptz)`
  const { rows } = await sql<OpenRow>`
    SELECT i.entry_id AS entry, i.no, i.customer_id AS customer, i.side, i.currency, i.due_on AS "dueOn", i.open FROM ${open} i`.execute(tx.db)
  return rows
}

/** The one live allocation between two items. */
export async function loadAllocation(tx: Tx, debit: InstalmentKey, credit: InstalmentKey): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`
    SELECT a.id FROM ledger.allocation a
     WHERE a.company_id = ${tx.company} AND a.debit_entry = ${debit.entryId} AND a.debit_no = ${debit.no} AND a.credit_entry = ${credit.entryId} AND a.credit_no = ${credit.no}
       AND a.reverses IS NULL AND NOT EXISTS (SELECT FROM ledger.allocation r WHERE r.company_id = ${tx.company} AND r.reverses = a.id)`.execute(
    tx.db,
  )
  if (rows.length !== 1) throw new Error(`${rows.length} live allocations where the simulator made one`)
  return rows[0]!.id
}

export type Facts = { readonly entries: number; readonly allocations: number; readonly hash: string }
/** Every fact of the company in one hash. Ids, and the ends of numbers made from them, are chance: facts are named by what they are about. */
export async function hashFacts(tx: Tx): Promise<Facts> {
  const { rows } = await sql<Facts>`
    WITH e AS (SELECT e.*, regexp_replace(e.number, '/[0-9a-f]{8}(?=/|$)', '', 'g') AS label, c.code AS customer, p.code AS payer
                 FROM ledger.entry e JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = e.customer_id
                 LEFT JOIN customer.customer p ON p.company_id = ${tx.company} AND p.id = e.payer_id WHERE e.company_id = ${tx.company}),
    line AS (
      SELECT concat_ws('|', 'entry', label, kind, side, source, customer, payer, currency, amount, effective_on, original_on, value_on, settled_by, means, collection_on, (recorded_at AT TIME ZONE 'UTC')::date) AS text FROM e
      UNION ALL
      SELECT concat_ws('|', 'part', e.label, s.no, s.due_on, s.amount) FROM ledger.instalment s JOIN e ON e.id = s.entry_id WHERE s.company_id = ${tx.company}
      UNION ALL
      SELECT concat_ws('|', 'allocation', d.label, a.debit_no, c.label, a.credit_no, a.amount, a.settled_by, a.effective_on, a.original_on, a.reverses IS NULL, (a.recorded_at AT TIME ZONE 'UTC')::date)
        FROM ledger.allocation a JOIN e d ON d.id = a.debit_entry JOIN e c ON c.id = a.credit_entry WHERE a.company_id = ${tx.company}
      UNION ALL
      SELECT concat_ws('|', 'due', e.label, d.no, d.due_on, d.effective_on) FROM ledger.due_change d JOIN e ON e.id = d.entry_id WHERE d.company_id = ${tx.company}
      UNION ALL
      SELECT concat_ws('|', 'event', e.label, v.event, v.reason, v.effective_on) FROM ledger.payment_event v JOIN e ON e.id = v.entry_id WHERE v.company_id = ${tx.company}
      UNION ALL
      SELECT concat_ws('|', 'close', p.closed_until) FROM ledger.period_close p WHERE p.company_id = ${tx.company})
    SELECT (SELECT count(*)::int FROM e) AS entries, (SELECT count(*)::int FROM ledger.allocation a WHERE a.company_id = ${tx.company}) AS allocations,
           encode(sha256(convert_to(coalesce(string_agg(text, E'\n' ORDER BY text COLLATE "C"), ''), 'UTF8')), 'hex') AS hash FROM line`.execute(
    tx.db,
  )
  return rows[0]!
}
