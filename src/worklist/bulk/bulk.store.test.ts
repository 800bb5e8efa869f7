import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { BY, openBooks, post, refusalOf, tickingClock } from "../../../test/ledger/books.ts"
import { addNote, logCall, seeNote, setPinned, takeBack } from "../../contact/contact.act.ts"
import { waysToMention } from "../../contact/contact.ts"
import { loadCalls, loadNotes } from "../../contact/said.store.ts"
import { addDays, day } from "../../kernel/day.ts"
import type { Tx } from "../../shell/db.ts"
import { addTask } from "../task.act.ts"
import { loadTasks } from "../task.store.ts"
import { askWorklist } from "../worklist.act.ts"
import { preview } from "./attempt.store.ts"
import { actOnCustomers, actOnItems, undoAll } from "./bulk.act.ts"

const TODAY = day("2026-06-30")
const LATER = addDays(TODAY, 7)
const listed = async (tx: Tx) => (await askWorklist(tx, { asOf: TODAY, user: null, waiting: false, whole: true })).map(({ of }) => of.code)
const told = ({ done, left }: Awaited<ReturnType<typeof actOnCustomers>>) => ({
  done: done.map(({ customer }) => customer),
  left: left.map(({ customer, code }) => `${customer} ${code}`),
})

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock("2026-06-30T09:00:00Z"))
})
afterAll(() => db.drop())

async function books(code: string) {
  const { company, customers } = await openBooks(db, code, 3)
  const ids = await db.inCompany(company, async (tx) => {
    const made: string[] = []
    for (const [i, customerId] of customers.entries())
      made.push(await post(tx, { customerId, kind: "invoice", amount: 100_00n * BigInt(i + 1), on: "2026-01-01" }))
    return made
  })
  return { company, ids }
}

test("many are put off at once; who is unknown or put off longer is left out with why; a preview changes nothing; undo brings them back", async () => {
  const { company } = await books("PUTOFF")
  await db.inCompany(company, async (tx) => {
    await actOnCustomers(tx, BY, ["C3"], { act: "snooze", until: addDays(TODAY, 30) }, TODAY)
    const say = { act: "snooze", until: LATER } as const
    const codes = ["C1", "C2", "C1", "C3", "NONE"]
    const expected = { done: ["C1", "C2"], left: ["C3 SNOOZED_LONGER", "NONE UNKNOWN_CUSTOMER"] }
    expect(told(await preview(tx, () => actOnCustomers(tx, BY, codes, say, TODAY)))).toEqual(expected)
    expect((await listed(tx)).sort()).toEqual(["C1", "C2"])
    const outcome = await actOnCustomers(tx, BY, codes, say, TODAY)
    expect(told(outcome)).toEqual(expected)
    expect(await listed(tx)).toEqual([])
    await undoAll(
      tx,
      BY,
      outcome.done.map(({ undo }) => undo),
      "error",
      TODAY,
    )
    expect((await listed(tx)).sort()).toEqual(["C1", "C2"])
    expect(await refusalOf(actOnCustomers(tx, BY, [], say, TODAY))).toBe("BULK_EMPTY")
  })
})

test("a task goes to a colleague for each customer but those for whom they have one; what is withdrawn was not done", async () => {
  const { company } = await books("HAND")
  await db.inCompany(company, async (tx) => {
    await addTask(tx, BY, "C1", { owner: "Ben", kind: "call", dueOn: TODAY, why: "call" })
    const say = { act: "hand", owner: "Ben", dueOn: TODAY, why: "please take over" } as const
    const outcome = await actOnCustomers(tx, BY, ["C1", "C2"], say, TODAY)
    expect(told(outcome)).toEqual({ done: ["C2"], left: ["C1 HAS_TASK"] })
    const tasks = async (state: "open" | "done") =>
      (await loadTasks(tx, { customer: null, owner: "Ben", state }, null, 10)).map(({ customer }) => customer)
    expect((await tasks("open")).sort()).toEqual(["C1", "C2"])
    await undoAll(
      tx,
      BY,
      outcome.done.map(({ undo }) => undo),
      "error",
      TODAY,
    )
    expect([await tasks("open"), await tasks("done")]).toEqual([["C1"], []])
  })
})

test("items are disputed by customer, held each by itself; what is settled or unknown is left out, and undo opens the way again", async () => {
  const { company, ids } = await books("ITEMS")
  await db.inCompany(company, async (tx) => {
    const items = [...ids.map((entry) => ({ entry, no: 1 })), { entry: "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa", no: 1 }]
    const say = { act: "dispute", cause: "price", description: "too dear", resolver: null } as const
    const first = await actOnItems(tx, BY, items, say, TODAY)
    expect([first.done.length, first.left.map(({ code }) => code)]).toEqual([3, ["NOT_CHASED"]])
    const again = await actOnItems(tx, BY, items.slice(0, 1), say, TODAY)
    expect([again.done.length, again.left.length]).toEqual([0, 1])
    expect(await listed(tx)).toEqual([])
    await undoAll(
      tx,
      BY,
      first.done.map(({ undo }) => undo),
      "error",
      TODAY,
    )
    expect((await listed(tx)).sort()).toEqual(["C1", "C2", "C3"])
    const held = await actOnItems(tx, BY, items.slice(0, 2), { act: "hold", reason: "commercialGesture", until: LATER, note: null }, TODAY)
    expect(held.done.map(({ undo }) => undo.of)).toEqual(["hold", "hold"])
    const promised = await actOnItems(tx, BY, items.slice(2, 3), { act: "promise", dueOn: LATER }, TODAY)
    expect(promised.done.map(({ customer, undo }) => `${customer} ${undo.of}`)).toEqual(["C3 promise"])
  })
})

test("a call or note said in error is taken back by who said it, and counts for nothing; a colleague named in a note finds it until it is seen", async () => {
  const { company } = await books("SAID")
  await db.inCompany(company, async (tx) => {
    const call = { at: null, outcome: "reached", cause: "oversight", contact: null, complaint: null, paysOnDay: null, note: null, items: [] } as const
    const id = await logCall(tx, BY, "C1", call)
    expect(await listed(tx)).not.toContain("C1")
    expect(await refusalOf(takeBack(tx, { kind: "system", name: "another" }, id))).toBe("NOT_ITS_AUTHOR")
    await takeBack(tx, BY, id)
    expect(await listed(tx)).toContain("C1")
    expect(await loadCalls(tx, null, null, 10)).toEqual([])
    expect(await refusalOf(takeBack(tx, BY, id))).toBe("UNKNOWN_SAID")

    const claire = { kind: "person", name: "Claire Leroy" } as const
    const note = await addNote(tx, BY, "C2", { text: "@Claire.Leroy please look", pinned: false })
    const named = async () =>
      (await loadNotes(tx, { customer: null, pinned: false, mentions: waysToMention(claire.name), unseenBy: claire.name }, null, 10)).map(
        ({ id }) => id,
      )
    expect(await named()).toEqual([note.id])
    await seeNote(tx, claire, note.id)
    await seeNote(tx, claire, note.id)
    expect(await named()).toEqual([])
  })
})

test("taken back twice at once, a call is taken back once, and the other is told that it is no more; a note that was taken back is not pinned", async () => {
  const { company } = await books("TWICE")
  const call = { at: null, outcome: "reached", cause: "oversight", contact: null, complaint: null, paysOnDay: null, note: null, items: [] } as const
  const id = await db.inCompany(company, (tx) => logCall(tx, BY, "C1", call))
  const both = await Promise.allSettled([1, 2].map(() => db.inCompany(company, (tx) => takeBack(tx, BY, id))))
  expect(both.map((one) => (one.status === "fulfilled" ? "done" : one.reason.code)).sort()).toEqual(["UNKNOWN_SAID", "done"])
  await db.inCompany(company, async (tx) => {
    const note = await addNote(tx, BY, "C1", { text: "in error", pinned: false })
    await takeBack(tx, BY, note.id)
    expect(await refusalOf(setPinned(tx, BY, note.id, true))).toBe("UNKNOWN_NOTE")
  })
})
