import { day } from "../../kernel/day.ts"
import type { Command, Values } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { limitText } from "../../shell/options.text.ts"
import { LIMIT_OPTION, LIST_OPTIONS, readChoice, readDay, readLimit, readText, upTo } from "../../shell/options.ts"
import { showList } from "../../shell/show.ts"
import { searchLog } from "./log.store.ts"
import { logText as text } from "./log.text.ts"
import { ACTOR_KINDS, SUBJECT_KINDS } from "./log.ts"
import { entryAnswer } from "./log.wire.ts"
import { logListing } from "./log-listing.ts"

const EARLIEST = day("1900-01-01")
const asked = (values: Values, option: "from" | "to") => (values[option] === undefined ? null : readDay(values, option, EARLIEST))

export const activityCommand: Command<Context> = {
  name: "activity",
  words: "[--from D] [--to D] [--by NAME] [--act CODE] [--customer C] [--search TEXT]",
  about: text.about,
  example: "activity --from 2026-06-01 --act dispute --export activity.xlsx",
  needs: "read",
  takes: 0,
  options: {
    from: { type: "string", value: "YYYY-MM-DD", about: text.from },
    to: { type: "string", value: "YYYY-MM-DD", about: text.to },
    by: { type: "string", value: "NAME", about: text.by },
    kind: { type: "string", value: ACTOR_KINDS.join("|"), about: text.kind },
    act: { type: "string", value: "CODE", about: text.act },
    subject: { type: "string", value: SUBJECT_KINDS.join("|"), about: text.subject },
    id: { type: "string", value: "ID", about: text.id },
    customer: LIST_OPTIONS.customer,
    search: { type: "string", value: "TEXT", about: text.search },
    export: LIST_OPTIONS.export,
    ...LIMIT_OPTION,
  },
  async run(call) {
    const { values, context, lang, json, note } = call
    const company = await context.company()
    const limit = readLimit(values)
    const question = {
      from: asked(values, "from"),
      to: asked(values, "to"),
      kind: readChoice(values, "kind", ACTOR_KINDS),
      by: readText(values, "by"),
      act: readText(values, "act"),
      subject: readChoice(values, "subject", SUBJECT_KINDS),
      subjectId: readText(values, "id"),
      customer: readText(values, "customer"),
      text: readText(values, "search"),
    }
    const db = await context.database()
    const found = await db.inCompanies([company.id], async (_, choose) => searchLog(await choose(company.id), question, lang, null, limit + 1))
    const { shown, more } = upTo(found, limit)
    const entries = shown.map((entry) => entryAnswer(entry, lang))
    await showList(call, { entries, more }, logListing(entries, lang))
    if (more && !json) note(limitText.more[lang])
    return 0
  },
}
