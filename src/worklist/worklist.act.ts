/** The worklist asked as a whole: loaded, ranked, and cut to whose it is. */
import { nextWorkday } from "../company/premises.act.ts"
import type { Day } from "../kernel/day.ts"
import { awayFor } from "../portfolio/hand-over.act.ts"
import type { Holder } from "../portfolio/portfolio.ts"
import type { Tx } from "../shell/db.ts"
import { customersOf, loadSituations } from "./worklist.store.ts"
import { CLOSED_DAYS, daysSoon, type Listed, type Ranked, type Ranking, rankingOf, rankWorklist } from "./worklist.ts"

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
export async function rankAll(tx: Tx, { asOf, whole }: Pick<WorklistQuestion, "asOf" | "whole">): Promise<Ranking> {
  const next = await nextWorkday(tx, asOf, CLOSED_DAYS)
  return rankingOf(rankWorklist(await loadSituations(tx, asOf, daysSoon(asOf, next), whole), asOf, next))
}

/** What of the ranked rows is the user's: the rows themselves, however many they are. */
export async function cutTo(tx: Tx, ranking: Ranking, q: Pick<WorklistQuestion, "asOf" | "user" | "waiting">): Promise<Listed[]> {
  const { user } = q
  const wanted = ({ act }: Ranked) => q.waiting || act !== "wait"
  if (user === null) return ranking.rows.filter(wanted)
  const away = await awayFor(tx, user, q.asOf)
  const holders = [user, ...away]
  const due = await customersOf(
    tx,
    holders.map(({ name }) => name),
    q.asOf,
  )
  const isOf = ({ of }: Ranked, who: Holder) =>
    (who.id !== null && of.collectorId === who.id) ||
    (of.collector === who.name && (of.collectorId === null || who.id === null)) ||
    due.get(of.id)?.has(who.name) === true
  // Of tens of thousands of rows only those that may be theirs are looked at.
  const keys = [...holders.flatMap(({ id, name }) => [id ?? name, name]), ...due.keys()]
  return [...new Set(keys.flatMap((key) => ranking.of.get(key) ?? []))]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const row = ranking.rows[at]!
      if (!wanted(row)) return []
      if (isOf(row, user)) return [row]
      const giver = away.find((one) => isOf(row, one))
      return giver ? [{ ...row, standsIn: giver.name }] : []
    })
}
