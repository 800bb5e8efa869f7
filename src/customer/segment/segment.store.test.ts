import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { BY, openBooks, tickingClock } from "../../../test/ledger/books.ts"
import type { Tx } from "../../shell/db.ts"
import { registerListed } from "../customer.act.ts"
import { addSegment, endSegment, loadSegments, renameSegment, setSegments } from "./segment.act.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock())
})
afterAll(() => db.drop())

/** A company whose books bring customers, each with the segment they say. */
async function books(code: string) {
  const { company } = await openBooks(db, code, 0)
  const at = <T>(work: (tx: Tx) => Promise<T>) => db.inCompany(company, work)
  const bring = (segments: Readonly<Record<string, string | null>>) =>
    at((tx) =>
      registerListed(
        tx,
        company,
        Object.entries(segments).map(([one, segment]) => ({
          code: one,
          name: null,
          country: null,
          segment,
          collector: null,
          groupCode: null,
          identifiers: null,
        })),
        tx.newId,
      ),
    )
  const now = async () => {
    const { rows } = await db.owner.query("SELECT code, segment FROM customer.customer WHERE company_id = $1 ORDER BY code", [company])
    return Object.fromEntries(rows.map((row) => [row.code, row.segment]))
  }
  const acts = async () => {
    const { rows } = await db.owner.query("SELECT act FROM activity.act WHERE company_id = $1 AND act LIKE 'customer.segment%' ORDER BY at", [
      company,
    ])
    return rows.map(({ act }) => act)
  }
  return { at, bring, now, acts }
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code: string }) => error.code,
  )

test("what was set by hand stays, whatever an import says next; a new customer has what its first import says", async () => {
  const { at, bring, now, acts } = await books("STAYS")
  await bring({ C1: "retail", C2: "retail", C3: null })
  await at((tx) => addSegment(tx, BY, "Key accounts"))
  expect(await at((tx) => setSegments(tx, BY, [{ to: "key ACCOUNTS", codes: ["C1", "C3"] }], false))).toEqual({
    changed: 2,
    unchanged: 0,
    before: [
      { segment: "retail", customers: ["C1"] },
      { segment: null, customers: ["C3"] },
    ],
  })
  await bring({ C1: "wholesale", C2: "wholesale", C3: "retail", C4: "wholesale" })
  expect(await now()).toEqual({ C1: "Key accounts", C2: "retail", C3: "Key accounts", C4: "wholesale" })
  expect(await at(loadSegments)).toEqual([
    { name: "Key accounts", customers: 2 },
    { name: "retail", customers: 1 },
    { name: "wholesale", customers: 1 },
  ])
  expect(await acts()).toEqual(["customer.segmentAdded", "customer.segmentSet"])
})

test("customers are set all or none, after a look that changes nothing, and set back to what they had", async () => {
  const { at, bring, now, acts } = await books("BACK")
  await bring({ C1: "a", C2: "b", C3: null, C4: "b" })
  const before = await now()
  const say = { to: "b", codes: ["C1", "C2", "C3"] }
  const seen = await at((tx) => setSegments(tx, BY, [say], true))
  expect(await now()).toEqual(before)
  const done = await at((tx) => setSegments(tx, BY, [say], false))
  expect(done).toEqual(seen)
  expect(await now()).toEqual({ C1: "b", C2: "b", C3: "b", C4: "b" })
  // "a" is offered although nobody has it for the moment: what was done can be undone.
  await at((tx) =>
    setSegments(
      tx,
      BY,
      done.before.map(({ segment, customers }) => ({ to: segment, codes: customers })),
      false,
    ),
  )
  expect(await now()).toEqual(before)
  expect(await refusal(at((tx) => setSegments(tx, BY, [say, { to: null, codes: ["C4", "C9"] }], false)))).toBe("UNKNOWN_CUSTOMER")
  expect(await refusal(at((tx) => setSegments(tx, BY, [{ to: "z", codes: ["C4"] }], false)))).toBe("UNKNOWN_SEGMENT")
  expect(await now()).toEqual(before)
  expect(await at((tx) => setSegments(tx, BY, [{ to: null, of: "b" }], false))).toMatchObject({ changed: 2 })
  expect(await now()).toEqual({ C1: "a", C2: null, C3: null, C4: null })
  expect(await acts()).toHaveLength(4)
})

test("a renamed segment keeps its customers, and an import that still says the old name means it", async () => {
  const { at, bring, now } = await books("NAMES")
  await bring({ C1: "retail", C2: "public" })
  await at((tx) => renameSegment(tx, BY, "retail", "Shops"))
  expect(await at((tx) => renameSegment(tx, BY, "Shops", "Shops and stores"))).toEqual({ name: "Shops and stores", customers: 1 })
  await bring({ C3: "retail", C4: "Shops", C5: "public" })
  expect(await now()).toEqual({ C1: "Shops and stores", C2: "public", C3: "Shops and stores", C4: "Shops and stores", C5: "public" })
  // Renamed back, it is itself again.
  await at((tx) => renameSegment(tx, BY, "Shops and stores", "retail"))
  await bring({ C6: "retail", C7: "Shops" })
  expect(await now()).toMatchObject({ C1: "retail", C6: "retail", C7: "retail" })
  expect(await refusal(at((tx) => renameSegment(tx, BY, "retail", "PUBLIC")))).toBe("SEGMENT_EXISTS")
  expect(await refusal(at((tx) => renameSegment(tx, BY, "nobody", "x")))).toBe("UNKNOWN_SEGMENT")
})

test("a segment that nobody has any more ends and is added again; one that customers have stays", async () => {
  const { at, bring } = await books("ENDS")
  await bring({ C1: "retail" })
  await at((tx) => addSegment(tx, BY, "empty"))
  expect(await refusal(at((tx) => endSegment(tx, BY, "retail")))).toBe("SEGMENT_IN_USE")
  await at((tx) => endSegment(tx, BY, "empty"))
  expect(await at(loadSegments)).toEqual([{ name: "retail", customers: 1 }])
  expect(await refusal(at((tx) => setSegments(tx, BY, [{ to: "empty", codes: ["C1"] }], false)))).toBe("UNKNOWN_SEGMENT")
  await at((tx) => addSegment(tx, BY, "empty"))
  expect(await at(loadSegments)).toHaveLength(2)
  expect(await refusal(at((tx) => addSegment(tx, BY, "Retail")))).toBe("SEGMENT_EXISTS")
})

test("two who add the same segment at once add it once", async () => {
  const { at, acts } = await books("TWICE")
  const both = await Promise.all(["Export", "export"].map((name) => refusal(at((tx) => addSegment(tx, BY, name)))))
  expect(both.sort()).toEqual(["SEGMENT_EXISTS", null].sort())
  expect(await acts()).toHaveLength(1)
})
