/** Turnover a month: staged rows become words of a source, the last one on a key counts. */
import { type RawBuilder, sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import type { Tx } from "../../shell/db.ts"
import { idIn, type Posting } from "../bulk.store.ts"
import type { TurnoverRow } from "./turnover.ts"

export type SaidTwice = { readonly line: number; readonly first: number; readonly month: string; readonly same: boolean }
/** Takes rows of a customer's month that stands in the file before out of the staging. */
export async function dropSaidTwice(tx: Pick<Tx, "db">, company: number): Promise<SaidTwice[]> {
  const { rows } = await sql<SaidTwice>`
    WITH placed AS (
      SELECT s.ctid AS place, s.line, s.number AS month, row_number() OVER w AS nth, first_value(s.line) OVER w AS first,
             first_value(s.amount) OVER w = s.amount AND first_value(s.side) OVER w = s.side AS same
        FROM pg_temp.stage s WHERE s.company_id = ${company} WINDOW w AS (PARTITION BY s.customer_code, s.number ORDER BY s.line, s.ctid)),
    gone AS (DELETE FROM pg_temp.stage s USING placed p WHERE p.nth > 1 AND s.ctid = p.place)
    SELECT line, first, month, same FROM placed WHERE nth > 1 ORDER BY line`.execute(tx.db)
  return rows
}

/** Fills `said`: each staged month beside what its source said of it before. */
export async function meetTurnover(tx: Pick<Tx, "db">, p: Pick<Posting, "company" | "source">): Promise<void> {
  await sql`
    CREATE TEMP TABLE said ON COMMIT DROP AS
    SELECT row_number() OVER (ORDER BY s.line, s.number) AS n, s.line, c.id AS customer_id, s.customer_code, s.number, s.currency, s.issued_on AS month,
           CASE s.side WHEN 'debit' THEN s.amount ELSE -s.amount END AS amount, k.amount AS known
      FROM pg_temp.stage s JOIN customer.customer c ON c.company_id = ${p.company} AND c.code = s.customer_code
      LEFT JOIN ledger.turnover_known(${p.company}, 'infinity') k ON k.source = ${p.source} AND k.customer_id = c.id AND k.currency = s.currency AND k.month = s.issued_on
     WHERE s.company_id = ${p.company}`.execute(tx.db)
}

export type TurnoverCounts = { readonly accepted: number; readonly skipped: number; readonly conflicts: number }
export async function countSaid(tx: Pick<Tx, "db">): Promise<TurnoverCounts> {
  const { rows } = await sql<{ accepted: bigint; skipped: bigint; conflicts: bigint }>`
    SELECT count(*) FILTER (WHERE known IS NULL) AS accepted, count(*) FILTER (WHERE known = amount) AS skipped, count(*) FILTER (WHERE known <> amount) AS conflicts FROM pg_temp.said`.execute(
    tx.db,
  )
  const { accepted, skipped, conflicts } = rows[0]!
  return { accepted: Number(accepted), skipped: Number(skipped), conflicts: Number(conflicts) }
}

export type TurnoverConflict = {
  readonly line: number
  readonly number: string
  readonly customer: string
  readonly currency: Currency
  readonly ours: Minor
  readonly theirs: Minor
}
export const listSaidOtherwise = async (tx: Pick<Tx, "db">, most: number): Promise<TurnoverConflict[]> =>
  (
    await sql<TurnoverConflict>`SELECT line, number, customer_code AS customer, currency, known AS ours, amount AS theirs FROM pg_temp.said WHERE known <> amount ORDER BY n LIMIT ${most}`.execute(
      tx.db,
    )
  ).rows

export type TurnoverTotal = { readonly currency: Currency; readonly amount: Minor }
/** Posts what is new, and what is said otherwise where that replaces. What it adds up to, by currency. */
export async function insertSaid(tx: Pick<Tx, "db">, p: Omit<Posting, "annulled" | "closedUntil">, replace: boolean): Promise<TurnoverTotal[]> {
  const wanted: RawBuilder<unknown> = replace ? sql`s.known IS DISTINCT FROM s.amount` : sql`s.known IS NULL`
  const { rows } = await sql<TurnoverTotal>`
    WITH posted AS (
      INSERT INTO ledger.turnover (company_id, id, customer_id, currency, month, source, amount, act_id, recorded_at)
      SELECT ${p.company}::int, ${idIn(p, "row", sql`s.n`)}, s.customer_id, s.currency, s.month, ${p.source}::text, s.amount, ${p.actId}::uuid, ${p.now}::timestamptz
        FROM pg_temp.said s WHERE ${wanted} RETURNING currency, amount)
    SELECT currency, sum(amount)::bigint AS amount FROM posted GROUP BY 1 ORDER BY 1`.execute(tx.db)
  await sql`DROP TABLE pg_temp.said`.execute(tx.db)
  return rows
}

export type TurnoverOfAct = { readonly currency: Currency; readonly months: number; readonly amount: Minor }
export const loadOfAct = async (tx: Tx, actId: Id): Promise<TurnoverOfAct[]> =>
  (
    await sql<{ currency: Currency; months: bigint; amount: Minor }>`
      SELECT currency, count(*) AS months, sum(amount)::bigint AS amount FROM ledger.turnover WHERE company_id = ${tx.company} AND act_id = ${actId} GROUP BY 1 ORDER BY 1`.execute(
      tx.db,
    )
  ).rows.map((row) => ({ ...row, months: Number(row.months) }))

export async function insertUndone(tx: Tx, saidBy: Id, actId: Id): Promise<void> {
  await sql`INSERT INTO ledger.turnover_undone (company_id, said_by, act_id, recorded_at)
    SELECT ${tx.company}, ${saidBy}, ${actId}, ${tx.now()} WHERE EXISTS (SELECT FROM ledger.turnover WHERE company_id = ${tx.company} AND act_id = ${saidBy})`.execute(
    tx.db,
  )
}

export type TurnoverQuestion = {
  readonly from: Day
  readonly to: Day
  readonly customer: Id | null
  readonly currency: Currency | null
  /** A page: so many rows at most, after a customer's code, currency, month and source. */
  readonly limit: number | null
  readonly after: readonly [customer: string, currency: string, month: string, source: string] | null
}
/** Months of customers, what their source says beside what was invoiced here, in the order of customers and months. */
export async function loadTurnover(tx: Tx, q: TurnoverQuestion): Promise<TurnoverRow[]> {
  const { rows } = await sql<TurnoverRow>`
    SELECT c.code AS customer, c.name, to_char(t.month, 'YYYY-MM') AS month, t.currency, t.source, t.amount AS said,
           coalesce((SELECT sum(CASE WHEN e.side = 'debit' THEN e.amount ELSE -e.amount END) FROM ledger.entry e
              WHERE e.company_id = ${tx.company} AND e.customer_id = t.customer_id AND e.currency = t.currency AND e.source = t.source AND e.kind IN ('invoice', 'creditNote')
                AND e.effective_on >= t.month AND e.effective_on < t.month + interval '1 month'
                AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = ${tx.company} AND a.entry_id = e.id)), 0)::bigint AS invoiced
      FROM ledger.turnover_known(${tx.company}, 'infinity') t
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = t.customer_id
     WHERE t.month BETWEEN ${q.from}::date AND ${q.to}::date
       ${q.customer === null ? sql`` : sql`AND t.customer_id = ${q.customer}`} ${q.currency === null ? sql`` : sql`AND t.currency = ${q.currency}`}
       ${q.after === null ? sql`` : sql`AND (c.code, t.currency, to_char(t.month, 'YYYY-MM'), t.source) > (${q.after[0]}, ${q.after[1]}, ${q.after[2]}, ${q.after[3]})`}
     ORDER BY c.code, t.currency, to_char(t.month, 'YYYY-MM'), t.source LIMIT ${q.limit}`.execute(tx.db)
  return rows
}
