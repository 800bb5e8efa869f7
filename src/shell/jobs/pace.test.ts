import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { startPace } from "./pace.ts"

describe("how fast a job goes", () => {
  test.each([
    ["nothing told yet", [], 5_000, { done: 0, total: null, rate: null, secondsLeft: null }],
    ["looked at for long, and just begun", [[100, 1_000, 0, 60_000]], 61_000, { done: 100, total: 1_000, rate: null, secondsLeft: null }],
    [
      "too early to tell",
      [
        [100, 1_000, 0, 1_000],
        [200, 1_000, 0, 1_400],
      ],
      1_400,
      { done: 200, total: 1_000, rate: null, secondsLeft: null },
    ],
    [
      "half of it in two seconds: two more",
      [
        [100, 1_000, 0, 0],
        [600, 1_000, 0, 2_000],
      ],
      2_400,
      { done: 600, total: 1_000, rate: 250, secondsLeft: 2 },
    ],
    [
      "the rest takes as long again",
      [
        [100, 1_000, 1, 0],
        [600, 1_000, 1, 2_000],
      ],
      2_000,
      { done: 600, total: 1_000, rate: 250, secondsLeft: 6 },
    ],
    [
      "all counted, the rest has begun",
      [
        [200, 1_000, 1, 0],
        [1_000, 1_000, 1, 2_000],
      ],
      3_500,
      { done: 1_000, total: 1_000, rate: 400, secondsLeft: 1 },
    ],
    [
      "it takes longer than thought",
      [
        [200, 1_000, 0, 0],
        [1_000, 1_000, 0, 4_000],
      ],
      60_000,
      { done: 1_000, total: 1_000, rate: 200, secondsLeft: 1 },
    ],
    [
      "nobody knows how much there is",
      [
        [100, null, 0, 0],
        [600, null, 0, 2_500],
      ],
      3_000,
      { done: 600, total: null, rate: 200, secondsLeft: null },
    ],
    [
      "more than was thought",
      [
        [200, 1_000, 0, 0],
        [1_200, 1_000, 0, 2_500],
      ],
      2_500,
      { done: 1_200, total: 1_200, rate: 400, secondsLeft: 1 },
    ],
  ] as const)("%s", (_, told, now, expected) => {
    const pace = startPace()
    for (const [done, total, after, at] of told) pace.tell(done, total, after, at)
    expect(pace.at(now)).toEqual(expected)
  })

  test("what is done never goes back, and never exceeds the whole", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1_000), fc.option(fc.nat(1_000)), fc.nat(2_000))), (told) => {
        const pace = startPace()
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
