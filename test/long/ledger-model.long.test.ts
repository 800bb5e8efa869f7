import { afterAll, beforeAll, expect, test } from "vitest"
import { day } from "../../src/kernel/day.ts"
import { type TestDatabase, testDatabase } from "../database.ts"
import { tickingClock } from "../ledger/books.ts"
import { chanceOf, SEED } from "../ledger/chance.ts"
import { playSequence, prepareProof } from "../ledger/proof.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock())
  await prepareProof(db)
})
afterAll(() => db.drop())

const COMMANDS = 100_000
const STEPS = 250
const LANES = 4

test(`P27: ${COMMANDS.toLocaleString("en")} random commands leave the books as the model in memory says, after each step`, async () => {
  console.log(`seed ${SEED}: sequences ${SEED} to ${SEED + COMMANDS / STEPS - 1}`)
  const refused = new Map<string, number>()
  let next = 0
  let undone = 0
  const lane = async () => {
    while (next < COMMANDS / STEPS) {
      const seed = SEED + next++
      const played = await playSequence(db, `S${seed}`, chanceOf(seed), { from: day("2026-01-01"), days: 60 }, STEPS, 40).catch((error) => {
        throw new Error(`sequence of seed ${seed}: ${(error as Error).message}`, { cause: error })
      })
      undone += played.undone
      for (const [code, times] of played.refused) refused.set(code, (refused.get(code) ?? 0) + times)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  console.log(`refused: ${[...refused].map(([code, times]) => `${code} ${times}`).join(", ")}; transactions undone: ${undone}`)
  expect([...refused.keys()].sort()).toEqual([
    "ALLOCATION_MISFIT",
    "ALREADY_RETURNED",
    "BAD_AMOUNT",
    "DUPLICATE_ENTRY",
    "NOT_ALLOCATED",
    "OVER_ALLOCATED",
    "PERIOD_CLOSED",
    "RETURNED_TOO_EARLY",
    "REVERSED_TOO_EARLY",
    "UNKNOWN_ITEM",
    "WRONG_SIDE",
  ])
}, 1_800_000)
