/** Where companies are simulated in tests: a database of its own whose clock is the simulated one, and every check the house has. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DATABASE_CHECKS } from "../../src/activity/database.store.ts"
import { sealPending } from "../../src/activity/seal.job.ts"
import { activityChecks } from "../../src/activity/verify.store.ts"
import { LEDGER_CHECKS } from "../../src/ledger/verify.store.ts"
import { FIRST_DAY, simulatedClock } from "../../src/sim/clock.ts"
import { HANDS, type Hands } from "../../src/sim/deeds.act.ts"
import { type Lent, type Lived, live } from "../../src/sim/sim.job.ts"
import { type TestDatabase, testDatabase } from "../database.ts"

export type Asked = { readonly seed: number; readonly customers: number; readonly days: number; readonly hands?: Hands }
export type SimGround = { readonly db: TestDatabase; live(asked: Asked): Promise<Lived>; leave(): Promise<void> }

export async function simGround(): Promise<SimGround> {
  const clock = simulatedClock(FIRST_DAY)
  const db = await testDatabase(clock.now)
  const heads = mkdtempSync(join(tmpdir(), "encours-heads-"))
  const lent: Lent = {
    checks: [...activityChecks(heads), ...LEDGER_CHECKS, ...DATABASE_CHECKS],
    seal: (simulated) => sealPending(simulated, heads),
  }
  return {
    db,
    live: ({ seed, customers, days, hands = HANDS }) => live(db, clock, { seed, customers, days, from: FIRST_DAY }, lent, () => {}, hands),
    async leave() {
      await db.drop()
      rmSync(heads, { recursive: true, force: true })
    },
  }
}
