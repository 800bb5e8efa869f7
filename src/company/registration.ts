/**
 * What a company is registered as: its number in the national register, with the check digits that find a slip of the pen.
 *
 * Law     SIREN (France): nine digits, Luhn (INSEE). BCE/KBO number (Belgium): ten digits, the first 0 or 1, the last two are 97 − (the first eight mod 97).
 * Always  kept as digits alone; points, blanks and a leading country code are how people write it.
 * Refuses BAD_REGISTRATION.
 */
import { ok, type Result, refuse } from "../kernel/result.ts"

export type Scheme = "siren" | "bce"
export type Registration = { readonly scheme: Scheme; readonly number: string }
export type RegistrationRefusal = { readonly code: "BAD_REGISTRATION"; readonly scheme: Scheme; readonly value: string }

/** The register of a country; null where none is checked here. */
export const schemeOf = (country: string): Scheme | null => (country === "FR" ? "siren" : country === "BE" ? "bce" : null)

export function readRegistration(scheme: Scheme, said: string): Result<Registration, RegistrationRefusal> {
  const written = said.toUpperCase().replace(/[\s.\u00a0\u202f-]/g, "")
  const number = scheme === "siren" ? written : written.replace(/^BE/, "").replace(/^(?=\d{9}$)/, "0")
  const holds = scheme === "siren" ? isSiren(number) : isBce(number)
  return holds ? ok({ scheme, number }) : refuse({ code: "BAD_REGISTRATION", scheme, value: said.slice(0, 40) })
}

function isSiren(number: string): boolean {
  if (!/^\d{9}$/.test(number) || /^0+$/.test(number)) return false
  const sum = [...number].reverse().reduce((total, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const isBce = (number: string) =>
  /^[01]\d{9}$/.test(number) && !/^0+$/.test(number) && 97 - (Number(number.slice(0, 8)) % 97) === Number(number.slice(8))
