/**
 * What the chase knows of a customer in a currency, for whoever ranks customers: how much of what is overdue is promised, disputed, held or barred, and since
 * or until when.
 *
 * Units   minor units of the currency; amounts are parts of what is overdue, and no cent is in two of them: what an insolvency bars is not held as well, what is
 *         held is neither disputed nor promised.
 * Days    overdue from the day after the due day.
 */
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Minor } from "../kernel/money.ts"
import type { ChaseHold, ChaseItem, ChaseStanding } from "./in-chase.ts"

export type ChaseFacts = {
  readonly promised: Minor
  readonly promisedUntil: Day | null
  /** Missed of promises, as far as it is still chased; the latest of them. */
  readonly broken: Minor
  readonly brokenOn: Day | null
  readonly disputed: Minor
  /** The oldest dispute that waits for an answer. */
  readonly unansweredSince: Day | null
  readonly held: Minor
  readonly heldUntil: Day | null
  /** The customer as a whole is held. */
  readonly heldWhole: boolean
  /** Older than the judgment: paid through the proceedings, or not at all. */
  readonly barred: Minor
  readonly insolventSince: Day | null
}
/** A promise that was missed: by how much, and since when. */
export type Missed = { readonly account: string; readonly missing: Minor; readonly on: Day }

export const accountOf = ({ customerId, currency }: { readonly customerId: Id; readonly currency: string }) => `${customerId} ${currency}`

/** By customer and currency: `${id} ${currency}`. `standings` in the order of the items; `unanswered`: the opening days of disputes by customer. */
export function factsOf(
  items: readonly ChaseItem[],
  standings: readonly ChaseStanding[],
  missed: readonly Missed[],
  heldNow: readonly ChaseHold[],
  unanswered: ReadonlyMap<Id, Day>,
  asOf: Day,
): ReadonlyMap<string, ChaseFacts> {
  const wholly = new Set(heldNow.filter(({ item }) => item === null).map(({ customerId }) => customerId))
  const missedByAccount = Map.groupBy(missed, ({ account }) => account)
  const both = items.map((item, i) => ({ item, of: standings[i]! }))
  const facts = Map.groupBy(both, ({ item }) => accountOf(item))
  return new Map(
    [...facts].map(([account, own]) => {
      const overdue = own.filter(({ item }) => item.dueOn < asOf)
      const total = (pick: (of: ChaseStanding) => Minor) => overdue.reduce((all, { of }) => all + pick(of), 0n)
      const lastDay = (pick: (of: ChaseStanding) => Day | null) => own.reduce<Day | null>((day, { of }) => latest(day, pick(of)), null)
      const chased = total(({ chasable }) => chasable)
      const misses = missedByAccount.get(account) ?? []
      const missing = misses.reduce((all, one) => all + one.missing, 0n)
      const isFree = ({ insolventSince, heldUntil }: ChaseStanding) => insolventSince === null && heldUntil === null
      const { customerId } = own[0]!.item
      return [
        account,
        {
          promised: total((of) => (isFree(of) ? of.promised : 0n)),
          promisedUntil: lastDay((of) => of.promisedUntil),
          broken: missing < chased ? missing : chased,
          brokenOn: missing > 0n && chased > 0n ? misses.reduce<Day | null>((day, { on }) => latest(day, on), null) : null,
          disputed: total((of) => (isFree(of) ? of.disputed : 0n)),
          unansweredSince: unanswered.get(customerId) ?? null,
          held: total((of) => (of.insolventSince === null && of.heldUntil !== null ? of.open : 0n)),
          heldUntil: lastDay((of) => of.heldUntil),
          heldWhole: wholly.has(customerId),
          barred: total((of) => (of.insolventSince === null ? 0n : of.open)),
          insolventSince: lastDay((of) => of.insolventSince),
        },
      ]
    }),
  )
}

const latest = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b > a) ? b : a)
