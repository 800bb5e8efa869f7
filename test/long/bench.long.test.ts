/** The measurements themselves, on next to nothing: each runs, compares with its reference, and leaves nothing behind. */
import { readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { expect, test } from "vitest"
import { BENCHES } from "../../bench/bench.ts"
import { table } from "../../bench/line.ts"
import { benchLists } from "../../bench/lists.ts"

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

/** The limits are those of a million invoices; a machine that does other tests beside is given four times as long. */
test("P45 on a twentieth of a million invoices 20 users get every list and every ageing in time", async () => {
  const lines = await benchLists(50_000, 1)
  expect(lines.filter(({ ours, must }) => ours > must * 4_000).map(({ what, ours }) => `${what}: ${ours} ms`)).toEqual([])
  expect(lines.filter(({ what }) => what.includes("20 users")).length).toBeGreaterThan(12)
})
