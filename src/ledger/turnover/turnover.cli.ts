import { findCustomer } from "../../customer/find.act.ts"
import { addDays, firstOfMonth } from "../../kernel/day.ts"
import { Refused } from "../../kernel/result.ts"
import type { Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { LIST_OPTIONS, readCurrency, readDay, readText } from "../../shell/options.ts"
import { headFacts, showList } from "../../shell/show.ts"
import { loadTurnover } from "./turnover.store.ts"
import { turnoverText as text } from "./turnover.text.ts"
import { toTurnoverAnswer, turnoverListing } from "./turnover.ts"

const A_YEAR = 365

const turnover: Command<Context> = {
  name: "turnover",
  words: "[--from D] [--to D]",
  about: text.about,
  example: "turnover --customer C000123 --from 2025-01-01",
  needs: "read",
  takes: 0,
  options: {
    from: { type: "string", value: "YYYY-MM-DD", about: text.from },
    to: { type: "string", value: "YYYY-MM-DD", about: text.to },
    customer: LIST_OPTIONS.customer,
    currency: LIST_OPTIONS.currency,
    export: LIST_OPTIONS.export,
  },
  async run(call) {
    const { values, context, lang } = call
    const to = readDay(values, "to", context.today())
    const from = firstOfMonth(readDay(values, "from", addDays(to, -A_YEAR)))
    if (from > to) throw new Refused("BAD_OPTION", { option: "from", value: from, takes: `… ${to}` })
    const [code, currency] = [readText(values, "customer"), readCurrency(values, "currency")]
    const company = await context.company()
    const rows = await (await context.database()).inCompany(company.id, async (tx) =>
      loadTurnover(tx, { from, to, currency, customer: code === null ? null : (await findCustomer(tx, code)).id, limit: null, after: null }),
    )
    const facts = headFacts(company, { asOf: to, knownAt: null, customer: code }, lang)
    await showList(call, toTurnoverAnswer(rows), turnoverListing(rows, facts, lang))
    return 0
  },
}

export const turnoverCommands = [turnover]
