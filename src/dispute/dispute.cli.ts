import { dayIn } from "../company/zone.ts"
import { customerAsked } from "../customer/find.act.ts"
import { isId } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { LIST_OPTIONS, readAll, readAmount, readChoice, readDay, readItem, readName, readProse, required } from "../shell/options.ts"
import { statedList } from "../shell/show.ts"
import { changeDispute, closeDispute, currencySaid, listDisputes, openDispute } from "./dispute.act.ts"
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

const change: Command<Context> = {
  name: "dispute change",
  words: "ID [--cause CAUSE] [--description TEXT] [--resolver NAME] [--due D]",
  about: text.changeAbout,
  example: "dispute change 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --resolver 'M. Exemple' --due 2026-07-10",
  needs: "chase",
  takes: 1,
  options: {
    cause: { type: "string", value: CAUSES.join("|"), about: text.causeOption },
    description: { type: "string", value: "TEXT", about: text.descriptionOption },
    resolver: { type: "string", value: "NAME", about: text.resolverOption },
    due: { type: "string", value: "YYYY-MM-DD", about: text.dueOption },
  },
  async run({ values, words, context, json, answer, print }) {
    const id = words[0] ?? ""
    if (!isId(id)) throw new Refused("UNKNOWN_DISPUTE", { dispute: id })
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const wanted = {
      cause: readChoice(values, "cause", CAUSES) ?? undefined,
      description: readProse(values, "description") ?? undefined,
      // Said and empty: nobody, no day.
      resolver: values.resolver === "" ? null : (readName(values, "resolver") ?? undefined),
      dueOn: values.due === "" ? null : values.due === undefined ? undefined : readDay(values, "due", today),
    }
    const changed = disputeAnswer(
      await (await context.database()).inCompany(company.id, (tx) => changeDispute(tx, context.by, id, wanted, () => {}, today)),
    )
    if (json) answer(changed)
    else print(`${changed.id}  ${changed.customer}  ${changed.disputed} ${changed.currency}`)
    return 0
  },
}

const list = statedList({
  name: "dispute list",
  about: text.listAbout,
  example: "dispute list --state open --export disputes.xlsx",
  stateOption: text.stateOption,
  states: DISPUTE_STATES,
  today: dayIn,
  load: async (tx, asked) => listDisputes(tx, { ...asked, customer: await customerAsked(tx, asked.customer) }),
  answer: (rows) => ({ disputes: rows.map(disputeAnswer) }),
  listing: (rows, _, facts, lang) => disputeListing(rows, facts, lang),
})

export const disputeCommands = [open, change, close, list]
