/** What must hold of removed companies: no row is theirs, and nothing of them lies in the data folder. */
import { existsSync } from "node:fs"
import { sql } from "kysely"
import { type Check, reading } from "../../activity/verify.act.ts"
import { companyTables } from "../company/export.store.ts"
import { loadRemoved } from "./removal.store.ts"
import { removalsFound } from "./removal.text.ts"
import { filesOf } from "./removals.job.ts"

export const removalChecks = (dataDir: string): readonly Check[] => [
  {
    name: "operations.removed",
    of: "instance",
    async run(db) {
      const removed = await loadRemoved(db)
      const left: string[] = []
      for (const { company, code } of removed) {
        left.push(...filesOf(dataDir, company).filter(existsSync))
        await reading(db, company, async (tx) => {
          for (const { name, company: column } of await companyTables({ ...tx, company })) {
            const { rows } = await sql<{
              any: boolean
            }>`SELECT EXISTS (SELECT FROM ${sql.raw(name)} WHERE ${sql.raw(column)} = ${company}) AS any`.execute(tx.db)
            if (rows[0]!.any) left.push(`${code}: ${name}`)
          }
        })
      }
      const code = left.length === 0 ? "REMOVED_GONE" : "REMOVED_LEFT"
      return { ok: left.length === 0, code, figures: { removed: removed.length, left }, detail: removalsFound(removed.length, left) }
    },
  },
]
