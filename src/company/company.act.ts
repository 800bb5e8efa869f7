import { recordAct } from "../activity/activity.act.ts"
import { Refused } from "../kernel/result.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import {
  holdForPosting,
  insertCompany,
  loadDirectory,
  loadSettings,
  loadSiren,
  loadWholeCompany,
  nextCompanyNumber,
  updateSettings,
} from "./company.store.ts"
import { type CompanySettings, checkCompany, checkSettings, type NewCompany, type WholeCompany } from "./company.ts"

export { holdForPosting, loadDirectory, loadSettings, loadSiren, loadWholeCompany }

/** Opens the books of a company; `also` belongs to the same transaction. Refuses BAD_CODE, BAD_NAME, BAD_COUNTRY, BAD_CURRENCY, COMPANY_EXISTS. */
export async function addCompany(db: Database, by: By, draft: NewCompany, also: (tx: Tx) => Promise<void> = async () => {}): Promise<Creditor> {
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
      await also(tx)
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

/** Settings not named stay as they are. `seen` refuses when they are no longer what the caller saw. Refuses BAD_BOUNDS, BAD_NAME. */
export async function changeSettings(
  tx: Tx,
  by: By,
  wanted: { readonly [K in keyof CompanySettings]?: CompanySettings[K] | undefined },
  seen: (current: WholeCompany) => void | Promise<void>,
): Promise<WholeCompany> {
  await holdForPosting(tx)
  const before = await loadWholeCompany(tx)
  await seen(before)
  const checked = checkSettings({
    name: wanted.name ?? before.name,
    matching: wanted.matching ?? before.matching,
    defaultSource: wanted.defaultSource ?? before.defaultSource,
    ageingBounds: wanted.ageingBounds ?? before.ageingBounds,
  })
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  await updateSettings(tx, checked.value)
  await recordAct(tx, by, { code: "company.changed", subject: { company: before.code }, before, after: { ...before, ...checked.value } })
  return loadWholeCompany(tx)
}
