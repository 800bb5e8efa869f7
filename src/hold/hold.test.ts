import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addDays, day } from "../kernel/day.ts"
import { checkHold, HOLD_STATES, holdStateOn } from "./hold.ts"

const TODAY = day("2026-06-15")
const said = (until: string, reason: "other" | "commercialGesture" = "commercialGesture", note: string | null = null) =>
  checkHold({ reason, note, from: TODAY, until: day(until) }, TODAY)

describe("a hold", () => {
  test.each([
    ["for today only is one", said("2026-06-15"), null],
    ["for a year is one", said("2027-06-15"), null],
    ["for a year and a day is none", said("2027-06-16"), "HOLD_TOO_LONG"],
    ["until yesterday is none", said("2026-06-14"), "HOLD_PAST"],
    ["for another reason needs words", said("2026-06-30", "other"), "HOLD_NEEDS_WORDS"],
    ["for another reason in words is one", said("2026-06-30", "other", "the chairman asked"), null],
  ])("%s", (_, checked, code) => expect(checked.ok ? null : checked.refusal.code).toBe(code))

  test.each([
    ["2026-06-30", null, "2026-06-30", "active"],
    ["2026-06-30", null, "2026-07-01", "over"],
    ["2026-06-30", "2026-06-20", "2026-06-19", "active"],
    ["2026-06-30", "2026-06-20", "2026-06-20", "lifted"],
    ["2026-06-30", "2026-06-20", "2026-07-20", "lifted"],
  ])("until %s, lifted %s, is on %s %s", (until, lifted, asOf, state) =>
    expect(holdStateOn({ until: day(until), liftedOn: lifted === null ? null : day(lifted) }, day(asOf))).toBe(state),
  )
})

test("a hold is in one state a day, and once it is not active it never is again", () => {
  const anyDay = fc.integer({ min: 0, max: 40 }).map((n) => addDays(TODAY, n))
  fc.assert(
    fc.property(anyDay, fc.option(anyDay, { nil: null }), (until, liftedOn) => {
      const states = Array.from({ length: 60 }, (_, n) => holdStateOn({ until, liftedOn }, addDays(TODAY, n)))
      expect(states.every((state) => HOLD_STATES.includes(state))).toBe(true)
      const end = states.findIndex((state) => state !== "active")
      expect(new Set(states.slice(end)).size).toBe(1)
    }),
  )
})
