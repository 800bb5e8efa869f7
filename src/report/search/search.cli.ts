import { toDecimal } from "../../kernel/money.ts"
import { kindText } from "../../ledger/accounts/open-items.text.ts"
import type { Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { LIST_OPTIONS, readWhole } from "../../shell/options.ts"
import { headFacts, showList } from "../../shell/show.ts"
import { searchCustomers, searchItems } from "./search.store.ts"
import { searchText as text } from "./search.text.ts"
import { FEW, type FoundCustomer, type FoundItem, MOST, readSought, toSearchAnswer } from "./search.ts"

const search: Command<Context> = {
  name: "search",
  words: "TEXT",
  about: text.about,
  example: "search lacombe",
  needs: "read",
  takes: 1,
  options: { limit: { type: "string", value: "N", about: text.limit }, export: LIST_OPTIONS.export },
  async run(call) {
    const { values, words, context, lang } = call
    const limit = readWhole(values, "limit", FEW, { min: 1, max: MOST })
    const sought = readSought(words[0]!)
    const company = await context.company()
    const nothing = { customers: [] as FoundCustomer[], items: [] as FoundItem[] }
    const found =
      sought === null
        ? nothing
        : await (await context.database()).inCompanies([company.id], async (_, choose) => {
            const tx = await choose(company.id)
            return { customers: await searchCustomers(tx, sought, limit), items: await searchItems(tx, sought, limit) }
          })
    const columns = (["kind", "number", "customer", "issuedOn", "currency", "amount", "open"] as const).map((name) => ({
      title: text[name][lang],
      kind: name === "issuedOn" ? ("day" as const) : name === "amount" || name === "open" ? ("amount" as const) : ("text" as const),
    }))
    const rows = [
      ...found.customers.map((c) => [
        text.customerKind[lang],
        c.code,
        c.because === "similar" ? `${c.name} ${text.similar[lang]}` : c.name,
        null,
        null,
        null,
        null,
      ]),
      ...found.items.map((i) => [
        kindText[i.kind][lang],
        i.number,
        `${i.customer} ${i.customerName}`,
        i.issuedOn,
        i.currency,
        toDecimal(i.amount, i.currency),
        toDecimal(i.open, i.currency),
      ]),
    ]
    const facts = headFacts(company, { asOf: context.today(), knownAt: null }, lang)
    await showList(call, toSearchAnswer(found), { title: text.title[lang], facts, columns, rows, sums: [] })
    return 0
  },
}

export const searchCommands = [search]
