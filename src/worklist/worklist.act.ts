/** The worklist asked as a whole: loaded, ranked, and cut to whose it is. */
import type { Day } from "../kernel/day.ts"
import type { Tx } from "../shell/db.ts"
import { customersOf, loadSituations } from "./worklist.store.ts"
import { type Ranked, rankWorklist } from "./worklist.ts"

export type WorklistQuestion = {
  readonly asOf: Day
  /** A collector, or whoever has tasks; null: everybody's. */
  readonly user: string | null
  /** Also those who wait. */
  readonly waiting: boolean
  /** Every row wanted, and so everybody's payments so far looked at. */
  readonly whole: boolean
}

export async function askWorklist(tx: Tx, q: WorklistQuestion): Promise<Ranked[]> {
  // Ranked as one list whoever asks: what is large is so for the whole company.
  const rows = rankWorklist(await loadSituations(tx, q.asOf, q.whole), q.asOf).filter(({ act }) => q.waiting || act !== "wait")
  const { user } = q
  if (user === null) return rows
  const own = await customersOf(tx, user, q.asOf)
  return rows.filter(({ of }) => of.collector === user || own.has(of.id))
}
