/** Holds as a list people read. */
import type { Day } from "../kernel/day.ts"
import type { Listing } from "../kernel/listing.ts"
import type { Language } from "../kernel/text.ts"
import { holdStateText, reasonText, holdText as text } from "./hold.text.ts"
import { type Hold, holdStateOn } from "./hold.ts"

export function holdListing(holds: readonly Hold[], asOf: Day, facts: Listing["facts"], lang: Language): Listing {
  const word = (title: keyof typeof text) => ({ title: text[title][lang], kind: "text" }) as const
  const day = (title: keyof typeof text) => ({ title: text[title][lang], kind: "day" }) as const
  const columns = [
    word("customer"),
    word("name"),
    word("item"),
    word("state"),
    word("reason"),
    day("from"),
    day("until"),
    word("placedBy"),
    word("note"),
    word("id"),
  ]
  return {
    title: text.title[lang],
    facts: holds.length === 0 ? [...facts, ["", text.none[lang]]] : facts,
    columns: holds.length === 0 ? [] : columns,
    rows: holds.map((hold) => [
      hold.customer,
      hold.name,
      hold.item === null ? text.all[lang] : hold.item.no === 1 ? hold.item.number : `${hold.item.number}#${hold.item.no}`,
      holdStateText[holdStateOn(hold, asOf)][lang],
      reasonText[hold.reason][lang],
      hold.from,
      hold.until,
      hold.placedBy,
      hold.note,
      hold.id,
    ]),
    sums: [],
  }
}
