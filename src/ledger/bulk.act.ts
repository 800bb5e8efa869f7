/**
 * The ledger's door for whole files: the caller stages rows (COPY into the temporary table), registers what is missing beside them, and
 * then lets the ledger meet and post them. The caller's activity row speaks for the whole posting.
 */
import type { Readable } from "node:stream"
import type { Tx } from "../shell/db.ts"
import {
  analyseStaging,
  anyAnnulled,
  COPY_REPEATED,
  COPY_STAGE,
  countMet,
  dropMet,
  gatherSettlements,
  type MetCounts,
  meetLedger,
  type Posting,
  postMet,
  postNamedAllocations,
  postSettled,
  type Total,
  totalMet,
} from "./bulk.store.ts"
import { loadClosedUntil } from "./ledger.store.ts"

export { createStaging, listConflicts } from "./bulk.store.ts"
export type { Posting, Total }

export async function stageRows(tx: Pick<Tx, "db" | "copyIn">, lines: Readable): Promise<void> {
  await tx.copyIn(COPY_STAGE, lines)
  await analyseStaging(tx)
}
export const stageRepeated = (tx: Pick<Tx, "copyIn">, lines: Readable): Promise<void> => tx.copyIn(COPY_REPEATED, lines)

export type Posted = MetCounts & { readonly totals: readonly Total[] }

/** Posts the staged rows of one company whose keys are new, and what they say was settled. Known keys are left as they stand. */
export async function postStaged(tx: Tx, posting: Omit<Posting, "company" | "closedUntil" | "annulled">): Promise<Posted> {
  const p: Posting = { ...posting, company: tx.company, closedUntil: await loadClosedUntil(tx), annulled: await anyAnnulled(tx, tx.company) }
  await meetLedger(tx, p)
  await postMet(tx, p)
  await gatherSettlements(tx, p, false)
  const settlements = await postSettled(tx, p)
  await postNamedAllocations(tx, p)
  const totals = (await totalMet(tx)).map((t) => ({ ...t, payments: t.payments + (settlements.get(t.currency) ?? 0) }))
  return { ...(await countMet(tx)), totals }
}
export const endPosting = dropMet
