/** The worklist as a list people read, and export. */
import type { Listing } from "../kernel/listing.ts"
import { toDecimal } from "../kernel/money.ts"
import type { Language } from "../kernel/text.ts"
import { actText, sayWhy, worklistText as text } from "./worklist.text.ts"
import type { Ranked } from "./worklist.ts"

export function worklistListing(rows: readonly Ranked[], facts: Listing["facts"], lang: Language): Listing {
  const head = { title: text.title[lang], facts }
  if (rows.length === 0) return { ...head, facts: [...facts, ["", text.empty[lang]]], columns: [], rows: [], sums: [] }
  return {
    ...head,
    columns: [
      { title: text.customer[lang], kind: "text" },
      { title: text.name[lang], kind: "text" },
      { title: text.currency[lang], kind: "text" },
      { title: text.amount[lang], kind: "amount" },
      { title: text.overdue[lang], kind: "amount" },
      { title: text.atRisk[lang], kind: "amount" },
      { title: text.oldest[lang], kind: "number" },
      { title: text.lastContact[lang], kind: "day" },
      { title: text.act[lang], kind: "text" },
      { title: text.dueOn[lang], kind: "day" },
      { title: text.why[lang], kind: "text" },
    ],
    rows: rows.map(({ of, amount, overdue, atRisk, oldestDays, act, dueOn, why }) => [
      of.code,
      of.name,
      of.currency,
      ...[amount, overdue, atRisk].map((minor) => toDecimal(minor, of.currency)),
      oldestDays,
      of.calls?.lastOn ?? null,
      actText[act][lang],
      dueOn,
      why.map((one) => sayWhy(one, of.currency, lang)).join(" · "),
    ]),
    sums: [],
  }
}
