/** What the portfolio figures are made of: SQL sums invoices by currency (and customer), kpi.ts works the figures out. Intercompany is left out. */
import { type RawBuilder, sql } from "kysely"
import { addDays, type Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { type Currency, currency } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { loadAgeing, openItems } from "./ageing.store.ts"
import { netOf, totalOf } from "./ageing.ts"
import { type OverdueSums, type PaidSums, ROLL_BOUNDS, ROLL_DAYS } from "./kpi.ts"
import type { Behaviour, CurrencySums } from "./kpi.wire.ts"

export type KpiQuestion = {
  readonly asOf: Day
  readonly knownAt: Date | null
  readonly days: number
  readonly currency: Currency | null
  readonly customer: Id | null
  readonly byCustomer: boolean
}
export async function loadKpi(tx: Tx, q: KpiQuestion): Promise<CurrencySums[]> {
  const ageing = { knownAt: q.knownAt, by: null, bounds: ROLL_BOUNDS, currency: q.currency, customer: q.customer } as const
  const now = await loadAgeing(tx, { ...ageing, asOf: q.asOf })
  const before = await loadAgeing(tx, { ...ageing, asOf: addDays(q.asOf, -q.days) })
  const rolled = await loadAgeing(tx, { ...ageing, asOf: addDays(q.asOf, -ROLL_DAYS) })
  const sales = await loadSales(tx, q)
  const whole = await loadBehaviour(tx, q, false)
  const byCustomer = q.byCustomer ? await loadBehaviour(tx, q, true) : []
  const codes = new Set([...now.currencies, ...before.currencies, ...rolled.currencies, ...sales, ...whole].map((of) => of.currency))
  return [...codes].sort().map((code) => {
    const aged = now.currencies.find((of) => of.currency === code)?.whole
    const begin = before.currencies.find((of) => of.currency === code)?.whole
    const rolling = rolled.currencies.find((of) => of.currency === code)?.whole
    const months = sales.filter((m) => m.currency === code)
    const balance = {
      receivables: aged ? netOf(aged) : 0n,
      notOverdue: aged?.amounts[0] ?? 0n,
      overdue: aged ? totalOf(aged) - aged.amounts[0]! : 0n,
      begin: begin ? netOf(begin) : 0n,
      sales: months.reduce((all, m) => all + BigInt(m.recent), 0n),
    }
    const behaviour = whole.find((of) => of.currency === code) ?? NOTHING_YET
    return {
      currency: currency(code),
      balance,
      buckets: { before: rolling?.amounts ?? [], now: aged?.amounts ?? [] },
      salesByMonth: new Map(months.map((m) => [m.month, BigInt(m.amount)])),
      behaviour,
      customers: byCustomer.filter((of) => of.currency === code),
    }
  })
}

/** Intercompany customers are few: what is theirs is taken out of a million rows, instead of each row being asked whose it is. */
const trade = (tx: Tx, q: KpiQuestion, of: RawBuilder<unknown>) => sql`${of} i
  WHERE NOT EXISTS (SELECT FROM customer.customer c WHERE c.company_id = ${tx.company} AND c.id = i.customer_id AND c.relation = 'intercompany')
  ${q.currency === null ? sql`` : sql`AND i.currency = ${q.currency}`} ${q.customer === null ? sql`` : sql`AND i.customer_id = ${q.customer}`}`
const knownBy = (q: KpiQuestion) => sql`coalesce(${q.knownAt}::timestamptz, 'infinity')`

type MonthRow = { currency: string; month: string; amount: string; recent: string }
async function loadSales(tx: Tx, q: KpiQuestion): Promise<MonthRow[]> {
  const sales = sql`ledger.sales_by_month(${tx.company}, ${addDays(q.asOf, -q.days)}::date, ${q.asOf}::date, ${knownBy(q)})`
  const { rows } = await sql<MonthRow>`
    SELECT i.currency, to_char(i.month, 'YYYY-MM') AS month, sum(i.amount)::text AS amount, sum(i.recent)::text AS recent
      FROM ${trade(tx, q, sales)} GROUP BY 1, 2`.execute(tx.db)
  return rows
}

type BehaviourRow = Readonly<Record<(typeof SUMS)[number], string | null>> & { currency: string; key: string; name: string; open: boolean }
const SUMS = ["count", "late", "late_days", "latest", "amount", "late_amount", "signed_amount", "days", "days_amount", "median_twice"] as const

/**
 * Paid invoices and overdue ones summed apart, by currency and, when asked, by customer; names are joined to the sums. Most of a million invoices are as late as many
 * others: they are counted by their days first, and the sums made of the counts. The median, twice: the two in the middle, added.
 */
async function loadBehaviour(tx: Tx, q: KpiQuestion, byCustomer: boolean): Promise<({ currency: string; key: string; name: string } & Behaviour)[]> {
  const items =
    q.knownAt === null
      ? sql`ledger.paid_items(${tx.company}, ${q.asOf}::date)`
      : sql`ledger.paid_items_known(${tx.company}, ${q.asOf}::date, ${q.knownAt}::timestamptz)`
  const paid = trade(tx, q, items)
  const open = trade(tx, q, openItems(tx, q.asOf, q.knownAt))
  const { rows } = await sql<BehaviourRow>`
    SELECT s.*, coalesce(n.code, '') AS key, coalesce(n.name, '') AS name FROM (
      SELECT k.currency, k.customer_id, k.open, sum(k.items)::text AS count, coalesce(sum(k.items) FILTER (WHERE k.late > 0), 0)::text AS late,
             sum(k.items * greatest(k.late, 0))::text AS late_days, max(greatest(k.late, 0))::text AS latest,
             sum(k.amount)::text AS amount, sum(k.amount * greatest(k.late, 0))::text AS late_amount, sum(k.amount * k.late)::text AS signed_amount,
             sum(k.items * k.days)::text AS days, sum(k.amount * k.days)::text AS days_amount,
             (min(k.days) FILTER (WHERE k.upto >= (k.of + 1) / 2) + min(k.days) FILTER (WHERE k.upto >= k.of / 2 + 1))::text AS median_twice
        FROM (SELECT g.*, (sum(g.items) OVER (w ORDER BY g.days))::bigint AS upto, (sum(g.items) OVER w)::bigint AS of
                FROM (SELECT p.currency, ${byCustomer ? sql`p.customer_id` : sql`NULL::uuid`} AS customer_id, p.open, p.late, p.days, count(*) AS items, sum(p.amount) AS amount
                        FROM (SELECT i.currency, i.customer_id, false AS open, i.gross AS amount, i.paid_on - i.due_on AS late, i.paid_on - i.issued_on AS days FROM ${paid}
                              UNION ALL
                              SELECT i.currency, i.customer_id, true, i.open, ${q.asOf}::date - i.due_on, NULL
                                FROM ${open} AND i.kind = 'invoice' AND i.side = 'debit' AND i.due_on < ${q.asOf}::date) p
                       GROUP BY 1, 2, 3, 4, 5) g
              WINDOW w AS (PARTITION BY g.currency, g.customer_id, g.open)) k
       GROUP BY 1, 2, 3) s
      LEFT JOIN customer.customer n ON n.company_id = ${tx.company} AND n.id = s.customer_id`.execute(tx.db)
  const groups = new Map<string, { currency: string; key: string; name: string; paid: PaidSums; overdue: OverdueSums }>()
  for (const row of rows) {
    const group = groups.get(`${row.currency} ${row.key}`) ?? { currency: row.currency, key: row.key, name: row.name, ...NOTHING_YET }
    groups.set(`${row.currency} ${row.key}`, row.open ? { ...group, overdue: toSums(row) } : { ...group, paid: toSums(row) })
  }
  return [...groups.values()]
}

function toSums(row: BehaviourRow): PaidSums {
  const whole = (name: (typeof SUMS)[number]) => BigInt(row[name] ?? 0)
  return {
    count: Number(row.count),
    late: Number(row.late),
    lateDays: whole("late_days"),
    latest: Number(row.latest ?? 0),
    amount: whole("amount"),
    lateAmount: whole("late_amount"),
    signedAmount: whole("signed_amount"),
    days: whole("days"),
    daysAmount: whole("days_amount"),
    medianTwice: row.median_twice === null ? null : BigInt(row.median_twice),
  }
}
const NOTHING: PaidSums = {
  count: 0,
  late: 0,
  lateDays: 0n,
  latest: 0,
  amount: 0n,
  lateAmount: 0n,
  signedAmount: 0n,
  days: 0n,
  daysAmount: 0n,
  medianTwice: null,
}
const NOTHING_YET: Behaviour = { paid: NOTHING, overdue: NOTHING }
