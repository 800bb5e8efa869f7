/**
 * What people of the demo companies noted while they chased: promises, disputes, holds, an insolvency. Chosen from the open items and the payments of the
 * last weeks alone, so that the same stands there on every machine and every day; none of it touches the ledger.
 *
 * Always  no item is in two notes, but the one that shows a dispute beside a promise on the account; every name says that it is invented.
 */
import { addDays, type Day, daysBetween } from "../kernel/day.ts"
import type { Currency, Minor } from "../kernel/money.ts"

export type DemoItem = {
  readonly customer: string
  readonly country: string | null
  readonly number: string
  readonly no: number
  readonly currency: Currency
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly open: Minor
}
export type DemoPayment = { readonly customer: string; readonly currency: Currency; readonly amount: Minor; readonly on: Day }
export type Note =
  | {
      readonly note: "promise"
      readonly customer: string
      readonly currency: Currency
      readonly items: readonly DemoItem[]
      readonly saidOn: Day
      readonly parts: readonly { readonly dueOn: Day; readonly amount: Minor }[]
    }
  | {
      readonly note: "dispute"
      readonly item: DemoItem
      readonly amount: Minor
      readonly cause: "price" | "quantity" | "delivery"
      readonly openedOn: Day
      readonly closed: boolean
    }
  | { readonly note: "hold"; readonly customer: string; readonly item: DemoItem | null; readonly until: Day }
  | { readonly note: "insolvency"; readonly customer: string; readonly country: string | null; readonly judgedOn: Day }

const OVERDUE_LEAST = 10

/** Too few overdue customers, as in a demo somebody settled: nothing is noted. */
export function noteChasing(items: readonly DemoItem[], payments: readonly DemoPayment[], today: Day): Note[] {
  const overdue = items.filter((item) => item.dueOn < today && daysBetween(item.dueOn, today) > 7)
  const byCustomer = Map.groupBy(overdue, ({ customer }) => customer)
  const largest = [...byCustomer.values()]
    .map((own) => own.toSorted(byOpen)[0]!)
    .toSorted(byOpen)
    .slice(0, OVERDUE_LEAST)
  if (largest.length < OVERDUE_LEAST) return []
  const [soon, inParts, missed, part, whole, settled, awaiting, left, failed, account] = largest as [DemoItem, ...DemoItem[]]
  const promise = (item: DemoItem, saidDaysAgo: number, parts: readonly (readonly [daysAhead: number, amount: Minor])[], named = true): Note => ({
    note: "promise",
    customer: item.customer,
    currency: item.currency,
    items: named ? [item] : [],
    saidOn: addDays(today, -saidDaysAgo),
    parts: parts.map(([ahead, amount]) => ({ dueOn: addDays(today, ahead), amount })),
  })
  const third = inParts!.open / 3n
  return [
    promise(soon, 2, [[5, soon.open]]),
    promise(inParts!, 3, [
      [7, third],
      [37, third],
      [68, inParts!.open - 2n * third],
    ]),
    promise(missed!, 6, [[-2, missed!.open]]),
    promise(account!, 1, [[10, account!.open / 2n]], false),
    ...keptBy(payments, new Set(largest.map(({ customer }) => customer)), today),
    { note: "dispute", item: part!, amount: part!.open / 4n, cause: "price", openedOn: addDays(today, -9), closed: false },
    { note: "dispute", item: whole!, amount: whole!.open, cause: "delivery", openedOn: addDays(today, -20), closed: false },
    { note: "dispute", item: settled!, amount: settled!.open / 2n, cause: "quantity", openedOn: addDays(today, -30), closed: true },
    { note: "hold", customer: awaiting!.customer, item: awaiting!, until: addDays(today, 21) },
    { note: "hold", customer: left!.customer, item: null, until: addDays(today, 14) },
    { note: "insolvency", customer: failed!.customer, country: failed!.country, judgedOn: addDays(today, -12) },
  ]
}

const byOpen = (a: DemoItem, b: DemoItem) => (a.open > b.open ? -1 : a.open < b.open ? 1 : a.number < b.number ? -1 : 1)

/** Two customers who paid lately had said so, and did. */
function keptBy(payments: readonly DemoPayment[], others: ReadonlySet<string>, today: Day): Note[] {
  const lately = payments
    .filter(({ customer, on }) => !others.has(customer) && on <= today && daysBetween(on, today) <= 45)
    .toSorted((a, b) => (a.amount > b.amount ? -1 : a.amount < b.amount ? 1 : a.customer < b.customer ? -1 : 1))
  const byCustomer = Map.groupBy(lately, ({ customer }) => customer)
  return [...byCustomer.values()].slice(0, 2).map(([paid]) => ({
    note: "promise",
    customer: paid!.customer,
    currency: paid!.currency,
    items: [],
    saidOn: addDays(paid!.on, -4),
    parts: [{ dueOn: paid!.on, amount: paid!.amount }],
  }))
}
