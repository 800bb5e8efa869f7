import type { Day } from "../kernel/day.ts"

/** Where a rule or figure is written down, so that a reader can check it. */
export type Source = { readonly act: string; readonly article: string; readonly url: string; readonly readOn: Day }
/** One figure over time. Rows ascend by `from`; a row holds until the next one starts. */
export type Timeline<T> = readonly { readonly from: Day; readonly value: T; readonly source: Source }[]
/** The row in force on `on`, or undefined before the first row: the caller refuses, never guesses. */
export const inForce = <T>(timeline: Timeline<T>, on: Day) => timeline.findLast((row) => row.from <= on)
