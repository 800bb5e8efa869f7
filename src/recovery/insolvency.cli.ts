import { dayIn } from "../company/zone.ts"
import { customerAsked } from "../customer/find.act.ts"
import { isId } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { LIST_OPTIONS, readChoice, readDay, readName, readProse, required } from "../shell/options.ts"
import { statedList } from "../shell/show.ts"
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

const change: Command<Context> = {
  name: "insolvency change",
  words: "ID [--kind KIND] [--judged-on D] [--court NAME] [--reference TEXT] [--source TEXT]",
  about: text.changeAbout,
  example: "insolvency change 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --kind liquidation --source 'BODACC A 140'",
  needs: "chase",
  takes: 1,
  options: {
    kind: { type: "string", value: KINDS.join("|"), about: text.kindOption },
    "judged-on": { type: "string", value: "YYYY-MM-DD", about: text.judgedOption },
    court: { type: "string", value: "NAME", about: text.courtOption },
    reference: { type: "string", value: "TEXT", about: text.referenceOption },
    source: { type: "string", value: "TEXT", about: text.sourceOption },
  },
  async run({ values, words, context, lang, json, answer, print }) {
    const id = words[0] ?? ""
    if (!isId(id)) throw new Refused("UNKNOWN_INSOLVENCY", { insolvency: id })
    const company = await context.company()
    const today = dayIn(company.country, context.clock())
    const wanted = {
      kind: readChoice(values, "kind", KINDS) ?? undefined,
      judgedOn: values["judged-on"] === undefined ? undefined : readDay(values, "judged-on", today),
      court: readName(values, "court") ?? undefined,
      reference: readName(values, "reference") ?? undefined,
      source: readProse(values, "source") ?? undefined,
    }
    const changed = await (await context.database()).inCompany(company.id, (tx) => changeInsolvency(tx, context.by, id, wanted, () => {}, today))
    if (json) answer(insolvencyAnswer(changed, today))
    else print(`${changed.id}  ${changed.customer}  ${kindText[changed.kind][lang]}  ${changed.judgedOn}`)
    return 0
  },
}

const list = statedList({
  name: "insolvency list",
  about: text.listAbout,
  example: "insolvency list --state open",
  stateOption: text.stateOption,
  states: INSOLVENCY_STATES,
  today: dayIn,
  load: async (tx, asked) => listInsolvencies(tx, { ...asked, customer: await customerAsked(tx, asked.customer) }),
  answer: (rows, asOf) => ({ insolvencies: rows.map((one) => insolvencyAnswer(one, asOf)) }),
  listing: insolvencyListing,
})

export const insolvencyCommands = [record, change, end, list]
