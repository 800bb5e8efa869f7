import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import { afterAll, expect, test, vi } from "vitest"
import type { Errand } from "../../test/guard/errand.ts"
import { frameReader, messageFrame, rawFrame } from "./frames.ts"
import { GuardedEnd, type Limits, runGuarded } from "./guard.ts"

const folder = mkdtempSync(join(tmpdir(), "encours-guard-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
vi.setConfig({ testTimeout: 60_000 })
const PROGRAM = new URL("../../test/guard/errand.ts", import.meta.url)
const LIMITS: Limits = { memoryMb: 300, heapMb: 128, stalledMs: 60_000, totalMs: 60_000 }

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
async function goneSoon(pid: number) {
  for (let i = 0; i < 200 && alive(pid); i++) await pause(50)
  return !alive(pid)
}
async function run(errand: Errand, limits: Partial<Limits> = {}, files: readonly string[] = [], signal?: AbortSignal) {
  const messages: { pid?: number; environment?: string[]; length?: number }[] = []
  let [raw, end] = [0, null as unknown]
  try {
    for await (const frame of runGuarded(PROGRAM, errand, files, { ...LIMITS, ...limits }, signal))
      if ("message" in frame) messages.push(frame.message as object)
      else raw += frame.raw.length
  } catch (error) {
    end = error instanceof GuardedEnd ? error.reason : error
  }
  return { messages, raw, end, pid: messages[0]?.pid ?? 0 }
}

test("a guarded program answers in messages and raw text, and sees nothing of the environment", async () => {
  const { messages, raw, end, pid } = await run({ what: "echo" })
  expect(end).toBeNull()
  expect(messages[0]!.environment!.filter((name) => !/^(?:SystemRoot|NODE_CHANNEL_FD|MALLOC_MMAP_THRESHOLD_)$/.test(name))).toEqual([])
  expect(raw).toBe(200 * 50_000)
  expect(alive(pid)).toBe(false)
})
test.each([
  ["grows outside its heap", "grow", {}, "memory"],
  ["fills its heap", "heap", {}, "memory"],
  ["stands still", "loop", { stalledMs: 3_000 }, "time"],
  ["takes too long in all", "loop", { totalMs: 3_000 }, "time"],
  ["throws", "throw", {}, "crash"],
  ["talks nonsense", "babble", {}, "crash"],
] as const)("a program that %s is ended, and its end has a reason", async (_, what, limits, reason) => {
  const { end, pid } = await run({ what }, limits)
  expect(end).toBe(reason)
  expect(pid === 0 || (await goneSoon(pid))).toBe(true)
})
test("it may read the file it was given, no other, and write none", async () => {
  const [given, other] = [join(folder, "a, given *.csv"), join(folder, "other.csv")]
  for (const path of [given, other]) writeFileSync(path, "12345")
  expect((await run({ what: "read", path: given }, {}, [given])).messages[1]).toEqual({ length: 5 })
  expect(await run({ what: "read", path: other }, {}, [given])).toMatchObject({ end: "crash" })
  expect(await run({ what: "write", path: given }, {}, [given])).toMatchObject({ end: "crash" })
})
test("a slow taker is not held against the program", async () => {
  const limitMs = 5_000
  let raw = 0
  for await (const frame of runGuarded(PROGRAM, { what: "echo" }, [], { ...LIMITS, stalledMs: limitMs, totalMs: limitMs }))
    if ("raw" in frame) {
      if (raw === 0) await pause(limitMs + 1_000)
      raw += frame.raw.length
    }
  expect(raw).toBe(200 * 50_000)
})
test("who leaves early, or cancels, ends it", async () => {
  let pid = 0
  for await (const frame of runGuarded(PROGRAM, { what: "loop" }, [], LIMITS))
    if ("message" in frame) {
      pid = (frame.message as { pid: number }).pid
      break
    }
  expect(alive(pid)).toBe(false)
  // Of one with more to say than anybody takes nothing waits for the rest.
  for await (const frame of runGuarded(PROGRAM, { what: "echo" }, [], LIMITS)) {
    if ("message" in frame) continue
    await pause(500)
    break
  }
  const stop = new AbortController()
  setTimeout(() => stop.abort(new Error("cancelled")), 1_000)
  const cancelled = await run({ what: "loop" }, {}, [], stop.signal)
  expect(cancelled.end).toEqual(new Error("cancelled"))
})
test("P79 no guarded program outlives a parent that is killed, however busy it is", async () => {
  const parent = spawn(process.execPath, [join(import.meta.dirname, "../../test/guard/parent.ts")], { stdio: ["ignore", "pipe", "inherit"] })
  const [said] = (await once(parent.stdout, "data")) as [Buffer]
  const pid = Number(said)
  expect(alive(pid)).toBe(true)
  parent.kill("SIGKILL")
  await once(parent, "exit")
  expect(await goneSoon(pid)).toBe(true)
})
test("frames come out as they went in, however the stream is cut; anything else is not taken for frames", () => {
  const piece = fc.oneof(fc.string(), fc.record({ a: fc.string(), b: fc.integer() }))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (pieces, size) => {
      const stream = Buffer.concat(pieces.map((p) => (typeof p === "string" ? rawFrame(p) : messageFrame(p))))
      const read = frameReader()
      const got: unknown[] = []
      let text = Buffer.alloc(0)
      for (let at = 0; at < stream.length; at += size)
        for (const frame of read(stream.subarray(at, at + size))!)
          if ("raw" in frame) text = Buffer.concat([text, frame.raw])
          else got.push(frame.message)
      expect(got).toEqual(pieces.filter((p) => typeof p !== "string"))
      expect(text.toString()).toBe(pieces.filter((p) => typeof p === "string").join(""))
    }),
  )
  expect(frameReader()(Buffer.from("hello world"))).toBeNull()
})
