import { type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import type { ChecksOf } from "../restore/trial.job.ts"
import { lookAround } from "./doctor.job.ts"
import { names, doctorText as text } from "./doctor.text.ts"
import { findingsIn, judge } from "./doctor.ts"

export const doctorCommand = (checksOf: ChecksOf): Command<Context> => ({
  name: "doctor",
  words: "",
  about: text.about,
  example: "doctor --json",
  needs: "operate",
  takes: 0,
  options: {},
  async run({ context, lang, json, answer, print }) {
    const found = judge(await lookAround(context, checksOf))
    const told = findingsIn(lang, found)
    if (json) answer(told)
    else {
      for (const { name, value, remedy } of found)
        print(`${remedy === null ? "✓" : "✗"} ${names[name][lang]}: ${value[lang]}${remedy ? `\n    ${remedy[lang]}` : ""}`)
      if (told.ok) print(text.healthy[lang])
    }
    return told.ok ? EXIT.done : EXIT.failed
  },
})
