/** Ending an export and erasing a person take turns, company by company. */
import { sql } from "kysely"
import type { Tx } from "../../shell/db.ts"

/** Held to the end of the transaction. */
export const holdExports = async (tx: Tx): Promise<void> =>
  void (await sql`SELECT pg_advisory_xact_lock(hashtext('encours.exports'), ${tx.company})`.execute(tx.db))
