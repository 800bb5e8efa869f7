/**
 * What the program knows of the law on a day: each figure, where it is written, when it was last read there, and what is already known to change.
 *
 * Days    a figure is due to be read again `READ_AGAIN_DAYS` after it was read, or from `WARN_DAYS` before a known change on.
 */
import { type Day, daysBetween } from "../kernel/day.ts"
import { defaultPaymentDays, memberStates } from "./eu.ts"
import { actOf, CALENDAR_CODES, type CalendarCode } from "./holidays.ts"
import { inForce, type Timeline } from "./timeline.ts"

const READ_AGAIN_DAYS = 365
const WARN_DAYS = 30

export const LAW_KEYS = ["defaultPaymentDays", "memberStates", "holidays"] as const
export type LawKey = (typeof LAW_KEYS)[number]
export const LAW_STATES = ["current", "readAgain", "changesSoon"] as const
export type LawFigure = {
  readonly key: LawKey
  /** Of holidays: whose. */
  readonly calendar: CalendarCode | null
  readonly value: string
  /** Null: laid down by rules without a first day here. */
  readonly since: Day | null
  readonly changesOn: Day | null
  /** `readOn` null: nobody read it at its source yet. */
  readonly source: { readonly act: string; readonly article: string; readonly url: string | null; readonly readOn: Day | null }
  readonly state: (typeof LAW_STATES)[number]
}

/** Figures without a row on `asOf` are not in force and not named. */
export function lawOn(asOf: Day): readonly LawFigure[] {
  return [
    ...ofTimeline("defaultPaymentDays", defaultPaymentDays, String, asOf),
    ...ofTimeline("memberStates", memberStates, (states) => [...states].sort().join(" "), asOf),
    ...CALENDAR_CODES.map((calendar): LawFigure => {
      const source = { act: actOf(calendar), article: "", url: null, readOn: null }
      return { key: "holidays", calendar, value: "", since: null, changesOn: null, source, state: stateOf(null, null, asOf) }
    }),
  ]
}

function ofTimeline<T>(key: LawKey, timeline: Timeline<T>, write: (value: T) => string, asOf: Day): LawFigure[] {
  const row = inForce(timeline, asOf)
  if (!row) return []
  const changesOn = timeline.find(({ from }) => from > asOf)?.from ?? null
  const { from: since, source } = row
  return [{ key, calendar: null, value: write(row.value), since, changesOn, source, state: stateOf(source.readOn, changesOn, asOf) }]
}

function stateOf(readOn: Day | null, changesOn: Day | null, asOf: Day): LawFigure["state"] {
  if (changesOn !== null && daysBetween(asOf, changesOn) <= WARN_DAYS) return "changesSoon"
  return readOn === null || daysBetween(readOn, asOf) > READ_AGAIN_DAYS ? "readAgain" : "current"
}
