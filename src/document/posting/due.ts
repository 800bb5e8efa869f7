/**
 * The due day of a row that names none: a credit's own day; an invoice's day plus the legal payment period of the seller's country on that day.
 *
 * Law     Directive 2011/7/EU art. 3(3)(b): 30 days where nothing was agreed; counted here from the invoice's date, receipt being unknown.
 * Refuses an invoice without a due day where no such law is known to us: never a guess.
 */
import { addDays, type Day } from "../../kernel/day.ts"
import { defaultPaymentDays, isMemberState } from "../../law/eu.ts"
import { inForce } from "../../law/timeline.ts"
import type { EntryKind } from "../../ledger/ledger.ts"
import type { Draft } from "../draft.ts"

export function dueDayOf(draft: Pick<Draft, "side" | "issuedOn" | "dueOn"> & { readonly kind: EntryKind }, sellerCountry: string): Day | null {
  if (draft.dueOn !== null) return draft.dueOn
  if (draft.kind !== "invoice" || draft.side === "credit") return draft.issuedOn
  const rule = isMemberState(sellerCountry, draft.issuedOn) ? inForce(defaultPaymentDays, draft.issuedOn) : undefined
  return rule ? addDays(draft.issuedOn, rule.value) : null
}
