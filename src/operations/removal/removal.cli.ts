import { loadDirectory } from "../../company/company.act.ts"
import { currency, toDecimal } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import { type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { countHeld } from "./removal.store.ts"
import { heldSaid, removedSaid, removalText as text } from "./removal.text.ts"
import { removeCompany } from "./removals.job.ts"

const remove: Command<Context> = {
  name: "company remove",
  words: "CODE",
  about: text.about,
  example: "company remove ACME --yes",
  needs: "operate",
  takes: 1,
  options: { yes: { type: "boolean", about: text.yes }, "dry-run": { type: "boolean", about: text.dryRun } },
  async run({ context, values, words, lang, json, answer, print }) {
    const [code] = words
    if (code === undefined) throw new Refused("MISSING_COMPANY")
    const { db, cluster } = await context.instance("visitor")
    const all = await loadDirectory(db)
    const company = all.find((one) => one.code === code)
    if (!company) throw new Refused("UNKNOWN_COMPANY", { code, known: all.map((one) => one.code).join(", ") })
    const held = await db.inCompanies([company.id], async (_, choose) => countHeld(await choose(company.id), context.today()))
    const rows = Object.values(held.tables).reduce((sum, n) => sum + n, 0)
    const told = {
      code,
      name: company.name,
      rows,
      tables: held.tables,
      entries: held.kinds,
      open: held.open.map((one) => ({ currency: one.currency, amount: toDecimal(one.amount, currency(one.currency)) })),
      files: held.files.count,
      bytes: Number(held.files.bytes),
    }
    if (values.yes !== true || values["dry-run"] === true) {
      if (json) answer({ ...told, removed: false })
      else for (const line of heldSaid(lang, told)) print(line)
      if (values["dry-run"] === true) return EXIT.done
      throw new Refused("REMOVAL_NEEDS_YES", { code })
    }
    if (cluster.owner === null) throw new Refused("NO_OWNER")
    const { dataDir } = context.config
    const removed = await removeCompany(db, cluster.owner, company, { dataDir, by: context.by, clock: context.clock })
    const gone = Object.values(removed.rows).reduce((sum, n) => sum + n, 0)
    if (json) answer({ ...told, rows: gone, tables: removed.rows, removed: true })
    else print(removedSaid[lang](code, gone, held.files.count))
    return EXIT.done
  },
}

export const companyRemovalCommands = [remove]
