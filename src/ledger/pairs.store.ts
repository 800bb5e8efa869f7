/**
 * Settlements that a file tells pair by pair: which staged row settled which (a lettering), by the rows' lines. After `postStaged`, before
 * `endPosting`, in the same transaction.
 */
import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Tx } from "../shell/db.ts"
import { idIn, type Posting } from "./bulk.store.ts"

const PAIR_COLUMNS = ["debit", "credit", "amount", "settle_on", "settle_by"] as const
export const createPairs = async (tx: Pick<Tx, "db">): Promise<void> =>
  void (await sql`CREATE TEMP TABLE pairs (debit int, credit int, amount bigint, settle_on date, settle_by text) ON COMMIT DROP`.execute(tx.db))
export const COPY_PAIRS = `COPY pg_temp.pairs (${PAIR_COLUMNS.join(", ")}) FROM STDIN`

/** Fills `open_before`: what was open of a source at the end of a day. */
export async function gatherOpenBefore(tx: Tx, source: string, day: Day): Promise<void> {
  await sql`
    CREATE TEMP TABLE open_before ON COMMIT DROP AS
    SELECT c.code AS customer_code, o.entry_id, o.no, o.kind, o.side, o.open, o.currency, o.effective_on, e.number, e.settled_by
      FROM ledger.open_items(${tx.company}, ${day}::date) o JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = o.entry_id
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = o.customer_id WHERE e.source = ${source}`.execute(tx.db)
}

export const COPY_KNOWN = "COPY pg_temp.known (line, entry_id, no) FROM STDIN"
export const createKnown = async (tx: Pick<Tx, "db">): Promise<void> =>
  void (await sql`CREATE TEMP TABLE known (line int, entry_id uuid, no smallint) ON COMMIT DROP`.execute(tx.db))
/** Rows that stand for known items take part in pairs without being posted. */
export const meetKnown = async (tx: Pick<Tx, "db">): Promise<void> =>
  void (await sql`INSERT INTO pg_temp.met (line, head, no, id, known_id) SELECT line, line, no, entry_id, entry_id FROM pg_temp.known`.execute(tx.db))

/**
 * Sets the pairs against each other, of new rows and of known ones that say the same as here. A pair whose items have less open than all their
 * pairs ask for was settled before, here or by an earlier file: it is left out. How many were posted.
 */
export async function postPairs(tx: Pick<Tx, "db">, p: Omit<Posting, "annulled">): Promise<number> {
  await sql`ANALYZE pg_temp.pairs`.execute(tx.db)
  const { numAffectedRows } = await sql`
    WITH wanted AS (
      SELECT row_number() OVER (ORDER BY x.debit, x.credit) AS n, coalesce(d.known_id, d.id) AS debit_id, d.no AS debit_no, coalesce(c.known_id, c.id) AS credit_id, c.no AS credit_no,
             x.amount, x.settle_on, x.settle_by
        FROM pg_temp.pairs x JOIN pg_temp.met d ON d.line = x.debit JOIN pg_temp.met c ON c.line = x.credit
       WHERE coalesce(d.known_content = d.content, true) AND coalesce(c.known_content = c.content, true)),
    asked AS (
      SELECT id, no, sum(amount) AS amount FROM (SELECT debit_id AS id, debit_no AS no, amount FROM wanted UNION ALL SELECT credit_id, credit_no, amount FROM wanted) a GROUP BY 1, 2),
    fits AS (
      SELECT i.entry_id, i.no, i.currency, i.effective_on FROM asked a JOIN ledger.open_item i ON i.company_id = ${p.company} AND i.entry_id = a.id AND i.no = a.no WHERE i.open >= a.amount)
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${p.company}::int, ${idIn(p, "pair", sql`w.n`)}, w.debit_id, w.debit_no, w.credit_id, w.credit_no, d.currency, w.amount, w.settle_by, 'import',
           greatest(w.settle_on, d.effective_on, c.effective_on, ${p.closedUntil}::date + 1),
           CASE WHEN greatest(w.settle_on, d.effective_on, c.effective_on) <= ${p.closedUntil}::date THEN greatest(w.settle_on, d.effective_on, c.effective_on) END,
           ${p.actId}::uuid, ${p.now}::timestamptz
      FROM wanted w JOIN fits d ON d.entry_id = w.debit_id AND d.no = w.debit_no JOIN fits c ON c.entry_id = w.credit_id AND c.no = w.credit_no`.execute(
    tx.db,
  )
  return Number(numAffectedRows ?? 0n)
}
