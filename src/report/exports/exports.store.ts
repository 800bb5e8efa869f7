/** Ending an export and erasing a person take turns, company by company; and of what part of the books a file may be. */
import { sql } from "kysely"
import type { Tx } from "../../shell/db.ts"

/** Held to the end of the transaction. */
export const holdExports = async (tx: Tx): Promise<void> =>
  void (await sql`SELECT pg_advisory_xact_lock(hashtext('encours.exports'), ${tx.company})`.execute(tx.db))

/** The customers this transaction sees, in one word: other ones, another word. Null: all of the company. */
export const partSeen = async (tx: Tx): Promise<string | null> =>
  (
    await sql<{ part: string | null }>`SELECT CASE WHEN company.current() IS NULL
      THEN md5(array_to_string(ARRAY(SELECT unnest(portfolio.part()) ORDER BY 1), ',')) END AS part`.execute(tx.db)
  ).rows[0]!.part
