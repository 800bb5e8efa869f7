import { Refused } from "../../kernel/result.ts"
import { type Command, EXIT } from "../../shell/cli.ts"
import type { Config } from "../../shell/config.ts"
import type { Context } from "../../shell/context.ts"
import { readText } from "../../shell/options.ts"
import { placeOf } from "../../shell/postgres/moved.ts"
import { type Lent, moveBooks } from "./move.job.ts"
import { failedChecks, moved, moveText as text } from "./move.text.ts"

export const moveCommand = (lent: Lent): Command<Context> => ({
  name: "move",
  words: "--to URL|embedded",
  about: text.move,
  example: "move --to postgres://encours_app@db.example.org/encours",
  needs: "operate",
  takes: 0,
  options: {
    to: { type: "string", value: "URL|embedded", about: text.to },
    replace: { type: "boolean", about: text.replace },
  },
  async run({ context, values, json, lang, answer, print }) {
    const said = readText(values, "to")
    if (said === null) throw new Refused("MISSING_OPTION", { option: "to" })
    const goal = configOf(context.config, said)
    const [from, to] = [placeOf(context.config), placeOf(goal)]
    if (from === to) throw new Refused("MOVED_NOWHERE", { place: to })
    const { rows, failed } = await moveBooks(context, goal, values.replace === true, lent)
    const ok = failed.length === 0
    if (json) answer({ from, to, rows, ok, failed: failed.map((check) => ({ ...check, detail: check.detail[lang] })) })
    else print(ok ? moved[lang](to, rows) : failedChecks[lang](failed.map((check) => check.detail[lang])))
    return ok ? EXIT.done : EXIT.failed
  },
})

function configOf(config: Config, to: string): Config {
  if (to === "embedded") return { ...config, databaseUrl: null, databaseOwnerUrl: null, databaseAuthUrl: null }
  // From server to server the owner's and the third log-in are those of the place that is left: the new one makes its own.
  const goal = { ...config, databaseUrl: to, ...(config.databaseUrl === null ? {} : { databaseOwnerUrl: null, databaseAuthUrl: null }) }
  if (!/^postgres(?:ql)?:\/\//.test(to) || !isPlace(goal))
    throw new Refused("BAD_OPTION", { option: "to", value: to, takes: "postgres://…, embedded" })
  return goal
}

/** Whether the address can be read at all: a port beyond 65535 is none. */
function isPlace(config: Config): boolean {
  try {
    placeOf(config)
    return true
  } catch {
    return false
  }
}
