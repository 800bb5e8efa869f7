import fc from "fast-check"
import { expect, test } from "vitest"
import { makeTurns } from "./turns.ts"

const later = () => new Promise<void>((done) => setImmediate(done))

test("P66 whatever is asked at once: never more at work than may be, those who wait come in order, the rest are refused, nothing is left behind", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 1, max: 20 }),
      async (atOnce, mayWait, asked) => {
        const turns = makeTurns(atOnce, mayWait)
        const came: number[] = []
        let [working, most] = [0, 0]
        const work = (n: number) => async () => {
          came.push(n)
          most = Math.max(most, ++working)
          await later()
          working--
          if (n % 3 === 0) throw new Error("fails")
          return n
        }
        const answers = await Promise.allSettled(Array.from({ length: asked }, (_, n) => turns("a", work(n))))
        const refused = answers.filter((a) => a.status === "rejected" && (a.reason as { code?: string }).code === "TOO_MANY_REQUESTS")
        expect(refused.length).toBe(Math.max(0, asked - atOnce - mayWait))
        expect(most).toBe(Math.min(atOnce, asked))
        expect(came).toEqual(came.toSorted((x, y) => x - y))
        // A turn that failed is free again like any other.
        await expect(Promise.all(Array.from({ length: atOnce + mayWait }, () => turns("a", async () => "again")))).resolves.toBeDefined()
      },
    ),
  )
})

test("another asker does not wait for the first", async () => {
  const turns = makeTurns(1, 1)
  let free = () => {}
  const held = turns("a", () => new Promise<void>((done) => (free = done)))
  await expect(turns("b", async () => "served")).resolves.toBe("served")
  free()
  await held
})
