import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY, openBooks, post, tickingClock } from "../../test/ledger/books.ts"
import { addDays, day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { loadCustomers } from "../ledger/accounts/customers.store.ts"
import { loadOpenItems } from "../ledger/accounts/open-items.store.ts"
import { loadTeam } from "../worklist/team/team.store.ts"
import { askWorklist } from "../worklist/worklist.act.ts"
import { handOver, withdrawHandOver } from "./hand-over.act.ts"
import { entrust, entrustedTo, heldBy, loadCollectors, loadPortfolios } from "./portfolio.act.ts"
import { NO_SELECTION, NOBODY } from "./portfolio.ts"
import { setTarget } from "./target.act.ts"

const TODAY = day("2026-06-30")
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock("2026-06-30T09:00:00Z"))
})
afterAll(() => db.drop())

/** Two people who work for a company, and three customers with something overdue. */
async function office(code: string) {
  const { company, customers } = await openBooks(db, code, 3)
  const [anna, marc] = await Promise.all(
    ["Anna", "Marc"].map(async (name) => {
      const { rows } = await db.owner.query("INSERT INTO auth.person (name, email) VALUES ($1, $2) RETURNING id", [
        name,
        `${name}@${code}.example`.toLowerCase(),
      ])
      await db.owner.query("INSERT INTO people.member VALUES ($1, $2, 'collector', now(), NULL)", [company, rows[0].id])
      return { id: rows[0].id as string, name }
    }),
  )
  await db.inCompany(company, async (tx) => {
    for (const customerId of customers)
      await post(tx, { customerId, kind: "invoice", amount: 100_00n, on: "2026-01-02", instalments: [{ dueOn: day("2026-06-10"), amount: 100_00n }] })
  })
  const give = (codes: readonly string[], to: string | null, from = TODAY, preview = false) =>
    db.inCompany(company, (tx) => entrust(tx, BY, { part: "collector", selection: { ...NO_SELECTION, customers: codes }, from, to }, TODAY, preview))
  const listOf = (who: { id: string; name: string }, asOf = TODAY) =>
    db.inCompany(company, async (tx) =>
      (await askWorklist(tx, { asOf, user: who, waiting: false, whole: true })).map(({ of, standsIn }) => [of.code, standsIn]),
    )
  return { company, anna: anna!, marc: marc!, give, listOf, customers }
}

test("a customer has one collector on any day, the next one from their day on, and who had it when stays known", async () => {
  const { company, anna, marc, give, listOf } = await office("SPANS")
  await give(["C1", "C2"], anna.id, addDays(TODAY, -10))
  expect(await give(["C1"], "MARC@spans.example", addDays(TODAY, 5), true)).toMatchObject({
    customers: 1,
    to: "Marc",
    from: [{ name: "Anna", customers: 1 }],
  })
  await give(["C1"], marc.id, addDays(TODAY, 5))
  expect(await listOf(anna)).toEqual([
    ["C1", null],
    ["C2", null],
  ])
  expect(await listOf(marc, addDays(TODAY, 5))).toEqual([["C1", null]])
  expect(await listOf(anna, addDays(TODAY, 5))).toEqual([["C2", null]])
  // Whoever takes it over before the planned day keeps it: the plan is off.
  await give(["C1"], anna.id, addDays(TODAY, 2))
  expect(await db.inCompany(company, (tx) => entrustedTo(tx, "C1"))).toMatchObject([
    { name: "Anna", fromOn: addDays(TODAY, 2), untilOn: null },
    { name: "Anna", fromOn: addDays(TODAY, -10), untilOn: addDays(TODAY, 2) },
  ])
  await give(["C2"], null)
  const held = await db.inCompany(company, (tx) => loadPortfolios(tx, TODAY))
  expect(held.map(({ name, customers, balance }) => [name, customers, balance[0]?.overdue])).toEqual([
    ["Anna", 1, 100_00n],
    [null, 2, 200_00n],
  ])
})

test("while somebody is away a colleague's list shows their customers with their name, from the first day to the last", async () => {
  const { company, anna, marc, give, listOf } = await office("AWAY")
  await give(["C1"], anna.id)
  await give(["C2"], marc.id)
  const said = { giver: anna.id, taker: marc.id, from: addDays(TODAY, 1), until: addDays(TODAY, 2), toAnybody: false }
  const made = await db.inCompany(company, (tx) => handOver(tx, BY, said, TODAY))
  const theirs = [0, 1, 2, 3].map((days) => listOf(marc, addDays(TODAY, days)))
  expect((await Promise.all(theirs)).map((rows) => rows.map(([code, standsIn]) => `${code} ${standsIn}`))).toEqual([
    ["C2 null"],
    ["C1 Anna", "C2 null"],
    ["C1 Anna", "C2 null"],
    ["C2 null"],
  ])
  await expect(db.inCompany(company, (tx) => withdrawHandOver(tx, BY, made.id, marc.id))).rejects.toMatchObject({ code: "UNKNOWN_HAND_OVER" })
  await db.inCompany(company, (tx) => withdrawHandOver(tx, BY, made.id, anna.id))
  expect(await listOf(marc, addDays(TODAY, 1))).toEqual([["C2", null]])
  for (const [wrong, code] of [
    [{ taker: anna.id }, "OWN_ABSENCE"],
    [{ until: addDays(TODAY, -1), from: addDays(TODAY, -3) }, "BAD_ABSENCE"],
    [{ until: addDays(TODAY, 400) }, "BAD_ABSENCE"],
    [{ taker: "Nobody" }, "UNKNOWN_HOLDER"],
  ] as const)
    await expect(db.inCompany(company, (tx) => handOver(tx, BY, { ...said, ...wrong }, TODAY))).rejects.toMatchObject({ code })
  await db.owner.query("UPDATE people.member SET role = 'outsideCollector' WHERE company_id = $1 AND person_id = $2", [company, marc.id])
  await expect(db.inCompany(company, (tx) => handOver(tx, BY, said, TODAY))).rejects.toMatchObject({ code: "OUTSIDE_ABSENCE" })
})

test("P48 whoever sees a part stands in for what a colleague has in such a part, and sees nothing of what they have as collector", async () => {
  const { company, anna, marc, give } = await office("PARTAWAY")
  await give(["C1", "C3"], anna.id)
  await db.inCompany(company, (tx) =>
    entrust(tx, BY, { part: "outside", selection: { ...NO_SELECTION, customers: ["C2"] }, from: TODAY, to: anna.id }, TODAY, false),
  )
  await db.owner.query("UPDATE people.member SET role = 'outsideCollector' WHERE company_id = $1 AND person_id = $2", [company, marc.id])
  const said = { giver: anna.id, taker: marc.id, from: addDays(TODAY, 1), until: addDays(TODAY, 2), toAnybody: true }
  await db.inCompany(company, (tx) => handOver(tx, BY, said, TODAY))
  const seen = (days: number) =>
    db
      .seeing({ holder: marc.id, day: addDays(TODAY, days) })
      .inCompany(company, async (tx) =>
        (await tx.db.selectFrom("customer.customer").select("code").where("company_id", "=", company).execute()).map(({ code }) => code),
      )
  expect(await Promise.all([0, 1, 2, 3].map(seen))).toEqual([[], ["C2"], ["C2"], []])
})

test("a collector's customers are found by name on any day, and those nobody has", async () => {
  const { company, anna, give, customers } = await office("HELD")
  await give(["C1", "C2"], anna.id)
  await give(["C2"], null, addDays(TODAY, 3))
  const of = (collector: string, days: number) => db.inCompany(company, (tx) => heldBy(tx, collector, addDays(TODAY, days)))
  const [c1, c2, c3] = customers.map((id, at) => ({ id, code: `C${at + 1}` }))
  expect(await of("Anna", 0)).toEqual([c1, c2])
  expect(await of("Anna", 3)).toEqual([c1])
  expect(await of(NOBODY, 3)).toEqual([c2, c3])
  expect(await of("Marc", 0)).toEqual([])
  expect(await db.inCompany(company, (tx) => loadCollectors(tx, TODAY))).toEqual(["Anna"])
  // Lists of the ledger take them as a set.
  const listed = await db.inCompany(company, async (tx) => {
    const among = await heldBy(tx, "Anna", TODAY)
    const items = await loadOpenItems(tx, { asOf: TODAY, knownAt: null, currency: null, customer: null, among })
    return [items.map(({ customer }) => customer), (await loadCustomers(tx, { asOf: TODAY, search: null, among })).map(({ code }) => code)]
  })
  expect(listed).toEqual([
    ["C1", "C2"],
    ["C1", "C2"],
  ])
  // A page at a time, also after a customer who is no longer among them.
  const after = (place: string | null) =>
    db.inCompany(company, async (tx) => {
      const among = await heldBy(tx, "Anna", TODAY)
      return (await loadCustomers(tx, { asOf: TODAY, search: null, among, page: { after: place, limit: 1 } })).map(({ code }) => code)
    })
  expect(await Promise.all([null, "C1", "C2", "C1 gone", "B"].map(after))).toEqual([["C1"], ["C2"], [], ["C2"], ["C1"]])
})

test("money counts in the month for whoever has the customer, against the target that was set last", async () => {
  const { company, anna, give, customers } = await office("TEAM")
  await give(["C1", "C2"], anna.id)
  const team = await db.inCompany(company, async (tx) => {
    await post(tx, { customerId: customers[0]!, kind: "payment", amount: 30_00n, on: "2026-06-15" })
    await post(tx, { customerId: customers[1]!, kind: "payment", amount: 20_00n, on: "2026-05-31" })
    for (const amount of [10_00n, 60_00n]) await setTarget(tx, BY, { of: "Anna", month: day("2026-06-01"), currency: currency("EUR"), amount })
    return loadTeam(tx, { from: day("2026-06-01"), until: TODAY })
  })
  expect(team).toMatchObject([
    { name: "Anna", customers: 2, money: [{ currency: "EUR", overdue: 200_00n, received: 30_00n, target: 60_00n }] },
    { name: null, customers: 1, money: [{ overdue: 100_00n, received: 0n, target: null }] },
  ])
})
