import { type RawBuilder, sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency } from "../kernel/money.ts"
import { fold } from "../kernel/text.ts"
import type { Tx } from "../shell/db.ts"
import type { Holder, Letters, Part, Portfolio, Selected, Selection, Target } from "./portfolio.ts"

/** Who has each customer in a part on a day; without a span, the collector whom the books named. */
const holders = (tx: Tx, part: Part, on: Day): RawBuilder<unknown> =>
  part === "collector"
    ? sql`SELECT c.id AS customer_id, k.holder, CASE WHEN k.customer_id IS NULL THEN c.collector ELSE k.name END AS name
            FROM customer.customer c LEFT JOIN portfolio.collectors(${tx.company}, ${on}::date) k ON k.customer_id = c.id WHERE c.company_id = ${tx.company}`
    : sql`SELECT s.customer_id, s.holder, s.name FROM portfolio.span s
           WHERE s.company_id = ${tx.company} AND s.part = ${part} AND s.from_on <= ${on}::date AND (s.until_on IS NULL OR s.until_on > ${on}::date)`

/** The customers of a selection, held until the transaction ends: two who give the same customer away do it one after the other. */
export async function holdSelected(tx: Tx, s: Selection, letters: Letters | null, part: Part, on: Day, most: number): Promise<Selected[]> {
  const filters = [
    s.customers === null ? sql`` : sql`AND c.code = ANY (${s.customers}::text[])`,
    s.segment === null ? sql`` : sql`AND c.segment = ${s.segment}`,
    s.country === null ? sql`` : sql`AND c.country = ${s.country}`,
    letters === null ? sql`` : sql`AND left(regexp_replace(h.folded, '[^0-9a-z]', '', 'g'), 1) COLLATE "C" BETWEEN ${letters.from} AND ${letters.to}`,
    s.of === null
      ? sql``
      : s.of === ""
        ? sql`AND NOT EXISTS (SELECT FROM had WHERE had.customer_id = c.id AND had.name IS NOT NULL)`
        : sql`AND c.id IN (SELECT had.customer_id FROM had WHERE had.name = ${s.of})`,
  ]
  const { rows } = await sql<Selected>`
    WITH had AS MATERIALIZED (${holders(tx, part, on)})
    SELECT c.id, c.code, c.name,
           coalesce((SELECT json_agg(json_build_object('id', had.holder, 'name', had.name) ORDER BY had.name) FROM had WHERE had.customer_id = c.id AND had.name IS NOT NULL), '[]') AS has,
           EXISTS (SELECT FROM portfolio.span s WHERE s.company_id = ${tx.company} AND s.customer_id = c.id AND s.part = ${part} AND s.until_on IS DISTINCT FROM s.from_on
                      AND (s.from_on > ${on}::date OR s.until_on > ${on}::date)) AS planned
      FROM customer.customer c
     CROSS JOIN LATERAL (SELECT right(c.search_text, -length(c.code) - 1) AS folded) h
     WHERE c.company_id = ${tx.company} ${sql.join(filters, sql` `)} ORDER BY c.code LIMIT ${most}
       FOR NO KEY UPDATE OF c`.execute(tx.db)
  return rows
}

export const unknownAmong = async (tx: Tx, codes: readonly string[]): Promise<string[]> =>
  (
    await sql<{ code: string }>`SELECT n.code FROM unnest(${codes}::text[]) n (code)
      WHERE NOT EXISTS (SELECT FROM customer.customer c WHERE c.company_id = ${tx.company} AND c.code = n.code) ORDER BY 1`.execute(tx.db)
  ).rows.map(({ code }) => code)

/** What the books said of collectors becomes the first span, so that it stays known once somebody else has the customer. */
export async function keepBooks(tx: Tx, ids: readonly Id[], on: Day, actId: Id): Promise<void> {
  await sql`INSERT INTO portfolio.span (company_id, id, customer_id, part, holder, name, from_on, until_on, made_at, act_id, ended_act_id)
    SELECT ${tx.company}, gen_random_uuid(), c.id, 'collector', NULL, left(c.collector, 100), least(c.created_at::date, ${on}::date - 1), ${on}::date, ${tx.now()}, ${actId}, ${actId}
      FROM customer.customer c
     WHERE c.company_id = ${tx.company} AND c.id = ANY (${ids}::uuid[]) AND c.collector <> ''
       AND NOT EXISTS (SELECT FROM portfolio.span s WHERE s.company_id = ${tx.company} AND s.customer_id = c.id AND s.part = 'collector')`.execute(
    tx.db,
  )
}

/** Ends what is in force or planned from a day on: of one holder, or of whoever it is. */
export async function cutSpans(tx: Tx, ids: readonly Id[], part: Part, of: Holder | null, on: Day, actId: Id): Promise<void> {
  const whose = of === null ? sql`` : of.id === null ? sql`AND holder IS NULL AND name = ${of.name}` : sql`AND holder = ${of.id}`
  await sql`UPDATE portfolio.span SET until_on = greatest(from_on, ${on}::date), ended_act_id = ${actId}
    WHERE company_id = ${tx.company} AND customer_id = ANY (${ids}::uuid[]) AND part = ${part} AND (until_on IS NULL OR until_on > ${on}::date) ${whose}`.execute(
    tx.db,
  )
}

export async function insertSpans(tx: Tx, ids: readonly Id[], part: Part, to: Holder, on: Day, actId: Id): Promise<void> {
  await sql`INSERT INTO portfolio.span (company_id, id, customer_id, part, holder, name, from_on, made_at, act_id)
    SELECT ${tx.company}, gen_random_uuid(), c.id, ${part}, ${to.id}, ${to.name}, ${on}::date, ${tx.now()}, ${actId} FROM unnest(${ids}::uuid[]) c (id)`.execute(
    tx.db,
  )
}

export type Span = { readonly part: Part; readonly holder: Id | null; readonly name: string; readonly fromOn: Day; readonly untilOn: Day | null }
/** Everybody a customer was, is or will be entrusted to, the latest first. */
export async function loadSpans(tx: Tx, customer: Id): Promise<Span[]> {
  const { rows } = await sql<Span>`
    SELECT part, holder, name, from_on AS "fromOn", until_on AS "untilOn" FROM portfolio.span
     WHERE company_id = ${tx.company} AND customer_id = ${customer} AND until_on IS DISTINCT FROM from_on ORDER BY part, from_on DESC, name`.execute(
    tx.db,
  )
  return rows
}
/** Whom the books name as a customer's collector. */
export const bookCollector = async (tx: Tx, customer: Id): Promise<string | null> =>
  (
    await sql<{ collector: string | null }>`SELECT collector FROM customer.customer WHERE company_id = ${tx.company} AND id = ${customer}`.execute(
      tx.db,
    )
  ).rows[0]?.collector ?? null

type Row = Omit<Portfolio, "balance"> & { balance: { currency: Currency; open: string; overdue: string }[] }
/** Every portfolio of a day with what its customers owe, and of collectors also what nobody has (name null). Intercompany customers are left out. */
export async function loadPortfolios(tx: Tx, on: Day): Promise<Portfolio[]> {
  const { rows } = await sql<Row>`
    WITH held AS MATERIALIZED (
      SELECT 'collector' AS part, h.* FROM (${holders(tx, "collector", on)}) h
      UNION ALL SELECT 'sales', h.* FROM (${holders(tx, "sales", on)}) h
      UNION ALL SELECT 'outside', h.* FROM (${holders(tx, "outside", on)}) h),
    owed AS MATERIALIZED (
      SELECT i.customer_id, i.currency, sum(CASE WHEN i.side = 'debit' THEN i.open ELSE -i.open END) AS open,
             sum(i.open) FILTER (WHERE i.side = 'debit' AND i.due_on < ${on}::date) AS overdue
        FROM ledger.open_items_whole(${tx.company}, ${on}::date) i WHERE i.kind <> 'deposit' GROUP BY 1, 2)
    SELECT p.part, p.holder, p.name, p.customers,
           coalesce((SELECT json_agg(json_build_object('currency', b.currency, 'open', b.open::text, 'overdue', b.overdue::text) ORDER BY b.currency)
              FROM (SELECT o.currency, sum(o.open) AS open, coalesce(sum(o.overdue), 0) AS overdue FROM held h JOIN owed o USING (customer_id)
                     JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = h.customer_id AND c.relation = 'trade'
                     WHERE h.part = p.part AND h.holder IS NOT DISTINCT FROM p.holder AND h.name IS NOT DISTINCT FROM p.name GROUP BY 1) b), '[]') AS balance
      FROM (SELECT h.part, h.holder, h.name, count(*)::int AS customers FROM held h
              JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = h.customer_id AND c.relation = 'trade' GROUP BY 1, 2, 3) p
     ORDER BY p.part, p.name NULLS LAST`.execute(tx.db)
  return rows.map((row) => ({
    ...row,
    balance: row.balance.map((b) => ({ currency: b.currency, open: BigInt(b.open), overdue: BigInt(b.overdue) })),
  }))
}

/** Somebody with an account has another name now: what they have, whom they stand in for and what they aim at goes on under it. */
export async function renameHolder(tx: Tx, holder: string, before: string, after: string): Promise<void> {
  await sql`UPDATE portfolio.span SET name = ${after} WHERE company_id = ${tx.company} AND holder = ${holder}`.execute(tx.db)
  await sql`UPDATE portfolio.hand_over SET giver_name = CASE WHEN giver = ${holder} THEN ${after} ELSE giver_name END, taker_name = CASE WHEN taker = ${holder} THEN ${after} ELSE taker_name END
    WHERE company_id = ${tx.company} AND ${holder}::uuid IN (giver, taker)`.execute(tx.db)
  await sql`UPDATE portfolio.target t SET collector = ${after} WHERE company_id = ${tx.company} AND collector = ${before}
    AND NOT EXISTS (SELECT FROM portfolio.target o WHERE o.company_id = ${tx.company} AND o.collector = ${after} AND o.month = t.month AND o.currency = t.currency)`.execute(
    tx.db,
  )
}
/** The customers a collector has on a day, by code; null: those whom nobody has. */
export async function loadHeld(tx: Tx, collector: string | null, on: Day): Promise<{ readonly id: Id; readonly code: string }[]> {
  const named = collector === null ? sql`coalesce(h.name, '') = ''` : sql`h.name = ${collector}`
  const { rows } = await sql<{ id: Id; code: string }>`
    SELECT c.id, c.code FROM (${holders(tx, "collector", on)}) h JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = h.customer_id
     WHERE ${named} ORDER BY c.code`.execute(tx.db)
  return rows
}
/** Everybody who has customers as their collector on a day. */
export async function loadCollectors(tx: Tx, on: Day): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT DISTINCT h.name FROM (${holders(tx, "collector", on)}) h WHERE h.name <> '' ORDER BY 1`.execute(
    tx.db,
  )
  return rows.map(({ name }) => name)
}

/** Names the books or the portfolios know as collectors. */
export async function knownNames(tx: Tx, said: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT c.collector AS name FROM customer.customer c WHERE c.company_id = ${tx.company} AND c.collector <> ''
    UNION SELECT DISTINCT s.name FROM portfolio.span s WHERE s.company_id = ${tx.company} AND s.part = 'collector' AND s.holder IS NULL`.execute(
    tx.db,
  )
  return rows.map(({ name }) => name).filter((name) => fold(name) === fold(said))
}

/** What customers can be chosen by. */
export async function loadChoices(tx: Tx): Promise<{ readonly segments: readonly string[]; readonly countries: readonly string[] }> {
  const { rows } = await sql<{ segments: string[] | null; countries: string[] | null }>`
    SELECT array_agg(DISTINCT segment ORDER BY segment) FILTER (WHERE segment <> '') AS segments, array_agg(DISTINCT country ORDER BY country) FILTER (WHERE country <> '') AS countries
      FROM customer.customer WHERE company_id = ${tx.company}`.execute(tx.db)
  return { segments: rows[0]?.segments ?? [], countries: rows[0]?.countries ?? [] }
}

export async function keepTarget(tx: Tx, { month, collector, currency, amount }: Target): Promise<void> {
  await sql`INSERT INTO portfolio.target (company_id, month, collector, currency, amount, changed_at)
    VALUES (${tx.company}, ${month}, ${collector}, ${currency}, ${amount}, ${tx.now()})
    ON CONFLICT (company_id, month, collector, currency) DO UPDATE SET amount = excluded.amount, changed_at = excluded.changed_at`.execute(tx.db)
}
