import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import type { InstalmentKey } from "./ledger.ts"

export type WaitEnd = "erpClosed" | "reopened" | "expired"
export type Stand = InstalmentKey & {
  /** What was open at the end of the day the ERP speaks of. */
  readonly open: Minor
  /** Its latest wait: since when, until when, and how it ended (null: it still waits). */
  readonly wait: { readonly since: Day; readonly until: Day; readonly ended: WaitEnd | null } | null
}

const keysOf = (items: readonly InstalmentKey[]) => JSON.stringify(items.map(({ entryId, no }) => ({ e: entryId, n: no })))

/** How these items stood on a day, and their latest wait. */
export async function loadStands(tx: Tx, items: readonly InstalmentKey[], on: Day): Promise<Stand[]> {
  const { rows } = await sql<{
    entry_id: Id
    no: number
    open: Minor
    since_on: Day | null
    until_on: Day
    ended_on: Day | null
    ended_because: WaitEnd
  }>`
    SELECT i.entry_id, i.no, i.gross - ledger.allocated_then(${tx.company}, i.entry_id, i.no, i.side, ${on}::date) AS open, w.since_on, w.until_on, w.ended_on, w.ended_because
      FROM jsonb_to_recordset(${keysOf(items)}::jsonb) AS k(e uuid, n smallint)
      JOIN ledger.open_item i ON i.company_id = ${tx.company} AND i.entry_id = k.e AND i.no = k.n AND i.effective_on <= ${on}::date
      LEFT JOIN LATERAL (SELECT x.* FROM ledger.erp_wait x WHERE x.company_id = ${tx.company} AND x.entry_id = i.entry_id AND x.no = i.no
                          ORDER BY x.since_on DESC LIMIT 1) w ON true`.execute(tx.db)
  return rows.map((r) => ({
    entryId: r.entry_id,
    no: r.no,
    open: r.open,
    wait: r.since_on === null ? null : { since: r.since_on, until: r.until_on, ended: r.ended_on === null ? null : r.ended_because },
  }))
}

/** Items that begin to wait; one that already waited since that day waits again. */
export async function insertWaits(tx: Tx, actId: Id, items: readonly (InstalmentKey & { readonly until: Day })[], since: Day): Promise<void> {
  await sql`
    INSERT INTO ledger.erp_wait (company_id, entry_id, no, since_on, until_on, act_id)
    SELECT ${tx.company}, k."entryId", k.no, ${since}, k.until, ${actId} FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS k("entryId" uuid, no smallint, until date)
    ON CONFLICT (company_id, entry_id, no, since_on) DO UPDATE SET until_on = excluded.until_on, ended_on = NULL, ended_because = NULL, act_id = excluded.act_id`.execute(
    tx.db,
  )
}

/** Ends the waits of these items; returns how many there were. */
export async function endWaitsOf(tx: Tx, items: readonly InstalmentKey[], on: Day, because: WaitEnd): Promise<number> {
  const ended = await sql`
    UPDATE ledger.erp_wait w SET ended_on = ${on}, ended_because = ${because} FROM jsonb_to_recordset(${keysOf(items)}::jsonb) AS k(e uuid, n smallint)
     WHERE w.company_id = ${tx.company} AND w.entry_id = k.e AND w.no = k.n AND w.ended_on IS NULL`.execute(tx.db)
  return Number(ended.numAffectedRows ?? 0n)
}

/** Ends the waits whose last day has passed; returns how many there were. */
export async function endWaitsPast(tx: Tx, on: Day): Promise<number> {
  const ended = await sql`
    UPDATE ledger.erp_wait SET ended_on = ${on}, ended_because = 'expired' WHERE company_id = ${tx.company} AND ended_on IS NULL AND until_on < ${on}::date`.execute(
    tx.db,
  )
  return Number(ended.numAffectedRows ?? 0n)
}

export type Waiting = InstalmentKey & { readonly number: string; readonly customer: string; readonly since: Day; readonly until: Day }
/** What waits for the ERP, the earliest end first. */
export async function loadWaiting(tx: Tx): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    SELECT w.entry_id AS "entryId", w.no, e.number, c.code AS customer, w.since_on AS since, w.until_on AS until
      FROM ledger.erp_wait w
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = w.entry_id
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = e.customer_id
     WHERE w.company_id = ${tx.company} AND w.ended_on IS NULL ORDER BY w.until_on, c.code, e.number, w.no`.execute(tx.db)
  return rows
}
