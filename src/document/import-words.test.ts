import { expect, test } from "vitest"
import { notice } from "./draft.ts"
import { inNumber, problemForPeople } from "./import.text.ts"
import { problemInWords } from "./problem.text.ts"

test.each([
  ["en", 0, "0 credit notes"],
  ["en", 1, "1 credit note"],
  ["fr", 0, "0 avoir"],
  ["fr", 1, "1 avoir"],
  ["fr", 2, "2 avoirs"],
  ["nl", 1, "1 creditnota"],
  ["de", 1, "1 Gutschrift"],
  ["de", 1200, "1.200 Gutschriften"],
] as const)("in %s %i is said as %s", (lang, count, words) => expect(inNumber("creditNote", count, lang)).toBe(words))

test("people read amounts and days as their language writes them, programs as machines do", () => {
  const problem = notice(
    "CONFLICT",
    { number: "2026-01-31", customer: "12.50", ours: "-1234.50 EUR, 2026-01-31 → 2026-03-02", theirs: "1.00 EUR" },
    3,
  )
  expect(problemForPeople(problem, "fr").replace(/\s/g, " ")).toContain(
    "2026-01-31 de 12.50 est déjà là avec un autre contenu : ici -1 234,50 EUR, 31/01/2026 → 02/03/2026",
  )
  expect(problemInWords(problem, "fr")).toContain("ici -1234.50 EUR, 2026-01-31 → 2026-03-02")
})
