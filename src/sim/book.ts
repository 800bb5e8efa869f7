/**
 * The clerk's own book: what should be open after each deed, reckoned from the rules of the trade alone. It is held against the ledger every
 * night, item by item, so that neither a lost cent nor a missed reopening lives to the next day.
 *
 * Days    as in the ledger: a deed in a closed period counts from the first open day; an allocation from the later of its items' days and its own.
 * Always  0 ≤ open ≤ gross: a deed that would break it is a fault of the simulator and stops it.
 */
import { type Day, later } from "../kernel/day.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import { assert } from "../kernel/result.ts"
import { type EntryKind, effectiveDay, type Means, opposite, type SettledBy, type Side, sideOf } from "../ledger/ledger.ts"

/** An entry by its number; instalments count from 1. */
export type Key = { readonly label: string; readonly no: number }
export type Draft = {
  readonly label: string
  readonly kind: Extract<EntryKind, "invoice" | "creditNote" | "payment" | "deposit">
  readonly customer: string
  readonly payer?: string
  readonly currency: Currency
  readonly amount: Minor
  readonly on: Day
  readonly valueOn?: Day
  readonly parts?: readonly { readonly dueOn: Day; readonly amount: Minor }[]
  readonly means?: Means
  readonly collectionOn?: Day
}
export type Allocated = {
  readonly debit: Key
  readonly credit: Key
  readonly amount: Minor
  readonly on?: Day
  readonly settledBy?: SettledBy
}

/** What somebody does to the ledger on a day: one act of its door each. `as` names what the act itself makes. */
export type Deed =
  | { readonly act: "post"; readonly drafts: readonly Draft[] }
  | { readonly act: "allocate"; readonly sets: readonly Allocated[] }
  | { readonly act: "reverse"; readonly of: readonly { readonly debit: Key; readonly credit: Key }[]; readonly on: Day }
  | { readonly act: "return"; readonly payment: string; readonly on: Day; readonly reason: string; readonly as: string }
  | { readonly act: "collect"; readonly payment: string; readonly event: "collected" | "discounted"; readonly on: Day }
  | {
      readonly act: "settle"
      readonly item: Key
      readonly kind: "writeOff" | "refund"
      readonly amount: Minor
      readonly on: Day
      readonly settledBy?: SettledBy
      readonly as: string
    }
  | { readonly act: "deduct"; readonly item: Key; readonly amount: Minor; readonly on: Day; readonly as: string }
  | { readonly act: "moveDue"; readonly item: Key; readonly dueOn: Day; readonly on: Day }
  | { readonly act: "close"; readonly until: Day }

type Leg = { readonly net: Minor; readonly on: Day; readonly noted: Day }
export type Item = Key & {
  readonly kind: string
  readonly side: Side
  readonly customer: string
  readonly currency: Currency
  readonly gross: Minor
  readonly on: Day
  readonly noted: Day
  readonly dueOn: Day
  open: Minor
  readonly dueMoves: { readonly dueOn: Day; readonly on: Day; readonly noted: Day }[]
  readonly legs: Leg[]
}
type Allocation = { readonly debit: Item; readonly credit: Item; readonly amount: Minor; readonly on: Day; reversed: boolean }

export type Book = {
  readonly items: Map<string, Item>
  readonly allocations: Map<Item, Allocation[]>
  closedUntil: Day | null
  /** How many deeds were entered. */
  deeds: number
}
export const emptyBook = (): Book => ({ items: new Map(), allocations: new Map(), closedUntil: null, deeds: 0 })

export const nameOf = ({ label, no }: Key) => `${label}/${no}`
export const known = (book: Book, key: Key): Item => {
  const item = book.items.get(nameOf(key))
  assert(item !== undefined, `the book knows ${nameOf(key)}`)
  return item
}
export const openOf = (book: Book, key: Key): Minor => known(book, key).open
/** What is open on a customer's account on one side, the oldest due first. */
export const openItemsOf = (book: Book, customer: string, side: Side): Item[] =>
  [...book.items.values()]
    .filter((item) => item.customer === customer && item.side === side && item.open > 0n)
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.label < b.label ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))

/** Enters a deed done today. */
export function enter(book: Book, deed: Deed, today: Day): void {
  book.deeds += 1
  switch (deed.act) {
    case "post":
      for (const draft of deed.drafts) enterEntry(book, draft, today)
      return
    case "allocate":
      for (const set of deed.sets) allocate(book, known(book, set.debit), known(book, set.credit), set.amount, set.on, today)
      return
    case "reverse":
      for (const { debit, credit } of deed.of) {
        giveBack(book, liveBetween(book, debit, credit), deed.on, today)
        const item = known(book, credit)
        // A write-off that closes nothing any more goes out of the books with its allocation.
        if (item.kind === "writeOff") counter(book, item, `${item.label}/cancelled`, "writeOff", item.open, later(deed.on, item.on), today)
      }
      return
    case "return": {
      const payment = known(book, { label: deed.payment, no: 1 })
      for (const allocation of settlementsOf(book, payment)) giveBack(book, allocation, deed.on, today)
      const back = add(book, { ...payment, label: deed.as, kind: "paymentReturn", side: "debit", on: counts(book, deed.on), dueOn: deed.on }, today)
      allocate(book, back, payment, payment.gross, later(deed.on, lastLegOf(payment) ?? deed.on), today)
      return
    }
    case "collect":
      return
    case "settle": {
      const item = known(book, deed.item)
      counter(book, item, deed.as, deed.kind, deed.amount, deed.on, today)
      return
    }
    case "deduct": {
      const item = known(book, deed.item)
      counter(book, item, `${deed.as}/relief`, "deduction", deed.amount, deed.on, today)
      add(book, { ...item, label: deed.as, no: 1, kind: "deduction", gross: deed.amount, on: counts(book, deed.on), dueOn: deed.on }, today)
      return
    }
    case "moveDue":
      known(book, deed.item).dueMoves.push({ dueOn: deed.dueOn, on: deed.on, noted: today })
      return
    case "close":
      book.closedUntil = deed.until
      return
  }
}

const counts = (book: Book, on: Day) => effectiveDay(on, book.closedUntil).effectiveOn
const lastLegOf = (item: Item) => item.legs.reduce<Day | null>((last, leg) => (last === null ? leg.on : later(last, leg.on)), null)

function add(book: Book, said: Omit<Item, "open" | "legs" | "dueMoves" | "noted">, today: Day): Item {
  const item: Item = { ...said, noted: today, open: said.gross, dueMoves: [], legs: [] }
  assert(!book.items.has(nameOf(item)), `${nameOf(item)} is new to the book`)
  book.items.set(nameOf(item), item)
  return item
}

function enterEntry(book: Book, draft: Draft, today: Day): void {
  const { label, kind, customer, currency } = draft
  const parts = draft.parts ?? [{ dueOn: draft.on, amount: draft.amount }]
  for (const [i, { dueOn, amount }] of parts.entries())
    add(book, { label, no: i + 1, kind, side: sideOf(kind, amount), customer, currency, gross: amount, on: counts(book, draft.on), dueOn }, today)
}

/** The credit (or debit) that takes part of an item out of the books, set against it. */
function counter(book: Book, item: Item, label: string, kind: string, amount: Minor, on: Day, today: Day): void {
  const side = opposite(item.side)
  const against = add(book, { ...item, label, no: 1, kind, side, gross: amount, on: counts(book, on), dueOn: on }, today)
  allocate(book, item.side === "debit" ? item : against, item.side === "debit" ? against : item, amount, on, today)
}

function allocate(book: Book, debit: Item, credit: Item, amount: Minor, chosen: Day | undefined, today: Day): void {
  assert(debit.side === "debit" && credit.side === "credit" && debit.currency === credit.currency, `${nameOf(credit)} may settle ${nameOf(debit)}`)
  assert(amount > 0n && amount <= debit.open && amount <= credit.open, `${nameOf(credit)} settles no more of ${nameOf(debit)} than is open`)
  const own = later(debit.on, credit.on)
  const on = counts(book, chosen ? later(own, chosen) : own)
  const allocation: Allocation = { debit, credit, amount, on, reversed: false }
  for (const item of [debit, credit]) {
    item.open -= amount
    item.legs.push({ net: amount, on, noted: today })
    book.allocations.set(item, [...(book.allocations.get(item) ?? []), allocation])
  }
}

function liveBetween(book: Book, debit: Key, credit: Key): Allocation {
  const [against, by] = [known(book, debit), known(book, credit)]
  const found = settlementsOf(book, by).filter((a) => a.debit === against)
  assert(found.length === 1, `${nameOf(credit)} is set against ${nameOf(debit)} once`)
  return found[0]!
}

function giveBack(book: Book, allocation: Allocation, day: Day, today: Day): void {
  const on = counts(book, later(allocation.on, day))
  allocation.reversed = true
  for (const item of [allocation.debit, allocation.credit]) {
    item.open += allocation.amount
    item.legs.push({ net: -allocation.amount, on, noted: today })
  }
}

/** One open item as both books write it: equal books write equal lines. */
export const writeLine = (item: string, side: Side, open: Minor, currency: Currency, dueOn: Day, customer: string) =>
  `${item} ${side} ${open} ${currency} due ${dueOn} of ${customer}`

/** What was open at the end of a day, as known now, or as it was noted by the night of another. In no order. */
export function openLines(book: Book, asOf: Day, noted: Day | null = null): string[] {
  const counted = (fact: { readonly on: Day; readonly noted: Day }) => fact.on <= asOf && (noted === null || fact.noted <= noted)
  const lines: string[] = []
  for (const item of book.items.values()) {
    if (!counted(item)) continue
    const open = item.legs.reduce((left, leg) => (counted(leg) ? left - leg.net : left), item.gross)
    if (open === 0n) continue
    const moved = item.dueMoves
      .filter(counted)
      .reduce<{ readonly dueOn: Day; readonly on: Day } | null>((last, m) => (last && last.on > m.on ? last : m), null)
    lines.push(writeLine(nameOf(item), item.side, open, item.currency, moved?.dueOn ?? item.dueOn, item.customer))
  }
  return lines
}

/** What settles an item and was not taken back, on whichever side it stands. */
export const settlementsOf = (book: Book, item: Item): readonly Allocation[] => (book.allocations.get(item) ?? []).filter((a) => !a.reversed)
/** The due day as it stands now. */
export const dueNow = (item: Item): Day => item.dueMoves.at(-1)?.dueOn ?? item.dueOn

/** The day from which an item is wholly settled; null while something is open. */
export const settledOn = (item: Item): Day | null => (item.open === 0n ? (lastLegOf(item) ?? item.on) : null)
