import { expect, test } from "vitest"
import { day } from "../kernel/day.ts"
import { inForce, type Timeline } from "./timeline.ts"

const source = { act: "an act", article: "1", url: "https://example.org/act", readOn: day("2026-11-21") }
const rate: Timeline<string> = [
  { from: day("2026-01-01"), value: "10.15", source },
  { from: day("2026-07-01"), value: "10.4", source },
]

test.each([
  ["2026-01-01", "10.15"],
  ["2026-06-30", "10.15"],
  ["2026-07-01", "10.4"],
  ["2031-01-01", "10.4"],
])("on %s the rate in force is %s", (on, value) => {
  expect(inForce(rate, day(on))?.value).toBe(value)
})
test("before the first row nothing is in force, and nothing is guessed", () => {
  expect(inForce(rate, day("2025-12-31"))).toBeUndefined()
})
