import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { type Books, BY, openBooks, post, refusalOf } from "../../test/ledger/books.ts"
import { day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { changeHold, eraseHoldWords, liftHold, listHolds, placeHold, type SaidHold } from "./hold.act.ts"
import { type HoldState, holdStateOn } from "./hold.ts"

let db: TestDatabase
let books: Books
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
let opened = 0
beforeEach(async () => {
  books = await openBooks(db, `H${++opened}`, 2)
})

const TODAY = day("2026-06-15")
const within = <T>(work: Parameters<typeof db.inCompany<T>>[1]) => db.inCompany(books.company, work)
const SAID: SaidHold = { customer: "C1", item: null, reason: "commercialGesture", note: "Mme Fictive asked", until: day("2026-06-30") }
const place = (said: Partial<SaidHold> = {}) => within((tx) => placeHold(tx, BY, { ...SAID, ...said }, TODAY))
const lift = (id: Id, on = TODAY) => within((tx) => liftHold(tx, BY, id, "Mme Fictive paid", on))
const list = (asOf: string, state: HoldState | null = null) =>
  within(async (tx) => {
    const found = await listHolds(tx, { asOf: day(asOf), customer: null, state, before: null, limit: 100 })
    return found.map((one) => [one.item?.number ?? "all", holdStateOn(one, day(asOf))])
  })

test("holds are listed as they stood, and the database counts states as the rule does", async () => {
  await within((tx) => post(tx, { kind: "invoice", customerId: books.customers[0]!, amount: 10_000n, on: "2026-05-02", number: "F1" }))
  const { id } = await place({ item: { number: "F1", no: 1 } })
  await place()
  await lift(id, day("2026-06-20"))
  expect(await list("2026-06-14")).toEqual([])
  expect(await list("2026-06-19")).toEqual([
    ["all", "active"],
    ["F1", "active"],
  ])
  for (const asOf of ["2026-06-15", "2026-06-19", "2026-06-20", "2026-06-30", "2026-07-01"])
    for (const state of ["active", "over", "lifted"] as const)
      expect(await list(asOf, state), `${asOf} ${state}`).toEqual((await list(asOf)).filter(([, said]) => said === state))
})

test("a hold is lifted once, and not after its last day", async () => {
  const { id } = await place()
  expect((await Promise.all([refusalOf(lift(id)), refusalOf(lift(id))])).sort()).toEqual(["HOLD_ENDED", "none"])
  const over = await place()
  expect(await refusalOf(lift(over.id, day("2026-07-01")))).toBe("HOLD_ENDED")
  expect(await refusalOf(within((tx) => liftHold(tx, BY, tx.newId(), null, TODAY)))).toBe("UNKNOWN_HOLD")
})

test("its last day moves within a year of its first", async () => {
  const { id } = await place()
  const change = (until: string) => within((tx) => changeHold(tx, BY, id, { until: day(until) }, () => {}, TODAY))
  expect(await change("2027-06-15")).toMatchObject({ until: "2027-06-15", note: "Mme Fictive asked" })
  expect(await refusalOf(change("2027-06-16"))).toBe("HOLD_TOO_LONG")
  await lift(id)
  expect(await refusalOf(change("2026-06-30"))).toBe("HOLD_ENDED")
})

test("what cannot be held is refused", async () => {
  expect(await refusalOf(place({ customer: "NOBODY" }))).toBe("UNKNOWN_CUSTOMER")
  expect(await refusalOf(place({ item: { number: "F9", no: 1 } }))).toBe("UNKNOWN_ITEM")
  expect(await refusalOf(place({ until: day("2026-06-14") }))).toBe("HOLD_PAST")
  expect(await refusalOf(place({ reason: "other", note: null }))).toBe("HOLD_NEEDS_WORDS")
})

test("words go with an erased customer, and acts never had them", async () => {
  const { id } = await place()
  await lift(id)
  expect(await within((tx) => eraseHoldWords(tx, books.customers[0]!))).toBe(1)
  const { rows } = await db.owner.query(
    "SELECT (SELECT string_agg(h::text, ' ') FROM hold.hold h WHERE company_id = $1) || (SELECT string_agg(a::text, ' ') FROM activity.act a WHERE company_id = $1) AS said",
    [books.company],
  )
  expect(rows[0].said).not.toContain("Fictive")
})
