import { findCustomer } from "../../customer/find.act.ts"
import type { Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { LIST_OPTIONS, readCurrency, readDay, readInstant, readText } from "../../shell/options.ts"
import { headFacts, showList } from "../../shell/show.ts"
import { loadCustomers } from "./customers.store.ts"
import { customersListing, toCustomersAnswer } from "./customers.ts"
import { loadOpenItems } from "./open-items.store.ts"
import { customersText, openItemsText } from "./open-items.text.ts"
import { openItemsListing, toOpenItemsAnswer } from "./open-items.ts"

const openItems: Command<Context> = {
  name: "open-items",
  words: "[--as-of D] [--customer X]",
  about: openItemsText.about,
  example: "open-items --as-of 2026-06-30 --customer C000123",
  needs: "read",
  takes: 0,
  options: LIST_OPTIONS,
  async run(call) {
    const { values, context, lang } = call
    const asked = {
      asOf: readDay(values, "as-of", context.today()),
      knownAt: readInstant(values, "known-at"),
      currency: readCurrency(values, "currency"),
    }
    const code = readText(values, "customer")
    const company = await context.company()
    const items = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      return loadOpenItems(tx, { ...asked, customer: code === null ? null : (await findCustomer(tx, code)).id })
    })
    const facts = headFacts(company, { ...asked, customer: code }, lang)
    await showList(call, toOpenItemsAnswer(asked.asOf, items), openItemsListing(items, facts, lang))
    return 0
  },
}

const customers: Command<Context> = {
  name: "customers",
  words: "[--search TEXT] [--as-of D]",
  about: customersText.about,
  example: "customers --search dupont",
  needs: "read",
  takes: 0,
  options: {
    search: { type: "string", value: "TEXT", about: customersText.search },
    "as-of": LIST_OPTIONS["as-of"],
    export: LIST_OPTIONS.export,
  },
  async run(call) {
    const { values, context, lang } = call
    const asked = { asOf: readDay(values, "as-of", context.today()), search: readText(values, "search") }
    const company = await context.company()
    const found = await (await context.database()).inCompanies([company.id], async (_, choose) => loadCustomers(await choose(company.id), asked))
    const sought: [string, string][] = asked.search === null ? [] : [[customersText.sought[lang], asked.search]]
    const facts = [...headFacts(company, { ...asked, knownAt: null }, lang), ...sought]
    await showList(call, toCustomersAnswer(found), customersListing(found, facts, lang))
    return 0
  },
}

export const openItemsCommands = [openItems, customers]
