/**
 * A company is a creditor whose receivables are kept here: one legal entity with one bookkeeping currency.
 *
 * Always  the code is unique in the instance; the number (id) is the first part of every key below it.
 * Refuses BAD_CODE, BAD_COUNTRY, BAD_CURRENCY, BAD_NAME: nothing is corrected silently.
 */
import { isCurrency } from "../kernel/money.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"
import type { Registration } from "./registration.ts"

/** Who matches payments with invoices: the ERP (its imports close items) or Encours (lettering goes out as entries). */
export type Matching = "erp" | "encours"
export const MATCHINGS: readonly Matching[] = ["erp", "encours"]

export type NewCompany = {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly matching: Matching
  readonly registration?: Registration
}
export type CompanyRefusal = { readonly code: "BAD_CODE" | "BAD_COUNTRY" | "BAD_CURRENCY" | "BAD_NAME"; readonly value: string }

export function checkCompany(draft: NewCompany): Result<NewCompany, CompanyRefusal> {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/.test(draft.code)) return refuse({ code: "BAD_CODE", value: draft.code })
  if (draft.name.trim() === "" || draft.name.length > 200 || /\p{Cc}/u.test(draft.name)) return refuse({ code: "BAD_NAME", value: draft.name })
  if (!isCountry(draft.country)) return refuse({ code: "BAD_COUNTRY", value: draft.country })
  if (!isCurrency(draft.currency)) return refuse({ code: "BAD_CURRENCY", value: draft.currency })
  return ok({ ...draft, name: draft.name.trim() })
}

/** A code for whoever names none: the letters and digits of the name's beginning. */
export const codeFrom = (name: string) =>
  name
    .normalize("NFD")
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, "")
    .trim()
    .split(/ +/)[0]!
    .slice(0, 12) || "COMPANY"

const REGIONS = new Intl.DisplayNames("en", { type: "region", fallback: "none" })
/** Codes of two letters that name no country: groups of them, unknown, and for tests. */
const NO_COUNTRIES = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"])
const isCountry = (code: string) => /^[A-Z]{2}$/.test(code) && !NO_COUNTRIES.has(code) && REGIONS.of(code) !== undefined

const MOST_BOUNDS = 20
const LAST_BOUND = 36_500
/** Bounds of the ageing: whole days that rise, each the last of its bucket. */
export function checkBounds(bounds: readonly number[]): Result<readonly number[], { readonly code: "BAD_BOUNDS" }> {
  const sound = bounds.every((b, i) => Number.isInteger(b) && b >= 0 && b <= LAST_BOUND && (i === 0 || b > bounds[i - 1]!))
  return sound && bounds.length > 0 && bounds.length <= MOST_BOUNDS ? ok(bounds) : refuse({ code: "BAD_BOUNDS" })
}

/** What may change while the books are open. */
export type CompanySettings = {
  readonly name: string
  readonly matching: Matching
  readonly defaultSource: string
  /** Last day of each bucket of the ageing, 0 being not due. */
  readonly ageingBounds: readonly number[]
}
/** With what never changes. */
export type WholeCompany = CompanySettings & { readonly code: string; readonly country: string; readonly currency: string }
export type SettingsRefusal = { readonly code: "BAD_NAME" } | { readonly code: "BAD_BOUNDS"; readonly value: readonly number[] }

export function checkSettings(settings: CompanySettings): Result<CompanySettings, SettingsRefusal> {
  if (settings.name.trim() === "" || settings.name.length > 200 || /\p{Cc}/u.test(settings.name)) return refuse({ code: "BAD_NAME" })
  const bounds = checkBounds(settings.ageingBounds)
  return bounds.ok ? ok(settings) : refuse({ code: "BAD_BOUNDS", value: settings.ageingBounds })
}
