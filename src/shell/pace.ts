/**
 * How fast a job goes and how long it still takes, from what it has told so far.
 *
 * Units     instants in milliseconds, the rate in units a second, what is left in whole seconds, rounded up.
 * Always    `done` never goes back; while it runs at least one second is left.
 */
import type { Progress } from "./job.store.ts"

export type Pace = {
  /** `after`: how long the rest takes once everything is counted, as a share of the counting itself. */
  tell(done: number, total: number | null, after: number, now: number): void
  at(now: number): Progress
}

/** Before this there is no telling. */
const FIRST_MS = 500

export function startPace(startedAt: number): Pace {
  let done = 0
  let total: number | null = null
  let after = 0
  let toldAt = startedAt
  return {
    tell(nowDone, nowTotal, nowAfter, now) {
      if (nowDone > done) toldAt = now
      done = Math.max(done, nowDone)
      total = nowTotal === null ? null : Math.max(done, nowTotal)
      after = nowAfter
    },
    at(now) {
      const elapsed = toldAt - startedAt
      if (done === 0 || elapsed < FIRST_MS) return { done, total, rate: null, secondsLeft: null }
      const rate = (done / elapsed) * 1000
      if (total === null) return { done, total, rate, secondsLeft: null }
      const counting = (total / rate) * 1000
      const left = counting * (1 + after) - elapsed - (now - toldAt)
      return { done, total, rate, secondsLeft: Math.max(1, Math.ceil(left / 1000)) }
    },
  }
}
