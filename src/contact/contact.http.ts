/** The API's people at a customer, calls, notes, how it pays, and all of it in time. What holds personal data is answered by its id where it is written: answers are remembered. */
import { z } from "@hono/zod-openapi"
import { lastChange } from "../activity/last-change.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Day } from "../kernel/day.ts"
import { Refused } from "../kernel/result.ts"
import type { Tx } from "../shell/db.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { cutPage, dayField, instantField, instantPlace, nextWire, pageFields, readCursor } from "../shell/http/fields.ts"
import { mustMatch, mustMatchIfSaid, tagOf } from "../shell/http/match.ts"
import { addContact, addNote, changeContact, changeHabit, knownNote, logCall, seeNote, setPinned, takeBack, withdrawContact } from "./contact.act.ts"
import { loadContact, loadContacts, loadHabit } from "./contact.store.ts"
import { type Contact, EVENT_KINDS, type Note, waysToMention } from "./contact.ts"
import {
  callAnswer,
  callFields,
  callWire,
  contactAnswer,
  contactFields,
  contactWire,
  eventAnswer,
  eventWire,
  habitAnswer,
  habitFields,
  habitWire,
  noteAnswer,
  noteWire,
  rowTag,
} from "./contact.wire.ts"
import { loadCalls, loadNotes } from "./said.store.ts"
import { loadTimeline } from "./timeline.store.ts"

const [needs, changes] = ["read", "chase"]
const customer = z.string().min(1).max(100).openapi({ description: "the customer's code" })
const ofCustomer = { customer: customer.optional() }
const made = z.object({ id: z.uuid() })
const tagged = { answers: z.object({ id: z.uuid(), changed: z.boolean() }), refuses: ["MATCH_MISSING", "CHANGED_SINCE"] }
const idOf = async (tx: Tx, code: string | undefined) => (code === undefined ? null : (await findCustomer(tx, code)).id)
/** A place among what was said: when, and its id. */
const place = z.tuple([instantPlace, z.uuid()])
const before = (cursor: string | undefined) => {
  const read = readCursor(cursor, place)
  return read && { at: read[0], id: read[1] }
}
const placeOf = ({ at, id }: { readonly at: Date; readonly id: string }) => [at.toISOString(), id]

export function contactEndpoints(api: Api): void {
  people(api)
  said(api)
  mending(api)
  habits(api)
}

function people(api: Api): void {
  api.read({
    path: "/contacts",
    needs,
    own: true,
    about: "People at customers, or at one, as they were added",
    query: { ...ofCustomer, ...pageFields },
    answers: z.object({ contacts: z.array(contactWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { query }) {
      const after = readCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null
      const found = await loadContacts(tx, await idOf(tx, query.customer), { after, limit: query.limit + 1 })
      const { rows, next } = cutPage(found, query.limit, ({ id }) => [id])
      return { body: { contacts: rows.map(contactAnswer), next } }
    },
  })
  api.read({
    path: "/contacts/{contact}",
    needs,
    own: true,
    about: "One person; the ETag is what a change must match",
    params: { contact: z.uuid() },
    answers: contactWire,
    refuses: ["UNKNOWN_CONTACT"],
    async run(tx, { path }) {
      const found = await loadContact(tx, path.contact, false)
      if (!found) throw new Refused("UNKNOWN_CONTACT", { contact: path.contact })
      const body = contactAnswer(found)
      return { body, headers: { ETag: tagOf(body) } }
    },
  })
  api.change({
    method: "post",
    path: "/contacts",
    status: 201,
    needs: changes,
    own: true,
    about: "Adds a person at a customer",
    body: {
      customer,
      ...contactFields,
      phone: contactFields.phone.default(null),
      email: contactFields.email.default(null),
      language: contactFields.language.default(null),
      note: contactFields.note.default(null),
      main: contactFields.main.default(false),
    },
    answers: made,
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CONTACT"],
    run: async (tx, { caller, body: { customer: code, ...person } }) => ({ body: { id: (await addContact(tx, caller.by, code, person)).id } }),
  })
  api.change({
    method: "patch",
    path: "/contacts/{contact}",
    status: 200,
    needs: changes,
    own: true,
    about: "Changes a person; If-Match says which state was seen, the answer's ETag names the new one",
    params: { contact: z.uuid() },
    body: z.object(contactFields).partial().shape,
    answers: tagged.answers,
    refuses: [...tagged.refuses, "UNKNOWN_CONTACT", "BAD_CONTACT"],
    async run(tx, { caller, path, body, header }) {
      const changed = await changeContact(tx, caller.by, path.contact, body, (current: Contact) =>
        mustMatch(header("If-Match"), contactAnswer(current), () => lastChange(tx, ["contact.personChanged"], { contact: current.id })),
      )
      return { body: { id: changed.id, changed: true }, headers: { ETag: tagOf(contactAnswer(changed)) } }
    },
  })
  api.change({
    method: "post",
    path: "/contacts/{contact}/remove",
    status: 200,
    needs: changes,
    own: true,
    about: "Removes a person; calls keep saying whom they were with, unless the person is erased",
    params: { contact: z.uuid() },
    body: { erase: z.boolean().default(false).openapi({ description: "nothing of the person is left" }) },
    answers: z.object({ id: z.uuid(), removed: z.boolean() }),
    refuses: ["UNKNOWN_CONTACT"],
    run: async (tx, { caller, path, body }) => ({ body: { id: await withdrawContact(tx, caller.by, path.contact, body.erase), removed: true } }),
  })
}

function said(api: Api): void {
  api.read({
    path: "/calls",
    needs,
    own: true,
    about: "Calls, the newest first, with outcome, cause and the items spoken of",
    query: { ...ofCustomer, ...pageFields },
    answers: z.object({ calls: z.array(callWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { query }) {
      const found = await loadCalls(tx, await idOf(tx, query.customer), before(query.cursor), query.limit + 1)
      const { rows, next } = cutPage(found, query.limit, placeOf)
      return { body: { calls: rows.map(callAnswer), next } }
    },
  })
  api.change({
    method: "post",
    path: "/calls",
    status: 201,
    needs: changes,
    own: true,
    about:
      "Logs a call: an outcome, and a cause where somebody was reached about something late; before the due day the answers to the two questions",
    body: {
      customer,
      at: instantField.optional(),
      ...callFields,
      items: z
        .array(z.strictObject({ id: z.uuid(), instalment: z.number().int().min(1).max(32_767).default(1) }))
        .max(500)
        .default([]),
    },
    answers: made,
    refuses: ["UNKNOWN_CUSTOMER", "CAUSE_MISSING", "CAUSE_NOT_KNOWN", "BAD_TEXT", "CALL_AHEAD", "UNKNOWN_CONTACT", "NOT_ITS_ITEM"],
    async run(tx, { caller, body: { customer: code, at, items, note, ...call } }) {
      const keys = items.map(({ id, instalment }) => ({ entryId: id, no: instalment }))
      const words = note?.trim() === "" ? null : note
      return { body: { id: await logCall(tx, caller.by, code, { ...call, note: words, at: at ?? null, items: keys }) } }
    },
  })
  api.read({
    path: "/notes",
    needs,
    own: true,
    about: "Notes, the newest first; pinned ones, or those that name a colleague",
    query: {
      ...ofCustomer,
      pinned: z.stringbool().default(false),
      mentions: z.string().min(1).max(200).optional().openapi({ description: "me, or a colleague's name" }),
      unseen: z.stringbool().default(false).openapi({ description: "only what the caller has not marked as seen" }),
      ...pageFields,
    },
    answers: z.object({ notes: z.array(noteWire.extend({ tag: rowTag })), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { caller, query }) {
      const named = query.mentions === "me" ? caller.by.name : query.mentions
      const q = {
        customer: await idOf(tx, query.customer),
        pinned: query.pinned,
        mentions: named === undefined ? null : waysToMention(named),
        unseenBy: query.unseen ? caller.by.name : null,
      }
      const { rows, next } = cutPage(await loadNotes(tx, q, before(query.cursor), query.limit + 1), query.limit, placeOf)
      return { body: { notes: rows.map((note) => ({ ...noteAnswer(note), tag: tagOf(noteAnswer(note)) })), next } }
    },
  })
  api.read({
    path: "/notes/{note}",
    needs,
    own: true,
    about: "One note; the ETag is what pinning it may match",
    params: { note: z.uuid() },
    answers: noteWire,
    refuses: ["UNKNOWN_NOTE"],
    async run(tx, { path }) {
      const body = noteAnswer(await knownNote(tx, path.note))
      return { body, headers: { ETag: tagOf(body) } }
    },
  })
  api.change({
    method: "post",
    path: "/notes",
    status: 201,
    needs: changes,
    own: true,
    about: "Writes a note about a customer; @Name names a colleague",
    body: { customer, text: z.string().min(1).max(10_000), pinned: z.boolean().default(false) },
    answers: made,
    refuses: ["UNKNOWN_CUSTOMER", "BAD_TEXT"],
    run: async (tx, { caller, body: { customer: code, ...note } }) => ({ body: { id: (await addNote(tx, caller.by, code, note)).id } }),
  })
  api.change({
    method: "post",
    path: "/notes/{note}/pin",
    status: 200,
    needs: changes,
    own: true,
    about: "Pins a note to the customer's page, or takes the pin out",
    params: { note: z.uuid() },
    body: { pinned: z.boolean() },
    answers: z.object({ id: z.uuid(), pinned: z.boolean() }),
    refuses: ["CHANGED_SINCE", "UNKNOWN_NOTE"],
    async run(tx, { caller, path, body, header }) {
      const seen = (current: Note) =>
        mustMatchIfSaid(header("If-Match"), noteAnswer(current), () => lastChange(tx, ["contact.notePinned"], { note: current.id }))
      const note = await setPinned(tx, caller.by, path.note, body.pinned, seen)
      return { body: { id: note.id, pinned: body.pinned }, headers: { ETag: tagOf(noteAnswer(note)) } }
    },
  })
}

function mending(api: Api): void {
  for (const [kind, words] of [
    ["calls", "call"],
    ["notes", "note"],
  ] as const)
    api.change({
      method: "post",
      path: `/${kind}/{said}/take-back`,
      status: 200,
      needs: changes,
      own: true,
      about: `Takes back a ${words} logged in error, by who logged it: it is told no more and stays in the log`,
      params: { said: z.uuid() },
      body: {},
      answers: z.object({ id: z.uuid(), takenBack: z.boolean() }),
      refuses: ["UNKNOWN_SAID", "NOT_ITS_AUTHOR"],
      run: async (tx, { caller, path }) => ({ body: { id: await takeBack(tx, caller.by, path.said), takenBack: true } }),
    })
  api.change({
    method: "post",
    path: "/notes/{note}/seen",
    status: 200,
    needs,
    own: true,
    about: "The caller has read a note that names them",
    params: { note: z.uuid() },
    body: {},
    answers: z.object({ id: z.uuid(), seen: z.boolean() }),
    refuses: ["UNKNOWN_NOTE"],
    run: async (tx, { caller, path }) => ({ body: { id: await seeNote(tx, caller.by, path.note), seen: true } }),
  })
}

function habits(api: Api): void {
  const code = { code: z.string() }
  const day = dayField as unknown as z.ZodType<Day>
  api.read({
    path: "/customers/{code}/habits",
    needs,
    own: true,
    about: "How a customer pays, as far as it is known; the ETag is what a change must match",
    params: code,
    answers: habitWire,
    refuses: ["UNKNOWN_CUSTOMER"],
    async run(tx, { path }) {
      const body = habitAnswer(await loadHabit(tx, (await findCustomer(tx, path.code)).id))
      return { body, headers: { ETag: tagOf(body) } }
    },
  })
  api.change({
    method: "patch",
    path: "/customers/{code}/habits",
    status: 200,
    needs: changes,
    own: true,
    about: "Changes how a customer pays; If-Match says which state was seen, the answer's ETag names the new one",
    params: code,
    body: z.object({ ...habitFields, closures: z.array(z.strictObject({ from: day, until: day })).max(50) }).partial().shape,
    answers: z.object({ customer: z.string(), changed: z.boolean() }),
    refuses: [...tagged.refuses, "UNKNOWN_CUSTOMER", "BAD_HABIT"],
    async run(tx, { caller, path, body, header }) {
      const changed = await changeHabit(tx, caller.by, path.code, body, (current, customer) =>
        mustMatch(header("If-Match"), habitAnswer(current), () => lastChange(tx, ["contact.habitChanged"], { customer })),
      )
      return { body: { customer: path.code, changed: true }, headers: { ETag: tagOf(habitAnswer(changed)) } }
    },
  })
  api.read({
    path: "/customers/{code}/timeline",
    needs,
    own: true,
    about: "Everything said, paid, invoiced and decided about a customer, the newest first; entries of the ledger by day, kind and currency",
    params: code,
    query: {
      before: z.string().max(2_000).optional().openapi({ description: "`next` of the page before" }),
      kind: z.enum(EVENT_KINDS).optional(),
      limit: pageFields.limit,
    },
    answers: z.object({ events: z.array(eventWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { path, query }) {
      const from = readCursor(query.before, z.tuple([instantPlace, z.string().max(100)]))
      const { id } = await findCustomer(tx, path.code)
      const found = await loadTimeline(tx, id, from && { at: from[0], id: from[1] }, query.limit + 1, query.kind ?? null)
      const { rows, next } = cutPage(found, query.limit, placeOf)
      const notes = await loadNotes(tx, { ids: rows.flatMap((row) => (row.kind === "note" ? [row.id] : [])) }, null, rows.length)
      const tagById = new Map(notes.map((note) => [note.id, tagOf(noteAnswer(note))]))
      return { body: { events: rows.map((row) => ({ ...eventAnswer(row), ...(row.kind === "note" ? { tag: tagById.get(row.id) } : {}) })), next } }
    },
  })
}
