import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import type { Insolvency, InsolvencyFacts, InsolvencyState } from "./insolvency.ts"

export async function insertInsolvency(tx: Tx, i: InsolvencyFacts & Pick<Insolvency, "id" | "customerId" | "recordedBy">): Promise<void> {
  await sql`
    INSERT INTO recovery.insolvency (company_id, id, customer_id, kind, judged_on, court, reference, source, ended_on, recorded_at, recorded_by)
    VALUES (${tx.company}, ${i.id}, ${i.customerId}, ${i.kind}, ${i.judgedOn}, ${i.court}, ${i.reference}, ${i.source}, ${i.endedOn}, ${tx.now()}, ${i.recordedBy})`.execute(
    tx.db,
  )
}

export type InsolvencyQuestion = {
  readonly asOf: Day
  readonly customer: Id | null
  readonly state: InsolvencyState | null
  readonly before: Id | null
  readonly limit: number
}

/** The newest recorded first. */
export async function loadInsolvencies(tx: Tx, which: { readonly id: Id } | InsolvencyQuestion): Promise<Insolvency[]> {
  const ended = "id" in which ? sql`` : sql`coalesce(i.ended_on, 'infinity'::date) <= ${which.asOf}::date`
  const chosen =
    "id" in which
      ? sql`AND i.id = ${which.id}::uuid`
      : sql`AND i.judged_on <= ${which.asOf}::date ${which.customer === null ? sql`` : sql`AND i.customer_id = ${which.customer}::uuid`}
            ${which.before === null ? sql`` : sql`AND i.id < ${which.before}::uuid`}
            ${which.state === null ? sql`` : which.state === "ended" ? sql`AND ${ended}` : sql`AND NOT ${ended}`}`
  const { rows } = await sql<Insolvency>`
    SELECT i.id, i.customer_id AS "customerId", c.code AS customer, c.name, c.country, i.kind, i.judged_on AS "judgedOn", i.court, i.reference, i.source,
           i.ended_on AS "endedOn", i.recorded_by AS "recordedBy", i.recorded_at AS "recordedAt"
      FROM recovery.insolvency i JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = i.customer_id
     WHERE i.company_id = ${tx.company} ${chosen}
     ORDER BY i.id DESC ${"id" in which ? sql`` : sql`LIMIT ${which.limit}`}`.execute(tx.db)
  return rows
}

/** Held to the end of the transaction. False: there is none. */
export async function holdInsolvency(tx: Tx, id: Id): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM recovery.insolvency WHERE company_id = ${tx.company} AND id = ${id}::uuid FOR UPDATE`.execute(tx.db)
  return rows.length > 0
}

/** Two who record or correct proceedings of one customer do it one after the other: the second sees what the first wrote. */
export async function holdRecording(tx: Tx, customer: Id): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('encours.insolvency'), hashtext(${`${tx.company} ${customer}`}))`.execute(tx.db)
}

export async function updateInsolvency(tx: Tx, id: Id, i: InsolvencyFacts): Promise<void> {
  await sql`
    UPDATE recovery.insolvency SET kind = ${i.kind}, judged_on = ${i.judgedOn}, court = ${i.court}, reference = ${i.reference}, source = ${i.source}, ended_on = ${i.endedOn}
     WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

/** The judgment by which the same proceedings are recorded already: the same day's, or one whose proceedings of this kind run at the same time (`other` may be anything). */
export async function recordedAs(tx: Tx, customer: Id, { kind, judgedOn, endedOn }: InsolvencyFacts, besides: Id | null): Promise<Day | null> {
  const { rows } = await sql<{ judgedOn: Day }>`
    SELECT i.judged_on AS "judgedOn" FROM recovery.insolvency i
     WHERE i.company_id = ${tx.company} AND i.customer_id = ${customer} AND i.kind = ${kind} ${besides === null ? sql`` : sql`AND i.id <> ${besides}::uuid`}
       AND (i.judged_on = ${judgedOn}::date OR (i.kind <> 'other' AND coalesce(i.ended_on, 'infinity') > ${judgedOn}::date
            AND coalesce(${endedOn}::date, 'infinity') > i.judged_on))
     ORDER BY i.judged_on LIMIT 1`.execute(tx.db)
  return rows[0]?.judgedOn ?? null
}

export async function eraseWords(tx: Tx, customer: Id): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE recovery.insolvency SET reference = NULL, source = ''
     WHERE company_id = ${tx.company} AND customer_id = ${customer} AND (reference IS NOT NULL OR source <> '')`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
