/**
 * A company is a creditor whose receivables are kept here: one legal entity with one bookkeeping currency.
 *
 * Always  the code is unique in the instance; the number (id) is the first part of every key below it.
 * Refuses BAD_CODE, BAD_COUNTRY, BAD_CURRENCY, BAD_NAME: nothing is corrected silently.
 */
import { isCurrency } from "../kernel/money.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"

/** Who matches payments with invoices: the ERP (its imports close items) or Encours (lettering goes out as entries). */
export type Matching = "erp" | "encours"
export const MATCHINGS: readonly Matching[] = ["erp", "encours"]

export type NewCompany = {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly matching: Matching
}
export type CompanyRefusal = { readonly code: "BAD_CODE" | "BAD_COUNTRY" | "BAD_CURRENCY" | "BAD_NAME"; readonly value: string }

export function checkCompany(draft: NewCompany): Result<NewCompany, CompanyRefusal> {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/.test(draft.code)) return refuse({ code: "BAD_CODE", value: draft.code })
  if (draft.name.trim() === "" || draft.name.length > 200) return refuse({ code: "BAD_NAME", value: draft.name })
  if (!/^[A-Z]{2}$/.test(draft.country)) return refuse({ code: "BAD_COUNTRY", value: draft.country })
  if (!isCurrency(draft.currency)) return refuse({ code: "BAD_CURRENCY", value: draft.currency })
  return ok({ ...draft, name: draft.name.trim() })
}
