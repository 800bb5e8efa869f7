import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"
import type { Tx } from "../shell/db.ts"
import type { Hold, HoldState } from "./hold.ts"

export async function insertHold(
  tx: Tx,
  h: Pick<Hold, "id" | "customerId" | "reason" | "note" | "from" | "until" | "placedBy"> & { readonly item: InstalmentKey | null },
): Promise<void> {
  await sql`
    INSERT INTO hold.hold (company_id, id, customer_id, entry_id, no, reason, note, from_on, until_on, placed_at, placed_by)
    VALUES (${tx.company}, ${h.id}, ${h.customerId}, ${h.item?.entryId ?? null}, ${h.item?.no ?? null}, ${h.reason}, ${h.note}, ${h.from}, ${h.until}, ${tx.now()}, ${h.placedBy})`.execute(
    tx.db,
  )
}

export type HoldQuestion = {
  readonly asOf: Day
  readonly customer: Id | null
  readonly state: HoldState | null
  readonly before: Id | null
  readonly limit: number
}

/** The newest first. The state is that of `holdStateOn`. */
export async function loadHolds(tx: Tx, which: { readonly id: Id } | HoldQuestion): Promise<Hold[]> {
  const day = "id" in which ? null : which.asOf
  const lifted = sql`coalesce(h.lifted_on <= ${day}::date AND h.lifted_on <= h.until_on, false)`
  const states: Readonly<Record<HoldState, ReturnType<typeof sql>>> = {
    lifted,
    over: sql`NOT ${lifted} AND h.until_on < ${day}::date`,
    active: sql`NOT ${lifted} AND h.until_on >= ${day}::date`,
  }
  const chosen =
    "id" in which
      ? sql`AND h.id = ${which.id}::uuid`
      : sql`AND h.from_on <= ${day}::date ${which.customer === null ? sql`` : sql`AND h.customer_id = ${which.customer}::uuid`}
            ${which.before === null ? sql`` : sql`AND h.id < ${which.before}::uuid`} ${which.state === null ? sql`` : sql`AND ${states[which.state]}`}`
  const { rows } = await sql<Omit<Hold, "item"> & { entry_id: Id | null; no: number | null; number: string | null }>`
    SELECT h.id, h.customer_id AS "customerId", c.code AS customer, c.name, h.entry_id, h.no, e.number, h.reason, h.note, h.from_on AS "from",
           h.until_on AS "until", h.placed_by AS "placedBy", h.lifted_on AS "liftedOn", h.lifted_by AS "liftedBy", h.lifted_because AS "liftedBecause"
      FROM hold.hold h
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = h.customer_id
      LEFT JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = h.entry_id
     WHERE h.company_id = ${tx.company} ${chosen}
     ORDER BY h.id DESC ${"id" in which ? sql`` : sql`LIMIT ${which.limit}`}`.execute(tx.db)
  return rows.map(({ entry_id, no, number, ...hold }) => ({
    ...hold,
    item: entry_id === null ? null : { entryId: entry_id, no: no!, number: number! },
  }))
}

/** Held to the end of the transaction. False: there is none. */
export async function lockHold(tx: Tx, id: Id): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM hold.hold WHERE company_id = ${tx.company} AND id = ${id}::uuid FOR UPDATE`.execute(tx.db)
  return rows.length > 0
}

export async function updateHold(tx: Tx, id: Id, until: Day, note: string | null): Promise<void> {
  await sql`UPDATE hold.hold SET until_on = ${until}, note = ${note} WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

export async function markLifted(tx: Tx, id: Id, on: Day, by: string, because: string | null): Promise<void> {
  await sql`
    UPDATE hold.hold SET lifted_on = ${on}, lifted_at = ${tx.now()}, lifted_by = ${by}, lifted_because = ${because}
     WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

export async function eraseWords(tx: Tx, customer: Id): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE hold.hold SET note = NULL, lifted_because = NULL
     WHERE company_id = ${tx.company} AND customer_id = ${customer} AND (note IS NOT NULL OR lifted_because IS NOT NULL)`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
