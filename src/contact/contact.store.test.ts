import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { type Books, BY, openBooks, post, refusalOf, tickingClock } from "../../test/ledger/books.ts"
import { runChecks } from "../activity/verify.act.ts"
import { changeDispute, closeDispute, openDispute } from "../dispute/dispute.act.ts"
import { day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import { mustMatch, tagOf } from "../shell/http/match.ts"
import { addContact, addNote, changeContact, changeHabit, eraseContacts, logCall, setPinned, withdrawContact } from "./contact.act.ts"
import { loadContacts, loadHabit } from "./contact.store.ts"
import { type NewCall, NO_HABIT } from "./contact.ts"
import { contactAnswer, eventAnswer, habitAnswer } from "./contact.wire.ts"
import { CONTACT_CHECKS } from "./erasure.store.ts"
import { loadCalls, loadNotes } from "./said.store.ts"
import { loadTimeline } from "./timeline.store.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock("2026-06-30T08:00:00Z"))
})
afterAll(() => db.drop())

const PERSON = {
  name: "Ines Example",
  role: "accountsPayable",
  phone: "+32 2 555 00 00",
  email: null,
  language: "nl",
  note: null,
  main: true,
} as const
const CALL: NewCall = { outcome: "reached", cause: "oversight", at: null, contact: null, complaint: null, paysOnDay: null, note: null, items: [] }
const EVERYBODY = { after: null, limit: 100 }
let made = 0
const open = (customers = 2): Promise<Books> => openBooks(db, `K${++made}`, customers)

test("one contact of a customer is asked first; a new one takes the place, a removed one leaves it", async () => {
  const { company } = await open()
  await db.inCompany(company, async (tx) => {
    const first = await addContact(tx, BY, "C1", PERSON)
    const second = await addContact(tx, BY, "C1", { ...PERSON, name: "Tom Example" })
    await addContact(tx, BY, "C2", { ...PERSON, name: "Other House" })
    const mains = async () => (await loadContacts(tx, null, EVERYBODY)).filter((one) => one.main).map((one) => one.name)
    expect(await mains()).toEqual(["Tom Example", "Other House"])
    const seen = contactAnswer((await loadContacts(tx, null, EVERYBODY))[0]!)
    await changeContact(tx, BY, first.id, { main: true, phone: null }, (current) => mustMatch(tagOf(seen), contactAnswer(current), async () => null))
    expect(await mains()).toEqual(["Ines Example", "Other House"])
    await withdrawContact(tx, BY, first.id, false)
    expect(await mains()).toEqual(["Other House"])
    expect((await loadContacts(tx, null, EVERYBODY)).map(({ id }) => id)).toContain(second.id)
  })
})

test("P68: a contact and a habit that changed meanwhile are not overwritten: the refusal shows what is there", async () => {
  const { company } = await open()
  const { id } = await db.inCompany(company, (tx) => addContact(tx, BY, "C1", PERSON))
  const stale = tagOf(contactAnswer({ ...PERSON, id, customer: "C1", removed: false, name: "Somebody Else" }))
  const change = db.inCompany(company, (tx) =>
    changeContact(tx, BY, id, { note: "x" }, (current) => mustMatch(stale, contactAnswer(current), async () => null)),
  )
  await expect(change).rejects.toMatchObject({ code: "CHANGED_SINCE", figures: { current: { name: "Ines Example" } } })
  // Two at the same time: one of them is told.
  const seen = tagOf(habitAnswer(NO_HABIT))
  const both = await Promise.allSettled(
    [10, 20].map((cutOffDay) =>
      db.inCompany(company, (tx) => changeHabit(tx, BY, "C1", { cutOffDay }, (current) => mustMatch(seen, habitAnswer(current), async () => null))),
    ),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  expect(both.find((one) => one.status === "rejected")!.reason).toBeInstanceOf(Refused)
})

test("habits keep what is not named, and the log says which changed, not what was written", async () => {
  const { company, customers } = await open()
  await db.inCompany(company, async (tx) => {
    await changeHabit(tx, BY, "C1", { portal: "portal.example", payDays: [25, 10], means: ["transfer"] }, () => {})
    await changeHabit(tx, BY, "C1", { approver: "Ines Example", cutOffDay: 20 }, () => {})
    expect(await loadHabit(tx, customers[0]!)).toEqual({
      ...NO_HABIT,
      portal: "portal.example",
      payDays: [10, 25],
      means: ["transfer"],
      approver: "Ines Example",
      cutOffDay: 20,
    })
  })
  const { rows } = await db.owner.query("SELECT after FROM activity.act WHERE company_id = $1 AND act = 'contact.habitChanged' ORDER BY at", [
    company,
  ])
  expect(rows[1].after).toMatchObject({ cutOffDay: 20, approver: "[text of 12]" })
})

test("a call bears its outcome, its cause, the items spoken of and whom it was with; what is not the customer's is refused", async () => {
  const { company, customers } = await open()
  await db.inCompany(company, async (tx) => {
    const entryId = await post(tx, { customerId: customers[0]!, kind: "invoice", amount: 100n, on: "2026-05-01", number: "F1" })
    const foreign = await post(tx, { customerId: customers[1]!, kind: "invoice", amount: 100n, on: "2026-05-01", number: "F2" })
    const { id: contact } = await addContact(tx, BY, "C1", PERSON)
    const { id: other } = await addContact(tx, BY, "C2", PERSON)
    await logCall(tx, BY, "C1", { ...CALL, contact, note: "forgot it", items: [{ entryId, no: 1 }] })
    await logCall(tx, BY, "C1", { ...CALL, cause: null, complaint: false, paysOnDay: true })
    const refused = (said: Partial<NewCall>, code = "C1") => refusalOf(logCall(tx, BY, code, { ...CALL, ...said }))
    expect(await refused({ items: [{ entryId: foreign, no: 1 }] })).toBe("NOT_ITS_ITEM")
    expect(await refused({ items: [{ entryId, no: 2 }] })).toBe("NOT_ITS_ITEM")
    expect(await refused({ contact: other })).toBe("UNKNOWN_CONTACT")
    expect(await refused({ contact: "nobody" })).toBe("UNKNOWN_CONTACT")
    expect(await refused({ at: new Date("2026-07-02T00:00:00Z") })).toBe("CALL_AHEAD")
    expect(await refused({ cause: null })).toBe("CAUSE_MISSING")
    expect(await refused({}, "NOBODY")).toBe("UNKNOWN_CUSTOMER")
    expect(await loadCalls(tx, customers[0]!, null, 10)).toMatchObject([
      { complaint: false, paysOnDay: true, cause: null, items: [] },
      { outcome: "reached", cause: "oversight", contact, by: "test", note: "forgot it", items: [{ number: "F1", instalment: 1 }] },
    ])
    expect(await loadCalls(tx, customers[1]!, null, 10)).toEqual([])
  })
})

test("notes are found by the colleague they name; a pin is put in and taken out", async () => {
  const { company, customers } = await open()
  await db.inCompany(company, async (tx) => {
    const { id, mentions } = await addNote(tx, BY, "C1", { text: "@Anna knows them", pinned: false })
    await addNote(tx, BY, "C1", { text: "nothing new", pinned: false })
    expect(mentions).toEqual(["Anna"])
    const found = async (q: object) =>
      (await loadNotes(tx, { customer: customers[0]!, pinned: false, mentions: null, unseenBy: null, ...q }, null, 10)).map((note) => note.text)
    expect(await found({})).toEqual(["nothing new", "@Anna knows them"])
    expect(await found({ mentions: ["anna"] })).toEqual(["@Anna knows them"])
    expect(await found({ pinned: true })).toEqual([])
    await setPinned(tx, BY, id, true)
    expect(await found({ pinned: true })).toEqual(["@Anna knows them"])
    await setPinned(tx, BY, id, false)
    expect(await found({ pinned: true })).toEqual([])
    expect(await refusalOf(setPinned(tx, BY, "nobody", true))).toBe("UNKNOWN_NOTE")
  })
})

test("the timeline tells everything once, the newest first, page by page; another customer's is not in it", async () => {
  const { company, customers } = await open()
  const [own, other] = customers as [Id, Id]
  await db.inCompany(company, async (tx) => {
    for (const [number, amount] of [
      ["F1", 100n],
      ["F2", 50n],
    ] as const)
      await post(tx, { customerId: own, kind: "invoice", amount, on: "2026-05-01", number })
    await post(tx, { customerId: own, kind: "payment", amount: 70n, on: "2026-06-01", number: "P1" })
    await post(tx, { customerId: own, kind: "creditNote", amount: 30n, on: "2026-06-01", number: "A1" })
    await post(tx, { customerId: other, kind: "payment", amount: 70n, on: "2026-06-01", number: "P2" })
    await logCall(tx, BY, "C1", { ...CALL, at: new Date("2026-05-20T10:00:00Z"), note: "spoken" })
    await addNote(tx, BY, "C1", { text: "written", pinned: false })
    await changeHabit(tx, BY, "C1", { cutOffDay: 20 }, () => {})
    await logCall(tx, BY, "C2", CALL)
    const whole = (await loadTimeline(tx, own, null, 100)).map(eventAnswer)
    expect(whole.map((event) => [event.on, event.kind, event.kind === "ledger" ? `${event.entries} ${event.amount} ${event.numbers}` : ""])).toEqual([
      ["2026-06-30", "act", ""],
      ["2026-06-30", "note", ""],
      ["2026-06-01", "ledger", "payment 0.70 P1"],
      ["2026-06-01", "ledger", "creditNote 0.30 A1"],
      ["2026-05-20", "call", ""],
      ["2026-05-01", "ledger", "invoice 1.50 F1,F2"],
    ])
    const paged: string[] = []
    for (let before: Parameters<typeof loadTimeline>[2] = null; ; ) {
      const page = await loadTimeline(tx, own, before, 2)
      paged.push(...page.map(({ id }) => id))
      const last = page.at(-1)
      if (!last) break
      before = { at: last.at.toISOString(), id: last.id }
    }
    expect(paged).toEqual(whole.map(({ id }) => id))
  })
})

test("the timeline tells what other rooms did about the customer, from a dispute's opening to its end", async () => {
  const { company, customers } = await open()
  await db.inCompany(company, async (tx) => {
    const today = day("2026-06-30")
    await post(tx, { customerId: customers[0]!, kind: "invoice", amount: 100n, on: "2026-05-01", number: "F1" })
    const details = { cause: "price", description: "too dear", resolver: null, dueOn: null, openedOn: today } as const
    const dispute = await openDispute(tx, BY, { customer: "C1", ...details, items: [{ number: "F1", no: 1, amount: 60n }] }, today)
    await changeDispute(tx, BY, dispute.id, { resolver: "Anna" }, () => {}, today)
    await post(tx, { customerId: customers[0]!, kind: "creditNote", amount: 70n, on: "2026-06-29", number: "A1" })
    await closeDispute(tx, BY, dispute.id, "creditNote", "agreed", today)
    const acts = (await loadTimeline(tx, customers[0]!, null, 10)).map(eventAnswer).flatMap((event) => (event.kind === "act" ? [event.code] : []))
    expect(acts).toEqual(["dispute.closed", "dispute.changed", "dispute.opened"])
    expect(await loadTimeline(tx, customers[1]!, null, 10)).toEqual([])
  })
})

test("what was said is erased with the customer: nothing of it is left, the facts stand, and verify finds both in order", async () => {
  const { company, customers } = await open()
  await db.inCompany(company, async (tx) => {
    const { id: contact } = await addContact(tx, BY, "C1", { ...PERSON, email: "ines@example.com", note: "Ines likes tea" })
    await logCall(tx, BY, "C1", { ...CALL, contact, note: "Ines forgot it" })
    await addNote(tx, BY, "C1", { text: "Ines left", pinned: true })
    await addNote(tx, BY, "C2", { text: "another Ines", pinned: false })
    await changeHabit(tx, BY, "C1", { approver: "Ines", portal: "ines.example" }, () => {})
  })
  const check = async () => (await runChecks(db, CONTACT_CHECKS, [{ id: company, code: "K" }]))[0]!
  expect(await check()).toMatchObject({ ok: true })
  await db.inCompany(company, async (tx) => {
    expect(await eraseContacts(tx, customers[0]!)).toBe(4)
    expect(await eraseContacts(tx, customers[0]!)).toBe(0)
    expect(await loadCalls(tx, customers[0]!, null, 10)).toMatchObject([{ outcome: "reached", cause: "oversight", note: null }])
  })
  const { rows } = await db.owner.query(
    "SELECT x FROM (SELECT t::text AS x FROM contact.text t UNION ALL SELECT p::text FROM contact.person p UNION ALL SELECT h::text FROM contact.habit h UNION ALL SELECT n::text FROM contact.note n UNION ALL SELECT a::text FROM activity.act a) y WHERE x ILIKE '%ines %' AND x NOT ILIKE '%another ines%' AND x LIKE $1",
    [`(${company},%`],
  )
  expect(rows).toEqual([])
  expect(await check()).toMatchObject({ ok: true })
  await db.owner.query("UPDATE contact.text SET text = 'changed' WHERE company_id = $1 AND text = 'another Ines'", [company])
  expect(await check()).toMatchObject({ ok: false, code: "SAID_DIFFERS", figures: { changed: [expect.any(String)] } })
})
