/**
 * What an act replaced lives again when the act is undone: the same entry under its key's next life, due when it was due on every day, and set
 * against what it was set against before, as far as that is still free. It counts as its first act's again, so that undoing that one still
 * takes it back.
 */
import { sql } from "kysely"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { PAIR_COLUMNS, type UndoneBefore } from "./annul.store.ts"
import { idIn, type Posting } from "./bulk.store.ts"

type Reviving = Omit<Posting, "annulled" | "source">

/** Entries the act annulled that have no later life, by the acts that posted them; those of acts undone themselves stay gone. */
const REPLACED = (company: number, undone: Id, { gone }: UndoneBefore) => sql`
  SELECT e.* FROM ledger.annulment a JOIN ledger.entry e ON e.company_id = ${company} AND e.id = a.entry_id
   WHERE a.company_id = ${company} AND a.act_id = ${undone} AND e.kind <> 'annulment' AND NOT e.act_id = ANY (${gone}::uuid[])`

export type Restored = { readonly currency: Currency; readonly entries: number; readonly amount: Minor }
export const foreseeRevival = async (tx: Tx, undone: Id, before: UndoneBefore): Promise<Restored[]> =>
  (
    await sql<{ currency: Currency; entries: bigint; amount: Minor }>`
      SELECT e.currency, count(*) AS entries, sum(e.amount)::bigint AS amount FROM (${REPLACED(tx.company, undone, before)}) e GROUP BY 1 ORDER BY 1`.execute(
      tx.db,
    )
  ).rows.map((row) => ({ ...row, entries: Number(row.entries) }))

/** To be called once the entries of the undone act are annulled: their keys and what was set against them are free then. */
export async function reviveReplaced(tx: Tx, p: Reviving, undone: Id, before: UndoneBefore): Promise<void> {
  const company = tx.company
  const closed = sql`${p.closedUntil}::date`
  await sql`CREATE TEMP TABLE revived ON COMMIT DROP AS
    SELECT e.id AS old_id, ${idIn(p, "revived", sql`row_number() OVER (ORDER BY e.id)`)} AS new_id FROM (${REPLACED(company, undone, before)}) e`.execute(
    tx.db,
  )
  await sql`
    INSERT INTO ledger.entry (company_id, id, kind, side, source, number, life, customer_id, buyer_id, payer_id, currency, amount, effective_on, original_on, value_on, settled_by, means,
                              collection_on, refers_to, content, act_id, recorded_at)
    SELECT ${company}::int, r.new_id, e.kind, e.side, e.source, e.number,
           (SELECT max(x.life) + 1 FROM ledger.entry x WHERE x.company_id = ${company} AND x.source = e.source AND x.kind = e.kind AND x.number = e.number AND x.customer_id = e.customer_id),
           e.customer_id, e.buyer_id, e.payer_id, e.currency, e.amount, greatest(e.effective_on, ${closed} + 1),
           CASE WHEN e.effective_on <= ${closed} THEN coalesce(e.original_on, e.effective_on) ELSE e.original_on END,
           e.value_on, e.settled_by, e.means, e.collection_on, e.refers_to, e.content, e.act_id, ${p.now}::timestamptz
      FROM pg_temp.revived r JOIN ledger.entry e ON e.company_id = ${company} AND e.id = r.old_id`.execute(tx.db)
  await sql`
    INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount)
    SELECT ${company}::int, r.new_id, s.no, s.due_on, s.amount
      FROM pg_temp.revived r JOIN ledger.instalment s ON s.company_id = ${company} AND s.entry_id = r.old_id`.execute(tx.db)
  // Each day's last word; they count as the acts' that said so, like the entry.
  await sql`
    INSERT INTO ledger.due_change (company_id, entry_id, no, id, due_on, effective_on, act_id, recorded_at)
    SELECT ${company}::int, c.new_id, c.no, ${idIn(p, "revivedDueChange", sql`row_number() OVER (ORDER BY c.new_id, c.no, c.on)`)}, c.due_on, c.on, c.act_id, ${p.now}::timestamptz
      FROM (SELECT DISTINCT ON (r.new_id, c.no, v.on) r.new_id, c.no, c.due_on, c.act_id, v.on
              FROM pg_temp.revived r JOIN ledger.due_change c ON c.company_id = ${company} AND c.entry_id = r.old_id AND NOT c.act_id = ANY (${[...before.gone, ...before.undos, undone]}::uuid[])
             CROSS JOIN LATERAL (SELECT greatest(c.effective_on, ${closed} + 1)) v ("on")
             ORDER BY r.new_id, c.no, v.on, c.effective_on DESC, c.recorded_at DESC, c.id DESC) c`.execute(tx.db)
  await sql`
    WITH wish AS (
      SELECT row_number() OVER (ORDER BY o.effective_on, o.id) AS n, coalesce(d.new_id, o.debit_entry) AS debit_entry, o.debit_no,
             coalesce(c.new_id, o.credit_entry) AS credit_entry, o.credit_no, o.currency, o.amount, o.settled_by, o.origin, o.effective_on
        FROM ledger.allocation r JOIN ledger.allocation o ON o.company_id = ${company} AND o.id = r.reverses
        LEFT JOIN pg_temp.revived d ON d.old_id = o.debit_entry
        LEFT JOIN pg_temp.revived c ON c.old_id = o.credit_entry
       WHERE r.company_id = ${company} AND r.act_id = ${undone} AND o.act_id <> r.act_id AND (d.new_id IS NOT NULL OR c.new_id IS NOT NULL)),
    fitting AS (
      SELECT w.*, greatest(w.effective_on, d.effective_on, c.effective_on) AS on,
             least(w.amount, d.open - (sum(w.amount) OVER (PARTITION BY w.debit_entry, w.debit_no ORDER BY w.n) - w.amount),
                   c.open - (sum(w.amount) OVER (PARTITION BY w.credit_entry, w.credit_no ORDER BY w.n) - w.amount))::bigint AS fits
        FROM wish w
        JOIN ledger.open_item d ON d.company_id = ${company} AND d.entry_id = w.debit_entry AND d.no = w.debit_no
        JOIN ledger.open_item c ON c.company_id = ${company} AND c.entry_id = w.credit_entry AND c.no = w.credit_no)
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${company}::int, ${idIn(p, "revivedAllocation", sql`f.n`)}, f.debit_entry, f.debit_no, f.credit_entry, f.credit_no, f.currency, f.fits, f.settled_by, f.origin,
           greatest(f.on, ${closed} + 1), CASE WHEN f.on <= ${closed} THEN f.on END, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM fitting f WHERE f.fits > 0`.execute(tx.db)
  await revivePast(tx, p, undone)
  await sql`DROP TABLE pg_temp.revived`.execute(tx.db)
}

/**
 * What had been set against the replaced entries and taken back before they were replaced (an invoice reopened by a snapshot) weighs on the days it
 * weighed on. Where what stood on the other side has been used on one of those days meanwhile, the past stays without it: today is not touched by it.
 */
async function revivePast(tx: Tx, p: Reviving, undone: Id): Promise<void> {
  const open = sql`${p.closedUntil}::date + 1`
  await sql`SAVEPOINT revive_past`.execute(tx.db)
  try {
    await sql`
      WITH past AS (
        SELECT row_number() OVER (ORDER BY o.id) AS n, coalesce(d.new_id, o.debit_entry) AS debit_entry, o.debit_no, coalesce(c.new_id, o.credit_entry) AS credit_entry, o.credit_no, o.currency,
               o.amount, o.settled_by, o.origin, greatest(o.effective_on, ${open}) AS day, greatest(r.effective_on, ${open}) AS until, o.act_id, r.act_id AS back_by
          FROM ledger.allocation o JOIN ledger.allocation r ON r.company_id = ${tx.company} AND r.reverses = o.id
          LEFT JOIN pg_temp.revived d ON d.old_id = o.debit_entry
          LEFT JOIN pg_temp.revived c ON c.old_id = o.credit_entry
         WHERE o.company_id = ${tx.company} AND (o.debit_entry IN (SELECT old_id FROM pg_temp.revived) OR o.credit_entry IN (SELECT old_id FROM pg_temp.revived))
           AND ${undone} NOT IN (o.act_id, r.act_id))
      INSERT INTO ledger.allocation (${PAIR_COLUMNS})
      SELECT ${tx.company}::int, CASE WHEN back THEN ${idIn(p, "revivedPastReversal", sql`n`)} ELSE ${idIn(p, "revivedPast", sql`n`)} END, debit_entry, debit_no, credit_entry, credit_no, currency,
             amount, CASE WHEN back THEN ${idIn(p, "revivedPast", sql`n`)} END, settled_by, origin, CASE WHEN back THEN until ELSE day END, CASE WHEN back THEN back_by ELSE act_id END, ${p.now}::timestamptz
        FROM past CROSS JOIN (VALUES (false), (true)) v (back) WHERE day <> until`.execute(tx.db)
  } catch (error) {
    if (!["EN005", "EN006"].includes((error as { code?: string }).code ?? "")) throw error
    await sql`ROLLBACK TO SAVEPOINT revive_past`.execute(tx.db)
  }
  await sql`RELEASE SAVEPOINT revive_past`.execute(tx.db)
}
