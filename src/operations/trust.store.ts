/** Up to which day money is known in these books. */
import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Tx } from "../shell/db.ts"

export const paidUntil = async (tx: Tx): Promise<Day | null> =>
  (await sql<{ day: Day | null }>`SELECT ledger.paid_until(${tx.company}) AS day`.execute(tx.db)).rows[0]!.day
