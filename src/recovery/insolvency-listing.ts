/** Insolvencies as a list people read. */
import type { Day } from "../kernel/day.ts"
import type { Listing } from "../kernel/listing.ts"
import type { Language } from "../kernel/text.ts"
import { insolvencyStateText, kindText, insolvencyText as text } from "./insolvency.text.ts"
import { type Insolvency, insolvencyStateOn } from "./insolvency.ts"

export function insolvencyListing(insolvencies: readonly Insolvency[], asOf: Day, facts: Listing["facts"], lang: Language): Listing {
  const word = (title: keyof typeof text) => ({ title: text[title][lang], kind: "text" }) as const
  const day = (title: keyof typeof text) => ({ title: text[title][lang], kind: "day" }) as const
  const columns = [
    word("customer"),
    word("name"),
    word("state"),
    word("kind"),
    day("judgedOn"),
    day("endedOn"),
    word("court"),
    word("reference"),
    word("source"),
    word("id"),
  ]
  return {
    title: text.title[lang],
    facts: insolvencies.length === 0 ? [...facts, ["", text.none[lang]]] : facts,
    columns: insolvencies.length === 0 ? [] : columns,
    rows: insolvencies.map((one) => [
      one.customer,
      one.name,
      insolvencyStateText[insolvencyStateOn(one, asOf)][lang],
      kindText[one.kind][lang],
      one.judgedOn,
      one.endedOn,
      one.court,
      one.reference,
      one.source,
      one.id,
    ]),
    sums: [],
  }
}
