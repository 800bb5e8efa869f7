import { loadSettings } from "../company/company.act.ts"
import { checkBounds } from "../company/company.ts"
import { findCustomer } from "../customer/find.act.ts"
import { Refused } from "../kernel/result.ts"
import type { Call, Command, Values } from "../shell/cli.ts"
import type { Context, Creditor } from "../shell/context.ts"
import type { Database } from "../shell/db.ts"
import { LIST_OPTIONS, readChoice, readCurrency, readDay, readInstant, readText } from "../shell/options.ts"
import { headFacts, showList } from "../shell/show.ts"
import { loadAgeing } from "./ageing.store.ts"
import { ageingText as text } from "./ageing.text.ts"
import { DIMENSIONS } from "./ageing.ts"
import { toAgeingAnswer } from "./ageing.wire.ts"
import { ageingListing } from "./ageing-listing.ts"

const ageing: Command<Context> = {
  name: "ageing",
  words: "[--as-of D] [--by customer|group|country|segment|collector]",
  about: text.about,
  example: "ageing --as-of 2026-06-30 --by customer --export balance.xlsx",
  needs: "read",
  takes: 0,
  options: {
    ...LIST_OPTIONS,
    by: { type: "string", value: DIMENSIONS.join("|"), about: text.by },
    bounds: { type: "string", value: "0,30,60,90", about: text.bounds },
  },
  async run(call) {
    await showAgeing(call, await call.context.database(), await call.context.company())
    return 0
  },
}

/** Prints the ageing of one company with the options of the call. */
export async function showAgeing(call: Call<Context>, db: Database, company: Creditor): Promise<void> {
  const { values, context, lang } = call
  const asked = {
    asOf: readDay(values, "as-of", context.today()),
    knownAt: readInstant(values, "known-at"),
    by: readChoice(values, "by", DIMENSIONS),
    currency: readCurrency(values, "currency"),
  }
  const [given, code] = [readBounds(values), readText(values, "customer")]
  const found = await db.inCompanies([company.id], async (_, choose) => {
    const tx = await choose(company.id)
    const bounds = given ?? (await loadSettings(tx)).ageing_bounds
    return loadAgeing(tx, { ...asked, bounds, customer: code === null ? null : (await findCustomer(tx, code)).id })
  })
  const facts = headFacts(company, { ...asked, customer: code }, lang)
  await showList(call, toAgeingAnswer(found), ageingListing(found, facts, lang))
}

function readBounds(values: Values): readonly number[] | null {
  if (values.bounds === undefined) return null
  const parts = String(values.bounds).split(",")
  const bounds = checkBounds(parts.map((part) => (/^\d{1,5}$/.test(part.trim()) ? Number(part) : Number.NaN)))
  if (!bounds.ok) throw new Refused("BAD_OPTION", { option: "bounds", value: values.bounds, takes: "0,30,60,90" })
  return bounds.value
}

export const ageingCommands = [ageing]
