/** The door of the dispute room: disputes are opened, worked on and closed; they give way where less is open than they claim. */
import { recordAct } from "../activity/activity.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { type Currency, currency, type Minor } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import { findOpenDebits, loadOpenDebits, type SaidItem } from "../ledger/accounts/debits.act.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import {
  type Details,
  type DisputeQuestion,
  eraseWords,
  holdDispute,
  holdItems,
  insertDispute,
  insertShrinks,
  type KeptDispute,
  type KeptLine,
  loadDisputes,
  loadLines,
  loadLiveLines,
  markClosed,
  moveDisputed,
  overDisputed,
  updateDetails,
} from "./dispute.store.ts"
import { type Closing, type Dispute, fitLines, type LiveLine } from "./dispute.ts"

export type SaidDispute = Details & {
  readonly customer: string
  readonly openedOn: Day
  /** No amount: all that is open and not disputed yet. */
  readonly items: readonly (SaidItem & { readonly amount: Minor | null })[]
}
const keyOf = ({ entryId, no }: InstalmentKey) => `${entryId} ${no}`

/** Refuses UNKNOWN_CUSTOMER, UNKNOWN_ITEM, DISPUTE_NOTHING, DISPUTE_CURRENCY, DISPUTE_TOO_LATE, DISPUTED_TOO_MUCH. */
export async function openDispute(tx: Tx, by: By, said: SaidDispute, today: Day): Promise<Dispute> {
  const customer = await findCustomer(tx, said.customer)
  if (said.openedOn > today) throw new Refused("DISPUTE_TOO_LATE", { day: said.openedOn, latest: today })
  const named = await findOpenDebits(tx, today, customer.id, said.items)
  const [first] = named
  if (!first) throw new Refused("DISPUTE_NOTHING")
  if (named.length < said.items.length) throw new Refused("DISPUTE_NOTHING", { twice: true })
  const other = named.find(({ currency }) => currency !== first.currency)
  if (other) throw new Refused("DISPUTE_CURRENCY", { currency: first.currency, item: other.number, of: other.currency })
  await holdItems(tx, named)
  await fitItems(tx, by, named, today)
  // Asked again behind the lock: others may have disputed or paid meanwhile.
  const openByItem = await openOf(tx, named, today)
  const disputedByItem = sumOf(await loadLiveLines(tx, { items: named }, today))
  const lines = named.map((item, i) => {
    const open = openByItem(item)
    const disputed = disputedByItem.get(keyOf(item)) ?? 0n
    const amount = said.items[i]!.amount ?? open - disputed
    if (amount <= 0n || disputed + amount > open)
      throw new Refused("DISPUTED_TOO_MUCH", { item: item.number, open, disputed, amount, currency: item.currency })
    return { entryId: item.entryId, no: item.no, amount }
  })
  const id = tx.newId()
  const { cause, description, resolver, dueOn, openedOn } = said
  await insertDispute(
    tx,
    { id, customerId: customer.id, currency: first.currency, cause, description, resolver, dueOn, openedOn, openedBy: by.name },
    lines,
  )
  await moveDisputed(tx, lines)
  await recordAct(tx, by, {
    code: "dispute.opened",
    subject: { dispute: id, customer: customer.id, items: lines.map(({ entryId }) => entryId).slice(0, 100) },
    after: { kind: cause, on: openedOn, currency: first.currency, amount: totalOf(lines), dueOn, description, resolver },
  })
  return knownDispute(tx, id, today)
}

/** Of what a person says of amounts: that of the first item, else the company's own. */
export async function currencySaid(
  tx: Tx,
  said: Pick<SaidDispute, "customer"> & { readonly items: readonly SaidItem[] },
  own: string,
  today: Day,
): Promise<Currency> {
  const { id } = await findCustomer(tx, said.customer)
  const [first] = await findOpenDebits(tx, today, id, said.items.slice(0, 1))
  return first?.currency ?? currency(own)
}

const totalOf = (lines: readonly { readonly amount: Minor }[]): Minor => lines.reduce((all, { amount }) => all + amount, 0n)
function sumOf(lines: readonly LiveLine[]): ReadonlyMap<string, Minor> {
  const sums = new Map<string, Minor>()
  for (const line of lines) sums.set(keyOf(line), (sums.get(keyOf(line)) ?? 0n) + line.amount)
  return sums
}
async function openOf(tx: Tx, items: readonly InstalmentKey[], asOf: Day): Promise<(item: InstalmentKey) => Minor> {
  const open = new Map((await loadOpenDebits(tx, asOf, { entries: items.map(({ entryId }) => entryId) })).map((item) => [keyOf(item), item.open]))
  return (item) => open.get(keyOf(item)) ?? 0n
}

/** `seen` refuses when the dispute is no longer what the caller saw. Refuses UNKNOWN_DISPUTE, DISPUTE_CLOSED. */
export async function closeDispute(
  tx: Tx,
  by: By,
  id: Id,
  outcome: Closing,
  because: string,
  today: Day,
  seen: (current: Dispute) => void | Promise<void> = () => {},
): Promise<Dispute> {
  const lines = await loadLines(tx, [id], today)
  // Items before disputes, as whoever shrinks one holds them.
  await holdItems(tx, lines)
  const { customerId } = await heldOpen(tx, id, today, seen)
  const left = await loadLines(tx, [id], today)
  await moveDisputed(
    tx,
    left.map((line) => ({ ...line, amount: -line.amount })),
  )
  await markClosed(tx, id, today, by.name, outcome, because)
  await recordAct(tx, by, {
    code: "dispute.closed",
    subject: { dispute: id, customer: customerId },
    after: { kind: outcome, on: today, amount: totalOf(left), because },
  })
  return knownDispute(tx, id, today)
}

async function heldOpen(tx: Tx, id: Id, today: Day, seen: (current: Dispute) => void | Promise<void>): Promise<Dispute> {
  if (!(await holdDispute(tx, id))) throw new Refused("UNKNOWN_DISPUTE", { dispute: id })
  const dispute = await knownDispute(tx, id, today)
  await seen(dispute)
  if (dispute.closed) throw new Refused("DISPUTE_CLOSED", { dispute: id, on: dispute.closed.on, outcome: dispute.closed.outcome })
  return dispute
}

/** Details not named stay as they are. `seen` refuses when the dispute is no longer what the caller saw. Refuses UNKNOWN_DISPUTE, DISPUTE_CLOSED. */
export async function changeDispute(
  tx: Tx,
  by: By,
  id: Id,
  wanted: { readonly [K in keyof Details]?: Details[K] | undefined },
  seen: (current: Dispute) => void | Promise<void>,
  today: Day,
): Promise<Dispute> {
  const { customerId, cause, description, resolver, dueOn } = await heldOpen(tx, id, today, seen)
  const before = { cause, description, resolver, dueOn }
  const after: Details = {
    cause: wanted.cause ?? cause,
    description: wanted.description ?? description,
    resolver: wanted.resolver === undefined ? resolver : wanted.resolver,
    dueOn: wanted.dueOn === undefined ? dueOn : wanted.dueOn,
  }
  await updateDetails(tx, id, after)
  const told = ({ cause: kind, ...rest }: Details) => ({ kind, ...rest })
  await recordAct(tx, by, { code: "dispute.changed", subject: { dispute: id, customer: customerId }, before: told(before), after: told(after) })
  return knownDispute(tx, id, today)
}

/** Read only. Refuses UNKNOWN_DISPUTE. */
export async function knownDispute(tx: Tx, id: Id, asOf: Day): Promise<Dispute> {
  const [dispute] = await seenOn(tx, await loadDisputes(tx, { id }), asOf)
  if (!dispute) throw new Refused("UNKNOWN_DISPUTE", { dispute: id })
  return dispute
}

export const listDisputes = async (tx: Tx, q: DisputeQuestion): Promise<Dispute[]> => seenOn(tx, await loadDisputes(tx, q), q.asOf)

/** The lines of all disputes open on the day, of a customer or of all: what the chase asks. */
export const liveDisputes = (tx: Tx, asOf: Day, customer: Id | null): Promise<KeptLine[]> =>
  loadLiveLines(tx, customer === null ? "all" : { customer }, asOf)

/** Each as it stood at the end of the day: never more disputed than was open. */
async function seenOn(tx: Tx, kept: readonly KeptDispute[], asOf: Day): Promise<Dispute[]> {
  const lines = await loadLines(
    tx,
    kept.map(({ id }) => id),
    asOf,
  )
  const live = await loadLiveLines(tx, { items: lines }, asOf)
  const fitted = new Map(fitLines(live, await openOf(tx, lines, asOf)).map((line) => [`${line.dispute} ${keyOf(line)}`, line.amount]))
  const byDispute = Map.groupBy(lines, ({ dispute }) => dispute)
  return kept.map(({ closedOn, closedBy, outcome, closing, ...dispute }) => {
    const over = closedOn !== null && closedOn <= asOf
    return {
      ...dispute,
      state: over ? "closed" : "open",
      closed: over ? { on: closedOn, by: closedBy ?? "", outcome: outcome!, because: closing ?? "" } : null,
      lines: (byDispute.get(dispute.id) ?? []).map(({ entryId, no, number, claimed }) => ({
        entryId,
        no,
        number,
        claimed,
        disputed: fitted.get(`${dispute.id} ${entryId} ${no}`) ?? 0n,
      })),
    }
  })
}

/** Disputes that claim more than is open give way, and close where nothing is left; how many acts it took. */
export async function shrinkDisputes(tx: Tx, by: By, today: Day): Promise<number> {
  const items = await overDisputed(tx, today)
  if (items.length === 0) return 0
  await holdItems(tx, items)
  return fitItems(tx, by, items, today)
}

/** Of items that are held. */
async function fitItems(tx: Tx, by: By, items: readonly InstalmentKey[], today: Day): Promise<number> {
  const live = await loadLiveLines(tx, { items }, today)
  const fitted = fitLines(live, await openOf(tx, items, today))
  const shrunk = fitted.filter((line, i) => line.amount < live[i]!.amount)
  await moveDisputed(
    tx,
    fitted.flatMap((line, i) => (line.amount < live[i]!.amount ? [{ ...line, amount: line.amount - live[i]!.amount }] : [])),
  )
  const customerById = new Map(live.map(({ dispute, customerId }) => [dispute, customerId]))
  let acts = 0
  for (const [id, lines] of Map.groupBy(shrunk, ({ dispute }) => dispute)) {
    const subject = { dispute: id, customer: customerById.get(id), items: lines.map(({ entryId }) => entryId).slice(0, 100) }
    const actId = tx.newId()
    await insertShrinks(tx, actId, lines, today)
    acts++
    const left = totalOf(await loadLines(tx, [id], today))
    if (left > 0n) await recordAct(tx, by, { id: actId, code: "dispute.shrunk", subject, after: { on: today, amount: left } })
    else {
      await markClosed(tx, id, today, by.name, "settled", "")
      await recordAct(tx, by, { id: actId, code: "dispute.closed", subject, after: { kind: "settled", on: today, amount: 0n } })
    }
  }
  return acts
}

/** What was written in words of a customer who is erased. */
export const eraseDisputeWords = (tx: Tx, customer: Id): Promise<number> => eraseWords(tx, customer)
