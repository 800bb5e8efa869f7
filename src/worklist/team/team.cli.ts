import { dayIn } from "../../company/zone.ts"
import { day } from "../../kernel/day.ts"
import { plain } from "../../kernel/listing.ts"
import { currency, toDecimal } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import { setTarget } from "../../portfolio/target.act.ts"
import type { Call, Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { readAmount, readCurrency, readText, required } from "../../shell/options.ts"
import { loadTeam } from "./team.store.ts"
import { teamText as text } from "./team.text.ts"
import { isMonth, periodOf } from "./team.ts"
import { teamAnswer } from "./team.wire.ts"

const monthOption = { type: "string", value: "YYYY-MM", about: text.monthOption } as const
function readMonth({ values }: Call<Context>, today: string): string {
  const month = readText(values, "month") ?? today.slice(0, 7)
  if (!isMonth(month)) throw new Refused("BAD_OPTION", { option: "month", value: month, takes: "YYYY-MM" })
  return month
}

const team: Command<Context> = {
  name: "team",
  words: "[--month YYYY-MM]",
  about: text.about,
  example: "team --month 2026-06",
  needs: "team",
  takes: 0,
  options: { month: monthOption },
  async run(call) {
    const { context, lang, json, answer, print } = call
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const month = readMonth(call, today)
    const period = periodOf(month, today)
    const rows = (await (await context.database()).inCompany(company.id, (tx) => loadTeam(tx, period))).map(teamAnswer)
    if (json) answer({ month, ...period, team: rows })
    else
      for (const { name, customers, calls, promises, money } of rows) {
        const cash = money.map((of) => `${of.received}/${of.target ?? "–"} ${of.currency} (${text.overdue[lang].toLowerCase()} ${of.overdue})`)
        const acts = `${calls} ${text.calls[lang].toLowerCase()}, ${promises.made}/${promises.kept}/${promises.broken} ${text.promises[lang].toLowerCase()}`
        print([name === null ? text.nobody[lang] : plain(name), customers, acts, ...cash].join("  "))
      }
    return 0
  },
}

const target: Command<Context> = {
  name: "team target",
  words: "--of WHO --amount A",
  about: text.target,
  example: "team target --of anna@acme.fr --month 2026-07 --amount 120000.00",
  needs: "team",
  takes: 0,
  options: {
    of: { type: "string", value: "WHO", about: text.ofOption },
    month: monthOption,
    amount: { type: "string", value: "AMOUNT", about: text.amountOption },
    currency: { type: "string", value: "EUR", about: text.amountOption },
  },
  async run(call) {
    const { values, context, json, answer, print } = call
    const company = await context.company()
    const month = readMonth(call, dayIn(company.country, context.clock()))
    const of = readCurrency(values, "currency") ?? currency(company.currency)
    const amount = readAmount("amount", required(values, "amount"), of)
    const said = { of: required(values, "of"), month: day(`${month}-01`), currency: of, amount }
    const set = await (await context.database()).inCompany(company.id, (tx) => setTarget(tx, context.by, said))
    const told = { of: set.collector, month, amount: toDecimal(set.amount, of), currency: of }
    if (json) answer(told)
    else print([plain(told.of), month, told.amount, of].join("  "))
    return 0
  },
}

export const teamCommands = [team, target]
