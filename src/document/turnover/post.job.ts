/** Posts the staged months of a list of sales: what a source says was sold, beside the invoices that are here. */
import { toDecimal } from "../../kernel/money.ts"
import { postTurnover, sortSaidTwice } from "../../ledger/turnover/turnover.act.ts"
import type { Tx } from "../../shell/db.ts"
import { notice, refusal } from "../draft.ts"
import type { ImportOptions, Problems } from "../import.job.ts"
import { keepRefusals } from "../import.store.ts"
import { PROBLEMS_LISTED } from "../reading/reading.ts"

/** The same month of a customer again: taken once where it says the same, refused where not. Returns how often it was the same. */
export async function sortMonths(tx: Tx, problems: Problems): Promise<number> {
  const again = await sortSaidTwice(tx)
  const same = again.filter((row) => row.same)
  for (const { line, first, month } of same) problems.add(notice("ROW_TWICE", { number: month, line: String(first) }, line))
  const refused = again.filter((row) => !row.same).map(({ line, first, month }) => refusal("MONTH_TWICE", { month, line: String(first) }, line))
  for (const problem of refused) problems.add(problem)
  await keepRefusals(tx, refused)
  return same.length
}

export async function postSales(tx: Tx, posting: Parameters<typeof postTurnover>[1], onConflict: ImportOptions["onConflict"], problems: Problems) {
  const { differing, totals, ...counts } = await postTurnover(tx, posting, { onConflict, conflictsListed: PROBLEMS_LISTED })
  for (const { line, number, customer, currency, ours, theirs } of differing) {
    const figures = { number, customer, ours: toDecimal(ours, currency), theirs: toDecimal(theirs, currency) }
    problems.add(notice(onConflict === "replace" ? "CONFLICT_REPLACED" : "CONFLICT", figures, line))
  }
  return { ...counts, totals: totals.map((total) => ({ ...total, invoices: 0, creditNotes: 0, payments: 0, net: 0n })) }
}
