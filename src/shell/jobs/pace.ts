/**
 * How fast a job goes and how long it still takes, from what it has told so far.
 *
 * Units     instants in milliseconds, the rate in units a second, what is left in whole seconds, rounded up.
 * Always    `done` never goes back; while it runs at least one second is left.
 */
import type { Progress } from "./job.ts"

export type Pace = {
  /** `after`: how long the rest takes once everything is counted, as a share of the counting itself. */
  tell(done: number, total: number | null, after: number, now: number): void
  at(now: number): Progress
}

/** Before this there is no telling. */
const FIRST_MS = 500

/** The clock runs from the first that is done: what came before (looking at a file) says nothing of the rest. */
export function startPace(): Pace {
  let done = 0
  let total: number | null = null
  let after = 0
  let first: { readonly done: number; readonly at: number } | null = null
  let toldAt = 0
  return {
    tell(nowDone, nowTotal, nowAfter, now) {
      if (nowDone > done) {
        first ??= { done: nowDone, at: now }
        toldAt = now
      }
      done = Math.max(done, nowDone)
      total = nowTotal === null ? null : Math.max(done, nowTotal)
      after = nowAfter
    },
    at(now) {
      if (first === null || toldAt - first.at < FIRST_MS) return { done, total, rate: null, secondsLeft: null }
      const rate = ((done - first.done) / (toldAt - first.at)) * 1000
      if (total === null) return { done, total, rate, secondsLeft: null }
      const left = ((total - done + after * total) / rate) * 1000 - (now - toldAt)
      return { done, total, rate, secondsLeft: Math.max(1, Math.ceil(left / 1000)) }
    },
  }
}
