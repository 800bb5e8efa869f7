/**
 * The simulated company on one day: its book, what is still to come, what each payer believes to owe, and the hidden truth beside it all.
 *
 * Changed in place by the day's deeds (life.ts); nothing outside this room holds it.
 */
import { type Day, later } from "../kernel/day.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { Means } from "../ledger/ledger.ts"
import { type Book, type Deed, emptyBook, enter, type Key } from "./book.ts"
import { bankingDayFrom } from "./calendar.ts"
import { type Chance, streamOf } from "./chance.ts"
import type { Delay } from "./payer.ts"
import { emptyTruth, type Truth } from "./truth.ts"
import { type Customer, makeCustomers, type Setting, type Turn } from "./world.ts"

/** An instalment as its payer sees it. `left`: what it still means to pay. */
export type Owed = {
  readonly key: Key
  readonly customer: Customer
  dueOn: Day
  left: Minor
  payOn: Day | null
  delays: readonly Delay[]
  contested: boolean
}

export type PaymentKind = "whole" | "grouped" | "part" | "short" | "over" | "twice" | "debit" | "bill" | "cheque" | "deposit" | "dividend"
/** A line of a bank statement, with what only the payer knows: what it was meant for, and which credit notes were taken off. */
export type Line = {
  readonly label: string
  readonly kind: PaymentKind
  /** On whose account the clerk books it, and who sent it when that was somebody else. */
  readonly account: string
  readonly sender: string | null
  readonly currency: Currency
  readonly amount: Minor
  readonly on: Day
  readonly means: Means
  readonly collectionOn: Day | null
  readonly written: string
  readonly text: string
  readonly meant: readonly { readonly key: Key; readonly amount: Minor }[]
  readonly netted: readonly { readonly key: Key; readonly amount: Minor }[]
  readonly shortBy: "fee" | "discount" | "deduction" | null
}

export type Task =
  | { readonly what: "turn"; readonly customer: Customer; readonly turn: Turn }
  | { readonly what: "statement"; readonly line: Line }
  | { readonly what: "apply"; readonly line: Line }
  | { readonly what: "correct"; readonly line: Line; readonly wrong: readonly { readonly debit: Key; readonly credit: Key }[] }
  | { readonly what: "again"; readonly line: Line }
  | { readonly what: "return"; readonly line: Line; readonly reason: string }
  | { readonly what: "collect"; readonly line: Line; readonly event: "collected" | "discounted" }
  | { readonly what: "resolve"; readonly owed: Owed; readonly since: Day }
  | { readonly what: "extend"; readonly owed: Owed }
  | { readonly what: "debit"; readonly owed: Owed }
  | { readonly what: "bill"; readonly owed: Owed }
  | { readonly what: "invoice"; readonly customer: Customer; readonly amount: Minor; readonly issuedOn: Day | null; readonly deposit: string | null }
  | { readonly what: "spend"; readonly credit: Key; readonly account: string }
  | { readonly what: "claim"; readonly claim: Key; readonly customer: Customer }
  | { readonly what: "giveUp"; readonly customer: Customer }
  | {
      readonly what: "dividend"
      readonly customer: Customer
      readonly lost: readonly { readonly debit: Key; readonly credit: Key; readonly amount: Minor }[]
    }

export type Scene = {
  readonly setting: Setting
  readonly customers: readonly Customer[]
  readonly customerByCode: ReadonlyMap<string, Customer>
  readonly chanceByCode: ReadonlyMap<string, Chance>
  /** Of the clerk and the bank. */
  readonly chance: Chance
  readonly book: Book
  readonly owed: Map<string, Owed>
  readonly agenda: Map<Day, Task[]>
  readonly numbers: Map<string, number>
  readonly truth: Truth
  today: Day
  deeds: Deed[]
}

export function openScene(setting: Setting): Scene {
  const customers = makeCustomers(setting)
  const scene: Scene = {
    setting,
    customers,
    customerByCode: new Map(customers.map((c) => [c.code, c])),
    chanceByCode: new Map(customers.map((c) => [c.code, streamOf(setting.seed, `life ${c.code}`)])),
    chance: streamOf(setting.seed, "clerk"),
    book: emptyBook(),
    owed: new Map(),
    agenda: new Map(),
    numbers: new Map(),
    truth: emptyTruth(),
    today: setting.from,
    deeds: [],
  }
  for (const customer of customers) for (const turn of customer.turns) schedule(scene, turn.on, { what: "turn", customer, turn })
  return scene
}

/** Done today: entered in the clerk's book at once, and handed to the ledger with the day's other deeds. Neighbours of one kind become one act. */
export function perform(scene: Scene, deed: Deed): void {
  enter(scene.book, deed, scene.today)
  const last = scene.deeds.at(-1)
  if (last?.act === "post" && deed.act === "post") scene.deeds.splice(-1, 1, { act: "post", drafts: [...last.drafts, ...deed.drafts] })
  else if (last?.act === "allocate" && deed.act === "allocate") scene.deeds.splice(-1, 1, { act: "allocate", sets: [...last.sets, ...deed.sets] })
  else scene.deeds.push(deed)
}

/** On that day, or on the first banking day after it; what is late already is done today. */
export function schedule(scene: Scene, on: Day, task: Task): void {
  const day = bankingDayFrom(later(on, scene.today))
  scene.agenda.set(day, [...(scene.agenda.get(day) ?? []), task])
}

export function nextNumber(scene: Scene, series: string, on: Day): string {
  const start = `${series}-${on.slice(0, 4)}`
  const number = (scene.numbers.get(start) ?? 0) + 1
  scene.numbers.set(start, number)
  return `${start}-${String(number).padStart(5, "0")}`
}
export const chanceFor = (scene: Scene, customer: Customer): Chance => scene.chanceByCode.get(customer.code)!
