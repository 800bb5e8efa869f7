/**
 * The team's month: what each collector has to look after, what they did, and what came in.
 *
 * Days    a month from its first day to its last, or to the day asked for where it is not over; load and collector as of that day.
 * Always  money counts for whoever has the customer at the end of the period; calls and promises for whoever made and took them.
 */
import { type Day, isDay } from "../../kernel/day.ts"
import type { Currency, Minor } from "../../kernel/money.ts"

export type TeamMoney = { readonly currency: Currency; readonly overdue: Minor; readonly received: Minor; readonly target: Minor | null }
export type TeamRow = {
  /** Null: customers nobody has. */
  readonly name: string | null
  readonly customers: number
  readonly calls: number
  readonly reached: number
  readonly promises: { readonly made: number; readonly kept: number; readonly partlyKept: number; readonly broken: number }
  readonly money: readonly TeamMoney[]
}

export const isMonth = (text: string): boolean => isDay(`${text}-01`)
/** The first day of a month, and the last day looked at: its own last, or today where it is not over. */
export function periodOf(month: string, today: Day): { readonly from: Day; readonly until: Day } {
  const from = `${month}-01` as Day
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10) as Day
  return { from, until: last < today || from > today ? last : today }
}

/** What came in of what was to come in, in whole per cent; null without a target. */
export const shareOf = ({ received, target }: Pick<TeamMoney, "received" | "target">): number | null =>
  target === null || target <= 0n ? null : Number((received * 100n) / target)
