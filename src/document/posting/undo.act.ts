/**
 * Undoing an import: everything it posted is taken back by facts, as known now it weighs on no day, and the same file may be imported again.
 * What was matched since with its items is set free: that is shown first, and done only when somebody says yes.
 */
import { recordAct } from "../../activity/activity.act.ts"
import type { Id } from "../../kernel/id.ts"
import { toDecimal } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import { annulForeseen, type Consequence, foreseeAnnulling, type Restored } from "../../ledger/annul.act.ts"
import { foreseeUnsaid, undoTurnover } from "../../ledger/turnover/turnover.act.ts"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { holdUndoing, insertUndo, loadImport, loadUndone } from "../import.store.ts"
import { forgetUnderstanding } from "../remembered/remembered.store.ts"

export type Undone = {
  readonly id: Id
  readonly file: string
  readonly done: boolean
  readonly consequences: readonly Consequence[]
  readonly restored: readonly Restored[]
}

/** Refuses UNKNOWN_IMPORT, ALREADY_UNDONE, MATCHED_SINCE unless `yes`, and LATER_IMPORT_BUILDS: what it closed, a later one closed in another way. */
export async function undoImport(tx: Tx, by: By, importId: Id, choice: { readonly dryRun: boolean; readonly yes: boolean }): Promise<Undone> {
  if (!choice.dryRun) await holdUndoing(tx)
  const found = await loadImport(tx, importId)
  if (!found) throw new Refused("UNKNOWN_IMPORT", { id: importId })
  if (found.undone) throw new Refused("ALREADY_UNDONE", { id: importId, file: found.file })
  const before = await loadUndone(tx)
  const { consequences: entries, restored } = await foreseeAnnulling(tx, found.actId, before)
  const consequences = [...entries, ...(await foreseeUnsaid(tx, found.actId))]
  const answer = { id: importId, file: found.file, consequences, restored }
  if (choice.dryRun) return { ...answer, done: false }
  const matched = consequences.reduce((n, c) => n + c.matchedSince, 0)
  if (matched > 0 && !choice.yes) throw new Refused("MATCHED_SINCE", { count: matched, file: found.file })
  const undone = consequences.map((c) => ({ currency: c.currency, entries: c.entries, amount: toDecimal(c.amount, c.currency) }))
  const actId = await recordAct(tx, by, {
    code: "document.importUndone",
    subject: { import: importId },
    after: { undone, matchedSince: matched, restored: restored.reduce((n, r) => n + r.entries, 0) },
  })
  try {
    await annulForeseen(tx, found.actId, before, { actId, now: tx.now(), chance: tx.newId().slice(-9) })
  } catch (error) {
    if (error instanceof Refused && error.code === "OVER_ALLOCATED") throw new Refused("LATER_IMPORT_BUILDS", { file: found.file })
    throw error
  }
  await undoTurnover(tx, found.actId, actId)
  await insertUndo(tx, importId, actId)
  await forgetUnderstanding(tx, importId)
  return { ...answer, done: true }
}

/** As it travels: amounts as decimal text. */
export const undoAnswer = (undone: Undone) => ({
  ...undone,
  consequences: undone.consequences.map((c) => ({
    ...c,
    amount: toDecimal(c.amount, c.currency),
    matchedAmount: toDecimal(c.matchedAmount, c.currency),
  })),
  restored: undone.restored.map((r) => ({ ...r, amount: toDecimal(r.amount, r.currency) })),
})
