/**
 * What is said with customers: people there, calls with an outcome and a cause, notes, and how they pay.
 *
 * Always   a cause is what somebody said or showed: none where nobody was reached, one wherever something is late and was spoken of. A call before the due day asks
 *          two questions instead (any complaint? paid on the day?); their answers are facts.
 * Refuses  CAUSE_MISSING, CAUSE_NOT_KNOWN, BAD_CONTACT, BAD_TEXT, BAD_HABIT.
 */
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"
import type { Language } from "../kernel/text.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"

export const CONTACT_ROLES = ["accountsPayable", "approver", "management", "buyer", "other"] as const
export type ContactRole = (typeof CONTACT_ROLES)[number]
export const OUTCOMES = ["reached", "notReached", "wrongContact", "promise", "dispute", "documentMissing", "refusal", "alreadyPaid"] as const
export type Outcome = (typeof OUTCOMES)[number]
export const CAUSES = ["oversight", "ourFault", "dispute", "dissatisfaction", "distress", "badFaith"] as const
export type Cause = (typeof CAUSES)[number]

export const IN_VAIN: readonly Outcome[] = ["notReached", "wrongContact"]
/** Said to be paid, a delay has no cause left to ask for. */
export const WITHOUT_CAUSE: readonly Outcome[] = [...IN_VAIN, "alreadyPaid"]

export type NewCall = {
  /** Null: now. */
  readonly at: Date | null
  readonly outcome: Outcome
  readonly cause: Cause | null
  readonly contact: Id | null
  readonly complaint: boolean | null
  readonly paysOnDay: boolean | null
  readonly note: string | null
  readonly items: readonly InstalmentKey[]
}
export type Call = Omit<NewCall, "items" | "at" | "note"> & {
  readonly id: Id
  readonly customer: string
  readonly at: Date
  readonly by: string
  /** Null: none, or erased. */
  readonly note: string | null
  readonly items: readonly { readonly id: Id; readonly number: string; readonly instalment: number }[]
}

export type CallRefusal = { readonly code: "CAUSE_MISSING" | "CAUSE_NOT_KNOWN"; readonly outcome: Outcome }
export function checkCall({
  outcome,
  cause,
  complaint,
  paysOnDay,
}: Pick<NewCall, "outcome" | "cause" | "complaint" | "paysOnDay">): Result<null, CallRefusal> {
  const asked = complaint !== null || paysOnDay !== null
  if (IN_VAIN.includes(outcome) && (cause !== null || asked)) return refuse({ code: "CAUSE_NOT_KNOWN", outcome })
  if (cause === null && !asked && !WITHOUT_CAUSE.includes(outcome)) return refuse({ code: "CAUSE_MISSING", outcome })
  return ok(null)
}

export type NewContact = {
  readonly name: string
  readonly role: ContactRole
  readonly phone: string | null
  readonly email: string | null
  readonly language: Language | null
  readonly note: string | null
  readonly main: boolean
}
export type Contact = Omit<NewContact, "name"> & {
  readonly id: Id
  readonly customer: string
  /** Null: erased. */
  readonly name: string | null
  readonly removed: boolean
}

export const MOST_TEXT = 10_000
export type ContactRefusal = { readonly code: "BAD_CONTACT"; readonly field: "name" | "phone" | "email" }
/** Texts without blanks around them; empty ones are none. */
export function checkContact(said: NewContact): Result<NewContact, ContactRefusal> {
  const tidy = (text: string | null) => (text === null || text.trim() === "" ? null : text.trim())
  const [name, phone, email] = [said.name.trim(), tidy(said.phone), tidy(said.email)]
  if (name === "" || name.length > 200 || /\p{Cc}/u.test(name)) return refuse({ code: "BAD_CONTACT", field: "name" })
  if (phone !== null && !/^\+?[\d\s()./-]{4,40}(?: ?(?:x|ext\.?) ?\d{1,6})?$/i.test(phone)) return refuse({ code: "BAD_CONTACT", field: "phone" })
  if (email !== null && (email.length > 254 || !/^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+\.[^\s@<>",;:\\.]+$/.test(email)))
    return refuse({ code: "BAD_CONTACT", field: "email" })
  return ok({ ...said, name, phone, email, note: tidy(said.note) })
}

export type TextRefusal = { readonly code: "BAD_TEXT"; readonly most: number }
export function checkText(said: string): Result<string, TextRefusal> {
  const text = said.trim()
  return text === "" || text.length > MOST_TEXT ? refuse({ code: "BAD_TEXT", most: MOST_TEXT }) : ok(text)
}

export type Note = {
  readonly id: Id
  readonly customer: string
  readonly at: Date
  readonly by: string
  /** Null: erased. */
  readonly text: string | null
  readonly mentions: readonly string[]
  readonly pinnedAt: Date | null
}

/** Colleagues named in a text: what follows an @ that is not part of an address. Each once, as written. */
export const mentionsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/(?<![\p{L}\p{N}._%+-])@(\p{L}[\p{L}\p{N}]*(?:[._-][\p{L}\p{N}]+)*)/gu)].map((m) => m[1]!)),
]

/** How a colleague may be written after an @, in small letters: the first name, or all of the name with or without something between its words. */
export function waysToMention(name: string): string[] {
  const words = name.trim().toLocaleLowerCase("und").split(/\s+/)
  return [...new Set([words[0]!, ...["", ".", "-", "_"].map((between) => words.join(between))])].filter((one) => one !== "")
}

/** What a timeline tells: calls, notes, entries of the ledger, other acts. */
export const EVENT_KINDS = ["call", "note", "ledger", "act"] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const PURCHASE_ORDER = ["none", "wanted", "required"] as const
export const PAYS_BY = ["transfer", "sddCore", "sddB2b", "cheque", "lcr", "bor", "draft", "card"] as const
/** How a customer pays, as far as it is known. */
export type Habit = {
  /** Where invoices are to be handed in. */
  readonly portal: string | null
  readonly purchaseOrder: (typeof PURCHASE_ORDER)[number] | null
  readonly purchaseOrderRule: string | null
  readonly approver: string | null
  /** Invoices that come after this day of the month wait for the next run. */
  readonly cutOffDay: number | null
  /** Days of the month on which it pays; 31: the last. */
  readonly payDays: readonly number[]
  /** Days of the week, 1 Monday to 7 Sunday. */
  readonly payWeekdays: readonly number[]
  readonly closures: readonly { readonly from: Day; readonly until: Day }[]
  readonly means: readonly (typeof PAYS_BY)[number][]
}
export const NO_HABIT: Habit = {
  portal: null,
  purchaseOrder: null,
  purchaseOrderRule: null,
  approver: null,
  cutOffDay: null,
  payDays: [],
  payWeekdays: [],
  closures: [],
  means: [],
}

export type HabitRefusal = { readonly code: "BAD_HABIT"; readonly field: keyof Habit }
/** Lists in order, each value once. */
export function checkHabit(said: Habit): Result<Habit, HabitRefusal> {
  const within = (days: readonly number[], most: number) => days.every((n) => Number.isInteger(n) && n >= 1 && n <= most)
  const ordered = (days: readonly number[]) => [...new Set(days)].sort((a, b) => a - b)
  if (said.cutOffDay !== null && !within([said.cutOffDay], 31)) return refuse({ code: "BAD_HABIT", field: "cutOffDay" })
  if (!within(said.payDays, 31)) return refuse({ code: "BAD_HABIT", field: "payDays" })
  if (!within(said.payWeekdays, 7)) return refuse({ code: "BAD_HABIT", field: "payWeekdays" })
  if (said.closures.some(({ from, until }) => from > until)) return refuse({ code: "BAD_HABIT", field: "closures" })
  return ok({
    ...said,
    payDays: ordered(said.payDays),
    payWeekdays: ordered(said.payWeekdays),
    closures: said.closures.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    means: PAYS_BY.filter((one) => said.means.includes(one)),
  })
}
