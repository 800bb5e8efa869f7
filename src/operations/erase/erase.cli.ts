import { Refused } from "../../kernel/result.ts"
import { type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { readName } from "../../shell/options.ts"
import { erasedSaid, eraseText as text } from "./erase.text.ts"
import { erasePerson } from "./erasures.job.ts"

const erase: Command<Context> = {
  name: "erase",
  words: "CUSTOMER",
  about: text.about,
  example: "erase C000123 --yes",
  needs: "operate",
  takes: 1,
  options: { code: { type: "string", value: "CODE", about: text.code }, yes: { type: "boolean", about: text.yes } },
  async run({ context, values, words, lang, json, answer, print }) {
    const [code] = words
    if (code === undefined) throw new Refused("MISSING_PERSON")
    if (values.yes !== true) throw new Refused("NOT_WITHOUT_YES", { code })
    const company = await context.company()
    const newCode = readName(values, "code")
    const db = await context.database()
    const erased = await db.inCompany(company.id, (tx) => erasePerson(tx, context.by, context.config.dataDir, code, newCode))
    if (json) answer(erased)
    else print(erasedSaid[lang](erased))
    return EXIT.done
  },
}

export const eraseCommands = [erase]
