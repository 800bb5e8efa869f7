/**
 * The simulated company and its customers, made from a seed: who they are, how they pay, and what will become of them.
 *
 * Units   amounts in minor units; shares from 0 to 1; lateness in calendar days from the due day.
 * Always  names are plainly fictional; each customer has a stream of chance of its own, so that one more changes nothing of the others.
 */
import { addDays, type Day } from "../kernel/day.ts"
import { type Currency, currency, type Minor } from "../kernel/money.ts"
import type { Runs, Terms } from "./calendar.ts"
import { type Chance, streamOf } from "./chance.ts"
import { COLLECTORS, inventedName } from "./names.ts"
import type { BankFormat, Style } from "./reference.ts"

export type Setting = { readonly seed: number; readonly customers: number; readonly from: Day; readonly days: number }

export type PayerKind = "prompt" | "runner" | "slow" | "chronic" | "erratic" | "public" | "debited" | "billed" | "chequer"

export type Habit = {
  readonly means: "transfer" | "sddCore" | "sddB2b" | "lcr" | "cheque"
  readonly runs: Runs
  /** The days it usually lets pass after the due day, and how far it strays from them. */
  readonly lateDays: number
  readonly strayDays: number
  /** Pays all that falls into one run in one payment. */
  readonly groups: boolean
  readonly closedInAugust: boolean
  /** Shares of invoices or payments: forgotten, contested, paid in part, short, twice, too much. */
  readonly forgets: number
  readonly contests: number
  readonly pays: { readonly part: number; readonly short: number; readonly twice: number; readonly over: number }
  /** Share of direct debits, bills and cheques that come back. */
  readonly bounces: number
}

/** What becomes of a customer: another habit that means nothing, trouble, recovery, the end. */
export type Turn = { readonly on: Day } & (
  | { readonly to: "shifted"; readonly lateDays: number; readonly runs: Runs }
  | { readonly to: "declining"; readonly daysAMonth: number }
  | { readonly to: "recovered" }
  | { readonly to: "insolvent" }
)

export type Billing = "daily" | "monthEnd" | "projects"
export type Customer = {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly segment: string
  readonly collector: string
  readonly groupCode: string | null
  /** The code of a sister company that pays for it now and then. */
  readonly sister: string | null
  readonly currency: Currency
  readonly terms: Terms
  readonly kind: PayerKind
  readonly habit: Habit
  readonly style: Style
  readonly format: BankFormat
  readonly billing: Billing
  readonly trade: "even" | "building" | "retail"
  readonly invoicesAMonth: number
  readonly usual: Minor
  readonly turns: readonly Turn[]
}

export type Company = { readonly name: string; readonly country: "FR" | "BE" }
export function makeCompany(seed: number): Company {
  const country = streamOf(seed, "company").yes(0.6) ? "FR" : "BE"
  return { name: country === "FR" ? `Société Simulée ${seed} SAS (fictive)` : `Gesimuleerd Huis ${seed} BV (fictief)`, country }
}

export function makeCustomers(setting: Setting): Customer[] {
  const home = makeCompany(setting.seed).country
  return Array.from({ length: setting.customers }, (_, i) => makeCustomer(setting, home, i))
}

const codeOf = (i: number) => `C${String(1001 + i)}`
/** Customers 4, 5 and 6 of every dozen are sisters. */
const groupOf = (i: number) => (i % 12 >= 3 && i % 12 <= 5 ? Math.floor(i / 12) + 1 : null)

function makeCustomer(setting: Setting, home: "FR" | "BE", i: number): Customer {
  const chance = streamOf(setting.seed, `customer ${i}`)
  const group = groupOf(i)
  const neighbours = { BE: home === "FR" ? 5 : 0, FR: home === "FR" ? 0 : 5, NL: 3, DE: 3, LU: 2, ES: 1, IT: 1, GB: group === null ? 2 : 0 }
  const country = chance.yes(0.75) ? home : chance.weighted(neighbours)
  const kind = chance.weighted<PayerKind>({ prompt: 32, runner: 24, slow: 12, chronic: 5, erratic: 6, public: 4, debited: 7, billed: 5, chequer: 4 })
  const size = chance.weighted({ small: 55, middle: 33, large: 12 })
  return {
    code: codeOf(i),
    name: inventedName(country, i),
    country,
    segment: kind === "public" ? "Public" : { small: "TPE", middle: "PME", large: "Grand compte" }[size],
    collector: COLLECTORS[i % COLLECTORS.length]!,
    groupCode: group === null ? null : `G${group}`,
    sister: sisterOf(i, setting.customers),
    currency: currency(country === "GB" ? "GBP" : "EUR"),
    terms: termsOf(home, chance),
    kind,
    habit: habitOf(kind, chance),
    style: country === "BE" && chance.yes(0.6) ? "structured" : chance.weighted<Style>(STYLE_WEIGHTS),
    format: chance.weighted<BankFormat>(home === "FR" ? { cfonb: 5, camt: 4, mt940: 1, coda: 0 } : { coda: 6, camt: 3, mt940: 1, cfonb: 0 }),
    billing: chance.weighted<Billing>({ daily: 70, monthEnd: 22, projects: 8 }),
    trade: chance.weighted({ even: 5, building: 3, retail: 2 }),
    invoicesAMonth: { small: 0.5 + chance.next() * 1.5, middle: 1.5 + chance.next() * 3, large: 4 + chance.next() * 8 }[size],
    usual: BigInt(Math.round({ small: 300, middle: 1_200, large: 4_000 }[size] * (0.4 + chance.next() * 1.6)) * 100),
    turns: turnsOf(setting, kind, chance),
  }
}
const STYLE_WEIGHTS: Readonly<Record<Style, number>> = { numbers: 45, structured: 4, digits: 14, merged: 8, remittance: 13, name: 10, typo: 6 }

/** The next of its group, if it is among us. */
function sisterOf(i: number, customers: number): string | null {
  const sister = groupOf(i + 1) === groupOf(i) ? i + 1 : i - 2
  return groupOf(i) === null || sister >= customers || sister < 0 ? null : codeOf(sister)
}

function termsOf(home: "FR" | "BE", chance: Chance): Terms {
  const net = (days: number): Terms => ({ form: "net", days })
  const drawn = chance.weighted({ thirty: 45, sixty: home === "FR" ? 22 : 15, end: home === "FR" ? 16 : 4, after: home === "FR" ? 5 : 4, ten: 4 })
  if (drawn === "end") return { form: "thenEndOfMonth", days: 45 }
  if (drawn === "after") return { form: "endOfMonthThen", days: 45 }
  return net({ thirty: 30, sixty: 60, ten: 10 }[drawn])
}

const TWICE_A_MONTH: Runs = { every: "month", on: [15, 31] }
const MONTH_END: Runs = { every: "month", on: [31] }
function runsOf(chance: Chance): Runs {
  const drawn = chance.weighted({ twice: 45, end: 20, tenth: 10, week: 25 })
  if (drawn === "week") return { every: "week", weekday: chance.between(2, 5) }
  return { twice: TWICE_A_MONTH, end: MONTH_END, tenth: { every: "month", on: [10, 25] } as Runs }[drawn]
}

/** What a kind of payer does: days late from–to, how far it strays, shares of what goes wrong. */
function habitOf(kind: PayerKind, chance: Chance): Habit {
  const [least, most, strayDays] = LATENESS[kind]
  const daily: Runs = { every: "day" }
  return {
    means: kind === "debited" ? chance.pick(["sddCore", "sddB2b"] as const) : kind === "billed" ? "lcr" : kind === "chequer" ? "cheque" : "transfer",
    runs: kind === "prompt" || kind === "debited" || kind === "billed" ? daily : runsOf(chance),
    lateDays: chance.between(least, most),
    strayDays,
    groups: kind !== "prompt" || chance.yes(0.3),
    closedInAugust: kind !== "public" && kind !== "debited" && kind !== "billed" && chance.yes(0.35),
    forgets: { prompt: 0.02, erratic: 0.15, chronic: 0.1 }[kind as string] ?? 0.05,
    contests: { public: 0.03, chronic: 0.05 }[kind as string] ?? 0.025,
    pays: {
      part: { erratic: 0.05, chronic: 0.08 }[kind as string] ?? 0.01,
      short: chance.yes(0.3) ? 0.06 : 0.01,
      twice: kind === "public" ? 0 : 0.012,
      over: 0.004,
    },
    bounces: { debited: 0.03, billed: 0.02, chequer: 0.03 }[kind as string] ?? 0,
  }
}
const LATENESS: Readonly<Record<PayerKind, readonly [least: number, most: number, stray: number]>> = {
  prompt: [-10, -1, 2],
  // Many look ahead to the run after this one, and pay what falls due before it.
  runner: [-20, -2, 3],
  slow: [4, 24, 7],
  chronic: [35, 80, 15],
  erratic: [-5, 20, 15],
  public: [5, 20, 5],
  debited: [0, 0, 0],
  billed: [0, 0, 0],
  chequer: [2, 15, 5],
}

/** One in three lives a turn a year: mostly harmless, sometimes trouble; of four in trouble one recovers and one fails. */
function turnsOf({ from, days }: Setting, kind: PayerKind, chance: Chance): Turn[] {
  const turns: Turn[] = []
  let on = addDays(from, chance.between(30, 500))
  const end = addDays(from, days)
  while (on < end) {
    if (chance.yes(kind === "public" ? 1 : 0.8)) {
      turns.push({ on, to: "shifted", lateDays: chance.between(-18, 10), runs: runsOf(chance) })
      on = addDays(on, chance.between(200, 700))
      continue
    }
    turns.push({ on, to: "declining", daysAMonth: chance.between(4, 15) })
    on = addDays(on, chance.between(80, 260))
    const after = chance.weighted({ goesOn: 5, recovered: 3, insolvent: 5 })
    if (after === "goesOn") return turns
    turns.push({ on, to: after })
    if (after === "insolvent") return turns
    on = addDays(on, chance.between(200, 700))
  }
  return turns.filter((turn) => turn.on < end)
}
