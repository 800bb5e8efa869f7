/** Of one customer: how late it pays, and what settled what. */
import { findCustomer } from "../../customer/find.act.ts"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { plain } from "../../kernel/listing.ts"
import { toDecimal } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import type { Call, Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { LIST_OPTIONS, readDay } from "../../shell/options.ts"
import { settledByText } from "../lettering/lettering.text.ts"
import { judgePayer } from "./habit.ts"
import { openItemsText, payerText as text } from "./open-items.text.ts"
import { loadMatches, loadPaid } from "./payer.store.ts"

type Asked = { readonly customer: Id; readonly asOf: Day }
async function ofCustomer<T>({ words, values, context }: Call<Context>, load: (tx: Tx, asked: Asked) => Promise<T>) {
  const [code] = words
  if (code === undefined) throw new Refused("MISSING_CUSTOMER")
  const company = await context.company()
  const asOf = readDay(values, "as-of", context.today())
  const found = await (await context.database()).inCompany(company.id, async (tx) => load(tx, { customer: (await findCustomer(tx, code)).id, asOf }))
  return { found, asOf }
}
const shared = { needs: "read", takes: 1, options: { "as-of": LIST_OPTIONS["as-of"] } } as const

const payer: Command<Context> = {
  ...shared,
  name: "customer payer",
  words: "CUSTOMER [--as-of D]",
  about: text.about,
  example: "customer payer C000123",
  async run(call) {
    const { found, asOf } = await ofCustomer(call, (tx, { customer, asOf: day }) => loadPaid(tx, customer, day))
    const judged = judgePayer(found, asOf)
    if (call.json) call.answer(judged)
    else {
      call.print(text.counted[call.lang](judged.count, judged.unpaid))
      if (judged.mean !== null && judged.spread !== null) call.print(text.mean[call.lang](judged.mean.toFixed(1), judged.spread.toFixed(1)))
      for (const one of judged.quarters) call.print(`  ${one.from}  ${one.mean.toFixed(1)}  (${one.count})`)
    }
    return 0
  },
}

const lettering: Command<Context> = {
  ...shared,
  name: "customer lettering",
  words: "CUSTOMER [--as-of D]",
  about: text.matches,
  example: "customer lettering C000123 --as-of 2026-06-30",
  async run(call) {
    const { found } = await ofCustomer(call, (tx, { customer, asOf }) => loadMatches(tx, customer, asOf))
    const matches = found.map((one) => ({ ...one, amount: toDecimal(one.amount, one.currency) }))
    if (call.json) call.answer({ matches })
    else if (matches.length === 0) call.print(openItemsText.nothingMatched[call.lang])
    else
      for (const { day, debit, credit, amount, currency, settledBy, takenBack } of matches) {
        const how = `${settledByText[settledBy][call.lang]}${takenBack ? `, ${text.takenBack[call.lang]}` : ""}`
        call.print(`${day}  ${plain(debit)} ← ${plain(credit)}  ${amount} ${currency}  ${how}`)
      }
    return 0
  },
}

export const customerCommands = [payer, lettering]
