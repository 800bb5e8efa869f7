/** The door of the chase room: what of a customer's items may be asked for on a day, and what the worklist has to know of each customer. Read only. */
import { liveDisputes } from "../dispute/dispute.act.ts"
import { listHolds } from "../hold/hold.act.ts"
import { addDays, type Day, earlier } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { loadOpenDebits, type OpenDebit } from "../ledger/accounts/debits.act.ts"
import { livePromises } from "../promise/promise.act.ts"
import { listInsolvencies } from "../recovery/insolvency.act.ts"
import type { Tx } from "../shell/db.ts"
import { accountOf, type ChaseFacts, factsOf } from "./facts.ts"
import { type ChaseHold, type ChasePromise, type ChaseStanding, inChase } from "./in-chase.ts"

/** A promise missed longer ago is history, not a reason to call today. */
const MISSED_DAYS = 90
const ALL = { before: null, limit: Number.MAX_SAFE_INTEGER } as const

/** What the four rooms know, of a customer or of all. */
async function loadKnown(tx: Tx, asOf: Day, customer: Id | null) {
  const promises = await livePromises(tx, addDays(asOf, -MISSED_DAYS), asOf, customer)
  const holds = (await listHolds(tx, { ...ALL, asOf, customer, state: "active" })).map((hold): ChaseHold => hold)
  const insolvencies = await listInsolvencies(tx, { ...ALL, asOf, customer, state: "open" })
  const disputes = await liveDisputes(tx, asOf, customer)
  const open = promises.flatMap(({ promise: { customerId, currency, items }, standing: { until, outstanding } }): ChasePromise[] =>
    until === null ? [] : [{ customerId, currency, items, until, outstanding }],
  )
  const missed = promises.flatMap(({ promise, standing: { until, promised, received, reachedOn } }) =>
    until !== null || reachedOn === null
      ? []
      : [{ customerId: promise.customerId, account: accountOf(promise), missing: promised - received, on: reachedOn }],
  )
  return { disputes, open, missed, holds, insolvencies }
}
type Known = Awaited<ReturnType<typeof loadKnown>>
const decide = (items: readonly OpenDebit[], { disputes, open, holds, insolvencies }: Known, asOf: Day) =>
  inChase(
    items,
    disputes.map((line) => ({ ...line, closedOn: null })),
    open,
    holds,
    insolvencies,
    asOf,
  )

/** The open items of a customer, each with what may be asked for of it. */
export async function loadStandings(
  tx: Tx,
  asOf: Day,
  customer: Id,
): Promise<readonly { readonly item: OpenDebit; readonly standing: ChaseStanding }[]> {
  const items = await loadOpenDebits(tx, asOf, { customers: [customer] })
  const standings = decide(items, await loadKnown(tx, asOf, customer), asOf)
  return items.map((item, i) => ({ item, standing: standings[i]! }))
}

/** By `${customer} ${currency}`, of the customers of whom there is something to know. */
export async function loadFacts(tx: Tx, asOf: Day): Promise<ReadonlyMap<string, ChaseFacts>> {
  const known = await loadKnown(tx, asOf, null)
  const customers = [known.disputes, known.open, known.missed, known.holds, known.insolvencies].flat().map(({ customerId }) => customerId)
  const items = await loadOpenDebits(tx, asOf, { customers: [...new Set(customers)] })
  const unanswered = new Map<Id, Day>()
  for (const { customerId, openedOn } of known.disputes) unanswered.set(customerId, earlier(unanswered.get(customerId) ?? openedOn, openedOn))
  return factsOf(items, decide(items, known, asOf), known.missed, known.holds, unanswered, asOf)
}
