/**
 * A snapshot says all that is open on a day. Met with the ledger: rows that are new were posted before; known rows open for less are settled
 * for the difference, nobody says how; known rows open for more come back; items of the source that are not named any more are closed.
 */
import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { idIn, type Posting } from "./bulk.store.ts"
import type { InstalmentKey } from "./ledger.ts"

/** Fills `seen` (known rows beside what stands open here) and `gone` (open here, not named). `grossKnown`: the file has both amount and open amount. */
export async function compareSnapshot(tx: Tx, p: Posting, day: Day, grossKnown: boolean): Promise<void> {
  await sql`
    CREATE TEMP TABLE open_then ON COMMIT DROP AS
    SELECT o.entry_id, o.no, o.customer_id, o.side, o.currency, o.effective_on, o.open, e.number, e.source FROM ledger.open_items(${tx.company}, ${day}::date) o
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = o.entry_id WHERE e.source = ${p.source} AND e.act_id <> ${p.actId}`.execute(
    tx.db,
  )
  await sql`ANALYZE pg_temp.open_then`.execute(tx.db)
  await sql`
    CREATE TEMP TABLE seen ON COMMIT DROP AS
    SELECT m.line, m.number, m.known_id AS entry_id, i.no, i.customer_id, i.currency, i.side, i.effective_on AS item_on, m.due_on AS said_due, i.due_on AS our_due, m.amount - m.settle_amount AS theirs,
           coalesce(o.open, 0) AS ours,
           (i.entry_id IS NULL OR m.side <> i.side OR m.currency <> i.currency OR m.amount - m.settle_amount > i.gross OR (${grossKnown} AND m.amount <> i.gross)) AS conflict
      FROM pg_temp.met m
      LEFT JOIN LATERAL (SELECT x.* FROM ledger.open_item x JOIN ledger.instalment s ON s.company_id = ${tx.company} AND s.entry_id = x.entry_id AND s.no = x.no
                          WHERE x.company_id = ${tx.company} AND x.entry_id = m.known_id
                          ORDER BY (x.due_on = m.due_on OR s.due_on = m.due_on) DESC, (x.open > 0) DESC, x.no LIMIT 1) i ON true
      LEFT JOIN pg_temp.open_then o ON o.entry_id = m.known_id AND o.no = i.no
     WHERE m.known_id IS NOT NULL`.execute(tx.db)
  await sql`
    CREATE TEMP TABLE gone ON COMMIT DROP AS
    SELECT o.*, row_number() OVER (ORDER BY o.entry_id, o.no) AS n FROM pg_temp.open_then o
     WHERE NOT EXISTS (SELECT FROM pg_temp.seen s WHERE s.entry_id = o.entry_id AND s.no = o.no)`.execute(tx.db)
}

export type SnapshotSums = {
  readonly currency: Currency
  readonly openCount: number
  readonly openAmount: Minor
  readonly goneCount: number
  readonly goneAmount: Minor
}
/** What was open of the source before, and what of it is not named any more; net of credits, gross of signs in `…Amount`s of the gone. */
export async function sumSnapshot(tx: Pick<Tx, "db">): Promise<SnapshotSums[]> {
  const { rows } = await sql<{ currency: Currency; openCount: bigint; openAmount: Minor; goneCount: bigint; goneAmount: Minor }>`
    SELECT o.currency, count(*) AS "openCount", sum(o.open)::bigint AS "openAmount", count(g.n) AS "goneCount", coalesce(sum(g.open), 0)::bigint AS "goneAmount"
      FROM pg_temp.open_then o LEFT JOIN pg_temp.gone g ON g.entry_id = o.entry_id AND g.no = o.no GROUP BY 1 ORDER BY 1`.execute(tx.db)
  return rows.map((r) => ({ ...r, openCount: Number(r.openCount), goneCount: Number(r.goneCount) }))
}

/** Customers with something open before, and how many of them the file still names. */
export async function countScope(tx: Tx): Promise<{ readonly before: number; readonly still: number }> {
  const { rows } = await sql<{ before: bigint; still: bigint }>`
    SELECT count(*) AS before, count(*) FILTER (WHERE EXISTS (SELECT FROM pg_temp.met m WHERE m.customer_id = c.customer_id)) AS still
      FROM (SELECT DISTINCT customer_id FROM pg_temp.open_then) c`.execute(tx.db)
  return { before: Number(rows[0]!.before), still: Number(rows[0]!.still) }
}

export type Shown = InstalmentKey & { readonly open: Minor }
/** Known items the file shows open for more than stands open here, or that wait for the ERP. */
export async function listRisen(tx: Tx): Promise<Shown[]> {
  return (
    await sql<Shown>`
      SELECT s.entry_id AS "entryId", s.no, s.theirs AS open FROM pg_temp.seen s
       WHERE NOT s.conflict AND (s.theirs > s.ours OR EXISTS (SELECT FROM ledger.erp_wait w WHERE w.company_id = ${tx.company} AND w.entry_id = s.entry_id AND w.no = s.no AND w.ended_on IS NULL))
       ORDER BY s.entry_id, s.no`.execute(tx.db)
  ).rows
}

/** Items of the source that wait for the ERP and that its file does not name any more: it has closed them. */
export async function listWaitedFor(tx: Tx, source: string): Promise<InstalmentKey[]> {
  return (
    await sql<InstalmentKey>`
      SELECT w.entry_id AS "entryId", w.no FROM ledger.erp_wait w JOIN ledger.entry e ON e.company_id = w.company_id AND e.id = w.entry_id
       WHERE w.company_id = ${tx.company} AND w.ended_on IS NULL AND e.source = ${source} AND NOT EXISTS (SELECT FROM pg_temp.seen s WHERE s.entry_id = w.entry_id AND s.no = w.no)`.execute(
      tx.db,
    )
  ).rows
}

export type Risen = { readonly currency: Currency; readonly amount: Minor }
/** After items were reopened: what stands open of the rows that wait for nobody; by how much that rose, by currency. */
export async function seeAgain(tx: Tx): Promise<Risen[]> {
  return (
    await sql<Risen>`
      WITH again AS (
        UPDATE pg_temp.seen s SET ours = i.open FROM ledger.open_item i, pg_temp.seen was
         WHERE i.company_id = ${tx.company} AND i.entry_id = s.entry_id AND i.no = s.no AND was.entry_id = s.entry_id AND was.no = s.no AND s.theirs > s.ours
        RETURNING s.currency, i.open - was.ours AS risen)
      SELECT currency, sum(risen)::bigint AS amount FROM again GROUP BY 1 ORDER BY 1`.execute(tx.db)
  ).rows
}

/** Numbered from here on: items that no line names, and those whose line settled a part already. */
const BEYOND_LINES = 2 ** 31

/**
 * What the snapshot settles on its day: the part that known rows lost, and the whole of what is gone, as far as no later day settled it already.
 * Fills `settled` for `postSettled`.
 */
export async function gatherSettled(tx: Pick<Tx, "db">, p: Posting, day: Day): Promise<void> {
  await sql`
    CREATE TEMP TABLE settled ON COMMIT DROP AS
    SELECT s.line::bigint AS line, s.number, s.no, s.customer_id, s.currency, s.side, s.entry_id, s.item_on, ${day}::date AS settle_on, 'unknown' AS settle_by,
           least(s.ours - s.theirs, i.open) AS amount, ${idIn(p, "snapshotPart", sql`s.line`)} AS id
      FROM pg_temp.seen s JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = s.entry_id AND i.no = s.no WHERE NOT s.conflict AND s.theirs < s.ours
    UNION ALL
    SELECT ${BEYOND_LINES}::bigint + g.n, g.number, g.no, g.customer_id, g.currency, g.side, g.entry_id, g.effective_on, ${day}::date, 'unknown', least(g.open, i.open), ${idIn(p, "snapshotGone", sql`g.n`)}
      FROM pg_temp.gone g JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = g.entry_id AND i.no = g.no`.execute(tx.db)
}

/** New items of an earlier snapshot: the next one did not name them any more, so they were closed by then. */
export async function gatherBackfilled(tx: Pick<Tx, "db">, p: Posting, next: Day): Promise<void> {
  await sql`
    CREATE TEMP TABLE settled ON COMMIT DROP AS
    SELECT ${BEYOND_LINES}::bigint + m.line AS line, m.number, m.no, i.customer_id, i.currency, i.side, i.entry_id, i.effective_on AS item_on, ${next}::date AS settle_on, 'unknown' AS settle_by, i.open AS amount,
           ${idIn(p, "snapshotPart", sql`m.line`)} AS id
      FROM pg_temp.met m JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = m.id AND i.no = m.no WHERE m.known_id IS NULL AND i.open > 0`.execute(
    tx.db,
  )
}

/** New due days of known rows, as dated facts of the snapshot's day. */
export async function moveDueDays(tx: Tx, p: Posting, day: Day): Promise<void> {
  await sql`
    INSERT INTO ledger.due_change (company_id, entry_id, no, id, due_on, effective_on, act_id, recorded_at)
    SELECT ${tx.company}::int, s.entry_id, s.no, ${idIn(p, "dueChange", sql`s.line`)}, s.said_due, greatest(${day}::date, ${p.closedUntil}::date + 1), ${p.actId}::uuid, ${p.now}::timestamptz
      FROM pg_temp.seen s WHERE NOT s.conflict AND s.theirs > 0 AND s.our_due <> s.said_due AND s.side = 'debit'`.execute(tx.db)
}

export type SnapshotConflict = {
  readonly line: number
  readonly number: string
  readonly currency: Currency
  readonly theirs: Minor
  readonly ours: Minor
}
export async function listSnapshotConflicts(
  tx: Pick<Tx, "db">,
  limit: number,
): Promise<{ readonly count: number; readonly listed: SnapshotConflict[] }> {
  const { rows } = await sql<SnapshotConflict & { total: bigint }>`
    SELECT s.line, s.number, m.currency, s.theirs, s.ours, count(*) OVER () AS total FROM pg_temp.seen s JOIN pg_temp.met m USING (line) WHERE s.conflict ORDER BY s.line LIMIT ${limit}`.execute(
    tx.db,
  )
  return { count: Number(rows[0]?.total ?? 0n), listed: rows }
}

/** Net open of the source on the day, after everything was posted, by currency. */
export async function netOpen(tx: Tx, source: string, day: Day): Promise<{ readonly currency: Currency; readonly net: Minor }[]> {
  return (
    await sql<{ currency: Currency; net: Minor }>`
      SELECT o.currency, sum(CASE o.side WHEN 'debit' THEN o.open ELSE -o.open END)::bigint AS net FROM ledger.open_items(${tx.company}, ${day}::date) o
        JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = o.entry_id WHERE e.source = ${source} GROUP BY 1 ORDER BY 1`.execute(tx.db)
  ).rows
}

export async function dropSnapshot(tx: Pick<Tx, "db">): Promise<void> {
  await sql`DROP TABLE IF EXISTS pg_temp.open_then, pg_temp.seen, pg_temp.gone`.execute(tx.db)
}
