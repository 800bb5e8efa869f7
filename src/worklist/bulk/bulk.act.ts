/** One act for many, in one transaction: each is tried by itself, and who is refused is left out with why. */
import { addNote, takeBack } from "../../contact/contact.act.ts"
import { customerById, findCustomer, type KnownCustomer } from "../../customer/find.act.ts"
import { closeDispute, openDispute } from "../../dispute/dispute.act.ts"
import type { Cause } from "../../dispute/dispute.ts"
import { liftHold, listHolds, placeHold } from "../../hold/hold.act.ts"
import type { Reason } from "../../hold/hold.ts"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import { loadOpenDebits, type OpenDebit } from "../../ledger/accounts/debits.act.ts"
import { makePromise, withdrawPromise } from "../../promise/promise.act.ts"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { addTask, snoozeCustomer, withdrawTask } from "../task.act.ts"
import { hasOpenTask, loadSnooze } from "../task.store.ts"
import { attempt } from "./attempt.store.ts"
import { type Done, eachOnce, groupsOf, type Left, type Outcome, type Undo, type Unit } from "./bulk.ts"

export type SaidOnCustomers =
  | { readonly act: "snooze"; readonly until: Day }
  | { readonly act: "note"; readonly text: string; readonly pinned: boolean }
  | { readonly act: "hold"; readonly reason: Reason; readonly until: Day; readonly note: string | null }
  | { readonly act: "hand"; readonly owner: string; readonly dueOn: Day; readonly why: string }

/** Refuses BULK_EMPTY. */
export async function actOnCustomers(tx: Tx, by: By, codes: readonly string[], said: SaidOnCustomers, today: Day): Promise<Outcome> {
  const each = eachOnce(codes, (code) => code)
  if (each.length === 0) throw new Refused("BULK_EMPTY")
  const results: (Done | Left)[] = []
  for (const code of each) {
    let unit: Unit = { customer: code, name: code, items: [] }
    const undo = await attempt(tx, async () => {
      const customer = await findCustomer(tx, code)
      unit = { ...unit, name: customer.name }
      return onCustomer(tx, by, customer, said, today)
    })
    results.push(resultOf(unit, undo))
  }
  return outcomeOf(results)
}

async function onCustomer(tx: Tx, by: By, { id, code }: KnownCustomer, said: SaidOnCustomers, today: Day): Promise<Undo> {
  switch (said.act) {
    case "snooze": {
      const before = await loadSnooze(tx, id)
      if (before !== null && before > today && before >= said.until) throw new Refused("SNOOZED_LONGER", { until: before })
      await snoozeCustomer(tx, by, code, said.until, today)
      return { of: "snooze", id: code, until: before !== null && before > today ? before : null }
    }
    case "note":
      return { of: "note", id: (await addNote(tx, by, code, said)).id, until: null }
    case "hold": {
      const active = await listHolds(tx, { asOf: today, customer: id, state: "active", before: null, limit: 50 })
      const longer = active.find((one) => one.item === null && one.until >= said.until)
      if (longer) throw new Refused("HELD_LONGER", { until: longer.until })
      return { of: "hold", id: (await placeHold(tx, by, { ...said, customer: code, item: null }, today)).id, until: null }
    }
    case "hand":
      if (await hasOpenTask(tx, id, said.owner)) throw new Refused("HAS_TASK", { owner: said.owner })
      return { of: "task", id: await addTask(tx, by, code, { ...said, kind: "other" }), until: null }
  }
}

export type SaidOnItems =
  | { readonly act: "promise"; readonly dueOn: Day }
  | { readonly act: "dispute"; readonly cause: Cause; readonly description: string; readonly resolver: string | null }
  | { readonly act: "hold"; readonly reason: Reason; readonly until: Day; readonly note: string | null }
export type NamedItem = { readonly entry: Id; readonly no: number }
type Group = { readonly code: string; readonly unit: Unit; readonly items: readonly OpenDebit[] }

/** Refuses BULK_EMPTY. */
export async function actOnItems(tx: Tx, by: By, named: readonly NamedItem[], said: SaidOnItems, today: Day): Promise<Outcome> {
  const each = eachOnce(named, ({ entry, no }) => `${entry} ${no}`)
  if (each.length === 0) throw new Refused("BULK_EMPTY")
  const open = new Map(
    (await loadOpenDebits(tx, today, { entries: each.map(({ entry }) => entry) })).map((item) => [`${item.entryId} ${item.no}`, item]),
  )
  const items = each.flatMap(({ entry, no }) => open.get(`${entry} ${no}`) ?? [])
  const gone = each.filter(({ entry, no }) => !open.has(`${entry} ${no}`))
  const results: (Done | Left)[] = gone.map(({ entry }) => ({ customer: "", name: "", items: [entry], code: "NOT_CHASED", figures: {} }))
  for (const group of await grouped(tx, items, said.act === "hold"))
    results.push(resultOf(group.unit, await attempt(tx, () => onItems(tx, by, group, said, today))))
  return outcomeOf(results)
}

async function grouped(tx: Tx, items: readonly OpenDebit[], apart: boolean): Promise<Group[]> {
  const known = new Map<Id, KnownCustomer | undefined>()
  for (const { customerId } of items) if (!known.has(customerId)) known.set(customerId, await customerById(tx, customerId))
  const groups = apart ? items.map((item) => [item]) : groupsOf(items.map((item) => ({ ...item, customer: item.customerId })))
  return groups.flatMap((group) => {
    const customer = known.get(group[0]!.customerId)
    return customer
      ? [{ code: customer.code, unit: { customer: customer.code, name: customer.name, items: group.map(({ number }) => number) }, items: group }]
      : []
  })
}

async function onItems(tx: Tx, by: By, { code, items }: Group, said: SaidOnItems, today: Day): Promise<Undo> {
  const keys = items.map(({ entryId, no }) => ({ entry: entryId, no }))
  const { currency } = items[0]!
  switch (said.act) {
    case "promise": {
      const amount = items.reduce((all, { open }) => all + open, 0n)
      const parts = [{ amount, dueOn: said.dueOn }]
      const made = await makePromise(
        tx,
        by,
        { customer: code, currency, parts, items: keys, saidOn: today, saidHow: "call", saidBy: null, takenBy: null, graceDays: 0 },
        today,
      )
      return { of: "promise", id: made.promise.id, until: null }
    }
    case "dispute": {
      const lines = keys.map((key) => ({ ...key, amount: null }))
      const opened = await openDispute(tx, by, { ...said, dueOn: null, customer: code, openedOn: today, items: lines }, today)
      return { of: "dispute", id: opened.id, until: null }
    }
    case "hold": {
      const [item] = keys
      return { of: "hold", id: (await placeHold(tx, by, { ...said, customer: code, item: item! }, today)).id, until: null }
    }
  }
}

/** Takes back what was done in bulk, all of it or nothing. `because` stands in the log where the room asks for a reason. */
export async function undoAll(tx: Tx, by: By, undo: readonly Undo[], because: string, today: Day): Promise<number> {
  for (const { of, id, until } of undo) {
    if (of === "snooze") await snoozeCustomer(tx, by, id, until ?? today, today)
    else if (of === "note") await takeBack(tx, by, id)
    else if (of === "hold") await liftHold(tx, by, id, because, today)
    else if (of === "task") await withdrawTask(tx, by, id)
    else if (of === "promise") await withdrawPromise(tx, by, id, because, today)
    else await closeDispute(tx, by, id, "withdrawn", because, today)
  }
  return undo.length
}

const resultOf = (unit: Unit, undo: Undo | Refused): Done | Left =>
  undo instanceof Refused ? { ...unit, code: undo.code, figures: undo.figures } : { ...unit, undo }
const outcomeOf = (results: readonly (Done | Left)[]): Outcome => ({
  done: results.filter((one) => "undo" in one),
  left: results.filter((one) => "code" in one),
})
