/**
 * What was matched here, for the accounts to book (where Encours matches) or as proposals to the ERP (where it does): allocations, the
 * differences and write-offs that go with them, and what still waits for the ERP.
 */
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Cell, Listing } from "../../kernel/listing.ts"
import { type Currency, type Minor, toDecimal } from "../../kernel/money.ts"
import type { Language } from "../../kernel/text.ts"
import { kindText } from "../accounts/open-items.text.ts"
import type { EntryKind, SettledBy, Side } from "../ledger.ts"
import { settledByText, letteringText as text } from "./lettering.text.ts"

type Named = { readonly number: string; readonly instalment: number }
export type Lettering = {
  readonly allocations: readonly {
    readonly id: Id
    readonly day: Day
    readonly debit: Named
    readonly credit: Named
    readonly customer: string
    readonly amount: Minor
    readonly currency: Currency
    readonly settledBy: SettledBy
    /** The allocation it takes back. */
    readonly reversal: Id | null
  }[]
  readonly entries: readonly {
    readonly number: string
    readonly kind: EntryKind
    readonly side: Side
    readonly customer: string
    readonly day: Day
    readonly amount: Minor
    readonly currency: Currency
  }[]
}
export type WaitingItem = { readonly number: string; readonly no: number; readonly customer: string; readonly since: Day; readonly until: Day }

export const toLetteringAnswer = (from: Day, to: Day, { allocations, entries }: Lettering, waiting: readonly WaitingItem[]) => ({
  from,
  to,
  allocations: allocations.map((a) => ({ ...a, amount: toDecimal(a.amount, a.currency) })),
  entries: entries.map((e) => ({ ...e, amount: toDecimal(e.amount, e.currency) })),
  waiting: waiting.map(({ number, no, customer, since, until }) => ({ number, instalment: no, customer, since, until })),
})

/** One list: allocations (taken back: negative), entries (credits: negative), what waits. */
export function letteringListing(
  { allocations, entries }: Lettering,
  waiting: readonly WaitingItem[],
  facts: Listing["facts"],
  lang: Language,
): Listing {
  const rows: Cell[][] = [
    ...allocations.map((a) => [
      text[a.reversal === null ? "matched" : "takenBack"][lang],
      a.day,
      a.customer,
      a.debit.number,
      a.debit.instalment,
      a.credit.number,
      a.credit.instalment,
      settledByText[a.settledBy][lang],
      a.currency,
      toDecimal(a.reversal === null ? a.amount : -a.amount, a.currency),
    ]),
    ...entries.map((e) => {
      const amount = toDecimal(e.side === "debit" ? e.amount : -e.amount, e.currency)
      return [kindText[e.kind][lang], e.day, e.customer, e.number, null, null, null, null, e.currency, amount]
    }),
    ...waiting.map((w) => [text.waits[lang](w.until), w.since, w.customer, w.number, w.no, null, null, null, null, null]),
  ]
  const column = (
    title: "what" | "day" | "customer" | "debit" | "instalment" | "credit" | "settledBy" | "currency" | "amount",
    kind: Listing["columns"][number]["kind"] = "text",
  ) => ({
    title: text[title][lang],
    kind,
  })
  return {
    title: text.title[lang],
    facts: rows.length === 0 ? [...facts, ["", text.nothing[lang]]] : facts,
    columns:
      rows.length === 0
        ? []
        : [
            column("what"),
            column("day", "day"),
            column("customer"),
            column("debit"),
            column("instalment", "number"),
            column("credit"),
            column("instalment", "number"),
            column("settledBy"),
            column("currency"),
            column("amount", "amount"),
          ],
    rows,
    sums: [],
  }
}
