/** Turnover a month as it travels and as a list people read. Of a month's two figures, the turnover and what was invoiced here, the larger counts. */
import type { Cell, Listing } from "../../kernel/listing.ts"
import { type Currency, type Minor, toDecimal } from "../../kernel/money.ts"
import type { Language } from "../../kernel/text.ts"
import { turnoverText as text } from "./turnover.text.ts"

export type TurnoverRow = {
  readonly customer: string
  readonly name: string
  /** YYYY-MM */
  readonly month: string
  readonly currency: Currency
  readonly source: string
  readonly said: Minor
  readonly invoiced: Minor
}
const counting = (row: TurnoverRow) => (row.said > row.invoiced ? row.said : row.invoiced)

export const toTurnoverAnswer = (rows: readonly TurnoverRow[]) => ({
  months: rows.map((row) => ({
    customer: row.customer,
    month: row.month,
    currency: row.currency,
    source: row.source,
    turnover: toDecimal(row.said, row.currency),
    invoiced: toDecimal(row.invoiced, row.currency),
    counts: toDecimal(counting(row), row.currency),
  })),
})

export function turnoverListing(rows: readonly TurnoverRow[], facts: Listing["facts"], lang: Language): Listing {
  const word = (title: keyof typeof text) => ({ title: text[title][lang], kind: "text" }) as const
  const amount = (title: keyof typeof text) => ({ title: text[title][lang], kind: "amount" }) as const
  const amounts = (own: readonly TurnoverRow[], currency: Currency) =>
    [(row: TurnoverRow) => row.said, (row: TurnoverRow) => row.invoiced, counting].map((of) =>
      toDecimal(
        own.reduce((all, row) => all + of(row), 0n),
        currency,
      ),
    )
  const sumRow = (currency: Currency): Cell[] => [
    null,
    null,
    text.total[lang],
    null,
    currency,
    ...amounts(
      rows.filter((r) => r.currency === currency),
      currency,
    ),
  ]
  const columns = [
    word("customer"),
    word("name"),
    word("month"),
    word("source"),
    word("currency"),
    amount("said"),
    amount("invoiced"),
    amount("counts"),
  ]
  return {
    title: text.title[lang],
    facts: rows.length === 0 ? [...facts, ["", text.nothing[lang]]] : facts,
    columns: rows.length === 0 ? [] : columns,
    rows: rows.map((row) => [row.customer, row.name, row.month, row.source, row.currency, ...amounts([row], row.currency)]),
    sums: [...new Set(rows.map((row) => row.currency))].sort().map(sumRow),
  }
}
