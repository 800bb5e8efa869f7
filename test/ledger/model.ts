/**
 * The ledger in memory, written a second time from the rules and not from the code: what each act must post, or with which code it must be
 * refused. Tests hold the database to it after each step.
 */
import { addDays, type Day } from "../../src/kernel/day.ts"
import type { Id } from "../../src/kernel/id.ts"
import type { Currency } from "../../src/kernel/money.ts"
import type { EntryKind, Means, SettledBy, Side } from "../../src/ledger/ledger.ts"

export type Item = {
  readonly entry: Entry
  readonly no: number
  readonly gross: bigint
  readonly dueOn: Day
  readonly legs: { readonly day: Day; readonly net: bigint }[]
  readonly moves: { readonly day: Day; readonly dueOn: Day }[]
}
export type Entry = {
  id: Id | null
  readonly kind: EntryKind
  readonly side: Side
  readonly source: string
  readonly number: string | null
  readonly customer: Id
  readonly currency: Currency
  readonly amount: bigint
  readonly day: Day
  readonly originalOn: Day | null
  readonly settledBy: SettledBy | null
  readonly means: Means | null
  readonly collectionOn: Day | null
  readonly refersTo: Entry | null
  readonly items: Item[]
  readonly events: { readonly event: "collected" | "discounted" | "returned"; readonly day: Day }[]
}
export type Allocation = {
  id: Id | null
  readonly debit: Item
  readonly credit: Item
  readonly amount: bigint
  readonly day: Day
  readonly originalOn: Day | null
  readonly settledBy: SettledBy
  readonly reverses: Allocation | null
  reversed: boolean
  /** The write-off or exchange difference that goes with it. */
  readonly counter: Entry | null
}
export type Model = { closedUntil: Day | null; readonly entries: Entry[]; readonly allocations: Allocation[] }

export type Command =
  | {
      readonly act: "post"
      readonly entry: Omit<Entry, "day" | "originalOn" | "items" | "events">
      readonly on: Day
      readonly parts: readonly { readonly dueOn: Day; readonly amount: bigint }[]
    }
  | {
      readonly act: "allocate"
      readonly legs: readonly {
        readonly debit: Item
        readonly credit: Item
        readonly amount: bigint
        readonly on: Day | null
        readonly settledBy: SettledBy | null
      }[]
    }
  | { readonly act: "reverse"; readonly allocations: readonly Allocation[]; readonly on: Day }
  | { readonly act: "return"; readonly payment: Entry; readonly on: Day; readonly reason: string }
  | { readonly act: "collect"; readonly payment: Entry; readonly event: "collected" | "discounted"; readonly on: Day }
  | {
      readonly act: "settle"
      readonly item: Item
      readonly kind: "writeOff" | "exchangeDifference" | "refund"
      readonly amount: bigint
      readonly on: Day
      readonly settledBy: SettledBy | null
    }
  | { readonly act: "deduct"; readonly item: Item; readonly amount: bigint; readonly on: Day }
  | { readonly act: "moveDue"; readonly item: Item; readonly dueOn: Day; readonly on: Day }
  | { readonly act: "close"; readonly until: Day }

/** What an act posted, or the code it is refused with. `touched` also names items that must be unchanged after a refusal. */
export type Outcome = {
  readonly refused: string | null
  readonly entries: readonly Entry[]
  readonly allocations: readonly Allocation[]
  readonly touched: readonly Item[]
}

export const newModel = (): Model => ({ closedUntil: null, entries: [], allocations: [] })
export const openNow = (item: Item) => item.gross - item.legs.reduce((sum, leg) => sum + leg.net, 0n)
export const openThen = (item: Item, day: Day) =>
  item.entry.day > day ? 0n : item.gross - item.legs.reduce((sum, leg) => (leg.day <= day ? sum + leg.net : sum), 0n)
export const closedOn = (item: Item) => (openNow(item) === 0n ? latest(item.entry.day, ...item.legs.map((leg) => leg.day)) : null)
export function dueThen(item: Item, day: Day): Day {
  let due: { readonly day: Day; readonly dueOn: Day } | undefined
  for (const move of item.moves) if (move.day <= day && (due === undefined || move.day >= due.day)) due = move
  return due?.dueOn ?? item.dueOn
}
const latest = (...days: Day[]) => days.reduce((a, b) => (a > b ? a : b))

/** Plays one command on the model; a refused one leaves no trace. */
export function play(model: Model, command: Command): Outcome {
  const no = (refused: string, ...touched: Item[]): Outcome => ({ refused, entries: [], allocations: [], touched })
  switch (command.act) {
    case "close":
      model.closedUntil = command.until
      return yes([], [])
    case "post": {
      const { entry, on, parts } = command
      const taken = model.entries.some(
        (e) => e.source === entry.source && e.kind === entry.kind && e.number === entry.number && e.customer === entry.customer,
      )
      if (taken) return no("DUPLICATE_ENTRY")
      if (parts.reduce((sum, part) => sum + part.amount, 0n) !== entry.amount) return no("ALLOCATION_MISFIT")
      return commit(model, [made(model, entry, on, parts)], [])
    }
    case "allocate": {
      const fitting = command.legs.filter(
        (l) => l.debit.entry.side === "debit" && l.credit.entry.side === "credit" && l.debit.entry.currency === l.credit.entry.currency,
      )
      const items = command.legs.flatMap((l) => [l.debit, l.credit])
      if (fitting.some((l) => l.amount <= 0n)) return no("BAD_AMOUNT", ...items)
      const posted = commit(
        model,
        [],
        fitting.map((l) => allocated(model, l.debit, l.credit, l.amount, l.on, l.settledBy)),
      )
      if (posted.refused !== null || fitting.length === command.legs.length) return posted
      undo(model, posted)
      return no("ALLOCATION_MISFIT", ...items)
    }
    case "reverse": {
      const { allocations, on } = command
      const items = allocations.flatMap((a) => [a.debit, a.credit])
      if (model.closedUntil !== null && on <= model.closedUntil) return no("PERIOD_CLOSED", ...items)
      if (allocations.some((a) => a.reversed)) return no("NOT_ALLOCATED", ...items)
      if (allocations.some((a) => a.day > on)) return no("REVERSED_TOO_EARLY", ...items)
      return commit(model, ...takenBack(model, allocations, on))
    }
    case "return": {
      const { payment, on } = command
      const item = payment.items[0]!
      if (payment.side !== "credit" || (payment.kind !== "payment" && payment.kind !== "deposit")) return no("UNKNOWN_ITEM", ...payment.items)
      if (on < (payment.originalOn ?? payment.day)) return no("RETURNED_TOO_EARLY", item)
      if (payment.events.some((e) => e.event === "returned")) return no("ALREADY_RETURNED", item)
      if (payment.amount === 0n) return no("BAD_AMOUNT", item)
      const [entries, allocations] = takenBack(
        model,
        model.allocations.filter((a) => a.credit === item && a.reverses === null && !a.reversed),
        on,
      )
      const back = made(model, { ...ours("paymentReturn", "debit", item, payment.amount, null), refersTo: payment }, on)
      payment.events.push({ event: "returned", day: moved(model, on).day })
      const free = latest(on, ...item.legs.map((leg) => leg.day))
      return commit(model, [...entries, back], [...allocations, allocated(model, back.items[0]!, item, payment.amount, free, null)])
    }
    case "collect": {
      const { payment, event, on } = command
      if (payment.kind !== "payment" && payment.kind !== "deposit") return no("UNKNOWN_ITEM", ...payment.items)
      payment.events.push({ event, day: moved(model, on).day })
      return yes([], [], payment.items)
    }
    case "settle": {
      const { item, kind, amount, on } = command
      if (kind === "refund" && item.entry.side === "debit") return no("WRONG_SIDE", item)
      if (amount <= 0n) return no("BAD_AMOUNT", item)
      const side = item.entry.side === "debit" ? "credit" : "debit"
      const counter = made(model, ours(kind, side, item, amount, command.settledBy ?? (kind === "refund" ? "cash" : kind)), on)
      return commit(model, [counter], [between(model, item, counter, on)])
    }
    case "deduct": {
      const { item, amount, on } = command
      if (item.entry.side === "credit") return no("WRONG_SIDE", item)
      if (amount <= 0n) return no("BAD_AMOUNT", item)
      const relief = made(model, ours("deduction", "credit", item, amount, "deduction"), on)
      const claim = made(model, ours("deduction", "debit", item, amount, null), on)
      return commit(model, [relief, claim], [between(model, item, relief, on)])
    }
    case "moveDue": {
      const { item, dueOn, on } = command
      if (model.closedUntil !== null && on <= model.closedUntil) return no("PERIOD_CLOSED", item)
      item.moves.push({ day: on, dueOn })
      return yes([], [], [item])
    }
  }
}

const yes = (entries: readonly Entry[], allocations: readonly Allocation[], touched: readonly Item[] = []): Outcome => ({
  refused: null,
  entries,
  allocations,
  touched: [...touched, ...entries.flatMap((e) => e.items), ...allocations.flatMap((a) => [a.debit, a.credit])],
})

const moved = ({ closedUntil }: Model, own: Day) =>
  closedUntil !== null && own <= closedUntil ? { day: addDays(closedUntil, 1), originalOn: own } : { day: own, originalOn: null }

function made(
  model: Model,
  entry: Omit<Entry, "day" | "originalOn" | "items" | "events">,
  on: Day,
  parts = [{ dueOn: on, amount: entry.amount }] as readonly { readonly dueOn: Day; readonly amount: bigint }[],
): Entry {
  const whole: Entry = { ...entry, ...moved(model, on), items: [], events: [] }
  whole.items.push(...parts.map((part, i) => ({ entry: whole, no: i + 1, gross: part.amount, dueOn: part.dueOn, legs: [], moves: [] })))
  return whole
}
const ours = (
  kind: EntryKind,
  side: Side,
  item: Item,
  amount: bigint,
  settledBy: SettledBy | null,
): Omit<Entry, "day" | "originalOn" | "items" | "events"> => {
  const { customer, currency } = item.entry
  return {
    id: null,
    kind,
    side,
    source: "here",
    number: null,
    customer,
    currency,
    amount,
    settledBy: side === "credit" ? settledBy : null,
    means: null,
    collectionOn: null,
    refersTo: item.entry,
  }
}
const isOurs = (entry: Entry, kind: EntryKind) => entry.source === "here" && entry.kind === kind

function allocated(model: Model, debit: Item, credit: Item, amount: bigint, on: Day | null, settledBy: SettledBy | null): Allocation {
  const own = latest(debit.entry.day, credit.entry.day, on ?? debit.entry.day)
  return {
    id: null,
    debit,
    credit,
    amount,
    ...moved(model, own),
    settledBy: settledBy ?? credit.entry.settledBy!,
    reverses: null,
    reversed: false,
    counter: counterOf(debit.entry, credit.entry) ?? counterOf(credit.entry, debit.entry),
  }
}
/** A write-off or exchange difference made here about the other entry goes with what it closes; what only cancels one does not. */
const counterOf = (entry: Entry, other: Entry) =>
  (isOurs(entry, "writeOff") || isOurs(entry, "exchangeDifference")) && entry.refersTo === other && !isOurs(other, entry.kind) ? entry : null

function between(model: Model, item: Item, counter: Entry, on: Day): Allocation {
  const [debit, credit] = item.entry.side === "debit" ? [item, counter.items[0]!] : [counter.items[0]!, item]
  return allocated(model, debit, credit, counter.amount, on, null)
}

/** The reversals of allocations, and the cancellation of the counter-entries that go with them. */
function takenBack(model: Model, allocations: readonly Allocation[], on: Day): [Entry[], Allocation[]] {
  const entries: Entry[] = []
  const posted: Allocation[] = []
  for (const a of allocations) {
    const { day, originalOn } = moved(model, on)
    posted.push({ ...a, id: null, day: latest(a.day, day), originalOn, reverses: a, counter: null })
    if (!a.counter) continue
    const from = latest(on, a.day)
    const settledBy = a.counter.side === "debit" ? (a.counter.kind as SettledBy) : null
    const cancel = made(
      model,
      { ...ours(a.counter.kind, a.counter.side === "debit" ? "credit" : "debit", a.counter.items[0]!, a.amount, settledBy) },
      from,
    )
    entries.push(cancel)
    posted.push(between(model, a.counter.items[0]!, cancel, from))
  }
  return [entries, posted]
}

/** Posts all of it, unless an item would then be over-allocated on some day. */
function commit(model: Model, entries: readonly Entry[], allocations: readonly Allocation[]): Outcome {
  const outcome = yes(entries, allocations)
  model.entries.push(...entries)
  model.allocations.push(...allocations)
  for (const a of allocations) {
    const net = a.reverses ? -a.amount : a.amount
    if (a.reverses) a.reverses.reversed = true
    for (const item of [a.debit, a.credit]) item.legs.push({ day: a.day, net })
  }
  const items = allocations.flatMap((a) => [a.debit, a.credit])
  const over = items.some((item) =>
    item.legs.some(({ day }) => item.legs.reduce((sum, leg) => (leg.day <= day ? sum + leg.net : sum), 0n) > item.gross),
  )
  if (!over) return outcome
  undo(model, outcome)
  return { refused: "OVER_ALLOCATED", entries: [], allocations: [], touched: items.filter((item) => !entries.includes(item.entry)) }
}
function undo(model: Model, { entries, allocations }: Outcome): void {
  model.entries.splice(model.entries.length - entries.length)
  model.allocations.splice(model.allocations.length - allocations.length)
  for (const a of allocations) {
    if (a.reverses) a.reverses.reversed = false
    for (const item of [a.debit, a.credit]) item.legs.pop()
  }
}
