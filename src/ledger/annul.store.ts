/**
 * Taking entries back whole, by facts only: what stands allocated on them is reversed on its own day, what was allocated and reversed later is
 * made up for on the days in between, a counter-entry of kind 'annulment' on the entry's own day closes them, and a row says that the key may
 * live again. In a closed period all of it falls on the first open day.
 */
import { type RawBuilder, sql } from "kysely"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { idIn, type Posting, settlementsOf } from "./bulk.store.ts"

/** Acts undone before, whose word counts no longer, and the acts that undid them, which only repeat what the others say. */
export type UndoneBefore = { readonly gone: readonly Id[]; readonly undos: readonly Id[] }

/**
 * Fills the temporary table `doomed` with the living entries of an act; its annulments count where what they annul is itself still alive. With
 * them goes what later acts booked for no other end than to close them (a payment nobody saw, its annulment, a write-off), unless it closes
 * something else now.
 */
export async function doomEntriesOf(tx: Tx, actId: Id): Promise<void> {
  await sql`CREATE TEMP TABLE doomed ON COMMIT DROP AS
    WITH own AS (
      SELECT e.id FROM ledger.entry e
       WHERE e.company_id = ${tx.company} AND e.act_id = ${actId}
         AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = ${tx.company} AND a.entry_id IN (e.id, CASE e.kind WHEN 'annulment' THEN e.refers_to END))),
    met AS (
      SELECT o.id, o.source, c.credit_entry AS other FROM ledger.entry o JOIN ledger.allocation c ON c.company_id = ${tx.company} AND c.debit_entry = o.id
       WHERE o.company_id = ${tx.company} AND o.act_id = ${actId} AND c.act_id <> ${actId}
      UNION
      SELECT o.id, o.source, d.debit_entry FROM ledger.entry o JOIN ledger.allocation d ON d.company_id = ${tx.company} AND d.credit_entry = o.id
       WHERE o.company_id = ${tx.company} AND o.act_id = ${actId} AND d.act_id <> ${actId}),
    counter AS (
      SELECT n.id FROM met o JOIN ledger.entry n ON n.company_id = ${tx.company} AND n.id = o.other AND n.refers_to = o.id AND n.act_id <> ${actId}
         AND (n.source = o.source AND n.kind IN ('payment', 'refund', 'annulment') OR n.source = 'here' AND n.kind IN ('writeOff', 'exchangeDifference'))
       WHERE NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = ${tx.company} AND a.entry_id = n.id)
         AND NOT EXISTS (SELECT FROM ledger.allocation l WHERE l.company_id = ${tx.company} AND l.reverses IS NULL
                            AND (l.debit_entry = n.id AND l.credit_entry NOT IN (SELECT id FROM own) OR l.credit_entry = n.id AND l.debit_entry NOT IN (SELECT id FROM own))
                            AND NOT EXISTS (SELECT FROM ledger.allocation r WHERE r.company_id = ${tx.company} AND r.reverses = l.id)))
    SELECT d.id, row_number() OVER (ORDER BY d.id) AS n FROM (SELECT id FROM own UNION SELECT id FROM counter) d`.execute(tx.db)
  await sql`ANALYZE pg_temp.doomed`.execute(tx.db)
}

/** Live allocations that touch a doomed entry on either side. */
const LIVE = (company: number) => sql`
  SELECT a.* FROM ledger.allocation a
   WHERE a.company_id = ${company} AND a.reverses IS NULL
     AND a.id IN (SELECT d.id FROM ledger.allocation d JOIN pg_temp.doomed x ON x.id = d.debit_entry WHERE d.company_id = ${company}
                  UNION SELECT c.id FROM ledger.allocation c JOIN pg_temp.doomed x ON x.id = c.credit_entry WHERE c.company_id = ${company})
     AND NOT EXISTS (SELECT FROM ledger.allocation r WHERE r.company_id = ${company} AND r.reverses = a.id)`

export type Consequence = {
  readonly currency: Currency
  readonly entries: number
  readonly amount: Minor
  readonly matchedSince: number
  readonly matchedAmount: Minor
}

/** What taking the doomed entries back undoes, by currency; `matchedSince`: allocations made by other acts than their own. */
export async function foreseeAnnulment(tx: Tx, actId: Id): Promise<Consequence[]> {
  const { rows } = await sql<{ currency: Currency; entries: bigint; amount: Minor; matchedSince: bigint; matchedAmount: Minor }>`
    SELECT e.currency, count(*) AS entries, sum(e.amount)::bigint AS amount, coalesce(max(l.n), 0) AS "matchedSince", coalesce(max(l.amount), 0)::bigint AS "matchedAmount"
      FROM pg_temp.doomed d JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = d.id
      LEFT JOIN (SELECT live.currency, count(*) AS n, sum(live.amount)::bigint AS amount FROM (${LIVE(tx.company)}) live WHERE live.act_id <> ${actId} GROUP BY 1) l ON l.currency = e.currency
     GROUP BY e.currency ORDER BY e.currency`.execute(tx.db)
  return rows.map((r) => ({ ...r, entries: Number(r.entries), matchedSince: Number(r.matchedSince) }))
}

/** How a pair of one act makes up for days between an allocation and its reversal: allocated on the later day, that reversed on the earlier one. */
export const PAIR_COLUMNS = sql`company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, reverses, settled_by, origin, effective_on, act_id, recorded_at`

/** Whatever the allocations of doomed entries, all reversed by now, still weigh on days in between adds up to nothing on every open day. */
async function flattenPast(tx: Tx, p: Omit<Posting, "annulled" | "source">): Promise<void> {
  const company = tx.company
  const open = sql`${p.closedUntil}::date + 1`
  await sql`
    WITH legs AS (
      SELECT a.debit_entry, a.debit_no, a.credit_entry, a.credit_no, a.currency, greatest(a.effective_on, ${open}) AS day, min(a.settled_by) AS settled_by, min(a.origin) AS origin,
             sum(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END) AS net
        FROM ledger.allocation a
       WHERE a.company_id = ${company}
         AND a.id IN (SELECT d.id FROM ledger.allocation d JOIN pg_temp.doomed x ON x.id = d.debit_entry WHERE d.company_id = ${company}
                      UNION SELECT c.id FROM ledger.allocation c JOIN pg_temp.doomed x ON x.id = c.credit_entry WHERE c.company_id = ${company})
       GROUP BY 1, 2, 3, 4, 5, 6),
    ranged AS (
      SELECT *, abs(net) AS size, sum(abs(net)) OVER (PARTITION BY debit_entry, debit_no, credit_entry, credit_no, net > 0 ORDER BY day) AS hi FROM legs WHERE net <> 0),
    pair AS (
      SELECT u.*, d.day AS until, (least(u.hi, d.hi) - greatest(u.hi - u.size, d.hi - d.size))::bigint AS amount,
             row_number() OVER (ORDER BY u.debit_entry, u.debit_no, u.credit_entry, u.credit_no, u.day, d.day) AS n
        FROM ranged u JOIN ranged d USING (debit_entry, debit_no, credit_entry, credit_no)
       WHERE u.net > 0 AND d.net < 0 AND greatest(u.hi - u.size, d.hi - d.size) < least(u.hi, d.hi))
    INSERT INTO ledger.allocation (${PAIR_COLUMNS})
    SELECT ${company}::int, CASE WHEN back THEN ${idIn(p, "voiding", sql`n`)} ELSE ${idIn(p, "voided", sql`n`)} END, debit_entry, debit_no, credit_entry, credit_no, currency, amount,
           CASE WHEN back THEN ${idIn(p, "voided", sql`n`)} END, settled_by, origin, CASE WHEN back THEN day ELSE until END, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM pair CROSS JOIN (VALUES (false), (true)) v (back)`.execute(tx.db)
}

export async function annulDoomed(tx: Tx, p: Omit<Posting, "annulled" | "source">): Promise<void> {
  const company = tx.company
  await sql`
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, reverses, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${company}::int, ${idIn(p, "reversal", sql`row_number() OVER (ORDER BY a.id)`)}, a.debit_entry, a.debit_no, a.credit_entry, a.credit_no, a.currency, a.amount, a.id, a.settled_by, a.origin,
           greatest(a.effective_on, ${p.closedUntil}::date + 1), CASE WHEN a.effective_on <= ${p.closedUntil}::date THEN a.effective_on END, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM (${LIVE(company)}) a`.execute(tx.db)
  await flattenPast(tx, p)
  await sql`
    INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, original_on, settled_by, refers_to, content, act_id, recorded_at)
    SELECT ${company}::int, ${idIn(p, "annulment", sql`d.n`)}, 'annulment', CASE e.side WHEN 'debit' THEN 'credit' ELSE 'debit' END, e.source,
           concat_ws('/', e.number, 'annulled', e.kind, e.life), e.customer_id, e.currency, e.amount, greatest(e.effective_on, ${p.closedUntil}::date + 1),
           CASE WHEN e.effective_on <= ${p.closedUntil}::date THEN e.effective_on END, CASE WHEN e.side = 'debit' THEN 'annulment' END, e.id, e.content, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM pg_temp.doomed d JOIN ledger.entry e ON e.company_id = ${company} AND e.id = d.id`.execute(tx.db)
  await sql`
    INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount)
    SELECT ${company}::int, ${idIn(p, "annulment", sql`d.n`)}, s.no, s.due_on, s.amount
      FROM pg_temp.doomed d JOIN ledger.instalment s ON s.company_id = ${company} AND s.entry_id = d.id`.execute(tx.db)
  await sql`
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${company}::int, ${idIn(p, "annulmentAllocation", sql`row_number() OVER (ORDER BY d.n, s.no)`)},
           CASE e.side WHEN 'debit' THEN e.id ELSE c.id END, s.no, CASE e.side WHEN 'debit' THEN c.id ELSE e.id END, s.no, e.currency, s.amount, 'annulment', 'import',
           c.effective_on, c.original_on, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM pg_temp.doomed d JOIN ledger.entry e ON e.company_id = ${company} AND e.id = d.id
      JOIN ledger.entry c ON c.company_id = ${company} AND c.id = ${idIn(p, "annulment", sql`d.n`)}
      JOIN ledger.instalment s ON s.company_id = ${company} AND s.entry_id = e.id AND s.amount > 0`.execute(tx.db)
  await sql`INSERT INTO ledger.annulment (company_id, entry_id, act_id, recorded_at) SELECT ${company}::int, d.id, ${p.actId}::uuid, ${p.now}::timestamptz FROM pg_temp.doomed d`.execute(
    tx.db,
  )
}

/**
 * Reversals by the undone act, and of its own allocations by later ones, are made up for on every day. What the former had reversed is allocated
 * again from its own day on and counts as its first act's, unless that one is gone as well.
 */
async function correctReversals(tx: Tx, p: Omit<Posting, "annulled" | "source">, undone: Id, { gone }: UndoneBefore): Promise<void> {
  const open = sql`${p.closedUntil}::date + 1`
  await sql`
    WITH wrong AS (
      SELECT a.*, greatest(a.effective_on, ${open}) AS day, greatest(r.effective_on, ${open}) AS until, r.act_id = ${undone} AS again, row_number() OVER (ORDER BY r.id) AS n
        FROM ledger.allocation r JOIN ledger.allocation a ON a.company_id = ${tx.company} AND a.id = r.reverses
       WHERE r.company_id = ${tx.company} AND (r.act_id = ${undone} AND NOT a.act_id = ANY (${gone}::uuid[]) OR a.act_id = ${undone} AND NOT r.act_id = ANY (${gone}::uuid[])) AND r.act_id <> a.act_id AND r.act_id <> ${p.actId}
         AND NOT EXISTS (SELECT FROM ledger.annulment x WHERE x.company_id = ${tx.company} AND x.entry_id IN (a.debit_entry, a.credit_entry))),
    said AS (
      SELECT w.*, part FROM wrong w CROSS JOIN (VALUES ('again'), ('allocated'), ('reversed')) v (part) WHERE part = 'again' AND w.again OR part <> 'again' AND w.day < w.until)
    INSERT INTO ledger.allocation (${PAIR_COLUMNS})
    SELECT ${tx.company}::int,
           CASE part WHEN 'again' THEN ${idIn(p, "restored", sql`n`)} WHEN 'allocated' THEN ${idIn(p, "corrected", sql`n`)} ELSE ${idIn(p, "correcting", sql`n`)} END,
           debit_entry, debit_no, credit_entry, credit_no, currency, amount, CASE part WHEN 'reversed' THEN ${idIn(p, "corrected", sql`n`)} END, settled_by, origin,
           CASE part WHEN 'allocated' THEN until ELSE day END, CASE part WHEN 'again' THEN act_id ELSE ${p.actId}::uuid END, ${p.now}::timestamptz
      FROM said`.execute(tx.db)
}

/** On each day on which the due day of an item the undone act had moved was said, it is again what the acts still standing say of it. */
async function correctDueDays(tx: Tx, p: Omit<Posting, "annulled" | "source">, undone: Id, { gone, undos }: UndoneBefore): Promise<void> {
  const open = sql`${p.closedUntil}::date + 1`
  const lastSaid = (standing: RawBuilder<unknown>) => sql`
    coalesce((SELECT d.due_on FROM ledger.due_change d WHERE d.company_id = ${tx.company} AND d.entry_id = m.entry_id AND d.no = m.no AND d.effective_on <= m.day AND ${standing}
               ORDER BY d.effective_on DESC, d.recorded_at DESC, d.id DESC LIMIT 1), m.due_on)`
  await sql`
    WITH moved AS (
      SELECT DISTINCT s.entry_id, s.no, s.due_on, greatest(c.effective_on, ${open}) AS day
        FROM ledger.due_change o JOIN ledger.due_change c ON c.company_id = ${tx.company} AND c.entry_id = o.entry_id AND c.no = o.no
        JOIN ledger.instalment s ON s.company_id = ${tx.company} AND s.entry_id = o.entry_id AND s.no = o.no
       WHERE o.company_id = ${tx.company} AND o.act_id = ${undone} AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = ${tx.company} AND a.entry_id = o.entry_id)),
    said AS (SELECT m.*, ${lastSaid(sql`true`)} AS told, ${lastSaid(sql`NOT d.act_id = ANY (${[...gone, ...undos, undone]}::uuid[])`)} AS rightly FROM moved m)
    INSERT INTO ledger.due_change (company_id, entry_id, no, id, due_on, effective_on, act_id, recorded_at)
    SELECT ${tx.company}::int, entry_id, no, ${idIn(p, "dueChange", sql`row_number() OVER (ORDER BY entry_id, no, day)`)}, rightly, day, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM said WHERE told <> rightly`.execute(tx.db)
}

/** What the undone act had matched, reversed or moved on entries that live on is as it was before: open or allocated again, due on its former day, waiting no more. */
export async function restoreMoved(tx: Tx, p: Omit<Posting, "annulled" | "source">, undone: Id, before: UndoneBefore): Promise<void> {
  await sql`
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, reverses, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${tx.company}::int, ${idIn(p, "undoneAllocation", sql`row_number() OVER (ORDER BY a.id)`)}, a.debit_entry, a.debit_no, a.credit_entry, a.credit_no, a.currency,
           a.amount, a.id, a.settled_by, a.origin, greatest(a.effective_on, ${p.closedUntil}::date + 1), CASE WHEN a.effective_on <= ${p.closedUntil}::date THEN a.effective_on END, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM ledger.allocation a
     WHERE a.company_id = ${tx.company} AND a.act_id = ${undone} AND a.reverses IS NULL AND a.settled_by <> 'annulment'
       AND NOT EXISTS (SELECT FROM ledger.allocation r WHERE r.company_id = ${tx.company} AND r.reverses = a.id)`.execute(tx.db)
  await correctReversals(tx, p, undone, before)
  await correctDueDays(tx, p, undone, before)
  await sql`UPDATE ledger.erp_wait SET ended_on = ${p.now}::date, ended_because = 'expired' WHERE company_id = ${tx.company} AND act_id = ${undone} AND ended_on IS NULL`.execute(
    tx.db,
  )
}

/** Dooms the known entries the staged rows contradict, with the payments their source told of where the rows tell of one themselves, remembers what was allocated on them, and makes their rows new ones. Returns how many rows. */
export async function doomConflicts(tx: Tx, source: string): Promise<number> {
  await sql`CREATE TEMP TABLE doomed ON COMMIT DROP AS
    SELECT c.id, row_number() OVER (ORDER BY c.id) AS n FROM (SELECT DISTINCT known_id AS id FROM pg_temp.met WHERE known_content <> content
      UNION SELECT s.id FROM pg_temp.met m JOIN ledger.entry s ON ${settlementsOf(tx.company, source, sql`m`)} WHERE m.known_content <> m.content AND m.settle_by = 'cash') c`.execute(
    tx.db,
  )
  await sql`CREATE TEMP TABLE freed ON COMMIT DROP AS SELECT a.*, row_number() OVER (ORDER BY a.effective_on, a.id) AS n FROM (${LIVE(tx.company)}) a`.execute(
    tx.db,
  )
  await sql`CREATE TEMP TABLE replaced ON COMMIT DROP AS SELECT line, head, id AS new_id, known_id AS old_id FROM pg_temp.met WHERE known_content <> content`.execute(
    tx.db,
  )
  const rows = await sql`UPDATE pg_temp.met SET known_id = NULL, known_content = NULL WHERE known_content <> content`.execute(tx.db)
  return Number(rows.numAffectedRows ?? 0n)
}

/** Sets what was allocated on the replaced entries against the new ones again, as far as they reach; what is over stays unapplied. */
export async function reallocateFreed(tx: Tx, p: Omit<Posting, "annulled" | "source">): Promise<void> {
  await sql`
    WITH wish AS (
      SELECT f.n, f.amount, f.settled_by, f.origin, f.effective_on, i.entry_id, i.no, i.side, i.open, i.effective_on AS item_on,
             CASE i.side WHEN 'debit' THEN f.credit_entry ELSE f.debit_entry END AS other, CASE i.side WHEN 'debit' THEN f.credit_no ELSE f.debit_no END AS other_no, f.currency,
             sum(f.amount) OVER (PARTITION BY i.entry_id, i.no ORDER BY f.n) - f.amount AS lo
        FROM pg_temp.freed f
        JOIN (SELECT DISTINCT new_id, old_id FROM pg_temp.replaced) r ON r.old_id IN (f.debit_entry, f.credit_entry)
        JOIN ledger.open_item i ON i.company_id = ${tx.company} AND i.entry_id = r.new_id AND i.no = CASE r.old_id WHEN f.debit_entry THEN f.debit_no ELSE f.credit_no END
         AND i.currency = f.currency AND i.side = CASE r.old_id WHEN f.debit_entry THEN 'debit' ELSE 'credit' END
       WHERE NOT EXISTS (SELECT FROM pg_temp.doomed d WHERE d.id = CASE r.old_id WHEN f.debit_entry THEN f.credit_entry ELSE f.debit_entry END))
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${tx.company}::int, ${idIn(p, "reallocation", sql`n`)}, CASE side WHEN 'debit' THEN entry_id ELSE other END, CASE side WHEN 'debit' THEN no ELSE other_no END,
           CASE side WHEN 'debit' THEN other ELSE entry_id END, CASE side WHEN 'debit' THEN other_no ELSE no END, currency, least(amount, open - lo)::bigint, settled_by, origin,
           greatest(effective_on, item_on, ${p.closedUntil}::date + 1), CASE WHEN greatest(effective_on, item_on) <= ${p.closedUntil}::date THEN greatest(effective_on, item_on) END, ${p.actId}::uuid, ${p.now}::timestamptz
      FROM wish WHERE open > lo`.execute(tx.db)
  await sql`DROP TABLE pg_temp.doomed, pg_temp.freed, pg_temp.replaced`.execute(tx.db)
}
