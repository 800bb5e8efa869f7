import { findCustomer } from "../../customer/find.act.ts"
import type { Language } from "../../kernel/text.ts"
import type { Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { LIST_OPTIONS, readCurrency, readDay, readInstant, readText } from "../../shell/options.ts"
import { headFacts, showList } from "../../shell/show.ts"
import { loadCustomers } from "./customers.store.ts"
import { customersListing, toCustomersAnswer } from "./customers.ts"
import { type HeldBy, loadOpenItems } from "./open-items.store.ts"
import { customersText, openItemsText } from "./open-items.text.ts"
import { openItemsListing, toOpenItemsAnswer } from "./open-items.ts"

const collector = { type: "string", value: "NAME", about: customersText.ofCollector } as const

const openItems = (heldBy: HeldBy): Command<Context> => ({
  name: "open-items",
  words: "[--as-of D] [--customer X] [--collector NAME]",
  about: openItemsText.about,
  example: "open-items --as-of 2026-06-30 --customer C000123",
  needs: "read",
  takes: 0,
  options: { ...LIST_OPTIONS, collector },
  async run(call) {
    const { values, context, lang } = call
    const asked = {
      asOf: readDay(values, "as-of", context.today()),
      knownAt: readInstant(values, "known-at"),
      currency: readCurrency(values, "currency"),
    }
    const [code, collected] = [readText(values, "customer"), readText(values, "collector")]
    const company = await context.company()
    const items = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      const among = collected === null ? null : await heldBy(tx, collected, asked.asOf)
      return loadOpenItems(tx, { ...asked, among, customer: code === null ? null : (await findCustomer(tx, code)).id })
    })
    const facts = [...headFacts(company, { ...asked, customer: code }, lang), ...collectedFact(collected, lang)]
    await showList(call, toOpenItemsAnswer(asked.asOf, items), openItemsListing(items, facts, lang))
    return 0
  },
})

const customers = (heldBy: HeldBy): Command<Context> => ({
  name: "customers",
  words: "[--search TEXT] [--segment NAME] [--collector NAME] [--as-of D]",
  about: customersText.about,
  example: "customers --search dupont",
  needs: "read",
  takes: 0,
  options: {
    search: { type: "string", value: "TEXT", about: customersText.search },
    segment: { type: "string", value: "NAME", about: customersText.ofSegment },
    collector,
    "as-of": LIST_OPTIONS["as-of"],
    export: LIST_OPTIONS.export,
  },
  async run(call) {
    const { values, context, lang } = call
    const asked = { asOf: readDay(values, "as-of", context.today()), search: readText(values, "search"), segment: readText(values, "segment") }
    const collected = readText(values, "collector")
    const company = await context.company()
    const found = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      return loadCustomers(tx, { ...asked, among: collected === null ? null : await heldBy(tx, collected, asked.asOf) })
    })
    const sought: [string, string][] = [
      ...(asked.search === null ? [] : [[customersText.sought[lang], asked.search] as [string, string]]),
      ...(asked.segment === null ? [] : [[customersText.segment[lang], asked.segment] as [string, string]]),
    ]
    const facts = [...headFacts(company, { ...asked, knownAt: null }, lang), ...sought, ...collectedFact(collected, lang)]
    await showList(call, toCustomersAnswer(found), customersListing(found, facts, lang))
    return 0
  },
})

const collectedFact = (collected: string | null, lang: Language): [string, string][] =>
  collected === null ? [] : [[customersText.collector[lang], collected]]

export const openItemsCommands = (heldBy: HeldBy) => [openItems(heldBy), customers(heldBy)]
