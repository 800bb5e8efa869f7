import fc from "fast-check"
import { expect, test } from "vitest"
import { numberCell, readFormat, readNumber, readReference, readSerial, unescapeText } from "./cells.ts"

test.each([
  ["1234.56", "1234.56", false],
  ["1234.5600000000002", "1234.56", false],
  ["0.30000000000000004", "0.3", false],
  ["2.9999999999999996", "3", false],
  ["99999999999999.99", "100000000000000", true],
  ["9999999999999.99", "9999999999999.99", false],
  ["-100.10000000000001", "-100.1", false],
  ["1.23456789012345E+15", "1234567890123450", true],
  ["200769623", "200769623", false],
  ["1E-3", "0.001", false],
  ["1.5E3", "1500", false],
  ["00012", "12", false],
  ["0.005", "0.005", false],
  ["-0", "0", false],
  ["1E300", "1e300", true],
  [".5", "0.5", false],
  ["0.100000000000364", "0.1", false],
  ["-0.00999999999999998", "-0.01", false],
  ["9.99999999990905E-3", "0.01", false],
  ["999.99999999990905", "1000", false],
  ["5.55111512312578E-17", "0", false],
  ["-3.63797880709171E-12", "0", false],
  ["0.100000012345678", "0.100000012345678", false],
  ["1.23456789012345", "1.23456789012345", false],
  ["1E-9", "0.000000001", false],
] as const)("P29 a stored number %s is %s, its lost digits said where they matter: %s", (stored, text, rounded) =>
  expect(readNumber(stored)).toEqual({ text, rounded }),
)
test.each(["", "-", ".", "1,5", "1e", "NaN", "INF", "0x10", "1 000"])("%j is no number", (stored) => expect(readNumber(stored)).toBeNull())
test("an amount in cents stored in binary, added up or not, comes back to the cent", () =>
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), fc.integer({ min: 0, max: 99_999 }), (cents, more) => {
      const text = readNumber(String((cents + more) / 100))!.text
      expect(Number(text)).toBe((cents + more) / 100)
      expect(readNumber(String(cents / 100 + more / 100))!.text).toBe(text)
    }),
  ))
test("an amount taken from another of up to 50 million comes back to the cent", () =>
  fc.assert(
    fc.property(fc.integer({ min: -5_000_000_000, max: 5_000_000_000 }), fc.integer({ min: -99_999, max: 99_999 }), (cents, less) => {
      const other = Math.max(-5_000_000_000, Math.min(5_000_000_000, cents - less))
      expect(Number(readNumber(String(cents / 100 - other / 100))!.text)).toBeCloseTo((cents - other) / 100, 12)
      expect(readNumber(String(cents / 100 - other / 100))!.text).toBe(readNumber(String((cents - other) / 100))!.text)
    }),
  ))

test.each([
  ["1", false, "1900-01-01"],
  ["59", false, "1900-02-28"],
  ["60", false, "1900-02-29"],
  ["61", false, "1900-03-01"],
  ["46053", false, "2026-01-31"],
  ["46053.75", false, "2026-01-31"],
  ["46052.9999999999", false, "2026-01-31"],
  ["44591", true, "2026-01-31"],
  ["1", true, "1904-01-02"],
  ["0.5", false, null],
  ["-1", false, null],
  ["2958466", false, null],
  ["2958465", false, "9999-12-31"],
] as const)("P70 serial number %s (counted from 1904: %s) is %s", (serial, since1904, day) => expect(readSerial(serial, since1904)).toBe(day))

test.each([
  [14, undefined, "day"],
  [22, undefined, "day"],
  [30, undefined, "day"],
  [46, undefined, "day"],
  [58, undefined, "day"],
  [0, undefined, "plain"],
  [4, undefined, "plain"],
  [23, undefined, "plain"],
  [165, "dd/mm/yyyy", "day"],
  [165, "[$-40C]d mmmm yyyy;@", "day"],
  [165, 'yyyy"-"mm', "day"],
  [165, "#,##0.00", "plain"],
  [165, '#,##0.00 "days"', "plain"],
  [165, "[Red]-#,##0.00", "plain"],
  [165, "0.00E+00", "plain"],
  [165, "General", "plain"],
  [165, "[h]:mm", "day"],
  [165, "\\d0", "plain"],
  [165, '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-', "plain"],
] as const)("format %s %j shows %s", (id, code, format) => expect(readFormat(id, code)).toBe(format))
test("a format of zeros alone keeps the zeros of a code", () => {
  expect(readFormat(165, "00000")).toEqual({ padTo: 5 })
  expect(numberCell("123", { padTo: 5 }, false)).toEqual({ text: "00123", type: "n" })
})
test.each([
  ["A1", { row: 1, column: 1 }],
  ["XFD1048576", { row: 1_048_576, column: 16_384 }],
  ["AB12", { row: 12, column: 28 }],
  ["XFE1", null],
  ["A1048577", null],
  ["A0", null],
  ["a1", null],
  ["1A", null],
] as const)("%s is a place in a sheet", (reference, place) => expect(readReference(reference)).toEqual(place))
test("characters XML cannot hold are written back", () => expect(unescapeText("a_x000D_b_x005F_x0041_")).toBe("a\rb_x0041_"))
test("and those the database cannot hold are shown as unreadable", () =>
  expect(unescapeText("a_x0000_b_xD83D__xDE00_c_xD800_")).toBe("a\ufffdb😀c\ufffd"))
