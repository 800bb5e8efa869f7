/** The ledger's door for settlements told pair by pair (a lettering): after `postStaged`, before `endPosting`, under the same activity row. */
import type { Readable } from "node:stream"
import type { Day } from "../kernel/day.ts"
import type { Tx } from "../shell/db.ts"
import type { Posting } from "./bulk.store.ts"
import { loadClosedUntil } from "./ledger.store.ts"
import { COPY_KNOWN, COPY_PAIRS, createKnown, createPairs, gatherOpenBefore, meetKnown, postPairs } from "./pairs.store.ts"

/** Before balances brought forward are recognised: fills `open_before`, and opens the table of what they stand for. */
export async function beginKnown(tx: Tx, source: string, day: Day): Promise<void> {
  await gatherOpenBefore(tx, source, day)
  await createKnown(tx)
}
/** `lines`: COPY text line, entry, no: rows of the file that are not posted, since they stand for items that are here. */
export const nameKnown = (tx: Tx, lines: Readable): Promise<void> => tx.copyIn(COPY_KNOWN, lines)
/** After the last of them; before `settlePairs`. */
export const endKnown = (tx: Tx): Promise<void> => meetKnown(tx)

/** `parts`: COPY text debit, credit, amount, day, settled by, rows named by their line in the stage. How many pairs were posted. */
export async function settlePairs(
  tx: Tx,
  parts: AsyncIterable<Readable>,
  posting: Omit<Posting, "company" | "closedUntil" | "annulled">,
): Promise<number> {
  await createPairs(tx)
  for await (const part of parts) await tx.copyIn(COPY_PAIRS, part)
  return postPairs(tx, { ...posting, company: tx.company, closedUntil: await loadClosedUntil(tx) })
}
