import { sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency } from "../../kernel/money.ts"
import { fold } from "../../kernel/text.ts"
import type { Tx } from "../../shell/db.ts"
import { type ItemFilter, type ItemOrder, type ItemSum, NO_FILTER, type OpenItem } from "./open-items.ts"

export type OpenItemsQuestion = {
  readonly asOf: Day
  readonly knownAt: Date | null
  readonly currency: Currency | null
  readonly customer: Id | null
  readonly filter?: ItemFilter
  /** `limit` rows after a place in an order. Else all, by customer, due day and number. */
  readonly page?: { readonly order: ItemOrder; readonly down: boolean; readonly after: ItemPlace | null; readonly limit: number }
}
/** The value the list is ordered by, and the item. */
export type ItemPlace = readonly [value: string, entry: string, no: number]
const SIGNED = sql`(CASE WHEN i.side = 'debit' THEN i.open ELSE -i.open END)`
const asked = (tx: Tx, q: OpenItemsQuestion) => sql`
      FROM ${
        q.knownAt === null
          ? sql`ledger.open_items(${tx.company}, ${q.asOf}::date)`
          : sql`ledger.open_items_known(${tx.company}, ${q.asOf}::date, ${q.knownAt}::timestamptz)`
      } i
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = i.customer_id
     WHERE true ${q.currency === null ? sql`` : sql`AND i.currency = ${q.currency}`} ${q.customer === null ? sql`` : sql`AND i.customer_id = ${q.customer}`}
     ${filtered(q.asOf, q.filter ?? NO_FILTER)}`

function filtered(asOf: Day, f: ItemFilter) {
  const parts = [
    f.kind === null ? sql`` : sql`AND i.kind = ${f.kind}`,
    f.side === null ? sql`` : sql`AND i.side = ${f.side}`,
    f.lateFrom === null ? sql`` : sql`AND i.due_on <= ${asOf}::date - ${f.lateFrom}::int`,
    f.lateTo === null ? sql`` : sql`AND i.due_on >= ${asOf}::date - ${f.lateTo}::int`,
    f.dueFrom === null ? sql`` : sql`AND i.due_on >= ${f.dueFrom}::date`,
    f.dueTo === null ? sql`` : sql`AND i.due_on <= ${f.dueTo}::date`,
    f.intercompany === null ? sql`` : sql`AND (c.relation = 'intercompany') = ${f.intercompany}`,
    f.search === null ? sql`` : sql`AND (position(lower(${f.search}) IN lower(e.number)) > 0 OR c.id IN (SELECT customer.search(${fold(f.search)})))`,
  ]
  return sql.join(parts, sql` `)
}

/** The open instalments of the day. A credit is never overdue. */
export async function loadOpenItems(tx: Tx, q: OpenItemsQuestion): Promise<OpenItem[]> {
  const { rows } = await sql<OpenItem>`
    SELECT e.id, e.number, i.no AS instalment, i.kind, i.side, c.code AS customer, c.name, c.relation = 'intercompany' AS intercompany,
           coalesce(e.original_on, e.effective_on) AS "issuedOn", i.due_on AS "dueOn", i.currency, i.gross, i.open,
           CASE WHEN i.side = 'debit' THEN ${q.asOf}::date - i.due_on ELSE 0 END AS "daysOverdue"
      ${asked(tx, q)}
     ${q.page === undefined ? sql`ORDER BY c.code, i.due_on, e.number, i.no, i.kind` : pageOf(q.page)}`.execute(tx.db)
  return rows
}

/** What all items of the question add up to, page or no page. */
export async function sumOpenItems(tx: Tx, q: OpenItemsQuestion): Promise<ItemSum[]> {
  const { rows } = await sql<ItemSum>`
    SELECT i.currency, count(*)::int AS count, coalesce(sum(${SIGNED}) FILTER (WHERE i.kind <> 'deposit'), 0)::bigint AS open
      ${asked(tx, q)} GROUP BY i.currency ORDER BY count(*) DESC, i.currency`.execute(tx.db)
  return rows
}

/** What a list is ordered by, and the type its place is read back as. */
const ORDERED: Readonly<Record<Exclude<ItemOrder, "recorded">, readonly [by: ReturnType<typeof sql>, type: ReturnType<typeof sql>]>> = {
  due: [sql`i.due_on`, sql`date`],
  open: [SIGNED, sql`bigint`],
  customer: [sql`c.code`, sql`text`],
  name: [sql`c.name COLLATE "C"`, sql`text`],
  number: [sql`e.number`, sql`text`],
}
function pageOf({ order, down, after, limit }: NonNullable<OpenItemsQuestion["page"]>) {
  const [direction, beyond] = down ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`]
  if (order === "recorded") {
    const from = after === null ? sql`` : sql`AND (i.entry_id, i.no) ${beyond} (${after[1]}::uuid, ${after[2]}::smallint)`
    return sql`${from} ORDER BY i.entry_id ${direction}, i.no ${direction} LIMIT ${limit}`
  }
  const [by, type] = ORDERED[order]
  const from = after === null ? sql`` : sql`AND (${by}, i.entry_id, i.no) ${beyond} (${after[0]}::${type}, ${after[1]}::uuid, ${after[2]}::smallint)`
  return sql`${from} ORDER BY ${by} ${direction}, i.entry_id ${direction}, i.no ${direction} LIMIT ${limit}`
}
/** Where an item stands in an order. */
export const placeOf = (item: OpenItem, order: ItemOrder): ItemPlace => [
  {
    recorded: "",
    due: item.dueOn,
    open: String(item.side === "debit" ? item.open : -item.open),
    customer: item.customer,
    name: item.name,
    number: item.number,
  }[order],
  item.id,
  item.instalment,
]
