/**
 * Who last changed something, for whoever is refused because it changed while they were writing. They read the thing itself, so they may know whose change they
 * run into; the log stays closed to who may not read it, and rows of customers outside their part are not there.
 */
import { sql } from "kysely"
import type { Tx } from "../shell/db.ts"
import type { Changed } from "../shell/http/match.ts"
import type { ActCode } from "./acts.ts"

/** A change nobody has seen yet is younger than the page somebody looks at; so the log is read back from its end, and not to its beginning. */
const BACK_DAYS = 7

/** The last of these acts about a subject; null: none lately, as where the books themselves moved it. */
export async function lastChange(tx: Tx, acts: readonly ActCode[], subject: Readonly<Record<string, string>>): Promise<Changed | null> {
  const { rows } = await sql<Changed>`
    SELECT actor AS by, at FROM activity.act
     WHERE company_id = ${tx.company} AND at > ${tx.now()}::timestamptz - make_interval(days => ${BACK_DAYS}) AND act = ANY (${[...acts]}::text[])
       AND subject @> ${JSON.stringify(subject)}::jsonb
     ORDER BY at DESC, id DESC LIMIT 1`.execute(tx.db)
  return rows[0] ?? null
}
