import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { SEED } from "../../test/ledger/chance.ts"
import { holdContest } from "../../test/ledger/contest.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test("P25: two processes with four sessions each allocate the same payments 600 times: nothing twice, every attempt posted or refused", async () => {
  const { posted, refused } = await holdContest(db, 600, SEED)
  expect(posted).toBeGreaterThan(50)
  expect(refused).toBeGreaterThan(50)
})
