import { dayIn } from "../company/zone.ts"
import { findCustomer } from "../customer/find.act.ts"
import { isId } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { limitText } from "../shell/options.text.ts"
import { LIMIT_OPTION, LIST_OPTIONS, readChoice, readDay, readLimit, readName, readProse, readText, required, upTo } from "../shell/options.ts"
import { headFacts, showList } from "../shell/show.ts"
import { changeInsolvency, listInsolvencies, recordInsolvency } from "./insolvency.act.ts"
import { kindText, insolvencyText as text } from "./insolvency.text.ts"
import { INSOLVENCY_STATES, KINDS } from "./insolvency.ts"
import { insolvencyAnswer } from "./insolvency.wire.ts"
import { insolvencyListing } from "./insolvency-listing.ts"

const record: Command<Context> = {
  name: "insolvency record",
  words: "--customer C --kind KIND --judged-on D --source TEXT",
  about: text.recordAbout,
  example: "insolvency record --customer C000123 --kind receivership --judged-on 2026-06-12 --court 'TC Lyon' --source 'BODACC A 118'",
  needs: "chase",
  takes: 0,
  options: {
    customer: LIST_OPTIONS.customer,
    kind: { type: "string", value: KINDS.join("|"), about: text.kindOption },
    "judged-on": { type: "string", value: "YYYY-MM-DD", about: text.judgedOption },
    court: { type: "string", value: "NAME", about: text.courtOption },
    reference: { type: "string", value: "TEXT", about: text.referenceOption },
    source: { type: "string", value: "TEXT", about: text.sourceOption },
  },
  async run({ values, context, lang, json, answer, print }) {
    const customer = required(values, "customer")
    const kind = readChoice(values, "kind", KINDS)
    if (kind === null) throw new Refused("MISSING_OPTION", { option: "kind" })
    required(values, "judged-on")
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const facts = {
      kind,
      judgedOn: readDay(values, "judged-on", today),
      court: readName(values, "court"),
      reference: readName(values, "reference"),
      source: readProse(values, "source") ?? required(values, "source"),
      endedOn: null,
    }
    const recorded = await (await context.database()).inCompany(company.id, (tx) => recordInsolvency(tx, context.by, customer, facts, today))
    if (json) answer(insolvencyAnswer(recorded, today))
    else print(`${recorded.id}  ${recorded.customer}  ${kindText[recorded.kind][lang]}  ${recorded.judgedOn}`)
    return 0
  },
}

const end: Command<Context> = {
  name: "insolvency end",
  words: "ID [--ended-on D]",
  about: text.endAbout,
  example: "insolvency end 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --ended-on 2027-03-31",
  needs: "chase",
  takes: 1,
  options: { "ended-on": { type: "string", value: "YYYY-MM-DD", about: text.endedOption } },
  async run({ values, words, context, lang, json, answer, print }) {
    const id = words[0] ?? ""
    if (!isId(id)) throw new Refused("UNKNOWN_INSOLVENCY", { insolvency: id })
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const endedOn = readDay(values, "ended-on", today)
    const ended = await (await context.database()).inCompany(company.id, (tx) => changeInsolvency(tx, context.by, id, { endedOn }, () => {}, today))
    if (json) answer(insolvencyAnswer(ended, today))
    else print(`${ended.id}  ${ended.customer}  ${kindText[ended.kind][lang]}  ${ended.judgedOn} – ${ended.endedOn}`)
    return 0
  },
}

const list: Command<Context> = {
  name: "insolvency list",
  words: "[--customer C] [--state S] [--as-of D]",
  about: text.listAbout,
  example: "insolvency list --state open",
  needs: "read",
  takes: 0,
  options: {
    customer: LIST_OPTIONS.customer,
    state: { type: "string", value: INSOLVENCY_STATES.join("|"), about: text.stateOption },
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
    const state = readChoice(values, "state", INSOLVENCY_STATES)
    const found = await (await context.database()).inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      const customer = code === null ? null : (await findCustomer(tx, code)).id
      return listInsolvencies(tx, { asOf, customer, state, before: null, limit: limit + 1 })
    })
    const { shown, more } = upTo(found, limit)
    const facts = headFacts(company, { asOf, knownAt: null, customer: code }, lang)
    const told = shown.map((one) => insolvencyAnswer(one, asOf))
    await showList(call, { asOf, insolvencies: told, more }, insolvencyListing(shown, asOf, facts, lang))
    if (more && !json) note(limitText.more[lang])
    return 0
  },
}

export const insolvencyCommands = [record, end, list]
