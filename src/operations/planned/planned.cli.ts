import { type Call, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import type { Outcome } from "./planned.job.ts"
import { made, tried } from "./planned.text.ts"

/** What `jobs` shows of the backups a server made by itself. */
export const plannedOutcomes = {
  backup: {
    show({ json, lang, answer, print }: Call<Context>, outcome: unknown) {
      const told = outcome as Outcome
      if (json) answer(told)
      else print(made[lang](told.file, told.rows, told.removed))
      return EXIT.done
    },
    files: (outcome: unknown) => [(outcome as Outcome).file],
  },
  restoreTest: {
    show({ json, lang, answer, print }: Call<Context>, outcome: unknown) {
      const told = outcome as Outcome
      if (json) answer(told)
      else print(tried[lang](told.file, told.seconds))
      return EXIT.done
    },
    files: () => [],
  },
}
