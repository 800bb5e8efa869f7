/** The activity log, as its endpoint is asked for a page of it and as a job is for all. */
import { z } from "@hono/zod-openapi"
import { dayField } from "../../shell/http/fields.ts"
import { type LongList, openedList, readFields } from "../../shell/http/long-list.ts"
import { countLog, readLog, searchLog } from "./log.store.ts"
import { ACTOR_KINDS, type LogQuestion, SUBJECT_KINDS } from "./log.ts"
import { entryAnswer } from "./log.wire.ts"
import { askedFacts, logShape } from "./log-listing.ts"

const short = z.string().trim().min(1).max(200).optional()
export const LOG_ASKED = {
  from: dayField.optional(),
  to: dayField.optional(),
  kind: z.enum(ACTOR_KINDS).optional().openapi({ description: "a person, a key, a job, the system" }),
  by: short.openapi({ description: "whose acts: the name as the log has it" }),
  act: short.openapi({ description: "an act's code, or a room of them: dispute.opened, dispute" }),
  subject: z.enum(SUBJECT_KINDS).optional().openapi({ description: "what it was done to" }),
  id: short.openapi({ description: "the id of what it was done to" }),
  customer: short.openapi({ description: "the customer's code" }),
  text: short.openapi({ description: "words of acts in the asker's language, people, customers, an id" }),
}

export const logQuestion = (q: z.infer<z.ZodObject<typeof LOG_ASKED>>): LogQuestion => ({
  from: q.from ?? null,
  to: q.to ?? null,
  kind: q.kind ?? null,
  by: q.by ?? null,
  act: q.act ?? null,
  subject: q.subject ?? null,
  subjectId: q.id ?? null,
  customer: q.customer ?? null,
  text: q.text ?? null,
})

/** Acts are no customer's alone: it is for who reads everything. */
export const activityList: LongList = {
  own: false,
  async open(tx, asked) {
    const { company, lang } = asked
    const query = readFields(LOG_ASKED, asked.query)
    const question = logQuestion(query)
    // Refused now, where it names a customer or an act that is not there.
    await searchLog(tx, question, lang, null, 1)
    const count = () => countLog(tx, question, lang)
    return openedList(logShape(askedFacts(company.name, query, lang), lang), asked, count, async function* () {
      for await (const entries of readLog(tx, question, lang)) yield entries.map((entry) => entryAnswer(entry, lang))
    })
  },
}
