import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { beforeAll, expect, inject, test } from "vitest"
import { Refused } from "../../src/kernel/result.ts"
import { loadMigrations, type Migration, migrate, schemaVersion } from "../../src/shell/migrate.ts"
import { ROLES } from "../database.ts"
import { alone, type Empty, emptyDatabase, everyPoint, fingerprint, fingerprints, killAt, versionOf } from "./migrations.ts"
import { statementsOf } from "./statements.ts"

const OWNER = "encours_owner"
let all: Migration[]
let prints: string[]
beforeAll(async () => {
  all = await loadMigrations()
  prints = await fingerprints(inject("cluster"), OWNER)
})
async function within<T>(work: (empty: Empty) => Promise<T>): Promise<T> {
  const empty = await emptyDatabase(inject("cluster"), OWNER)
  try {
    return await work(empty)
  } finally {
    await empty.drop()
  }
}
const refused = (migrating: Promise<unknown>) =>
  migrating.then(
    () => null,
    (error) => (error instanceof Refused ? { code: error.code, ...error.figures } : error),
  )

test("statements end at their own semicolons only", () =>
  expect(statementsOf("SELECT ';' -- a; b\n; DO $$ BEGIN x; END $$; /* ; */ SELECT \"a;b\", $t$ ; $t$;\n")).toEqual([
    "SELECT ';'",
    "DO $$ BEGIN x; END $$",
    'SELECT "a;b", $t$ ; $t$',
  ]))

test("P43: killed in the middle of any migration, the schema is the old version, and the next start completes it", () =>
  within(async (empty) => {
    const points = await everyPoint()
    for (const { version } of all) {
      const [first, ...rest] = points.filter((p) => p.version === version)
      const point = rest[Math.floor((rest.length * (version * 7)) / 31) % rest.length] ?? first!
      await killAt(empty, point)
      await alone(empty)
      expect(await versionOf(empty.client)).toBe(version - 1)
      expect(await fingerprint(empty.client), `killed at statement ${point.statement} of ${version}`).toBe(prints[version - 1])
      expect(await migrate(empty.owner, ROLES, all.slice(0, version))).toEqual([version])
      expect(await fingerprint(empty.client)).toBe(prints[version])
    }
    expect(await migrate(empty.owner, ROLES)).toEqual([])
  }))

test("P43: the next start after a kill does not wait for anything to be cleared away", () =>
  within(async (empty) => {
    await killAt(empty, { version: 4, statement: 10 })
    const startedAt = performance.now()
    await migrate(empty.owner, ROLES)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect(await fingerprint(empty.client)).toBe(prints.at(-1))
  }))

test("P43: an older program refuses a newer schema and touches nothing", () =>
  within(async (empty) => {
    await migrate(empty.owner, ROLES)
    for (const known of [all.slice(0, -1), all.slice(0, 1), []])
      expect(await refused(migrate(empty.owner, ROLES, known))).toEqual({ code: "SCHEMA_NEWER", database: all.length, program: known.length })
    expect(await fingerprint(empty.client)).toBe(prints.at(-1))
    expect(await schemaVersion({ ...empty.owner, user: ROLES.app })).toBe(all.length)
  }))

test("a migration changed after it was applied is refused by name, and none after it is applied", () =>
  within(async (empty) => {
    await migrate(empty.owner, ROLES, all.slice(0, 3))
    const changed = all.map((step) => (step.version === 2 ? { ...step, checksum: "another" } : step))
    expect(await refused(migrate(empty.owner, ROLES, changed))).toEqual({ code: "MIGRATION_CHANGED", name: all[1]!.name })
    expect(await fingerprint(empty.client)).toBe(prints[3])
  }))

test("several first starts at once apply each step once", () =>
  within(async (empty) => {
    const start = () =>
      promisify(execFile)(process.execPath, [
        join(import.meta.dirname, "migrating.ts"),
        JSON.stringify({ owner: empty.owner, roles: ROLES, upTo: all.length }),
      ])
    const applied = (await Promise.all([start(), start(), start()])).flatMap(({ stdout }) => JSON.parse(stdout) as number[])
    expect(applied.sort((a, b) => a - b)).toEqual(all.map((step) => step.version))
    expect(await fingerprint(empty.client)).toBe(prints.at(-1))
  }))

test("a migration that fails leaves the version before it", () =>
  within(async (empty) => {
    const broken = { version: all.length + 1, name: "9999_broken.sql", sql: "CREATE TABLE ledger.half (a int); SELECT 1 / 0", checksum: "x" }
    await expect(migrate(empty.owner, ROLES, [...all, broken])).rejects.toMatchObject({ code: "22012" })
    expect(await fingerprint(empty.client)).toBe(prints.at(-1))
    expect(await versionOf(empty.client)).toBe(all.length)
  }))
