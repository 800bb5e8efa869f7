import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { clusterNow, finishSwitch, switchClusters } from "./switch.ts"

const home = mkdtempSync(join(tmpdir(), "encours-switch-"))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const CHOICE = { scratch: "postgres.new-abc", kept: "postgres-17.kept-2026-11-22" }
let count = 0

/** A data folder just before it is decided: the old cluster in its place, the new one and what is kept aside. */
function folder() {
  const path = join(home, String(++count))
  for (const name of ["postgres", "postgres.new-abc/postgres", "postgres.new-abc/kept/activity-heads"])
    mkdirSync(join(path, name), { recursive: true })
  writeFileSync(join(path, "postgres/PG_VERSION"), "17\n")
  writeFileSync(join(path, "postgres.new-abc/postgres/PG_VERSION"), "18\n")
  return path
}
const versionIn = (cluster: string) => readFileSync(join(cluster, "PG_VERSION"), "utf8").trim()
const STEPS = [
  (path: string) => writeFileSync(join(path, "switch.json"), JSON.stringify(CHOICE)),
  (path: string) => renameSync(join(path, "postgres.new-abc/kept"), join(path, CHOICE.kept)),
  (path: string) => renameSync(join(path, "postgres"), join(path, CHOICE.kept, "postgres")),
  (path: string) => renameSync(join(path, "postgres.new-abc/postgres"), join(path, "postgres")),
]

test("undecided, the books stay the old ones, and nothing is moved", async () => {
  const path = folder()
  await finishSwitch(path)
  expect(versionIn(join(path, "postgres"))).toBe("17")
  expect(readdirSync(path)).toEqual(["postgres", "postgres.new-abc"])
})

test.each([1, 2, 3, 4])("interrupted after %i of its steps, a switch is finished by the next opening", async (done) => {
  const path = folder()
  for (const step of STEPS.slice(0, done)) step(path)
  // Whose the cluster is can be told at every moment.
  expect(existsSync(clusterNow(path))).toBe(true)
  await finishSwitch(path)
  expect(versionIn(join(path, "postgres"))).toBe("18")
  expect(versionIn(join(path, CHOICE.kept, "postgres"))).toBe("17")
  expect(existsSync(join(path, CHOICE.kept, "activity-heads"))).toBe(true)
  expect(existsSync(join(path, "switch.json"))).toBe(false)
  await finishSwitch(path)
  expect(versionIn(join(path, "postgres"))).toBe("18")
})

test("undisturbed, a switch goes the whole way", async () => {
  const path = folder()
  await switchClusters(path, CHOICE)
  expect(readdirSync(path)).toEqual(["postgres", CHOICE.kept, "postgres.new-abc"])
  expect(versionIn(clusterNow(path))).toBe("18")
})
