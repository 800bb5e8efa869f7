/** One line of the table and of the results. */
import type { Turns } from "./measure.ts"

/** Ratio to the reference, or seconds where there is none. */
export type Target = { readonly must: number; readonly aim: number }
export type Line = {
  readonly id: string
  readonly what: string
  readonly rows: number
  readonly rounds: number
  /** Milliseconds, medians. */
  readonly ours: number
  readonly reference: number | null
  readonly ratio: number | null
  /** Processor seconds of all processes of one turn, medians. */
  readonly cpu: { readonly ours: number | null; readonly reference: number | null }
  /** The peak of our process in MB. */
  readonly rss: number | null
  readonly must: number
  readonly aim: number
  readonly met: "aim" | "must" | "no"
}

const round = (value: number | null, decimals: number) => (value === null ? null : Math.round(value * 10 ** decimals) / 10 ** decimals)

export function line(id: string, what: string, rows: number, { ours, reference, rounds }: Turns, { must, aim }: Target): Line {
  const ratio = reference === null ? null : ours.ms / reference.ms
  const measured = ratio ?? ours.ms / 1000
  return {
    id,
    what,
    rows,
    rounds,
    ours: round(ours.ms, 1)!,
    reference: round(reference?.ms ?? null, 1),
    ratio: round(ratio, 2),
    cpu: { ours: round(ours.cpu, 2), reference: round(reference?.cpu ?? null, 2) },
    rss: round(ours.rss, 0),
    must,
    aim,
    met: measured <= aim ? "aim" : measured <= must ? "must" : "no",
  }
}

const HEADS = ["", "work", "ours", "reference", "ratio", "cpu", "cpu ref.", "peak", "must", "aim", "met"]
export function table(lines: readonly Line[]): string {
  const time = (ms: number | null) => (ms === null ? "–" : ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`)
  const seconds = (cpu: number | null) => (cpu === null ? "–" : `${cpu.toFixed(2)} s`)
  const limit = (l: Line, value: number) => (l.ratio === null ? `≤ ${value} s` : `≤ ${value} ×`)
  const cells = [
    HEADS,
    ...lines.map((l) => [
      l.id,
      l.what,
      time(l.ours),
      time(l.reference),
      l.ratio === null ? "–" : `${l.ratio.toFixed(2)} ×`,
      seconds(l.cpu.ours),
      seconds(l.cpu.reference),
      l.rss === null ? "–" : `${l.rss} MB`,
      limit(l, l.must),
      limit(l, l.aim),
      l.met,
    ]),
  ]
  const widths = HEADS.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)))
  return cells.map((row) => row.map((cell, i) => (i === 1 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  ")).join("\n")
}
