import { sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { fold } from "../../kernel/text.ts"
import type { Tx } from "../../shell/db.ts"
import { rowsOf } from "../../shell/transfer/cursor.ts"
import type { CustomerBalance, CustomerWithBalance } from "./customers.ts"
import type { Held } from "./open-items.store.ts"

type Row = {
  code: string
  name: string
  country: string | null
  segment: string | null
  intercompany: boolean
  identifiers: { scheme: string; value: string }[]
  balance: { currency: CustomerBalance["currency"]; open: string; overdue: string; exposure: string }[]
}

export type CustomersQuestion = {
  readonly asOf: Day
  readonly search: string | null
  readonly segment?: string | null
  /** Of these, by code; null: all. */
  readonly among?: readonly Held[] | null
  /** One customer, by the whole code. */
  readonly code?: string
  /** `limit` customers after a code; else all. */
  readonly page?: { readonly after: string | null; readonly limit: number }
}
/** Customers, or those whose code or name contains the text, by code; each with its balance a currency. */
export const loadCustomers = async (tx: Tx, q: CustomersQuestion): Promise<CustomerWithBalance[]> =>
  (await customersOf(tx, q).execute(tx.db)).rows.map(withFigures)
/** The same, some at a time. */
export async function* readCustomers(tx: Tx, q: CustomersQuestion): AsyncGenerator<readonly CustomerWithBalance[]> {
  for await (const rows of rowsOf(tx, customersOf(tx, q))) yield rows.map(withFigures)
}
export const countCustomers = async (tx: Tx, q: CustomersQuestion): Promise<number> =>
  (await sql<{ n: number }>`SELECT count(*)::int AS n FROM customer.customer c WHERE c.company_id = ${tx.company} ${wantedIn(q)}`.execute(tx.db))
    .rows[0]!.n

/** Of a collector's customers, where nothing else is asked of them, only those of the page. */
function amongIn({ among, search, segment, page }: CustomersQuestion): readonly Id[] {
  const all = (among ?? []).map(({ id }) => id)
  if (page === undefined || search !== null || segment != null) return all
  const last = (among ?? []).findIndex(({ code }) => code === page.after)
  // Somebody else's by now: the database knows who comes after.
  return page.after !== null && last < 0 ? all : all.slice(last + 1, last + 1 + page.limit)
}

function wantedIn(q: CustomersQuestion) {
  const parts = [
    q.search === null ? sql`` : sql`AND c.id IN (SELECT customer.search(${fold(q.search)}))`,
    q.code === undefined ? sql`` : sql`AND c.code = ${q.code}`,
    q.among == null ? sql`` : sql`AND c.id IN (SELECT unnest(${amongIn(q)}::uuid[]))`,
    q.segment == null ? sql`` : sql`AND c.segment = ${q.segment}`,
    q.page?.after == null ? sql`` : sql`AND c.code > ${q.page.after}`,
  ]
  return sql.join(parts, sql` `)
}

function customersOf(tx: Tx, q: CustomersQuestion) {
  const limit = q.page === undefined ? sql`` : sql`LIMIT ${q.page.limit}`
  // Where not all are wanted, balances and numbers are gathered for those alone.
  const ofPage =
    q.page === undefined && q.search === null && q.segment == null && q.among == null && q.code === undefined
      ? sql``
      : sql`AND customer_id IN (SELECT id FROM wanted)`
  return sql<Row>`
    WITH wanted AS MATERIALIZED (
      SELECT c.id, c.code, c.name, c.country, nullif(c.segment, '') AS segment, c.relation FROM customer.customer c
       WHERE c.company_id = ${tx.company} ${wantedIn(q)} ORDER BY c.code ${limit}),
    moved AS (
      SELECT i.customer_id, i.currency, CASE WHEN i.side = 'debit' THEN i.open ELSE -i.open END AS open,
             CASE WHEN i.side = 'debit' AND i.due_on < ${q.asOf}::date THEN i.open ELSE 0 END AS overdue, 0::bigint AS subject
        FROM ledger.open_items(${tx.company}, ${q.asOf}::date) i WHERE i.kind <> 'deposit' ${ofPage}
      UNION ALL
      SELECT s.customer_id, s.currency, 0, 0, s.amount FROM ledger.subject_to_collection(${tx.company}, ${q.asOf}::date) s WHERE true ${ofPage}),
    balance AS (
      SELECT m.customer_id, m.currency, sum(m.open) AS open, sum(m.overdue) AS overdue, sum(m.open) + sum(m.subject) AS exposure FROM moved m GROUP BY 1, 2)
    SELECT c.code, c.name, c.country, c.segment, c.relation = 'intercompany' AS intercompany,
           coalesce(n.identifiers, '[]'::json) AS identifiers, coalesce(b.balance, '[]'::json) AS balance
      FROM wanted c
      LEFT JOIN (SELECT i.customer_id, json_agg(json_build_object('scheme', i.scheme, 'value', i.value) ORDER BY i.scheme, i.value) AS identifiers
                   FROM customer.identifier i WHERE i.company_id = ${tx.company} ${ofPage} GROUP BY 1) n ON n.customer_id = c.id
      LEFT JOIN (SELECT a.customer_id, json_agg(json_build_object('currency', a.currency, 'open', a.open::text, 'overdue', a.overdue::text, 'exposure', a.exposure::text)
                          ORDER BY a.currency) AS balance
                   FROM balance a GROUP BY 1) b ON b.customer_id = c.id
     ORDER BY c.code`
}

const withFigures = (row: Row): CustomerWithBalance => ({
  ...row,
  balance: row.balance.map((b) => ({ currency: b.currency, open: BigInt(b.open), overdue: BigInt(b.overdue), exposure: BigInt(b.exposure) })),
})
