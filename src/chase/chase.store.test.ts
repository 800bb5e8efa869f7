import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { type Books, BY, openBooks, post } from "../../test/ledger/books.ts"
import { openDispute } from "../dispute/dispute.act.ts"
import { placeHold } from "../hold/hold.act.ts"
import { day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { makePromise, type SaidPromise } from "../promise/promise.act.ts"
import { recordInsolvency } from "../recovery/insolvency.act.ts"
import { loadFacts, loadStandings } from "./chase.act.ts"

const TODAY = day("2026-06-15")
let db: TestDatabase
let books: Books
beforeAll(async () => {
  db = await testDatabase()
  books = await openBooks(db, "CHASE", 5)
  const entry = { kind: "invoice", amount: 10_000n } as const
  const due = (dueOn: string) => ({ instalments: [{ dueOn: day(dueOn), amount: 10_000n }] })
  const promise = (customer: string, said: Partial<SaidPromise>): SaidPromise => ({
    customer,
    currency: currency("EUR"),
    parts: [{ dueOn: day("2026-06-20"), amount: 4_000n }],
    items: [],
    saidOn: day("2026-06-01"),
    saidHow: "call",
    saidBy: null,
    takenBy: null,
    graceDays: 0,
    ...said,
  })
  await db.inCompany(books.company, async (tx) => {
    for (const [i, customerId] of books.customers.entries()) {
      await post(tx, { ...entry, customerId, on: "2026-04-01", number: `A${i + 1}`, ...due("2026-05-01") })
      await post(tx, { ...entry, customerId, on: "2026-06-10", number: `B${i + 1}`, ...due("2026-07-10") })
    }
    await makePromise(tx, BY, promise("C1", {}), TODAY)
    await makePromise(tx, BY, promise("C1", { parts: [{ dueOn: day("2026-06-05"), amount: 3_000n }] }), TODAY)
    const details = { cause: "price", description: "x", resolver: null, dueOn: null, openedOn: day("2026-06-02") } as const
    await openDispute(tx, BY, { customer: "C2", ...details, items: [{ number: "A2", no: 1, amount: 2_500n }] }, TODAY)
    await placeHold(tx, BY, { customer: "C3", item: null, reason: "commercialGesture", note: null, until: day("2026-06-30") }, TODAY)
    const facts = { kind: "bankruptcy", judgedOn: day("2026-06-10"), court: null, reference: null, source: "gazette", endedOn: null } as const
    await recordInsolvency(tx, BY, "C4", facts, TODAY)
  })
})
afterAll(() => db.drop())

test("each open item says what may be asked for", async () => {
  const chasable = (customer: number) =>
    db.inCompany(books.company, async (tx) =>
      (await loadStandings(tx, TODAY, books.customers[customer]!)).map(({ item, standing }) => [item.number, standing.chasable]),
    )
  expect(await Promise.all([0, 1, 2, 3, 4].map(chasable))).toEqual([
    [
      ["A1", 6_000n],
      ["B1", 10_000n],
    ],
    [
      ["A2", 7_500n],
      ["B2", 10_000n],
    ],
    [
      ["A3", 0n],
      ["B3", 0n],
    ],
    // The second invoice is of the day of the judgment.
    [
      ["A4", 0n],
      ["B4", 10_000n],
    ],
    [
      ["A5", 10_000n],
      ["B5", 10_000n],
    ],
  ])
})

test("what the worklist has to know is told by customer and currency, as parts of what is overdue", async () => {
  const facts = await db.inCompany(books.company, (tx) => loadFacts(tx, TODAY))
  const none = { promised: 0n, promisedUntil: null, broken: 0n, brokenOn: null, disputed: 0n, unansweredSince: null }
  const free = { held: 0n, heldUntil: null, heldWhole: false, barred: 0n, insolventSince: null }
  const of = (customer: number) => facts.get(`${books.customers[customer]} EUR`)
  expect(of(0)).toEqual({ ...none, ...free, promised: 4_000n, broken: 3_000n, brokenOn: "2026-06-06" })
  expect(of(1)).toEqual({ ...none, ...free, disputed: 2_500n, unansweredSince: "2026-06-02" })
  expect(of(2)).toEqual({ ...none, ...free, held: 10_000n, heldUntil: "2026-06-30", heldWhole: true })
  expect(of(3)).toEqual({ ...none, ...free, barred: 10_000n, insolventSince: "2026-06-10" })
  expect(of(4)).toBeUndefined()
})
