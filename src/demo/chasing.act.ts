/** The demo's notes become promises, disputes, holds and an insolvency, by the same acts as anybody's. */
import { customerById } from "../customer/find.act.ts"
import { closeDispute, openDispute } from "../dispute/dispute.act.ts"
import { causeText, outcomeText } from "../dispute/dispute.text.ts"
import { placeHold } from "../hold/hold.act.ts"
import { addDays, type Day } from "../kernel/day.ts"
import type { Language } from "../kernel/text.ts"
import { loadOpenDebits } from "../ledger/accounts/debits.act.ts"
import { listPromises, makePromise } from "../promise/promise.act.ts"
import { recordInsolvency } from "../recovery/insolvency.act.ts"
import type { InsolvencyKind } from "../recovery/insolvency.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { type DemoItem, type DemoPayment, noteChasing } from "./chasing.ts"

const OPENED_IN: Readonly<Record<string, InsolvencyKind>> = { FR: "safeguard", BE: "judicialReorganisation" }

/** Once: where there is a promise already, nothing is added. How many notes it made. */
export async function fillRooms(tx: Tx, by: By, payments: () => readonly DemoPayment[], lang: Language, today: Day): Promise<number> {
  if ((await listPromises(tx, { asOf: addDays(today, 1), customer: null, state: null, before: null, limit: 1 })).length > 0) return 0
  const items: DemoItem[] = []
  for (const { customerId, ...item } of await loadOpenDebits(tx, today, "all")) {
    const { code, country } = (await customerById(tx, customerId))!
    items.push({ ...item, customer: code, country })
  }
  const notes = noteChasing(items, payments(), today)
  for (const one of notes) {
    if (one.note === "promise") await makePromise(tx, by, { ...one, saidHow: "call", saidBy: "Mme Inventée", takenBy: null, graceDays: 0 }, today)
    else if (one.note === "dispute") {
      const { item, amount, cause, openedOn } = one
      const said = { customer: item.customer, cause, openedOn, description: causeText[cause][lang], resolver: "M. Fictif", dueOn: addDays(today, 10) }
      const { id } = await openDispute(tx, by, { ...said, items: [{ number: item.number, no: item.no, amount }] }, today)
      if (one.closed) await closeDispute(tx, by, id, "upheld", outcomeText.upheld[lang], today)
    } else if (one.note === "hold") {
      const reason = one.item === null ? "commercialGesture" : "awaitingCreditNote"
      await placeHold(tx, by, { customer: one.customer, item: one.item, reason, note: null, until: one.until }, today)
    } else {
      const facts = {
        kind: OPENED_IN[one.country ?? ""] ?? "other",
        judgedOn: one.judgedOn,
        court: null,
        reference: null,
        source: "demo",
        endedOn: null,
      }
      await recordInsolvency(tx, by, one.customer, facts, today)
    }
  }
  return notes.length
}
