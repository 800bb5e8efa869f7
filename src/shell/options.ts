/** Option values read the same way by every command; a bad one is a refusal that names the option, the value and what it takes. */
import { type Day, isDay } from "../kernel/day.ts"
import { type Currency, fromDecimal, isCurrency, type Minor, toDecimal } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import type { Option, Values } from "./cli.ts"
import { limitText, listText } from "./options.text.ts"

export function readDay(values: Values, option: string, otherwise: Day): Day {
  const value = values[option]
  if (value === undefined) return otherwise
  if (typeof value === "string" && isDay(value)) return value
  throw new Refused("BAD_DAY", { option, value })
}

export function readInstant(values: Values, option: string): Date | null {
  const value = values[option]
  if (value === undefined) return null
  const instant = typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : new Date(Number.NaN)
  if (Number.isNaN(instant.getTime()) || !isDay(instant.toISOString().slice(0, 10))) throw new Refused("BAD_INSTANT", { option, value })
  return instant
}

export function readChoice<T extends string>(values: Values, option: string, takes: readonly T[]): T | null {
  const value = values[option]
  if (value === undefined) return null
  const chosen = takes.find((t) => t === value)
  if (chosen === undefined) throw new Refused("BAD_OPTION", { option, value, takes: takes.join(", ") })
  return chosen
}

export function readWhole(values: Values, option: string, otherwise: number, range: { readonly min: number; readonly max: number }): number {
  const value = values[option]
  if (value === undefined) return otherwise
  const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= range.min && number <= range.max)) throw new Refused("BAD_OPTION", { option, value, takes: `${range.min}–${range.max}` })
  return number
}

export function readCurrency(values: Values, option: string): Currency | null {
  const value = values[option]
  if (value === undefined) return null
  const code = String(value).toUpperCase()
  if (!isCurrency(code)) throw new Refused("BAD_CURRENCY", { value })
  return code
}

export function readText(values: Values, option: string): string | null {
  const value = values[option]
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null
}

/** A name that is kept: said, it is not empty. A script's empty variable is no name. */
export function readName(values: Values, option: string): string | null {
  const value = values[option]
  if (value === undefined) return null
  const name = String(value).trim()
  if (name === "" || name.length > 100 || /\p{Cc}/u.test(name)) throw new Refused("BAD_OPTION", { option, value, takes: "NAME (1–100)" })
  return name
}

/** Refuses MISSING_OPTION. */
export function required(values: Values, option: string): string {
  const text = readText(values, option)
  if (text === null) throw new Refused("MISSING_OPTION", { option })
  return text
}

/** What people say in their own words. */
export function readProse(values: Values, option: string, most = 2_000): string | null {
  const text = readText(values, option)
  if (text !== null && (text.length > most || /[^\P{Cc}\n\t]/u.test(text)))
    throw new Refused("BAD_OPTION", { option, value: text.slice(0, 40), takes: `TEXT (1–${most})` })
  return text
}

/** A decimal amount above zero, in the currency's own digits and with a point. */
export function readAmount(option: string, value: string, of: Currency): Minor {
  try {
    const amount = fromDecimal(value, of)
    if (amount > 0n && amount < 2n ** 63n) return amount
  } catch {
    // Said below, as every other amount that is none.
  }
  throw new Refused("BAD_OPTION", { option, value, takes: toDecimal(125_000n, of) })
}

export const readAll = (values: Values, option: string): string[] => [values[option] ?? []].flat().map(String)

/** NUMBER or NUMBER#2: an item, and which of its instalments. */
export function readItem(text: string): { readonly number: string; readonly no: number } {
  const parts = /^(.+)#(\d{1,4})$/.exec(text)
  return parts ? { number: parts[1]!, no: Number(parts[2]) } : { number: text, no: 1 }
}

/** Options that every list understands. */
export const LIST_OPTIONS = {
  "as-of": { type: "string", value: "YYYY-MM-DD", about: listText.asOf },
  "known-at": { type: "string", value: "INSTANT", about: listText.knownAt },
  customer: { type: "string", value: "CODE", about: listText.customer },
  currency: { type: "string", value: "EUR", about: listText.currency },
  export: { type: "string", value: "FILE.xlsx|FILE.csv", about: listText.export },
} as const satisfies Readonly<Record<string, Option>>

const MOST_LISTED = 10_000
/** Lists that grow for ever show their newest rows. */
export const LIMIT_OPTION = { limit: { type: "string", value: "N", about: limitText.about } } as const satisfies Readonly<Record<string, Option>>
export const readLimit = (values: Values) => readWhole(values, "limit", 100, { min: 1, max: MOST_LISTED })
/** The rows to show of one more than wanted, and whether there are more. */
export const upTo = <T>(rows: readonly T[], most: number) => ({ shown: rows.slice(0, most), more: rows.length > most })
