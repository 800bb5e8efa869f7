import { dayIn } from "../company/zone.ts"
import { customerAsked } from "../customer/find.act.ts"
import { isId } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { LIST_OPTIONS, readChoice, readDay, readItem, readProse, readText, required } from "../shell/options.ts"
import { statedList } from "../shell/show.ts"
import { changeHold, liftHold, listHolds, placeHold } from "./hold.act.ts"
import { holdText as text } from "./hold.text.ts"
import { HOLD_STATES, REASONS } from "./hold.ts"
import { holdAnswer } from "./hold.wire.ts"
import { holdListing } from "./hold-listing.ts"

const add: Command<Context> = {
  name: "hold add",
  words: "--customer C --reason REASON --until D [--item NUMBER]",
  about: text.addAbout,
  example: "hold add --customer C000123 --item FA-1042 --reason awaitingCreditNote --until 2026-07-31",
  needs: "chase",
  takes: 0,
  options: {
    customer: LIST_OPTIONS.customer,
    item: { type: "string", value: "NUMBER", about: text.itemOption },
    reason: { type: "string", value: REASONS.join("|"), about: text.reasonOption },
    note: { type: "string", value: "TEXT", about: text.noteOption },
    until: { type: "string", value: "YYYY-MM-DD", about: text.untilOption },
  },
  async run({ values, context, json, answer, print }) {
    const customer = required(values, "customer")
    const reason = readChoice(values, "reason", REASONS)
    if (reason === null) throw new Refused("MISSING_OPTION", { option: "reason" })
    required(values, "until")
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const item = readText(values, "item")
    const until = readDay(values, "until", today)
    const said = { customer, item: item === null ? null : readItem(item), reason, note: readProse(values, "note"), until }
    const placed = holdAnswer(await (await context.database()).inCompany(company.id, (tx) => placeHold(tx, context.by, said, today)), today)
    if (json) answer(placed)
    else print(`${placed.id}  ${placed.customer}  ${placed.from} – ${placed.until}`)
    return 0
  },
}

const lift: Command<Context> = {
  name: "hold lift",
  words: "ID [--because TEXT]",
  about: text.liftAbout,
  example: "hold lift 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --because 'the credit note is there'",
  needs: "chase",
  takes: 1,
  options: { because: { type: "string", value: "TEXT", about: text.becauseOption } },
  async run({ values, words, context, lang, json, answer, print }) {
    const id = words[0] ?? ""
    if (!isId(id)) throw new Refused("UNKNOWN_HOLD", { hold: id })
    const because = readProse(values, "because")
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const lifted = await (await context.database()).inCompany(company.id, (tx) => liftHold(tx, context.by, id, because, today))
    if (json) answer(holdAnswer(lifted, today))
    else print(text.lifted[lang])
    return 0
  },
}

const change: Command<Context> = {
  name: "hold change",
  words: "ID [--until D] [--note TEXT]",
  about: text.changeAbout,
  example: "hold change 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --until 2026-08-31",
  needs: "chase",
  takes: 1,
  options: {
    until: { type: "string", value: "YYYY-MM-DD", about: text.untilOption },
    note: { type: "string", value: "TEXT", about: text.noteOption },
  },
  async run({ values, words, context, json, answer, print }) {
    const id = words[0] ?? ""
    if (!isId(id)) throw new Refused("UNKNOWN_HOLD", { hold: id })
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const wanted = {
      until: values.until === undefined ? undefined : readDay(values, "until", today),
      note: values.note === undefined ? undefined : readProse(values, "note"),
    }
    const changed = holdAnswer(
      await (await context.database()).inCompany(company.id, (tx) => changeHold(tx, context.by, id, wanted, () => {}, today)),
      today,
    )
    if (json) answer(changed)
    else print(`${changed.id}  ${changed.customer}  ${changed.from} – ${changed.until}`)
    return 0
  },
}

const list = statedList({
  name: "hold list",
  about: text.listAbout,
  example: "hold list --state active",
  stateOption: text.stateOption,
  states: HOLD_STATES,
  today: dayIn,
  load: async (tx, asked) => listHolds(tx, { ...asked, customer: await customerAsked(tx, asked.customer) }),
  answer: (rows, asOf) => ({ holds: rows.map((one) => holdAnswer(one, asOf)) }),
  listing: holdListing,
})

export const holdCommands = [add, change, lift, list]
