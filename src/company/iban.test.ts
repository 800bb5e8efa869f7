import fc from "fast-check"
import { expect, test } from "vitest"
import { readBic, readIban, writeIban } from "./iban.ts"

test.each([
  ["FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"],
  ["be68 5390 0754 7034", "BE68539007547034"],
  ["DE89370400440532013000", "DE89370400440532013000"],
  ["NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"],
  ["LU28 0019 4006 4475 0000", "LU280019400644750000"],
])("%s is an IBAN", (said, iban) => {
  expect(readIban(said)).toEqual({ ok: true, value: iban })
  expect(readIban(writeIban(iban))).toEqual({ ok: true, value: iban })
})
test.each(["", "FR76", "FR7630006000011234567890188", "BE6853900754703", "XX68539007547034", "BE68539007547034<script>"])("“%s” is none", (said) =>
  expect(readIban(said)).toMatchObject({ ok: false, refusal: { code: "BAD_IBAN" } }),
)
test("a wrong digit never passes", () =>
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 15 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const iban = "BE68539007547034"
      const wrong = `${iban.slice(0, at)}${(Number(iban[at]) + by) % 10}${iban.slice(at + 1)}`
      expect(readIban(wrong).ok).toBe(false)
    }),
  ))
test("a BIC has eight or eleven characters", () => {
  expect([readBic("kredbebb").ok, readBic("BNPAFRPPXXX").ok, readBic("BNPAFRPPXX").ok, readBic("1NPAFRPP").ok]).toEqual([true, true, false, false])
})
