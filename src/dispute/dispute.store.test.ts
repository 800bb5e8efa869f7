import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { type Books, BY, openBooks, post, refusalOf } from "../../test/ledger/books.ts"
import { runChecks } from "../activity/verify.act.ts"
import { day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { currency } from "../kernel/money.ts"
import { postAllocations } from "../ledger/ledger.act.ts"
import {
  changeDispute,
  closeDispute,
  currencySaid,
  eraseDisputeWords,
  knownDispute,
  listDisputes,
  openDispute,
  type SaidDispute,
  shrinkDisputes,
} from "./dispute.act.ts"
import { totalOf } from "./dispute.wire.ts"
import { DISPUTE_CHECKS } from "./verify.store.ts"

let db: TestDatabase
let books: Books
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
let opened = 0
beforeEach(async () => {
  books = await openBooks(db, `D${++opened}`, 2)
})

const TODAY = day("2026-06-15")
const within = <T>(work: Parameters<typeof db.inCompany<T>>[1]) => db.inCompany(books.company, work)
const invoice = (number: string, amount = 10_000n) =>
  within((tx) => post(tx, { kind: "invoice", customerId: books.customers[0]!, amount, on: "2026-05-02", number }))
const settle = async (debit: Id, amount: bigint, on: string) => {
  const credit = await within((tx) => post(tx, { kind: "payment", customerId: books.customers[0]!, amount, on }))
  await within((tx) => postAllocations(tx, BY, [{ debit: { entryId: debit, no: 1 }, credit: { entryId: credit, no: 1 }, amount }]))
}
const SAID: Omit<SaidDispute, "items"> = {
  customer: "C1",
  cause: "price",
  description: "Mme Fictive says a discount was agreed",
  resolver: null,
  dueOn: null,
  openedOn: day("2026-06-01"),
}
const open = (items: readonly (readonly [string, bigint | null])[], said: Partial<SaidDispute> = {}) =>
  within((tx) => openDispute(tx, BY, { ...SAID, items: items.map(([number, amount]) => ({ number, no: 1, amount })), ...said }, TODAY))
const close = (id: Id) => within((tx) => closeDispute(tx, BY, id, "creditNote", "agreed", TODAY))
const shrink = () => within((tx) => shrinkDisputes(tx, BY, TODAY))
const disputedOn = (asOf: string) =>
  within(async (tx) => {
    const found = await listDisputes(tx, { asOf: day(asOf), customer: null, state: null, before: null, limit: 100 })
    return found.map((one) => [one.state, totalOf(one, "disputed")])
  })
const acts = async () =>
  (await db.owner.query("SELECT act, after FROM activity.act WHERE company_id = $1 AND act LIKE 'dispute.%' ORDER BY id", [books.company])).rows.map(
    ({ act, after }) => [act, after.amount],
  )
const expectSound = async () => expect((await runChecks(db, DISPUTE_CHECKS, [{ id: books.company, code: "X" }])).filter(({ ok }) => !ok)).toEqual([])

test("several disputes of one item together stay within what is open of it; what is not said is all the rest", async () => {
  await invoice("F1")
  await open([["F1", 6_000n]])
  expect(await refusalOf(open([["F1", 4_001n]]))).toBe("DISPUTED_TOO_MUCH")
  expect(totalOf(await open([["F1", null]]), "disputed")).toBe(4_000n)
  expect(await refusalOf(open([["F1", null]]))).toBe("DISPUTED_TOO_MUCH")
  await expectSound()
})

test("forty people dispute the same two invoices at the same moment: never more than is open, every attempt opened or refused", async () => {
  const items = await Promise.all(["F1", "F2"].map((number) => invoice(number)))
  const trials = Array.from({ length: 40 }, (_, n) =>
    refusalOf(
      open(
        n % 2 === 0
          ? [
              ["F1", 700n],
              ["F2", 900n],
            ]
          : [
              ["F2", 800n],
              ["F1", 600n],
            ],
      ),
    ),
  )
  const ended = await Promise.all(trials)
  expect(new Set(ended)).toEqual(new Set(["none", "DISPUTED_TOO_MUCH"]))
  const { rows } = await db.owner.query(
    "SELECT entry_id, sum(claimed)::bigint AS claimed FROM dispute.line WHERE company_id = $1 GROUP BY entry_id",
    [books.company],
  )
  expect(rows.map((row) => row.entry_id).sort()).toEqual(items.toSorted())
  expect(rows.every(({ claimed }) => claimed <= 10_000n) && rows.some(({ claimed }) => claimed > 9_000n)).toBe(true)
  await expectSound()
})

test("disputes opened while payments are set against the invoice end within what is open", async () => {
  const debit = await invoice("F1")
  const work = Array.from({ length: 10 }, () => [refusalOf(open([["F1", 900n]])), settle(debit, 900n, "2026-06-02"), shrink()]).flat()
  await Promise.all(work)
  await shrink()
  const total = (await disputedOn("2026-06-15")).reduce((all, [, disputed]) => all + (disputed as bigint), 0n)
  expect(total <= 1_000n).toBe(true)
  const { rows } = await db.owner.query("SELECT disputed FROM dispute.disputed_item WHERE company_id = $1", [books.company])
  expect(rows[0].disputed).toBe(total)
  await expectSound()
})

describe("when less is open than is disputed", () => {
  test("the newest gives way, on any day at once and as an act when the server looks; what it was before stays", async () => {
    const debit = await invoice("F1")
    await open([["F1", 5_000n]])
    await open([["F1", 4_000n]])
    await settle(debit, 3_000n, "2026-06-10")
    expect(await disputedOn("2026-06-09")).toEqual([
      ["open", 4_000n],
      ["open", 5_000n],
    ])
    const after = [
      ["open", 2_000n],
      ["open", 5_000n],
    ]
    expect(await disputedOn("2026-06-10")).toEqual(after)
    expect(await shrink()).toBe(1)
    expect(await shrink()).toBe(0)
    expect(await disputedOn("2026-06-15")).toEqual(after)
    expect((await acts()).at(-1)).toEqual(["dispute.shrunk", "2000"])
    await expectSound()
  })

  test("a dispute of which nothing is left closes as settled", async () => {
    const debit = await invoice("F1")
    const { id } = await open([["F1", 5_000n]])
    await settle(debit, 10_000n, "2026-06-10")
    expect(await shrink()).toBe(1)
    const found = await within((tx) => knownDispute(tx, id, TODAY))
    expect(found).toMatchObject({ state: "closed", closed: { outcome: "settled", on: TODAY } })
    expect(await disputedOn("2026-06-09")).toEqual([["open", 5_000n]])
    expect((await acts()).at(-1)).toEqual(["dispute.closed", "0"])
    await expectSound()
  })
})

test("a dispute is closed once; what it disputed may be disputed again", async () => {
  await invoice("F1")
  const { id } = await open([["F1", null]])
  expect((await Promise.all([refusalOf(close(id)), refusalOf(close(id))])).sort()).toEqual(["DISPUTE_CLOSED", "none"])
  expect(await disputedOn("2026-06-14")).toEqual([["open", 10_000n]])
  expect(await disputedOn("2026-06-15")).toEqual([["closed", 0n]])
  expect(totalOf(await open([["F1", null]]), "disputed")).toBe(10_000n)
  expect(await refusalOf(within((tx) => closeDispute(tx, BY, tx.newId(), "upheld", "x", TODAY)))).toBe("UNKNOWN_DISPUTE")
  await expectSound()
})

test("details change for who saw the last state; a closed dispute does not change any more", async () => {
  await invoice("F1")
  const { id } = await open([["F1", null]])
  const change = (resolver: string | null) => within((tx) => changeDispute(tx, BY, id, { resolver }, () => {}, TODAY))
  expect(await change("M. Exemple")).toMatchObject({ resolver: "M. Exemple", cause: "price" })
  expect(await change(null)).toMatchObject({ resolver: null })
  await close(id)
  expect(await refusalOf(change("X"))).toBe("DISPUTE_CLOSED")
})

test("what cannot be disputed is refused", async () => {
  await invoice("F1")
  expect(await refusalOf(open([["F1", 1n]], { customer: "C2" }))).toBe("UNKNOWN_ITEM")
  expect(await refusalOf(open([]))).toBe("DISPUTE_NOTHING")
  expect(
    await refusalOf(
      open([
        ["F1", 1n],
        ["F1", 2n],
      ]),
    ),
  ).toBe("DISPUTE_NOTHING")
  expect(await refusalOf(open([["F1", 10_001n]]))).toBe("DISPUTED_TOO_MUCH")
  expect(await refusalOf(open([["F1", 1n]], { openedOn: day("2026-06-16") }))).toBe("DISPUTE_TOO_LATE")
})

test("amounts are said in the currency of the first item", async () => {
  await within((tx) =>
    post(tx, { kind: "invoice", customerId: books.customers[0]!, amount: 10_000n, on: "2026-05-02", number: "J1", currency: currency("JPY") }),
  )
  const said = (items: SaidDispute["items"]) => within((tx) => currencySaid(tx, { customer: "C1", items }, "EUR", TODAY))
  expect(await said([{ number: "J1", no: 1, amount: null }])).toBe("JPY")
  expect(await said([])).toBe("EUR")
  await invoice("F1")
  const both = [
    ["J1", 1n],
    ["F1", 1n],
  ] as const
  expect(await refusalOf(open(both))).toBe("DISPUTE_CURRENCY")
})

test("every act of a dispute names its customer, so that the timeline tells it", async () => {
  const debit = await invoice("F1")
  const { id } = await open([["F1", null]])
  await within((tx) => changeDispute(tx, BY, id, { resolver: "X" }, () => {}, TODAY))
  await settle(debit, 4_000n, "2026-06-10")
  await shrink()
  await close(id)
  const { rows } = await db.owner.query(
    "SELECT act, subject->>'customer' AS customer FROM activity.act WHERE company_id = $1 AND act LIKE 'dispute.%' ORDER BY id",
    [books.company],
  )
  expect(rows.map(({ act }) => act)).toEqual(["dispute.opened", "dispute.changed", "dispute.shrunk", "dispute.closed"])
  expect(new Set(rows.map(({ customer }) => customer))).toEqual(new Set([books.customers[0]]))
})

test("words go with an erased customer, and acts never had them", async () => {
  await invoice("F1")
  await open([["F1", null]])
  expect(await within((tx) => eraseDisputeWords(tx, books.customers[0]!))).toBe(1)
  const { rows } = await db.owner.query(
    "SELECT (SELECT string_agg(d::text, ' ') FROM dispute.dispute d WHERE company_id = $1) || (SELECT string_agg(a::text, ' ') FROM activity.act a WHERE company_id = $1) AS said",
    [books.company],
  )
  expect(rows[0].said).not.toContain("Fictive")
})

test("a running total that was tampered with is found", async () => {
  await invoice("F1")
  await open([["F1", null]])
  await db.owner.query("UPDATE dispute.disputed_item SET disputed = disputed - 1 WHERE company_id = $1", [books.company])
  expect(await runChecks(db, DISPUTE_CHECKS, [{ id: books.company, code: "X" }])).toMatchObject([{ ok: false, code: "DISPUTED_DIFFERS" }])
})
