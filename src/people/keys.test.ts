import fc from "fast-check"
import { expect, test } from "vitest"
import { checkKey, companyOf, keyMay, SECRET_BYTES, startOf, writeKey } from "./keys.ts"
import { allow, RIGHTS, ROLES } from "./roles.ts"

test("a key tells its company, and what is shown of it is never more than six characters of its secret", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.uint8Array({ minLength: SECRET_BYTES, maxLength: SECRET_BYTES }), (company, secret) => {
      const key = writeKey(company, secret)
      expect(companyOf(key)).toBe(company)
      expect(startOf(key)).toBe(`enc_${company}_${Buffer.from(secret).toString("base64url").slice(0, 6)}`)
    }),
  ))

test.each([
  "",
  "enc_",
  "enc_0_",
  `enc_01_${"A".repeat(43)}`,
  `enc_1_${"A".repeat(42)}`,
  `enc_1_${"A".repeat(44)}`,
  `enc_-1_${"A".repeat(43)}`,
  `ENC_1_${"A".repeat(43)}`,
])("“%s” is no key", (text) => expect(companyOf(text)).toBeNull())

test("a key never does more than its role, nor more than its scopes", () => {
  for (const role of ROLES)
    for (const right of RIGHTS) {
      expect(keyMay({ role, scopes: null }, right)).toBe(allow(role, right).ok)
      expect(keyMay({ role, scopes: [] }, right)).toBe(false)
      expect(keyMay({ role, scopes: ["read"] }, right)).toBe(right === "read" && allow(role, right).ok)
    }
})

test("scopes are rights the role has; a key has a name", () => {
  expect(checkKey("ERP", "auditor", ["prove", "read"])).toEqual({ ok: true, value: ["read", "prove"] })
  expect(checkKey("ERP", "auditor", ["import"])).toMatchObject({
    ok: false,
    refusal: { code: "UNKNOWN_RIGHT", value: "import", takes: ["read", "prove"] },
  })
  expect(checkKey(" ", "auditor", null)).toMatchObject({ ok: false, refusal: { code: "BAD_KEY_NAME" } })
  expect(checkKey("x".repeat(101), "auditor", null).ok).toBe(false)
})
