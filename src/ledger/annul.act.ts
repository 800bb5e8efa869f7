/** The ledger's door for taking back everything an act posted: an import undone, a row replaced. The caller's activity row speaks for it. */
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import { annulDoomed, type Consequence, doomEntriesOf, foreseeAnnulment, restoreMoved } from "./annul.store.ts"
import { refusing } from "./ledger.act.ts"
import { loadClosedUntil } from "./ledger.store.ts"

export type { Consequence }

/** What taking back the entries of `actId` would undo; nothing is written yet. Ends with `annulForeseen` or with the transaction. */
export async function foreseeAnnulling(tx: Tx, actId: Id): Promise<Consequence[]> {
  await doomEntriesOf(tx, actId)
  return foreseeAnnulment(tx, actId)
}

export async function annulForeseen(tx: Tx, undone: Id, posting: { readonly actId: Id; readonly now: Date; readonly chance: string }): Promise<void> {
  const closedUntil = await loadClosedUntil(tx)
  const p = { ...posting, company: tx.company, closedUntil }
  await refusing(async () => {
    await annulDoomed(tx, p)
    await restoreMoved(tx, p, undone)
  })
}
