import { afterAll, beforeAll, expect, test } from "vitest"
import { SEED } from "../../test/ledger/chance.ts"
import { type SimGround, simGround } from "../../test/sim/ground.ts"

/** Each lane has a database of its own: two years are lived at a time. */
const LANES = 2
const YEARS = 10
const CUSTOMERS = 14
const DAYS = 366
const lanes: SimGround[] = []
beforeAll(async () => {
  for (let n = 0; n < LANES; n++) lanes.push(await simGround())
})
afterAll(async () => void (await Promise.all(lanes.map((lane) => lane.leave()))))

test(`${YEARS} seeds live a year each, and every night everything holds`, async () => {
  const seeds = Array.from({ length: YEARS }, (_, n) => (SEED + n) % 1_000_000_000)
  console.log(`seeds ${seeds.join(", ")}`)
  const waiting = [...seeds]
  const faults: string[] = []
  const acts = new Set<string>()
  const lane = async (ground: SimGround) => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const { fault, facts, nights, scene } = await ground.live({ seed, customers: CUSTOMERS, days: DAYS })
      for (const { line } of scene.truth.payments) acts.add(line.kind)
      console.log(`seed ${seed}: ${nights} nights, ${facts.entries} entries, ${facts.allocations} allocations, ${facts.hash}`)
      if (fault)
        faults.push(`npm run sim -- --seed ${seed} --days ${DAYS} --customers ${CUSTOMERS}\n  night of ${fault.on}, ${fault.check}: ${fault.detail}`)
    }
  }
  await Promise.all(lanes.map(lane))
  expect(faults.join("\n")).toBe("")
  expect([...acts]).toEqual(expect.arrayContaining(["bill", "cheque", "debit", "deposit", "grouped", "part", "short", "twice", "whole"]))
})
