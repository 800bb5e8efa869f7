/** The ledger's door for settlements told pair by pair (a lettering): after `postStaged`, before `endPosting`, under the same activity row. */
import type { Readable } from "node:stream"
import type { Tx } from "../shell/db.ts"
import type { Posting } from "./bulk.store.ts"
import { loadClosedUntil } from "./ledger.store.ts"
import { COPY_PAIRS, createPairs, postPairs } from "./pairs.store.ts"

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
