import { sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency } from "../../kernel/money.ts"
import type { Tx } from "../../shell/db.ts"
import type { OpenItem } from "./open-items.ts"

export type OpenItemsQuestion = {
  readonly asOf: Day
  readonly knownAt: Date | null
  readonly currency: Currency | null
  readonly customer: Id | null
  /** A page in the order they were recorded: `limit` rows after a place. Else all, by customer, due day and number. */
  readonly page?: { readonly after: readonly [entry: string, no: number] | null; readonly limit: number }
}
/** The open instalments of the day. A credit is never overdue. */
export async function loadOpenItems(tx: Tx, q: OpenItemsQuestion): Promise<OpenItem[]> {
  const open =
    q.knownAt === null
      ? sql`ledger.open_items(${tx.company}, ${q.asOf}::date)`
      : sql`ledger.open_items_known(${tx.company}, ${q.asOf}::date, ${q.knownAt}::timestamptz)`
  const { rows } = await sql<OpenItem>`
    SELECT e.id, e.number, i.no AS instalment, i.kind, i.side, c.code AS customer, c.name, c.relation = 'intercompany' AS intercompany,
           coalesce(e.original_on, e.effective_on) AS "issuedOn", i.due_on AS "dueOn", i.currency, i.gross, i.open,
           CASE WHEN i.side = 'debit' THEN ${q.asOf}::date - i.due_on ELSE 0 END AS "daysOverdue"
      FROM ${open} i
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = i.customer_id
     WHERE true ${q.currency === null ? sql`` : sql`AND i.currency = ${q.currency}`} ${q.customer === null ? sql`` : sql`AND i.customer_id = ${q.customer}`}
     ${q.page === undefined ? sql`ORDER BY c.code, i.due_on, e.number, i.no, i.kind` : pageOf(q.page)}`.execute(tx.db)
  return rows
}

const pageOf = ({ after, limit }: NonNullable<OpenItemsQuestion["page"]>) =>
  sql`${after === null ? sql`` : sql`AND (i.entry_id, i.no) > (${after[0]}::uuid, ${after[1]}::smallint)`} ORDER BY i.entry_id, i.no LIMIT ${limit}`
