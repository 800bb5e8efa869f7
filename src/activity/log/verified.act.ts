/** Verifications are acts like any other: who verified, when, and what did not hold is kept in the log itself. */
import { sql } from "kysely"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { recordAct } from "../activity.act.ts"
import type { Checked } from "../verify.act.ts"
import type { Verified } from "./log.ts"

/** Of checks that did not hold: their names and codes, no words. */
export async function keepVerified(tx: Tx, by: By, checked: readonly Checked[]): Promise<void> {
  const faults = checked.filter(({ ok }) => !ok).map(({ name, code }) => `${name} ${code}`)
  await recordAct(tx, by, { code: "activity.verified", subject: { ok: faults.length === 0, checks: checked.length, faults } })
}

/** Verifications whose result was kept, the newest first. */
export async function loadVerified(tx: Tx, limit: number): Promise<Verified[]> {
  const { rows } = await sql<Verified>`
    SELECT a.id, a.at, a.actor AS by, (a.subject ->> 'ok')::boolean AS ok, (a.subject ->> 'checks')::int AS checks, ARRAY(SELECT jsonb_array_elements_text(a.subject -> 'faults')) AS faults
      FROM activity.act a WHERE a.company_id = ${tx.company} AND a.act = 'activity.verified' ORDER BY a.at DESC, a.id DESC LIMIT ${limit}`.execute(
    tx.db,
  )
  return rows
}
