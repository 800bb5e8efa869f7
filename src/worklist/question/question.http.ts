/** The API's questions to colleagues; and, for who holds a link, what is asked and the one answer. */
import { randomBytes } from "node:crypto"
import { z } from "@hono/zod-openapi"
import { Hono, type Context as Request } from "hono"
import { loadDirectory } from "../../company/company.act.ts"
import { dayIn } from "../../company/zone.ts"
import { customerAsked } from "../../customer/find.act.ts"
import { Refused } from "../../kernel/result.ts"
import type { Database } from "../../shell/db.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { cutPage, dayField, itemField, mustBeHeld, nameField, nextWire, pageFields, prose, readCursor } from "../../shell/http/fields.ts"
import { readJson } from "../../shell/http/json.ts"
import { misfitsOf } from "../../shell/http/misfit.ts"
import { mustBeOwnPage } from "../../shell/sign-in/origin.ts"
import { answerQuestion, askColleague, showQuestion, withdrawQuestion } from "./question.act.ts"
import { loadQuestions } from "./question.store.ts"
import { answerAddress, answeringCompany, CHOICES, MOST_DAYS, MOST_WORDS, TOKEN_BYTES, USUAL_DAYS } from "./question.ts"
import { questionAnswer, questionWire, shownAnswer } from "./question.wire.ts"

const needs = "tell"
export function questionEndpoints(api: Api, place: () => string): void {
  api.read({
    path: "/questions",
    needs: "read",
    own: true,
    about: "Questions to colleagues and their answers, the newest first",
    query: { customer: z.string().optional(), ...pageFields },
    answers: z.object({ questions: z.array(questionWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { query }) {
      const before = readCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null
      const found = await loadQuestions(tx, await customerAsked(tx, query.customer), before, query.limit + 1)
      const { rows, next } = cutPage(found, query.limit, ({ id }) => [id])
      return { body: { questions: rows.map((one) => questionAnswer(one, tx.now())), next } }
    },
  })
  api.change({
    method: "post",
    path: "/questions",
    status: 201,
    needs,
    own: true,
    about: "Asks a colleague without an account; the answer holds the link, which is shown this once",
    unremembered: true,
    body: {
      customer: z.string().min(1).max(200),
      dispute: z.uuid().nullable().default(null),
      item: itemField.nullable().default(null),
      askedOf: nameField,
      words: prose(MOST_WORDS),
      withChoice: z.boolean().default(true),
      dueOn: dayField.nullable().default(null),
      days: z.number().int().min(1).max(MOST_DAYS).default(USUAL_DAYS).openapi({ description: "days the link works" }),
    },
    answers: questionWire.extend({ url: z.string() }),
    refuses: ["UNKNOWN_CUSTOMER", "UNKNOWN_DISPUTE", "UNKNOWN_ITEM", "BAD_OWNER", "BAD_TEXT"],
    async run(tx, { caller, body: { item, ...said }, lang }) {
      const named = item && { entry: item.item, no: item.instalment }
      const today = caller.today
      const { token, ...asked } = await askColleague(tx, caller.by, { ...said, item: named }, randomBytes(TOKEN_BYTES), lang, today)
      return { body: { ...questionAnswer(asked, tx.now()), url: answerAddress(place(), token) } }
    },
  })
  api.change({
    method: "post",
    path: "/questions/{question}/withdraw",
    status: 200,
    needs,
    own: true,
    about: "Takes a question back: its link opens nothing any more",
    params: { question: z.uuid() },
    body: {},
    answers: z.object({ id: z.uuid(), withdrawn: z.boolean() }),
    refuses: ["UNKNOWN_QUESTION"],
    async run(tx, { caller, path }) {
      await withdrawQuestion(tx, caller.by, path.question)
      return { body: { id: path.question, withdrawn: true } }
    },
  })
}

/** Who guesses is counted; `heard`: the try was right after all. */
export type Throttle = { count(c: Request): Promise<void>; heard(c: Request): Promise<void> }
const said = z.strictObject({ words: prose(MOST_WORDS), choice: z.enum(CHOICES).nullable().default(null) })

/** For whoever holds a link: no account, no company said, one answer the same for every link that opens nothing. */
export function answerRoutes(database: () => Promise<Database>, throttle: Throttle): Hono {
  const app = new Hono()
  const companyOf = async (c: Request) => {
    await throttle.count(c)
    const token = c.req.param("token") ?? ""
    const number = answeringCompany(token)
    const db = await database()
    const company = (await loadDirectory(db)).find(({ id }) => id === number)
    if (!company) throw new Refused("UNKNOWN_ANSWER")
    return { db, company, token }
  }
  app.get("/api/answers/:token", async (c) => {
    const { db, company, token } = await companyOf(c)
    const shown = await db.inCompany(company.id, (tx) => showQuestion(tx, token, dayIn(company.country, tx.now())))
    await throttle.heard(c)
    return c.json(shownAnswer(shown, company.name), 200, { "Cache-Control": "no-store" })
  })
  app.post("/api/answers/:token", async (c) => {
    mustBeOwnPage(c)
    const { db, company, token } = await companyOf(c)
    const body = await readJson(c)
    mustBeHeld(body)
    const read = said.safeParse(body)
    if (!read.success) throw misfitsOf(read.error)
    await db.inCompany(company.id, (tx) => answerQuestion(tx, token, read.data, dayIn(company.country, tx.now())))
    await throttle.heard(c)
    return c.json({ heard: true }, 200, { "Cache-Control": "no-store" })
  })
  return app
}
