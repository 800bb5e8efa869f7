import { day } from "../kernel/day.ts"
import type { Source, Timeline } from "./timeline.ts"

const directive = (act: string, article: string, url: string): Source => ({ act, article, url, readOn: day("2026-11-21") })

/** Days to pay between businesses where nothing was agreed, from receipt of the invoice (we count from its date). The Union's rule; FR and BE have the same. */
export const defaultPaymentDays: Timeline<number> = [
  { from: day("2002-08-08"), value: 30, source: directive("Directive 2000/35/EC", "3(1)(b)", "https://eur-lex.europa.eu/eli/dir/2000/35/oj") },
  { from: day("2013-03-16"), value: 30, source: directive("Directive 2011/7/EU", "3(3)(b)", "https://eur-lex.europa.eu/eli/dir/2011/7/oj") },
]

/** Member states, where the directive holds. */
export const MEMBER_STATES: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
)
