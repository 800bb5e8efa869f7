import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../database.ts"
import { SEED } from "../ledger/chance.ts"
import { holdContest } from "../ledger/contest.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test("P25: two processes with four sessions each allocate the same payments 10,000 times: nothing twice, every attempt posted or refused", async () => {
  const { posted, refused, deadlocks } = await holdContest(db, 10_000, SEED)
  console.log(`seed ${SEED}: ${posted} posted, ${refused} refused, ${deadlocks} deadlocks, each tried again`)
  expect(posted).toBeGreaterThan(1000)
  expect(refused).toBeGreaterThan(1000)
})
