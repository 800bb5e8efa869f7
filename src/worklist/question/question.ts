/**
 * Questions to colleagues without an account: about a dispute, an item or a customer, answered once by whoever holds the link.
 *
 * Written  ans_<company's number>_<43 characters, base64url of 32 random bytes>. Only the SHA-256 of the whole is kept.
 * Always   a link works for one answer, until its day, and not a moment after it was taken back.
 */
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import type { Language } from "../../kernel/text.ts"

export const CHOICES = ["ourFault", "notOurFault", "unknown"] as const
export type Choice = (typeof CHOICES)[number]
export const QUESTION_STATES = ["open", "answered", "withdrawn", "ended"] as const
export type QuestionState = (typeof QUESTION_STATES)[number]

export const TOKEN_BYTES = 32
export const USUAL_DAYS = 14
export const MOST_DAYS = 60
export const MOST_WORDS = 4_000

export const writeAnswerToken = (company: number, drawn: Uint8Array) => `ans_${company}_${Buffer.from(drawn).toString("base64url")}`
/** After its end nobody learns from the address what it was for. */
export const answerAddress = (place: string, token: string) => `${place}/answer/${token}`
/** The company a link says it is for; null where it is none at all. */
export function answeringCompany(token: string): number | null {
  const read = /^ans_([1-9]\d{0,8})_[A-Za-z0-9_-]{43}$/.exec(token)
  return read ? Number(read[1]) : null
}

export type NewQuestion = {
  readonly customer: string
  readonly dispute: Id | null
  readonly item: { readonly entry: Id; readonly no: number } | { readonly number: string; readonly no: number } | null
  readonly askedOf: string
  readonly words: string
  readonly withChoice: boolean
  readonly dueOn: Day | null
  /** How long the link works. */
  readonly days: number
}

export type Question = {
  readonly id: Id
  readonly customer: string
  readonly customerName: string
  readonly dispute: Id | null
  readonly item: string | null
  readonly askedOf: string
  readonly askedBy: string
  readonly language: Language
  /** Null: erased. */
  readonly words: string | null
  readonly withChoice: boolean
  readonly dueOn: Day | null
  readonly askedAt: Date
  readonly endsAt: Date
  readonly withdrawnAt: Date | null
  readonly answeredAt: Date | null
  readonly choice: Choice | null
  readonly answer: string | null
}
export const stateOf = ({ answeredAt, withdrawnAt, endsAt }: Pick<Question, "answeredAt" | "withdrawnAt" | "endsAt">, now: Date): QuestionState =>
  answeredAt ? "answered" : withdrawnAt ? "withdrawn" : endsAt <= now ? "ended" : "open"

/** What the page behind the link shows of the books, and no more. */
export type Shown = {
  readonly question: Question
  readonly documents: readonly { readonly number: string; readonly amount: Minor; readonly currency: Currency }[]
}
