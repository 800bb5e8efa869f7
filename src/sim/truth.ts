/** The hidden truth: what only the payers know. Written beside the ledger, so that a forecast or a matcher can be scored against it. */
import { type Day, daysBetween } from "../kernel/day.ts"
import { type Currency, type Minor, toDecimal } from "../kernel/money.ts"
import { known, nameOf, settledOn } from "./book.ts"
import { type Delay, mainCause, stateOn } from "./payer.ts"
import type { Line, Owed, Scene } from "./scene.ts"
import type { Customer, Turn } from "./world.ts"

type ItemTruth = {
  readonly number: string
  readonly instalment: number
  readonly customer: Customer
  readonly currency: Currency
  readonly amount: Minor
  readonly issuedOn: Day
  readonly dueOn: Day
  contested: string | null
  returned: number
  end: "writtenOff" | "credited" | null
}
export type Truth = {
  readonly items: Map<string, ItemTruth>
  readonly payments: { readonly line: Line; returnedOn: Day | null }[]
  readonly turns: { readonly on: Day; readonly customer: string; readonly to: Turn["to"] | "writtenOff" }[]
}
export const emptyTruth = (): Truth => ({ items: new Map(), payments: [], turns: [] })

export function noteItem(scene: Scene, owed: Owed, issuedOn: Day): void {
  const { key, customer, dueOn, left } = owed
  scene.truth.items.set(nameOf(key), {
    number: key.label,
    instalment: key.no,
    customer,
    currency: customer.currency,
    amount: left,
    issuedOn,
    dueOn,
    contested: null,
    returned: 0,
    end: null,
  })
}

/** Each file's lines, one object each, in the order of the days. */
export function tellTruth(scene: Scene): Readonly<Record<"customers" | "items" | "payments" | "states", readonly object[]>> {
  return {
    customers: scene.customers.map((c) => ({
      code: c.code,
      name: c.name,
      country: c.country,
      segment: c.segment,
      payer: c.kind,
      terms: `${c.terms.form}:${c.terms.days}`,
      means: c.habit.means,
      runs: c.habit.runs,
      lateDays: c.habit.lateDays,
      strayDays: c.habit.strayDays,
      style: c.style,
      bankFormat: c.format,
      closedInAugust: c.habit.closedInAugust,
    })),
    items: [...scene.truth.items.values()].map((item) => tellItem(scene, item)),
    payments: scene.truth.payments.map(({ line, returnedOn }) => ({
      number: line.label,
      kind: line.kind,
      bookedOn: line.on,
      amount: toDecimal(line.amount, line.currency),
      currency: line.currency,
      means: line.means,
      account: line.account,
      sender: line.sender ?? line.account,
      written: line.written,
      text: line.text,
      meantFor: line.meant.map(({ key, amount }) => ({ number: key.label, instalment: key.no, amount: toDecimal(amount, line.currency) })),
      creditNotes: line.netted.map(({ key, amount }) => ({ number: key.label, amount: toDecimal(amount, line.currency) })),
      shortBy: line.shortBy,
      returnedOn,
    })),
    states: scene.truth.turns,
  }
}

function tellItem(scene: Scene, item: ItemTruth): object {
  const { number, instalment, customer, currency, amount, issuedOn, dueOn, contested, returned } = item
  const owed = scene.owed.get(nameOf({ label: number, no: instalment }))
  const closedOn = settledOn(known(scene.book, { label: number, no: instalment }))
  const delays: readonly Delay[] = owed?.delays ?? []
  const lateDays = daysBetween(dueOn, closedOn ?? scene.today)
  const state = stateOn(customer, closedOn ?? scene.today).name
  return {
    number,
    instalment,
    customer: customer.code,
    amount: toDecimal(amount, currency),
    currency,
    issuedOn,
    dueOn,
    movedTo: owed && owed.dueOn !== dueOn ? owed.dueOn : null,
    meantToPayOn: owed?.payOn ?? null,
    delays,
    cause: state === "insolvent" && closedOn === null ? "insolvency" : mainCause(delays, lateDays),
    contested,
    returned,
    outcome: closedOn === null ? "open" : (item.end ?? "paid"),
    settledOn: closedOn,
    lateDays,
    state,
  }
}
