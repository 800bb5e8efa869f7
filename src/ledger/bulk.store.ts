/**
 * Bulk posting: what a room has put into the temporary table `stage` meets what the ledger already holds under the same keys, and is posted
 * as sets. Everything happens in the caller's one transaction: all of it or nothing.
 */
import { type RawBuilder, sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { firstOf, type Lane, STAGE_COLUMNS } from "./bulk.ts"

export async function createStaging(tx: Pick<Tx, "db">): Promise<void> {
  await sql`
    CREATE TEMP TABLE stage (company_id int, line int, kind text, side text, number text COLLATE "C", customer_code text COLLATE "C", customer_name text, country text, segment text, collector text,
      group_code text, identifiers jsonb, currency text COLLATE "C", amount bigint, issued_on date, due_on date, instalment smallint, settle_on date, settle_by text, settle_amount bigint, means text,
      applies_to text COLLATE "C") ON COMMIT DROP`.execute(tx.db)
  await sql`CREATE TEMP TABLE repeated (line int PRIMARY KEY, head int NOT NULL, no smallint NOT NULL, verdict text NOT NULL) ON COMMIT DROP`.execute(
    tx.db,
  )
}
export const COPY_STAGE = `COPY pg_temp.stage (${STAGE_COLUMNS.join(", ")}) FROM STDIN`

export type Repeat = { readonly line: number; readonly head: number; readonly no: number; readonly verdict: string }
/** What rows of one key are, some thousand at a time. */
export async function stageRepeated(tx: Pick<Tx, "db">, repeats: readonly Repeat[]): Promise<void> {
  const [line, head, no] = [repeats.map((r) => r.line), repeats.map((r) => r.head), repeats.map((r) => r.no)]
  await sql`INSERT INTO pg_temp.repeated (line, head, no, verdict) SELECT * FROM unnest(${line}::int[], ${head}::int[], ${no}::smallint[], ${repeats.map((r) => r.verdict)}::text[])`.execute(
    tx.db,
  )
}

export const analyseStaging = async (tx: Pick<Tx, "db">) => void (await sql`ANALYZE pg_temp.stage`.execute(tx.db))

/** Whether any key may already have lived and been annulled: only then the life of each new entry need be looked up. */
export async function anyAnnulled(tx: Pick<Tx, "db">, company: number): Promise<boolean> {
  return (await sql<{ any: boolean }>`SELECT EXISTS (SELECT FROM ledger.annulment WHERE company_id = ${company}) AS any`.execute(tx.db)).rows[0]!.any
}

export type Posting = {
  readonly company: number
  readonly annulled: boolean
  readonly source: string
  readonly actId: Id
  readonly now: Date
  readonly chance: string
  readonly closedUntil: Day | null
}

/** The id of the n-th row of its lane in this posting. */
export const idIn = (p: Pick<Posting, "now" | "chance">, lane: Lane, n: RawBuilder<unknown>) =>
  sql`ledger.bulk_id(${p.now.getTime()}::bigint, ${firstOf(lane)}::bigint + ${n}, ${p.chance})`

/** Meets every staged row with what the ledger already holds under its key. */
export async function meetLedger(tx: Pick<Tx, "db">, p: Posting): Promise<void> {
  await sql`
    CREATE TEMP TABLE grouped ON COMMIT DROP AS
    SELECT r.head, sum(s.amount)::bigint AS amount, md5(concat_ws('|', min(s.side), min(s.currency), min(s.issued_on), string_agg(s.due_on || ':' || s.amount, ',' ORDER BY r.no)))::uuid AS content
      FROM pg_temp.repeated r JOIN pg_temp.stage s USING (line) WHERE r.verdict = 'instalment' AND s.company_id = ${p.company} GROUP BY r.head`.execute(
    tx.db,
  )
  // Rows said twice or contradicting are told already. Without them, and with counts of the few that share a key, the planner knows how much there is to meet.
  await sql`DELETE FROM pg_temp.stage s USING pg_temp.repeated r WHERE r.line = s.line AND r.verdict <> 'instalment'`.execute(tx.db)
  await sql`ANALYZE pg_temp.repeated, pg_temp.grouped`.execute(tx.db)
  await sql`
    CREATE TEMP TABLE met ON COMMIT DROP AS
    SELECT s.line, coalesce(r.head, s.line) AS head, coalesce(r.no, 1::smallint) AS no, ${idIn(p, "row", sql`coalesce(r.head, s.line)`)} AS id, c.id AS customer_id,
           s.kind, s.side, s.number, s.currency, s.amount, coalesce(g.amount, s.amount) AS whole, s.issued_on, s.due_on, s.settle_on, s.settle_by, s.settle_amount, s.means, s.applies_to,
           coalesce(g.content, md5(s.side || '|' || s.currency || '|' || s.issued_on || '|' || s.due_on || ':' || s.amount)::uuid) AS content, e.id AS known_id, e.content AS known_content
      FROM pg_temp.stage s
      JOIN customer.customer c ON c.company_id = ${p.company} AND c.code = s.customer_code
      LEFT JOIN pg_temp.repeated r ON r.line = s.line
      LEFT JOIN pg_temp.grouped g ON g.head = r.head
      LEFT JOIN ledger.entry e ON e.company_id = ${p.company} AND e.source = ${p.source} AND e.kind = s.kind AND e.number = s.number AND e.customer_id = c.id
                              AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = ${p.company} AND a.entry_id = e.id)
     WHERE s.company_id = ${p.company}`.execute(tx.db)
  await sql`ANALYZE pg_temp.met`.execute(tx.db)
}

/**
 * Known rows whose source told of their payment before, on another day than now, are known with another content. Only where that payment is all
 * that ever happened to the item: else its day may be this posting's own doing.
 */
export async function meetPaidOtherwise(tx: Pick<Tx, "db">, p: Posting): Promise<void> {
  await sql`
    UPDATE pg_temp.met SET known_content = '00000000-0000-0000-0000-000000000000' WHERE known_id IN (
      SELECT m.known_id FROM pg_temp.met m
        JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = m.known_id AND i.no = m.no AND i.open = 0 AND i.first_leg_on = i.last_leg_on
       WHERE m.known_content = m.content AND m.settle_by = 'cash'
         AND EXISTS (SELECT FROM ledger.entry s WHERE ${settlementsOf(p.company, p.source, sql`m`)} AND s.number <> concat(m.number, '/settled/', m.no, '/', m.settle_on)))`.execute(
    tx.db,
  )
}

/** Living payments (of a credit: refunds) \`s\` that the source told of as the settlement of the known row \`m\`. */
export const settlementsOf = (company: number, source: RawBuilder<unknown> | string, m: RawBuilder<unknown>) => sql`
  s.company_id = ${company} AND s.source = ${source} AND s.kind = CASE ${m}.side WHEN 'debit' THEN 'payment' ELSE 'refund' END AND s.customer_id = ${m}.customer_id
  AND s.number >= concat(${m}.number, '/settled/', ${m}.no, '/') AND s.number < concat(${m}.number, '/settled/', ${m}.no, ':') AND s.refers_to = ${m}.known_id
  AND NOT EXISTS (SELECT FROM ledger.annulment x WHERE x.company_id = ${company} AND x.entry_id = s.id)`

/** The life a new entry of this key begins: 1 unless earlier ones were annulled. */
const lifeOf = (p: Posting, kind: RawBuilder<unknown>, number: RawBuilder<unknown>, customer: RawBuilder<unknown>) =>
  p.annulled
    ? sql`coalesce((SELECT max(x.life) + 1 FROM ledger.entry x WHERE x.company_id = ${p.company} AND x.source = ${p.source} AND x.kind = ${kind} AND x.number = ${number} AND x.customer_id = ${customer}), 1)`
    : sql`1`

/** Posts the rows whose key is new: entries, then their instalments (the open items follow by themselves). */
export async function postMet(tx: Pick<Tx, "db">, p: Posting): Promise<void> {
  await showGrowth(tx, p.company)
  await sql`
    INSERT INTO ledger.entry (company_id, id, kind, side, source, number, life, customer_id, currency, amount, effective_on, original_on, settled_by, means, content, act_id, recorded_at)
    SELECT ${p.company}::int, m.id, m.kind, m.side, ${p.source}::text, m.number, ${lifeOf(p, sql`m.kind`, sql`m.number`, sql`m.customer_id`)}, m.customer_id, m.currency, m.whole,
           greatest(m.issued_on, ${p.closedUntil}::date + 1), CASE WHEN m.issued_on <= ${p.closedUntil}::date THEN m.issued_on END,
           CASE WHEN m.side = 'credit' THEN CASE m.kind WHEN 'payment' THEN coalesce(m.settle_by, 'cash') WHEN 'deposit' THEN coalesce(m.settle_by, 'cash') WHEN 'refund' THEN 'cash' WHEN 'writeOff' THEN 'writeOff'
             WHEN 'exchangeDifference' THEN coalesce(m.settle_by, 'exchangeDifference') ELSE 'creditNote' END END,
           m.means, m.content, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM pg_temp.met m
     WHERE m.known_id IS NULL AND m.head = m.line`.execute(tx.db)
  await showGrowth(tx, p.company)
  await sql`
    INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount)
    SELECT ${p.company}::int, m.id, m.no, m.due_on, m.amount FROM pg_temp.met m WHERE m.known_id IS NULL`.execute(tx.db)
}

/** Fills `settled` with what the rows say was settled: of new rows and, unless `newOnly`, of known ones still open here. */
export async function gatherSettlements(tx: Pick<Tx, "db">, p: Posting, newOnly: boolean): Promise<void> {
  const known = newOnly ? sql`false` : sql`m.known_content = m.content`
  await sql`
    CREATE TEMP TABLE settled ON COMMIT DROP AS
    SELECT m.line, m.number, m.no, i.customer_id, i.currency, i.side, i.entry_id, i.effective_on AS item_on, m.settle_on, m.settle_by,
           CASE WHEN m.known_id IS NULL OR m.settle_amount = m.amount THEN least(i.open, m.settle_amount) ELSE greatest(i.open - (m.amount - m.settle_amount), 0) END AS amount,
           ${idIn(p, "settlement", sql`m.line`)} AS id
      FROM pg_temp.met m JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = coalesce(m.known_id, m.id) AND i.no = m.no
     WHERE m.settle_amount > 0 AND i.open > 0 AND (m.known_id IS NULL OR ${known})`.execute(tx.db)
}

/**
 * Posts `settled`: a payment (or, of a credit, a refund) for each, and its allocation. How many, by currency; the table is gone after it.
 * `known`: items from before this posting are among them. They may have been settled on that very day before; where what was settled then and
 * taken back later leaves no room, the settlement falls on the first day that has it.
 */
export async function postSettled(tx: Pick<Tx, "db">, posting: Posting, known: boolean): Promise<ReadonlyMap<string, number>> {
  const p = known ? { ...posting, annulled: true } : posting
  await sql`DELETE FROM pg_temp.settled WHERE amount = 0`.execute(tx.db)
  await sql`ANALYZE pg_temp.settled`.execute(tx.db)
  if (known) await settleWhereItFits(tx, p)
  await showGrowth(tx, p.company)
  await sql`
    INSERT INTO ledger.entry (company_id, id, kind, side, source, number, life, customer_id, currency, amount, effective_on, original_on, settled_by, refers_to, content, act_id, recorded_at)
    SELECT ${p.company}::int, s.id, CASE s.side WHEN 'debit' THEN 'payment' ELSE 'refund' END, CASE s.side WHEN 'debit' THEN 'credit' ELSE 'debit' END, ${p.source}::text,
           concat(s.number, '/settled/', s.no, '/', s.settle_on),
           ${lifeOf(p, sql`CASE s.side WHEN 'debit' THEN 'payment' ELSE 'refund' END`, sql`concat(s.number, '/settled/', s.no, '/', s.settle_on)`, sql`s.customer_id`)}
             + row_number() OVER (PARTITION BY s.side, s.number, s.no, s.settle_on, s.customer_id ORDER BY s.line) - 1, s.customer_id, s.currency, s.amount, greatest(s.settle_on, ${p.closedUntil}::date + 1),
           CASE WHEN s.settle_on <= ${p.closedUntil}::date THEN s.settle_on END, CASE WHEN s.side = 'debit' THEN s.settle_by END, s.entry_id,
           md5(concat_ws('|', s.amount, s.settle_on, s.settle_by))::uuid, ${p.actId}::uuid, ${p.now}::timestamptz FROM pg_temp.settled s`.execute(
    tx.db,
  )
  await sql`INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount)
    SELECT ${p.company}::int, s.id, 1, s.settle_on, s.amount FROM pg_temp.settled s`.execute(tx.db)
  await sql`
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${p.company}::int, ${idIn(p, "settlementAllocation", sql`s.line`)},
           CASE s.side WHEN 'debit' THEN s.entry_id ELSE s.id END, CASE s.side WHEN 'debit' THEN s.no ELSE 1::smallint END,
           CASE s.side WHEN 'debit' THEN s.id ELSE s.entry_id END, CASE s.side WHEN 'debit' THEN 1::smallint ELSE s.no END,
           s.currency, s.amount, CASE s.side WHEN 'debit' THEN s.settle_by ELSE 'creditNote' END, 'import',
           greatest(s.item_on, s.settle_on, ${p.closedUntil}::date + 1), CASE WHEN greatest(s.item_on, s.settle_on) <= ${p.closedUntil}::date THEN greatest(s.item_on, s.settle_on) END,
           ${p.actId}::uuid, ${p.now}::timestamptz FROM pg_temp.settled s`.execute(tx.db)
  const { rows } = await sql<{ currency: string; n: bigint }>`SELECT currency, count(*) AS n FROM pg_temp.settled GROUP BY 1`.execute(tx.db)
  await sql`DROP TABLE pg_temp.settled`.execute(tx.db)
  return new Map(rows.map((r) => [r.currency, Number(r.n)]))
}

/** The least that is open of the item `i` from a day on: what was settled later, even if it was taken back since, leaves no room before. */
const roomFrom = (company: number, day: RawBuilder<unknown>) => sql`(
  SELECT i.gross - max(d.allocated) FROM (
    SELECT sum(sum(l.net)) OVER (ORDER BY l.on) AS allocated FROM (
      SELECT greatest(a.effective_on, ${day}) AS on, CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END AS net FROM ledger.allocation a
       WHERE a.company_id = ${company} AND (i.side = 'debit' AND a.debit_entry = i.entry_id AND a.debit_no = i.no OR i.side = 'credit' AND a.credit_entry = i.entry_id AND a.credit_no = i.no)) l
     GROUP BY l.on) d)`

const settleWhereItFits = (tx: Pick<Tx, "db">, p: Posting) =>
  sql`UPDATE pg_temp.settled s SET settle_on = i.last_leg_on FROM ledger.open_item i
       WHERE i.company_id = ${p.company} AND i.entry_id = s.entry_id AND i.no = s.no AND i.last_leg_on > s.settle_on AND ${roomFrom(p.company, sql`s.settle_on`)} < s.amount`.execute(
    tx.db,
  )

/** Whether any of the new rows says which invoice it settles. */
export async function anyNamed(tx: Pick<Tx, "db">): Promise<boolean> {
  return (await sql<{ any: boolean }>`SELECT EXISTS (SELECT FROM pg_temp.met WHERE applies_to IS NOT NULL) AS any`.execute(tx.db)).rows[0]!.any
}

/**
 * Sets new payments and credit notes that name an invoice against it. Where several meet several instalments, both lie end to end on one
 * line (payments in the file's order, instalments by due day) and each pair takes its overlap; what is over stays unapplied. Where an invoice has
 * no room on a payment's day, it is on the first day that has.
 */
export async function postNamedAllocations(tx: Pick<Tx, "db">, p: Posting): Promise<void> {
  await sql`
    WITH credits AS (
      SELECT m.id, m.line, m.customer_id, m.currency, m.applies_to, i.open, i.effective_on, e.settled_by,
             sum(i.open) OVER (PARTITION BY m.customer_id, m.currency, m.applies_to ORDER BY m.line) - i.open AS lo
        FROM pg_temp.met m JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = m.id AND i.no = m.no JOIN ledger.entry e ON e.company_id = ${p.company} AND e.id = m.id
       WHERE m.known_id IS NULL AND m.side = 'credit' AND m.applies_to IS NOT NULL AND i.open > 0),
    debits AS (
      SELECT i.entry_id, i.no, i.customer_id, i.currency, e.number, i.open, i.effective_on,
             sum(i.open) OVER (PARTITION BY i.customer_id, i.currency, e.number ORDER BY i.due_on, i.entry_id, i.no) - i.open AS lo
        FROM (SELECT DISTINCT customer_id, currency, applies_to FROM credits) a
        JOIN ledger.entry e ON e.company_id = ${p.company} AND e.source = ${p.source} AND e.kind = 'invoice' AND e.number = a.applies_to AND e.customer_id = a.customer_id AND e.currency = a.currency
        JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = e.id AND i.side = 'debit' AND i.open > 0),
    pairs AS (
      SELECT c.id AS credit_id, c.line, c.settled_by, d.entry_id, d.no, c.currency, greatest(c.effective_on, d.effective_on) AS own_day,
             (least(c.lo + c.open, d.lo + d.open) - greatest(c.lo, d.lo))::bigint AS amount, row_number() OVER (ORDER BY c.line, d.no) AS n
        FROM credits c JOIN debits d ON d.customer_id = c.customer_id AND d.currency = c.currency AND d.number = c.applies_to AND d.lo < c.lo + c.open AND c.lo < d.lo + d.open),
    dated AS (
      SELECT q.*, CASE WHEN i.last_leg_on > q.first_on AND ${roomFrom(p.company, sql`q.first_on`)} < q.whole THEN greatest(q.own_day, i.last_leg_on) ELSE q.own_day END AS day
        FROM (SELECT p.*, min(p.own_day) OVER w AS first_on, sum(p.amount) OVER w AS whole FROM pairs p WINDOW w AS (PARTITION BY p.entry_id, p.no)) q
        JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = q.entry_id AND i.no = q.no)
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${p.company}::int, ${idIn(p, "namedAllocation", sql`n`)}, entry_id, no, credit_id, 1, currency, amount, settled_by, 'import',
           greatest(day, ${p.closedUntil}::date + 1), CASE WHEN day <= ${p.closedUntil}::date THEN day END, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM dated`.execute(tx.db)
}

export type NamedNothing = { readonly line: number; readonly number: string; readonly customer: string; readonly names: string }
/** New credits that name an invoice which this customer does not have here: they are posted, and set against nothing. */
export async function listNamedNothing(tx: Pick<Tx, "db">, p: Posting, limit: number): Promise<NamedNothing[]> {
  const { rows } = await sql<NamedNothing>`
    SELECT m.line, m.number, c.code AS customer, m.applies_to AS names FROM pg_temp.met m JOIN customer.customer c ON c.company_id = ${p.company} AND c.id = m.customer_id
     WHERE m.applies_to IS NOT NULL AND m.known_id IS NULL AND m.side = 'credit'
       AND NOT EXISTS (SELECT FROM ledger.entry e WHERE e.company_id = ${p.company} AND e.source = ${p.source} AND e.kind = 'invoice' AND e.number = m.applies_to AND e.customer_id = m.customer_id)
     ORDER BY m.line LIMIT ${limit}`.execute(tx.db)
  return rows
}

export type MetCounts = { readonly accepted: number; readonly skipped: number; readonly conflicts: number }
export async function countMet(tx: Pick<Tx, "db">, before = 0): Promise<MetCounts> {
  const { rows } = await sql<{ accepted: bigint; skipped: bigint; conflicts: bigint }>`
    SELECT count(*) FILTER (WHERE known_id IS NULL) AS accepted, count(*) FILTER (WHERE known_content = content AND line > ${before}) AS skipped, count(*) FILTER (WHERE known_content <> content) AS conflicts
      FROM pg_temp.met`.execute(tx.db)
  const r = rows[0]!
  return { accepted: Number(r.accepted), skipped: Number(r.skipped), conflicts: Number(r.conflicts) }
}

export type Total = {
  readonly currency: Currency
  readonly invoices: number
  readonly creditNotes: number
  readonly payments: number
  readonly amount: Minor
}

/** What an act added to what customers owe, by currency: debits − credits of all it posted, deposits apart. */
export async function netOfAct(tx: Tx, actId: Id): Promise<ReadonlyMap<string, Minor>> {
  const { rows } = await sql<{ currency: Currency; net: Minor }>`
    SELECT currency, sum(CASE side WHEN 'debit' THEN amount ELSE -amount END)::bigint AS net
      FROM ledger.entry WHERE company_id = ${tx.company} AND act_id = ${actId} AND kind <> 'deposit' GROUP BY 1`.execute(tx.db)
  return new Map(rows.map((r) => [r.currency, r.net]))
}

/** What was posted, per currency; `amount` is the sum of invoices, negative ones taken off. */
export async function totalMet(tx: Pick<Tx, "db">): Promise<Total[]> {
  const { rows } = await sql<{ currency: Currency; invoices: bigint; creditNotes: bigint; payments: bigint; amount: Minor }>`
    SELECT currency, count(*) FILTER (WHERE kind = 'invoice' AND head = line) AS invoices, count(*) FILTER (WHERE kind = 'creditNote' AND head = line) AS "creditNotes",
           count(*) FILTER (WHERE kind IN ('payment', 'deposit')) AS payments,
           coalesce(sum(CASE side WHEN 'debit' THEN amount ELSE -amount END) FILTER (WHERE kind = 'invoice'), 0)::bigint AS amount
      FROM pg_temp.met WHERE known_id IS NULL GROUP BY currency ORDER BY currency`.execute(tx.db)
  return rows.map((r) => ({
    currency: r.currency,
    invoices: Number(r.invoices),
    creditNotes: Number(r.creditNotes),
    payments: Number(r.payments),
    amount: r.amount,
  }))
}

export type Conflict = {
  readonly line: number
  readonly number: string
  readonly customer: string
  readonly currency: Currency
  readonly ourCurrency: Currency
  readonly ours: Minor
  readonly ourIssued: Day
  readonly ourDue: Day
  readonly theirs: Minor
  readonly issued: Day
  readonly due: Day
  /** Where only the day of payment differs. */
  readonly ourPaid: Day | null
  readonly paid: Day | null
}

/** Known keys with another content, in the file's order: what stands in the ledger and what the file says, as amount, issue day and first due day. */
export async function listConflicts(tx: Pick<Tx, "db">, company: number, limit: number): Promise<Conflict[]> {
  const { rows } = await sql<Conflict>`
    SELECT m.line, m.number, c.code AS customer, m.currency, e.currency AS "ourCurrency", e.amount AS ours, coalesce(e.original_on, e.effective_on) AS "ourIssued",
           (SELECT min(s.due_on) FROM ledger.instalment s WHERE s.company_id = ${company} AND s.entry_id = e.id) AS "ourDue",
           coalesce(g.amount, m.amount) AS theirs, m.issued_on AS issued, m.due_on AS due, m.settle_on AS paid, k.paid AS "ourPaid"
      FROM pg_temp.met m JOIN ledger.entry e ON e.company_id = ${company} AND e.id = m.known_id JOIN customer.customer c ON c.company_id = ${company} AND c.id = m.customer_id
      LEFT JOIN pg_temp.grouped g ON g.head = m.line
      LEFT JOIN LATERAL (SELECT min(coalesce(s.original_on, s.effective_on)) AS paid FROM ledger.entry s WHERE m.settle_by = 'cash' AND ${settlementsOf(company, sql`e.source`, sql`m`)}) k ON true
     WHERE m.known_content <> m.content ORDER BY m.line LIMIT ${limit}`.execute(tx.db)
  return rows
}

/** Rows up to a line came before: what is here of them takes part in what follows, nothing of them is posted or replaced. */
export async function setAside(tx: Pick<Tx, "db">, before: number): Promise<void> {
  await sql`CREATE TEMP TABLE aside ON COMMIT DROP AS SELECT * FROM pg_temp.met WHERE line <= ${sql.lit(before)} AND known_content IS DISTINCT FROM content`.execute(
    tx.db,
  )
  await sql`DELETE FROM pg_temp.met WHERE line <= ${before} AND known_content IS DISTINCT FROM content`.execute(tx.db)
}
/** Those that are here with another content count as such in a tie-out. */
export const putBack = async (tx: Pick<Tx, "db">): Promise<void> =>
  void (await sql`INSERT INTO pg_temp.met SELECT * FROM pg_temp.aside WHERE known_id IS NOT NULL`.execute(tx.db))

export async function dropMet(tx: Pick<Tx, "db">): Promise<void> {
  await sql`DROP TABLE IF EXISTS pg_temp.met, pg_temp.grouped`.execute(tx.db)
}

/**
 * For the rest of a large posting whole tables meet whole tables. Statistics from before it know other companies, or few rows of this one: where
 * the planner expects one row it would walk all of the others for each.
 */
export async function meetWhole(tx: Pick<Tx, "db">, whole: boolean): Promise<void> {
  await sql`SELECT set_config('enable_nestloop', ${whole ? "off" : "on"}, true)`.execute(tx.db)
}

export async function refreshStatistics(tx: Pick<Tx, "db">): Promise<void> {
  await sql`SELECT ledger.refresh_statistics()`.execute(tx.db)
}

/**
 * Foreign keys are looked up row by row, and to a planner who takes a table for empty one index is as good as another: with that of the codes all
 * customers of the company are read for each row, minutes with ten thousand. A table is taken for empty when its first rows were rolled back (a dry
 * run, a refused file) and counted since. So it is counted again, with what this transaction wrote, where less than a tenth of that is known.
 */
async function showGrowth(tx: Pick<Tx, "db">, company: number): Promise<void> {
  await sql`
    WITH grown AS (
      SELECT 'customer.customer'::regclass AS relation, (SELECT count(*) FROM (SELECT FROM customer.customer WHERE company_id = ${company} LIMIT ${ENOUGH}) c) AS rows
      UNION ALL SELECT 'ledger.entry'::regclass, (SELECT count(*) FROM (SELECT FROM ledger.entry WHERE company_id = ${company} LIMIT ${ENOUGH}) e))
    SELECT ledger.refresh_statistics() WHERE EXISTS (SELECT FROM grown g JOIN pg_class c ON c.oid = g.relation WHERE g.rows >= ${NOTICED} AND c.reltuples < g.rows / 10)`.execute(
    tx.db,
  )
}
/** Rows of one company below which no index costs anything, and above which nothing is taken for empty. */
const NOTICED = 300
const ENOUGH = 10_000
