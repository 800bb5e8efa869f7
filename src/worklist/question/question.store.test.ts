import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { type Books, BY, openBooks, post } from "../../../test/ledger/books.ts"
import { loadTimeline } from "../../contact/timeline.store.ts"
import { openDispute } from "../../dispute/dispute.act.ts"
import { day } from "../../kernel/day.ts"
import { erasePersonOf } from "../../operations/erase/erase.act.ts"
import type { Tx } from "../../shell/db.ts"
import { loadTasks } from "../task.store.ts"
import { answerQuestion, askColleague, showQuestion, withdrawQuestion } from "./question.act.ts"
import { loadQuestions } from "./question.store.ts"
import { answeringCompany, type NewQuestion, stateOf, TOKEN_BYTES, USUAL_DAYS } from "./question.ts"

const TODAY = day("2026-03-01")
const ASKED: NewQuestion = {
  customer: "C1",
  dispute: null,
  item: null,
  askedOf: "Paul Entrepôt",
  words: "Did we deliver?",
  withChoice: true,
  dueOn: day("2026-03-05"),
  days: USUAL_DAYS,
}
const SAID = { words: "Yes, on 12 February.", choice: "notOurFault" } as const

let db: TestDatabase
let company: number
let books: Books
beforeAll(async () => {
  db = await testDatabase()
  books = await openBooks(db, "ASKS", 2)
  company = books.company
})
afterAll(() => db.drop())
const inside = <T>(work: (tx: Tx) => Promise<T>) => db.inCompany(company, work)
const asked = (q: Partial<NewQuestion> = {}) => inside((tx) => askColleague(tx, BY, { ...ASKED, ...q }, randomBytes(TOKEN_BYTES), "en", TODAY))
const shown = (token: string, at?: Date) => inside((tx) => showQuestion(at ? { ...tx, now: () => at } : tx, token, TODAY))
const answered = (token: string, said: Parameters<typeof answerQuestion>[2] = SAID) => inside((tx) => answerQuestion(tx, token, said, TODAY))
const NOTHING = { code: "UNKNOWN_ANSWER" }

describe("a colleague without an account", () => {
  test("answers once: it stands in the customer's timeline, becomes a task, and is in the log", async () => {
    const { token, id } = await asked()
    expect(answeringCompany(token)).toBe(company)
    expect((await shown(token)).question).toMatchObject({ words: "Did we deliver?", customer: "C1", askedOf: "Paul Entrepôt" })
    const tries = await Promise.allSettled([answered(token), answered(token), answered(token)])
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    await expect(shown(token)).rejects.toMatchObject(NOTHING)
    await expect(answered(token)).rejects.toMatchObject(NOTHING)
    const [kept] = await inside((tx) => loadQuestions(tx, null, null, 1))
    expect(kept).toMatchObject({ id, choice: "notOurFault", answer: SAID.words })
    expect(stateOf(kept!, new Date())).toBe("answered")
    const { rows } = await db.owner.query("SELECT id FROM customer.customer WHERE company_id = $1 AND code = 'C1'", [company])
    const timeline = await inside((tx) => loadTimeline(tx, rows[0].id, null, 20))
    expect(timeline.filter(({ kind }) => kind === "note").map(({ body }) => body)).toMatchObject([
      { by: "Paul Entrepôt", text: "Did we deliver?\n→ Not our fault. Yes, on 12 February." },
    ])
    const tasks = await inside((tx) => loadTasks(tx, { customer: rows[0].id, owner: null, state: "open" }, null, 10))
    expect(tasks).toMatchObject([{ owner: BY.name, kind: "answer", dueOn: TODAY, why: "Paul Entrepôt: Not our fault. Yes, on 12 February." }])
    const acts = await db.owner.query(
      "SELECT act, actor_kind, actor FROM activity.act WHERE company_id = $1 AND act LIKE 'worklist.question%' ORDER BY at, id",
      [company],
    )
    expect(acts.rows).toEqual([
      { act: "worklist.questionAsked", actor_kind: BY.kind, actor: BY.name },
      { act: "worklist.questionAnswered", actor_kind: "portal", actor: "Paul Entrepôt" },
    ])
  })
  test("is told nothing by a link that is wrong, taken back, ended, of an erased customer or of another company", async () => {
    const { token, id } = await asked()
    const flipped = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`
    await expect(shown(flipped)).rejects.toMatchObject(NOTHING)
    await expect(shown(token, new Date(Date.now() + (USUAL_DAYS * 24 + 1) * 3_600_000))).rejects.toMatchObject(NOTHING)
    const other = (await openBooks(db, "ELSE")).company
    await expect(db.inCompany(other, (tx) => showQuestion(tx, token, TODAY))).rejects.toMatchObject(NOTHING)
    await inside((tx) => withdrawQuestion(tx, BY, id))
    await expect(shown(token)).rejects.toMatchObject(NOTHING)
    await expect(answered(token)).rejects.toMatchObject(NOTHING)
    await expect(inside((tx) => withdrawQuestion(tx, BY, id))).rejects.toMatchObject({ code: "UNKNOWN_QUESTION" })
    const ofErased = await asked({ customer: "C2", words: "Is Jean still there?" })
    await inside((tx) => erasePersonOf(tx, BY, "nowhere", "C2", null))
    await expect(shown(ofErased.token)).rejects.toMatchObject(NOTHING)
    expect(JSON.stringify(await inside((tx) => loadQuestions(tx, null, null, 10)))).not.toContain("Jean")
  })
  test("sees of a dispute its documents; the answer goes to who clears it up. The link itself is kept nowhere", async () => {
    const entry = await inside((tx) =>
      post(tx, { kind: "invoice", customerId: books.customers[0]!, amount: 5_000n, on: "2026-02-01", number: "F-1" }),
    )
    const dispute = await inside((tx) =>
      openDispute(
        tx,
        BY,
        {
          customer: "C1",
          items: [{ entry, no: 1, amount: 100n }],
          cause: "delivery",
          description: "x",
          resolver: "Rita",
          dueOn: null,
          openedOn: TODAY,
        },
        TODAY,
      ),
    )
    const { token } = await asked({ dispute: dispute.id })
    expect(await shown(token)).toMatchObject({ documents: [{ number: "F-1", amount: 100n, currency: "EUR" }] })
    await answered(token, { words: "no idea", choice: null })
    const tasks = await inside((tx) => loadTasks(tx, { customer: null, owner: "Rita", state: "open" }, null, 10))
    expect(tasks).toMatchObject([{ kind: "answer", why: "Paul Entrepôt: no idea" }])
    const kept = await db.owner.query("SELECT row_to_json(q)::text AS text FROM worklist.question q")
    expect(kept.rows.some(({ text }) => text.includes(token.slice(-20)))).toBe(false)
    await expect(asked({ customer: "C2", dispute: dispute.id })).rejects.toMatchObject({ code: "UNKNOWN_DISPUTE" })
    await expect(asked({ item: { number: "none", no: 1 } })).rejects.toMatchObject({ code: "UNKNOWN_ITEM" })
  })
})
