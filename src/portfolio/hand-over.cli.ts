import { dayIn } from "../company/zone.ts"
import { plain } from "../kernel/listing.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { readDay, required } from "../shell/options.ts"
import { handOver, loadHandOvers, withdrawHandOver } from "./hand-over.act.ts"
import type { HandOver } from "./hand-over.ts"
import { handOverText as text } from "./portfolio.text.ts"

const line = ({ id, giver, taker, fromOn, untilOn }: HandOver) => [id, plain(giver.name), "→", plain(taker.name), fromOn, untilOn].join("  ")

const add: Command<Context> = {
  name: "absence add",
  words: "--of WHO --to WHO --until D",
  about: text.add,
  example: "absence add --of anna@acme.fr --to marc@acme.fr --from 2026-08-03 --until 2026-08-21",
  needs: "entrust",
  takes: 0,
  options: {
    of: { type: "string", value: "WHO", about: text.of },
    to: { type: "string", value: "WHO", about: text.to },
    from: { type: "string", value: "YYYY-MM-DD", about: text.from },
    until: { type: "string", value: "YYYY-MM-DD", about: text.until },
  },
  async run({ values, context, json, answer, print }) {
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const [giver, taker] = [required(values, "of"), required(values, "to")]
    const from = readDay(values, "from", today)
    required(values, "until")
    const said = { giver, taker, from, until: readDay(values, "until", from), toAnybody: true }
    const made = await (await context.database()).inCompany(company.id, (tx) => handOver(tx, context.by, said, today))
    if (json) answer(made)
    else print(line(made))
    return 0
  },
}

const list: Command<Context> = {
  name: "absence list",
  words: "",
  about: text.list,
  example: "absence list",
  needs: "read",
  takes: 0,
  options: {},
  async run({ context, json, answer, print }) {
    const company = await context.company()
    const found = await (await context.database()).inCompany(company.id, (tx) => loadHandOvers(tx, dayIn(company.country, context.clock())))
    if (json) answer({ absences: found })
    else for (const one of found) print(line(one))
    return 0
  },
}

const end: Command<Context> = {
  name: "absence end",
  words: "ID",
  about: text.end,
  example: "absence end 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa",
  needs: "entrust",
  takes: 1,
  options: {},
  async run({ words, context, json, answer, print }) {
    const company = await context.company()
    const ended = await (await context.database()).inCompany(company.id, (tx) => withdrawHandOver(tx, context.by, words[0] ?? "", null))
    if (json) answer({ ...ended, ended: true })
    else print(line(ended))
    return 0
  },
}

export const absenceCommands = [add, list, end]
