/** The door of the contact room: people, calls, notes and habits of a customer, each with its act; and their erasure. */
import { recordAct } from "../activity/activity.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Id } from "../kernel/id.ts"
import { Refused, type Result } from "../kernel/result.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import {
  clearMain,
  holdHabit,
  insertContact,
  insertText,
  type KeptText,
  type KnownContact,
  loadContact,
  loadContacts,
  loadHabit,
  removeContact,
  updateContact,
  updateHabit,
} from "./contact.store.ts"
import {
  type Contact,
  checkCall,
  checkContact,
  checkHabit,
  checkText,
  type Habit,
  mentionsIn,
  type NewCall,
  type NewContact,
  type Note,
} from "./contact.ts"
import { eraseSaid } from "./erasure.store.ts"
import { findSaid, holdNote, insertCall, insertNote, insertSeen, insertTakenBack, loadNotes, pinNote, strangersAmong } from "./said.store.ts"

function allowed<T>(checked: Result<T, { readonly code: string }>): T {
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  return checked.value
}

/** Refuses UNKNOWN_CUSTOMER, BAD_CONTACT. Who is asked first before gives way. */
export async function addContact(tx: Tx, by: By, code: string, said: NewContact): Promise<Contact> {
  const person = allowed(checkContact(said))
  const customer = await findCustomer(tx, code)
  if (person.main) await clearMain(tx, customer.id)
  const id = tx.newId()
  await insertContact(tx, id, customer.id, person)
  await recordAct(tx, by, { code: "contact.personAdded", subject: { customer: customer.id, contact: id, role: person.role } })
  return { ...person, id, customer: customer.code, removed: false }
}

export const isAnybodyKnown = async (tx: Tx): Promise<boolean> => (await loadContacts(tx, null, { after: null, limit: 1 })).length > 0

/** What is not named stays as it is. `seen` refuses when it is no longer what the caller saw. Refuses UNKNOWN_CONTACT, BAD_CONTACT. */
export async function changeContact(
  tx: Tx,
  by: By,
  id: string,
  wanted: { readonly [K in keyof NewContact]?: NewContact[K] | undefined },
  seen: (current: Contact) => void | Promise<void>,
): Promise<Contact> {
  const before = await heldContact(tx, id)
  const { customerId, ...current } = before
  await seen(current)
  const stated = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const person = allowed(checkContact({ ...current, name: current.name ?? "", ...stated }))
  if (person.main && !current.main) await clearMain(tx, customerId)
  await updateContact(tx, before.id, person)
  await recordAct(tx, by, {
    code: "contact.personChanged",
    subject: { customer: customerId, contact: before.id, role: person.role },
    before: current,
    after: person,
  })
  return { ...current, ...person }
}

/** Calls keep saying whom they were with. `erase`: nothing of the person is left. Refuses UNKNOWN_CONTACT. */
export async function withdrawContact(tx: Tx, by: By, id: string, erase: boolean): Promise<Id> {
  const found = await loadContact(tx, id, true)
  if (!found || (found.removed && !erase)) throw new Refused("UNKNOWN_CONTACT", { contact: id })
  await removeContact(tx, found.id, erase)
  await recordAct(tx, by, { code: "contact.personRemoved", subject: { customer: found.customerId, contact: found.id, erased: erase } })
  return found.id
}

async function heldContact(tx: Tx, id: string): Promise<KnownContact> {
  const found = await loadContact(tx, id, true)
  if (!found || found.removed) throw new Refused("UNKNOWN_CONTACT", { contact: id })
  return found
}

/** Minutes by which a clock may be ahead of ours. */
const AHEAD_MS = 5 * 60_000

/** Refuses UNKNOWN_CUSTOMER, CAUSE_MISSING, CAUSE_NOT_KNOWN, BAD_TEXT, CALL_AHEAD, UNKNOWN_CONTACT, NOT_ITS_ITEM. */
export async function logCall(tx: Tx, by: By, code: string, call: NewCall): Promise<Id> {
  allowed(checkCall(call))
  const note = call.note === null ? null : allowed(checkText(call.note))
  const at = call.at ?? tx.now()
  if (at.getTime() > tx.now().getTime() + AHEAD_MS) throw new Refused("CALL_AHEAD", { at: at.toISOString() })
  const customer = await findCustomer(tx, code)
  if (call.contact !== null && (await loadContact(tx, call.contact, false))?.customerId !== customer.id)
    throw new Refused("UNKNOWN_CONTACT", { contact: call.contact })
  const [stranger] = call.items.length === 0 ? [] : await strangersAmong(tx, customer.id, call.items)
  if (stranger) throw new Refused("NOT_ITS_ITEM", { item: stranger.entryId, instalment: stranger.no, customer: customer.code })
  const [id, actId] = [tx.newId(), tx.newId()]
  const { outcome, cause, complaint, paysOnDay, items } = call
  await recordAct(tx, by, {
    id: actId,
    code: "contact.called",
    subject: {
      customer: customer.id,
      call: id,
      outcome,
      cause,
      contact: call.contact,
      complaint,
      paysOnDay,
      items: items.map(({ entryId }) => entryId),
    },
  })
  await insertCall(tx, id, customer.id, actId, { ...call, at }, note === null ? null : await insertText(tx, customer.id, note))
  return id
}

/** Refuses UNKNOWN_CUSTOMER, BAD_TEXT. */
export async function addNote(
  tx: Tx,
  by: By,
  code: string,
  said: { readonly text: string; readonly pinned: boolean },
): Promise<{ readonly id: Id; readonly mentions: readonly string[] }> {
  const text = allowed(checkText(said.text))
  const customer = await findCustomer(tx, code)
  const mentions = mentionsIn(text)
  const [id, actId] = [tx.newId(), tx.newId()]
  await recordAct(tx, by, {
    id: actId,
    code: "contact.noted",
    subject: { customer: customer.id, note: id, pinned: said.pinned, mentions: mentions.length },
  })
  await insertNote(tx, id, customer.id, actId, await insertText(tx, customer.id, text), mentions, said.pinned)
  return { id, mentions }
}

/** `seen` refuses when the note is no longer what the caller saw. Refuses UNKNOWN_NOTE. */
export async function setPinned(
  tx: Tx,
  by: By,
  id: string,
  pinned: boolean,
  seen: (current: Note) => void | Promise<void> = () => {},
): Promise<Note> {
  const customer = await holdNote(tx, id)
  if (customer === null) throw new Refused("UNKNOWN_NOTE", { note: id })
  await seen(await knownNote(tx, id))
  await pinNote(tx, id, pinned)
  await recordAct(tx, by, { code: "contact.notePinned", subject: { customer, note: id, pinned } })
  return knownNote(tx, id)
}

/** Read only. Refuses UNKNOWN_NOTE. */
export async function knownNote(tx: Tx, id: string): Promise<Note> {
  const [note] = await loadNotes(tx, { ids: [id] }, null, 1)
  if (!note) throw new Refused("UNKNOWN_NOTE", { note: id })
  return note
}

/** A call or note said in error, taken back by who said it: the log keeps that it was. Refuses UNKNOWN_SAID, NOT_ITS_AUTHOR. */
export async function takeBack(tx: Tx, by: By, id: string): Promise<Id> {
  const said = await findSaid(tx, id)
  if (!said) throw new Refused("UNKNOWN_SAID", { id })
  if (said.by !== by.name) throw new Refused("NOT_ITS_AUTHOR", { by: said.by })
  const actId = await recordAct(tx, by, { code: "contact.takenBack", subject: { customer: said.customerId, [said.kind]: said.id } })
  if (!(await insertTakenBack(tx, said.id, actId))) throw new Refused("UNKNOWN_SAID", { id })
  return said.id
}

/** The colleague has read a note that names them. Refuses UNKNOWN_NOTE. */
export async function seeNote(tx: Tx, by: By, id: string): Promise<Id> {
  const said = await findSaid(tx, id)
  if (said?.kind !== "note") throw new Refused("UNKNOWN_NOTE", { note: id })
  await insertSeen(tx, said.id, by.name)
  return said.id
}

/** What is not named stays as it is. `seen` refuses when it is no longer what the caller saw. Refuses UNKNOWN_CUSTOMER, BAD_HABIT. */
export async function changeHabit(
  tx: Tx,
  by: By,
  code: string,
  wanted: { readonly [K in keyof Habit]?: Habit[K] | undefined },
  seen: (current: Habit, customer: Id) => void | Promise<void>,
): Promise<Habit> {
  const customer = await findCustomer(tx, code)
  await holdHabit(tx, customer.id)
  const before = await loadHabit(tx, customer.id)
  await seen(before, customer.id)
  const stated = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const after = allowed(checkHabit({ ...before, ...stated }))
  await updateHabit(tx, customer.id, after)
  await recordAct(tx, by, { code: "contact.habitChanged", subject: { customer: customer.id }, before, after })
  return after
}

/** A text another room's row leans on: erased with its customer. Refuses BAD_TEXT. */
export const keepText = (tx: Tx, customer: Id, text: string): Promise<KeptText> => insertText(tx, customer, allowed(checkText(text)))

/** Whatever was written about a customer and whoever was named there. How many rows lost something. */
export const eraseContacts = (tx: Tx, customer: Id): Promise<number> => eraseSaid(tx, customer)
