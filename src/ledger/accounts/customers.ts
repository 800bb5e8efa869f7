/**
 * Customers with what they owe, as they travel and as a list people read.
 *
 * Figures  open = debits − credits, deposits apart; overdue = the debits past their due day; exposure = open + payments still subject to
 *          collection (bills not matured or discounted, direct debits that may come back).
 */
import type { Cell, Listing } from "../../kernel/listing.ts"
import { type Currency, type Minor, toDecimal } from "../../kernel/money.ts"
import type { Language } from "../../kernel/text.ts"
import { openItemsText, customersText as text } from "./open-items.text.ts"

export type CustomerBalance = { readonly currency: Currency; readonly open: Minor; readonly overdue: Minor; readonly exposure: Minor }
export type CustomerWithBalance = {
  readonly code: string
  readonly name: string
  readonly country: string | null
  readonly segment: string | null
  readonly intercompany: boolean
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[]
  readonly balance: readonly CustomerBalance[]
}

export const toCustomersAnswer = (customers: readonly CustomerWithBalance[]) => ({
  customers: customers.map((c) => ({
    ...c,
    balance: c.balance.map((b) => ({
      currency: b.currency,
      open: toDecimal(b.open, b.currency),
      overdue: toDecimal(b.overdue, b.currency),
      exposure: toDecimal(b.exposure, b.currency),
    })),
  })),
})

export function customersListing(customers: readonly CustomerWithBalance[], facts: Listing["facts"], lang: Language): Listing {
  const head = { title: text.title[lang], facts }
  if (customers.length === 0) return { ...head, facts: [...facts, ["", text.nobody[lang]]], columns: [], rows: [], sums: [] }
  const all = customers.flatMap((c) => c.balance)
  const currencies = [...new Set(all.map((b) => b.currency))].sort()
  const figures = (own: readonly CustomerBalance[], currency: Currency): Cell[] =>
    (["open", "overdue", "exposure"] as const).map((of) =>
      toDecimal(
        own.reduce((sum, b) => sum + b[of], 0n),
        currency,
      ),
    )
  return {
    ...head,
    columns: [
      { title: text.code[lang], kind: "text" },
      { title: openItemsText.name[lang], kind: "text" },
      { title: text.country[lang], kind: "text" },
      { title: text.segment[lang], kind: "text" },
      { title: text.identifiers[lang], kind: "text" },
      { title: openItemsText.currency[lang], kind: "text" },
      { title: openItemsText.open[lang], kind: "amount" },
      { title: text.overdue[lang], kind: "amount" },
      { title: text.exposure[lang], kind: "amount" },
    ],
    rows: customers.flatMap((c) => {
      const known = [c.code, c.name, c.country, c.segment, c.identifiers.map((i) => `${i.scheme} ${i.value}`).join(", ")]
      return c.balance.length === 0 ? [[...known, null, null, null, null]] : c.balance.map((b) => [...known, b.currency, ...figures([b], b.currency)])
    }),
    sums: currencies.map((currency) => [
      openItemsText.net[lang],
      null,
      null,
      null,
      null,
      currency,
      ...figures(
        all.filter((b) => b.currency === currency),
        currency,
      ),
    ]),
  }
}
