import { expect, test } from "vitest"
import { damageText, damageWorkbook } from "../../../test/damaged-tables.ts"
import { SEED } from "../../../test/ledger/chance.ts"

test.each([
  ["CSV and TSV files", damageText],
  ["workbooks", damageWorkbook],
] as const)("P69 P70 5,000 damaged %s: none hangs or crashes, and what is accepted is what the damaged file says", async (_, damage) => {
  const ended = { refused: 0, agreed: 0, unjudged: 0 }
  for (let n = 1; n <= 5_000; n++) ended[await damage(SEED + n)]++
  console.log(ended)
  expect(ended.agreed).toBeGreaterThan(600)
  expect(ended.unjudged).toBeLessThan(500)
})
