import { expect, test } from "vitest"
import { readSought } from "./search.ts"

test("what is typed is folded into words, the longest first; numbers stay as they were typed", () => {
  expect(readSought("  Bâti  de Bruxelles ")).toEqual({ words: ["bruxelles", "bati", "de"], number: "Bâti  de Bruxelles" })
  expect(readSought("F-2026/0042")).toEqual({ words: ["f-2026/0042"], number: "F-2026/0042" })
  expect(readSought("a b c d e f g")?.words).toHaveLength(5)
})

test("nothing typed asks for nothing", () => {
  expect(readSought("   ")).toBeNull()
  expect(readSought("")).toBeNull()
})
