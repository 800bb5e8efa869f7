import { sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Currency } from "../../kernel/money.ts"
import type { Tx } from "../../shell/db.ts"
import type { TeamRow } from "./team.ts"

type Row = Omit<TeamRow, "money"> & { money: { currency: Currency; overdue: string; received: string; target: string | null }[] }

/** Everybody who has customers, calls, takes promises or has a target, by name; what nobody has last. */
export async function loadTeam(tx: Tx, { from, until }: { readonly from: Day; readonly until: Day }): Promise<TeamRow[]> {
  const c = tx.company
  const { rows } = await sql<Row>`
    WITH held AS MATERIALIZED (
      SELECT c.id, CASE WHEN k.customer_id IS NULL THEN nullif(c.collector, '') ELSE k.name END AS name
        FROM customer.customer c LEFT JOIN portfolio.collectors(${c}, ${until}::date) k ON k.customer_id = c.id WHERE c.company_id = ${c} AND c.relation = 'trade'),
    owed AS (
      SELECT h.name, i.currency, sum(i.open) AS amount FROM ledger.open_items_whole(${c}, ${until}::date) i JOIN held h ON h.id = i.customer_id
       WHERE i.side = 'debit' AND i.kind <> 'deposit' AND i.due_on < ${until}::date GROUP BY 1, 2),
    came AS (
      SELECT h.name, m.currency, sum(m.amount) AS amount FROM ledger.money_arrived(${c}, ${from}::date, ${until}::date) m
        JOIN held h ON h.id = m.customer_id GROUP BY 1, 2),
    money AS (
      SELECT x.name, x.currency, sum(x.overdue)::bigint AS overdue, sum(x.received)::bigint AS received, sum(x.target)::bigint AS target FROM (
        SELECT name, currency, amount AS overdue, 0 AS received, NULL::bigint AS target FROM owed
        UNION ALL SELECT name, currency, 0, amount, NULL FROM came
        UNION ALL SELECT t.collector, t.currency, 0, 0, t.amount FROM portfolio.target t WHERE t.company_id = ${c} AND t.month = ${from}::date) x GROUP BY 1, 2),
    called AS (
      SELECT a.actor AS name, count(*)::int AS calls, (count(*) FILTER (WHERE k.outcome NOT IN ('notReached', 'wrongContact')))::int AS reached
        FROM contact.call k JOIN activity.act a ON a.company_id = ${c} AND a.id = k.act_id
       WHERE k.company_id = ${c} AND k.at >= ${from}::date::timestamp AT TIME ZONE 'UTC' AND k.at < (${until}::date + 1)::timestamp AT TIME ZONE 'UTC' GROUP BY 1),
    promised AS (
      SELECT p.taken_by AS name, (count(*) FILTER (WHERE p.said_on BETWEEN ${from}::date AND ${until}::date))::int AS made,
             (count(*) FILTER (WHERE o.outcome = 'kept'))::int AS kept, (count(*) FILTER (WHERE o.outcome = 'partlyKept'))::int AS partly,
             (count(*) FILTER (WHERE o.outcome = 'broken'))::int AS broken
        FROM promise.promise p
        LEFT JOIN LATERAL (SELECT t.outcome FROM promise.outcome t WHERE t.company_id = ${c} AND t.promise_id = p.id AND t.reached_on BETWEEN ${from}::date AND ${until}::date
                            ORDER BY t.reached_on DESC, t.recorded_at DESC LIMIT 1) o ON true
       WHERE p.company_id = ${c} AND (p.said_on BETWEEN ${from}::date AND ${until}::date OR o.outcome IS NOT NULL) GROUP BY 1),
    load AS (SELECT h.name, count(*)::int AS customers FROM held h GROUP BY 1),
    everybody AS (SELECT name FROM load UNION SELECT name FROM money UNION SELECT name FROM called UNION SELECT name FROM promised)
    SELECT e.name, coalesce(l.customers, 0) AS customers, coalesce(k.calls, 0) AS calls, coalesce(k.reached, 0) AS reached,
           json_build_object('made', coalesce(p.made, 0), 'kept', coalesce(p.kept, 0), 'partlyKept', coalesce(p.partly, 0), 'broken', coalesce(p.broken, 0)) AS promises,
           coalesce((SELECT json_agg(json_build_object('currency', m.currency, 'overdue', m.overdue::text, 'received', m.received::text, 'target', m.target::text) ORDER BY m.currency)
              FROM money m WHERE m.name IS NOT DISTINCT FROM e.name), '[]') AS money
      FROM everybody e LEFT JOIN load l ON l.name IS NOT DISTINCT FROM e.name LEFT JOIN called k ON k.name = e.name LEFT JOIN promised p ON p.name = e.name
     ORDER BY e.name NULLS LAST`.execute(tx.db)
  return rows.map((row) => ({
    ...row,
    money: row.money.map(({ currency, overdue, received, target }) => ({
      currency,
      overdue: BigInt(overdue),
      received: BigInt(received),
      target: target === null ? null : BigInt(target),
    })),
  }))
}
