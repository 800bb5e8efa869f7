import { expect, test } from "vitest"
import { day } from "../../kernel/day.ts"
import { LANGUAGES, type Language } from "../../kernel/text.ts"
import { readAmount, readTypedDay } from "./typed.ts"

test.each([
  ["1.234,56", "1234.56"],
  ["1 234,56", "1234.56"],
  ["1\u202F234,56", "1234.56"],
  ["1,234.56", "1234.56"],
  ["1'234.56", "1234.56"],
  ["1.234.567", "1234567"],
  ["1.234.567,8", "1234567.8"],
  ["1234,5", "1234.5"],
  ["1234.5", "1234.5"],
  ["−12,50", "-12.50"],
  ["-12.50", "-12.50"],
  ["007", "7"],
  [",5", "0.5"],
])("“%s” is the same amount in every language: %s", (typed, amount) => {
  for (const lang of LANGUAGES) expect(readAmount(typed, lang)).toBe(amount)
})

test.each<[string, Language, string]>([
  ["1.234", "de", "1234"],
  ["1.234", "nl", "1234"],
  ["1.234", "en", "1.234"],
  ["1,234", "en", "1234"],
  ["1,234", "fr", "1.234"],
])("one mark before three digits is read as the language writes it: “%s” in %s", (typed, lang, amount) => {
  expect(readAmount(typed, lang)).toBe(amount)
})

test.each(["", "-", "abc", "1.2.3", "1,23,45", "12 €", "1.234,5.6", "--1", "1e5", "1.23.456,7"])("“%s” is no amount", (typed) => {
  for (const lang of LANGUAGES) expect(readAmount(typed, lang)).toBeNull()
})

const today = day("2026-01-10")
test.each([
  ["31/12/2025", "2025-12-31"],
  ["31.12.25", "2025-12-31"],
  ["31-12", "2025-12-31"],
  ["1.2.", "2026-02-01"],
  ["311225", "2025-12-31"],
  ["2025-12-31", "2025-12-31"],
  ["-30", "2025-12-11"],
  ["+7", "2026-01-17"],
  [" 9/1 ", "2026-01-09"],
])("“%s” is the day %s", (typed, on) => expect(readTypedDay(typed, today)).toBe(on))

test.each(["", "32/1/2026", "29/2/2026", "tomorrow", "12", "1/13/2026"])("“%s” is no day", (typed) => expect(readTypedDay(typed, today)).toBeNull())
