/** Questions to colleagues, as they travel: to who asks, and to who answers. */
import { z } from "zod"
import { toDecimal } from "../../kernel/money.ts"
import { CHOICES, QUESTION_STATES, type Question, type Shown, stateOf } from "./question.ts"

export const questionWire = z.object({
  id: z.uuid(),
  customer: z.string(),
  dispute: z.uuid().nullable(),
  /** The item's number. */
  item: z.string().nullable(),
  askedOf: z.string(),
  askedBy: z.string(),
  words: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  state: z.enum(QUESTION_STATES),
  askedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  choice: z.enum(CHOICES).nullable(),
  answer: z.string().nullable(),
})
export const questionAnswer = (q: Question, now: Date): z.infer<typeof questionWire> => ({
  id: q.id,
  customer: q.customer,
  dispute: q.dispute,
  item: q.item,
  askedOf: q.askedOf,
  askedBy: q.askedBy,
  words: q.words,
  dueOn: q.dueOn,
  state: stateOf(q, now),
  askedAt: q.askedAt.toISOString(),
  endsAt: q.endsAt.toISOString(),
  answeredAt: q.answeredAt?.toISOString() ?? null,
  choice: q.choice,
  answer: q.answer,
})

/** Only what is needed to answer. */
export const shownAnswer = ({ question: q, documents }: Shown, company: string) => ({
  company,
  askedBy: q.askedBy,
  askedOf: q.askedOf,
  words: q.words ?? "",
  withChoice: q.withChoice,
  dueOn: q.dueOn,
  customer: q.customerName,
  documents: documents.map(({ number, amount, currency }) => ({ number, amount: toDecimal(amount, currency), currency })),
})
