/** The simulated clock: set to an hour of a day, it moves by a second each time it is read, so that no two facts share an instant. */
import { type Day, day } from "../kernel/day.ts"

/** Simulations begin on the same day whatever the date, so that a seed alone says which life it is. */
export const FIRST_DAY = day("2024-01-01")

export type SimClock = { now(): Date; set(day: Day, hour: number): void }
export function simulatedClock(from: Day): SimClock {
  let at = Date.parse(`${from}T00:00:00Z`)
  return {
    now() {
      at += 1_000
      return new Date(at)
    },
    set(day, hour) {
      at = Date.parse(`${day}T${String(hour).padStart(2, "0")}:00:00Z`)
    },
  }
}
/** The last instant of a day: what was known by its night. */
export const nightOf = (day: Day) => `${day}T23:59:59.999Z`
