import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { LIST_OPTIONS, readDay, readText } from "../shell/options.ts"
import { headFacts, showList } from "../shell/show.ts"
import { askWorklist } from "./worklist.act.ts"
import { worklistText as text } from "./worklist.text.ts"
import { worklistAnswer } from "./worklist.wire.ts"
import { worklistListing } from "./worklist-listing.ts"

const worklist: Command<Context> = {
  name: "worklist",
  words: "[--as-of D] [--user U]",
  about: text.about,
  example: "worklist --user Anna --export today.xlsx",
  needs: "read",
  takes: 0,
  options: {
    "as-of": LIST_OPTIONS["as-of"],
    user: { type: "string", value: "NAME", about: text.user },
    waiting: { type: "boolean", about: text.waiting },
    export: LIST_OPTIONS.export,
  },
  async run(call) {
    const { values, context, lang } = call
    const [asOf, user] = [readDay(values, "as-of", context.today()), readText(values, "user")]
    const company = await context.company()
    const rows = await (await context.database()).inCompanies([company.id], async (_, choose) =>
      askWorklist(await choose(company.id), {
        asOf,
        user: user === null ? null : { id: null, name: user },
        waiting: values.waiting === true,
        whole: true,
      }),
    )
    const facts = headFacts(company, { asOf, knownAt: null }, lang)
    const shown = user === null ? facts : [...facts, [text.ofUser[lang], user] as const]
    await showList(call, worklistAnswer(asOf, rows), worklistListing(rows, shown, lang))
    return 0
  },
}

export const worklistCommands = [worklist]
