/** The door of the recovery room: insolvency proceedings are entered from a notice, and corrected or ended by who saw their last state. */
import { recordAct } from "../activity/activity.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import {
  eraseWords,
  holdInsolvency,
  holdRecording,
  type InsolvencyQuestion,
  insertInsolvency,
  loadInsolvencies,
  recordedAs,
  updateInsolvency,
} from "./insolvency.store.ts"
import { checkInsolvency, type Insolvency, type InsolvencyFacts } from "./insolvency.ts"

/** Refuses UNKNOWN_CUSTOMER, INSOLVENCY_KIND, INSOLVENCY_TOO_LATE, INSOLVENCY_ENDS_EARLY, INSOLVENCY_KNOWN. */
export async function recordInsolvency(tx: Tx, by: By, code: string, facts: InsolvencyFacts, today: Day): Promise<Insolvency> {
  const { id: customerId, country } = await findCustomer(tx, code)
  await holdRecording(tx, customerId)
  await refuseUnless(tx, customerId, country, facts, null, today)
  const id = tx.newId()
  await insertInsolvency(tx, { ...facts, id, customerId, recordedBy: by.name })
  await recordAct(tx, by, { code: "recovery.insolvencyRecorded", subject: { insolvency: id, customer: customerId }, after: facts })
  return knownInsolvency(tx, id)
}

async function refuseUnless(tx: Tx, customer: Id, country: string | null, facts: InsolvencyFacts, besides: Id | null, today: Day): Promise<void> {
  const checked = checkInsolvency(facts, country, today)
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  const known = await recordedAs(tx, customer, facts, besides)
  if (known !== null) throw new Refused("INSOLVENCY_KNOWN", { kind: facts.kind, judgedOn: known })
}

/** Facts not named stay as they are. `seen` refuses when they are no longer what the caller saw. Refuses UNKNOWN_INSOLVENCY, and as recording does. */
export async function changeInsolvency(
  tx: Tx,
  by: By,
  id: Id,
  wanted: { readonly [K in keyof InsolvencyFacts]?: InsolvencyFacts[K] | undefined },
  seen: (current: Insolvency) => void | Promise<void>,
  today: Day,
): Promise<Insolvency> {
  if (!(await holdInsolvency(tx, id))) throw new Refused("UNKNOWN_INSOLVENCY", { insolvency: id })
  const current = await knownInsolvency(tx, id)
  await seen(current)
  const { kind, judgedOn, court, reference, source, endedOn } = current
  const before: InsolvencyFacts = { kind, judgedOn, court, reference, source, endedOn }
  const after: InsolvencyFacts = {
    kind: wanted.kind ?? kind,
    judgedOn: wanted.judgedOn ?? judgedOn,
    court: wanted.court === undefined ? court : wanted.court,
    reference: wanted.reference === undefined ? reference : wanted.reference,
    source: wanted.source ?? source,
    endedOn: wanted.endedOn === undefined ? endedOn : wanted.endedOn,
  }
  await holdRecording(tx, current.customerId)
  await refuseUnless(tx, current.customerId, current.country, after, id, today)
  await updateInsolvency(tx, id, after)
  await recordAct(tx, by, { code: "recovery.insolvencyChanged", subject: { insolvency: id, customer: current.customerId }, before, after })
  return knownInsolvency(tx, id)
}

/** Read only. Refuses UNKNOWN_INSOLVENCY. */
export async function knownInsolvency(tx: Tx, id: Id): Promise<Insolvency> {
  const [insolvency] = await loadInsolvencies(tx, { id })
  if (!insolvency) throw new Refused("UNKNOWN_INSOLVENCY", { insolvency: id })
  return insolvency
}

export const listInsolvencies = (tx: Tx, q: InsolvencyQuestion): Promise<Insolvency[]> => loadInsolvencies(tx, q)

/** Reference and source of a customer who is erased: that of a person may name them. */
export const eraseInsolvencyWords = (tx: Tx, customer: Id): Promise<number> => eraseWords(tx, customer)
