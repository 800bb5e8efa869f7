import { expect, test } from "vitest"
import { damageText, damageWorkbook } from "../../../test/damaged-tables.ts"

test.each([
  ["CSV and TSV files", damageText],
  ["workbooks", damageWorkbook],
] as const)(
  "P69 P70 300 damaged %s: none hangs or crashes, and what is accepted is what the damaged file says",
  { timeout: 240_000 },
  async (_, damage) => {
    const ended = { refused: 0, agreed: 0, unjudged: 0 }
    for (let seed = 1; seed <= 300; seed++) ended[await damage(seed)]++
    // A proof that proves something: a fair share is still accepted, and hardly any of that escapes the second reader.
    expect(ended.agreed).toBeGreaterThan(40)
    expect(ended.unjudged).toBeLessThan(30)
  },
)
