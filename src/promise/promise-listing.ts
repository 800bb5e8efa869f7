/** Promises as a list people read. */
import type { Listing } from "../kernel/listing.ts"
import { toDecimal } from "../kernel/money.ts"
import type { Language } from "../kernel/text.ts"
import { promiseStateText, promiseText as text } from "./promise.text.ts"
import type { JudgedPromise } from "./promise.ts"

export function promiseListing(promises: readonly JudgedPromise[], facts: Listing["facts"], lang: Language): Listing {
  const word = (title: keyof typeof text) => ({ title: text[title][lang], kind: "text" }) as const
  const amount = (title: keyof typeof text) => ({ title: text[title][lang], kind: "amount" }) as const
  const currencies = [...new Set(promises.map(({ promise }) => promise.currency))].sort()
  return {
    title: text.title[lang],
    facts: promises.length === 0 ? [...facts, ["", text.none[lang]]] : facts,
    columns:
      promises.length === 0
        ? []
        : [
            word("customer"),
            word("name"),
            word("state"),
            { title: text.until[lang], kind: "day" },
            word("currency"),
            amount("promised"),
            amount("received"),
            { title: text.saidOn[lang], kind: "day" },
            word("saidBy"),
            word("items"),
            word("id"),
          ],
    rows: promises.map(({ promise, standing }) => [
      promise.customer,
      promise.name,
      promiseStateText[standing.state][lang],
      standing.lastOn,
      promise.currency,
      toDecimal(standing.promised, promise.currency),
      toDecimal(standing.received, promise.currency),
      promise.saidOn,
      promise.saidBy,
      promise.items.length === 0 ? text.account[lang] : promise.items.map(({ number, no }) => (no === 1 ? number : `${number}#${no}`)).join(", "),
      promise.id,
    ]),
    sums: currencies.map((currency) => {
      const own = promises.filter(({ promise }) => promise.currency === currency)
      const total = (pick: (one: JudgedPromise) => bigint) =>
        toDecimal(
          own.reduce((all, one) => all + pick(one), 0n),
          currency,
        )
      return [
        null,
        null,
        text.total[lang],
        null,
        currency,
        total((one) => one.standing.promised),
        total((one) => one.standing.received),
        null,
        null,
        null,
        null,
      ]
    }),
  }
}
