/** What `jobs` shows of exports that a server made. */
import { existsSync } from "node:fs"
import { type Call, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { pathOf } from "./export.job.ts"
import { exportedSaid } from "./exports.text.ts"
import type { Exported } from "./exports.ts"

export const exportOutcomes = {
  show({ json, lang, answer, print }: Call<Context>, outcome: unknown) {
    const told = exportedAnswer(outcome)
    if (json) answer(told)
    else print(exportedSaid[lang](told.rows, told.bytes))
    return EXIT.done
  },
  files(outcome: unknown, dataDir: string, company: number): readonly string[] {
    const path = pathOf(dataDir, company, outcome)
    return existsSync(path) ? [path] : []
  },
}
/** Where the file lies is the server's own business. */
export function exportedAnswer(outcome: unknown) {
  const { rows, bytes, format } = outcome as Exported
  return { rows, bytes, format }
}
