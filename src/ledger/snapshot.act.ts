/** The ledger's door for a snapshot: all items of one source that are open on a day. The caller staged its rows as for a journal. */
import type { Matching } from "../company/company.ts"
import type { Day } from "../kernel/day.ts"
import type { Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import type { Posted } from "./bulk.act.ts"
import { anyAnnulled, countMet, gatherSettlements, meetLedger, type Posting, postMet, postSettled, totalMet } from "./bulk.store.ts"
import { loadClosedUntil } from "./ledger.store.ts"
import { decideReappearance } from "./reappear.ts"
import {
  compareSnapshot,
  countScope,
  dropSnapshot,
  endWaits,
  gatherSettled,
  insertWait,
  listRisen,
  listSnapshotConflicts,
  moveDueDays,
  netOpen,
  type Reopening,
  reopenItems,
  type SnapshotConflict,
  type SnapshotSums,
  sumSnapshot,
} from "./snapshot.store.ts"

export type { SnapshotConflict, SnapshotSums }
export type SnapshotPosted = Posted & {
  readonly sums: readonly SnapshotSums[]
  readonly scope: { readonly before: number; readonly still: number }
  readonly reopened: number
  readonly waiting: number
  readonly differing: { readonly count: number; readonly listed: readonly SnapshotConflict[] }
  readonly net: readonly { readonly currency: string; readonly net: Minor }[]
}
export type SnapshotRule = { readonly day: Day; readonly grossKnown: boolean; readonly matching: Matching; readonly conflictsListed: number }

/** Posts what is new, moves what changed, closes what is gone; the caller may still take everything back when the sums ask for a yes. */
export async function postSnapshot(
  tx: Tx,
  posting: Omit<Posting, "company" | "closedUntil" | "annulled">,
  rule: SnapshotRule,
): Promise<SnapshotPosted> {
  const p: Posting = { ...posting, company: tx.company, closedUntil: await loadClosedUntil(tx), annulled: await anyAnnulled(tx, tx.company) }
  await meetLedger(tx, p)
  await postMet(tx, p)
  await gatherSettlements(tx, p, true)
  const ofNew = await postSettled(tx, p)
  await compareSnapshot(tx, p, rule.day, rule.grossKnown)
  const sums = await sumSnapshot(tx)
  const scope = await countScope(tx)
  const { reopened, waiting } = await answerRisen(tx, p, rule)
  await moveDueDays(tx, p, rule.day)
  await gatherSettled(tx, p, rule.day)
  const settled = await postSettled(tx, p)
  await endWaits(tx, p.source, rule.day)
  const differing = await listSnapshotConflicts(tx, rule.conflictsListed)
  const totals = (await totalMet(tx)).map((t) => ({ ...t, payments: t.payments + (ofNew.get(t.currency) ?? 0) + (settled.get(t.currency) ?? 0) }))
  const { accepted, skipped, conflicts } = await countMet(tx)
  const net = await netOpen(tx, p.source, rule.day)
  await dropSnapshot(tx)
  return {
    accepted,
    skipped: skipped + conflicts - differing.count,
    conflicts: differing.count,
    totals,
    sums,
    scope,
    reopened,
    waiting,
    differing,
    net,
  }
}

/** Items open again in the file: reopened, waited for, or kept, each by the rule. */
async function answerRisen(tx: Tx, p: Posting, { day, matching }: SnapshotRule): Promise<{ reopened: number; waiting: number }> {
  const reopen: Reopening[] = []
  let waiting = 0
  for (const item of await listRisen(tx)) {
    const answer = decideReappearance({ origin: item.origin ?? "import", waitsUntil: item.waitsUntil }, matching, day)
    if (answer.act === "reopen") reopen.push({ entryId: item.entryId, no: item.no, also: answer.because.code === "ERP_NEVER_CLOSED" })
    if (answer.act !== "wait") continue
    waiting++
    if (item.waitsUntil === null) await insertWait(tx, p.actId, item, day, answer.until)
  }
  await reopenItems(tx, p, reopen, day)
  return { reopened: reopen.length, waiting }
}
