/** What is kept of the open items answers as the database does: every filter, order and page, on random books, to the row and to the cent. */
import { afterAll, beforeAll, expect, test } from "vitest"
import type { TestDatabase } from "../../../../test/database.ts"
import { type Chance, chanceOf, SEED } from "../../../../test/ledger/chance.ts"
import { openProof, playSequence } from "../../../../test/ledger/proof.ts"
import { addDays, day } from "../../../kernel/day.ts"
import type { Id } from "../../../kernel/id.ts"
import { currency } from "../../../kernel/money.ts"
import type { Tx } from "../../../shell/db.ts"
import { ENTRY_KINDS } from "../../ledger.ts"
import { type ItemPlace, loadOpenItems, type OpenItemsQuestion, placeOf, sumOpenItems } from "../open-items.store.ts"
import { CREDIT_PARTS, ITEM_ORDERS, type ItemFilter } from "../open-items.ts"
import { findKept, keepItems } from "./whole.store.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await openProof()
})
afterAll(() => db.drop())

const SPAN = { from: day("2026-01-01"), days: 40 }
const QUESTIONS = 60

type Page = NonNullable<OpenItemsQuestion["page"]>
const asked = (tx: Tx, kept: Awaited<ReturnType<typeof keepItems>>, q: OpenItemsQuestion) => findKept(tx, kept, q, true)

test.each([SEED + 300, SEED + 301, SEED + 302])("the same rows and sums as the database finds (seed %i)", async (seed) => {
  const chance = chanceOf(seed)
  const { company } = await playSequence(db, `W${seed}`, chance, SPAN, 90, 8)
  const { rows: customers } = await db.owner.query("SELECT id, code FROM customer.customer WHERE company_id = $1 ORDER BY code", [company])
  for (const [at, name] of ["Zénith", "Élan", "eland", "Elan", "élan"].entries())
    await db.owner.query("UPDATE customer.customer SET name = $2, segment = $3, country = $4, relation = $5 WHERE id = $1", [
      customers[at % customers.length]!.id,
      name,
      at % 2 === 0 ? "Retail" : null,
      at % 3 === 0 ? "BE" : "FR",
      at === 1 ? "intercompany" : "trade",
    ])
  let seen = 0
  await db.inCompany(company, async (tx) => {
    for (let n = 0; n < QUESTIONS; n++) {
      const asOf = addDays(SPAN.from, chance.between(0, SPAN.days + 30))
      const kept = await keepItems(tx, asOf)
      const among = chance.yes(0.2) ? customers.filter(() => chance.yes(0.5)).map(({ id, code }) => ({ id: id as Id, code })) : null
      const q = { asOf, knownAt: null, currency: chance.yes(0.7) ? null : chance.pick(CURRENCIES), customer: null, among, filter: anyFilter(chance) }
      const order = ITEM_ORDERS[n % ITEM_ORDERS.length]!
      const down = chance.yes(0.5)
      const sums = await sumOpenItems(tx, q)
      let after: ItemPlace | null = null
      for (;;) {
        const page: Page = { order, down, after, limit: chance.between(1, 9) }
        const found = await asked(tx, kept, { ...q, page })
        const expected = await loadOpenItems(tx, { ...q, page })
        expect(found, `${n}: ${JSON.stringify([order, down, q.filter, after], (_, v) => (typeof v === "bigint" ? String(v) : v))}`).toEqual({
          items: expected,
          sums,
        })
        seen += expected.length
        if (expected.length < page.limit!) break
        after = placeOf(expected.at(-1)!, order)
      }
    }
  })
  expect(seen).toBeGreaterThan(QUESTIONS)
})

test("a place whose item is settled by now still parts the list; by a name it is the database that knows where", async () => {
  const { company } = await playSequence(db, "GONE", chanceOf(SEED + 400), SPAN, 60, 8)
  await db.inCompany(company, async (tx) => {
    const asOf = addDays(SPAN.from, SPAN.days)
    const kept = await keepItems(tx, asOf)
    const q = { asOf, knownAt: null, currency: null, customer: null }
    const all = await loadOpenItems(tx, q)
    const middle = all[Math.floor(all.length / 2)]!
    const gone = "00000000-0000-7000-8000-000000000000"
    for (const order of ["recorded", "due", "open"] as const)
      for (const down of [false, true]) {
        const page: Page = { order, down, after: [placeOf(middle, order)[0], gone, 1], limit: 50 }
        expect((await asked(tx, kept, { ...q, page }))?.items, `${order} ${down}`).toEqual(await loadOpenItems(tx, { ...q, page }))
      }
    // Of a ledger with more open items than are kept nothing is, and the database is asked.
    const few = await keepItems(tx, asOf, all.length - 1)
    expect(few.whole).toBeNull()
    expect(await asked(tx, few, { ...q, page: { order: "due", down: false, after: null, limit: 50 } })).toBeNull()
    expect((await keepItems(tx, asOf, all.length)).whole?.count).toBe(all.length)
    expect(await asked(tx, kept, { ...q, page: { order: "name", down: false, after: [middle.name, gone, 1], limit: 50 } })).toBeNull()
  })
})

const CURRENCIES = [currency("EUR"), currency("USD")]
/** Each part of a filter now and then, so that most questions find something. */
function anyFilter(chance: Chance): ItemFilter {
  const now = <T>(some: readonly T[]): T | null => (chance.yes(0.15) ? chance.pick(some) : null)
  const amounts = [1n, 50_00n, 100_00n, 250_00n]
  const days = [-20, 0, 1, 10, 31]
  const on = [SPAN.from, addDays(SPAN.from, 20), addDays(SPAN.from, 45)]
  return {
    kind: now([...ENTRY_KINDS, ...CREDIT_PARTS]),
    side: now(["debit", "credit"] as const),
    lateFrom: now(days),
    lateTo: now(days),
    dueFrom: now(on),
    dueTo: now(on),
    search: now(["1", "c1", "C", "zé", "0", "-"]),
    intercompany: now([true, false]),
    segment: now(["Retail"]),
    country: now(["BE", "FR", "DE"]),
    openFrom: now(amounts),
    openTo: now(amounts),
  }
}
