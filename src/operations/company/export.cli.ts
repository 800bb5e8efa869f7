import { Refused } from "../../kernel/result.ts"
import { type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { readChoice } from "../../shell/options.ts"
import { exportCompany } from "./export.job.ts"
import { exportedAll, missingSaid, exportText as text } from "./export.text.ts"

const exporting: Command<Context> = {
  name: "company export",
  words: "FOLDER",
  about: text.about,
  example: "company export acme-2026 --company ACME",
  needs: "operate",
  takes: 1,
  options: { form: { type: "string", value: "csv|json", about: text.form } },
  async run({ context, values, words, lang, json, answer, print, note }) {
    const [folder] = words
    if (folder === undefined) throw new Refused("MISSING_FOLDER")
    const form = readChoice(values, "form", ["csv", "json"]) ?? "csv"
    const company = await context.company()
    const made = await exportCompany(await context.database(), company, folder, form, context.config.dataDir, lang)
    if (json) answer(made)
    else {
      const rows = made.tables.reduce((sum, table) => sum + table.rows, 0)
      print(exportedAll[lang](made.folder, made.tables.length, rows, made.files))
    }
    if (made.missing.length === 0) return EXIT.done
    note(missingSaid[lang](made.missing.length, made.missing[0]!))
    return EXIT.failed
  },
}

export const companyExportCommands = [exporting]
