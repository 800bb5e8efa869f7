/** The ageing as a list people read: on the terminal, in a file, on the page. */
import type { Cell, Column, Listing } from "../kernel/listing.ts"
import { LOCALES } from "../kernel/listing.ts"
import { type Currency, type Minor, toDecimal } from "../kernel/money.ts"
import type { Language } from "../kernel/text.ts"
import { bucketText, dimensionText, leftOutText, ageingText as text } from "./ageing.text.ts"
import { type Aged, type AgedRow, type Ageing, bucketsOf, type CurrencyAgeing, countOf, netOf, totalOf } from "./ageing.ts"

type Facts = Listing["facts"]
const amount = (title: string): Column => ({ title, kind: "amount" })
const words = (title: string): Column => ({ title, kind: "text" })
const number = (title: string): Column => ({ title, kind: "number" })
const currencyTitle = { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" } as const

/** By nothing: one row a bucket. By something: one row each, the buckets side by side. */
export function ageingListing(ageing: Ageing, facts: Facts, lang: Language): Listing {
  const left = ageing.currencies.filter((of) => of.leftOut.customers > 0)
  const leftOut: Facts = left.map((of) => [
    text.leftOut[lang],
    `${leftOutText[lang](of.leftOut.customers)}, ${of.currency} ${toDecimal(of.leftOut.net, of.currency)}`,
  ])
  const head = { title: text.title[lang], facts: [...facts, ...leftOut] }
  if (ageing.currencies.every((of) => countOf(of.whole) === 0 && of.whole.credits === 0n))
    return { ...head, facts: [...head.facts, ["", text.nothing[lang]]], columns: [], rows: [], sums: [] }
  return { ...head, ...(ageing.by === null ? byBucket(ageing, lang) : byKey(ageing, lang)) }
}

function byBucket(ageing: Ageing, lang: Language): Pick<Listing, "columns" | "rows" | "sums"> {
  const titles = bucketsOf(ageing.bounds).map((bucket) => bucketText(bucket, lang))
  const line = (of: CurrencyAgeing, title: string, count: number | null, minor: Minor): Cell[] => [
    of.currency,
    title,
    count,
    toDecimal(minor, of.currency),
  ]
  return {
    columns: [words(currencyTitle[lang]), words(text.bucket[lang]), number(text.count[lang]), amount(text.amount[lang])],
    rows: ageing.currencies.flatMap((of) => titles.map((title, i) => line(of, title, of.whole.counts[i]!, of.whole.amounts[i]!))),
    sums: ageing.currencies.flatMap((of) => [
      line(of, text.total[lang], countOf(of.whole), totalOf(of.whole)),
      line(of, text.credits[lang], null, of.whole.credits),
      line(of, text.net[lang], null, netOf(of.whole)),
    ]),
  }
}

function byKey(ageing: Ageing, lang: Language): Pick<Listing, "columns" | "rows" | "sums"> {
  const by = ageing.by ?? "customer"
  const named = by === "customer" || by === "group" || by === "country"
  const regions = new Intl.DisplayNames(LOCALES[lang], { type: "region", fallback: "code" })
  const nameOf = (row: AgedRow) => (by === "country" && row.key !== null ? regionName(regions, row.key) : row.name)
  const figures = (aged: Aged, code: Currency): Cell[] => {
    const amounts = [...aged.amounts, totalOf(aged), aged.credits, netOf(aged)].map((minor) => toDecimal(minor, code))
    return [...amounts, countOf(aged)]
  }
  return {
    columns: [
      words(currencyTitle[lang]),
      words(dimensionText[by][lang]),
      ...(named ? [words("")] : []),
      ...bucketsOf(ageing.bounds).map((bucket) => amount(bucketText(bucket, lang))),
      amount(text.total[lang]),
      amount(text.credits[lang]),
      amount(text.net[lang]),
      number(text.count[lang]),
    ],
    rows: ageing.currencies.flatMap((of) =>
      of.rows.map((row) => [of.currency, row.key ?? text.none[lang], ...(named ? [nameOf(row)] : []), ...figures(row.aged, of.currency)]),
    ),
    sums: ageing.currencies.map((of) => [of.currency, text.all[lang], ...(named ? [null] : []), ...figures(of.whole, of.currency)]),
  }
}

/** A code that is no region's (imported as it came) stays as it is. */
export function regionName(regions: Intl.DisplayNames, code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code
}
