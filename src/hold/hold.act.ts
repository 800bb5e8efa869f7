/** The door of the hold room: a customer or an item is left alone until a day; a hold is changed, and lifted before its day. */
import { recordAct } from "../activity/activity.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import { findOpenDebits, type SaidItem } from "../ledger/accounts/debits.act.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { eraseWords, type HoldQuestion, insertHold, loadHolds, lockHold, markLifted, updateHold } from "./hold.store.ts"
import { checkHold, type Hold, holdStateOn, type Reason } from "./hold.ts"

export type SaidHold = {
  readonly customer: string
  /** Null: all of the customer. */
  readonly item: SaidItem | null
  readonly reason: Reason
  readonly note: string | null
  readonly until: Day
}

/** From today on. Refuses UNKNOWN_CUSTOMER, UNKNOWN_ITEM, HOLD_PAST, HOLD_TOO_LONG, HOLD_NEEDS_WORDS. */
export async function placeHold(tx: Tx, by: By, said: SaidHold, today: Day): Promise<Hold> {
  const customer = await findCustomer(tx, said.customer)
  const [item] = said.item === null ? [] : await findOpenDebits(tx, today, customer.id, [said.item])
  const { reason, note, until } = said
  refuseUnless({ reason, note, from: today, until }, today)
  const id = tx.newId()
  await insertHold(tx, { id, customerId: customer.id, item: item ?? null, reason, note, from: today, until, placedBy: by.name })
  await recordAct(tx, by, {
    code: "hold.placed",
    subject: { hold: id, customer: customer.id, ...(item ? { items: [item.entryId] } : {}) },
    after: { kind: reason, from: today, until, note },
  })
  return knownHold(tx, id)
}

function refuseUnless(said: Parameters<typeof checkHold>[0], today: Day): void {
  const checked = checkHold(said, today)
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
}

/** `seen` refuses when the hold is no longer what the caller saw. Refuses UNKNOWN_HOLD, HOLD_ENDED. */
export async function liftHold(
  tx: Tx,
  by: By,
  id: Id,
  because: string | null,
  today: Day,
  seen: (current: Hold) => void | Promise<void> = () => {},
): Promise<Hold> {
  const hold = await lockedActive(tx, id, today, seen)
  await markLifted(tx, id, today, by.name, because)
  await recordAct(tx, by, { code: "hold.lifted", subject: { hold: id, customer: hold.customerId }, after: { on: today, until: hold.until, because } })
  return knownHold(tx, id)
}

async function lockedActive(tx: Tx, id: Id, today: Day, seen: (current: Hold) => void | Promise<void>): Promise<Hold> {
  if (!(await lockHold(tx, id))) throw new Refused("UNKNOWN_HOLD", { hold: id })
  const hold = await knownHold(tx, id)
  await seen(hold)
  const state = holdStateOn(hold, today)
  if (state !== "active") throw new Refused("HOLD_ENDED", { hold: id, state, until: hold.liftedOn ?? hold.until })
  return hold
}

/** What is not named stays as it is. `seen` refuses when the hold is no longer what the caller saw. Refuses as placing and lifting do. */
export async function changeHold(
  tx: Tx,
  by: By,
  id: Id,
  wanted: { readonly until?: Day | undefined; readonly note?: string | null | undefined },
  seen: (current: Hold) => void | Promise<void>,
  today: Day,
): Promise<Hold> {
  const hold = await lockedActive(tx, id, today, seen)
  const before = { until: hold.until, note: hold.note }
  const after = { until: wanted.until ?? hold.until, note: wanted.note === undefined ? hold.note : wanted.note }
  refuseUnless({ ...hold, ...after }, today)
  await updateHold(tx, id, after.until, after.note)
  await recordAct(tx, by, { code: "hold.changed", subject: { hold: id, customer: hold.customerId }, before, after })
  return knownHold(tx, id)
}

/** Read only. Refuses UNKNOWN_HOLD. */
export async function knownHold(tx: Tx, id: Id): Promise<Hold> {
  const [hold] = await loadHolds(tx, { id })
  if (!hold) throw new Refused("UNKNOWN_HOLD", { hold: id })
  return hold
}

export const listHolds = (tx: Tx, q: HoldQuestion): Promise<Hold[]> => loadHolds(tx, q)

/** What was written in words of a customer who is erased. */
export const eraseHoldWords = (tx: Tx, customer: Id): Promise<number> => eraseWords(tx, customer)
