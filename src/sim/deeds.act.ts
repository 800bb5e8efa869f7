/** The day's deeds through the ledger's own acts: the simulator writes nothing itself. */
import { recordAct } from "../activity/activity.act.ts"
import { registerCustomers } from "../customer/customer.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Id } from "../kernel/id.ts"
import {
  closePeriod,
  moveDueDate,
  postAllocations,
  postDeduction,
  postEntries,
  recordCollection,
  returnPayment,
  reverseAllocations,
  settleOpen,
} from "../ledger/ledger.act.ts"
import { type NewEntry, sideOf } from "../ledger/ledger.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import type { Deed, Draft, Key } from "./book.ts"
import { loadAllocation } from "./sim.store.ts"
import type { Customer } from "./world.ts"

/** The acts it calls, as one record: a test may hold a faulty one out to it. */
export const HANDS = {
  postEntries,
  postAllocations,
  reverseAllocations,
  returnPayment,
  recordCollection,
  settleOpen,
  postDeduction,
  moveDueDate,
  closePeriod,
}
export type Hands = typeof HANDS
/** What the ledger calls what the simulator knows by code and number. */
export type Ids = { readonly customers: Map<string, Id>; readonly entries: Map<string, Id> }

export async function openAccounts(tx: Tx, by: By, customers: readonly Customer[], ids: Ids): Promise<void> {
  await recordAct(tx, by, { code: "customer.registered", subject: { count: customers.length }, touched: customers.map((c) => c.code) })
  const rows = customers.map(({ code, name, country, segment, collector, groupCode }) => ({
    code,
    name,
    country,
    segment,
    collector,
    groupCode,
    identifiers: null,
  }))
  await registerCustomers(tx, tx.company, rows, tx.newId)
  for (const { code } of customers) ids.customers.set(code, (await findCustomer(tx, code)).id)
}

export async function doDeed(tx: Tx, by: By, deed: Deed, ids: Ids, hands: Hands): Promise<void> {
  const at = ({ label, no }: Key) => ({ entryId: idOf(ids, label), no })
  switch (deed.act) {
    case "post":
      await hands.postEntries(
        tx,
        by,
        deed.drafts.map((draft) => toEntry(tx, draft, ids)),
      )
      break
    case "allocate":
      await hands.postAllocations(
        tx,
        by,
        deed.sets.map((set) => ({ ...set, debit: at(set.debit), credit: at(set.credit) })),
      )
      break
    case "reverse": {
      const live: Id[] = []
      for (const { debit, credit } of deed.of) live.push(await loadAllocation(tx, at(debit), at(credit)))
      await hands.reverseAllocations(tx, by, live, deed.on)
      break
    }
    case "return":
      ids.entries.set(deed.as, await hands.returnPayment(tx, by, idOf(ids, deed.payment), deed.on, deed.reason))
      break
    case "collect":
      await hands.recordCollection(tx, by, idOf(ids, deed.payment), deed.event, deed.on)
      break
    case "settle": {
      const { item, as, kind, amount, on, settledBy } = deed
      ids.entries.set(as, await hands.settleOpen(tx, by, at(item), { kind, amount, on, ...(settledBy && { settledBy }) }))
      break
    }
    case "deduct":
      ids.entries.set(deed.as, await hands.postDeduction(tx, by, at(deed.item), deed.amount, deed.on))
      break
    case "moveDue":
      await hands.moveDueDate(tx, by, at(deed.item), deed.dueOn, deed.on)
      break
    case "close":
      await hands.closePeriod(tx, by, deed.until)
      break
  }
}

function idOf(ids: Ids, label: string): Id {
  const id = ids.entries.get(label)
  if (id === undefined) throw new Error(`the simulator never posted ${label}`)
  return id
}

function toEntry(tx: Tx, draft: Draft, ids: Ids): NewEntry {
  const { label, kind, customer, payer, currency, amount, on, parts, means, valueOn, collectionOn } = draft
  const id = tx.newId()
  ids.entries.set(label, id)
  return {
    id,
    kind,
    side: sideOf(kind, amount),
    source: "main",
    number: label,
    customerId: ids.customers.get(customer)!,
    currency,
    amount,
    on,
    ...(payer !== undefined && { payerId: ids.customers.get(payer)! }),
    ...(parts && { instalments: parts }),
    ...(means && { means }),
    ...(valueOn && { valueOn }),
    ...(collectionOn && { collectionOn }),
  }
}
