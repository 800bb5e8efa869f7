/**
 * What the address of a screen may say: named texts, each read by its own reading. What is unknown or does not fit is left out, never guessed, so that an
 * old or mistyped link still opens its screen.
 */
import { isDay } from "./day.ts"
import { isCurrency } from "./money.ts"
import { beginningOf } from "./text.ts"

/** The value as the screen takes it; undefined: it does not fit. */
type Reading = (text: string) => string | undefined
type Fields<K extends string> = { readonly [P in K]?: string | undefined }

export function readFields<K extends string>(raw: Readonly<Record<string, unknown>>, readings: Readonly<Record<K, Reading>>): Fields<K> {
  const read = (Object.keys(readings) as K[]).map((name) => {
    const said = raw[name]
    // Named even where nothing fits: the router lays what is read over the address as it came, and would keep what it does not find.
    return [name, typeof said === "string" && said !== "" ? readings[name](said) : undefined] as const
  })
  return Object.fromEntries(read) as Fields<K>
}

const LONGEST = 200
export const anyText: Reading = (text) => (text.includes("\0") ? undefined : beginningOf(text, LONGEST))
export const aDay: Reading = (text) => (isDay(text) ? text : undefined)
export const oneOf =
  (...known: readonly string[]): Reading =>
  (text) =>
    known.find((value) => value === text)
export const matching =
  (form: RegExp): Reading =>
  (text) =>
    form.test(text) ? text : undefined
export const aCurrency: Reading = (text) => (isCurrency(text) ? text : undefined)
