/**
 * What payers write on a payment, and what their bank leaves of it. The words are all a matcher has: what was meant is known to the truth alone.
 *
 * Formats  camt 140 signs as written · coda 53 signs · mt940 65 signs, without marks the SWIFT alphabet lacks · cfonb 31 signs, capitals without accents.
 */
import { assert } from "../kernel/result.ts"
import type { Chance } from "./chance.ts"

export type BankFormat = "camt" | "coda" | "mt940" | "cfonb"
export const LONGEST: Readonly<Record<BankFormat, number>> = { camt: 140, coda: 53, mt940: 65, cfonb: 31 }

/** What arrives of a text: letters without accents, marks outside the bank's alphabet as blanks, cut at its length. */
export function throughBank(text: string, format: BankFormat): string {
  const signs =
    format === "camt"
      ? text
      : text
          .normalize("NFD")
          .replace(/\p{M}/gu, "")
          .replace(/œ/g, "oe")
          .replace(/[^A-Za-z0-9 /?:().,'+-]/g, " ")
  const cased = format === "cfonb" ? signs.toUpperCase() : signs
  return cased.slice(0, LONGEST[format]).trimEnd()
}

/** Belgium's structured communication: ten digits and their remainder by 97 (97 for 0). */
export function belgianReference(number: number): string {
  assert(Number.isSafeInteger(number) && number > 0 && number < 10 ** 10, "a structured communication has ten digits")
  const digits = String(number).padStart(10, "0")
  const whole = digits + String(number % 97 || 97).padStart(2, "0")
  return `+++${whole.slice(0, 3)}/${whole.slice(3, 7)}/${whole.slice(7)}+++`
}

/** How a payer names what it pays. */
export type Style = "numbers" | "structured" | "digits" | "merged" | "remittance" | "name" | "typo"

/** Invoice numbers read as `FA-2025-00042`; the sequence is their last part. */
export function paymentText(style: Style, invoices: readonly string[], payer: string, run: string, chance: Chance): string {
  const sequence = (number: string) => String(Number(number.slice(number.lastIndexOf("-") + 1)))
  switch (style) {
    case "numbers":
      return `${payer} ${chance.pick(["Fact.", "Facture", "Fct", "Invoice", "Factuur"])} ${invoices.join(" ")}`
    case "structured":
      return invoices.length === 1 ? belgianReference(referenceOf(invoices[0]!)) : `${payer} ${invoices.map(sequence).join(" ")}`
    case "digits":
      return invoices.map(sequence).join(" ")
    case "merged":
      return [invoices[0]!, ...invoices.slice(1).map((number) => number.slice(-3))].join("/")
    case "remittance":
      return `REGLT ${run} VIR FOURNISSEURS REF ${chance.between(100_000, 999_999)}`
    case "name":
      return `${chance.pick(["Paiement", "Betaling", "Virement", "Payment", "Zahlung"])} ${payer}`
    case "typo":
      return invoices.map((number) => mistyped(number, chance)).join(" ")
  }
}
/** The whole of an invoice's digits, as its structured communication bears them. */
const referenceOf = (number: string) => Number(number.replace(/\D/g, "").slice(-10))

/** Two neighbouring digits exchanged, or one left out. */
function mistyped(number: string, chance: Chance): string {
  const at = number.length - 1 - chance.between(1, 3)
  const [before, a, b, after] = [number.slice(0, at), number[at]!, number[at + 1]!, number.slice(at + 2)]
  return a === b || chance.yes(0.3) ? before + b + after : before + b + a + after
}

/** Whether a clerk reads from the bank's text, without asking anybody, which invoices are paid: each by its whole number or its reference. */
export const names = (text: string, invoices: readonly string[]) =>
  invoices.length > 0 &&
  invoices.every((number) => text.toUpperCase().includes(number.toUpperCase()) || text === belgianReference(referenceOf(number)))
