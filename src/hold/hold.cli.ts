import { dayIn } from "../company/zone.ts"
import { findCustomer } from "../customer/find.act.ts"
import { isId } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { limitText } from "../shell/options.text.ts"
import { LIMIT_OPTION, LIST_OPTIONS, readChoice, readDay, readItem, readLimit, readProse, readText, required, upTo } from "../shell/options.ts"
import { headFacts, showList } from "../shell/show.ts"
import { liftHold, listHolds, placeHold } from "./hold.act.ts"
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

const list: Command<Context> = {
  name: "hold list",
  words: "[--customer C] [--state S] [--as-of D]",
  about: text.listAbout,
  example: "hold list --state active",
  needs: "read",
  takes: 0,
  options: {
    customer: LIST_OPTIONS.customer,
    state: { type: "string", value: HOLD_STATES.join("|"), about: text.stateOption },
    "as-of": LIST_OPTIONS["as-of"],
    export: LIST_OPTIONS.export,
    ...LIMIT_OPTION,
  },
  async run(call) {
    const { values, context, lang, note, json } = call
    const company = await context.company()
    const asOf = readDay(values, "as-of", dayIn(company.country, context.clock()))
    const code = readText(values, "customer")
    const limit = readLimit(values)
    const state = readChoice(values, "state", HOLD_STATES)
    const found = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      const customer = code === null ? null : (await findCustomer(tx, code)).id
      return listHolds(tx, { asOf, customer, state, before: null, limit: limit + 1 })
    })
    const { shown, more } = upTo(found, limit)
    const facts = headFacts(company, { asOf, knownAt: null, customer: code }, lang)
    await showList(call, { asOf, holds: shown.map((one) => holdAnswer(one, asOf)), more }, holdListing(shown, asOf, facts, lang))
    if (more && !json) note(limitText.more[lang])
    return 0
  },
}

export const holdCommands = [add, lift, list]
