import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import type { KeptPromise, Money, NamedItem, PromisePart, PromiseState } from "./promise.ts"

export type NewPromise = Pick<KeptPromise, "id" | "customerId" | "currency" | "saidOn" | "saidHow" | "saidBy" | "takenBy" | "graceDays"> & {
  readonly items: readonly { readonly entryId: Id; readonly no: number }[]
  readonly parts: readonly PromisePart[]
}

export async function insertPromise(tx: Tx, p: NewPromise): Promise<void> {
  await sql`
    INSERT INTO promise.promise (company_id, id, customer_id, currency, said_on, said_how, said_by, taken_by, grace_days, made_at)
    VALUES (${tx.company}, ${p.id}, ${p.customerId}, ${p.currency}, ${p.saidOn}, ${p.saidHow}, ${p.saidBy}, ${p.takenBy}, ${p.graceDays}, ${tx.now()})`.execute(
    tx.db,
  )
  await sql`
    INSERT INTO promise.part (company_id, promise_id, no, due_on, amount)
    SELECT ${tx.company}, ${p.id}, n, due_on, amount
      FROM unnest(${p.parts.map(({ dueOn }) => dueOn)}::date[], ${p.parts.map(({ amount }) => amount)}::bigint[]) WITH ORDINALITY AS said (due_on, amount, n)`.execute(
    tx.db,
  )
  await sql`
    INSERT INTO promise.item (company_id, promise_id, entry_id, no)
    SELECT ${tx.company}, ${p.id}, entry_id, no
      FROM unnest(${p.items.map(({ entryId }) => entryId)}::uuid[], ${p.items.map(({ no }) => no)}::smallint[]) AS said (entry_id, no)`.execute(tx.db)
}

/** One promise, several, those of some customers, those whose last day (grace included) is not before a day, or a page of them; the newest first. */
export type Which =
  | { readonly ids: readonly Id[] }
  | { readonly customers: readonly Id[] }
  | { readonly lastFrom: Day; readonly asOf: Day; readonly customer: Id | null }
  | {
      readonly page: { readonly before: Id | null; readonly limit: number; readonly customer: Id | null; readonly asOf: Day; readonly open: boolean }
    }

export async function loadPromises(tx: Tx, which: Which): Promise<KeptPromise[]> {
  const chosen =
    "ids" in which
      ? sql`AND p.id = ANY (${which.ids}::uuid[])`
      : "customers" in which
        ? sql`AND p.customer_id = ANY (${which.customers}::uuid[])`
        : "lastFrom" in which
          ? sql`AND p.said_on <= ${which.asOf}::date ${which.customer === null ? sql`` : sql`AND p.customer_id = ${which.customer}::uuid`}
                AND EXISTS (SELECT FROM promise.part t WHERE t.company_id = ${tx.company} AND t.promise_id = p.id AND t.due_on + p.grace_days >= ${which.lastFrom}::date)`
          : sql`AND p.said_on <= ${which.page.asOf}::date ${which.page.before === null ? sql`` : sql`AND p.id < ${which.page.before}::uuid`}
              ${which.page.customer === null ? sql`` : sql`AND p.customer_id = ${which.page.customer}::uuid`}
                ${which.page.open ? mayBeOpen(tx, which.page.asOf) : sql``}`
  const { rows } = await sql<Omit<KeptPromise, "items" | "parts">>`
    SELECT p.id, p.customer_id AS "customerId", c.code AS customer, c.name, p.currency, p.said_on AS "saidOn", p.said_how AS "saidHow", p.said_by AS "saidBy",
           p.taken_by AS "takenBy", p.grace_days AS "graceDays", p.made_at AS "madeAt", p.withdrawn_on AS "withdrawnOn", p.withdrawn_by AS "withdrawnBy",
           p.withdrawn_because AS "withdrawnBecause"
      FROM promise.promise p JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = p.customer_id
     WHERE p.company_id = ${tx.company} ${chosen}
     ORDER BY p.id DESC ${"page" in which ? sql`LIMIT ${which.page.limit}` : sql``}`.execute(tx.db)
  const ids = rows.map(({ id }) => id)
  const parts = await sql<PromisePart & { promise_id: Id }>`
    SELECT promise_id, due_on AS "dueOn", amount FROM promise.part WHERE company_id = ${tx.company} AND promise_id = ANY (${ids}::uuid[]) ORDER BY promise_id, no`.execute(
    tx.db,
  )
  const items = await sql<NamedItem & { promise_id: Id }>`
    SELECT i.promise_id, i.entry_id AS "entryId", i.no, e.number
      FROM promise.item i JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id
     WHERE i.company_id = ${tx.company} AND i.promise_id = ANY (${ids}::uuid[]) ORDER BY e.number, i.no`.execute(tx.db)
  const partsById = Map.groupBy(parts.rows, ({ promise_id }) => promise_id)
  const itemsById = Map.groupBy(items.rows, ({ promise_id }) => promise_id)
  return rows.map((row) => ({
    ...row,
    parts: (partsById.get(row.id) ?? []).map(({ dueOn, amount }) => ({ dueOn, amount })),
    items: (itemsById.get(row.id) ?? []).map(({ entryId, no, number }) => ({ entryId, no, number })),
  }))
}

/** Those that cannot be open by their days alone are not asked of the money. */
const mayBeOpen = (tx: Tx, asOf: Day) => sql`
  AND coalesce(p.withdrawn_on, 'infinity'::date) > ${asOf}::date
  AND EXISTS (SELECT FROM promise.part t WHERE t.company_id = ${tx.company} AND t.promise_id = p.id AND t.due_on + p.grace_days >= ${asOf}::date)`

/** What came in for these customers from a day on, as it lies at the end of `asOf`. */
export async function loadMoney(tx: Tx, customers: readonly Id[], since: Day, asOf: Day): Promise<Money[]> {
  const { rows } = await sql<Omit<Money, "item"> & { readonly entry_id: Id | null; readonly no: number | null }>`
    SELECT customer_id AS "customerId", currency, arrived_on AS "arrivedOn", entry_id, no, amount
      FROM ledger.money_received(${tx.company}, ${customers}::uuid[], ${since}::date, ${asOf}::date) ORDER BY arrived_on, payment_id, entry_id, no`.execute(
    tx.db,
  )
  return rows.map(({ entry_id, no, ...money }) => ({ ...money, item: entry_id === null ? null : { entryId: entry_id, no: no! } }))
}

/** Held to the end of the transaction: who withdraws it waits for who does. False: there is none. */
export async function holdPromise(tx: Tx, id: Id): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM promise.promise WHERE company_id = ${tx.company} AND id = ${id}::uuid FOR UPDATE`.execute(tx.db)
  return rows.length > 0
}

export async function markWithdrawn(tx: Tx, id: Id, on: Day, by: string, because: string): Promise<void> {
  await sql`
    UPDATE promise.promise SET withdrawn_on = ${on}, withdrawn_at = ${tx.now()}, withdrawn_by = ${by}, withdrawn_because = ${because}
     WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

/** Customers of promises that may have come to something nobody was told of: not told of at all, or so lately that money may still come back. */
export async function customersToTell(tx: Tx, since: Day): Promise<Id[]> {
  const { rows } = await sql<{ customer_id: Id }>`
    SELECT DISTINCT p.customer_id FROM promise.promise p
     WHERE p.company_id = ${tx.company} AND p.withdrawn_on IS NULL
       AND (NOT EXISTS (SELECT FROM promise.outcome o WHERE o.company_id = ${tx.company} AND o.promise_id = p.id)
            OR EXISTS (SELECT FROM promise.part t WHERE t.company_id = ${tx.company} AND t.promise_id = p.id AND t.due_on >= ${since}::date))`.execute(
    tx.db,
  )
  return rows.map((row) => row.customer_id)
}

export type Outcome = Extract<PromiseState, "kept" | "partlyKept" | "broken">
/** False: it was told before. */
export async function insertOutcome(tx: Tx, id: Id, outcome: Outcome, reachedOn: Day, actId: Id): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO promise.outcome (company_id, promise_id, outcome, reached_on, act_id, recorded_at)
    VALUES (${tx.company}, ${id}, ${outcome}, ${reachedOn}, ${actId}, ${tx.now()}) ON CONFLICT DO NOTHING RETURNING 1`.execute(tx.db)
  return rows.length > 0
}

export async function loadOutcomes(tx: Tx, ids: readonly Id[]): Promise<readonly { readonly id: Id; readonly outcome: Outcome }[]> {
  const { rows } = await sql<{ id: Id; outcome: Outcome }>`
    SELECT promise_id AS id, outcome FROM promise.outcome WHERE company_id = ${tx.company} AND promise_id = ANY (${ids}::uuid[])`.execute(tx.db)
  return rows
}

/** Who said it and why it was withdrawn; how many promises it concerned. */
export async function eraseWords(tx: Tx, customer: Id): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE promise.promise SET said_by = NULL, withdrawn_because = CASE WHEN withdrawn_because IS NOT NULL THEN '' END
     WHERE company_id = ${tx.company} AND customer_id = ${customer} AND (said_by IS NOT NULL OR withdrawn_because <> '')`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
