import { findCustomer } from "../customer/find.act.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { LIST_OPTIONS, readChoice, readCurrency, readDay, readInstant, readText, readWhole } from "../shell/options.ts"
import { headFacts, showList } from "../shell/show.ts"
import { loadKpi } from "./kpi.store.ts"
import { kpiText as text } from "./kpi.text.ts"
import { toKpiAnswer } from "./kpi.wire.ts"
import { kpiListing } from "./kpi-listing.ts"

const STANDARD_DAYS = 90
const kpi: Command<Context> = {
  name: "kpi",
  words: "[--as-of D] [--days N] [--by customer]",
  about: text.about,
  example: "kpi --as-of 2026-06-30 --days 90",
  needs: "read",
  takes: 0,
  options: {
    ...LIST_OPTIONS,
    days: { type: "string", value: "90", about: text.days },
    by: { type: "string", value: "customer", about: text.by },
  },
  async run(call) {
    const { values, context, lang } = call
    const asked = {
      asOf: readDay(values, "as-of", context.today()),
      knownAt: readInstant(values, "known-at"),
      currency: readCurrency(values, "currency"),
      days: readWhole(values, "days", STANDARD_DAYS, { min: 1, max: 3660 }),
      byCustomer: readChoice(values, "by", ["customer"]) !== null,
    }
    const code = readText(values, "customer")
    const company = await context.company()
    const sums = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      return loadKpi(tx, { ...asked, customer: code === null ? null : (await findCustomer(tx, code)).id })
    })
    const answer = toKpiAnswer(asked.asOf, asked.days, asked.byCustomer, sums)
    await showList(call, answer, kpiListing(answer, headFacts(company, { ...asked, customer: code }, lang), lang))
    return 0
  },
}

export const kpiCommands = [kpi]
