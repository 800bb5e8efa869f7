import { expect, test } from "vitest"
import { checkCompany, codeFrom, type NewCompany } from "./company.ts"

const sound: NewCompany = { code: "ACME", name: "Acme SA", country: "FR", currency: "EUR", matching: "erp" }

test("a sound company is taken as it is said, its name trimmed", () =>
  expect(checkCompany({ ...sound, name: " Acme SA " })).toEqual({ ok: true, value: sound }))
test.each([
  ["a code with a blank", { code: "AC ME" }, "BAD_CODE"],
  ["an empty code", { code: "" }, "BAD_CODE"],
  ["a code of 41 letters", { code: "A".repeat(41) }, "BAD_CODE"],
  ["an empty name", { name: "  " }, "BAD_NAME"],
  ["a name with a terminal's commands", { name: "Acme\u001b[2J" }, "BAD_NAME"],
  ["a country in words", { country: "France" }, "BAD_COUNTRY"],
  ["a country nobody assigned", { country: "ZZ" }, "BAD_COUNTRY"],
  ["a group of countries", { country: "EU" }, "BAD_COUNTRY"],
  ["a currency that does not exist", { currency: "EUX" }, "BAD_CURRENCY"],
] as const)("%s is refused by name", (_, change, code) =>
  expect(checkCompany({ ...sound, ...change })).toMatchObject({ ok: false, refusal: { code } }),
)

test("a code is made of the name where none is said, and is always one", () => {
  expect(["Société Générale de Bière", "Acme SA", "株式会社", "A.B.C. & Fils", " - "].map(codeFrom)).toEqual([
    "SOCIETE",
    "ACME",
    "COMPANY",
    "ABC",
    "COMPANY",
  ])
})
