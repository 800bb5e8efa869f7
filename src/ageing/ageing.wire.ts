/** The ageing as it travels: decimal amounts, buckets in order, plain objects that JSON.stringify writes as fast as text put together by hand. */
import { type Currency, decimalsOf, type Minor, toDecimal } from "../kernel/money.ts"
import { type Aged, type AgedRow, type Ageing, type Bucket, bucketsOf, type CurrencyAgeing } from "./ageing.ts"

export type AgeingAnswer = { readonly asOf: string; readonly currencies: readonly CurrencyAnswer[] }
/** The totals whole, and a page of the rows of one currency. */
export type AgeingPage = {
  readonly asOf: string
  readonly currencies: readonly Omit<CurrencyAnswer, "rows">[]
  /** Whose rows these are; null: nothing is open. */
  readonly currency: Currency | null
  /** Rows of the currency, and how many of them fit what was looked for. */
  readonly count: number
  readonly found: number
  readonly rows: readonly RowAnswer[]
  readonly next: string | null
}
type RowAnswer = { readonly key: string | null; readonly name: string | null } & Figures
type Figures = {
  readonly total: string
  readonly count: number
  readonly credits: string
  readonly net: string
  readonly buckets: readonly (Bucket & { readonly amount: string; readonly count: number })[]
}
type CurrencyAnswer = { readonly currency: Currency } & Figures & {
    readonly leftOut: { readonly customers: number; readonly net: string }
    readonly rows?: readonly RowAnswer[]
  }

export function toAgeingAnswer(ageing: Ageing): AgeingAnswer {
  const buckets = bucketsOf(ageing.bounds)
  return { asOf: ageing.asOf, currencies: ageing.currencies.map((of) => toCurrency(of, buckets, ageing.by !== null)) }
}

function toCurrency(of: CurrencyAgeing, buckets: readonly Bucket[], withRows: boolean): CurrencyAnswer {
  const write = decimalWriter(of.currency)
  const leftOut = { customers: of.leftOut.customers, net: write(of.leftOut.net) }
  const whole = { currency: of.currency, ...toFigures(of.whole, buckets, write), leftOut }
  if (!withRows) return whole
  return {
    ...whole,
    rows: of.rows.map((row) => toRow(row, buckets, write)),
  }
}

function toRow({ key, name, aged }: AgedRow, buckets: readonly Bucket[], write: (minor: Minor) => string): RowAnswer {
  const { total, count, credits, net, buckets: filled } = toFigures(aged, buckets, write)
  return { key, name, total, count, credits, net, buckets: filled }
}

export function toAgeingPage(ageing: Ageing, of: CurrencyAgeing | null, found: number, rows: readonly AgedRow[], next: string | null): AgeingPage {
  const buckets = bucketsOf(ageing.bounds)
  const write = of === null ? String : decimalWriter(of.currency)
  return {
    asOf: ageing.asOf,
    currencies: ageing.currencies.map((each) => toCurrency(each, buckets, false)),
    currency: of?.currency ?? null,
    count: of?.rows.length ?? 0,
    found,
    rows: rows.map((row) => toRow(row, buckets, write)),
    next,
  }
}

function toFigures(aged: Aged, buckets: readonly Bucket[], write: (minor: Minor) => string): Figures {
  let [total, count] = [0n, 0]
  const filled = buckets.map(({ from, to }, i) => {
    const [amount, items] = [aged.amounts[i]!, aged.counts[i]!]
    if (items > 0) {
      total += amount
      count += items
    }
    return { from, to, amount: write(amount), count: items }
  })
  const said = write(total)
  return { total: said, count, credits: write(aged.credits), net: aged.credits === 0n ? said : write(total - aged.credits), buckets: filled }
}

/** `toDecimal` for many amounts of one currency: small ones by whole numbers, which is several times faster. */
function decimalWriter(code: Currency): (minor: Minor) => string {
  const scale = 10 ** decimalsOf(code)
  const tails = scale === 1 ? [""] : Array.from({ length: scale }, (_, i) => `.${String(i).padStart(decimalsOf(code), "0")}`)
  return (minor) => {
    const whole = Number(minor)
    if (whole < 0 || whole > Number.MAX_SAFE_INTEGER) return toDecimal(minor, code)
    const part = whole % scale
    return (whole - part) / scale + tails[part]!
  }
}
