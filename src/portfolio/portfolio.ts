/**
 * Portfolios: which customers are entrusted to whom, from a day on. A customer has one collector at most, and any number of people of sales and outside collectors.
 *
 * Days    a span counts its first day and not its last (`until`).
 * Always  what was is kept: who had which customer on any past day stays known.
 * Refuses NOTHING_SELECTED, BAD_LETTERS, BAD_FROM.
 */
import { addDays, type Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"

/** What lists are asked for where nobody is the collector. */
export const NOBODY = "-"
export const PARTS = ["collector", "sales", "outside"] as const
export type Part = (typeof PARTS)[number]

/** Somebody who works here or a key of a program (`id`), or a name the books know. */
export type Holder = { readonly id: string | null; readonly name: string }
export const isSame = (a: Holder, b: Holder) => (a.id === null || b.id === null ? a.name === b.name && a.id === b.id : a.id === b.id)

/** What somebody's customers owe, by currency; `name` null: the customers without a collector. */
export type Portfolio = {
  readonly part: Part
  readonly holder: Id | null
  readonly name: string | null
  readonly customers: number
  readonly balance: readonly { readonly currency: Currency; readonly open: Minor; readonly overdue: Minor }[]
}

/** Money to come in from a collector's customers in a month (its first day). */
export type Target = { readonly month: Day; readonly collector: string; readonly currency: Currency; readonly amount: Minor }

/** Which customers: all that is said holds for each. `of`: who has them now, in the part that is spoken of; "" for nobody. */
export type Selection = {
  readonly customers: readonly string[] | null
  readonly segment: string | null
  readonly country: string | null
  readonly letters: string | null
  readonly of: string | null
}
export const NO_SELECTION: Selection = { customers: null, segment: null, country: null, letters: null, of: null }
export const MOST_SELECTED = 100_000
/** Further back or ahead is a slip of the pen. */
const FARTHEST_DAYS = 3_660

export type PortfolioRefusal =
  | { readonly code: "NOTHING_SELECTED" }
  | { readonly code: "BAD_LETTERS"; readonly value: string }
  | { readonly code: "BAD_FROM"; readonly from: Day; readonly earliest: Day; readonly latest: Day }

/** The first letters of names, both ends with it: “a” to “f” for A-F. Folded text compares letter by letter. */
export type Letters = { readonly from: string; readonly to: string }
export function readLetters(said: string): Result<Letters, PortfolioRefusal> {
  const read = /^\s*([0-9A-Za-z])(?:\s*[-–]\s*([0-9A-Za-z]))?\s*$/.exec(said)
  const [from, to] = [read?.[1]?.toLowerCase(), (read?.[2] ?? read?.[1])?.toLowerCase()]
  return from === undefined || to === undefined || from > to ? refuse({ code: "BAD_LETTERS", value: said.slice(0, 20) }) : ok({ from, to })
}

/** Somebody is given a part of the customers, never all by leaving out what was meant. */
export function checkSelection(selection: Selection): Result<null, PortfolioRefusal> {
  const said = [selection.segment, selection.country, selection.letters, selection.of].some((one) => one !== null)
  return said || (selection.customers !== null && selection.customers.length > 0) ? ok(null) : refuse({ code: "NOTHING_SELECTED" })
}

export function checkFrom(from: Day, today: Day): Result<null, PortfolioRefusal> {
  const [earliest, latest] = [addDays(today, -FARTHEST_DAYS), addDays(today, FARTHEST_DAYS)]
  return from < earliest || from > latest ? refuse({ code: "BAD_FROM", from, earliest, latest }) : ok(null)
}

/** One customer as a change meets it: who has it on the day, and whether that is to change later. */
export type Selected = { readonly id: Id; readonly code: string; readonly name: string; readonly has: readonly Holder[]; readonly planned: boolean }
export type Effect = {
  readonly customers: number
  /** Those for whom nothing changes. */
  readonly unchanged: number
  /** Who had the others: null for nobody. */
  readonly from: readonly { readonly name: string | null; readonly customers: number }[]
}

/** What giving the selected customers to somebody does (`to` null: takes them away from `of`, or whoever has them). */
export function effectOf(selected: readonly Selected[], part: Part, to: Holder | null): Effect & { readonly changed: readonly Selected[] } {
  const stays = ({ has, planned }: Selected) => !planned && (to === null ? has.length === 0 : has.some((one) => isSame(one, to)))
  const changed = selected.filter((one) => !stays(one))
  const from = new Map<string | null, number>()
  for (const { has } of changed) {
    // Sales and outside collectors stand beside each other: nobody loses a customer to the next one.
    const before = part === "collector" || to === null ? (has[0]?.name ?? null) : null
    from.set(before, (from.get(before) ?? 0) + 1)
  }
  return {
    customers: changed.length,
    unchanged: selected.length - changed.length,
    from: [...from]
      .map(([name, customers]) => ({ name, customers }))
      .sort((a, b) => b.customers - a.customers || ((a.name ?? "") < (b.name ?? "") ? -1 : 1)),
    changed,
  }
}
