/**
 * What must hold of the ledger. State is rebuilt from the facts by set SQL and compared: it is the owner's trigger functions that are
 * under proof, so nothing of them is used here.
 */
import { sql } from "kysely"
import { type Check, type Finding, reading } from "../activity/verify.act.ts"
import { currency, toDecimal } from "../kernel/money.ts"
import type { Database } from "../shell/db.ts"
import { allocations, control, items, limits, payments } from "./verify.text.ts"

export const LEDGER_CHECKS: readonly Check[] = [
  { name: "ledger.state", of: "company", run: compareOpenItems },
  { name: "ledger.payments", of: "company", run: comparePayments },
  { name: "ledger.limits", of: "company", run: checkLimits },
  { name: "ledger.control", of: "company", run: tieControlAccount },
  { name: "ledger.currency", of: "company", run: checkAllocations },
]

const SHOWN = 5
/** Each leg of each allocation: what it takes from its item, negative where a reversal gives it back. */
const legsOf = (company: number) => sql`
  SELECT debit_entry AS entry_id, debit_no AS no, CASE WHEN reverses IS NULL THEN amount ELSE -amount END AS net, effective_on, reverses
    FROM ledger.allocation WHERE company_id = ${company}
  UNION ALL
  SELECT credit_entry, credit_no, CASE WHEN reverses IS NULL THEN amount ELSE -amount END, effective_on, reverses
    FROM ledger.allocation WHERE company_id = ${company}`

type Differing = { number: string | null; entry_id: string; no: number; fields: string[]; differing: bigint }

function compareOpenItems(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<Differing>`
      WITH rebuilt AS (
        SELECT e.id AS entry_id, s.no, e.customer_id, e.kind, e.side, e.currency, e.effective_on, coalesce(d.due_on, s.due_on) AS due_on, d.effective_on AS due_moved_on,
               s.amount AS gross, s.amount - coalesce(l.net, 0) AS open, l.first_on AS first_leg_on, l.last_on AS last_leg_on,
               CASE WHEN s.amount = coalesce(l.net, 0) THEN greatest(e.effective_on, l.last_on) END AS closed_on
          FROM ledger.entry e
          JOIN ledger.instalment s ON s.company_id = ${company} AND s.entry_id = e.id
          LEFT JOIN (SELECT entry_id, no, sum(net) AS net, min(effective_on) AS first_on, max(effective_on) AS last_on FROM (${legsOf(company)}) leg GROUP BY 1, 2) l
                 ON l.entry_id = e.id AND l.no = s.no
          LEFT JOIN (SELECT DISTINCT ON (entry_id, no) entry_id, no, due_on, effective_on FROM ledger.due_change WHERE company_id = ${company}
                      ORDER BY entry_id, no, effective_on DESC, recorded_at DESC, id DESC) d ON d.entry_id = e.id AND d.no = s.no
         WHERE e.company_id = ${company}),
      kept AS (SELECT * FROM ledger.open_item WHERE company_id = ${company})
      SELECT e.number, coalesce(r.entry_id, k.entry_id) AS entry_id, coalesce(r.no, k.no) AS no, count(*) OVER () AS differing,
             CASE WHEN r.no IS NULL THEN ARRAY['facts'] WHEN k.no IS NULL THEN ARRAY['state'] ELSE array_remove(ARRAY[
               CASE WHEN r.open <> k.open THEN 'open' END, CASE WHEN r.gross <> k.gross THEN 'gross' END, CASE WHEN r.due_on <> k.due_on THEN 'due_on' END,
               CASE WHEN r.due_moved_on IS DISTINCT FROM k.due_moved_on THEN 'due_moved_on' END, CASE WHEN r.closed_on IS DISTINCT FROM k.closed_on THEN 'closed_on' END,
               CASE WHEN (r.first_leg_on, r.last_leg_on) IS DISTINCT FROM (k.first_leg_on, k.last_leg_on) THEN 'legs' END,
               CASE WHEN (r.customer_id, r.kind, r.side, r.currency, r.effective_on) IS DISTINCT FROM (k.customer_id, k.kind, k.side, k.currency, k.effective_on) THEN 'entry' END],
               NULL) END AS fields
        FROM rebuilt r FULL JOIN kept k ON k.entry_id = r.entry_id AND k.no = r.no
        LEFT JOIN ledger.entry e ON e.company_id = ${company} AND e.id = coalesce(r.entry_id, k.entry_id)
       WHERE (r.no, r.customer_id, r.kind, r.side, r.currency, r.effective_on, r.due_on, r.due_moved_on, r.gross, r.open, r.first_leg_on, r.last_leg_on, r.closed_on)
             IS DISTINCT FROM
             (k.no, k.customer_id, k.kind, k.side, k.currency, k.effective_on, k.due_on, k.due_moved_on, k.gross, k.open, k.first_leg_on, k.last_leg_on, k.closed_on)
       ORDER BY e.number, 2, 3 LIMIT ${SHOWN}`.execute(tx.db)
    return stateFinding(rows, items)
  })
}

function comparePayments(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<Differing>`
      WITH rebuilt AS (
        SELECT e.id AS entry_id, e.effective_on AS subject_from, coalesce(v.collected_on, e.collection_on) AS final_on, v.returned_on, v.reason, v.discounted_on
          FROM ledger.entry e
          LEFT JOIN (SELECT entry_id, min(effective_on) FILTER (WHERE event = 'collected') AS collected_on, min(effective_on) FILTER (WHERE event = 'returned') AS returned_on,
                            min(reason) AS reason, min(effective_on) FILTER (WHERE event = 'discounted') AS discounted_on
                       FROM ledger.payment_event WHERE company_id = ${company} GROUP BY 1) v ON v.entry_id = e.id
         WHERE e.company_id = ${company} AND (v.entry_id IS NOT NULL OR (e.kind IN ('payment', 'deposit') AND e.means <> 'transfer'))),
      kept AS (SELECT * FROM ledger.payment_state WHERE company_id = ${company})
      SELECT e.number, coalesce(r.entry_id, k.entry_id) AS entry_id, 1 AS no, count(*) OVER () AS differing,
             CASE WHEN r.entry_id IS NULL THEN ARRAY['facts'] WHEN k.entry_id IS NULL THEN ARRAY['state'] ELSE array_remove(ARRAY[
               CASE WHEN r.subject_from <> k.subject_from THEN 'subject_from' END, CASE WHEN r.final_on IS DISTINCT FROM k.final_on THEN 'final_on' END,
               CASE WHEN (r.returned_on, r.reason) IS DISTINCT FROM (k.returned_on, k.return_reason) THEN 'returned' END,
               CASE WHEN r.discounted_on IS DISTINCT FROM k.discounted_on THEN 'discounted_on' END], NULL) END AS fields
        FROM rebuilt r FULL JOIN kept k ON k.entry_id = r.entry_id
        LEFT JOIN ledger.entry e ON e.company_id = ${company} AND e.id = coalesce(r.entry_id, k.entry_id)
       WHERE (r.entry_id, r.subject_from, r.final_on, r.returned_on, r.reason, r.discounted_on)
             IS DISTINCT FROM (k.entry_id, k.subject_from, k.final_on, k.returned_on, k.return_reason, k.discounted_on)
       ORDER BY e.number, 2 LIMIT ${SHOWN}`.execute(tx.db)
    return stateFinding(rows, payments)
  })
}

function stateFinding(rows: readonly Differing[], text: typeof items | typeof payments): Finding {
  const count = rows[0]?.differing ?? 0n
  if (count === 0n) return { ok: true, code: "STATE_EQUALS_FACTS", figures: {}, detail: text.sound }
  const named = rows.map((r) => ({ number: r.number ?? r.entry_id, instalment: r.no, fields: r.fields }))
  const list = named.map((n) => `${n.number}/${n.instalment} (${n.fields.join(", ")})`).join("; ")
  return { ok: false, code: "STATE_DIFFERS", figures: { count, items: named }, detail: text.differ(count, list) }
}

type Beyond = { fault: keyof typeof limits.faults; number: string | null; entry_id: string; no: number; faults: bigint }

/** A total suffices where nothing was reversed, since takings only add up; with reversals every day is walked. */
function checkLimits(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<Beyond>`
      WITH leg AS (${legsOf(company)}),
      reversed AS (SELECT DISTINCT entry_id, no FROM leg WHERE reverses IS NOT NULL),
      allocated AS (
        SELECT entry_id, no, sum(net) AS least, sum(net) AS most FROM leg GROUP BY 1, 2
        UNION ALL
        SELECT entry_id, no, min(so_far), max(so_far) FROM (
          SELECT entry_id, no, sum(sum(net)) OVER (PARTITION BY entry_id, no ORDER BY effective_on) AS so_far
            FROM leg JOIN reversed USING (entry_id, no) GROUP BY entry_id, no, effective_on) daily GROUP BY 1, 2),
      instalment AS (SELECT entry_id, no, amount FROM ledger.instalment WHERE company_id = ${company}),
      total AS (SELECT entry_id, sum(amount) AS amount FROM instalment GROUP BY 1)
      SELECT f.fault, e.number, f.entry_id, f.no, count(*) OVER () AS faults FROM (
        SELECT 'beyond' AS fault, entry_id, no FROM allocated a LEFT JOIN instalment s USING (entry_id, no) WHERE a.most > coalesce(s.amount, 0)
        UNION SELECT 'negative', entry_id, no FROM allocated WHERE least < 0
        UNION SELECT 'noInstalment', e.id, 0 FROM ledger.entry e LEFT JOIN total t ON t.entry_id = e.id WHERE e.company_id = ${company} AND t.entry_id IS NULL
        UNION SELECT 'instalments', e.id, 0 FROM ledger.entry e JOIN total t ON t.entry_id = e.id WHERE e.company_id = ${company} AND t.amount <> e.amount) f
        LEFT JOIN ledger.entry e ON e.company_id = ${company} AND e.id = f.entry_id
       ORDER BY e.number, f.entry_id, f.no, f.fault LIMIT 1`.execute(tx.db)
    const bad = rows[0]
    if (!bad) return { ok: true, code: "WITHIN_LIMITS", figures: {}, detail: limits.sound }
    const item = `${bad.number ?? bad.entry_id}${bad.no ? `/${bad.no}` : ""}`
    return {
      ok: false,
      code: "LIMIT_BROKEN",
      figures: { fault: bad.fault, item, count: bad.faults },
      detail: limits.faults[bad.fault](item, bad.faults),
    }
  })
}

type Account = { account: "receivables" | "deposits"; currency: string; facts: string; open: string }

/**
 * The control account: debits − credits of every entry = debits − credits of what is open, per currency, since an allocation takes the same
 * from both sides. A deposit is a liability and stands on an account of its own until it is set against an invoice: only then does it move
 * over to the receivables, by the amount of that allocation.
 */
function tieControlAccount(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<Account>`
      WITH entry AS (SELECT id, kind = 'deposit' AS deposit, side, currency, amount FROM ledger.entry WHERE company_id = ${company}),
      facts AS (
        SELECT deposit, currency, CASE WHEN side = 'debit' THEN amount ELSE -amount END AS net FROM entry
        UNION ALL
        SELECT x.deposit, a.currency, CASE WHEN x.deposit = c.deposit THEN 1 ELSE -1 END * CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END
          FROM ledger.allocation a JOIN entry d ON d.id = a.debit_entry JOIN entry c ON c.id = a.credit_entry CROSS JOIN (VALUES (true), (false)) x (deposit)
         WHERE a.company_id = ${company} AND d.deposit <> c.deposit),
      open AS (SELECT kind = 'deposit' AS deposit, currency, CASE WHEN side = 'debit' THEN open ELSE -open END AS net FROM ledger.open_item WHERE company_id = ${company})
      SELECT CASE WHEN deposit THEN 'deposits' ELSE 'receivables' END AS account, currency, coalesce(f.net, 0)::text AS facts, coalesce(o.net, 0)::text AS open
        FROM (SELECT deposit, currency, sum(net) AS net FROM facts GROUP BY 1, 2) f
        FULL JOIN (SELECT deposit, currency, sum(net) AS net FROM open GROUP BY 1, 2) o USING (deposit, currency)
       ORDER BY deposit, currency`.execute(tx.db)
    const accounts = rows.map((r) => {
      const amount = (minor: string) => toDecimal(BigInt(minor), currency(r.currency))
      return { account: r.account, currency: r.currency, facts: amount(r.facts), open: amount(r.open) }
    })
    const bad = accounts.find((a) => a.facts !== a.open)
    if (bad)
      return { ok: false, code: "CONTROL_DIFFERS", figures: { accounts }, detail: control.differs[bad.account](bad.facts, bad.open, bad.currency) }
    const balances = accounts.filter((a) => a.account === "receivables").map((a) => `${a.facts} ${a.currency}`)
    return { ok: true, code: "CONTROL_TIES", figures: { accounts }, detail: control.ties(balances.join(", ") || "0") }
  })
}

type Misfit = { fault: keyof typeof allocations.faults; id: string; faults: bigint }

function checkAllocations(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<Misfit>`
      SELECT fault, id, count(*) OVER () AS faults FROM (
        SELECT a.id, CASE
                 WHEN a.currency <> d.currency OR a.currency <> c.currency THEN 'currency'
                 WHEN d.side <> 'debit' OR c.side <> 'credit' THEN 'side'
                 WHEN a.effective_on < d.effective_on OR a.effective_on < c.effective_on THEN 'early'
                 WHEN a.reverses IS NOT NULL AND (o.reverses IS NOT NULL OR (a.effective_on < o.effective_on AND a.act_id <> o.act_id) OR (a.debit_entry, a.debit_no, a.credit_entry, a.credit_no, a.amount)
                      IS DISTINCT FROM (o.debit_entry, o.debit_no, o.credit_entry, o.credit_no, o.amount)) THEN 'reversal'
                 WHEN a.reverses IS NOT NULL AND count(*) OVER (PARTITION BY a.reverses) > 1 THEN 'reversedTwice' END AS fault
          FROM ledger.allocation a
          JOIN ledger.entry d ON d.company_id = ${company} AND d.id = a.debit_entry
          JOIN ledger.entry c ON c.company_id = ${company} AND c.id = a.credit_entry
          LEFT JOIN ledger.allocation o ON o.company_id = ${company} AND o.id = a.reverses
         WHERE a.company_id = ${company}) x
       WHERE fault IS NOT NULL ORDER BY id LIMIT 1`.execute(tx.db)
    const bad = rows[0]
    if (!bad) return { ok: true, code: "ALLOCATIONS_FIT", figures: {}, detail: allocations.sound }
    return { ok: false, code: "ALLOCATION_MISFIT", figures: { ...bad }, detail: allocations.faults[bad.fault](bad.id, bad.faults) }
  })
}
