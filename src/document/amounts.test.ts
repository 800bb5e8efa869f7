import fc from "fast-check"
import { expect, test } from "vitest"
import { type Currency, currency, decimalsOf, toDecimal } from "../kernel/money.ts"
import { currencyBeside, type DecimalSign, noDecimalEvidence, readAmount, weighAmount } from "./amounts.ts"

test.each([
  ["1.234,56", ",", 123456n],
  ["1 234,56", ",", 123456n],
  ["1\u00a0234,56", ",", 123456n],
  ["1\u202f234,56", ",", 123456n],
  ["1,234.56", ".", 123456n],
  ["1'234.56", ".", 123456n],
  ["1’234’567.5", ".", 123456750n],
  ["1234.5", ".", 123450n],
  [".5", ".", 50n],
  ["1234", ".", 123400n],
  ["12.500", ".", 1250n],
  ["-0", ".", 0n],
  ["-12.00", ".", -1200n],
  ["−12,00", ",", -1200n],
  ["- 12,00", ",", -1200n],
  ["(120.00)", ".", -12000n],
  ["120.00-", ".", -12000n],
  ["120,00 CR", ",", -12000n],
  ["+5", ".", 500n],
  ["1 234,56 €", ",", 123456n],
  ["EUR 12.00", ".", 1200n],
  ["-$1,000.00", ".", -100000n],
  ["$-1,000.00", ".", -100000n],
  ["90071992547409.93", ".", 9007199254740993n],
  ["999999999999999.99", ".", 99999999999999999n],
  ["000000000000000000012.00", ".", 1200n],
] as const)("P29 %j is read exactly", (text, decimal, want) => expect(readAmount(text, decimal, 2)).toBe(want))

test.each([
  ["0.005", ".", "TOO_MANY_DECIMALS"],
  ["64982.589", ".", "TOO_MANY_DECIMALS"],
  ["1e21", ".", "AMOUNT_SCIENTIFIC"],
  ["1,5E+3", ",", "AMOUNT_SCIENTIFIC"],
  ["1000000000000000", ".", "AMOUNT_TOO_LARGE"],
  ["-1 000 000 000 000 000,00", ",", "AMOUNT_TOO_LARGE"],
  ["1,234.56", ",", "AMOUNT_UNREADABLE"],
  ["1.23,45.6", ",", "AMOUNT_UNREADABLE"],
  ["12,34,567", ".", "AMOUNT_UNREADABLE"],
  ["1.2345,00", ",", "AMOUNT_UNREADABLE"],
  ["1 234.567,00", ",", "AMOUNT_UNREADABLE"],
  ["(-5)", ".", "AMOUNT_UNREADABLE"],
  ["--5", ".", "AMOUNT_UNREADABLE"],
  ["=A1+B1", ".", "AMOUNT_UNREADABLE"],
  ["twelve", ".", "AMOUNT_UNREADABLE"],
  ["", ".", "AMOUNT_UNREADABLE"],
  [".", ".", "AMOUNT_UNREADABLE"],
  ["ABC 5", ".", "AMOUNT_UNREADABLE"],
  ["1,234", null, "AMOUNT_UNCLEAR"],
  ["9".repeat(100), ".", "AMOUNT_UNREADABLE"],
] as const)("P29 %j is refused by name", (text, decimal, want) => expect(readAmount(text, decimal, 2)).toBe(want))

test("rounding is asked for, once, half away from zero", () => {
  expect(readAmount("0.005", ".", 2, true)).toBe(1n)
  expect(readAmount("-0.005", ".", 2, true)).toBe(-1n)
  expect(readAmount("0.00499999", ".", 2, true)).toBe(0n)
  expect(readAmount("64982.589", ".", 2, true)).toBe(6498259n)
})

test("P32 yen has no decimals, the Tunisian dinar three", () => {
  expect(readAmount("1500", ".", decimalsOf(currency("JPY")))).toBe(1500n)
  expect(readAmount("1500.00", ".", decimalsOf(currency("JPY")))).toBe(1500n)
  expect(readAmount("1500.50", ".", decimalsOf(currency("JPY")))).toBe("TOO_MANY_DECIMALS")
  expect(readAmount("1.234,567", ",", decimalsOf(currency("TND")))).toBe(1234567n)
})

test("the currency beside a figure is seen, a bare dollar sign names none", () => {
  expect([currencyBeside("12,00 €"), currencyBeside("USD 5"), currencyBeside("$5"), currencyBeside("5")]).toEqual(["EUR", "USD", null, null])
})

const written = fc.record({
  minor: fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }),
  code: fc.constantFrom("EUR", "JPY", "TND") as fc.Arbitrary<Currency>,
  group: fc.constantFrom("", " ", "\u00a0", "\u202f", "'", "."),
  sign: fc.constantFrom("before", "after", "brackets"),
})
test("P29 whatever is written by the rules is read back exactly", () => {
  fc.assert(
    fc.property(written, ({ minor, code, group, sign }) => {
      const [whole = "", fraction] = toDecimal(minor < 0n ? -minor : minor, code).split(".")
      const plain = whole.replace(/\B(?=(\d{3})+$)/g, group) + (fraction === undefined ? "" : `,${fraction}`)
      const text = minor >= 0n ? plain : sign === "before" ? `-${plain}` : sign === "after" ? `${plain}-` : `(${plain})`
      const read = readAmount(text, ",", decimalsOf(code))
      if (whole.length > 15) expect(read).toBe("AMOUNT_TOO_LARGE")
      else expect(read).toBe(minor)
    }),
  )
})
test("no text is read as something else than an amount or a fault", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom<DecimalSign | null>(".", ",", null), (text, decimal) => {
      expect(["bigint", "string"]).toContain(typeof readAmount(text, decimal, 2))
    }),
  )
})

const weighed = (...texts: string[]) => {
  const evidence = noDecimalEvidence()
  for (const text of texts) weighAmount(evidence, text)
  return [evidence.point, evidence.comma, evidence.unclear]
}
test.each([
  [["1,234"], [0, 0, 1]],
  [["1.234"], [0, 0, 1]],
  [["1,23"], [0, 1, 0]],
  [["1.2345"], [1, 0, 0]],
  [["1.234,56"], [0, 1, 0]],
  [["1,234.56"], [1, 0, 0]],
  [["1,234,567"], [1, 0, 0]],
  [["0,500"], [0, 1, 0]],
  [["1234,567"], [0, 1, 0]],
  [["1 234,567"], [0, 1, 0]],
  [
    ["12", "-7", "n/a"],
    [0, 0, 0],
  ],
])("what %j proves of point, comma, neither", (texts, want) => expect(weighed(...texts)).toEqual(want))
