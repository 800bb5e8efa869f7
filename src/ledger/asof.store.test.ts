import { afterAll, beforeAll, expect, test } from "vitest"
import type { TestDatabase } from "../../test/database.ts"
import { chanceOf, SEED } from "../../test/ledger/chance.ts"
import { openProof, playSequence } from "../../test/ledger/proof.ts"
import { type Facts, replayOpenItems } from "../../test/ledger/replay.ts"
import { addDays, type Day, day } from "../kernel/day.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await openProof()
})
afterAll(() => db.drop())

const SPAN = { from: day("2026-01-01"), days: 40 }
const DAYS = Array.from({ length: SPAN.days + 32 }, (_, i) => addDays(SPAN.from, i - 1))

/** Random books in random recording order: customers, currencies, instalments, all kinds, back-dated, reversed, returned and paid again. */
const history = async (seed: number, steps: number) => (await playSequence(db, `H${seed}`, chanceOf(seed), SPAN, steps, 8)).company

type Account = { readonly customer: string; readonly currency: string; readonly side: string }

/** The facts as they lie in the tables, nothing computed. */
async function readFacts(company: number): Promise<{ facts: Facts; accounts: ReadonlyMap<string, Account>; instants: readonly number[] }> {
  const ask = async <Row>(statement: string) => (await db.owner.query(statement, [company])).rows as Row[]
  const at = (row: { recorded_at: Date }) => row.recorded_at.getTime()
  const items = await ask<{
    item: string
    effective_on: Day
    recorded_at: Date
    due_on: Day
    amount: bigint
    customer: string
    currency: string
    side: string
  }>(
    `SELECT s.entry_id || '/' || s.no AS item, e.effective_on, e.recorded_at, s.due_on, s.amount, e.customer_id AS customer, e.currency, e.side
       FROM ledger.instalment s JOIN ledger.entry e ON e.company_id = s.company_id AND e.id = s.entry_id WHERE s.company_id = $1`,
  )
  const legs = await ask<{ debit: string; credit: string; effective_on: Day; recorded_at: Date; amount: bigint; reversal: boolean }>(
    `SELECT debit_entry || '/' || debit_no AS debit, credit_entry || '/' || credit_no AS credit, effective_on, recorded_at, amount, reverses IS NOT NULL AS reversal
       FROM ledger.allocation WHERE company_id = $1`,
  )
  const moves = await ask<{ item: string; due_on: Day; effective_on: Day; recorded_at: Date }>(
    "SELECT entry_id || '/' || no AS item, due_on, effective_on, recorded_at FROM ledger.due_change WHERE company_id = $1",
  )
  const facts = {
    instalments: items.map((i) => ({ item: i.item, effectiveOn: i.effective_on, recordedAt: at(i), dueOn: i.due_on, amount: i.amount })),
    legs: legs.map((l) => ({
      debit: l.debit,
      credit: l.credit,
      effectiveOn: l.effective_on,
      recordedAt: at(l),
      net: l.reversal ? -l.amount : l.amount,
    })),
    dueChanges: moves.map((m) => ({ item: m.item, dueOn: m.due_on, effectiveOn: m.effective_on, recordedAt: at(m) })),
  }
  const accounts = new Map(items.map((i) => [i.item, { customer: i.customer, currency: i.currency, side: i.side }]))
  return { facts, accounts, instants: [...new Set([...items, ...legs, ...moves].map(at))].sort((a, b) => a - b) }
}

type Row = { readonly key: string; readonly item: string; readonly open: bigint; readonly due_on: Day }
function grouped(rows: readonly Row[]): Map<string, Record<string, string>> {
  const books = new Map<string, Record<string, string>>()
  for (const row of rows) {
    const book = books.get(row.key) ?? {}
    book[row.item] = `${row.open} due ${row.due_on}`
    books.set(row.key, book)
  }
  return books
}
const replayed = (facts: Facts, asOf: Day, knownAt?: number) =>
  Object.fromEntries([...replayOpenItems(facts, asOf, knownAt)].map(([item, { open, dueOn }]) => [item, `${open} due ${dueOn}`]))

const OPEN_EVERY_DAY = `SELECT d.day::text AS key, o.entry_id || '/' || o.no AS item, o.open, o.due_on FROM unnest($2::date[]) d(day), LATERAL ledger.open_items($1, d.day) o`

test.each(Array.from({ length: 8 }, (_, i) => SEED + 100 + i))(
  "every open balance and due day of every day is what a naive replay says (seed %i)",
  async (seed) => {
    const company = await history(seed, 120)
    const { facts } = await readFacts(company)
    const books = grouped((await db.owner.query(OPEN_EVERY_DAY, [company, DAYS])).rows)
    for (const asOf of DAYS) expect(books.get(asOf) ?? {}, asOf).toEqual(replayed(facts, asOf))
    expect(books.size, "days with something open").toBeGreaterThan(30)
  },
)

test.each([SEED + 200, SEED + 201])(
  "every unapplied sum of every day is what a naive replay says, by customer and currency (seed %i)",
  async (seed) => {
    const company = await history(seed, 120)
    const { facts, accounts } = await readFacts(company)
    const { rows } = await db.owner.query(
      `SELECT d.day::text AS key, o.customer_id || ' ' || o.currency || ' ' || o.side AS account, sum(o.open)::text AS open
       FROM unnest($2::date[]) d(day), LATERAL ledger.open_items($1, d.day) o GROUP BY 1, 2`,
      [company, DAYS],
    )
    for (const asOf of DAYS) {
      const sums = new Map<string, bigint>()
      for (const [item, { open }] of replayOpenItems(facts, asOf)) {
        const { customer, currency, side } = accounts.get(item)!
        const account = `${customer} ${currency} ${side}`
        sums.set(account, (sums.get(account) ?? 0n) + open)
      }
      const found = rows.filter((row) => row.key === asOf).map((row) => [row.account, BigInt(row.open)] as const)
      expect(new Map([...found].sort()), asOf).toEqual(new Map([...sums].sort()))
    }
  },
)

test.each([SEED + 300, SEED + 301])(
  "what was known at every instant of recording, on every day, is what a naive replay says (seed %i)",
  async (seed) => {
    const company = await history(seed, 45)
    const { facts, instants } = await readFacts(company)
    for (const instant of [instants[0]! - 1, ...instants]) {
      const { rows } = await db.owner.query(
        `SELECT d.day::text AS key, o.entry_id || '/' || o.no AS item, o.open, o.due_on FROM unnest($2::date[]) d(day), LATERAL ledger.open_items_known($1, d.day, $3::timestamptz) o`,
        [company, DAYS, new Date(instant).toISOString()],
      )
      const books = grouped(rows)
      for (const asOf of DAYS) expect(books.get(asOf) ?? {}, `${asOf} as known at ${instant}`).toEqual(replayed(facts, asOf, instant))
    }
    const now = grouped((await db.owner.query(OPEN_EVERY_DAY, [company, DAYS])).rows)
    for (const asOf of DAYS) expect(now.get(asOf) ?? {}, "known at the last instant is known now").toEqual(replayed(facts, asOf, instants.at(-1)))
  },
)

test("the day an item was closed only prunes: without it every day answers the same", async () => {
  const company = await history(SEED + 400, 150)
  const before = grouped((await db.owner.query(OPEN_EVERY_DAY, [company, DAYS])).rows)
  await db.owner.query("BEGIN")
  const { rowCount } = await db.owner.query("UPDATE ledger.open_item SET closed_on = NULL WHERE company_id = $1 AND closed_on IS NOT NULL", [company])
  const after = grouped((await db.owner.query(OPEN_EVERY_DAY, [company, DAYS])).rows)
  await db.owner.query("ROLLBACK")
  expect(rowCount).toBeGreaterThan(10)
  expect(after).toEqual(before)
})

test.each([SEED + 500, SEED + 501])("read whole, what is open on every day is what is open, item by item (seed %i)", async (seed) => {
  const company = await history(seed, 150)
  const open = await db.owner.query(OPEN_EVERY_DAY, [company, DAYS])
  const whole = await db.owner.query(OPEN_EVERY_DAY.replace("ledger.open_items(", "ledger.open_items_whole("), [company, DAYS])
  expect(open.rowCount).toBeGreaterThan(10)
  expect(grouped(whole.rows)).toEqual(grouped(open.rows))
  const { rows } = await db.owner.query(
    `SELECT count(*)::int AS n FROM unnest($2::date[]) d(day), LATERAL (
       (SELECT * FROM ledger.open_items($1, d.day) EXCEPT ALL SELECT * FROM ledger.open_items_whole($1, d.day))
       UNION ALL (SELECT * FROM ledger.open_items_whole($1, d.day) EXCEPT ALL SELECT * FROM ledger.open_items($1, d.day))) differ`,
    [company, DAYS],
  )
  expect(rows).toEqual([{ n: 0 }])
})
