import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, day, daysBetween, isDay, lastOfMonth } from "./day.ts"
import { idsInOrder, isId, uuidv7 } from "./id.ts"
import { currency, decimalsOf, divRound, fromDecimal, splitEvenly, sum, toDecimal } from "./money.ts"
import { beginningOf, fold, holdable } from "./text.ts"

test.each([
  ["2024-02-29", true],
  ["2025-02-29", false],
  ["2026-13-01", false],
  ["1900-01-01", true],
  ["1899-12-31", false],
  ["0026-01-01", false],
  ["1/2/2026", false],
])("%s is a day: %s", (text, is) => expect(isDay(text)).toBe(is))
test("a day moved there and back is the same day", () =>
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (n) => {
      const d = day("2026-11-21")
      expect(daysBetween(d, addDays(d, n))).toBe(n)
    }),
  ))
test("the last day of February knows leap years", () =>
  expect([lastOfMonth(day("2024-02-01")), lastOfMonth(day("2026-02-28"))]).toEqual(["2024-02-29", "2026-02-28"]))

test("P30: three instalments of 100.00 are 33.33 + 33.33 + 33.34", () => expect(splitEvenly(100_00n, 3)).toEqual([3333n, 3333n, 3334n]))
test("P30: whatever is split adds up to the whole", () =>
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 1, max: 48 }), (amount, parts) => {
      expect(sum(splitEvenly(amount, parts))).toBe(amount)
    }),
  ))

test.each([
  ["JPY", 0, 1500n, "1500"],
  ["TND", 3, -12_000n, "-12.000"],
  ["EUR", 2, 5n, "0.05"],
  ["EUR", 2, -5n, "-0.05"],
] as const)("P32: %s has %i decimals", (code, decimals, minor, text) => {
  expect(decimalsOf(currency(code))).toBe(decimals)
  expect(toDecimal(minor, currency(code))).toBe(text)
})
test("P32: an amount written and read again is the same, in every precision", () =>
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom("EUR", "JPY", "TND"), (minor, code) => {
      expect(fromDecimal(toDecimal(minor, currency(code)), currency(code))).toBe(minor)
    }),
  ))
test("more decimals than the currency has are refused, never rounded", () =>
  expect(() => fromDecimal("0.005", currency("EUR"))).toThrow("not an amount in EUR"))
test("an unknown currency is refused", () => expect(() => currency("XYZ")).toThrow("not a currency"))
test("halves are rounded away from zero", () => expect([divRound(5n, 10n), divRound(-5n, 10n), divRound(4n, 10n)]).toEqual([1n, -1n, 0n]))

test("identifiers made later sort later", () => {
  const zero = new Uint8Array(10)
  expect(uuidv7(1_000, zero) < uuidv7(2_000, zero)).toBe(true)
  expect(uuidv7(1_763_000_000_000, zero)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
test("ids of one millisecond stand in the order they were made, whatever chance says; those of another by their instant", () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.uint8Array({ minLength: 10, maxLength: 10 })), { maxLength: 50 }), (steps) => {
      const make = idsInOrder()
      let at = 1_763_000_000_000
      const ids = steps.map(([later, random]) => {
        at += later
        return make(at, random)
      })
      expect(ids.every(isId)).toBe(true)
      expect(ids.toSorted()).toEqual(ids)
      expect(new Set(ids).size).toBe(ids.length)
    }),
  ))
test("names are compared without case, accents or double blanks", () => expect(fold("  Œuvre   ÉTÉ  Straße ")).toBe("oeuvre ete strasse"))
test.each([
  ["abc😀", 5, "abc😀"],
  ["abc😀", 4, "abc"],
  ["abc😀", 3, "abc"],
  ["é", 1, "é"],
])("the beginning of %j, %i units of it, ends with a whole character", (text, most, cut) => expect(beginningOf(text, most)).toBe(cut))
test("what the database cannot hold of a text is shown as unreadable", () => expect(holdable("a\0b\ud800c😀")).toBe("a\ufffdb\ufffdc😀"))
