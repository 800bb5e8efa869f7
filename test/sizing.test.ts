import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { ASSUMED, deal, drawCompanies, sizing } from "../bench/sizing.ts"
import { ROOT } from "./tree.ts"

test("the sizing in docs/scale.md is what the simulation says", () => {
  expect(readFileSync(join(ROOT, "docs/scale.md"), "utf8")).toContain(sizing())
})

test("companies add up to all items, machines hold every company once, and no machine is far above the mean", () => {
  const sizes = drawCompanies()
  expect(Math.abs(sizes.reduce((sum, size) => sum + size, 0) - ASSUMED.items)).toBeLessThan(ASSUMED.companies)
  const load = deal(sizes, 8)
  expect(load.reduce((sum, size) => sum + size, 0)).toBe(sizes.reduce((sum, size) => sum + size, 0))
  expect(Math.max(...load)).toBeLessThan((1.5 * ASSUMED.items) / 8)
})
