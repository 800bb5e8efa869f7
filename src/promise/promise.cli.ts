import { dayIn } from "../company/zone.ts"
import { customerAsked } from "../customer/find.act.ts"
import { isDay } from "../kernel/day.ts"
import { isId } from "../kernel/id.ts"
import { type Currency, currency } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import {
  LIST_OPTIONS,
  readAll,
  readAmount,
  readChoice,
  readCurrency,
  readDay,
  readItem,
  readName,
  readProse,
  readWhole,
  required,
} from "../shell/options.ts"
import { statedList } from "../shell/show.ts"
import { listPromises, makePromise, withdrawPromise } from "./promise.act.ts"
import { promiseStateText, promiseText as text } from "./promise.text.ts"
import { MOST_GRACE, PROMISE_STATES, type PromisePart, SAID_HOW } from "./promise.ts"
import { promiseAnswer } from "./promise.wire.ts"
import { promiseListing } from "./promise-listing.ts"

/** AMOUNT:DAY. */
function readPart(said: string, of: Currency): PromisePart {
  const [amount = "", dueOn = ""] = said.split(":")
  if (!isDay(dueOn)) throw new Refused("BAD_DAY", { option: "part", value: said })
  return { amount: readAmount("part", amount, of), dueOn }
}

const add: Command<Context> = {
  name: "promise add",
  words: "--customer C --part AMOUNT:DAY [--item NUMBER]",
  about: text.add,
  example: "promise add --customer C000123 --part 500.00:2026-07-31 --item FA-1042 --by 'Mme Exemple'",
  needs: "chase",
  takes: 0,
  options: {
    customer: LIST_OPTIONS.customer,
    part: { type: "string", multiple: true, value: "AMOUNT:YYYY-MM-DD", about: text.partOption },
    item: { type: "string", multiple: true, value: "NUMBER", about: text.itemOption },
    by: { type: "string", value: "NAME", about: text.byOption },
    how: { type: "string", value: SAID_HOW.join("|"), about: text.howOption },
    "said-on": { type: "string", value: "YYYY-MM-DD", about: text.saidOption },
    "taken-by": { type: "string", value: "NAME", about: text.takenOption },
    grace: { type: "string", value: "DAYS", about: text.graceOption },
    currency: { type: "string", value: "EUR", about: text.currencyOption },
  },
  async run({ values, context, lang, json, answer, print }) {
    const customer = required(values, "customer")
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const of = readCurrency(values, "currency") ?? currency(company.currency)
    const said = {
      customer,
      currency: of,
      parts: readAll(values, "part").map((part) => readPart(part, of)),
      items: readAll(values, "item").map(readItem),
      saidOn: readDay(values, "said-on", today),
      saidHow: readChoice(values, "how", SAID_HOW) ?? "call",
      saidBy: readName(values, "by"),
      takenBy: readName(values, "taken-by"),
      graceDays: readWhole(values, "grace", 0, { min: 0, max: MOST_GRACE }),
    }
    const made = await (await context.database()).inCompany(company.id, (tx) => makePromise(tx, context.by, said, today))
    const told = promiseAnswer(made)
    if (json) answer(told)
    else print(`${told.id}  ${told.customer}  ${told.promised} ${told.currency}  ${told.until}  ${promiseStateText[told.state][lang]}`)
    return 0
  },
}

const list = statedList({
  name: "promise list",
  about: text.list,
  example: "promise list --state broken --export promises.xlsx",
  stateOption: text.stateOption,
  states: PROMISE_STATES,
  today: dayIn,
  load: async (tx, asked) => listPromises(tx, { ...asked, customer: await customerAsked(tx, asked.customer) }),
  answer: (rows) => ({ promises: rows.map(promiseAnswer) }),
  listing: (rows, _, facts, lang) => promiseListing(rows, facts, lang),
})

const withdraw: Command<Context> = {
  name: "promise withdraw",
  words: "ID --because TEXT",
  about: text.withdraw,
  example: "promise withdraw 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --because 'said by mistake'",
  needs: "chase",
  takes: 1,
  options: { because: { type: "string", value: "TEXT", about: text.becauseOption } },
  async run({ values, words, context, lang, json, answer, print }) {
    const id = words[0] ?? ""
    if (!isId(id)) throw new Refused("UNKNOWN_PROMISE", { promise: id })
    const because = readProse(values, "because", 500) ?? required(values, "because")
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const withdrawn = await (await context.database()).inCompany(company.id, (tx) => withdrawPromise(tx, context.by, id, because, today))
    if (json) answer(promiseAnswer(withdrawn))
    else print(text.withdrawn[lang])
    return 0
  },
}

export const promiseCommands = [add, list, withdraw]
