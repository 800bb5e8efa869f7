/**
 * Promises to pay: what a customer said would come, by which day; and what came of it, decided from the money alone.
 *
 * Units   minor units of the promise's one currency.
 * Days    a part is in time until the end of its day plus the grace days, as days are counted where the company is; a payment counts from the day it was
 *         said on. As of a day: money that arrived by then, and a withdrawal by then.
 * Always  a promise is in exactly one state. A cent counts for one part of one promise: parts take in the order of their last days. Money set against an
 *         item the promise does not name is not its; money set against nothing is anybody's. A promise of which a part was missed is over: its later
 *         parts take nothing from promises made since. What came too late for one part counts for the next promise it is in time for.
 * Refuses PROMISE_PARTS, PROMISE_TOO_EARLY, PROMISE_TOO_LATE, PROMISED_TOO_MUCH.
 */
import { addDays, type Day, later } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"

export const SAID_HOW = ["call", "mail", "letter", "visit", "portal", "other"] as const
export type SaidHow = (typeof SAID_HOW)[number]
export const PROMISE_STATES = ["open", "kept", "partlyKept", "broken", "withdrawn"] as const
export type PromiseState = (typeof PROMISE_STATES)[number]

export const MOST_PARTS = 60
export const MOST_ITEMS = 200
export const MOST_GRACE = 30
/** How far ahead somebody may promise. */
const MOST_AHEAD = 730

export type PromisePart = { readonly dueOn: Day; readonly amount: Minor }
/** `items` empty: it was said for the account. */
export type PromiseToPay = {
  readonly id: Id
  readonly customerId: Id
  readonly currency: Currency
  readonly saidOn: Day
  readonly graceDays: number
  readonly items: readonly InstalmentKey[]
  readonly parts: readonly PromisePart[]
  readonly withdrawnOn: Day | null
}

export type NamedItem = InstalmentKey & { readonly number: string }
/** A promise as it is kept, with whom and what it names. */
export type KeptPromise = Omit<PromiseToPay, "items"> & {
  readonly customer: string
  readonly name: string
  readonly saidHow: SaidHow
  readonly saidBy: string | null
  readonly takenBy: string
  readonly madeAt: Date
  readonly withdrawnBy: string | null
  readonly withdrawnBecause: string | null
  readonly items: readonly NamedItem[]
}

/** Money that came in: set against an item, or against nothing yet. */
export type Money = {
  readonly customerId: Id
  readonly currency: Currency
  readonly arrivedOn: Day
  readonly item: InstalmentKey | null
  readonly amount: Minor
}

export type PartStanding = PromisePart & { readonly received: Minor; readonly state: "open" | "kept" | "missed" }
export type PromiseStanding = {
  readonly state: PromiseState
  /** Since when it is no longer open. */
  readonly reachedOn: Day | null
  readonly promised: Minor
  /** What came in time. */
  readonly received: Minor
  readonly parts: readonly PartStanding[]
  /** Its last day with grace. */
  readonly lastOn: Day
  /** While it is open: the last of the days still to come, and what is still to come; until then nobody chases it. */
  readonly until: Day | null
  readonly outstanding: Minor
}

export type JudgedPromise = { readonly promise: KeptPromise; readonly standing: PromiseStanding }

export type PromiseRefusal =
  | { readonly code: "PROMISE_PARTS"; readonly most: number }
  | { readonly code: "PROMISE_TOO_EARLY"; readonly day: Day; readonly saidOn: Day }
  | { readonly code: "PROMISE_TOO_LATE"; readonly day: Day; readonly latest: Day }
  | { readonly code: "PROMISED_TOO_MUCH"; readonly promised: Minor; readonly open: Minor }

/** `openTotal`: of the items it names; null: it names none. Parts come back in the order of their days. */
export function checkPromise(
  said: { readonly saidOn: Day; readonly parts: readonly PromisePart[] },
  openTotal: Minor | null,
  today: Day,
): Result<readonly PromisePart[], PromiseRefusal> {
  const { saidOn, parts } = said
  if (parts.length === 0 || parts.length > MOST_PARTS || parts.some(({ amount }) => amount <= 0n))
    return refuse({ code: "PROMISE_PARTS", most: MOST_PARTS })
  if (saidOn > today) return refuse({ code: "PROMISE_TOO_LATE", day: saidOn, latest: today })
  const early = parts.find(({ dueOn }) => dueOn < saidOn)
  if (early) return refuse({ code: "PROMISE_TOO_EARLY", day: early.dueOn, saidOn })
  const latest = addDays(saidOn, MOST_AHEAD)
  const far = parts.find(({ dueOn }) => dueOn > latest)
  if (far) return refuse({ code: "PROMISE_TOO_LATE", day: far.dueOn, latest })
  const promised = parts.reduce((all, { amount }) => all + amount, 0n)
  if (openTotal !== null && promised > openTotal) return refuse({ code: "PROMISED_TOO_MUCH", promised, open: openTotal })
  return ok(parts.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)))
}

type Lot = Money & { left: Minor }
type Part = PromisePart & { readonly lastOn: Day; received: Minor; fullOn: Day | null }
type Judged = { readonly promise: PromiseToPay; readonly parts: Part[]; missedOn: Day | null }

/** What came of each promise by the end of `asOf`. All promises of the customers concerned belong in: they share their money. */
export function judgePromises(promises: readonly PromiseToPay[], money: readonly Money[], asOf: Day): ReadonlyMap<Id, PromiseStanding> {
  const known = promises.filter(({ saidOn }) => saidOn <= asOf)
  const judged = known.map(({ ...promise }): Judged => {
    const parts = promise.parts.map((part) => ({ ...part, lastOn: addDays(part.dueOn, promise.graceDays), received: 0n, fullOn: null }))
    return { promise, parts, missedOn: null }
  })
  const lotsByAccount = Map.groupBy(
    money.filter(({ arrivedOn }) => arrivedOn <= asOf).map((one): Lot => ({ ...one, left: one.amount })),
    accountOf,
  )
  const live = judged.filter(({ promise }) => promise.withdrawnOn === null || promise.withdrawnOn > asOf)
  for (const [account, ofAccount] of Map.groupBy(live, ({ promise }) => accountOf(promise))) {
    const lots = (lotsByAccount.get(account) ?? []).toSorted((a, b) => order(a.arrivedOn, b.arrivedOn))
    const named = new Set(ofAccount.flatMap(({ promise }) => promise.items.map(keyOf)))
    for (const { whose, part } of inOrder(ofAccount)) {
      if (whose.missedOn !== null) continue
      for (const lot of takeable(lots, whose.promise, named)) take(part, lot, whose.promise.saidOn)
      if (part.received < part.amount && part.lastOn < asOf) whose.missedOn = addDays(part.lastOn, 1)
    }
  }
  return new Map(judged.map((one) => [one.promise.id, standingOf(one, asOf)]))
}

const accountOf = ({ customerId, currency }: Pick<Money, "customerId" | "currency">) => `${customerId} ${currency}`
const keyOf = ({ entryId, no }: InstalmentKey) => `${entryId} ${no}`
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** All parts by their last day; of one day, what was said first comes first. */
const inOrder = (promises: readonly Judged[]) =>
  promises
    .flatMap((whose) => whose.parts.map((part) => ({ whose, part })))
    .toSorted(
      (a, b) =>
        order(a.part.lastOn, b.part.lastOn) || order(a.whose.promise.saidOn, b.whose.promise.saidOn) || order(a.whose.promise.id, b.whose.promise.id),
    )

/**
 * Where a promise looks first: named items to what was set against them, then to free money; the account to what nobody's promise names, then to free
 * money, then to the rest.
 */
function takeable(lots: readonly Lot[], promise: PromiseToPay, named: ReadonlySet<string>): Lot[] {
  const own = new Set(promise.items.map(keyOf))
  const free = lots.filter(({ item }) => item === null)
  if (own.size > 0) return [...lots.filter(({ item }) => item !== null && own.has(keyOf(item))), ...free]
  const isNamed = ({ item }: Lot) => item !== null && named.has(keyOf(item))
  return [...lots.filter((lot) => lot.item !== null && !isNamed(lot)), ...free, ...lots.filter(isNamed)]
}

function take(part: Part, lot: Lot, saidOn: Day): void {
  if (lot.left === 0n || part.received === part.amount || lot.arrivedOn < saidOn || lot.arrivedOn > part.lastOn) return
  const missing = part.amount - part.received
  const taken = lot.left < missing ? lot.left : missing
  lot.left -= taken
  part.received += taken
  part.fullOn = part.fullOn === null ? lot.arrivedOn : later(part.fullOn, lot.arrivedOn)
}

function standingOf({ promise, parts, missedOn }: Judged, asOf: Day): PromiseStanding {
  const promised = parts.reduce((all, { amount }) => all + amount, 0n)
  const received = parts.reduce((all, part) => all + part.received, 0n)
  const told = parts.map(
    ({ dueOn, amount, received: came, lastOn }): PartStanding => ({
      dueOn,
      amount,
      received: came,
      state: came === amount ? "kept" : lastOn < asOf ? "missed" : "open",
    }),
  )
  const lastOn = parts.reduce((day, part) => later(day, part.lastOn), promise.saidOn)
  const over = { promised, received, parts: told, lastOn, until: null, outstanding: 0n }
  if (promise.withdrawnOn !== null && promise.withdrawnOn <= asOf) return { ...over, state: "withdrawn", reachedOn: promise.withdrawnOn }
  if (missedOn !== null) return { ...over, state: received > 0n ? "partlyKept" : "broken", reachedOn: missedOn }
  if (received === promised) return { ...over, state: "kept", reachedOn: parts.reduce((day, { fullOn }) => later(day, fullOn!), promise.saidOn) }
  const until = parts.filter((part) => part.received < part.amount).reduce((day, { lastOn }) => later(day, lastOn), asOf)
  return { ...over, state: "open", reachedOn: null, until, outstanding: promised - received }
}
