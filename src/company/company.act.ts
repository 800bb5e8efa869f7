import { recordAct } from "../activity/activity.act.ts"
import { Refused } from "../kernel/result.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Database } from "../shell/db.ts"
import { holdForPosting, insertCompany, loadDirectory, loadSettings, nextCompanyNumber } from "./company.store.ts"
import { checkCompany, type NewCompany } from "./company.ts"

export { holdForPosting, loadDirectory, loadSettings }

/** Opens the books of a company. Refuses BAD_CODE, BAD_NAME, BAD_COUNTRY, BAD_CURRENCY, COMPANY_EXISTS. */
export async function addCompany(db: Database, by: By, draft: NewCompany): Promise<Creditor> {
  const checked = checkCompany(draft)
  if (!checked.ok) throw new Refused(checked.refusal.code, { value: checked.refusal.value })
  const id = await nextCompanyNumber(db)
  const { code, name, country, currency } = checked.value
  try {
    await db.inCompany(id, async (tx) => {
      await insertCompany(tx, checked.value)
      await recordAct(tx, by, {
        code: "company.added",
        subject: { company: code },
        after: { code, country, currency, matching: checked.value.matching },
      })
    })
  } catch (error) {
    if ((error as { code?: string }).code === "23505") throw new Refused("COMPANY_EXISTS", { code })
    throw error
  }
  return { id, code, name, country, currency }
}

/** The company named, or the only one there is. Refuses NO_COMPANY, UNKNOWN_COMPANY, WHICH_COMPANY. */
export async function chooseCompany(db: Database, code: string | undefined): Promise<Creditor> {
  const all = await loadDirectory(db)
  const known = all.map((c) => c.code).join(", ")
  if (all.length === 0) throw new Refused("NO_COMPANY")
  if (code === undefined && all.length > 1) throw new Refused("WHICH_COMPANY", { known })
  const chosen = code === undefined ? all[0] : all.find((c) => c.code === code)
  if (!chosen) throw new Refused("UNKNOWN_COMPANY", { code, known })
  return chosen
}
