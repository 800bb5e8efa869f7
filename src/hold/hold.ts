/**
 * Holds: a customer or one of its items is left alone until a day, for a reason.
 *
 * Days    a hold counts from its first day to the end of its last, as days end where the company is; lifted, to the eve of that day. At most a year.
 * Always  as of a day a hold is active, over, or lifted.
 * Refuses HOLD_PAST, HOLD_TOO_LONG, HOLD_NEEDS_WORDS.
 */
import { addDays, type Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"

export const REASONS = ["commercialGesture", "awaitingCreditNote", "managementDecision", "other"] as const
export type Reason = (typeof REASONS)[number]
export const HOLD_STATES = ["active", "over", "lifted"] as const
export type HoldState = (typeof HOLD_STATES)[number]
const MOST_DAYS = 365

export type Hold = {
  readonly id: Id
  readonly customerId: Id
  readonly customer: string
  readonly name: string
  /** Null: all of the customer. */
  readonly item: (InstalmentKey & { readonly number: string }) | null
  readonly reason: Reason
  readonly note: string | null
  readonly from: Day
  readonly until: Day
  readonly placedBy: string
  readonly liftedOn: Day | null
  readonly liftedBy: string | null
  readonly liftedBecause: string | null
}

export const holdStateOn = ({ until, liftedOn }: Pick<Hold, "until" | "liftedOn">, asOf: Day): HoldState =>
  liftedOn !== null && liftedOn <= asOf && liftedOn <= until ? "lifted" : until < asOf ? "over" : "active"

export type HoldRefusal =
  | { readonly code: "HOLD_PAST"; readonly until: Day; readonly earliest: Day }
  | { readonly code: "HOLD_TOO_LONG"; readonly until: Day; readonly latest: Day }
  | { readonly code: "HOLD_NEEDS_WORDS" }

/** What is not said by its reason is said in words; nothing is held for ever, and nothing in the past. */
export function checkHold(said: Pick<Hold, "reason" | "note" | "from" | "until">, today: Day): Result<null, HoldRefusal> {
  if (said.reason === "other" && said.note === null) return refuse({ code: "HOLD_NEEDS_WORDS" })
  if (said.until < today) return refuse({ code: "HOLD_PAST", until: said.until, earliest: today })
  const latest = addDays(said.from, MOST_DAYS)
  return said.until > latest ? refuse({ code: "HOLD_TOO_LONG", until: said.until, latest }) : ok(null)
}
