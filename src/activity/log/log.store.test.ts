import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { openBooks } from "../../../test/ledger/books.ts"
import { erasePersonOf } from "../../operations/erase/erase.act.ts"
import type { Tx } from "../../shell/db.ts"
import { recordAct } from "../activity.act.ts"
import type { Actor } from "../activity.ts"
import type { ActCode } from "../acts.ts"
import { sealCompany } from "../seal.store.ts"
import { loadActors, loadEntry, searchLog } from "./log.store.ts"
import type { LogQuestion, SubjectKind } from "./log.ts"
import { keepVerified, loadVerified } from "./verified.act.ts"

const ALL: LogQuestion = { from: null, to: null, kind: null, by: null, act: null, subject: null, subjectId: null, customer: null, text: null }
const ANNA: Actor = { kind: "person", name: "Anna Émond" }
const KEY: Actor = { kind: "key", name: "enc_1_abcdef" }
const [D1, D2] = ["01980000-0000-7000-8000-00000000000a", "01980000-0000-7000-8000-00000000000b"]

let db: TestDatabase
let company: number
let customers: Readonly<Record<string, string>>
const inside = <T>(work: (tx: Tx) => Promise<T>) => db.inCompany(company, work)
const found = (q: Partial<LogQuestion>, limit = 100) => inside((tx) => searchLog(tx, { ...ALL, ...q }, "fr", null, limit))
const codes = async (q: Partial<LogQuestion>) => (await found(q)).map(({ act }) => act)

beforeAll(async () => {
  db = await testDatabase()
  company = (await openBooks(db, "LOG", 2)).company
  const { rows } = await db.owner.query("SELECT code, id FROM customer.customer WHERE company_id = $1", [company])
  customers = Object.fromEntries(rows.map(({ code, id }) => [code, id]))
  const act = (by: Actor, code: ActCode, subject: Record<string, unknown>, on: string, after = {}) =>
    inside((tx) => recordAct({ ...tx, now: () => new Date(`${on}T12:00:00Z`) }, by, { code, subject, after }))
  await act(ANNA, "dispute.opened", { dispute: D1, customer: customers.C1 }, "2020-01-01", { amount: 12_050n, currency: "EUR" })
  await act(ANNA, "dispute.closed", { dispute: D1, customer: customers.C1 }, "2020-01-02")
  await act(KEY, "dispute.opened", { dispute: D2, customer: customers.C2 }, "2020-01-03")
  await act(KEY, "document.imported", { import: D2, file: "dupont.csv" }, "2020-01-04")
  await inside(sealCompany)
})
afterAll(() => db.drop())

describe("the log is searched", () => {
  const upTo: Partial<LogQuestion> = { to: "2020-12-31" as never }
  test("the newest first, by day, by who did it, by what it was, by what it was done to", async () => {
    expect(await codes(upTo)).toEqual(["document.imported", "dispute.opened", "dispute.closed", "dispute.opened"])
    expect(await codes({ from: "2020-01-02" as never, to: "2020-01-03" as never })).toEqual(["dispute.opened", "dispute.closed"])
    expect(await codes({ ...upTo, by: ANNA.name })).toEqual(["dispute.closed", "dispute.opened"])
    expect(await codes({ ...upTo, kind: "key" })).toEqual(["document.imported", "dispute.opened"])
    expect(await codes({ ...upTo, act: "dispute.closed" })).toEqual(["dispute.closed"])
    expect(await codes({ ...upTo, act: "dispute" })).toHaveLength(3)
    for (const [subject, many] of [
      ["dispute", 3],
      ["import", 1],
      ["promise", 0],
    ] as [SubjectKind, number][])
      expect(await codes({ ...upTo, subject })).toHaveLength(many)
    expect(await codes({ ...upTo, subject: "dispute", subjectId: D1 })).toEqual(["dispute.closed", "dispute.opened"])
    expect(await codes({ ...upTo, customer: "C2" })).toEqual(["dispute.opened"])
    await expect(found({ customer: "NOBODY" })).rejects.toMatchObject({ code: "UNKNOWN_CUSTOMER" })
    await expect(found({ act: "nothing" })).rejects.toMatchObject({ code: "UNKNOWN_ACT" })
  })
  test("by free text: words of acts, people without their accents, customers, an id", async () => {
    expect(await codes({ ...upTo, text: "litige clos" })).toEqual(["dispute.closed"])
    expect(await codes({ ...upTo, text: "emond" })).toEqual(["dispute.closed", "dispute.opened"])
    expect(await codes({ ...upTo, text: D2 })).toEqual(["document.imported", "dispute.opened"])
    expect(await codes({ ...upTo, text: "nothing is called so" })).toEqual([])
  })
  test("page by page without a gap, each with its place in the chain", async () => {
    const seen: string[] = []
    for (let place: { at: string; id: string } | null = null; ; ) {
      const page = await inside((tx) => searchLog(tx, { ...ALL, ...upTo }, "fr", place, 1))
      const last = page[0]
      if (!last) break
      seen.push(last.act)
      place = { at: last.at.toISOString(), id: last.id }
      expect(await inside((tx) => loadEntry(tx, last.id))).toEqual(last)
      expect(last.seal).toMatchObject({ seq: expect.any(BigInt), hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    }
    expect(seen).toEqual(await codes(upTo))
    expect(await inside(loadActors)).toEqual(expect.arrayContaining([ANNA.name, KEY.name]))
  })
  test("another company sees nothing of it", async () => {
    const other = (await openBooks(db, "ELSE")).company
    expect(await db.inCompany(other, (tx) => searchLog(tx, { ...ALL, ...upTo }, "fr", null, 10))).toEqual([])
    expect(await db.inCompany(other, loadActors)).not.toContain(ANNA.name)
  })
  test("an erased customer is found no more by name, and the log calls it as it is called since", async () => {
    await db.owner.query("UPDATE customer.customer SET name = 'Jean Dupont', search_text = search_text WHERE company_id = $1 AND id = $2", [
      company,
      customers.C2,
    ])
    expect((await found({ ...upTo, customer: "C2" }))[0]?.customer?.name).toBe("Jean Dupont")
    await inside((tx) => erasePersonOf(tx, ANNA, "nowhere", "C2", null))
    const left = JSON.stringify(await found(upTo), (_, value) => (typeof value === "bigint" ? String(value) : value))
    expect(left).not.toContain("Dupont")
    // Nor is the name of a file told, which may be a person's.
    expect(left).not.toContain("dupont")
    expect(await codes({ ...upTo, text: "Dupont" })).toEqual([])
  })
  test("what verifying found is kept in it", async () => {
    await inside((tx) => keepVerified(tx, ANNA, [{ name: "a.b", ok: true, code: "X", figures: {}, detail: { en: "", fr: "", nl: "", de: "" } }]))
    await inside((tx) => keepVerified(tx, ANNA, [{ name: "a.b", ok: false, code: "BAD", figures: {}, detail: { en: "", fr: "", nl: "", de: "" } }]))
    expect(await inside((tx) => loadVerified(tx, 5))).toMatchObject([
      { by: ANNA.name, ok: false, checks: 1, faults: ["a.b BAD"] },
      { ok: true, faults: [] },
    ])
  })
})
