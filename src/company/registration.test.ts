import fc from "fast-check"
import { expect, test } from "vitest"
import { readRegistration, schemeOf } from "./registration.ts"

test.each([
  ["siren", "552 100 554", "552100554"],
  ["siren", "732.829.320", "732829320"],
  ["siren", "356000000", "356000000"],
  ["bce", "BE 0403.019.261", "0403019261"],
  ["bce", "0202239951", "0202239951"],
  ["bce", "202.239.951", "0202239951"],
] as const)("%s %s is a registered number", (scheme, said, number) =>
  expect(readRegistration(scheme, said)).toEqual({ ok: true, value: { scheme, number } }),
)

test.each([
  ["siren", "552100553"],
  ["siren", "000000000"],
  ["siren", "55210055400013"],
  ["siren", "５５２１００５５４"],
  ["siren", ""],
  ["bce", "0403019262"],
  ["bce", "2403019261"],
  ["bce", "0000000000"],
  ["bce", "FR403019261"],
] as const)("%s “%s” is refused", (scheme, said) =>
  expect(readRegistration(scheme, said)).toMatchObject({ ok: false, refusal: { code: "BAD_REGISTRATION", scheme } }),
)

test("one wrong digit is always found", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(["siren", "552100554"] as const, ["bce", "0403019261"] as const),
      fc.nat(9),
      fc.nat(9),
      ([scheme, number], at, digit) => {
        const wrong = [...number].map((was, i) => (i === at ? String(digit) : was)).join("")
        expect(readRegistration(scheme, wrong).ok).toBe(wrong === number)
      },
    ),
  )
})

test("the register is the country's", () => expect(["FR", "BE", "DE"].map(schemeOf)).toEqual(["siren", "bce", null]))
