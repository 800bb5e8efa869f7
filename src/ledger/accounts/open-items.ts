/** Open items as they travel and as a list people read. A deposit is listed, and outside every sum until it is set against an invoice. */
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Cell, Listing } from "../../kernel/listing.ts"
import { type Currency, type Minor, toDecimal } from "../../kernel/money.ts"
import type { Language } from "../../kernel/text.ts"
import type { EntryKind, Side } from "../ledger.ts"
import { kindText, openItemsText as text } from "./open-items.text.ts"

export type OpenItem = {
  /** Of the entry; with the instalment it names the item. */
  readonly id: Id
  readonly number: string
  readonly instalment: number
  readonly kind: EntryKind
  readonly side: Side
  readonly customer: string
  readonly name: string
  readonly intercompany: boolean
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly currency: Currency
  readonly gross: Minor
  readonly open: Minor
  readonly daysOverdue: number
}

/** By what a list of items may be ordered. */
export const ITEM_ORDERS = ["recorded", "due", "open", "customer", "name", "number"] as const
export type ItemOrder = (typeof ITEM_ORDERS)[number]
/** Credits by where they come from: what was credited to the customer (a negative invoice is a credit note), and money, and all else, that is set against nothing yet. */
export const CREDIT_PARTS = ["credited", "unallocated"] as const
export type CreditPart = (typeof CREDIT_PARTS)[number]
export const CREDITED_BY: readonly EntryKind[] = ["creditNote", "invoice"]
/** What a person looks for among the items; null: all the same. Days late count from the due day, and are below one where nothing is due. */
export type ItemFilter = {
  readonly kind: EntryKind | CreditPart | null
  readonly side: Side | null
  readonly lateFrom: number | null
  readonly lateTo: number | null
  readonly dueFrom: Day | null
  readonly dueTo: Day | null
  /** Part of a number, or of a customer's code or name. */
  readonly search: string | null
  readonly intercompany: boolean | null
  /** Of the customer. */
  readonly segment: string | null
  readonly country: string | null
  /** Minor units of what is open, each side taken as it is. */
  readonly openFrom: Minor | null
  readonly openTo: Minor | null
}
export const NO_FILTER: ItemFilter = {
  kind: null,
  side: null,
  lateFrom: null,
  lateTo: null,
  dueFrom: null,
  dueTo: null,
  search: null,
  intercompany: null,
  segment: null,
  country: null,
  openFrom: null,
  openTo: null,
}
/** What all items of a question add up to; deposits are counted and not added. */
export type ItemSum = { readonly currency: Currency; readonly count: number; readonly open: Minor }

export const toOpenItemsAnswer = (asOf: Day, items: readonly OpenItem[]) => ({
  asOf,
  items: items.map((i) => ({
    id: i.id,
    number: i.number,
    instalment: i.instalment,
    kind: i.kind,
    side: i.side,
    customer: i.customer,
    issuedOn: i.issuedOn,
    dueOn: i.dueOn,
    currency: i.currency,
    gross: toDecimal(i.gross, i.currency),
    open: toDecimal(i.open, i.currency),
    daysOverdue: i.daysOverdue,
    intercompany: i.intercompany,
  })),
})

/** A page of them, with the customers' names, and what all of them add up to. */
export function toItemsPage(asOf: Day, items: readonly OpenItem[], sums: readonly ItemSum[] | null, next: string | null) {
  const answer = toOpenItemsAnswer(asOf, items)
  const page = { asOf, items: answer.items.map((item, i) => ({ ...item, name: items[i]!.name })), next }
  return sums === null ? page : { ...page, sums: sums.map((of) => ({ ...of, open: toDecimal(of.open, of.currency) })) }
}
export type ItemsPage = Omit<ReturnType<typeof toItemsPage>, "sums"> & {
  readonly sums?: readonly { readonly currency: string; readonly count: number; readonly open: string }[]
}

export function openItemsListing(items: readonly OpenItem[], facts: Listing["facts"], lang: Language): Listing {
  const signed = (item: OpenItem) => (item.side === "debit" ? item.open : -item.open)
  const currencies = [...new Set(items.map((i) => i.currency))].sort()
  const sumRow = (currency: Currency): Cell[] => {
    const own = items.filter((i) => i.currency === currency && i.kind !== "deposit")
    const net = own.reduce((all, i) => all + signed(i), 0n)
    return [null, null, text.net[lang], null, null, null, null, currency, null, toDecimal(net, currency), null]
  }
  const word = (title: keyof typeof text) => ({ title: text[title][lang], kind: "text" }) as const
  const day = (title: keyof typeof text) => ({ title: text[title][lang], kind: "day" }) as const
  const amount = (title: keyof typeof text) => ({ title: text[title][lang], kind: "amount" }) as const
  return {
    title: text.title[lang],
    facts: items.length === 0 ? [...facts, ["", text.nothing[lang]]] : facts,
    columns:
      items.length === 0
        ? []
        : [
            word("customer"),
            word("name"),
            word("number"),
            { title: text.instalment[lang], kind: "number" },
            word("kind"),
            day("issuedOn"),
            day("dueOn"),
            word("currency"),
            amount("gross"),
            amount("open"),
            { title: text.daysOverdue[lang], kind: "number" },
          ],
    rows: items.map((i) => [
      i.customer,
      i.name,
      i.number,
      i.instalment,
      kindText[i.kind][lang],
      i.issuedOn,
      i.dueOn,
      i.currency,
      toDecimal(i.side === "debit" ? i.gross : -i.gross, i.currency),
      toDecimal(signed(i), i.currency),
      i.daysOverdue,
    ]),
    sums: currencies.map(sumRow),
  }
}
