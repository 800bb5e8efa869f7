/** The ledger's door for a snapshot: all items of one source that are open on a day. The caller staged its rows as for a journal. */
import type { Matching } from "../company/company.ts"
import type { Day } from "../kernel/day.ts"
import type { Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { LARGE, type Posted } from "./bulk.act.ts"
import {
  anyAnnulled,
  countMet,
  gatherSettlements,
  meetLedger,
  meetWhole,
  netOfAct,
  type Posting,
  postMet,
  postSettled,
  totalMet,
} from "./bulk.store.ts"
import { endWaits, reappearItems } from "./erp-wait.act.ts"
import { loadClosedUntil } from "./ledger.store.ts"
import {
  compareSnapshot,
  countScope,
  dropSnapshot,
  gatherBackfilled,
  gatherSettled,
  listRisen,
  listSnapshotConflicts,
  listWaitedFor,
  moveDueDays,
  netOpen,
  type Risen,
  type SnapshotConflict,
  type SnapshotSums,
  seeAgain,
  sumSnapshot,
} from "./snapshot.store.ts"

export type { SnapshotConflict, SnapshotSums }
export { netOpen }
export type SnapshotPosted = Omit<Posted, "differing" | "namedNothing"> & {
  readonly sums: readonly SnapshotSums[]
  readonly scope: { readonly before: number; readonly still: number }
  readonly reopened: number
  readonly risen: readonly Risen[]
  readonly waiting: number
  readonly differing: { readonly count: number; readonly listed: readonly SnapshotConflict[] }
  readonly net: readonly { readonly currency: string; readonly net: Minor }[]
}
export type SnapshotRule = {
  readonly day: Day
  readonly grossKnown: boolean
  readonly matching: Matching
  readonly conflictsListed: number
  readonly backfilledTo: Day | null
}

/** Posts what is new, moves what changed, closes what is gone; the caller may still take everything back when the sums ask for a yes. */
export async function postSnapshot(
  tx: Tx,
  posting: Omit<Posting, "company" | "closedUntil" | "annulled">,
  rule: SnapshotRule,
): Promise<SnapshotPosted> {
  const p: Posting = { ...posting, company: tx.company, closedUntil: await loadClosedUntil(tx), annulled: await anyAnnulled(tx, tx.company) }
  await meetLedger(tx, p)
  const { accepted, skipped, conflicts } = await countMet(tx)
  if (accepted >= LARGE) await meetWhole(tx, true)
  await postMet(tx, p)
  await gatherSettlements(tx, p, true)
  const ofNew = await postSettled(tx, p, false)
  await compareSnapshot(tx, p, rule.day, rule.grossKnown)
  const sums = await sumSnapshot(tx)
  const scope = await countScope(tx)
  const { reopened, risen, waiting, settled } =
    rule.backfilledTo === null ? await follow(tx, p, rule) : await closeBackfilled(tx, p, rule.backfilledTo)
  const differing = await listSnapshotConflicts(tx, rule.conflictsListed)
  const paymentsOf = (code: string) => (ofNew.get(code) ?? 0) + (settled.get(code) ?? 0)
  const nets = await netOfAct(tx, p.actId)
  const totals = (await totalMet(tx)).map((t) => ({ ...t, net: nets.get(t.currency) ?? 0n, payments: t.payments + paymentsOf(t.currency) }))
  const net = await netOpen(tx, p.source, rule.day)
  await dropSnapshot(tx)
  const counts = { accepted, skipped: skipped + conflicts - differing.count, conflicts: differing.count }
  return { ...counts, totals, sums, scope, reopened, risen, waiting, differing, net }
}

/** How many items reopened (and by how much) or wait, and how many payments nobody saw were posted, by currency. */
type Followed = Pick<SnapshotPosted, "reopened" | "risen" | "waiting"> & { readonly settled: ReadonlyMap<string, number> }

/** The newest snapshot is what holds now: known items follow it. */
async function follow(tx: Tx, p: Posting, rule: SnapshotRule): Promise<Followed> {
  const { reopened, waiting } = await reappearItems(tx, p.actId, rule.matching, await listRisen(tx), rule.day)
  const risen = await seeAgain(tx)
  await moveDueDays(tx, p, rule.day)
  await gatherSettled(tx, p, rule.day)
  const settled = await postSettled(tx, p, true)
  await endWaits(tx, await listWaitedFor(tx, p.source), rule.day)
  return { reopened: reopened.length, risen, waiting: waiting.length, settled }
}

/** One of an earlier day only adds what nobody knew; it was closed by the next one, which does not name it. */
async function closeBackfilled(tx: Tx, p: Posting, next: Day): Promise<Followed> {
  await gatherBackfilled(tx, p, next)
  return { reopened: 0, risen: [], waiting: 0, settled: await postSettled(tx, p, true) }
}
