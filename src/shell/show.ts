/** How every list leaves the command line: as JSON, or as aligned text; and, when asked, as a file too. */
import type { Day } from "../kernel/day.ts"
import { type Fact, type Listing, renderListing } from "../kernel/listing.ts"
import type { Language, Worded } from "../kernel/text.ts"
import type { Call, Command } from "./cli.ts"
import type { Context, Creditor } from "./context.ts"
import type { Tx } from "./db.ts"
import { exportedText, factText, limitText } from "./options.text.ts"
import { LIMIT_OPTION, LIST_OPTIONS, readChoice, readDay, readLimit, readText, upTo } from "./options.ts"

/** `answer` is written compactly: a list of ten thousand rows is for programs. */
export async function showList(call: Call<Context>, answer: unknown, listing: Listing): Promise<void> {
  const file = call.values.export
  if (typeof file === "string") {
    await call.context.exportListing(file, listing, call.lang)
    call.note(exportedText[call.lang](file, listing.rows.length))
  }
  call.print(call.json ? JSON.stringify(answer) : renderListing(listing, call.lang))
}

/** The head of a list: whose figures, of which day, through which filters. */
export function headFacts(
  company: Creditor,
  asked: { readonly asOf: Day; readonly knownAt: Date | null; readonly customer?: string | null; readonly currency?: string | null },
  lang: Language,
): Fact[] {
  return [
    [factText.company[lang], `${company.code} ${company.name}`],
    [factText.asOf[lang], asked.asOf, "day"],
    ...(asked.knownAt ? [[factText.knownAt[lang], asked.knownAt.toISOString()] as const] : []),
    ...(asked.customer ? [[factText.customer[lang], asked.customer] as const] : []),
    ...(asked.currency ? [[factText.currency[lang], asked.currency] as const] : []),
  ]
}

/** A list of what has a state on a day, of one customer or of all, the newest first. */
type Stated<R, S extends string> = {
  readonly name: string
  readonly about: Worded
  readonly example: string
  readonly stateOption: Worded
  readonly states: readonly S[]
  /** The day it is where the company is. */
  today(country: string, at: Date): Day
  load(
    tx: Tx,
    asked: { readonly asOf: Day; readonly customer: string | null; readonly state: S | null; readonly before: null; readonly limit: number },
  ): Promise<readonly R[]>
  /** The rows as they travel, under the list's name. */
  answer(rows: readonly R[], asOf: Day): object
  listing(rows: readonly R[], asOf: Day, facts: readonly Fact[], lang: Language): Listing
}
export const statedList = <R, S extends string>(of: Stated<R, S>): Command<Context> => ({
  name: of.name,
  words: "[--customer C] [--state S] [--as-of D]",
  about: of.about,
  example: of.example,
  needs: "read",
  takes: 0,
  options: {
    customer: LIST_OPTIONS.customer,
    state: { type: "string", value: of.states.join("|"), about: of.stateOption },
    "as-of": LIST_OPTIONS["as-of"],
    export: LIST_OPTIONS.export,
    ...LIMIT_OPTION,
  },
  async run(call) {
    const { values, context, lang, note, json } = call
    const company = await context.company()
    const asOf = readDay(values, "as-of", of.today(company.country, context.clock()))
    const [customer, state, limit] = [readText(values, "customer"), readChoice(values, "state", of.states), readLimit(values)]
    const found = await (await context.database()).inCompanies([company.id], async (_, choose) =>
      of.load(await choose(company.id), { asOf, customer, state, before: null, limit: limit + 1 }),
    )
    const { shown, more } = upTo(found, limit)
    const facts = headFacts(company, { asOf, knownAt: null, customer }, lang)
    await showList(call, { asOf, ...of.answer(shown, asOf), more }, of.listing(shown, asOf, facts, lang))
    if (more && !json) note(limitText.more[lang])
    return 0
  },
})
