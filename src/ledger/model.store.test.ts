import { afterAll, beforeAll, expect, test } from "vitest"
import type { TestDatabase } from "../../test/database.ts"
import { chanceOf, SEED } from "../../test/ledger/chance.ts"
import { openProof, playSequence } from "../../test/ledger/proof.ts"
import { day } from "../kernel/day.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await openProof()
})
afterAll(() => db.drop())

const span = { from: day("2026-01-01"), days: 60 }
test.each([SEED, SEED + 1, SEED + 2])("P27: random commands leave the books as the model in memory says, after each step (seed %i)", async (seed) => {
  const { steps, refused } = await playSequence(db, `S${seed}`, chanceOf(seed), span, 200, 12)
  expect(steps).toBe(200)
  expect(refused.size).toBeGreaterThan(0)
})
