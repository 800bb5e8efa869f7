/** The measurements themselves, on next to nothing: each runs, compares with its reference, and leaves nothing behind. */
import { readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { expect, test } from "vitest"
import { BENCHES } from "../../bench/bench.ts"
import { table } from "../../bench/line.ts"

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("encours-bench-"))

test.each(Object.keys(BENCHES))("%s is measured beside its reference, and nothing stays", async (id) => {
  const before = left()
  const lines = await BENCHES[id]!.run(100, 1)
  for (const line of lines) {
    expect(line.id).toBe(id)
    expect(line.ours).toBeGreaterThan(0)
    expect(line.ratio === null).toBe(line.reference === null)
  }
  expect(table(lines).split("\n")).toHaveLength(lines.length + 1)
  expect(left().filter((name) => !before.includes(name))).toEqual([])
})
