/** The worklist asked as a whole: loaded, ranked, and cut to whose it is. */
import { nextWorkday } from "../company/premises.act.ts"
import type { Day } from "../kernel/day.ts"
import { awayFor } from "../portfolio/hand-over.act.ts"
import type { Holder } from "../portfolio/portfolio.ts"
import type { Tx } from "../shell/db.ts"
import { customersOf, loadSituations } from "./worklist.store.ts"
import { CLOSED_DAYS, daysSoon, type Listed, type Ranked, rankWorklist } from "./worklist.ts"

export type WorklistQuestion = {
  readonly asOf: Day
  /** A collector, or whoever has tasks, by account or by name; null: everybody's. */
  readonly user: Holder | null
  /** Also those who wait. */
  readonly waiting: boolean
  /** Every row wanted, and so everybody's payments so far looked at. */
  readonly whole: boolean
}

export const askWorklist = async (tx: Tx, q: WorklistQuestion): Promise<Listed[]> => cutTo(tx, await rankAll(tx, q), q)

/** Ranked as one list whoever asks: what is large is so for the whole company. */
export async function rankAll(tx: Tx, { asOf, whole }: Pick<WorklistQuestion, "asOf" | "whole">): Promise<Listed[]> {
  const next = await nextWorkday(tx, asOf, CLOSED_DAYS)
  const ranked = rankWorklist(await loadSituations(tx, asOf, daysSoon(asOf, next), whole), asOf, next)
  return ranked.map((row) => ({ ...row, standsIn: null }))
}

/** What of the ranked rows is the user's: the rows themselves, however many they are. */
export async function cutTo(tx: Tx, ranked: readonly Listed[], q: Pick<WorklistQuestion, "asOf" | "user" | "waiting">): Promise<Listed[]> {
  const { user } = q
  const away = user === null ? [] : await awayFor(tx, user, q.asOf)
  const due =
    user === null
      ? null
      : await customersOf(
          tx,
          [user, ...away].map(({ name }) => name),
          q.asOf,
        )
  const isOf = ({ of }: Ranked, who: Holder) =>
    (who.id !== null && of.collectorId === who.id) ||
    (of.collector === who.name && (of.collectorId === null || who.id === null)) ||
    due?.get(of.id)?.has(who.name) === true
  // One pass, and no array a row: there may be tens of thousands.
  const rows: Listed[] = []
  for (const row of ranked) {
    if (row.act === "wait" && !q.waiting) continue
    if (user === null || isOf(row, user)) rows.push(row)
    else {
      const giver = away.find((one) => isOf(row, one))
      if (giver) rows.push({ ...row, standsIn: giver.name })
    }
  }
  return rows
}
