import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { OneCall, Tx } from "../shell/db.ts"
import {
  type CounterItem,
  effectiveDay,
  type InstalmentKey,
  type NewAllocation,
  type NewEntry,
  type OpenItem,
  type SaidEntry,
  settlesAs,
} from "./ledger.ts"

export async function loadClosedUntil(tx: Tx): Promise<Day | null> {
  return (await sql<{ until: Day | null }>`SELECT ledger.closed_until(${tx.company}) AS until`.execute(tx.db)).rows[0]!.until
}

const json = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === "bigint" ? v.toString() : v))

const rowsOf = (entries: readonly (NewEntry | SaidEntry)[]) =>
  json(
    entries.map((e) => ({
      ...e,
      settledBy: e.side === "credit" ? (e.settledBy ?? settlesAs[e.kind]) : null,
      instalments: e.instalments ?? [{ dueOn: e.on, amount: e.amount }],
    })),
  )

/** Entries and their instalments; days in a closed period move to the first open one. */
export async function insertEntries(tx: Tx, actId: Id, entries: readonly NewEntry[]): Promise<void> {
  await sql`SELECT ledger.add_entries(${tx.company}, ${actId}, ${tx.now()}, ${rowsOf(entries)}::jsonb)`.execute(tx.db)
}

/** The same with their act, in one round trip. */
export async function insertSaidEntries(call: OneCall, act: object, entries: readonly SaidEntry[]): Promise<void> {
  await call.call("SELECT ledger.post_entries($1, $2, $3)", [json(act), rowsOf(entries)])
}

/** Returns how many of the allocations found both their items; the caller refuses when one is missing. */
export async function insertAllocations(tx: Tx, actId: Id, allocations: readonly NewAllocation[], origin: "import" | "here"): Promise<number> {
  const rows = allocations.map((a) => ({
    id: tx.newId(),
    debitEntry: a.debit.entryId,
    debitNo: a.debit.no,
    creditEntry: a.credit.entryId,
    creditNo: a.credit.no,
    amount: a.amount,
    chosen: a.on,
    settledBy: a.settledBy,
  }))
  const inserted = await sql`
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${tx.company}, a.id, a."debitEntry", a."debitNo", a."creditEntry", a."creditNo", c.currency, a.amount, coalesce(a."settledBy", e.settled_by), ${origin},
           greatest(own.day, p.closed_until + 1), CASE WHEN own.day <= p.closed_until THEN own.day END, ${actId}, ${tx.now()}
      FROM jsonb_to_recordset(${json(rows)}::jsonb) AS a(id uuid, "debitEntry" uuid, "debitNo" smallint, "creditEntry" uuid, "creditNo" smallint, amount bigint, chosen date, "settledBy" text)
      JOIN ledger.open_item d ON d.company_id = ${tx.company} AND d.entry_id = a."debitEntry" AND d.no = a."debitNo" AND d.side = 'debit'
      JOIN ledger.open_item c ON c.company_id = ${tx.company} AND c.entry_id = a."creditEntry" AND c.no = a."creditNo" AND c.side = 'credit' AND c.currency = d.currency
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = c.entry_id
      CROSS JOIN LATERAL (SELECT greatest(d.effective_on, c.effective_on, a.chosen) AS day) own
      CROSS JOIN (SELECT ledger.closed_until(${tx.company}) AS closed_until) p`.execute(tx.db)
  return Number(inserted.numAffectedRows ?? 0n)
}

/** Gives allocations back on a day, or on their own when that is later; returns how many were found. In a closed period: the first open day. */
export async function insertReversals(tx: Tx, actId: Id, allocationIds: readonly Id[], on: Day, origin: "import" | "here"): Promise<number> {
  const rows = allocationIds.map((reverses) => ({ id: tx.newId(), reverses }))
  const inserted = await sql`
    INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, reverses, settled_by, origin, effective_on, original_on, act_id, recorded_at)
    SELECT ${tx.company}, r.id, a.debit_entry, a.debit_no, a.credit_entry, a.credit_no, a.currency, a.amount, a.id, a.settled_by, ${origin},
           greatest(a.effective_on, own.day, p.closed_until + 1), CASE WHEN own.day <= p.closed_until THEN own.day END, ${actId}, ${tx.now()}
      FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r(id uuid, reverses uuid)
      JOIN ledger.allocation a ON a.company_id = ${tx.company} AND a.id = r.reverses AND a.reverses IS NULL
      CROSS JOIN (SELECT ${on}::date AS day) own
      CROSS JOIN (SELECT ledger.closed_until(${tx.company}) AS closed_until) p`.execute(tx.db)
  return Number(inserted.numAffectedRows ?? 0n)
}

/** An allocation not reversed, with what took the item out of the books where that was booked here. */
export type LiveAllocation = {
  readonly id: Id
  readonly debit: InstalmentKey
  readonly credit: InstalmentKey
  readonly amount: Minor
  readonly effectiveOn: Day
  readonly origin: "import" | "here"
  /** What was booked for no other end than this allocation, in whichever life of its item, and goes out of the books with it. */
  readonly counter: CounterItem | null
  /** Frees the invoice of a deduction, whose claim stands for it. */
  readonly relief: boolean
}

/** Allocations not reversed: those with these ids, or those of these items, on either side; the latest last. */
export async function loadLiveAllocations(
  tx: Tx,
  of: { readonly ids: readonly Id[] } | { readonly items: readonly InstalmentKey[] },
): Promise<LiveAllocation[]> {
  const chosen =
    "ids" in of
      ? sql`SELECT x AS id FROM unnest(${of.ids}::uuid[]) x`
      : sql`SELECT d.id FROM jsonb_to_recordset(${json(of.items)}::jsonb) AS k("entryId" uuid, no smallint)
              JOIN ledger.allocation d ON d.company_id = ${tx.company} AND d.debit_entry = k."entryId" AND d.debit_no = k.no
            UNION
            SELECT c.id FROM jsonb_to_recordset(${json(of.items)}::jsonb) AS k("entryId" uuid, no smallint)
              JOIN ledger.allocation c ON c.company_id = ${tx.company} AND c.credit_entry = k."entryId" AND c.credit_no = k.no`
  const { rows } = await sql<{
    id: Id
    debit_entry: Id
    debit_no: number
    credit_entry: Id
    credit_no: number
    amount: Minor
    effective_on: Day
    origin: "import" | "here"
    relief: boolean
    counter: Id | null
    number: string
    source: string
    customer_id: Id
    side: "debit" | "credit"
    currency: Currency
    kind: CounterItem["kind"]
    told: boolean
  }>`
    SELECT a.id, a.debit_entry, a.debit_no, a.credit_entry, a.credit_no, a.amount, a.effective_on, a.origin, c.kind = 'deduction' AND c.source = 'here' AS relief,
           n.id AS counter, n.number, n.source, n.kind, n.customer_id, n.side, n.currency, n.kind IN ('payment', 'refund') AND n.settled_by IS DISTINCT FROM 'unknown' AS told
      FROM (${chosen}) k
      JOIN ledger.allocation a ON a.company_id = ${tx.company} AND a.id = k.id AND a.reverses IS NULL
      JOIN ledger.entry c ON c.company_id = ${tx.company} AND c.id = a.credit_entry
      LEFT JOIN LATERAL (
        SELECT n.id, n.number, n.source, n.customer_id, n.side, n.currency, n.kind, n.settled_by FROM unnest(ARRAY[a.debit_entry, a.credit_entry], ARRAY[a.credit_entry, a.debit_entry]) AS x(counter, closed)
          JOIN ledger.entry n ON n.company_id = ${tx.company} AND n.id = x.counter
          JOIN ledger.entry t ON t.company_id = ${tx.company} AND t.id = n.refers_to
          JOIN ledger.entry o ON o.company_id = ${tx.company} AND o.id = x.closed AND NOT (o.source = 'here' AND o.kind = n.kind)
           AND (o.source, o.kind, o.number, o.customer_id) = (t.source, t.kind, t.number, t.customer_id)
           AND (n.source = 'here' AND n.kind IN ('writeOff', 'exchangeDifference') OR n.source <> 'here' AND n.source = o.source AND n.kind IN ('payment', 'refund') AND n.amount = a.amount)) n ON true
     WHERE NOT EXISTS (SELECT FROM ledger.allocation r WHERE r.company_id = ${tx.company} AND r.reverses = a.id)
     ORDER BY a.effective_on, a.recorded_at, a.id`.execute(tx.db)
  return rows.map((r) => ({
    id: r.id,
    debit: { entryId: r.debit_entry, no: r.debit_no },
    credit: { entryId: r.credit_entry, no: r.credit_no },
    amount: r.amount,
    effectiveOn: r.effective_on,
    origin: r.origin,
    relief: r.relief,
    counter:
      r.counter === null
        ? null
        : {
            source: r.source,
            entryId: r.counter,
            no: 1,
            customerId: r.customer_id,
            currency: r.currency,
            side: r.side,
            number: r.number,
            open: r.amount,
            kind: r.kind,
            told: r.told,
          },
  }))
}

type ItemRow = {
  entry_id: Id
  no: number
  customer_id: Id
  currency: Currency
  side: "debit" | "credit"
  number: string
  open: Minor
  kind: string
  own_day: Day
  last_leg_on: Day | null
  closed_on: Day | null
}

/** The instalment as it stands now; undefined when there is none. Nothing is locked: the posting itself locks and checks. */
export async function loadItem(
  tx: Tx,
  { entryId, no }: InstalmentKey,
): Promise<(OpenItem & { readonly kind: string; readonly ownDay: Day; readonly lastLegOn: Day | null; readonly closedOn: Day | null }) | undefined> {
  const { rows } = await sql<ItemRow>`
    SELECT i.entry_id, i.no, i.customer_id, i.currency, i.side, e.number, i.open, i.kind, coalesce(e.original_on, e.effective_on) AS own_day, i.last_leg_on, i.closed_on
      FROM ledger.open_item i JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id
     WHERE i.company_id = ${tx.company} AND i.entry_id = ${entryId} AND i.no = ${no}`.execute(tx.db)
  const r = rows[0]
  return (
    r && {
      entryId: r.entry_id,
      no: r.no,
      customerId: r.customer_id,
      currency: r.currency,
      side: r.side,
      number: r.number,
      open: r.open,
      kind: r.kind,
      ownDay: r.own_day,
      lastLegOn: r.last_leg_on,
      closedOn: r.closed_on,
    }
  )
}

export async function insertDueChange(tx: Tx, actId: Id, { entryId, no }: InstalmentKey, dueOn: Day, on: Day): Promise<void> {
  await sql`INSERT INTO ledger.due_change (company_id, entry_id, no, id, due_on, effective_on, act_id, recorded_at)
    VALUES (${tx.company}, ${entryId}, ${no}, ${tx.newId()}, ${dueOn}, ${on}, ${actId}, ${tx.now()})`.execute(tx.db)
}

export async function insertPaymentEvent(
  tx: Tx,
  actId: Id,
  entryId: Id,
  event: "collected" | "discounted" | "returned",
  on: Day,
  reason: string | null,
): Promise<void> {
  const { effectiveOn, originalOn } = effectiveDay(on, await loadClosedUntil(tx))
  await sql`INSERT INTO ledger.payment_event (company_id, entry_id, id, event, reason, effective_on, original_on, act_id, recorded_at)
    VALUES (${tx.company}, ${entryId}, ${tx.newId()}, ${event}, ${reason}, ${effectiveOn}, ${originalOn}, ${actId}, ${tx.now()})`.execute(tx.db)
}

export async function insertPeriodClose(tx: Tx, actId: Id, closedUntil: Day): Promise<void> {
  await sql`INSERT INTO ledger.period_close (company_id, id, closed_until, act_id, recorded_at) VALUES (${tx.company}, ${tx.newId()}, ${closedUntil}, ${actId}, ${tx.now()})`.execute(
    tx.db,
  )
}
