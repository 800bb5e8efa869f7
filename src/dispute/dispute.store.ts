import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Minor } from "../kernel/money.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"
import type { Tx } from "../shell/db.ts"
import type { Cause, Dispute, DisputeState, LiveLine, Outcome } from "./dispute.ts"

/** As it is kept; what of its lines is disputed, the day and the ledger say. */
export type KeptDispute = Omit<Dispute, "state" | "closed" | "lines"> & {
  readonly closedOn: Day | null
  readonly closedBy: string | null
  readonly outcome: Outcome | null
  readonly closing: string | null
}
export type KeptLine = LiveLine & { readonly number: string; readonly claimed: Minor; readonly customerId: Id; readonly openedOn: Day }

export async function insertDispute(
  tx: Tx,
  d: Omit<KeptDispute, "customer" | "name" | "closedOn" | "closedBy" | "outcome" | "closing">,
  lines: readonly (InstalmentKey & { readonly amount: Minor })[],
): Promise<void> {
  await sql`
    INSERT INTO dispute.dispute (company_id, id, customer_id, currency, cause, description, resolver, due_on, opened_on, opened_at, opened_by)
    VALUES (${tx.company}, ${d.id}, ${d.customerId}, ${d.currency}, ${d.cause}, ${d.description}, ${d.resolver}, ${d.dueOn}, ${d.openedOn}, ${tx.now()}, ${d.openedBy})`.execute(
    tx.db,
  )
  await sql`
    INSERT INTO dispute.line (company_id, dispute_id, entry_id, no, claimed)
    SELECT ${tx.company}, ${d.id}, entry_id, no, amount FROM ${unnested(lines)}`.execute(tx.db)
}

const unnested = (lines: readonly (InstalmentKey & { readonly amount: Minor })[]) =>
  sql`unnest(${lines.map(({ entryId }) => entryId)}::uuid[], ${lines.map(({ no }) => no)}::smallint[], ${lines.map(({ amount }) => amount)}::bigint[]) AS said (entry_id, no, amount)`

/** Holds what is disputed of these items to the end of the transaction, always in the order of the key: whoever opens, shrinks or closes waits here. */
export async function holdItems(tx: Tx, items: readonly InstalmentKey[]): Promise<void> {
  const said = unnested(items.map((item) => ({ ...item, amount: 0n })))
  await sql`
    INSERT INTO dispute.disputed_item (company_id, entry_id, no, disputed)
    SELECT DISTINCT ${tx.company}::int, entry_id, no, 0::bigint FROM ${said} ORDER BY 2, 3 ON CONFLICT DO NOTHING`.execute(tx.db)
  await sql`
    SELECT 1 FROM dispute.disputed_item d WHERE d.company_id = ${tx.company} AND (d.entry_id, d.no) IN (SELECT entry_id, no FROM ${said})
     ORDER BY d.entry_id, d.no FOR UPDATE`.execute(tx.db)
}

/** The running totals move by what is added (or, below zero, taken off). */
export async function moveDisputed(tx: Tx, by: readonly (InstalmentKey & { readonly amount: Minor })[]): Promise<void> {
  await sql`
    UPDATE dispute.disputed_item d SET disputed = d.disputed + n.amount
      FROM (SELECT entry_id, no, sum(amount)::bigint AS amount FROM ${unnested(by)} GROUP BY entry_id, no) n
     WHERE d.company_id = ${tx.company} AND d.entry_id = n.entry_id AND d.no = n.no`.execute(tx.db)
}

export async function insertShrinks(tx: Tx, actId: Id, lines: readonly LiveLine[], on: Day): Promise<void> {
  for (const { dispute, entryId, no, amount } of lines)
    await sql`
      INSERT INTO dispute.shrink (company_id, dispute_id, entry_id, no, id, amount, effective_on, act_id, recorded_at)
      VALUES (${tx.company}, ${dispute}, ${entryId}, ${no}, ${tx.newId()}, ${amount}, ${on}, ${actId}, ${tx.now()})`.execute(tx.db)
}

/** Held to the end of the transaction. False: there is none. */
export async function holdDispute(tx: Tx, id: Id): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM dispute.dispute WHERE company_id = ${tx.company} AND id = ${id}::uuid FOR UPDATE`.execute(tx.db)
  return rows.length > 0
}

export async function markClosed(tx: Tx, id: Id, on: Day, by: string, outcome: Outcome, because: string): Promise<void> {
  await sql`
    UPDATE dispute.dispute SET closed_on = greatest(${on}::date, opened_on), closed_at = ${tx.now()}, closed_by = ${by}, outcome = ${outcome}, closing = ${because}
     WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

export type Details = { readonly cause: Cause; readonly description: string; readonly resolver: string | null; readonly dueOn: Day | null }
export async function updateDetails(tx: Tx, id: Id, d: Details): Promise<void> {
  await sql`
    UPDATE dispute.dispute SET cause = ${d.cause}, description = ${d.description}, resolver = ${d.resolver}, due_on = ${d.dueOn}
     WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

export type DisputeQuestion = {
  readonly asOf: Day
  readonly customer: Id | null
  readonly state: DisputeState | null
  readonly before: Id | null
  readonly limit: number
}
export type Which = { readonly id: Id } | DisputeQuestion

/** The newest first. */
export async function loadDisputes(tx: Tx, which: Which): Promise<KeptDispute[]> {
  const isOpen = "id" in which ? sql`true` : sql`coalesce(d.closed_on, 'infinity'::date) > ${which.asOf}::date`
  const chosen =
    "id" in which
      ? sql`AND d.id = ${which.id}::uuid`
      : sql`AND d.opened_on <= ${which.asOf}::date ${which.customer === null ? sql`` : sql`AND d.customer_id = ${which.customer}::uuid`}
            ${which.before === null ? sql`` : sql`AND d.id < ${which.before}::uuid`}
            ${which.state === null ? sql`` : which.state === "open" ? sql`AND ${isOpen}` : sql`AND NOT ${isOpen}`}`
  const { rows } = await sql<KeptDispute>`
    SELECT d.id, d.customer_id AS "customerId", c.code AS customer, c.name, d.currency, d.cause, d.description, d.resolver, d.due_on AS "dueOn",
           d.opened_on AS "openedOn", d.opened_by AS "openedBy", d.closed_on AS "closedOn", d.closed_by AS "closedBy", d.outcome, d.closing
      FROM dispute.dispute d JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = d.customer_id
     WHERE d.company_id = ${tx.company} ${chosen}
     ORDER BY d.id DESC ${"id" in which ? sql`` : sql`LIMIT ${which.limit}`}`.execute(tx.db)
  return rows
}

const LINE = sql`
    SELECT l.dispute_id AS dispute, l.entry_id AS "entryId", l.no, e.number, l.claimed, d.customer_id AS "customerId", d.opened_on AS "openedOn",
           coalesce((SELECT s.amount FROM dispute.shrink s
                      WHERE s.company_id = l.company_id AND s.dispute_id = l.dispute_id AND s.entry_id = l.entry_id AND s.no = l.no AND s.effective_on <= q.as_of
                      ORDER BY s.effective_on DESC, s.recorded_at DESC, s.id DESC LIMIT 1), l.claimed) AS amount
      FROM dispute.line l
      JOIN dispute.dispute d ON d.company_id = l.company_id AND d.id = l.dispute_id
      JOIN ledger.entry e ON e.company_id = l.company_id AND e.id = l.entry_id`

/** The lines of these disputes, with what each still claims at the end of the day (before the ledger is asked). */
export async function loadLines(tx: Tx, disputes: readonly Id[], asOf: Day): Promise<KeptLine[]> {
  const { rows } = await sql<KeptLine>`
    ${LINE} CROSS JOIN (SELECT ${asOf}::date AS as_of) q
     WHERE l.company_id = ${tx.company} AND l.dispute_id = ANY (${disputes}::uuid[]) ORDER BY l.dispute_id, e.number, l.no`.execute(tx.db)
  return rows
}

/** The lines of all disputes open at the end of the day: of some items, of a customer, or of all. */
export async function loadLiveLines(
  tx: Tx,
  of: { readonly items: readonly InstalmentKey[] } | { readonly customer: Id } | "all",
  asOf: Day,
): Promise<KeptLine[]> {
  const chosen =
    of === "all"
      ? sql``
      : "customer" in of
        ? sql`AND d.customer_id = ${of.customer}::uuid`
        : sql`AND (l.entry_id, l.no) IN (SELECT entry_id, no FROM ${unnested(of.items.map((item) => ({ ...item, amount: 0n })))})`
  const { rows } = await sql<KeptLine>`
    ${LINE} CROSS JOIN (SELECT ${asOf}::date AS as_of) q
     WHERE l.company_id = ${tx.company} AND d.opened_on <= q.as_of AND coalesce(d.closed_on, 'infinity'::date) > q.as_of ${chosen}
     ORDER BY l.dispute_id, l.entry_id, l.no`.execute(tx.db)
  return rows
}

/** Items of which more is said to be disputed than is open at the end of the day. */
export async function overDisputed(tx: Tx, asOf: Day): Promise<InstalmentKey[]> {
  const { rows } = await sql<InstalmentKey>`
    SELECT d.entry_id AS "entryId", d.no FROM dispute.disputed_item d
     WHERE d.company_id = ${tx.company} AND d.disputed > 0
       AND NOT EXISTS (SELECT FROM ledger.open_items(${tx.company}, ${asOf}::date) o WHERE o.entry_id = d.entry_id AND o.no = d.no AND o.open >= d.disputed)
     ORDER BY d.entry_id, d.no`.execute(tx.db)
  return rows
}

/** What was written in words; how many disputes it concerned. */
export async function eraseWords(tx: Tx, customer: Id): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE dispute.dispute SET description = '', closing = CASE WHEN closing IS NOT NULL THEN '' END
     WHERE company_id = ${tx.company} AND customer_id = ${customer} AND (description <> '' OR closing <> '')`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
