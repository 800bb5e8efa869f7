import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { openBooks, refusalOf } from "../../../test/ledger/books.ts"
import type { Tx } from "../../shell/db.ts"
import { keepView, removeView } from "./views.act.ts"
import { loadViews } from "./views.store.ts"

const ANNA = { kind: "person", name: "Anna" } as const
const MARC = { kind: "person", name: "Marc" } as const
const LATE = { screen: "items", name: "Late", query: "lateFrom=31", forTeam: false } as const
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
const seenBy = async (tx: Tx, { name }: { readonly name: string }) => (await loadViews(tx, name, "items")).map((view) => `${view.name} ${view.query}`)

test("a view kept again under its name is the same one with the new query, also when it is kept twice at once", async () => {
  const { company } = await openBooks(db, "KEPT")
  const keep = (query: string, name = "Late") => db.inCompany(company, (tx) => keepView(tx, ANNA, null, { ...LATE, name, query }))
  const first = await keep("lateFrom=31")
  expect(await keep("lateFrom=61", "LATE")).toMatchObject({ id: first.id, query: "lateFrom=61" })
  const both = await Promise.all([keep("side=debit", "Twice"), keep("side=debit", "Twice")])
  expect(both[0].id).toBe(both[1].id)
  expect(await db.inCompany(company, (tx) => seenBy(tx, ANNA))).toEqual(["LATE lateFrom=61", "Twice side=debit"])
})

test("one's own view is nobody else's; a team's is everybody's, and removed by who made it or who may set up the company", async () => {
  const { company } = await openBooks(db, "TEAM")
  await db.inCompany(company, async (tx) => {
    const own = await keepView(tx, ANNA, null, LATE)
    const team = await keepView(tx, ANNA, null, { ...LATE, name: "Ours", forTeam: true })
    expect(await seenBy(tx, MARC)).toEqual(["Ours lateFrom=31"])
    expect(await refusalOf(removeView(tx, MARC, own.id, true))).toBe("UNKNOWN_VIEW")
    expect(await refusalOf(removeView(tx, MARC, team.id, false))).toBe("NOT_YOUR_VIEW")
    expect(await refusalOf(removeView(tx, MARC, "none", true))).toBe("UNKNOWN_VIEW")
    await removeView(tx, MARC, team.id, true)
    expect(await seenBy(tx, ANNA)).toEqual(["Late lateFrom=31"])
    await removeView(tx, ANNA, own.id, false)
    expect(await seenBy(tx, ANNA)).toEqual([])
  })
})
