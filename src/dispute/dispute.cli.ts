import { dayIn } from "../company/zone.ts"
import { findCustomer } from "../customer/find.act.ts"
import { isId } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { limitText } from "../shell/options.text.ts"
import {
  LIMIT_OPTION,
  LIST_OPTIONS,
  readAll,
  readAmount,
  readChoice,
  readDay,
  readItem,
  readLimit,
  readName,
  readProse,
  readText,
  required,
  upTo,
} from "../shell/options.ts"
import { headFacts, showList } from "../shell/show.ts"
import { closeDispute, currencySaid, listDisputes, openDispute } from "./dispute.act.ts"
import { disputeText as text } from "./dispute.text.ts"
import { CAUSES, CLOSINGS, DISPUTE_STATES } from "./dispute.ts"
import { disputeAnswer } from "./dispute.wire.ts"
import { disputeListing } from "./dispute-listing.ts"

const open: Command<Context> = {
  name: "dispute open",
  words: "--customer C --item NUMBER[:AMOUNT] --cause CAUSE --description TEXT",
  about: text.openAbout,
  example: "dispute open --customer C000123 --item FA-1042:40.00 --cause price --description 'discount agreed by mail' --resolver 'M. Exemple'",
  needs: "chase",
  takes: 0,
  options: {
    customer: LIST_OPTIONS.customer,
    item: { type: "string", multiple: true, value: "NUMBER", about: text.itemOption },
    cause: { type: "string", value: CAUSES.join("|"), about: text.causeOption },
    description: { type: "string", value: "TEXT", about: text.descriptionOption },
    resolver: { type: "string", value: "NAME", about: text.resolverOption },
    due: { type: "string", value: "YYYY-MM-DD", about: text.dueOption },
    "opened-on": { type: "string", value: "YYYY-MM-DD", about: text.openedOption },
  },
  async run({ values, context, json, answer, print }) {
    const customer = required(values, "customer")
    const cause = readChoice(values, "cause", CAUSES)
    if (cause === null) throw new Refused("MISSING_OPTION", { option: "cause" })
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const items = readAll(values, "item").map((item) => {
      const [, name = item, amount = null] = /^(.+):(-?[\d.,]+)$/.exec(item) ?? []
      return { ...readItem(name), amount }
    })
    const said = {
      customer,
      cause,
      description: readProse(values, "description") ?? required(values, "description"),
      resolver: readName(values, "resolver"),
      dueOn: values.due === undefined ? null : readDay(values, "due", today),
      openedOn: readDay(values, "opened-on", today),
    }
    const opened = await (await context.database()).inCompany(company.id, async (tx) => {
      const of = await currencySaid(tx, { customer, items }, company.currency, today)
      const named = items.map(({ amount, ...item }) => ({ ...item, amount: amount === null ? null : readAmount("item", amount, of) }))
      return disputeAnswer(await openDispute(tx, context.by, { ...said, items: named }, today))
    })
    if (json) answer(opened)
    else print(`${opened.id}  ${opened.customer}  ${opened.disputed} ${opened.currency}`)
    return 0
  },
}

const close: Command<Context> = {
  name: "dispute close",
  words: `ID --outcome ${CLOSINGS.join("|")} --because TEXT`,
  about: text.closeAbout,
  example: "dispute close 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --outcome creditNote --because 'discount was agreed'",
  needs: "chase",
  takes: 1,
  options: {
    outcome: { type: "string", value: CLOSINGS.join("|"), about: text.outcomeOption },
    because: { type: "string", value: "TEXT", about: text.becauseOption },
  },
  async run({ values, words, context, lang, json, answer, print }) {
    const id = words[0] ?? ""
    if (!isId(id)) throw new Refused("UNKNOWN_DISPUTE", { dispute: id })
    const outcome = readChoice(values, "outcome", CLOSINGS)
    if (outcome === null) throw new Refused("MISSING_OPTION", { option: "outcome" })
    const because = readProse(values, "because") ?? required(values, "because")
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const closed = await (await context.database()).inCompany(company.id, (tx) => closeDispute(tx, context.by, id, outcome, because, today))
    if (json) answer(disputeAnswer(closed))
    else print(text.closed[lang])
    return 0
  },
}

const list: Command<Context> = {
  name: "dispute list",
  words: "[--customer C] [--state S] [--as-of D]",
  about: text.listAbout,
  example: "dispute list --state open --export disputes.xlsx",
  needs: "read",
  takes: 0,
  options: {
    customer: LIST_OPTIONS.customer,
    state: { type: "string", value: DISPUTE_STATES.join("|"), about: text.stateOption },
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
    const state = readChoice(values, "state", DISPUTE_STATES)
    const found = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      const customer = code === null ? null : (await findCustomer(tx, code)).id
      return listDisputes(tx, { asOf, customer, state, before: null, limit: limit + 1 })
    })
    const { shown, more } = upTo(found, limit)
    const facts = headFacts(company, { asOf, knownAt: null, customer: code }, lang)
    await showList(call, { asOf, disputes: shown.map(disputeAnswer), more }, disputeListing(shown, facts, lang))
    if (more && !json) note(limitText.more[lang])
    return 0
  },
}

export const disputeCommands = [open, close, list]
