/**
 * Money in minor units (cents, yen, millimes) as bigint: the language itself refuses to mix it with floats.
 *
 * Units     one currency at a time; each currency has its own number of decimals (ISO 4217).
 * Rounding  only in `divRound`, half away from zero: the usual commercial rounding.
 * Refuses   a currency we do not know: its decimals are never guessed.
 */
export type Minor = bigint
export type Currency = string & { readonly __currency: unique symbol }

const NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
const TWO_DECIMALS = `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE
  CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR
  LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR
  SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW`
const codes = (list: string, decimals: number) => list.split(/\s+/).map((code) => [code, decimals] as const)
const decimalsByCurrency = new Map([...codes(NO_DECIMALS, 0), ...codes(THREE_DECIMALS, 3), ...codes(TWO_DECIMALS, 2)])

export const isCurrency = (text: string): text is Currency => decimalsByCurrency.has(text)

/** Throws RangeError for a code outside ISO 4217 (upper case). */
export function currency(text: string): Currency {
  if (!isCurrency(text)) throw new RangeError(`not a currency: ${text}`)
  return text
}
export const decimalsOf = (code: Currency) => decimalsByCurrency.get(code)!

/** "4351.57", "-12.000", "1500": the currency's own digits, a point, no grouping — the form on every wire. */
export function toDecimal(amount: Minor, code: Currency): string {
  const decimals = decimalsOf(code)
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0")
  const sign = amount < 0n ? "-" : ""
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** The inverse of `toDecimal`; fewer decimals are filled with zeros. Throws RangeError on more decimals than the currency has. */
export function fromDecimal(text: string, code: Currency): Minor {
  const decimals = decimalsOf(code)
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!m || (m[3]?.length ?? 0) > decimals) throw new RangeError(`not an amount in ${code}: ${text}`)
  const minor = BigInt(m[2]! + (m[3] ?? "").padEnd(decimals, "0"))
  return m[1] ? -minor : minor
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

/** n/d rounded half away from zero. d > 0. */
export function divRound(n: bigint, d: bigint): bigint {
  const half = d / 2n
  return n >= 0n ? (n + half) / d : -((-n + half) / d)
}

/** Equal parts that add up to the whole; the last part takes the rounding (100.00 in 3 = 33.33 + 33.33 + 33.34). */
export function splitEvenly(amount: Minor, parts: number): Minor[] {
  const each = amount / BigInt(parts)
  return Array.from({ length: parts }, (_, i) => (i === parts - 1 ? amount - each * BigInt(parts - 1) : each))
}
