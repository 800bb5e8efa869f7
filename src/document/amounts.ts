/**
 * Amounts as people and programs write them: 1.234,56 · 1 234,56 · 1,234.56 · 1'234.56 · (120.00) · 120.00- · EUR 12 · 12,00 €.
 *
 * Units     minor units of the row's currency, exact; zeros beyond its decimals are dropped, other digits never.
 * Rounding  only when the user asks for it, once, half away from zero.
 * Refuses   a comma or point whose meaning the column does not show, more decimals than the currency has, 1e21, 10^15 and more.
 */
import { type Currency, isCurrency, type Minor } from "../kernel/money.ts"

export type DecimalSign = "." | ","
export type AmountFault = "AMOUNT_UNREADABLE" | "AMOUNT_SCIENTIFIC" | "AMOUNT_UNCLEAR" | "AMOUNT_TOO_LARGE" | "TOO_MANY_DECIMALS"

const ZERO = 48
const NINE = 57
const DOT = 46
const COMMA = 44
const MAX_MAJOR_DIGITS = 15
const LONGEST = 60
const POWERS = Array.from({ length: 32 }, (_, n) => 10n ** BigInt(n))
const isDigit = (c: number) => c >= ZERO && c <= NINE
/** Blank, NBSP, thin, figure and narrow spaces; straight and curly apostrophes. */
const isGrouping = (c: number) => c === 32 || c === 0xa0 || c === 0x202f || c === 0x2009 || c === 0x2007 || c === 39 || c === 0x2019

const SYMBOLS: Readonly<Record<string, Currency | null>> = {
  "€": "EUR" as Currency,
  "£": "GBP" as Currency,
  "¥": "JPY" as Currency,
  $: null,
  "¤": null,
}
const BEFORE = /^(?:[€£¥$¤]|[A-Za-z]{3}(?![A-Za-z]))/
const AFTER = /(?:[€£¥$¤]|(?<![A-Za-z])[A-Za-z]{3})$/

type Bare = { readonly digits: string; readonly negative: boolean; readonly currency: Currency | null }

/** Takes signs, brackets and the currency off; null when what stands around the digits is not that. */
function bare(text: string): Bare | null {
  let rest = text.trim()
  let signs = 0
  let brackets = false
  let currency: Currency | null = null
  let markers = 0
  for (;;) {
    const before: string | undefined = BEFORE.exec(rest)?.[0]
    const marker: string | undefined = before ?? AFTER.exec(rest)?.[0]
    if (marker !== undefined) {
      const code = marker.length === 3 ? marker.toUpperCase() : marker
      if (markers++ > 0 || (code.length === 3 && !isCurrency(code))) return null
      currency = code.length === 3 ? (code as Currency) : SYMBOLS[code]!
      rest = (before === undefined ? rest.slice(0, -marker.length) : rest.slice(marker.length)).trim()
    } else if (/^[-−–+]/.test(rest)) {
      if (rest[0] !== "+") signs += 1
      rest = rest.slice(1).trim()
    } else if (/[-−]$/.test(rest)) {
      signs += 1
      rest = rest.slice(0, -1).trim()
    } else if (/(?<=\d)\s*(?:CR|DR)$/i.test(rest)) {
      if (/CR$/i.test(rest)) signs += 1
      rest = rest.slice(0, -2).trim()
    } else if (rest.startsWith("(") && rest.endsWith(")")) {
      if (brackets) return null
      brackets = true
      signs += 1
      rest = rest.slice(1, -1).trim()
    } else break
  }
  return signs > 1 || rest === "" ? null : { digits: rest, negative: signs === 1, currency }
}

/** The currency written beside the figure ("12,00 €", "USD 5"); null where none is, or where it is only a dollar sign. */
export function currencyBeside(text: string): Currency | null {
  const last = text.charCodeAt(text.length - 1)
  return isDigit(text.charCodeAt(0)) && isDigit(last) ? null : (bare(text)?.currency ?? null)
}

export function readAmount(text: string, decimal: DecimalSign | null, decimals: number, round = false): Minor | AmountFault {
  let digits = text
  let negative = false
  if (!isDigit(text.charCodeAt(0)) || !isDigit(text.charCodeAt(text.length - 1))) {
    const stripped = bare(text)
    if (stripped === null) return "AMOUNT_UNREADABLE"
    digits = stripped.digits
    negative = stripped.negative
  }
  if (digits.length > LONGEST) return "AMOUNT_UNREADABLE"
  const decimalCode = decimal === "," ? COMMA : DOT
  let whole = 0
  let fraction = 0
  let inFraction = false
  let groupSign = 0
  let inGroup = 0
  let value = 0
  for (let i = 0; i < digits.length; i++) {
    const c = digits.charCodeAt(i)
    if (isDigit(c)) {
      value = value * 10 + (c - ZERO)
      if (inFraction) fraction++
      else {
        whole++
        inGroup++
      }
      continue
    }
    if ((c === 101 || c === 69) && whole > 0) return /^[eE][+-]?\d+$/.test(digits.slice(i)) ? "AMOUNT_SCIENTIFIC" : "AMOUNT_UNREADABLE"
    const point = c === DOT || c === COMMA
    if (point && decimal === null) return "AMOUNT_UNCLEAR"
    const groupClosed = groupSign === 0 ? whole > 0 && whole <= 3 : inGroup === 3
    if (inFraction) return "AMOUNT_UNREADABLE"
    if (point && c === decimalCode) {
      if (groupSign !== 0 && !groupClosed) return "AMOUNT_UNREADABLE"
      inFraction = true
    } else if ((point || isGrouping(c)) && groupClosed && (groupSign === 0 || groupSign === c)) {
      groupSign = c
      inGroup = 0
    } else return "AMOUNT_UNREADABLE"
  }
  if (whole + fraction === 0 || (groupSign !== 0 && inGroup !== 3)) return "AMOUNT_UNREADABLE"
  const exact = whole + fraction <= MAX_MAJOR_DIGITS ? BigInt(value) : BigInt(digits.replace(/\D/g, ""))
  const minor = scale(exact, fraction, decimals, round)
  if (typeof minor === "string") return minor
  if (whole > MAX_MAJOR_DIGITS && minor >= 10n ** BigInt(MAX_MAJOR_DIGITS + decimals)) return "AMOUNT_TOO_LARGE"
  return negative ? -minor : minor
}

function scale(exact: bigint, fraction: number, decimals: number, round: boolean): Minor | AmountFault {
  if (fraction === decimals) return exact
  if (fraction < decimals) return exact * POWERS[decimals - fraction]!
  const unit = 10n ** BigInt(fraction - decimals)
  const kept = exact / unit
  const dropped = exact % unit
  if (dropped === 0n) return kept
  if (!round) return "TOO_MANY_DECIMALS"
  return dropped * 2n >= unit ? kept + 1n : kept
}

const NAMES: Readonly<Record<string, Currency>> = { EURO: "EUR" as Currency, EUROS: "EUR" as Currency }
/** A currency column's value: "EUR", "eur", "€". A dollar sign alone names none. */
export function currencyNamed(text: string): Currency | null {
  const code = text.trim().toUpperCase()
  return isCurrency(code) ? code : (NAMES[code] ?? SYMBOLS[code] ?? null)
}
export const looksLikeAmount = (text: string) => text.length <= LONGEST && isFigures(bare(text)?.digits ?? "")
const isFigures = (digits: string) => /^\d[\d\s.,'’]*$|^[.,]\d+$/.test(digits)

/** What the amounts of a column (or of all amount columns together) prove about their decimal sign. Filled as rows go by. */
export type DecimalEvidence = { point: number; comma: number; unclear: number; pointExample: string; commaExample: string; unclearExample: string }
export const noDecimalEvidence = (): DecimalEvidence => ({ point: 0, comma: 0, unclear: 0, pointExample: "", commaExample: "", unclearExample: "" })

export function weighAmount(evidence: DecimalEvidence, text: string): void {
  const sign = provenSign(text)
  if (sign === ".") {
    if (evidence.point++ === 0) evidence.pointExample = text.trim()
  } else if (sign === ",") {
    if (evidence.comma++ === 0) evidence.commaExample = text.trim()
  } else if (sign === "unclear") {
    if (evidence.unclear++ === 0) evidence.unclearExample = text.trim()
  }
}

/** 1,234 alone may be a thousand or one and a bit; 1,23 · 1.234,5 · 1,234,567 · 0,123 · 1234,567 each prove a sign. */
function provenSign(text: string): DecimalSign | "unclear" | null {
  const digits = text.length > LONGEST ? "" : (bare(text)?.digits ?? "")
  if (!isFigures(digits)) return null
  const dot = digits.lastIndexOf(".")
  const comma = digits.lastIndexOf(",")
  if (dot < 0 && comma < 0) return null
  const last = dot > comma ? "." : ","
  const other = last === "." ? "," : "."
  const parts = digits.split(last)
  if (dot >= 0 && comma >= 0) return parts.length === 2 ? last : null
  if (parts.length > 2) return parts.slice(1).every((part) => part.length === 3) ? other : null
  const [whole = "", fraction = ""] = parts
  return fraction.length !== 3 || !/^[1-9]\d{0,2}$/.test(whole) ? last : "unclear"
}
