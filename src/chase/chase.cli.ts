import { dayIn } from "../company/zone.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Listing } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import type { Language } from "../kernel/text.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { LIST_OPTIONS, readDay } from "../shell/options.ts"
import { headFacts, showList } from "../shell/show.ts"
import { loadStandings } from "./chase.act.ts"
import { chaseText as text } from "./chase.text.ts"
import { standingAnswer } from "./chase.wire.ts"

const chase: Command<Context> = {
  name: "chase",
  words: "CUSTOMER [--as-of D]",
  about: text.about,
  example: "chase C000123",
  needs: "read",
  takes: 1,
  options: { "as-of": LIST_OPTIONS["as-of"], export: LIST_OPTIONS.export },
  async run(call) {
    const { words, values, context, lang } = call
    const [customer] = words
    if (customer === undefined) throw new Refused("MISSING_CUSTOMER")
    const company = await context.company()
    const asOf = readDay(values, "as-of", dayIn(company.country, context.clock()))
    const found = await (await context.database()).inCompany(company.id, async (tx) => loadStandings(tx, asOf, (await findCustomer(tx, customer)).id))
    const items = found.map(standingAnswer)
    const facts = headFacts(company, { asOf, knownAt: null, customer }, lang)
    await showList(call, { asOf, items, complete: true }, chaseListing(items, facts, lang))
    return 0
  },
}

function chaseListing(items: readonly ReturnType<typeof standingAnswer>[], facts: Listing["facts"], lang: Language): Listing {
  const head = { title: text.title[lang], facts, sums: [] }
  if (items.length === 0) return { ...head, facts: [...facts, ["", text.nothing[lang]]], columns: [], rows: [] }
  return {
    ...head,
    columns: [
      { title: text.number[lang], kind: "text" },
      { title: text.dueOn[lang], kind: "day" },
      { title: text.currency[lang], kind: "text" },
      ...(["open", "disputed", "promised"] as const).map((figure) => ({ title: text[figure][lang], kind: "amount" as const })),
      { title: text.promisedUntil[lang], kind: "day" },
      { title: text.heldUntil[lang], kind: "day" },
      { title: text.chasable[lang], kind: "amount" },
    ],
    rows: items.map((one) => [
      one.instalment > 1 ? `${one.number}#${one.instalment}` : one.number,
      one.dueOn,
      one.currency,
      one.open,
      one.disputed,
      one.promised,
      one.promisedUntil,
      one.heldUntil,
      one.chasable,
    ]),
  }
}

export const chaseCommands = [chase]
