/** The ledger's door for monthly turnover: what a source says was sold, before its invoices are here. The caller's activity row speaks for it. */
import type { Id } from "../../kernel/id.ts"
import type { Tx } from "../../shell/db.ts"
import type { Consequence } from "../annul.act.ts"
import type { Posting } from "../bulk.store.ts"
import {
  countSaid,
  dropSaidTwice,
  insertSaid,
  insertUndone,
  listSaidOtherwise,
  loadOfAct,
  meetTurnover,
  type SaidTwice,
  type TurnoverConflict,
  type TurnoverCounts,
  type TurnoverTotal,
} from "./turnover.store.ts"

export type { SaidTwice, TurnoverConflict, TurnoverTotal }

/** A customer's month that stands in the file already; told before its customers are registered. */
export const sortSaidTwice = (tx: Tx): Promise<SaidTwice[]> => dropSaidTwice(tx, tx.company)

export type TurnoverPosted = TurnoverCounts & { readonly totals: readonly TurnoverTotal[]; readonly differing: readonly TurnoverConflict[] }

/** Posts the staged months: new ones; those known with another amount stay (`keep`) or get this newer word (`replace`). */
export async function postTurnover(
  tx: Tx,
  posting: Omit<Posting, "company" | "closedUntil" | "annulled">,
  rule: { readonly onConflict: "keep" | "replace"; readonly conflictsListed: number },
): Promise<TurnoverPosted> {
  const p = { ...posting, company: tx.company }
  await meetTurnover(tx, p)
  const counts = await countSaid(tx)
  const differing = counts.conflicts > 0 ? await listSaidOtherwise(tx, rule.conflictsListed) : []
  return { ...counts, differing, totals: await insertSaid(tx, p, rule.onConflict === "replace") }
}

/** What taking back the word of an act undoes: the months it said, by currency. */
export const foreseeUnsaid = async (tx: Tx, actId: Id): Promise<Consequence[]> =>
  (await loadOfAct(tx, actId)).map(({ currency, months, amount }) => ({ currency, entries: months, amount, matchedSince: 0, matchedAmount: 0n }))

/** Takes the word of an act back; what it had replaced counts again. Nothing where it said nothing. */
export const undoTurnover = (tx: Tx, saidBy: Id, actId: Id): Promise<void> => insertUndone(tx, saidBy, actId)
