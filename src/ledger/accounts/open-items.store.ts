import { sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency } from "../../kernel/money.ts"
import { fold } from "../../kernel/text.ts"
import type { Tx } from "../../shell/db.ts"
import { rowsOf } from "../../shell/transfer/cursor.ts"
import { CREDITED_BY, type ItemFilter, type ItemOrder, type ItemSum, NO_FILTER, type OpenItem } from "./open-items.ts"

export type OpenItemsQuestion = {
  readonly asOf: Day
  readonly knownAt: Date | null
  readonly currency: Currency | null
  readonly customer: Id | null
  /** Of these customers; null: of all. */
  readonly among?: readonly Held[] | null
  readonly filter?: ItemFilter
  /** `limit` rows after a place in an order (null: all of them). Else all, by customer, due day and number. */
  readonly page?: { readonly order: ItemOrder; readonly down: boolean; readonly after: ItemPlace | null; readonly limit: number | null }
}
/** Which customers a collector has on a day, by code: the ledger knows no portfolios, whoever wires its lists says it. */
export type HeldBy = (tx: Tx, collector: string, on: Day) => Promise<readonly Held[]>
export type Held = { readonly id: Id; readonly code: string }
/** The value the list is ordered by, and the item. */
export type ItemPlace = readonly [value: string, entry: string, no: number]
const SIGNED = sql`(CASE WHEN i.side = 'debit' THEN i.open ELSE -i.open END)`

/** The items of the question, joined to their entries and customers only where these decide: a page of a large ledger is cut before anything is looked up. */
function asked(tx: Tx, q: OpenItemsQuestion, order: ItemOrder | null) {
  const f = q.filter ?? NO_FILTER
  const byEntry = f.search !== null || order === "number"
  const byCustomer =
    f.search !== null || f.intercompany !== null || f.segment !== null || f.country !== null || order === "customer" || order === "name"
  // The last recorded are mostly settled: backwards along the index each of them would be passed. Behind a fence the open ones are found first. Where all are looked
  // at, it has what is open of each worked out once, not once for every place of the question that names it.
  const fenced = (order === "recorded" && q.page?.down === true && q.page.limit !== null) || looksAtAll(q, order)
  return sql`
      FROM (SELECT * FROM ${
        q.knownAt === null
          ? sql`${looksAtAll(q, order) ? sql`ledger.open_items_whole` : sql`ledger.open_items`}(${tx.company}, ${q.asOf}::date)`
          : sql`ledger.open_items_known(${tx.company}, ${q.asOf}::date, ${q.knownAt}::timestamptz)`
      } ${fenced ? sql`OFFSET 0` : sql``}) i
      ${byEntry ? sql`JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id` : sql``}
      ${byCustomer ? sql`JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = i.customer_id` : sql``}
     WHERE true ${q.currency === null ? sql`` : sql`AND i.currency = ${q.currency}`} ${q.customer === null ? sql`` : sql`AND i.customer_id = ${q.customer}`}
     ${q.among == null ? sql`` : sql`AND i.customer_id IN (SELECT unnest(${q.among.map(({ id }) => id)}::uuid[]))`}
     ${filtered(q.asOf, f)}`
}

/** In the order of recording a page of all is read off an index, and one customer's items are few. */
const looksAtAll = (q: OpenItemsQuestion, order: ItemOrder | null) => (order !== "recorded" || q.among != null) && q.customer === null
/** Many look at lists at once: a question that looks at every open item costs half as much again where several processes share it. */
async function askAlone(tx: Tx): Promise<void> {
  await sql`SELECT set_config('max_parallel_workers_per_gather', '0', true)`.execute(tx.db)
}

function filtered(asOf: Day, f: ItemFilter) {
  const parts = [
    ofKind(f.kind),
    f.side === null ? sql`` : sql`AND i.side = ${f.side}`,
    f.lateFrom === null ? sql`` : sql`AND i.due_on <= ${asOf}::date - ${f.lateFrom}::int`,
    f.lateTo === null ? sql`` : sql`AND i.due_on >= ${asOf}::date - ${f.lateTo}::int`,
    f.dueFrom === null ? sql`` : sql`AND i.due_on >= ${f.dueFrom}::date`,
    f.dueTo === null ? sql`` : sql`AND i.due_on <= ${f.dueTo}::date`,
    f.intercompany === null ? sql`` : sql`AND (c.relation = 'intercompany') = ${f.intercompany}`,
    f.segment === null ? sql`` : sql`AND c.segment = ${f.segment}`,
    f.country === null ? sql`` : sql`AND c.country = ${f.country}`,
    f.openFrom === null ? sql`` : sql`AND i.open >= ${f.openFrom}`,
    f.openTo === null ? sql`` : sql`AND i.open <= ${f.openTo}`,
    f.search === null ? sql`` : sql`AND (position(lower(${f.search}) IN lower(e.number)) > 0 OR c.id IN (SELECT customer.search(${fold(f.search)})))`,
  ]
  return sql.join(parts, sql` `)
}

function ofKind(kind: ItemFilter["kind"]) {
  if (kind === null) return sql``
  if (kind !== "credited" && kind !== "unallocated") return sql`AND i.kind = ${kind}`
  const credited = sql`i.kind = ANY (${[...CREDITED_BY]}::text[])`
  return sql`AND i.side = 'credit' AND ${kind === "credited" ? credited : sql`NOT ${credited} AND i.kind <> 'deposit'`}`
}

/** The open instalments of the day. A credit is never overdue. */
export async function loadOpenItems(tx: Tx, q: OpenItemsQuestion): Promise<OpenItem[]> {
  if (q.page && looksAtAll(q, q.page.order)) await askAlone(tx)
  return (await itemsOf(tx, q).execute(tx.db)).rows
}
/** The same, some at a time. */
export const readOpenItems = (tx: Tx, q: OpenItemsQuestion) => rowsOf(tx, itemsOf(tx, q))

function itemsOf(tx: Tx, q: OpenItemsQuestion) {
  const { page } = q
  const order = page && orderOf(page)
  const cut = page && page.limit !== null ? sql`${after(page)} ${order} LIMIT ${page.limit}` : sql``
  return sql<OpenItem>`
    SELECT e.id, e.number, i.no AS instalment, i.kind, i.side, c.code AS customer, c.name, c.relation = 'intercompany' AS intercompany,
           coalesce(e.original_on, e.effective_on) AS "issuedOn", i.due_on AS "dueOn", i.currency, i.gross, i.open,
           CASE WHEN i.side = 'debit' THEN ${q.asOf}::date - i.due_on ELSE 0 END AS "daysOverdue"
      FROM (SELECT i.* ${asked(tx, q, page?.order ?? null)} ${cut}) i
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = i.customer_id
     ${order ?? sql`ORDER BY c.code, i.due_on, e.number, i.no, i.kind`}`
}

/** What all items of the question add up to, page or no page. */
export async function sumOpenItems(tx: Tx, q: OpenItemsQuestion): Promise<ItemSum[]> {
  await askAlone(tx)
  const { rows } = await sql<ItemSum>`
    SELECT i.currency, count(*)::int AS count, coalesce(sum(${SIGNED}) FILTER (WHERE i.kind <> 'deposit'), 0)::bigint AS open
      ${asked(tx, q, null)} GROUP BY i.currency ORDER BY count(*) DESC, i.currency`.execute(tx.db)
  return rows
}

/** As people look names up: É beside E, not behind Z. */
export const NAME_ORDER = sql`c.name COLLATE "und-x-icu"`
/** What a list is ordered by, and the type its place is read back as. */
const ORDERED: Readonly<Record<Exclude<ItemOrder, "recorded">, readonly [by: ReturnType<typeof sql>, type: ReturnType<typeof sql>]>> = {
  due: [sql`i.due_on`, sql`date`],
  open: [SIGNED, sql`bigint`],
  customer: [sql`c.code`, sql`text`],
  name: [NAME_ORDER, sql`text`],
  number: [sql`e.number`, sql`text`],
}
type Page = NonNullable<OpenItemsQuestion["page"]>
function after({ order, down, after: place }: Page) {
  if (place === null) return sql``
  const beyond = down ? sql`<` : sql`>`
  if (order === "recorded") return sql`AND (i.entry_id, i.no) ${beyond} (${place[1]}::uuid, ${place[2]}::smallint)`
  const [by, type] = ORDERED[order]
  return sql`AND (${by}, i.entry_id, i.no) ${beyond} (${place[0]}::${type}, ${place[1]}::uuid, ${place[2]}::smallint)`
}
function orderOf({ order, down }: Page) {
  const direction = down ? sql`DESC` : sql`ASC`
  const by = order === "recorded" ? sql`` : sql`${ORDERED[order][0]} ${direction},`
  return sql`ORDER BY ${by} i.entry_id ${direction}, i.no ${direction}`
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
