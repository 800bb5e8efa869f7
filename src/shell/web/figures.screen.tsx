/** Figures and days as the reader's language writes them. An amount keeps every digit it came with; what is negative bears a minus sign. */
import { cellWriter } from "../../kernel/listing.ts"
import { LANG, LOCALE } from "./lang.screen.ts"

const write = cellWriter(LANG)
export const writeDay = (on: string) => write(on, "day")
export const writeAmount = (amount: string) => write(amount, "amount").replace("-", "\u2212")
export const writeCount = (count: number) => write(count, "number")
const MINUTE = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const
const minutes = new Intl.DateTimeFormat(LOCALE, MINUTE)
/** A moment by the reader's clock: 22/11/2026 22:37. */
export const writeMinute = (at: string) => minutes.format(new Date(at))
const seconds = new Intl.DateTimeFormat(LOCALE, { ...MINUTE, second: "2-digit" })
export const writeInstant = (at: string) => seconds.format(new Date(at))
const tenths = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 })
/** A mean of days: finer than a tenth nobody reads. */
export const writeMean = (days: number) => tenths.format(days).replace("-", "\u2212")
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 })
export const writeShare = (share: number) => percent.format(share)
const regions = new Intl.DisplayNames(LOCALE, { type: "region", fallback: "code" })
const CODE = { en: "code", fr: "code", nl: "code", de: "Code" }
/** A country by its name; what is none, as it came, and said to be a code. */
export function writeCountry(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? regions.of(code) : undefined
  return name === undefined || name === code ? `${CODE[LANG]} ${code}` : name
}

/** Whole minor units are not needed here: shares and bars only compare. */
export const toNumber = (amount: string) => Number(amount)
export const isNought = (amount: string) => /^-?0*(?:\.0*)?$/.test(amount)

export function Amount({ of, currency }: { readonly of: string; readonly currency?: string | undefined }) {
  return (
    <span className={isNought(of) ? "num nought" : "num"}>
      {writeAmount(of)}
      {currency === undefined ? null : <small> {currency}</small>}
    </span>
  )
}

/** Shares of a whole side by side, darker the later. `parts` in the order of the buckets; the colours are the theme's. */
export function Bar({ parts, label, tall = false }: { readonly parts: readonly number[]; readonly label?: string; readonly tall?: boolean }) {
  const whole = parts.reduce((sum, part) => sum + Math.max(0, part), 0)
  return (
    <span className={tall ? "bar tall" : "bar"} {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}>
      {whole > 0 &&
        parts.map((part, i) => part > 0 && <i key={String(i)} data-step={stepOf(i, parts.length)} style={{ width: `${(part / whole) * 100}%` }} />)}
    </span>
  )
}
/** Five steps of colour, however many buckets a company has: not due, then four of lateness. */
export const stepOf = (bucket: number, buckets: number) => (bucket === 0 ? 0 : Math.min(4, Math.max(1, Math.ceil((bucket / (buckets - 1)) * 4))))
