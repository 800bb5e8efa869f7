/**
 * The activity log as it is asked for: who did what, when, to what.
 *
 * Days    of UTC, as everywhere in the log: from the first moment of `from` to the last of `to`.
 * Always  a free text finds acts by their words in the reader's language, people, customers and ids; what is kept of names and free text elsewhere is only its
 *         length, so nothing personal can be found here that was erased.
 */
import type { Day } from "../../kernel/day.ts"
import { isId } from "../../kernel/id.ts"
import { fold, type Language } from "../../kernel/text.ts"
import type { ActorKind } from "../activity.ts"
import { ACTS } from "../acts.ts"
import { wordsOf } from "./acts.text.ts"

export const ACTOR_KINDS = ["person", "job", "key", "portal", "system"] as const satisfies readonly ActorKind[]
/** Things an act is done to, by the name they bear in it. */
export const SUBJECT_KINDS = [
  "customer",
  "dispute",
  "promise",
  "hold",
  "insolvency",
  "task",
  "question",
  "call",
  "note",
  "contact",
  "entry",
  "import",
  "webhook",
  "key",
  "person",
  "invitation",
] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export type LogQuestion = {
  readonly from: Day | null
  readonly to: Day | null
  readonly kind: ActorKind | null
  readonly by: string | null
  readonly act: string | null
  readonly subject: SubjectKind | null
  readonly subjectId: string | null
  /** The customer's code. */
  readonly customer: string | null
  readonly text: string | null
}

export type LogEntry = {
  readonly id: string
  readonly at: Date
  readonly kind: ActorKind
  readonly by: string
  readonly onBehalfOf: string | null
  readonly act: string
  readonly subject: Readonly<Record<string, unknown>>
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly digest: string | null
  readonly requestId: string | null
  /** As they are called now. */
  readonly customer: { readonly code: string; readonly name: string } | null
  /** Null: not yet sealed. */
  readonly seal: { readonly seq: bigint; readonly hash: string; readonly prev: string; readonly at: Date } | null
}

/** The acts whose words hold every word of the text, or whose code begins so. */
export function actsNamed(text: string, lang: Language): readonly string[] {
  const words = fold(text).split(" ")
  return ACTS.filter((code) => {
    const said = fold(wordsOf(code)?.[lang] ?? "")
    return words.every((word) => said.includes(word)) || code.toLowerCase().startsWith(text.trim().toLowerCase())
  })
}
/** An act, or all of a room ("dispute"); null: there is none of that name. */
export function actsOf(said: string): readonly string[] | null {
  const found = ACTS.filter((code) => code === said || code.startsWith(`${said}.`))
  return found.length === 0 ? null : found
}
export const idIn = (text: string): string | null => (isId(text.trim()) ? text.trim() : null)

/** What of a list of figures is most worth a line: an amount with its currency, a day, a count. */
export function amountOf({ after }: Pick<LogEntry, "after">): { readonly minor: bigint; readonly currency: string } | null {
  const { amount, currency } = after ?? {}
  if (typeof currency !== "string" || !["string", "number"].includes(typeof amount) || !/^-?\d+$/.test(String(amount))) return null
  return { minor: BigInt(String(amount)), currency }
}

/** A verification whose result was kept. */
export type Verified = {
  readonly id: string
  readonly at: Date
  readonly by: string
  readonly ok: boolean
  readonly checks: number
  readonly faults: readonly string[]
}
