import { test } from "vitest"
import { damageFec, damageSaft } from "../../../test/damaged-books.ts"

test("P77: 150 damaged FEC files: none hangs or crashes, and what is accepted ties to the file's own figures", { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= 150; seed++) await damageFec(seed)
})
test("150 damaged SAF-T files: none hangs or crashes, and what is accepted ties to the file's own figures", { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= 150; seed++) await damageSaft(seed)
})
