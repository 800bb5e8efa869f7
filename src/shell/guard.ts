/**
 * Runs a program of ours that handles what we do not trust in a process of its own: little memory, no environment, no database, no right to
 * write files or to start anything. It is ended when it grows, stalls, when nobody wants its answer any more, and with this process.
 *
 * Time counts only while its answer is waited for: a slow taker is no fault of the child.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { readFileSync, realpathSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { type Frame, frameReader } from "./frames.ts"
import type { Errand } from "./guarded.ts"

export type Limits = {
  /** Resident memory of the whole process; the JavaScript heap gets `heapMb` of it. */
  readonly memoryMb: number
  readonly heapMb: number
  /** Longest silence, and longest work in all, as waited for by the taker. */
  readonly stalledMs: number
  readonly totalMs: number
}
export type EndReason = "memory" | "time" | "crash"

/** The process did not finish: `told` is the end of what it wrote to stderr, for the log. */
export class GuardedEnd extends Error {
  readonly reason: EndReason
  readonly told: string
  constructor(reason: EndReason, told: string) {
    super(`the guarded process ended: ${reason} ${told}`)
    this.reason = reason
    this.told = told
  }
}

const WATCH_MS = 50
const TOLD_KEPT = 2_000
const PROGRAM = fileURLToPath(new URL("../../", import.meta.url))
/** Where the packages really lie: some keep node_modules elsewhere and link to it. */
const PACKAGES = realpathSync(`${PROGRAM}node_modules`)

/**
 * The frames with which `entry` (a module that calls `answerParent`) answers the request. It may read the program's own files and those
 * named. Throws GuardedEnd when it was ended or broke; the signal's reason when it was cancelled. Leaving the loop early ends the process.
 */
export async function* runGuarded(
  entry: URL,
  request: unknown,
  files: readonly string[],
  limits: Limits,
  signal?: AbortSignal,
): AsyncGenerator<Frame> {
  signal?.throwIfAborted()
  const child = spawn(process.execPath, [...flags(files, limits), fileURLToPath(entry)], { env: environment(), stdio: ["pipe", "pipe", "pipe"] })
  const watch = watchOver(child, limits)
  const cancel = () => child.kill("SIGKILL")
  signal?.addEventListener("abort", cancel)
  const errand: Errand = { request, memoryMb: limits.memoryMb }
  // A child that dies at once closes its end: what it says, or does not say, tells more than the failed write.
  child.stdin!.on("error", () => {})
  child.stdin!.write(`${JSON.stringify(errand)}\n`)
  const take = frameReader()
  try {
    const chunks = child.stdout![Symbol.asyncIterator]() as AsyncIterator<Buffer>
    for (;;) {
      watch.waits(true)
      const next = await chunks.next()
      watch.waits(false)
      if (next.done) break
      const frames = take(next.value)
      if (frames === null) throw new GuardedEnd("crash", "no frames")
      yield* frames
    }
    const { reason, told } = await watch.ended
    signal?.throwIfAborted()
    if (reason !== null) throw new GuardedEnd(reason, told)
  } finally {
    signal?.removeEventListener("abort", cancel)
    child.kill("SIGKILL")
    child.stdin!.destroy()
    // What nobody takes any more would keep the pipe open, and this waiting, for ever.
    child.stdout!.destroy()
    await watch.ended
  }
}

/** Node's own permissions: reading these paths, and one thread for the leash. */
function flags(files: readonly string[], limits: Limits): string[] {
  const readable = [PROGRAM, PACKAGES, ...files].map((path) => `--allow-fs-read=${path}`)
  // A bounded nursery: what is read is used at once and forgotten. Half of it doubles the time, twice as much gains nothing.
  return ["--permission", ...readable, "--allow-worker", `--max-old-space-size=${limits.heapMb}`, "--max-semi-space-size=16", "--no-warnings"]
}
/**
 * What a Windows process cannot start without; nothing of ours. And a word to the C library on Linux: what is large is given back to the system
 * once it is freed, rather than kept for the next one of its kind.
 */
const environment = () => ({
  MALLOC_MMAP_THRESHOLD_: "400000",
  ...(process.env.SystemRoot !== undefined && { SystemRoot: process.env.SystemRoot }),
})

function watchOver(child: ChildProcess, limits: Limits) {
  let reason: EndReason | null = null
  let told = ""
  let waitedMs = 0
  let waitingSince: number | null = null
  const end = (why: EndReason) => {
    reason ??= why
    child.kill("SIGKILL")
  }
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    told = (told + text).slice(-TOLD_KEPT)
  })
  const watch = setInterval(() => {
    const waits = waitingSince === null ? 0 : performance.now() - waitingSince
    if (waits > limits.stalledMs || waitedMs + waits > limits.totalMs) end("time")
    if (residentMb(child.pid) > limits.memoryMb) end("memory")
  }, WATCH_MS)
  const killWithUs = () => child.kill("SIGKILL")
  process.once("exit", killWithUs)
  const ended = new Promise<{ readonly reason: EndReason | null; readonly told: string }>((resolve) => {
    const finish = (code: number | null) => {
      clearInterval(watch)
      process.off("exit", killWithUs)
      if (reason === null && code !== 0) reason = /leash: memory|heap out of memory|allocation failed/i.test(told) ? "memory" : "crash"
      resolve({ reason, told: told.trim() })
    }
    child.once("close", finish)
    child.once("error", (error) => {
      told += error.message
      finish(null)
    })
  })
  return {
    ended,
    waits(now: boolean) {
      if (waitingSince !== null) waitedMs += performance.now() - waitingSince
      waitingSince = now ? performance.now() : null
    },
  }
}

/** Linux tells; elsewhere the leash inside the process watches alone. */
function residentMb(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return 0
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
