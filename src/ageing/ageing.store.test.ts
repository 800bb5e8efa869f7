import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { drawPortfolio, FIRST_DAY, openOf, type Portfolio, paidOf, SPAN } from "../../test/ageing/portfolio.ts"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY } from "../../test/ledger/books.ts"
import { chanceOf, SEED } from "../../test/ledger/chance.ts"
import { addCompany } from "../company/company.act.ts"
import { registerCustomers } from "../customer/customer.act.ts"
import { addDays, type Day, day, daysBetween } from "../kernel/day.ts"
import { currency, toDecimal } from "../kernel/money.ts"
import { loadCustomers } from "../ledger/accounts/customers.store.ts"
import { loadOpenItems } from "../ledger/accounts/open-items.store.ts"
import type { Tx } from "../shell/db.ts"
import { loadAgeing } from "./ageing.store.ts"
import { ageItems, DIMENSIONS, type Dimension, totalOf } from "./ageing.ts"
import { toAgeingAnswer } from "./ageing.wire.ts"
import { loadKpi } from "./kpi.store.ts"
import { toKpiAnswer } from "./kpi.wire.ts"

let db: TestDatabase
const books: { company: number; portfolio: Portfolio }[] = []
beforeAll(async () => {
  db = await testDatabase()
  for (const seed of [SEED, SEED + 1, SEED + 2]) {
    const { id: company } = await addCompany(db, BY, { code: `P${seed}`, name: "P", country: "FR", currency: "EUR", matching: "encours" })
    const portfolio = await db.inCompany(company, (tx) => drawPortfolio(tx, chanceOf(seed)))
    books.push({ company, portfolio })
  }
})
afterAll(() => db.drop())

const read = <T>(company: number, work: (tx: Tx) => Promise<T>) => db.inCompanies([company], async (_, choose) => work(await choose(company)))
const DAYS = [addDays(FIRST_DAY, 40), addDays(FIRST_DAY, 95), addDays(FIRST_DAY, SPAN + 80)]
const instants = (p: Portfolio) => [null, p.legs[Math.floor(p.legs.length / 2)]!.recordedAt]
type Filter = { asOf: Day; knownAt: number | null; by: Dimension | null; currency: string | null; customer: string | null; bounds: number[] }

function filtersOf(p: Portfolio): Filter[] {
  const all: Filter[] = []
  for (const asOf of DAYS)
    for (const knownAt of instants(p))
      for (const by of [null, ...DIMENSIONS])
        for (const code of [null, "EUR", "JPY"])
          for (const customer of [null, "C1", "C7"])
            for (const bounds of [[0, 30, 60, 90], [5]]) all.push({ asOf, knownAt, by, currency: code, customer, bounds })
  return all
}

/** The oracle: every open item one by one. */
function expected(p: Portfolio, f: Filter) {
  const open = openOf(p, f.asOf, f.knownAt).filter(
    (i) =>
      !i.customer.intercompany &&
      i.kind !== "deposit" &&
      (f.currency === null || i.currency === f.currency) &&
      (f.customer === null || i.customer.code === f.customer),
  )
  const keyOf = (i: (typeof open)[number]) => (f.by === null ? null : f.by === "customer" ? i.customer.code : i.customer[f.by])
  const aged = (items: typeof open, code: string) => {
    const a = ageItems(items, f.asOf, f.bounds)
    const amounts = a.amounts.map((m) => toDecimal(m, currency(code)))
    return { amounts, counts: a.counts, credits: toDecimal(a.credits, currency(code)), total: toDecimal(totalOf(a), currency(code)) }
  }
  return [...new Set(open.map((i) => i.currency))].sort().map((code) => {
    const own = open.filter((i) => i.currency === code)
    const keys = [...new Set(own.map(keyOf))].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    return {
      currency: code,
      ...aged(own, code),
      rows:
        f.by === null
          ? []
          : keys.map((key) => ({
              key,
              ...aged(
                own.filter((i) => keyOf(i) === key),
                code,
              ),
            })),
    }
  })
}

test("P33: the ageing equals the one by hand through every filter, on every day, as known then and now", async () => {
  for (const { company, portfolio } of books) {
    const idOf = (code: string | null) => portfolio.customers.find((c) => c.code === code)?.id ?? null
    await read(company, async (tx) => {
      for (const f of filtersOf(portfolio)) {
        const answer = toAgeingAnswer(
          await loadAgeing(tx, {
            ...f,
            knownAt: f.knownAt === null ? null : new Date(f.knownAt),
            currency: f.currency === null ? null : currency(f.currency),
            customer: idOf(f.customer),
          }),
        )
        const shape = (of: { total: string; credits: string; buckets: readonly { amount: string; count: number }[] }) => ({
          amounts: of.buckets.map((b) => b.amount),
          counts: of.buckets.map((b) => b.count),
          credits: of.credits,
          total: of.total,
        })
        const found = answer.currencies
          .filter((of) => of.count > 0 || Number(of.credits) > 0)
          .map((of) => ({ currency: of.currency, ...shape(of), rows: (of.rows ?? []).map((row) => ({ key: row.key, ...shape(row) })) }))
        expect(found, JSON.stringify(f)).toEqual(expected(portfolio, f))
      }
    })
  }
})

test("P33: open items list what is open, and their net is the ageing's", async () => {
  for (const { company, portfolio } of books)
    for (const asOf of DAYS)
      for (const knownAt of instants(portfolio)) {
        const items = await read(company, (tx) =>
          loadOpenItems(tx, { asOf, knownAt: knownAt === null ? null : new Date(knownAt), currency: null, customer: null }),
        )
        const byHand = openOf(portfolio, asOf, knownAt)
        const line = (customer: string, dueOn: string, side: string, open: bigint, late: number) => `${customer} ${dueOn} ${side} ${open} ${late}`
        expect(items.map((i) => line(i.customer, i.dueOn, i.side, i.open, i.daysOverdue)).sort()).toEqual(
          byHand.map((i) => line(i.customer.code, i.dueOn, i.side, i.open, i.side === "debit" ? daysBetween(i.dueOn, asOf) : 0)).sort(),
        )
        expect(items.map((i) => `${i.customer} ${i.dueOn}`)).toEqual(items.map((i) => `${i.customer} ${i.dueOn}`).sort())
      }
})

test("P33: the portfolio figures equal those by hand, as known then and now", async () => {
  for (const { company, portfolio } of books)
    for (const asOf of DAYS)
      for (const knownAt of instants(portfolio)) {
        const instant = knownAt === null ? null : new Date(knownAt)
        const sums = await read(company, (tx) => loadKpi(tx, { asOf, knownAt: instant, days: 60, currency: null, customer: null, byCustomer: true }))
        for (const of of toKpiAnswer(asOf, 60, true, sums).currencies) {
          const trade = (item: { currency: string; customer: { intercompany: boolean } }) =>
            item.currency === of.currency && !item.customer.intercompany
          const paid = paidOf(portfolio, asOf, knownAt).filter((p) => trade(p.item))
          const overdue = openOf(portfolio, asOf, knownAt).filter((i) => trade(i) && i.kind === "invoice" && i.side === "debit" && i.dueOn < asOf)
          const late = [...paid.map((p) => Math.max(0, p.late)), ...overdue.map((i) => daysBetween(i.dueOn, asOf))]
          expect(of.late.count).toBe(late.filter((n) => n > 0).length)
          expect(of.late.max).toBe(late.length === 0 ? null : Math.max(...late))
          close(of.late.meanAll, mean(late))
          close(of.late.meanLate, mean(late.filter((n) => n > 0)))
          close(of.daysToPay.mean, mean(paid.map((p) => p.days)))
          close(of.daysToPay.median, median(paid.map((p) => p.days)))
          const weight = [...paid.map((p) => Number(p.item.amount)), ...overdue.map((i) => Number(i.open))]
          close(of.weightedDaysLate, weighted(late, weight))
          close(
            of.daysToPay.weighted,
            weighted(
              paid.map((p) => p.days),
              paid.map((p) => Number(p.item.amount)),
            ),
          )
          const rows = "rows" in of ? of.rows : []
          expect(rows.reduce((all, row) => all + row.count, 0)).toBe(late.length)
          expect(rows.map((row) => row.late.meanAll)).toEqual(rows.map((row) => row.late.meanAll).sort((a, b) => b! - a!))
          const net = (on: Day) =>
            openOf(portfolio, on, knownAt)
              .filter((i) => trade(i) && i.kind !== "deposit")
              .reduce((all, i) => all + (i.side === "debit" ? i.open : -i.open), 0n)
          expect([of.workings.receivables, of.workings.begin]).toEqual([net(asOf), net(addDays(asOf, -60))].map((m) => toDecimal(m, of.currency)))
          const sold = portfolio.items
            .filter(
              (i) => trade(i) && (i.kind === "invoice" || i.kind === "creditNote") && i.effectiveOn <= asOf && i.effectiveOn > addDays(asOf, -60),
            )
            .filter((i) => i.recordedAt <= (knownAt ?? Number.POSITIVE_INFINITY))
          expect(of.workings.sales).toBe(
            toDecimal(
              sold.reduce((all, i) => all + (i.side === "debit" ? i.amount : -i.amount), 0n),
              of.currency,
            ),
          )
        }
      }
})
const mean = (list: readonly number[]) => (list.length === 0 ? null : list.reduce((a, b) => a + b, 0) / list.length)
function median(list: readonly number[]) {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}
const weighted = (values: readonly number[], weights: readonly number[]) => {
  const total = weights.reduce((a, b) => a + b, 0)
  return total === 0 ? null : values.reduce((all, value, i) => all + value * weights[i]!, 0) / total
}
const close = (found: number | null, byHand: number | null) => (byHand === null ? expect(found).toBeNull() : expect(found).toBeCloseTo(byHand, 2.9))

test("customers are found by any part of code or name, and bear their balance", async () => {
  const { company, portfolio } = books[0]!
  const asOf = DAYS[2]!
  const found = await read(company, (tx) => loadCustomers(tx, { asOf, search: "ÉLAN" }))
  expect(found.map((c) => c.code)).toEqual(portfolio.customers.map((c) => c.code))
  for (const customer of found)
    for (const balance of customer.balance) {
      const own = openOf(portfolio, asOf, null).filter(
        (i) => i.customer.code === customer.code && i.currency === balance.currency && i.kind !== "deposit",
      )
      expect(balance.open).toBe(own.reduce((all, i) => all + (i.side === "debit" ? i.open : -i.open), 0n))
      expect(balance.overdue).toBe(own.filter((i) => i.side === "debit" && i.dueOn < asOf).reduce((all, i) => all + i.open, 0n))
    }
  expect(await read(company, (tx) => loadCustomers(tx, { asOf, search: "nobody at all" }))).toEqual([])
})

test("a search takes its text literally, however short, and balances and numbers are those of the found", async () => {
  const { id: company } = await addCompany(db, BY, { code: "SIGNS", name: "Signs", country: "FR", currency: "EUR", matching: "encours" })
  const names = ["100% Coton", "100 Coton", "A_B", "AXB", "C\\D", "CD", "Ümlaut", "O'Neill"]
  const nothing = { country: null, segment: null, collector: null, groupCode: null, identifiers: null }
  const customers = names.map((name, i) => ({ ...nothing, code: `S${i}`, name }))
  await db.inCompany(company, (tx) => registerCustomers(tx, company, customers, tx.newId))
  const found = async (search: string) => (await read(company, (tx) => loadCustomers(tx, { asOf: DAYS[0]!, search }))).map(({ name }) => name)
  expect(await found("100%")).toEqual(["100% Coton"])
  expect(await found("0% c")).toEqual(["100% Coton"])
  expect(await found("a_b")).toEqual(["A_B"])
  expect(await found(" a_")).toEqual(["A_B"])
  expect(await found("c\\d")).toEqual(["C\\D"])
  expect(await found("mla")).toEqual(["Ümlaut"])
  expect(await found("üm")).toEqual(["Ümlaut"])
  expect(await found("'")).toEqual(["O'Neill"])
  expect(await found("s")).toEqual(names)
})

test("exposure adds payments that may still come back to what is open", async () => {
  const { id: company } = await addCompany(db, BY, { code: "BILLS", name: "Bills", country: "FR", currency: "EUR", matching: "encours" })
  await db.inCompany(company, async (tx) => {
    const [customer, bill] = [tx.newId(), tx.newId()]
    await sql`INSERT INTO customer.customer (company_id, id, code, name, search_text) VALUES (${company}, ${customer}, 'C', 'C', 'c')`.execute(tx.db)
    await sql`INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, settled_by, means, collection_on, content, act_id)
      VALUES (${company}, ${bill}, 'payment', 'credit', 'main', 'B1', ${customer}, 'EUR', 10000, '2026-01-10', 'cash', 'lcr', '2026-03-31', ${bill}, ${bill})`.execute(
      tx.db,
    )
    await sql`INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount) VALUES (${company}, ${bill}, 1, '2026-01-10', 10000)`.execute(
      tx.db,
    )
  })
  const balanceOn = (on: string) => read(company, async (tx) => (await loadCustomers(tx, { asOf: day(on), search: null }))[0]!.balance)
  expect(await balanceOn("2026-02-01")).toEqual([{ currency: "EUR", open: -10000n, overdue: 0n, exposure: 0n }])
  expect(await balanceOn("2026-03-31")).toEqual([{ currency: "EUR", open: -10000n, overdue: 0n, exposure: -10000n }])
})
