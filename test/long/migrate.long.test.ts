import { expect, inject, test } from "vitest"
import { migrate } from "../../src/shell/migrate.ts"
import { alone, emptyDatabase, everyPoint, fingerprint, fingerprints, killAt, versionOf } from "../database/migrations.ts"
import { ROLES } from "../database.ts"
import { chanceOf, SEED } from "../ledger/chance.ts"

const KILLS = 60

test(`P43: killed at ${KILLS} random points, the schema is the version before or after, and the next start completes`, async () => {
  console.log(`seed ${SEED}`)
  const chance = chanceOf(SEED)
  const at = inject("cluster")
  const prints = await fingerprints(at, "encours_owner")
  const points = await everyPoint()
  let empty = await emptyDatabase(at, "encours_owner")
  for (let kill = 0; kill < KILLS; kill++) {
    // Now and then from the beginning; else wherever the last kill left it.
    if ((await versionOf(empty.client)) === prints.length - 1 || chance.yes(0.3)) {
      await empty.drop()
      empty = await emptyDatabase(at, "encours_owner")
    }
    const before = await versionOf(empty.client)
    const point = chance.pick(points.filter((p) => p.version > before))
    await killAt(empty, point)
    await alone(empty)
    const version = await versionOf(empty.client)
    expect(version, `killed at statement ${point.statement} of ${point.version}`).toBe(point.version - 1)
    expect(await fingerprint(empty.client)).toBe(prints[version])
    if (chance.yes(0.5)) {
      await migrate(empty.owner, ROLES)
      expect(await fingerprint(empty.client)).toBe(prints.at(-1))
    }
  }
  await empty.drop()
})
