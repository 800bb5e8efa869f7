import { expect, test } from "vitest"
import { once } from "./once.ts"

test("what was away when it was first asked for is there for the next who asks, and then the same for all", async () => {
  let asked = 0
  const queue = once(async () => {
    if (++asked === 1) throw new Error("away")
    return { asked }
  })
  expect(queue.made()).toBeUndefined()
  expect((await Promise.allSettled([queue(), queue()])).map(({ status }) => status)).toEqual(["rejected", "rejected"])
  expect(asked).toBe(1)
  const [one, other] = await Promise.all([queue(), queue()])
  expect(one).toBe(other)
  expect(await queue.made()).toEqual({ asked: 2 })
})
