import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { type Books, BY, openBooks, post, refusalOf } from "../../test/ledger/books.ts"
import { dayIn } from "../company/zone.ts"
import { day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { currency } from "../kernel/money.ts"
import { postAllocations, returnPayment } from "../ledger/ledger.act.ts"
import { erasePromiseWords, listPromises, makePromise, type SaidPromise, tellOutcomes, withdrawPromise } from "./promise.act.ts"

let db: TestDatabase
let books: Books
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
let opened = 0
beforeEach(async () => {
  books = await openBooks(db, `P${++opened}`, 2)
})

const TODAY = day("2026-06-01")
const within = <T>(work: Parameters<typeof db.inCompany<T>>[1]) => db.inCompany(books.company, work)
const invoice = (number: string, amount = 10_000n, customer = 0) =>
  within((tx) => post(tx, { kind: "invoice", customerId: books.customers[customer]!, amount, on: "2026-05-02", number }))
const pay = (on: string, amount = 10_000n, customer = 0) =>
  within((tx) => post(tx, { kind: "payment", customerId: books.customers[customer]!, amount, on }))
const set = (debit: Id, credit: Id, amount = 10_000n) =>
  within((tx) => postAllocations(tx, BY, [{ debit: { entryId: debit, no: 1 }, credit: { entryId: credit, no: 1 }, amount }]))
const SAID: SaidPromise = {
  customer: "C1",
  currency: currency("EUR"),
  parts: [{ dueOn: day("2026-06-10"), amount: 10_000n }],
  items: [],
  saidOn: TODAY,
  saidHow: "call",
  saidBy: "Mme Fictive",
  takenBy: null,
  graceDays: 0,
}
const make = (said: Partial<SaidPromise> = {}) => within((tx) => makePromise(tx, BY, { ...SAID, ...said }, TODAY))
const states = (asOf: string, customer: Id | null = null) =>
  within(async (tx) => {
    const found = await listPromises(tx, { asOf: day(asOf), customer, state: null, before: null, limit: 100 })
    return found.map(({ promise, standing }) => [promise.customer, standing.state, standing.received])
  })
const told = async () =>
  (
    await db.owner.query(`SELECT act, after FROM activity.act WHERE company_id = $1 AND act ~ '^promise\\.(kept|partlyKept|broken)$' ORDER BY id`, [
      books.company,
    ])
  ).rows.map(({ act, after }) => [act, after.received])
const look = (at: string) => within((tx) => tellOutcomes(tx, BY, day("2026-01-01"), dayIn("FR", new Date(at))))

test("a promise for an invoice is kept by the payment that is set against it, on its own day and not before", async () => {
  const debit = await invoice("F1")
  await make({ items: [{ number: "F1", no: 1 }] })
  expect(await states("2026-05-31")).toEqual([])
  await set(debit, await pay("2026-06-09"))
  expect(await states("2026-06-08")).toEqual([["C1", "open", 0n]])
  expect(await states("2026-06-09")).toEqual([["C1", "kept", 10_000n]])
})

test("money that lies unallocated keeps it; once it is set against another invoice it does not", async () => {
  await invoice("F1")
  const other = await invoice("F2")
  await make({ items: [{ number: "F1", no: 1 }] })
  const payment = await pay("2026-06-09")
  expect(await states("2026-06-11")).toEqual([["C1", "kept", 10_000n]])
  await set(other, payment)
  expect(await states("2026-06-11")).toEqual([["C1", "broken", 0n]])
})

test("what a sister company pays counts where it is set against the promised item; its free money does not", async () => {
  const debit = await invoice("F1")
  await make()
  const payment = await pay("2026-06-09", 10_000n, 1)
  expect(await states("2026-06-11")).toEqual([["C1", "broken", 0n]])
  await set(debit, payment)
  expect(await states("2026-06-11")).toEqual([["C1", "kept", 10_000n]])
})

test("one payment does not keep two promises, and a write-off keeps none", async () => {
  await invoice("F1", 20_000n)
  await make()
  await make({ items: [{ number: "F1", no: 1 }] })
  await pay("2026-06-09")
  expect((await states("2026-06-11")).map(([, state]) => state).sort()).toEqual(["broken", "kept"])
})

describe("what came of it is told once", () => {
  test("broken when the day is over where the company is, and not before", async () => {
    await invoice("F1")
    await make()
    // Midnight in Paris is 22:00 UTC in summer.
    expect(await look("2026-06-10T21:59:00Z")).toBe(0)
    expect(await look("2026-06-10T22:01:00Z")).toBe(1)
    expect(await look("2026-06-11T10:00:00Z")).toBe(0)
    expect(await told()).toEqual([["promise.broken", "0"]])
  })

  test("kept at once; broken later where the payment comes back", async () => {
    const debit = await invoice("F1")
    await make()
    const payment = await pay("2026-06-05")
    await set(debit, payment)
    expect(await look("2026-06-05T12:00:00Z")).toBe(1)
    await within((tx) => returnPayment(tx, BY, payment, day("2026-06-20"), "AM04"))
    expect(await look("2026-06-20T12:00:00Z")).toBe(1)
    expect(await look("2026-06-21T12:00:00Z")).toBe(0)
    expect(await told()).toEqual([
      ["promise.kept", "10000"],
      ["promise.broken", "0"],
    ])
  })

  test("by one of two servers that look at the same moment", async () => {
    await make()
    const counts = await Promise.all([look("2026-06-11T12:00:00Z"), look("2026-06-11T12:00:00Z")])
    expect(counts.sort()).toEqual([0, 1])
    expect(await told()).toHaveLength(1)
  })
})

test("only an open promise can be withdrawn, once, and then it binds no money any more", async () => {
  const { promise } = await make()
  await make({ parts: [{ dueOn: day("2026-06-12"), amount: 10_000n }] })
  const withdraw = () => within((tx) => withdrawPromise(tx, BY, promise.id, "said by mistake", day("2026-06-05")))
  const both = await Promise.all([refusalOf(withdraw()), refusalOf(withdraw())])
  expect(both.sort()).toEqual(["PROMISE_OVER", "none"])
  await pay("2026-06-09")
  expect((await states("2026-06-09")).map(([, state]) => state)).toEqual(["kept", "withdrawn"])
  expect(await refusalOf(within((tx) => withdrawPromise(tx, BY, tx.newId(), "x", TODAY)))).toBe("UNKNOWN_PROMISE")
  expect(await look("2026-07-01T00:00:00Z")).toBe(1)
})

test("what cannot be promised is refused", async () => {
  await invoice("F1", 9_999n)
  const item = [{ number: "F1", no: 1 }]
  expect(await refusalOf(make({ customer: "NOBODY" }))).toBe("UNKNOWN_CUSTOMER")
  expect(await refusalOf(make({ customer: "C2", items: item }))).toBe("UNKNOWN_ITEM")
  expect(await refusalOf(make({ items: [{ number: "F1", no: 2 }] }))).toBe("UNKNOWN_ITEM")
  expect(await refusalOf(make({ items: item }))).toBe("PROMISED_TOO_MUCH")
  expect(await refusalOf(make({ items: item, currency: currency("USD") }))).toBe("PROMISE_CURRENCY")
  expect(await refusalOf(make({ parts: [] }))).toBe("PROMISE_PARTS")
})

test("a list shows one state only, page by page, though states are asked of the money", async () => {
  for (let n = 0; n < 5; n++) await make({ parts: [{ dueOn: day(`2026-06-1${n}`), amount: 1_000n }] })
  await pay("2026-06-09", 2_000n)
  const page = (before: Id | null) =>
    within(async (tx) => listPromises(tx, { asOf: day("2026-06-20"), customer: books.customers[0]!, state: "broken", before, limit: 2 }))
  const first = await page(null)
  const second = await page(first[1]!.promise.id)
  expect([...first, ...second].map(({ standing }) => standing.lastOn)).toEqual(["2026-06-14", "2026-06-13", "2026-06-12"])
  expect(await states("2026-06-20", books.customers[1]!)).toEqual([])
})

test("names go with an erased customer; the promise stays", async () => {
  const { promise } = await make()
  await within((tx) => withdrawPromise(tx, BY, promise.id, "Mme Fictive called again", TODAY))
  expect(await within((tx) => erasePromiseWords(tx, books.customers[0]!))).toBe(1)
  const { rows } = await db.owner.query("SELECT x::text FROM promise.promise x WHERE company_id = $1", [books.company])
  expect(rows).toHaveLength(1)
  expect(rows[0].x).not.toContain("Fictive")
  const acts = await db.owner.query("SELECT string_agg(a::text, ' ') AS said FROM activity.act a WHERE company_id = $1", [books.company])
  expect(acts.rows[0].said).not.toContain("Fictive")
})

test("another company's promise is as if it never was", async () => {
  const { promise } = await make()
  const others = await openBooks(db, `O${opened}`)
  await expect(db.inCompany(others.company, (tx) => withdrawPromise(tx, BY, promise.id, "x", TODAY))).rejects.toMatchObject({
    code: "UNKNOWN_PROMISE",
  })
})
