/** The ledger's door for taking back everything an act posted: an import undone, a row replaced. The caller's activity row speaks for it. */
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import { annulDoomed, type Consequence, doomEntriesOf, foreseeAnnulment, restoreMoved, type UndoneBefore } from "./annul.store.ts"
import { refusing } from "./ledger.act.ts"
import { loadClosedUntil } from "./ledger.store.ts"
import { foreseeRevival, type Restored, reviveReplaced } from "./revive.store.ts"

export type { Consequence, Restored, UndoneBefore }

/**
 * What taking back the entries of `actId` would undo, and which entries it had replaced would live again. Nothing is written yet. Ends with `annulForeseen` or with the transaction.
 */
export async function foreseeAnnulling(
  tx: Tx,
  actId: Id,
  before: UndoneBefore,
): Promise<{ readonly consequences: readonly Consequence[]; readonly restored: readonly Restored[] }> {
  await doomEntriesOf(tx, actId)
  return { consequences: await foreseeAnnulment(tx, actId), restored: await foreseeRevival(tx, actId, before) }
}

export async function annulForeseen(
  tx: Tx,
  undone: Id,
  before: UndoneBefore,
  posting: { readonly actId: Id; readonly now: Date; readonly chance: string },
): Promise<void> {
  const closedUntil = await loadClosedUntil(tx)
  const p = { ...posting, company: tx.company, closedUntil }
  await refusing(async () => {
    await annulDoomed(tx, p)
    await restoreMoved(tx, p, undone, before)
    await reviveReplaced(tx, p, undone, before)
  })
}
