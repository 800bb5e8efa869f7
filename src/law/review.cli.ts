import { plain } from "../kernel/listing.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { LIST_OPTIONS, readDay } from "../shell/options.ts"
import { calendarText, lawKeyText, lawStateText, lawText as text } from "./review.text.ts"
import { lawOn } from "./review.ts"

export const lawCommand: Command<Context> = {
  name: "law",
  words: "",
  about: text.about,
  example: "law --as-of 2026-11-22",
  needs: "read",
  takes: 0,
  options: { "as-of": LIST_OPTIONS["as-of"] },
  async run({ context, values, lang, json, answer, print }) {
    const asOf = readDay(values, "as-of", context.today())
    const figures = lawOn(asOf)
    if (json) answer({ asOf, figures })
    else
      for (const { key, calendar, value, since, source, state } of figures)
        print(
          plain(
            [
              lawKeyText[key][lang],
              calendar === null ? value : calendarText[calendar][lang],
              since ?? "",
              `${source.act} ${source.article}`.trim(),
              lawStateText[state][lang],
            ].join("  "),
          ),
        )
    return 0
  },
}
