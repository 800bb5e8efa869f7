/**
 * What may be chased: of each open debit item the part that is neither disputed, promised, held nor caught by an insolvency, as of a day.
 *
 * Units   minor units of the item's currency.
 * Days    a promise counts to the end of its last day (grace included), a hold to the end of its until; a dispute from the day it is opened to the eve of
 *         the day it is closed; an insolvency catches items dated before its judgment, until it ends.
 * Always  0 ≤ disputed ≤ open, 0 ≤ chasable ≤ open − disputed; chasable is 0 where the item is wholly disputed, promised for later, held, or of an
 *         insolvent customer and older than the judgment. Exposure is not touched: `open` stays what the ledger says.
 *         A promise on items takes these items out whole; one on the account covers the oldest due first, for what is still to come of it: items it covers
 *         wholly are out, the last one only by what is covered.
 */
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"

/** An open debit item as of the day. `issuedOn`: the invoice's own date. */
export type ChaseItem = InstalmentKey & {
  readonly customerId: Id
  readonly currency: Currency
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly open: Minor
}
export type ChaseDispute = InstalmentKey & { readonly amount: Minor; readonly openedOn: Day; readonly closedOn: Day | null }
/** Only those open as of the day (judgePromises); `outstanding`: what is still to come by `until`. */
export type ChasePromise = {
  readonly customerId: Id
  readonly currency: Currency
  readonly items: readonly InstalmentKey[]
  readonly until: Day
  readonly outstanding: Minor
}
export type ChaseHold = {
  readonly customerId: Id
  /** Null: all of the customer. */
  readonly item: InstalmentKey | null
  readonly from: Day
  readonly until: Day
  readonly liftedOn: Day | null
}
export type ChaseInsolvency = { readonly customerId: Id; readonly judgedOn: Day; readonly endedOn: Day | null }

export type ChaseStanding = InstalmentKey & {
  readonly customerId: Id
  readonly open: Minor
  readonly disputed: Minor
  /** Covered by promises; the whole item where one names it. */
  readonly promised: Minor
  readonly promisedUntil: Day | null
  readonly heldUntil: Day | null
  /** The judgment that caught it. */
  readonly insolventSince: Day | null
  readonly chasable: Minor
}

/** One standing an item, in the items' order. */
export function inChase(
  items: readonly ChaseItem[],
  disputes: readonly ChaseDispute[],
  promises: readonly ChasePromise[],
  holds: readonly ChaseHold[],
  insolvencies: readonly ChaseInsolvency[],
  asOf: Day,
): ChaseStanding[] {
  const disputedByItem = sumOf(disputes.filter(({ openedOn, closedOn }) => openedOn <= asOf && (closedOn === null || closedOn > asOf)))
  const heldNow = holds.filter(({ from, until, liftedOn }) => from <= asOf && asOf <= until && (liftedOn === null || liftedOn > asOf))
  const heldByItem = latest(heldNow.flatMap(({ item, until }) => (item ? [[keyOf(item), until] as const] : [])))
  const heldByCustomer = latest(heldNow.flatMap(({ item, customerId, until }) => (item ? [] : [[customerId, until] as const])))
  const judgments = Map.groupBy(
    insolvencies.filter(({ judgedOn, endedOn }) => judgedOn <= asOf && (endedOn === null || endedOn > asOf)),
    ({ customerId }) => customerId,
  )
  const live = promises.filter(({ until }) => until >= asOf)
  const namedUntil = latest(live.flatMap(({ items: named, until }) => named.map((item) => [keyOf(item), until] as const)))
  const standings = items.map((item) => {
    const key = keyOf(item)
    const claimed = disputedByItem.get(key) ?? 0n
    const disputed = claimed < item.open ? claimed : item.open
    const until = namedUntil.get(key) ?? null
    return {
      item,
      disputed,
      promised: until === null ? 0n : item.open - disputed,
      promisedUntil: until,
      heldUntil: laterOf(heldByItem.get(key), heldByCustomer.get(item.customerId)),
      insolventSince: (judgments.get(item.customerId) ?? []).map(({ judgedOn }) => judgedOn).find((judgedOn) => item.issuedOn < judgedOn) ?? null,
    }
  })
  coverAccounts(
    standings.filter(({ promisedUntil, heldUntil, insolventSince }) => promisedUntil === null && heldUntil === null && insolventSince === null),
    live.filter(({ items: named }) => named.length === 0),
  )
  return standings.map(({ item, ...standing }) => {
    const out = standing.promisedUntil !== null || standing.heldUntil !== null || standing.insolventSince !== null
    const { entryId, no, customerId, open } = item
    return { entryId, no, customerId, open, ...standing, chasable: out ? 0n : open - standing.disputed - standing.promised }
  })
}

type Coverable = { readonly item: ChaseItem; readonly disputed: Minor; promised: Minor; promisedUntil: Day | null }

/** Promises on an account cover what else could be chased of it: those that end first, and the oldest due first. */
function coverAccounts(standings: readonly Coverable[], promises: readonly ChasePromise[]): void {
  const accountOf = ({ customerId, currency }: { readonly customerId: Id; readonly currency: Currency }) => `${customerId} ${currency}`
  const byAccount = Map.groupBy(standings, ({ item }) => accountOf(item))
  for (const promise of promises.toSorted((a, b) => compare(a.until, b.until))) {
    let left = promise.outstanding
    const oldest = (byAccount.get(accountOf(promise)) ?? []).toSorted(
      (a, b) => compare(a.item.dueOn, b.item.dueOn) || compare(a.item.entryId, b.item.entryId) || a.item.no - b.item.no,
    )
    for (const standing of oldest) {
      const uncovered = standing.item.open - standing.disputed - standing.promised
      if (uncovered === 0n || left === 0n) continue
      const covered = uncovered < left ? uncovered : left
      left -= covered
      standing.promised += covered
      if (covered === uncovered) standing.promisedUntil = promise.until
    }
  }
}

const keyOf = ({ entryId, no }: InstalmentKey) => `${entryId} ${no}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const laterOf = (a: Day | undefined, b: Day | undefined): Day | null => (a === undefined ? (b ?? null) : b === undefined || a > b ? a : b)

function latest(untils: readonly (readonly [string, Day])[]): ReadonlyMap<string, Day> {
  const byKey = new Map<string, Day>()
  for (const [key, until] of untils) byKey.set(key, laterOf(byKey.get(key), until)!)
  return byKey
}

function sumOf(disputes: readonly ChaseDispute[]): ReadonlyMap<string, Minor> {
  const byItem = new Map<string, Minor>()
  for (const dispute of disputes) byItem.set(keyOf(dispute), (byItem.get(keyOf(dispute)) ?? 0n) + dispute.amount)
  return byItem
}
