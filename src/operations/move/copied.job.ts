import { type Check, type Checked, runChecks } from "../../activity/verify.act.ts"
import { loadDirectory } from "../../company/company.act.ts"
import type { Database } from "../../shell/db.ts"

/** The files of the vault stay where they are. */
const NOT_COPIED = ["evidence.files", "evidence.orphans"]

/** What does not hold in a database that was copied within one data folder: nothing, or the books stay where they were. */
export async function unsoundIn(db: Database, checks: readonly Check[]): Promise<Checked[]> {
  const found = await runChecks(
    db,
    checks.filter(({ name }) => !NOT_COPIED.includes(name)),
    await loadDirectory(db),
  )
  return found.filter(({ ok }) => !ok)
}
