import { type Day, day } from "../kernel/day.ts"
import { inForce, type Source, type Timeline } from "./timeline.ts"

const directive = (act: string, article: string, url: string): Source => ({ act, article, url, readOn: day("2026-11-21") })

/** Days to pay between businesses where nothing was agreed, from receipt of the invoice (we count from its date). The Union's rule; FR and BE have the same. */
export const defaultPaymentDays: Timeline<number> = [
  { from: day("2002-08-08"), value: 30, source: directive("Directive 2000/35/EC", "3(1)(b)", "https://eur-lex.europa.eu/eli/dir/2000/35/oj") },
  { from: day("2013-03-16"), value: 30, source: directive("Directive 2011/7/EU", "3(3)(b)", "https://eur-lex.europa.eu/eli/dir/2011/7/oj") },
]

const FIFTEEN = "AT BE DE DK ES FI FR GB GR IE IT LU NL PT SE"
const TWENTY_FIVE = `${FIFTEEN} CY CZ EE HU LT LV MT PL SI SK`
const TWENTY_SEVEN = `${TWENTY_FIVE} BG RO`
const TWENTY_EIGHT = `${TWENTY_SEVEN} HR`
const states = (codes: string): ReadonlySet<string> => new Set(codes.split(" "))
const treaty = (act: string, article: string, celex: string) =>
  directive(act, article, `https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:${celex}`)

/** The member states, where the Union's directives hold, by ISO 3166 code. The United Kingdom left at the end of 31 January 2020. */
export const memberStates: Timeline<ReadonlySet<string>> = [
  { from: day("1995-01-01"), value: states(FIFTEEN), source: treaty("Treaty of Accession 1994 (OJ C 241, 29.8.1994)", "2(2)", "11994N/TXT") },
  { from: day("2004-05-01"), value: states(TWENTY_FIVE), source: treaty("Treaty of Accession 2003 (OJ L 236, 23.9.2003)", "2(2)", "12003T/TXT") },
  { from: day("2007-01-01"), value: states(TWENTY_SEVEN), source: treaty("Treaty of Accession 2005 (OJ L 157, 21.6.2005)", "4(2)", "12005S/TXT") },
  { from: day("2013-07-01"), value: states(TWENTY_EIGHT), source: treaty("Treaty of Accession 2011 (OJ L 112, 24.4.2012)", "3(3)", "12012J/TXT") },
  {
    from: day("2020-02-01"),
    value: states(TWENTY_EIGHT.replace("GB ", "")),
    source: treaty("Treaty on European Union; Withdrawal Agreement (OJ L 29, 31.1.2020)", "50(3); 185", "12020W/TXT"),
  },
]
export const isMemberState = (country: string, on: Day) => inForce(memberStates, on)?.value.has(country) ?? false
