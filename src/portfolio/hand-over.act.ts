/** Hand-overs for the days of an absence: made, withdrawn, and asked for by the worklist. */
import { recordAct } from "../activity/activity.act.ts"
import type { Day } from "../kernel/day.ts"
import { Refused } from "../kernel/result.ts"
import { loadMembers } from "../people/members.act.ts"
import { allow } from "../people/roles.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { endHandOver, insertHandOver, loadAway, loadHandOvers } from "./hand-over.store.ts"
import { checkAbsence, type HandOver } from "./hand-over.ts"
import { findHolder } from "./portfolio.act.ts"

export { loadAway as awayFor, loadHandOvers }

/** People who may come in, by name. */
export const loadColleagues = async (tx: Tx): Promise<{ readonly id: string; readonly name: string }[]> =>
  (await loadMembers(tx)).flatMap(({ id, name, disabledAt }) => (disabledAt === null ? [{ id, name }] : []))

/** Refuses UNKNOWN_HOLDER, OUTSIDE_ABSENCE, OWN_ABSENCE, BAD_ABSENCE. */
export async function handOver(
  tx: Tx,
  by: By,
  said: {
    readonly giver: string
    readonly taker: string
    readonly from: Day
    readonly until: Day
    /** Whoever hands over may give anybody sight of these customers; else only a colleague who sees them anyway stands in. */
    readonly toAnybody: boolean
  },
  today: Day,
): Promise<HandOver> {
  const giver = await findHolder(tx, said.giver, "collector")
  // Whoever stands in has an account: it is on their list that the customers appear.
  const taker = await findHolder(tx, said.taker, "sales")
  const { role } = (await loadMembers(tx)).find(({ id }) => id === taker.id) ?? { role: null }
  if (!said.toAnybody && (role === null || !allow(role, "read").ok)) throw new Refused("OUTSIDE_ABSENCE", { name: taker.name })
  const checked = checkAbsence(giver, taker, said.from, said.until, today)
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  const made = { id: tx.newId(), giver, taker, fromOn: said.from, untilOn: said.until }
  const actId = await recordAct(tx, by, {
    code: "portfolio.handedOver",
    subject: { handOver: made.id, giver: giver.id, taker: taker.id, from: said.from, until: said.until },
  })
  await insertHandOver(tx, made, actId)
  return made
}

/** `whose`: only a hand-over of this person's own. Refuses UNKNOWN_HAND_OVER. */
export async function withdrawHandOver(tx: Tx, by: By, id: string, whose: string | null): Promise<HandOver> {
  const ended = await endHandOver(tx, id)
  if (!ended || (whose !== null && ended.giver.id !== whose)) throw new Refused("UNKNOWN_HAND_OVER", { handOver: id })
  await recordAct(tx, by, { code: "portfolio.handOverWithdrawn", subject: { handOver: ended.id, giver: ended.giver.id, taker: ended.taker.id } })
  return ended
}
