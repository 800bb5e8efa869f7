/**
 * The ageing as one set query: SQL selects and sums by customer and bucket, names are joined to the sums, and everything travels as one text
 * a currency. Rows as objects cost as much as the sums themselves (10,000 customers × 5 buckets).
 */
import { type RawBuilder, sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { type Currency, currency } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { type Aged, type AgedRow, type Ageing, addTo, byKey, type CurrencyAgeing, type Dimension, emptyAged, netOf } from "./ageing.ts"

export type AgeingQuestion = {
  readonly asOf: Day
  readonly knownAt: Date | null
  readonly by: Dimension | null
  readonly bounds: readonly number[]
  readonly currency: Currency | null
  readonly customer: Id | null
}

const KEYS: Readonly<Record<Dimension, readonly [key: RawBuilder<unknown>, name: RawBuilder<unknown>]>> = {
  customer: [sql`c.code`, sql`c.name`],
  group: [sql`g.code`, sql`g.name`],
  country: [sql`c.country`, sql`c.country`],
  segment: [sql`c.segment`, sql`c.segment`],
  collector: [sql`h.collector`, sql`h.collector`],
}

/** What is open, as known now or at an instant. */
export const openItems = (tx: Tx, asOf: Day, knownAt: Date | null): RawBuilder<unknown> =>
  knownAt === null
    ? sql`ledger.open_items_whole(${tx.company}, ${asOf}::date)`
    : sql`ledger.open_items_known(${tx.company}, ${asOf}::date, ${knownAt}::timestamptz)`

/** The fence (OFFSET 0) has each item's day and amount worked out once, not once a sum. */
const bucketed = (tx: Tx, q: AgeingQuestion) => sql`(
    SELECT i.customer_id, i.currency, i.open,
           CASE WHEN i.side = 'credit' THEN -1 ELSE width_bucket(${q.asOf}::date - i.due_on, ${q.bounds.map((b) => b + 1)}::int[]) END AS bucket
      FROM ${openItems(tx, q.asOf, q.knownAt)} i
     WHERE i.kind <> 'deposit'
       ${q.currency === null ? sql`` : sql`AND i.currency = ${q.currency}`} ${q.customer === null ? sql`` : sql`AND i.customer_id = ${q.customer}`}
    OFFSET 0) o`

function sumsByKey(tx: Tx, q: AgeingQuestion) {
  // Where nobody is named but who stands apart, only these are looked up: they are few.
  if (q.by === null)
    return sql`SELECT o.currency, c.id IS NOT NULL AS apart, c.code AS key, c.name AS name, o.bucket, sum(o.open) AS amount, count(*) AS items
      FROM ${bucketed(tx, q)} LEFT JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = o.customer_id AND c.relation = 'intercompany'
     GROUP BY o.currency, c.id, c.code, c.name, o.bucket`
  const sums = sql`SELECT o.customer_id, o.currency, o.bucket, sum(o.open) AS amount, count(*) AS items FROM ${bucketed(tx, q)} GROUP BY 1, 2, 3`
  const customers = sql`(${sums}) s JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = s.customer_id`
  const apart = sql`c.relation = 'intercompany'`
  if (q.by === "customer")
    return sql`SELECT s.currency, ${apart} AS apart, c.code AS key, c.name AS name, s.bucket, s.amount, s.items FROM ${customers}`
  const [key, name] = KEYS[q.by]
  const groups = sql`LEFT JOIN customer.customer_group g ON g.company_id = ${tx.company} AND g.id = c.group_id`
  // Whoever was entrusted by hand by that day, else whom the books named.
  const holders = sql`LEFT JOIN portfolio.collectors(${tx.company}, ${q.asOf}::date) k ON k.customer_id = c.id
    CROSS JOIN LATERAL (SELECT CASE WHEN k.customer_id IS NULL THEN c.collector ELSE k.name END AS collector) h`
  return sql`SELECT s.currency, ${apart} AS apart, CASE WHEN ${apart} THEN c.code ELSE ${key} END AS key, CASE WHEN ${apart} THEN c.name ELSE ${name} END AS name,
      s.bucket, sum(s.amount) AS amount, sum(s.items) AS items
    FROM ${customers} ${q.by === "group" ? groups : q.by === "collector" ? holders : sql``} GROUP BY 1, 2, 3, 4, 5`
}

export async function loadAgeing(tx: Tx, q: AgeingQuestion): Promise<Ageing> {
  // Ten thousand customers' sums are hashed in memory; the server's usual allowance would spill them to disk.
  await sql`SELECT set_config('work_mem', '64MB', true)`.execute(tx.db)
  const { rows } = await sql<{ currency: string; apart: boolean; lines: string }>`
    SELECT k.currency, k.apart, string_agg(concat(to_json(k.key), E'\t', to_json(k.name), E'\t', k.bucket, E'\t', k.amount, E'\t', k.items), E'\n') AS lines
      FROM (${sumsByKey(tx, q)}) k GROUP BY 1, 2 ORDER BY 1, 2`.execute(tx.db)
  const found = rows.map((row) => ({ ...row, groups: readLines(row.lines, q.bounds) }))
  const currencies = [...new Set(rows.map((row) => row.currency))].map((code): CurrencyAgeing => {
    const groups = found.find((row) => row.currency === code && !row.apart)?.groups ?? []
    const apart = found.find((row) => row.currency === code && row.apart)?.groups ?? []
    const leftOut = { customers: apart.length, net: apart.reduce((all, row) => all + netOf(row.aged), 0n) }
    return { currency: currency(code), whole: addUp(groups, q.bounds), rows: q.by === null ? [] : groups.sort(byKey), leftOut }
  })
  return { asOf: q.asOf, bounds: q.bounds, by: q.by, currencies }
}

/** key, name (both as JSON, empty for none), bucket, amount, items: one line a sum; the lines of a key need not stand together. */
function readLines(lines: string, bounds: readonly number[]): AgedRow[] {
  const rows = new Map<string, AgedRow>()
  for (const line of lines.split("\n")) {
    const [key, name, bucket, amount, items] = line.split("\t") as [string, string, string, string, string]
    let row = rows.get(key)
    if (!row) {
      row = { key: textOf(key), name: textOf(name), aged: emptyAged(bounds) }
      rows.set(key, row)
    }
    addTo(row.aged, Number(bucket), BigInt(amount), Number(items))
  }
  return [...rows.values()]
}
const textOf = (json: string) => (json === "" ? null : json.includes("\\") ? (JSON.parse(json) as string) : json.slice(1, -1))

function addUp(rows: readonly AgedRow[], bounds: readonly number[]): Aged {
  const whole = emptyAged(bounds)
  for (const { aged } of rows) {
    for (let bucket = 0; bucket <= bounds.length; bucket++)
      if (aged.counts[bucket] !== 0) addTo(whole, bucket, aged.amounts[bucket]!, aged.counts[bucket]!)
    if (aged.credits !== 0n) whole.credits += aged.credits
  }
  return whole
}
