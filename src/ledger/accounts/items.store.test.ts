/** Lists of open items as screens ask for them: whatever the order and the filter, page by page it is the same rows, once each. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { type Books, openBooks, post } from "../../../test/ledger/books.ts"
import { day } from "../../kernel/day.ts"
import { loadOpenItems, placeOf, sumOpenItems } from "./open-items.store.ts"
import { ITEM_ORDERS, type ItemFilter, NO_FILTER, type OpenItem } from "./open-items.ts"

const ON = day("2026-06-30")
let db: TestDatabase
let books: Books
beforeAll(async () => {
  db = await testDatabase()
  books = await openBooks(db, "ACME", 3)
  await db.inCompany(books.company, async (tx) => {
    for (let i = 0; i < 40; i++) {
      const customerId = books.customers[i % 3]!
      const month = String((i % 6) + 1).padStart(2, "0")
      const credit = i % 7 === 0
      // Amounts and days that repeat, so that a place in an order must name the item too.
      await post(tx, {
        customerId,
        kind: i % 14 === 7 ? "payment" : credit ? "creditNote" : "invoice",
        amount: BigInt((credit && i % 14 === 0 && i !== 28 ? -1 : 1) * (100 + (i % 5))),
        on: `2026-${month}-10`,
        number: `N-${i % 9}-${i}`,
      })
    }
  })
  // Names as people look them up: É beside E, not behind Z.
  for (const [at, name, segment, country] of [
    [0, "Zénith", "Other", "BE"],
    [1, "Élan", "Retail", "FR"],
    [2, "eland", "Other", "BE"],
  ] as const)
    await db.owner.query("UPDATE customer.customer SET name = $2, segment = $3, country = $4 WHERE id = $1", [
      books.customers[at],
      name,
      segment,
      country,
    ])
})
afterAll(() => db.drop())

const question = (filter: Partial<ItemFilter> = {}) => ({
  asOf: ON,
  knownAt: null,
  currency: null,
  customer: null,
  filter: { ...NO_FILTER, ...filter },
})
const keyOf = (item: OpenItem) => `${item.id} ${item.instalment}`
const signed = (item: OpenItem) => (item.side === "debit" ? item.open : -item.open)

async function pages(order: (typeof ITEM_ORDERS)[number], down: boolean): Promise<OpenItem[]> {
  const all: OpenItem[] = []
  for (let last: OpenItem | undefined; ; ) {
    const after = last ? placeOf(last, order) : null
    const page = await db.inCompany(books.company, (tx) => loadOpenItems(tx, { ...question(), page: { order, down, after, limit: 7 } }))
    all.push(...page)
    if (page.length < 7) return all
    last = page.at(-1)
  }
}

test.each(ITEM_ORDERS.flatMap((order) => [false, true].map((down) => [order, down] as const)))(
  "by %s, downwards %s: every item once, in order",
  async (order, down) => {
    const items = await pages(order, down)
    expect(new Set(items.map(keyOf)).size).toBe(40)
    const values = items.map(
      (item): string | bigint =>
        ({ recorded: item.id, due: item.dueOn, open: signed(item), customer: item.customer, name: item.name, number: item.number })[order],
    )
    const sorted = [...values].sort((a, b) => (order === "name" ? String(a).localeCompare(String(b), "und") : a < b ? -1 : a > b ? 1 : 0))
    expect(values).toEqual(down ? sorted.reverse() : sorted)
  },
)

test.each<[string, Partial<ItemFilter>, (item: OpenItem) => boolean]>([
  ["kind", { kind: "creditNote" }, (item) => item.kind === "creditNote"],
  ["what was credited", { kind: "credited" }, (item) => item.side === "credit" && item.kind === "creditNote"],
  ["unallocated money", { kind: "unallocated" }, (item) => item.side === "credit" && item.kind === "payment"],
  ["side", { side: "debit" }, (item) => item.side === "debit"],
  ["days late", { side: "debit", lateFrom: 31, lateTo: 110 }, (item) => item.side === "debit" && item.daysOverdue >= 31 && item.daysOverdue <= 110],
  ["not due", { side: "debit", lateTo: 0 }, (item) => item.side === "debit" && item.dueOn >= ON],
  ["due days", { dueFrom: day("2026-02-01"), dueTo: day("2026-04-30") }, (item) => item.dueOn >= "2026-02-01" && item.dueOn <= "2026-04-30"],
  ["part of a number", { search: "n-3" }, (item) => item.number.includes("N-3")],
  ["a customer", { search: "c2" }, (item) => item.customer === "C2"],
  ["intercompany", { intercompany: true }, () => false],
  ["a segment", { segment: "Retail" }, (item) => item.customer === "C2"],
  ["a country", { country: "BE" }, (item) => item.customer !== "C2"],
  ["what is open", { openFrom: 102n, openTo: 103n }, (item) => item.open >= 102n && item.open <= 103n],
])("filtered by %s: the rows a person would pick, and their sum", async (_, filter, picked) => {
  await db.inCompany(books.company, async (tx) => {
    const all = await loadOpenItems(tx, question())
    const found = await loadOpenItems(tx, question(filter))
    const expected = all.filter(picked)
    expect(found.map(keyOf).sort()).toEqual(expected.map(keyOf).sort())
    const sums = await sumOpenItems(tx, question(filter))
    const whole = expected.reduce((sum, item) => sum + signed(item), 0n)
    expect(sums).toEqual(expected.length === 0 ? [] : [{ currency: "EUR", count: expected.length, open: whole }])
  })
})
