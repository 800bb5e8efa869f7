/**
 * How a payer decides: when it means to pay an invoice, and why not on its due day. The reasons add up to the lateness, to the day.
 *
 * Days    a wish is a calendar day; the payment is made on the first run of the payer on or after it, which is a banking day.
 */
import { addDays, type Day, daysBetween, later } from "../kernel/day.ts"
import { monthOf, nextRun, type Runs } from "./calendar.ts"
import type { Chance } from "./chance.ts"
import type { Customer, Turn } from "./world.ts"

export type Cause =
  | "habit"
  | "payRun"
  | "august"
  | "oversight"
  | "lostInvoice"
  | "lateInvoice"
  | "decline"
  | "dispute"
  | "returned"
  | "partial"
  | "insolvency"
export type Delay = { readonly cause: Cause; readonly days: number }
export type Plan = { readonly payOn: Day; readonly delays: readonly Delay[] }

/** Where a customer stands: its habit as the turns so far have left it. */
export type State = {
  readonly name: "usual" | "shifted" | "declining" | "insolvent"
  readonly lateDays: number
  readonly runs: Runs
  readonly troubleDays: number
}

export function stateOn(customer: Customer, on: Day): State {
  let state: State = { name: "usual", lateDays: customer.habit.lateDays, runs: customer.habit.runs, troubleDays: 0 }
  for (const turn of customer.turns) if (turn.on <= on) state = afterTurn(state, turn, on)
  return state
}
function afterTurn(state: State, turn: Turn, on: Day): State {
  switch (turn.to) {
    case "shifted":
      return { ...state, name: "shifted", lateDays: turn.lateDays, runs: turn.runs }
    case "declining":
      return { ...state, name: "declining", troubleDays: Math.floor((turn.daysAMonth * daysBetween(turn.on, on)) / 30) }
    case "recovered":
      return { ...state, name: "usual", troubleDays: 0 }
    case "insolvent":
      return { ...state, name: "insolvent" }
  }
}
const AUGUST_ENDS = 24

/** When the payer means to pay what falls due on `dueOn`, decided on `today`; `before`: what has held it up already, from the due day on. */
export function planPayment(customer: Customer, dueOn: Day, today: Day, before: readonly Delay[], chance: Chance): Plan {
  const { habit } = customer
  const state = stateOn(customer, later(today, dueOn))
  const delays: Delay[] = [...before]
  let wish = addDays(
    dueOn,
    before.reduce((sum, { days }) => sum + days, 0),
  )
  const wait = (cause: Cause, until: Day) => {
    if (until !== wish) delays.push({ cause, days: daysBetween(wish, until) })
    wish = until
  }
  if (before.length === 0) wait("habit", addDays(wish, state.lateDays + Math.round(chance.bell() * habit.strayDays)))
  if (state.troubleDays > 0) wait("decline", addDays(wish, Math.round(state.troubleDays * (0.5 + chance.next()))))
  if (before.length === 0 && chance.yes(habit.forgets)) wait("oversight", addDays(wish, chance.between(15, 45)))
  if (habit.closedInAugust && monthOf(wish) === 8 && Number(wish.slice(8)) < AUGUST_ENDS) wait("august", `${wish.slice(0, 8)}${AUGUST_ENDS}` as Day)
  wait("lateInvoice", later(wish, addDays(today, 1)))
  wait("payRun", nextRun(state.runs, wish))
  return { payOn: wish, delays }
}

/** The reason that weighs most; on time when the payment came by the due day. */
export const mainCause = (delays: readonly Delay[], lateDays: number): Cause | "onTime" =>
  lateDays <= 0 ? "onTime" : delays.reduce<Delay>((most, one) => (one.days > most.days ? one : most), { cause: "habit", days: 0 }).cause

/** Share of direct debits, bills and cheques that come back in this state. */
export const bounceShare = (customer: Customer, state: State) =>
  state.name === "insolvent" ? 1 : state.name === "declining" ? 0.3 : customer.habit.bounces
