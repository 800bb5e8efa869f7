import { firstOfMonth } from "../../kernel/day.ts"
import { Refused } from "../../kernel/result.ts"
import type { Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { LIST_OPTIONS, readDay } from "../../shell/options.ts"
import { headFacts, showList } from "../../shell/show.ts"
import { loadWaiting } from "../erp-wait.store.ts"
import { loadLettering } from "./lettering.store.ts"
import { letteringText as text } from "./lettering.text.ts"
import { letteringListing, toLetteringAnswer } from "./lettering.ts"

const lettering: Command<Context> = {
  name: "lettering",
  words: "[--from D] [--to D]",
  about: text.about,
  example: "lettering --from 2026-06-01 --to 2026-06-30 --export lettering.csv",
  needs: "read",
  takes: 0,
  options: {
    from: { type: "string", value: "YYYY-MM-DD", about: text.from },
    to: { type: "string", value: "YYYY-MM-DD", about: text.to },
    export: LIST_OPTIONS.export,
  },
  async run(call) {
    const { values, context, lang } = call
    const to = readDay(values, "to", context.today())
    const from = readDay(values, "from", firstOfMonth(to))
    if (from > to) throw new Refused("BAD_OPTION", { option: "from", value: from, takes: `… ${to}` })
    const company = await context.company()
    const [found, waiting] = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      return [await loadLettering(tx, from, to), await loadWaiting(tx)] as const
    })
    const facts = headFacts(company, { asOf: to, knownAt: null }, lang)
    await showList(
      call,
      toLetteringAnswer(from, to, found, waiting),
      letteringListing(found, waiting, [...facts, [text.since[lang], from, "day"]], lang),
    )
    return 0
  },
}

export const letteringCommands = [lettering]
