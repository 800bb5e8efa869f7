/**
 * IBAN (ISO 13616): length by country, letters and digits, and the remainder of 97 (ISO 7064 MOD 97-10).
 *
 * Refuses BAD_IBAN, BAD_BIC.
 */
import { ok, type Result, refuse } from "../kernel/result.ts"

/** Lengths as the register of ISO 13616 gives them, of the countries of SEPA. */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AL: 28,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  RS: 22,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
}
export type IbanRefusal = { readonly code: "BAD_IBAN" | "BAD_BIC"; readonly value: string }

/** Without blanks, in capitals. */
export function readIban(said: string): Result<string, IbanRefusal> {
  const iban = said.replace(/\s/g, "").toUpperCase()
  const no = refuse({ code: "BAD_IBAN" as const, value: said.trim().slice(0, 50) })
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(iban) || LENGTHS[iban.slice(0, 2)] !== iban.length) return no
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n ? ok(iban) : no
}
export function readBic(said: string): Result<string, IbanRefusal> {
  const bic = said.replace(/\s/g, "").toUpperCase()
  return /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic) ? ok(bic) : refuse({ code: "BAD_BIC", value: said.trim().slice(0, 50) })
}
/** In groups of four, as it is printed. */
export const writeIban = (iban: string) => iban.replace(/(.{4})(?=.)/g, "$1 ")
