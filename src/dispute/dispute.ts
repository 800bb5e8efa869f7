/**
 * Disputes: what a customer contests of an item, why, and who clears it up. The disputed part leaves the chase and stays in the exposure.
 *
 * Units   minor units of the dispute's one currency.
 * Days    a dispute counts from the day it is opened to the eve of the day it is closed.
 * Always  0 ≤ disputed ≤ open for every item on every day, all its disputes together: when less is open than is disputed, the newest give way first.
 * Refuses DISPUTED_TOO_MUCH.
 */
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"

export const CAUSES = ["price", "quantity", "quality", "delivery", "documentMissing", "notOrdered", "alreadyPaid", "other"] as const
export type Cause = (typeof CAUSES)[number]
/** How a person closes one; `settled` closes by itself, when nothing is open any more. */
export const CLOSINGS = ["creditNote", "upheld", "withdrawn"] as const
export type Closing = (typeof CLOSINGS)[number]
export const OUTCOMES = [...CLOSINGS, "settled"] as const
export type Outcome = (typeof OUTCOMES)[number]
export const DISPUTE_STATES = ["open", "closed"] as const
export type DisputeState = (typeof DISPUTE_STATES)[number]
export const MOST_LINES = 200

export type DisputeLine = InstalmentKey & {
  readonly number: string
  /** When it was opened. */
  readonly claimed: Minor
  /** Still disputed at the end of the day asked for; 0 once closed. */
  readonly disputed: Minor
}
export type Dispute = {
  readonly id: Id
  readonly customerId: Id
  readonly customer: string
  readonly name: string
  readonly currency: Currency
  readonly cause: Cause
  readonly description: string
  readonly resolver: string | null
  readonly dueOn: Day | null
  readonly openedOn: Day
  readonly openedBy: string
  /** As of the day asked for. */
  readonly state: DisputeState
  readonly closed: { readonly on: Day; readonly by: string; readonly outcome: Outcome; readonly because: string } | null
  readonly lines: readonly DisputeLine[]
}

/** A line of a dispute that is open, with what it still claims. */
export type LiveLine = InstalmentKey & { readonly dispute: Id; readonly amount: Minor }

const keyOf = ({ entryId, no }: InstalmentKey) => `${entryId} ${no}`

/** What each line may claim, given what is open of its item: those opened first keep theirs. In the lines' order. */
export function fitLines(lines: readonly LiveLine[], openOf: (item: InstalmentKey) => Minor): LiveLine[] {
  const left = new Map<string, Minor>()
  const fitted = new Map<LiveLine, LiveLine>()
  for (const line of lines.toSorted((a, b) => (a.dispute < b.dispute ? -1 : a.dispute > b.dispute ? 1 : 0))) {
    const open = left.get(keyOf(line)) ?? openOf(line)
    const amount = line.amount < open ? line.amount : open
    left.set(keyOf(line), open - amount)
    fitted.set(line, { ...line, amount })
  }
  return lines.map((line) => fitted.get(line)!)
}
