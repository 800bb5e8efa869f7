import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY, openBooks, post, refusalOf, tickingClock } from "../../test/ledger/books.ts"
import { logCall } from "../contact/contact.act.ts"
import { addDays, day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { addTask, finishTask, snoozeCustomer, snoozeTask } from "./task.act.ts"
import { loadTasks } from "./task.store.ts"
import { askWorklist } from "./worklist.act.ts"

const TODAY = day("2026-06-30")
const TASK = { owner: "Anna", kind: "document", dueOn: TODAY, why: "send the delivery note" } as const
const ALL = { customer: null, owner: null, state: "open" } as const
const ask = async (tx: Tx, user: string | null = null, asOf = TODAY) =>
  (await askWorklist(tx, { asOf, user: user === null ? null : { id: null, name: user }, waiting: false, whole: true })).map(
    ({ of, why }) => `${of.code} ${why.map(({ code }) => code)}`,
  )

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock("2026-06-30T09:00:00Z"))
})
afterAll(() => db.drop())

test("a task is on the list of its owner from its day on, until it is done or put off; who did it is kept", async () => {
  const { company } = await openBooks(db, "TASKS", 2)
  await db.inCompany(company, async (tx) => {
    const id = await addTask(tx, BY, "C1", TASK)
    await addTask(tx, BY, "C2", { ...TASK, owner: "Ben", dueOn: addDays(TODAY, 3) })
    expect(await ask(tx)).toEqual(["C1 taskDue"])
    expect(await ask(tx, "Anna")).toEqual(["C1 taskDue"])
    expect(await ask(tx, "Ben")).toEqual([])
    expect(await ask(tx, "Ben", addDays(TODAY, 3))).toEqual(["C2 taskDue"])
    await snoozeTask(tx, BY, id, addDays(TODAY, 2), TODAY)
    expect(await ask(tx)).toEqual([])
    expect(await ask(tx, null, addDays(TODAY, 2))).toEqual(["C1 taskDue"])
    await finishTask(tx, BY, id)
    await finishTask(tx, { kind: "system", name: "late" }, id)
    expect(await ask(tx, null, addDays(TODAY, 2))).toEqual([])
    expect(await loadTasks(tx, { ...ALL, state: "done" }, null, 10)).toMatchObject([{ owner: "Anna", madeBy: "test", doneBy: "test", why: TASK.why }])
    expect(await loadTasks(tx, { ...ALL, owner: "Ben" }, null, 10)).toMatchObject([{ customer: "C2", doneAt: null, doneBy: null }])
    expect(await refusalOf(snoozeTask(tx, BY, id, addDays(TODAY, 5), TODAY))).toBe("TASK_DONE")
    expect(await refusalOf(snoozeTask(tx, BY, id, TODAY, TODAY))).toBe("SNOOZE_PAST")
    expect(await refusalOf(finishTask(tx, BY, "nobody"))).toBe("UNKNOWN_TASK")
    expect(await refusalOf(addTask(tx, BY, "C1", { ...TASK, owner: " " }))).toBe("BAD_OWNER")
    expect(await refusalOf(addTask(tx, BY, "C1", { ...TASK, why: "" }))).toBe("BAD_TEXT")
  })
})

test("a task brings all of its customer to its owner: a row a currency, though the customer is another's", async () => {
  const { company, customers } = await openBooks(db, "COINS", 2)
  await db.inCompany(company, async (tx) => {
    for (const code of ["EUR", "USD"] as const)
      for (const customerId of customers)
        await post(tx, {
          customerId,
          kind: "invoice",
          amount: 500_00n,
          on: "2026-03-01",
          currency: currency(code),
          number: `F-${code}-${customerId}`,
        })
    expect(await ask(tx)).toHaveLength(4)
    await addTask(tx, BY, "C1", TASK)
    const hers = await askWorklist(tx, { asOf: TODAY, user: { id: null, name: "Anna" }, waiting: false, whole: true })
    expect(hers.map(({ of }) => `${of.code} ${of.currency}`).sort()).toEqual(["C1 EUR", "C1 USD"])
  })
})

test("tasks come page by page by the day they are due", async () => {
  const { company } = await openBooks(db, "PAGES", 1)
  await db.inCompany(company, async (tx) => {
    for (const days of [3, 1, 2, 1]) await addTask(tx, BY, "C1", { ...TASK, dueOn: addDays(TODAY, days) })
    const first = await loadTasks(tx, ALL, null, 2)
    const rest = await loadTasks(tx, ALL, { on: first[1]!.dueOn, id: first[1]!.id }, 10)
    expect([...first, ...rest].map(({ dueOn }) => dueOn)).toEqual([1, 1, 2, 3].map((days) => addDays(TODAY, days)))
    for (const { id } of first) await finishTask(tx, BY, id)
    const done = await loadTasks(tx, { ...ALL, state: "done" }, null, 10)
    expect(await loadTasks(tx, { ...ALL, state: "done" }, { on: done[0]!.dueOn, id: done[0]!.id }, 10)).toEqual([done[1]])
  })
})

test("a customer put off or just called leaves the list, and comes back by the day", async () => {
  const { company, customers } = await openBooks(db, "LEAVE", 2)
  await db.inCompany(company, async (tx) => {
    for (const customerId of customers)
      await post(tx, { customerId, kind: "invoice", amount: 100_00n, on: "2026-06-01", instalments: [{ dueOn: day("2026-06-25"), amount: 100_00n }] })
    await snoozeCustomer(tx, BY, "C1", addDays(TODAY, 7), TODAY)
    await logCall(tx, BY, "C2", {
      outcome: "notReached",
      cause: null,
      at: null,
      contact: null,
      complaint: null,
      paysOnDay: null,
      note: null,
      items: [],
    })
    expect(await ask(tx)).toEqual([])
    expect(await ask(tx, null, addDays(TODAY, 1))).toEqual(["C2 overdue"])
    expect(await ask(tx, null, addDays(TODAY, 7))).toEqual(["C1 overdue", "C2 overdue"])
    await snoozeCustomer(tx, BY, "C1", TODAY, TODAY)
    expect(await ask(tx)).toEqual(["C1 overdue"])
    expect(await refusalOf(snoozeCustomer(tx, BY, "C1", addDays(TODAY, -1), TODAY))).toBe("SNOOZE_PAST")
  })
})

test("a collector's list holds their customers alone, and leaves the order as it is", async () => {
  const { company, customers } = await openBooks(db, "WHOSE", 3)
  await db.inCompany(company, async (tx) => {
    for (const [i, customerId] of customers.entries())
      await post(tx, {
        customerId,
        kind: "invoice",
        amount: BigInt(100_00 * (i + 1)),
        on: "2026-06-01",
        instalments: [{ dueOn: day("2026-06-25"), amount: BigInt(100_00 * (i + 1)) }],
      })
  })
  await db.owner.query("UPDATE customer.customer SET collector = CASE WHEN code = 'C2' THEN 'Ben' ELSE 'Anna' END WHERE company_id = $1", [company])
  await db.inCompany(company, async (tx) => {
    expect(await ask(tx)).toEqual(["C3 overdue", "C2 overdue", "C1 overdue"])
    expect(await ask(tx, "Anna")).toEqual(["C3 overdue", "C1 overdue"])
    expect(await ask(tx, "Nobody")).toEqual([])
  })
})
