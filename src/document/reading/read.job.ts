/** The importing side of the guarded reader: starts it, hears what it says of the file, and hands its rows on as they come. */
import { realpath, stat } from "node:fs/promises"
import type { Frame } from "../../shell/frames.ts"
import { type EndReason, GuardedEnd, type Limits, runGuarded } from "../../shell/guard.ts"
import type { BookFile } from "../accounting/posting.ts"
import { type Problem, refusal } from "../draft.ts"
import type { Understanding } from "../remembered/remembered.ts"
import type { Looked, Opened, Outcast, ReadingEvent, ReadingRequest } from "./reading.ts"

const MEMORY_MB = 512
/** A reader that says nothing for this long stands still; at this pace and slower a file takes too long whatever it says. */
const STALLED_MS = 20_000
const BYTES_A_MS = 100
const AT_LEAST_MS = 120_000

/** The file breaks off, or its reader did: nothing of it may be posted. */
export class FileBroken extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

export type Heard = Extract<ReadingEvent, { readonly is: "rows" | "part" | "customers" | "done" }>
export type Reading = {
  readonly opened: Opened | null
  readonly problems: readonly Problem[]
  /** Null: the file is refused as a whole, for the reasons among the problems. */
  readonly planned: ({ readonly byCompany: boolean } & Understanding) | null
  /** The file it mends, by the beginning of its hash: to be read with it. */
  readonly mends: string | null
  /** The hashes of those it was read with. */
  readonly bases: readonly string[]
  /** The kind of a refused file, where that much was told. */
  readonly kind: BookFile["kind"] | null
  /** The rows as COPY lines; `hear` is told how far it got. Throws FileBroken. To be taken once. */
  lines(hear: (heard: Heard) => void): AsyncGenerator<Buffer>
  /** The rows kept out, where the request asked for them instead. Throws FileBroken. To be taken once. */
  outcasts(): AsyncGenerator<readonly Outcast[]>
  close(): Promise<void>
}

export async function openReading(request: ReadingRequest, bytes: number, looking: (done: number) => void, signal?: AbortSignal): Promise<Reading> {
  const frames = await startReader(request, bytes, signal)
  const close = () => frames.return(undefined).then(() => {})
  let opened: Opened | null = null
  const ended = (problems: readonly Problem[], kind: Reading["kind"] = null): Reading => ({
    opened,
    problems,
    planned: null,
    mends: null,
    bases: [],
    kind,
    lines: nothing,
    outcasts: nothing,
    close,
  })
  try {
    for (;;) {
      const event = eventOf(await frames.next())
      if (event.is === "alive") looking(event.done)
      else if (event.is === "opened") opened = event
      else if (event.is === "planned")
        return {
          opened,
          problems: event.problems,
          planned: event,
          mends: null,
          bases: request.bases.map((base) => base.sha256),
          kind: null,
          lines: (hear) => linesOf(frames, hear),
          outcasts: () => outcastsOf(frames),
          close,
        }
      else if (event.is === "mends") {
        await close()
        return { ...ended([], "fec"), mends: event.file }
      } else if (event.is === "refused") {
        await close()
        return ended(event.problems, event.kind)
      } else throw new FileBroken(killed("crash", event.is))
    }
  } catch (error) {
    await close()
    const broken = brokenBy(error)
    if (broken === null) throw error
    return ended([broken.problem])
  }
}

/** What a table looks like; null for a file of books, and where it cannot be opened: its import says why. */
export async function lookAt(request: ReadingRequest, bytes: number): Promise<Looked | null> {
  const frames = await startReader(request, bytes)
  try {
    for (;;) {
      const event = eventOf(await frames.next())
      if (event.is === "looked") return event.at
      if (event.is !== "alive") return null
    }
  } catch (error) {
    if (brokenBy(error) === null) throw error
    return null
  } finally {
    await frames.return(undefined)
  }
}

async function startReader(request: ReadingRequest, bytes: number, signal?: AbortSignal): Promise<AsyncGenerator<Frame>> {
  const path = await realpath(request.path)
  const beneath = await Promise.all(request.bases.map(async (base) => ({ ...base, path: await realpath(base.path) })))
  const sizes = await Promise.all(beneath.map(async (base) => (await stat(base.path)).size))
  const weight = sizes.reduce((sum, size) => sum + size, bytes)
  const limits: Limits = { memoryMb: MEMORY_MB, heapMb: 192, stalledMs: STALLED_MS, totalMs: AT_LEAST_MS + weight / BYTES_A_MS }
  return runGuarded(
    new URL("./child.job.ts", import.meta.url),
    { ...request, path, bases: beneath },
    [path, ...beneath.map((b) => b.path)],
    limits,
    signal,
  )
}

async function* nothing(): AsyncGenerator<never> {}

async function* linesOf(frames: AsyncGenerator<Frame>, hear: (heard: Heard) => void): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      const next = await frames.next()
      if (!next.done && "raw" in next.value) {
        yield next.value.raw
        continue
      }
      const event = eventOf(next)
      if (event.is === "broken") throw new FileBroken(event.problem)
      if (event.is === "rows" || event.is === "part" || event.is === "customers" || event.is === "done") hear(event)
      if (event.is === "done") return
    }
  } catch (error) {
    throw brokenBy(error) ?? error
  } finally {
    await frames.return(undefined)
  }
}

async function* outcastsOf(frames: AsyncGenerator<Frame>): AsyncGenerator<readonly Outcast[]> {
  try {
    for (;;) {
      const event = eventOf(await frames.next())
      if (event.is === "outcasts") yield event.rows
      else if (event.is === "broken") throw new FileBroken(event.problem)
      else if (event.is === "done") return
    }
  } catch (error) {
    throw brokenBy(error) ?? error
  } finally {
    await frames.return(undefined)
  }
}

/** A reader that goes without a last word broke. */
function eventOf(next: IteratorResult<Frame>): ReadingEvent {
  if (next.done || !("message" in next.value)) throw new FileBroken(killed("crash", ""))
  return next.value.message as ReadingEvent
}

function brokenBy(error: unknown): FileBroken | null {
  if (error instanceof FileBroken) return error
  return error instanceof GuardedEnd ? new FileBroken(killed(error.reason, error.told)) : null
}
const killed = (reason: EndReason, told: string): Problem =>
  refusal("READER_KILLED", { reason, memory: String(MEMORY_MB), told: /^\w*(?:Error|Exception)\b.*$/m.exec(told)?.[0].slice(0, 200) ?? "" })
