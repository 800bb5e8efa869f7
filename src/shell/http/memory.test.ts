import { expect, test } from "vitest"
import { makeMemory, type Worked } from "./memory.ts"

const ofTexts = (most: number) => makeMemory<string>(most, most / 4, (question, text) => question.length + text.length)

function counted(answer: (n: number) => Worked<string> | Promise<Worked<string>>) {
  let times = 0
  return { work: async () => answer(++times), times: () => times }
}

test("the same question on the same books is worked out once, also by several at once; on other books again", async () => {
  const memory = ofTexts(1_000)
  const { work, times } = counted((n) => ({ state: n === 1 ? "a" : "b", value: `${n}` }))
  expect(await Promise.all([memory("q", "a", work), memory("q", "a", work)])).toEqual(["1", "1"])
  expect(await memory("q", "a", work)).toBe("1")
  expect(await memory("q", "b", work)).toBe("2")
  expect(await memory("q", "b", work)).toBe("2")
  expect(times()).toBe(2)
})

test("what was worked out on books that moved meanwhile is given to who asked and to nobody after", async () => {
  const memory = ofTexts(1_000)
  const { work } = counted((n) => ({ state: "b", value: `${n}` }))
  expect(await memory("q", "a", work)).toBe("1")
  expect(await memory("q", "a", work)).toBe("2")
  expect(await memory("q", "b", work)).toBe("3")
  expect(await memory("q", "b", work)).toBe("3")
})

test("a failure is told to all who waited, and the next one tries anew", async () => {
  const memory = ofTexts(1_000)
  const { work } = counted((n) => (n === 1 ? Promise.reject(new Error("away")) : { state: "a", value: "well" }))
  const waiting = [memory("q", "a", work), memory("q", "a", work)]
  for (const one of waiting) await expect(one).rejects.toThrow("away")
  expect(await memory("q", "a", work)).toBe("well")
})

test("no more bytes are kept than allowed: the least asked go first, and what is too large is not kept", async () => {
  const memory = ofTexts(104)
  const ask = async (question: string, size: number) => {
    let worked = false
    await memory(question, "a", async () => {
      worked = true
      return { state: "a", value: "x".repeat(size) }
    })
    return worked
  }
  for (const question of ["a", "b", "c", "d"]) expect(await ask(question, 25)).toBe(true)
  expect(await ask("a", 25)).toBe(false)
  expect(await ask("e", 25)).toBe(true)
  expect(await ask("a", 25)).toBe(false)
  expect(await ask("b", 25)).toBe(true)
  expect(await ask("large", 26)).toBe(true)
  expect(await ask("large", 26)).toBe(true)
})

test("questions count too: many long ones with short answers do not fill the memory", async () => {
  const memory = ofTexts(4_000)
  let worked = 0
  const ask = (n: number) =>
    memory(`${n} ${"x".repeat(900)}`, "a", async () => {
      worked++
      return { state: "a", value: "0" }
    })
  for (let n = 0; n < 10; n++) await ask(n)
  await ask(9)
  expect(worked).toBe(10)
  await ask(0)
  expect(worked).toBe(11)
})
