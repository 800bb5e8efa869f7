/**
 * The ledger's door for writing. Each act posts its facts, its activity and nothing else in the open transaction; state follows by the
 * owner's triggers. A refusal undoes the whole transaction: OVER_ALLOCATED, PERIOD_CLOSED, ALLOCATION_MISFIT, NOT_ALLOCATED,
 * REVERSED_TOO_EARLY, RETURNED_TOO_EARLY, ALREADY_RETURNED, WRONG_SIDE, BAD_AMOUNT, DUPLICATE_ENTRY, UNKNOWN_ITEM.
 */
import { recordAct } from "../activity/activity.act.ts"
import type { ActCode } from "../activity/acts.ts"
import { addDays, type Day, later } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Minor } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import type { By } from "../shell/context.ts"
import type { OneCall, Tx } from "../shell/db.ts"
import {
  insertAllocations,
  insertDueChange,
  insertEntries,
  insertPaymentEvent,
  insertPeriodClose,
  insertReversals,
  insertSaidEntries,
  type LiveAllocation,
  loadClosedUntil,
  loadItem,
  loadLiveAllocations,
} from "./ledger.store.ts"
import {
  type InstalmentKey,
  type NewAllocation,
  type NewEntry,
  numberOf,
  planCancellation,
  planCounterEntry,
  planDeduction,
  type SaidEntry,
  type SettledBy,
} from "./ledger.ts"

const ITEMS_NAMED = 100

export async function postEntries(tx: Tx, by: By, entries: readonly NewEntry[], code: ActCode = "ledger.posted"): Promise<Id> {
  const actId = await recordAct(tx, by, { code, subject: { entries: entries.map((e) => e.number).slice(0, 20), count: entries.length } })
  await refusing(() => insertEntries(tx, actId, entries))
  return actId
}

/** What a program says, by its customers' codes: one act, one round trip where it stands alone. Refuses UNKNOWN_CUSTOMER too. */
export async function postSaidEntries(call: OneCall, by: By, entries: readonly SaidEntry[]): Promise<void> {
  const subject = { entries: entries.map((e) => e.number).slice(0, 20), count: entries.length }
  const code: ActCode = "ledger.posted"
  const act = { id: call.newId(), at: call.now().toISOString(), ...by, code, subject }
  await refusing(() => insertSaidEntries(call, act, entries))
}

/** Sets credits against debits of the same currency; each counts from the later of its items' days. */
export async function postAllocations(tx: Tx, by: By, allocations: readonly NewAllocation[], origin: "import" | "here" = "here"): Promise<void> {
  const total = allocations.reduce((sum, a) => sum + a.amount, 0n)
  const actId = await recordAct(tx, by, {
    code: "ledger.allocated",
    subject: { count: allocations.length, ...itemsOf(allocations.flatMap((a) => [a.debit, a.credit])) },
    after: { amount: total },
  })
  const posted = await refusing(() => insertAllocations(tx, actId, allocations, origin))
  if (posted !== allocations.length) throw new Refused("ALLOCATION_MISFIT", { asked: allocations.length, fitting: posted })
}

/**
 * Takes allocations back on `on`. In a closed period it is refused, and the first open day is offered for the reversal. A write-off or
 * exchange difference that closed nothing else goes out of the books with its allocation.
 */
export async function reverseAllocations(tx: Tx, by: By, allocationIds: readonly Id[], on: Day): Promise<void> {
  const closedUntil = await loadClosedUntil(tx)
  if (closedUntil !== null && on <= closedUntil) throw new Refused("PERIOD_CLOSED", { day: on, closedUntil, offered: addDays(closedUntil, 1) })
  const live = await loadLiveAllocations(tx, { ids: allocationIds })
  if (live.length !== new Set(allocationIds).size) throw new Refused("NOT_ALLOCATED", { asked: allocationIds.length, found: live.length })
  const after = live.find((a) => a.effectiveOn > on)
  if (after) throw new Refused("REVERSED_TOO_EARLY", { day: on, allocatedOn: after.effectiveOn })
  const actId = await recordAct(tx, by, {
    code: "ledger.unallocated",
    subject: { count: live.length, ...itemsOf(live.flatMap((a) => [a.debit, a.credit])) },
    after: { on },
  })
  await refusing(() => takeBack(tx, actId, live, on, "here"))
}

/** The reversals themselves, for acts that have recorded themselves. */
export async function takeBack(tx: Tx, actId: Id, live: readonly LiveAllocation[], on: Day, origin: "import" | "here"): Promise<void> {
  if (live.length === 0) return
  await insertReversals(
    tx,
    actId,
    live.map((a) => a.id),
    on,
    origin,
  )
  const cancelled = live.flatMap((a) =>
    a.counter && !(a.counter.told && origin === "here") ? [planCancellation(a.counter, tx.newId(), later(on, a.effectiveOn))] : [],
  )
  if (cancelled.length === 0) return
  await insertEntries(
    tx,
    actId,
    cancelled.map((c) => c.entry),
  )
  await insertAllocations(
    tx,
    actId,
    cancelled.map((c) => c.allocation),
    origin,
  )
}

/** A payment that comes back (unpaid direct debit, bounced cheque, protested bill): what it settled is open again from `on`. */
export async function returnPayment(tx: Tx, by: By, paymentId: Id, on: Day, reason: string): Promise<Id> {
  const payment = await loadItem(tx, { entryId: paymentId, no: 1 })
  if (payment?.side !== "credit" || (payment.kind !== "payment" && payment.kind !== "deposit"))
    throw new Refused("UNKNOWN_ITEM", { entry: paymentId })
  if (on < payment.ownDay) throw new Refused("RETURNED_TOO_EARLY", { day: on, paidOn: payment.ownDay })
  const live = await loadLiveAllocations(tx, { items: [{ entryId: paymentId, no: 1 }] })
  const actId = await recordAct(tx, by, {
    code: "ledger.paymentReturned",
    subject: { payment: payment.number, entry: paymentId },
    after: { on, reason, allocations: live.length },
  })
  const id = tx.newId()
  const whole = payment.open + live.reduce((sum, a) => sum + a.amount, 0n)
  const { customerId, currency } = payment
  const entry = { id, kind: "paymentReturn", side: "debit", source: "here", number: numberOf(payment.number, "return", id) } as const
  await refusing(async () => {
    await takeBack(tx, actId, live, on, "here")
    await insertPaymentEvent(tx, actId, paymentId, "returned", on, reason)
    await insertEntries(tx, actId, [{ ...entry, customerId, currency, amount: whole, on, refersTo: paymentId }])
    // Set against the payment once the payment is whole again: an allocation since taken back may cover days after the return.
    const free = later(on, payment.lastLegOn ?? on)
    await insertAllocations(tx, actId, [{ debit: { entryId: id, no: 1 }, credit: { entryId: paymentId, no: 1 }, amount: whole, on: free }], "here")
  })
  return id
}

/** What happened to a payment subject to collection: it became final, or the bank discounted the bill (still a risk until it matures). */
export async function recordCollection(tx: Tx, by: By, paymentId: Id, event: "collected" | "discounted", on: Day): Promise<void> {
  const payment = await findItem(tx, { entryId: paymentId, no: 1 })
  if (payment.kind !== "payment" && payment.kind !== "deposit") throw new Refused("UNKNOWN_ITEM", { entry: paymentId })
  const actId = await recordAct(tx, by, { code: `ledger.payment.${event}`, subject: { payment: payment.number, entry: paymentId }, after: { on } })
  await refusing(() => insertPaymentEvent(tx, actId, paymentId, event, on, null))
}

export type Counter = {
  readonly kind: "writeOff" | "exchangeDifference" | "refund"
  readonly amount: Minor
  readonly on: Day
  readonly settledBy?: SettledBy
}

/** Writes off, refunds or books an exchange difference on what is open of an item: the counter-entry and its allocation. */
export async function settleOpen(tx: Tx, by: By, item: InstalmentKey, counter: Counter): Promise<Id> {
  const found = await findItem(tx, item)
  if (counter.kind === "refund" && found.side === "debit") throw new Refused("WRONG_SIDE", { item: found.number, side: found.side })
  const id = tx.newId()
  const { entry, allocation } = planCounterEntry(found, { id, number: numberOf(found.number, counter.kind, id), ...counter })
  const actId = await recordAct(tx, by, {
    code: `ledger.${counter.kind}`,
    subject: { item: found.number, entry: item.entryId, instalment: item.no },
    after: { amount: counter.amount, currency: found.currency, on: counter.on },
  })
  await refusing(async () => {
    await insertEntries(tx, actId, [entry])
    await insertAllocations(tx, actId, [allocation], "here")
  })
  return id
}

/** Keeps a short payment as a deduction item of its own; the sum of the account does not move. */
export async function postDeduction(tx: Tx, by: By, item: InstalmentKey, amount: Minor, on: Day): Promise<Id> {
  const found = await findItem(tx, item)
  if (found.side === "credit") throw new Refused("WRONG_SIDE", { item: found.number, side: found.side })
  const claimId = tx.newId()
  const { entries, allocation } = planDeduction(found, {
    reliefId: tx.newId(),
    claimId,
    number: numberOf(found.number, "deduction", claimId),
    amount,
    on,
  })
  const actId = await recordAct(tx, by, {
    code: "ledger.deduction",
    subject: { item: found.number, entry: item.entryId, instalment: item.no },
    after: { amount, currency: found.currency, on },
  })
  await refusing(async () => {
    await insertEntries(tx, actId, entries)
    await insertAllocations(tx, actId, [allocation], "here")
  })
  return claimId
}

/** A new due day, itself a dated fact: before `on` the old one still holds. */
export async function moveDueDate(tx: Tx, by: By, item: InstalmentKey, dueOn: Day, on: Day): Promise<void> {
  const found = await findItem(tx, item)
  const actId = await recordAct(tx, by, {
    code: "ledger.dueDateMoved",
    subject: { item: found.number, entry: item.entryId, instalment: item.no },
    after: { dueOn, on },
  })
  await refusing(() => insertDueChange(tx, actId, item, dueOn, on))
}

/** Closes the books up to and including a day; an earlier day than before reopens them. */
export async function closePeriod(tx: Tx, by: By, until: Day): Promise<void> {
  const before = await loadClosedUntil(tx)
  const actId = await recordAct(tx, by, { code: "ledger.periodClosed", subject: {}, before: { closedUntil: before }, after: { closedUntil: until } })
  await insertPeriodClose(tx, actId, until)
}

/** Which items an act was about: the first hundred, and how many in all. */
function itemsOf(keys: readonly InstalmentKey[]): { readonly items: readonly Id[]; readonly itemCount: number } {
  const items = [...new Set(keys.map((key) => key.entryId))]
  return { items: items.slice(0, ITEMS_NAMED), itemCount: items.length }
}

async function findItem(tx: Tx, item: InstalmentKey) {
  const found = await loadItem(tx, item)
  if (!found) throw new Refused("UNKNOWN_ITEM", { entry: item.entryId, instalment: item.no })
  return found
}

/** Turns what the database refuses into the refusal's own code. */
export async function refusing<T>(post: () => Promise<T>): Promise<T> {
  try {
    return await post()
  } catch (error) {
    const { code, constraint, detail } = error as { code?: string; constraint?: string; detail?: string }
    if (code === "23514" && constraint === "open_within_gross") throw new Refused("OVER_ALLOCATED")
    if (code === "23514" && constraint?.endsWith("_amount_check")) throw new Refused("BAD_AMOUNT")
    if (code === "EN006") throw new Refused("OVER_ALLOCATED", figuresOf(detail))
    if (code === "EN007") throw new Refused("UNKNOWN_CUSTOMER", figuresOf(detail))
    if (code === "EN002") throw new Refused("PERIOD_CLOSED", offering(figuresOf(detail)))
    if (code === "EN003" || code === "EN004" || code === "EN005") throw new Refused("ALLOCATION_MISFIT", figuresOf(detail))
    if (code === "23505" && constraint === "allocation_reversed_once") throw new Refused("NOT_ALLOCATED")
    if (code === "23505" && constraint === "payment_returned_once") throw new Refused("ALREADY_RETURNED")
    if (code === "23505") throw new Refused("DUPLICATE_ENTRY", { constraint: constraint ?? "" })
    throw error
  }
}
const figuresOf = (detail: string | undefined): Record<string, unknown> => (detail ? JSON.parse(detail) : {})
const offering = (figures: Record<string, unknown>) => ({ ...figures, offered: addDays(figures.closedUntil as Day, 1) })
