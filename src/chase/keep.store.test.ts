import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY, openBooks, post } from "../../test/ledger/books.ts"
import { openDispute } from "../dispute/dispute.act.ts"
import { day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { postAllocations } from "../ledger/ledger.act.ts"
import { makePromise } from "../promise/promise.act.ts"
import { keepUp } from "./keep.job.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test("what changes by itself is told once: a promise at the company's own midnight, a dispute when less is open", async () => {
  const { company, customers } = await openBooks(db, "KEEP")
  const [customerId] = customers
  const today = day("2026-06-01")
  await db.inCompany(company, async (tx) => {
    const debit = await post(tx, { kind: "invoice", customerId: customerId!, amount: 10_000n, on: "2026-05-02", number: "F1" })
    const items = [{ number: "F1", no: 1, amount: 8_000n }]
    await openDispute(tx, BY, { customer: "C1", cause: "price", description: "x", resolver: null, dueOn: null, openedOn: today, items }, today)
    const parts = [{ dueOn: day("2026-06-10"), amount: 10_000n }]
    const how = { saidOn: today, saidHow: "call", saidBy: null, takenBy: null, graceDays: 0 } as const
    await makePromise(tx, BY, { customer: "C1", currency: currency("EUR"), parts, items: [], ...how }, today)
    const credit = await post(tx, { kind: "payment", customerId: customerId!, amount: 3_000n, on: "2026-06-05" })
    await postAllocations(tx, BY, [{ debit: { entryId: debit, no: 1 }, credit: { entryId: credit, no: 1 }, amount: 3_000n }])
  })
  const look = (at: string) => keepUp(db, { id: company, country: "FR" }, new Date(at))
  expect(await look("2026-06-10T21:59:00Z")).toBe(1)
  expect(await look("2026-06-10T22:01:00Z")).toBe(1)
  expect(await look("2026-06-12T00:00:00Z")).toBe(0)
  const { rows } = await db.owner.query("SELECT act, actor_kind, after FROM activity.act WHERE company_id = $1 AND actor = 'chase' ORDER BY id", [
    company,
  ])
  expect(rows.map(({ act, actor_kind, after }) => [act, actor_kind, after.amount ?? after.received])).toEqual([
    ["dispute.shrunk", "job", "7000"],
    ["promise.partlyKept", "job", "3000"],
  ])
})
