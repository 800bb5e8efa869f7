import { dayIn } from "../company/zone.ts"
import { plain } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import type { Call, Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { LIST_OPTIONS, readChoice, readDay, readText, required } from "../shell/options.ts"
import { entrust, entrustedTo, loadPortfolios } from "./portfolio.act.ts"
import { effectText, partText, portfolioText as text } from "./portfolio.text.ts"
import { NO_SELECTION, PARTS } from "./portfolio.ts"
import { portfolioAnswer } from "./portfolio.wire.ts"

const list: Command<Context> = {
  name: "portfolio list",
  words: "[--as-of D] [--customer C]",
  about: text.list,
  example: "portfolio list --as-of 2026-06-30",
  needs: "read",
  takes: 0,
  options: { "as-of": LIST_OPTIONS["as-of"], customer: LIST_OPTIONS.customer },
  async run({ values, context, lang, json, answer, print }) {
    const company = await context.company()
    const asOf = readDay(values, "as-of", dayIn(company.country, context.clock()))
    const db = await context.database()
    const customer = readText(values, "customer")
    if (customer !== null) {
      const entrusted = await db.inCompany(company.id, (tx) => entrustedTo(tx, customer))
      if (json) answer({ customer, entrusted })
      else
        for (const { part, name, fromOn, untilOn } of entrusted)
          print([partText[part][lang], plain(name), fromOn ?? text.books[lang], untilOn === null ? "" : `→ ${untilOn}`].join("  ").trimEnd())
      return 0
    }
    const portfolios = (await db.inCompany(company.id, (tx) => loadPortfolios(tx, asOf))).map(portfolioAnswer)
    if (json) answer({ asOf, portfolios })
    else
      for (const { part, name, customers, balance } of portfolios) {
        const owed = balance.map(({ currency, open, overdue }) => `${open} ${currency} (${overdue})`)
        print([partText[part][lang], name === null ? text.nobody[lang] : plain(name), customers, ...owed].join("  "))
      }
    return 0
  },
}

const shared = {
  as: { type: "string", value: PARTS.join("|"), about: text.as },
  from: { type: "string", value: "YYYY-MM-DD", about: text.from },
  segment: { type: "string", value: "NAME", about: text.segment },
  country: { type: "string", value: "FR", about: text.country },
  letters: { type: "string", value: "A-F", about: text.letters },
  of: { type: "string", value: "WHO", about: text.of },
  "dry-run": { type: "boolean", about: text.dryRun },
} as const

async function change({ values, words, context, lang, json, answer, print }: Call<Context>, to: string | null, of: string | null): Promise<number> {
  const company = await context.company()
  const today = dayIn(company.country, context.clock())
  const from = readDay(values, "from", today)
  const part = readChoice(values, "as", PARTS) ?? "collector"
  const selection = {
    ...NO_SELECTION,
    customers: words.length > 0 ? words : null,
    segment: readText(values, "segment"),
    country: readText(values, "country")?.toUpperCase() ?? null,
    letters: readText(values, "letters"),
    of,
  }
  const preview = values["dry-run"] === true
  const effect = await (await context.database()).inCompany(company.id, (tx) =>
    entrust(tx, context.by, { part, selection, from, to }, today, preview),
  )
  const { from: before, ...told } = effect
  if (json) answer({ ...told, part, from, preview, before })
  else {
    print(effectText[lang]({ ...told, from, preview }))
    for (const { name, customers } of before) print(`  ${name === null ? text.nobody[lang] : plain(name)}: ${customers}`)
  }
  return 0
}

const assign: Command<Context> = {
  name: "portfolio assign",
  words: "[CODE…] --to WHO",
  about: text.assign,
  example: "portfolio assign --segment retail --letters A-F --to anna@acme.fr --dry-run",
  needs: "entrust",
  takes: Number.MAX_SAFE_INTEGER,
  options: { to: { type: "string", value: "WHO", about: text.to }, ...shared },
  run: (call) => change(call, required(call.values, "to"), readText(call.values, "of")),
}
const release: Command<Context> = {
  name: "portfolio release",
  words: "[CODE…]",
  about: text.release,
  example: "portfolio release C000123 --as outside --of 'Inkasso GmbH'",
  needs: "entrust",
  takes: Number.MAX_SAFE_INTEGER,
  options: shared,
  run: (call) => change(call, null, readText(call.values, "of")),
}
const move: Command<Context> = {
  name: "portfolio move",
  words: "--of WHO --to WHO",
  about: text.move,
  example: "portfolio move --of anna@acme.fr --to marc@acme.fr --from 2026-07-01",
  needs: "entrust",
  takes: 0,
  options: { to: { type: "string", value: "WHO", about: text.to }, ...shared },
  async run(call) {
    const [of, to] = [required(call.values, "of"), required(call.values, "to")]
    if (of === to) throw new Refused("BAD_OPTION", { option: "to", value: to, takes: "WHO" })
    return change(call, to, of)
  },
}

export const portfolioCommands = [list, assign, release, move]
