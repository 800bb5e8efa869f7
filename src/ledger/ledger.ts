/**
 * The receivables ledger: facts that are only ever added, and what they mean.
 *
 *   entry        an invoice, credit note, payment … on one customer's account, in one currency, on one side
 *     instalment   a part of it with its own due day: the open item is the instalment
 *   allocation   sets a credit instalment against a debit one; never creates or loses a cent
 *     reversal     an allocation that gives back another, whole
 *
 * Units   minor units, always positive, with a side; debits − credits = the control account.
 * Days    a fact counts from its `effectiveOn`; “as of D” sums the facts effective by D.
 * Always  0 ≤ open ≤ gross on every day, for every instalment.
 */
import { addDays, type Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"

export type Side = "debit" | "credit"
export const ENTRY_KINDS = [
  "invoice",
  "creditNote",
  "payment",
  "paymentReturn",
  "refund",
  "writeOff",
  "deduction",
  "exchangeDifference",
  "deposit",
  "annulment",
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export const SETTLED_BY = [
  "cash",
  "creditNote",
  "setOff",
  "discount",
  "factor",
  "insurerIndemnity",
  "guarantor",
  "insolvencyDividend",
  "agency",
  "writeOff",
  "deduction",
  "exchangeDifference",
  "annulment",
  "unknown",
] as const
/** What closes an item. Only cash counts as paid; `agency` is net of its costs; `unknown` is seen closed, nobody said how. */
export type SettledBy = (typeof SETTLED_BY)[number]
export const countsAsPaid = (by: SettledBy) => by === "cash"

/** How a payment arrives. All but a transfer stay subject to collection until final. */
export type Means = "transfer" | "sddCore" | "sddB2b" | "cheque" | "lcr" | "bor" | "draft" | "card"

/** The side each kind stands on; a negative amount stands on the other (a negative invoice is a credit). */
const NATURAL_SIDE: Readonly<Record<EntryKind, Side>> = {
  invoice: "debit",
  creditNote: "credit",
  payment: "credit",
  paymentReturn: "debit",
  refund: "debit",
  writeOff: "credit",
  deduction: "debit",
  exchangeDifference: "credit",
  deposit: "credit",
  annulment: "credit",
}
export const opposite = (side: Side): Side => (side === "debit" ? "credit" : "debit")
export const sideOf = (kind: EntryKind, signed: Minor): Side => (signed < 0n ? opposite(NATURAL_SIDE[kind]) : NATURAL_SIDE[kind])

/** What a credit settles with unless somebody says otherwise. */
export const settlesAs: Readonly<Record<EntryKind, SettledBy>> = {
  invoice: "creditNote",
  creditNote: "creditNote",
  payment: "cash",
  paymentReturn: "cash",
  refund: "cash",
  writeOff: "writeOff",
  deduction: "deduction",
  exchangeDifference: "exchangeDifference",
  deposit: "cash",
  annulment: "annulment",
}

export type InstalmentKey = { readonly entryId: Id; readonly no: number }
export type NewEntry = {
  readonly id: Id
  readonly kind: EntryKind
  readonly side: Side
  readonly source: string
  readonly number: string
  readonly customerId: Id
  readonly buyerId?: Id
  readonly payerId?: Id
  readonly currency: Currency
  readonly amount: Minor
  readonly on: Day
  readonly valueOn?: Day
  readonly settledBy?: SettledBy
  readonly means?: Means
  readonly collectionOn?: Day
  readonly refersTo?: Id
  /** Due days and parts; none: one part due on the entry's own day. */
  readonly instalments?: readonly { readonly dueOn: Day; readonly amount: Minor }[]
}
/** As a program says it: the customer by its code; without a source, the company's own. */
export type SaidEntry = Omit<NewEntry, "source" | "customerId"> & { readonly source?: string; readonly customer: string }
export type NewAllocation = {
  readonly debit: InstalmentKey
  readonly credit: InstalmentKey
  readonly amount: Minor
  readonly on?: Day
  readonly settledBy?: SettledBy
}

/** The day a fact counts from: its own, or the first open day when its own is closed; the own day is then kept beside it. */
export function effectiveDay(own: Day, closedUntil: Day | null): { readonly effectiveOn: Day; readonly originalOn: Day | null } {
  if (closedUntil === null || own > closedUntil) return { effectiveOn: own, originalOn: null }
  return { effectiveOn: addDays(closedUntil, 1), originalOn: own }
}

/** The number of an entry booked here: what it is about, what it does, and the end of its id, which is chance. */
export const numberOf = (about: string, does: string, id: Id) => `${about}/${does}/${id.slice(-8)}`

export type OpenItem = InstalmentKey & {
  readonly customerId: Id
  readonly currency: Currency
  readonly side: Side
  readonly number: string
  readonly open: Minor
}

/** The credit (or, for a small credit balance, debit) that takes `amount` of an item out of the books, with its allocation. */
export function planCounterEntry(
  item: OpenItem,
  counter: {
    readonly id: Id
    readonly kind: "writeOff" | "exchangeDifference" | "refund" | "deduction" | "annulment"
    readonly number: string
    readonly amount: Minor
    readonly on: Day
    readonly settledBy?: SettledBy
  },
): { readonly entry: NewEntry; readonly allocation: NewAllocation } {
  const side = opposite(item.side)
  const { id, kind, number, amount, on } = counter
  const { customerId, currency } = item
  const settledBy = counter.settledBy ?? settlesAs[kind]
  const entry: NewEntry = {
    id,
    kind,
    side,
    source: "here",
    number,
    customerId,
    currency,
    amount,
    on,
    refersTo: item.entryId,
    ...(side === "credit" ? { settledBy } : {}),
  }
  const [debit, credit] = item.side === "debit" ? [key(item), { entryId: id, no: 1 }] : [{ entryId: id, no: 1 }, key(item)]
  return { entry, allocation: { debit, credit, amount, on } }
}
const key = ({ entryId, no }: InstalmentKey): InstalmentKey => ({ entryId, no })

/**
 * What exists only to close an item: a write-off or exchange difference booked here, or a payment (of a credit: a refund) posted because an
 * import no longer showed the item or gave the day it was settled (`told`: only an import takes that back).
 */
export type CounterItem = OpenItem & {
  readonly source: string
  readonly kind: "writeOff" | "exchangeDifference" | "payment" | "refund"
  readonly told: boolean
}

/** Takes a counter-entry out of the books once it closes nothing any more: its opposite, set against it. */
export function planCancellation(counter: CounterItem, id: Id, on: Day): { readonly entry: NewEntry; readonly allocation: NewAllocation } {
  const kind = counter.kind === "payment" || counter.kind === "refund" ? "annulment" : counter.kind
  const { entry, allocation } = planCounterEntry(counter, { id, kind, number: numberOf(counter.number, "cancelled", id), amount: counter.open, on })
  return { entry: { ...entry, source: counter.source }, allocation }
}

/** A short payment kept as a claim of its own: the invoice is freed of `amount`, a deduction item stands for it. Sums to zero. */
export function planDeduction(
  item: OpenItem,
  deduction: { readonly reliefId: Id; readonly claimId: Id; readonly number: string; readonly amount: Minor; readonly on: Day },
): { readonly entries: readonly NewEntry[]; readonly allocation: NewAllocation } {
  const { reliefId, claimId, number, amount, on } = deduction
  const relief = planCounterEntry(item, { id: reliefId, kind: "deduction", number: `${number}/relief`, amount, on })
  const { settledBy: _, ...claim } = { ...relief.entry, id: claimId, side: "debit" as const, number }
  return { entries: [relief.entry, claim], allocation: relief.allocation }
}
