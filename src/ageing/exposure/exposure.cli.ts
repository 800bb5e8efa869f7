import { loadSettings } from "../../company/company.act.ts"
import { findCustomer } from "../../customer/find.act.ts"
import type { Listing } from "../../kernel/listing.ts"
import { toDecimal } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import type { Language } from "../../kernel/text.ts"
import type { Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { LIST_OPTIONS, readDay } from "../../shell/options.ts"
import { headFacts, showList } from "../../shell/show.ts"
import { bucketText } from "../ageing.text.ts"
import { loadExposure } from "./exposure.store.ts"
import { exposureText as text } from "./exposure.text.ts"
import type { Exposure } from "./exposure.ts"
import { exposureAnswer } from "./exposure.wire.ts"

const exposure: Command<Context> = {
  name: "exposure",
  words: "CUSTOMER [--as-of D]",
  about: text.about,
  example: "exposure C000123",
  needs: "read",
  takes: 1,
  options: { "as-of": LIST_OPTIONS["as-of"], export: LIST_OPTIONS.export },
  async run(call) {
    const { values, context, lang, words } = call
    const [code] = words
    if (code === undefined) throw new Refused("MISSING_CUSTOMER")
    const asOf = readDay(values, "as-of", context.today())
    const company = await context.company()
    const found = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      return loadExposure(tx, (await findCustomer(tx, code)).id, asOf, (await loadSettings(tx)).ageing_bounds)
    })
    const facts = headFacts(company, { asOf, knownAt: null, customer: code }, lang)
    await showList(call, exposureAnswer(asOf, found), exposureListing(found, facts, lang))
    return 0
  },
}

function exposureListing(found: readonly Exposure[], facts: Listing["facts"], lang: Language): Listing {
  const head = { title: text.title[lang], facts }
  if (found.length === 0) return { ...head, facts: [...facts, ["", text.nothing[lang]]], columns: [], rows: [], sums: [] }
  return {
    ...head,
    columns: [
      { title: text.part[lang], kind: "text" },
      { title: text.currency[lang], kind: "text" },
      { title: text.items[lang], kind: "number" },
      { title: text.amount[lang], kind: "amount" },
      { title: text.ofIt[lang], kind: "amount" },
    ],
    rows: found.flatMap(({ currency, buckets, credited, unallocated, subject }) => [
      ...buckets.map((of) => [bucketText(of, lang), currency, of.count, toDecimal(of.amount, currency), toDecimal(of.disputed, currency)]),
      [text.credited[lang], currency, credited.count, toDecimal(-credited.amount, currency), null],
      [text.unallocated[lang], currency, unallocated.count, toDecimal(-unallocated.amount, currency), null],
      [text.subject[lang], currency, subject.count, toDecimal(subject.amount, currency), null],
    ]),
    sums: found.map((of) => [text.title[lang], of.currency, null, toDecimal(of.exposure, of.currency), toDecimal(of.disputed, of.currency)]),
  }
}

export const exposureCommands = [exposure]
