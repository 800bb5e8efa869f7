import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { type Books, BY, openBooks, refusalOf } from "../../test/ledger/books.ts"
import { day } from "../kernel/day.ts"
import { changeInsolvency, eraseInsolvencyWords, listInsolvencies, recordInsolvency } from "./insolvency.act.ts"
import { type InsolvencyFacts, type InsolvencyState, insolvencyStateOn } from "./insolvency.ts"

let db: TestDatabase
let books: Books
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
let opened = 0
beforeEach(async () => {
  books = await openBooks(db, `I${++opened}`, 2)
  await db.owner.query("UPDATE customer.customer SET country = 'FR' WHERE company_id = $1 AND code = 'C1'", [books.company])
})

const TODAY = day("2026-06-15")
const within = <T>(work: Parameters<typeof db.inCompany<T>>[1]) => db.inCompany(books.company, work)
const FACTS: InsolvencyFacts = {
  kind: "receivership",
  judgedOn: day("2026-06-10"),
  court: "TC Lyon",
  reference: "2026F1",
  source: "BODACC, Fictive",
  endedOn: null,
}
const record = (said: Partial<InsolvencyFacts> = {}, customer = "C1") =>
  within((tx) => recordInsolvency(tx, BY, customer, { ...FACTS, ...said }, TODAY))
const list = (asOf: string, state: InsolvencyState | null = null) =>
  within(async (tx) => {
    const found = await listInsolvencies(tx, { asOf: day(asOf), customer: null, state, before: null, limit: 100 })
    return found.map((one) => [one.customer, one.kind, insolvencyStateOn(one, day(asOf))])
  })

test("a judgment is recorded once, of a kind of the customer's country, and listed from its day on", async () => {
  await record()
  expect(await refusalOf(record())).toBe("INSOLVENCY_KNOWN")
  expect(await refusalOf(record({ kind: "bankruptcy" }))).toBe("INSOLVENCY_KIND")
  expect(await refusalOf(record({}, "NOBODY"))).toBe("UNKNOWN_CUSTOMER")
  await record({ kind: "bankruptcy" }, "C2")
  expect(await list("2026-06-09")).toEqual([])
  expect(await list("2026-06-10")).toEqual([
    ["C2", "bankruptcy", "open"],
    ["C1", "receivership", "open"],
  ])
})

test("two who record the same proceedings at once, a day apart, leave one; once those ended, others may follow", async () => {
  const both = await Promise.allSettled([record(), record({ judgedOn: day("2026-06-11"), source: "Letter" })])
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
  expect(both.find((one) => one.status === "rejected")).toMatchObject({ reason: { code: "INSOLVENCY_KNOWN" } })
  const [only] = await within((tx) => listInsolvencies(tx, { asOf: TODAY, customer: null, state: null, before: null, limit: 100 }))
  expect(await list("2026-06-15")).toHaveLength(1)
  await within((tx) => changeInsolvency(tx, BY, only!.id, { endedOn: day("2026-06-13") }, () => {}, TODAY))
  await record({ judgedOn: day("2026-06-13") })
  expect(await refusalOf(within((tx) => changeInsolvency(tx, BY, only!.id, { endedOn: null }, () => {}, TODAY)))).toBe("INSOLVENCY_KNOWN")
})

test("it is corrected and ended; the log holds what was before, without its words", async () => {
  const { id } = await record()
  const change = (wanted: Partial<InsolvencyFacts>) => within((tx) => changeInsolvency(tx, BY, id, wanted, () => {}, TODAY))
  expect(await change({ judgedOn: day("2026-06-09"), court: null })).toMatchObject({ judgedOn: "2026-06-09", court: null, reference: "2026F1" })
  expect(await refusalOf(change({ endedOn: day("2026-06-08") }))).toBe("INSOLVENCY_ENDS_EARLY")
  await change({ endedOn: day("2026-06-14") })
  for (const asOf of ["2026-06-13", "2026-06-14"])
    for (const state of ["open", "ended"] as const) expect(await list(asOf, state)).toEqual((await list(asOf)).filter(([, , said]) => said === state))
  const { rows } = await db.owner.query(
    "SELECT before, after FROM activity.act WHERE company_id = $1 AND act = 'recovery.insolvencyChanged' ORDER BY id",
    [books.company],
  )
  expect(rows[0]).toMatchObject({ before: { kind: "receivership", judgedOn: "2026-06-10" }, after: { judgedOn: "2026-06-09" } })
  expect(JSON.stringify(rows)).not.toContain("Fictive")
  expect(await refusalOf(within((tx) => changeInsolvency(tx, BY, tx.newId(), {}, () => {}, TODAY)))).toBe("UNKNOWN_INSOLVENCY")
})

test("words go with an erased customer", async () => {
  await record()
  expect(await within((tx) => eraseInsolvencyWords(tx, books.customers[0]!))).toBe(1)
  const { rows } = await db.owner.query("SELECT i::text AS said FROM recovery.insolvency i WHERE company_id = $1", [books.company])
  expect(rows[0].said).not.toContain("Fictive")
})
