import fc from "fast-check"
import { expect, test } from "vitest"
import { chanceOf } from "./chance.ts"
import { type BankFormat, belgianReference, LONGEST, names, paymentText, type Style, throughBank } from "./reference.ts"

const formats = fc.constantFrom<BankFormat>("camt", "coda", "mt940", "cfonb")
const texts = fc.string({ unit: "grapheme", maxLength: 200 })
const styles = fc.constantFrom<Style>("numbers", "structured", "digits", "merged", "remittance", "name", "typo")
const invoices = fc
  .uniqueArray(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 12 })
  .map((list) => list.map((n) => `FA-2025-${String(n).padStart(5, "0")}`))

test("what a bank leaves of a text is never longer than its field, and passes unchanged a second time", () =>
  fc.assert(
    fc.property(texts, formats, (text, format) => {
      const left = throughBank(text, format)
      expect(left.length).toBeLessThanOrEqual(LONGEST[format])
      expect(throughBank(left, format)).toBe(left)
    }),
  ))
test.each<[BankFormat, string, string]>([
  ["camt", "Règlement « été » FA-2025-00042", "Règlement « été » FA-2025-00042"],
  ["coda", "Règlement été_FA-2025-00042", "Reglement ete FA-2025-00042"],
  ["cfonb", "Règlement facture FA-2025-00042 du 3 mars", "REGLEMENT FACTURE FA-2025-00042"],
  ["cfonb", "Menuiserie Chimère facture FA-2025-00042", "MENUISERIE CHIMERE FACTURE FA-2"],
])("%s leaves of “%s”: “%s”", (format, text, left) => expect(throughBank(text, format)).toBe(left))

test.each([
  [97, "+++000/0000/09797+++"],
  [1, "+++000/0000/00101+++"],
  [1_234_567_890, "+++123/4567/89002+++"],
])("the structured communication of %i is %s", (number, is) => expect(belgianReference(number)).toBe(is))
test("two numbers never share a structured communication, and its check digits are the remainder by 97", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (number) => {
      const digits = belgianReference(number).replace(/\D/g, "")
      expect([digits.length, Number(digits.slice(0, 10))]).toEqual([12, number])
      expect(Number(digits.slice(10)) % 97).toBe(number % 97)
      expect(Number(digits.slice(10))).toBeGreaterThan(0)
    }),
  ))

test("whole numbers are read where the field holds them all, and not where the bank cut one", () => {
  const two = ["FA-2025-00042", "FA-2025-00043"]
  const text = paymentText("numbers", two, "Garage Fabel", "2025-03-15", chanceOf(1))
  expect(names(throughBank(text, "camt"), two)).toBe(true)
  expect(names(throughBank(text, "cfonb"), two)).toBe(false)
})
test("a text without numbers names nothing; a structured communication names its one invoice", () =>
  fc.assert(
    fc.property(invoices, styles, formats, fc.integer(), (list, style, format, seed) => {
      const text = throughBank(paymentText(style, list, "Garage Fabel", "2025-03-15", chanceOf(seed)), format)
      if (style === "remittance" || style === "name" || style === "typo" || style === "digits") expect(names(text, list)).toBe(false)
      if (style === "structured" && list.length === 1) expect(names(text, list)).toBe(true)
      expect(names(text, [])).toBe(false)
    }),
  ))
