/** Disputes as a list people read. */
import type { Listing } from "../kernel/listing.ts"
import { toDecimal } from "../kernel/money.ts"
import type { Language } from "../kernel/text.ts"
import { causeText, outcomeText, disputeText as text } from "./dispute.text.ts"
import type { Dispute } from "./dispute.ts"
import { totalOf } from "./dispute.wire.ts"

export function disputeListing(disputes: readonly Dispute[], facts: Listing["facts"], lang: Language): Listing {
  const word = (title: keyof typeof text) => ({ title: text[title][lang], kind: "text" }) as const
  const day = (title: keyof typeof text) => ({ title: text[title][lang], kind: "day" }) as const
  const currencies = [...new Set(disputes.map(({ currency }) => currency))].sort()
  return {
    title: text.title[lang],
    facts: disputes.length === 0 ? [...facts, ["", text.none[lang]]] : facts,
    columns:
      disputes.length === 0
        ? []
        : [
            word("customer"),
            word("name"),
            word("state"),
            word("cause"),
            word("currency"),
            { title: text.claimed[lang], kind: "amount" },
            { title: text.disputed[lang], kind: "amount" },
            day("openedOn"),
            day("dueOn"),
            word("resolver"),
            word("items"),
            word("id"),
          ],
    rows: disputes.map((one) => [
      one.customer,
      one.name,
      one.closed ? outcomeText[one.closed.outcome][lang] : text.open[lang],
      causeText[one.cause][lang],
      one.currency,
      toDecimal(totalOf(one, "claimed"), one.currency),
      toDecimal(totalOf(one, "disputed"), one.currency),
      one.openedOn,
      one.dueOn,
      one.resolver,
      one.lines.map(({ number, no }) => (no === 1 ? number : `${number}#${no}`)).join(", "),
      one.id,
    ]),
    sums: currencies.map((currency) => {
      const own = disputes.filter((one) => one.currency === currency)
      const total = (of: "claimed" | "disputed") =>
        toDecimal(
          own.reduce((all, one) => all + totalOf(one, of), 0n),
          currency,
        )
      return [null, null, text.total[lang], null, currency, total("claimed"), total("disputed"), null, null, null, null, null]
    }),
  }
}
