/** For whoever sits at the machine, with the server stopped: there is no API for it. */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { Refused } from "../../kernel/result.ts"
import { type Call, type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { readText } from "../../shell/options.ts"
import { refuseMoved } from "../../shell/postgres/moved.ts"
import { holdAlone, lookAhead, type Outlook } from "../../shell/postgres/upgrade.ts"
import { DatabaseTrouble } from "../../shell/trouble.ts"
import type { ChecksOf } from "../restore/trial.job.ts"
import { upgradeBooks } from "./upgrade.job.ts"
import { already, foreseen, upgradeText as text, unsound, upgraded } from "./upgrade.text.ts"

export const upgradeCommand = (checksOf: ChecksOf): Command<Context> => ({
  name: "upgrade",
  words: "[--old-server DIR] [--dry-run]",
  about: text.upgrade,
  example: "upgrade --old-server /usr/lib/postgresql/18/bin",
  needs: "operate",
  takes: 0,
  options: {
    "old-server": { type: "string", value: "DIR", about: text.oldServer },
    "dry-run": { type: "boolean", about: text.dryRun },
  },
  async run(call) {
    const { config } = call.context
    if (config.databaseUrl !== null) throw new Refused("NOT_EMBEDDED")
    if (!existsSync(config.dataDir)) throw new DatabaseTrouble("NO_DATABASE", { path: config.dataDir })
    refuseMoved(config)
    const named = readText(call.values, "old-server")
    return holdAlone(config.dataDir, async (folder) => {
      const outlook = await lookAhead(folder, named === null ? null : resolve(named))
      if (typeof outlook === "string") return sayAlready(call, outlook)
      const { freeMb, needMb } = outlook
      if (freeMb !== null && freeMb < needMb) throw new DatabaseTrouble("DISK_SHORT", { path: config.dataDir, needMb, freeMb })
      return call.values["dry-run"] === true ? sayForeseen(call, outlook) : carryOut(call, outlook, checksOf)
    })
  },
})

function sayAlready({ lang, json, answer, print }: Call<Context>, major: string) {
  if (json) answer({ from: major, to: major, done: false })
  else print(already[lang](major))
  return EXIT.done
}

const facts = ({ old, engine, sizeMb, needMb, freeMb }: Outlook) => ({
  from: old.version,
  to: engine.version,
  oldServer: old.bin,
  sizeMb,
  needMb,
  freeMb,
})

function sayForeseen({ lang, json, answer, print }: Call<Context>, outlook: Outlook) {
  const { from, to, oldServer, sizeMb, needMb, freeMb } = facts(outlook)
  if (json) answer({ ...facts(outlook), done: false })
  else print(foreseen[lang](from, to, oldServer, sizeMb, needMb, String(freeMb ?? "?")))
  return EXIT.done
}

async function carryOut({ context, lang, json, answer, print }: Call<Context>, outlook: Outlook, checksOf: ChecksOf) {
  const { rows, seconds, failed, kept } = await upgradeBooks(context, outlook, checksOf)
  const { from, to } = facts(outlook)
  const details = failed.map(({ detail }) => detail[lang])
  if (json)
    answer({ ...facts(outlook), done: kept !== null, rows, seconds, kept, failed: failed.map((check) => ({ ...check, detail: check.detail[lang] })) })
  else print(kept === null ? unsound[lang](details) : upgraded[lang](from, to, rows, kept))
  return kept === null ? EXIT.failed : EXIT.done
}
