import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { startPace } from "./pace.ts"

describe("how fast a job goes", () => {
  test.each([
    ["nothing told yet", [], 5_000, { done: 0, total: null, rate: null, secondsLeft: null }],
    ["too early to tell", [[100, 1_000, 0, 400]], 400, { done: 100, total: 1_000, rate: null, secondsLeft: null }],
    ["half of it after two seconds: two more", [[500, 1_000, 0, 2_000]], 2_000, { done: 500, total: 1_000, rate: 250, secondsLeft: 2 }],
    ["the rest takes as long again", [[500, 1_000, 1, 2_000]], 2_000, { done: 500, total: 1_000, rate: 250, secondsLeft: 6 }],
    ["all counted, the rest has begun", [[1_000, 1_000, 1, 4_000]], 7_000, { done: 1_000, total: 1_000, rate: 250, secondsLeft: 1 }],
    ["it takes longer than thought", [[1_000, 1_000, 0, 4_000]], 60_000, { done: 1_000, total: 1_000, rate: 250, secondsLeft: 1 }],
    ["nobody knows how much there is", [[600, null, 0, 3_000]], 3_000, { done: 600, total: null, rate: 200, secondsLeft: null }],
    ["more than was thought", [[1_200, 1_000, 0, 3_000]], 3_000, { done: 1_200, total: 1_200, rate: 400, secondsLeft: 1 }],
  ] as const)("%s", (_, told, now, expected) => {
    const pace = startPace(0)
    for (const [done, total, after, at] of told) pace.tell(done, total, after, at)
    expect(pace.at(now)).toEqual(expected)
  })

  test("what is done never goes back, and never exceeds the whole", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1_000), fc.option(fc.nat(1_000)), fc.nat(2_000))), (told) => {
        const pace = startPace(0)
        let before = 0
        let now = 0
        for (const [done, total, wait] of told) {
          now += wait
          pace.tell(done, total, 0, now)
          const at = pace.at(now)
          expect(at.done).toBeGreaterThanOrEqual(before)
          expect(at.total ?? at.done).toBeGreaterThanOrEqual(at.done)
          expect(at.secondsLeft ?? 1).toBeGreaterThanOrEqual(1)
          before = at.done
        }
      }),
    ))
})
