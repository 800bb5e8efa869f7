/**
 * What a piece of work costs: wall time, processor seconds (this program, the commands and servers it started) and the peak memory of our
 * process. Ours and the reference take turns within one run, the first alternating, so that a busy machine disturbs both alike.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs"

export type Work = {
  /** Not measured: what must stand before each turn. */
  readonly prepare?: () => Promise<void>
  readonly run: () => Promise<unknown>
  /** Not measured: what the run has brought about, as text; both sides must have brought about the same. */
  readonly outcome?: (returned: unknown) => Promise<string> | string
}
export type Cost = { readonly ms: number; readonly cpu: number | null; readonly rss: number | null }
export type Turns = { readonly ours: Cost; readonly reference: Cost | null; readonly rounds: number }

/** The peak memory, in MB, of a command the work has run; it replaces this program's own. */
export type WithPeak = { readonly peakMb: number | null }
const hasPeak = (returned: unknown): returned is WithPeak => typeof returned === "object" && returned !== null && "peakMb" in returned

export async function takeTurns(what: string, ours: Work, reference: Work | null, rounds: number): Promise<Turns> {
  const costs = { ours: [] as Cost[], reference: [] as Cost[] }
  for (let round = 0; round < rounds; round++) {
    const turns = reference === null ? (["ours"] as const) : round % 2 === 0 ? (["ours", "reference"] as const) : (["reference", "ours"] as const)
    const outcomes = new Map<string, string>()
    for (const turn of turns) {
      const work = turn === "ours" ? ours : reference!
      await work.prepare?.()
      const { cost, returned } = await measure(work.run)
      costs[turn].push(cost)
      if (work.outcome) outcomes.set(turn, await work.outcome(returned))
    }
    if (reference !== null) compare(what, outcomes.get("ours"), outcomes.get("reference"))
  }
  return { ours: medianOf(costs.ours), reference: reference === null ? null : medianOf(costs.reference), rounds }
}

async function measure(run: () => Promise<unknown>): Promise<{ cost: Cost; returned: unknown }> {
  resetPeak()
  const before = processorSeconds()
  const from = performance.now()
  const returned = await run()
  const ms = performance.now() - from
  const after = processorSeconds()
  return {
    cost: { ms, cpu: before === null || after === null ? null : after - before, rss: hasPeak(returned) ? returned.peakMb : peakOf(process.pid) },
    returned,
  }
}

/** A reference that does other work proves nothing: a difference is an error of the benchmark or of ours, and ends the run. */
function compare(what: string, ours: string | undefined, reference: string | undefined): void {
  if (ours === reference) return
  const at = [...(ours ?? "")].findIndex((letter, i) => letter !== reference?.[i])
  const around = (text: string | undefined) => (text === undefined ? "nothing" : `…${text.slice(Math.max(0, at - 60), at + 60)}…`)
  throw new Error(`${what}: ours and the reference differ at ${at}\n  ours      ${around(ours)}\n  reference ${around(reference)}`)
}

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
const medianOf = (costs: readonly Cost[]): Cost => {
  const known = (of: "cpu" | "rss") => costs.map((cost) => cost[of]).filter((value) => value !== null)
  return {
    ms: median(costs.map((cost) => cost.ms)),
    cpu: known("cpu").length === 0 ? null : median(known("cpu")),
    rss: known("rss").length === 0 ? null : Math.max(...known("rss")),
  }
}

// ---------------------------------------------------------------- what Linux tells of processes; elsewhere nothing is known

const TICKS_PER_SECOND = 100
type Process = { readonly pid: number; readonly parent: number; readonly seconds: number; readonly name: string }

function processes(): Process[] {
  return pids().flatMap((pid) => {
    const stat = tryRead(`/proc/${pid}/stat`)
    if (stat === null) return []
    const end = stat.lastIndexOf(")")
    const [, parent, ...rest] = stat.slice(end + 2).split(" ")
    // utime, stime, and those of children that have ended.
    const seconds = rest.slice(9, 13).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND
    return [{ pid, parent: Number(parent), seconds, name: stat.slice(stat.indexOf("(") + 1, end) }]
  })
}
const pids = () =>
  process.platform === "linux"
    ? readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : []
const tryRead = (path: string) => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return null
  }
}

/** A process and all that it started. */
function familyOf(root: number): Process[] {
  const all = processes()
  const family = all.filter((p) => p.pid === root)
  for (let i = 0; i < family.length; i++) family.push(...all.filter((p) => p.parent === family[i]!.pid))
  return family
}
const processorSeconds = () => (process.platform === "linux" ? familyOf(process.pid).reduce((sum, p) => sum + p.seconds, 0) : null)

/** The most memory a process has held so far, in MB. */
function peakOf(pid: number): number | null {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(tryRead(`/proc/${pid}/status`) ?? "")?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}
function resetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5")
  } catch {
    // Then the peak is that of the whole run so far.
  }
}

/** Watches a command until it has ended: the peak of its largest process that is not the database. */
export function watchPeak(root: number): () => number | null {
  let peak: number | null = null
  const look = () => {
    for (const { pid, name } of familyOf(root)) if (!name.startsWith("postgres")) peak = Math.max(peak ?? 0, peakOf(pid) ?? 0)
  }
  const timer = setInterval(look, 50)
  return () => {
    clearInterval(timer)
    return peak
  }
}
