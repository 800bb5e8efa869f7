/** Random commands for a ledger, drawn from what its model holds; about one in eight is one that must be refused. */
import { addDays, type Day } from "../../src/kernel/day.ts"
import type { Id } from "../../src/kernel/id.ts"
import { type Currency, currency, splitEvenly } from "../../src/kernel/money.ts"
import { type EntryKind, type Means, SETTLED_BY, type SettledBy, settlesAs, sideOf } from "../../src/ledger/ledger.ts"
import type { Chance } from "./chance.ts"
import { type Allocation, type Command, type Item, type Model, openNow } from "./model.ts"

/** The days a history lives in. */
export type Span = { readonly from: Day; readonly days: number }

export function drawCommand(model: Model, chance: Chance, customers: readonly Id[], span: Span, newId: () => Id): Command {
  const someDay = () => addDays(span.from, chance.int(span.days))
  const items = model.entries.flatMap((e) => e.items)
  const live = model.allocations.filter((a) => a.reverses === null && !a.reversed)
  const payments = model.entries.filter((e) => e.kind === "payment" || e.kind === "deposit")
  const act = chance.weighted({ post: 40, allocate: 34, reverse: 6, return: 4, collect: 2, settle: 7, deduct: 3, moveDue: 4, close: 1.2 })
  if (act === "post" || items.length < 6) return drawEntry(model, chance, customers, someDay, newId)
  switch (act) {
    case "allocate":
      return drawAllocations(items, chance, someDay)
    case "reverse": {
      const some = live.length > 0 ? [chance.pick(live), chance.pick(live)].slice(0, 1 + chance.int(2)) : []
      const allocations = chance.yes(0.1) ? model.allocations.filter((a) => a.reversed).slice(-1) : [...new Set(some)]
      if (allocations.length === 0) return drawEntry(model, chance, customers, someDay, newId)
      return { act, allocations, on: chance.yes(0.3) ? someDay() : openDay(model, allocations, chance) }
    }
    case "return":
    case "collect": {
      const payment = chance.yes(0.95) && payments.length > 0 ? chance.pick(payments) : chance.pick(model.entries)
      const on = chance.yes(0.1) ? someDay() : addDays(payment.originalOn ?? payment.day, chance.int(20))
      return act === "return"
        ? { act, payment, on, reason: chance.pick(["AM04", "AC04", "MD06"]) }
        : { act, payment, on, event: chance.pick(["collected", "discounted"]) }
    }
    case "settle": {
      const item = pickOpen(items, chance, items)
      const kind = chance.pick(
        item.entry.side === "debit" && chance.yes(0.95) ? (["writeOff", "exchangeDifference"] as const) : (["writeOff", "refund"] as const),
      )
      return {
        act,
        item,
        kind,
        amount: amountOf(openNow(item), chance),
        on: someDay(),
        settledBy: kind === "writeOff" && chance.yes(0.2) ? "agency" : null,
      }
    }
    case "deduct": {
      const item = pickOpen(chance.yes(0.95) ? items.filter((i) => i.entry.side === "debit") : items, chance, items)
      return { act, item, amount: amountOf(openNow(item), chance), on: someDay() }
    }
    case "moveDue":
      return { act, item: chance.pick(items), dueOn: addDays(someDay(), 30), on: someDay() }
    case "close":
      return { act, until: chance.yes(0.3) ? addDays(span.from, -1) : addDays(span.from, chance.int(span.days / 2)) }
  }
}

function drawEntry(model: Model, chance: Chance, customers: readonly Id[], someDay: () => Day, newId: () => Id): Command {
  const kind: EntryKind = chance.weighted({ invoice: 45, payment: 33, creditNote: 10, deposit: 6 })
  const signed = chance.yes(0.02)
    ? 0n
    : BigInt(chance.yes(0.5) ? chance.pick([100, 250, 1000, 1999]) : 1 + chance.int(100_000)) * (chance.yes(0.06) ? -1n : 1n)
  const amount = signed < 0n ? -signed : signed
  const side = sideOf(kind, signed)
  const on = someDay()
  const means: Means | null =
    kind === "payment" || kind === "deposit" ? chance.pick(["transfer", "sddCore", "sddB2b", "cheque", "lcr", "card"]) : null
  const shares = kind === "invoice" && chance.yes(0.3) ? splitEvenly(amount, 2 + chance.int(2)) : [amount]
  const wrong = chance.yes(0.01) ? 1n : 0n
  const id = newId()
  const entry = {
    id,
    kind,
    side,
    source: "main",
    number: chance.yes(0.01) && model.entries.length > 0 ? (chance.pick(model.entries).number ?? id) : id,
    customer: chance.pick(customers),
    currency: chance.pick<Currency>([currency("EUR"), currency("EUR"), currency("EUR"), currency("JPY"), currency("TND")]),
    amount,
    settledBy: side === "credit" ? (kind === "payment" && chance.yes(0.1) ? chance.pick<SettledBy>(SETTLED_BY) : settlesAs[kind]) : null,
    means,
    collectionOn: means !== null && means !== "transfer" && chance.yes(0.8) ? addDays(on, chance.int(60)) : null,
    refersTo: null,
  }
  return { act: "post", entry, on, parts: shares.map((share, i) => ({ dueOn: addDays(on, 15 * (i + 1)), amount: i === 0 ? share + wrong : share })) }
}

function drawAllocations(items: readonly Item[], chance: Chance, someDay: () => Day): Command {
  const legs = Array.from({ length: chance.yes(0.8) ? 1 : 2 + chance.int(2) }, () => {
    const credit = pickOpen(
      items.filter((i) => i.entry.side === "credit" || chance.yes(0.01)),
      chance,
      items,
    )
    const fitting = items.filter((i) => i.entry.side === "debit" && i.entry.currency === credit.entry.currency)
    const debit = pickOpen(fitting.length > 0 && chance.yes(0.97) ? fitting : items, chance, items)
    const [a, b] = [openNow(debit), openNow(credit)]
    return {
      debit,
      credit,
      amount: amountOf(a < b ? a : b, chance),
      on: chance.yes(0.3) ? someDay() : null,
      settledBy: chance.yes(0.05) ? ("setOff" as const) : null,
    }
  })
  return { act: "allocate", legs }
}

/** Mostly something still open, where there is any; from all items where there is none of the wanted ones. */
function pickOpen(wanted: readonly Item[], chance: Chance, items: readonly Item[]): Item {
  const some = wanted.length > 0 ? wanted : items
  const open = some.filter((item) => openNow(item) > 0n)
  return chance.pick(open.length > 0 && chance.yes(0.95) ? open : some)
}

/** All that is open, a part of it, or (rarely) what cannot be. */
function amountOf(open: bigint, chance: Chance): bigint {
  if (chance.yes(0.04)) return open + 1n + BigInt(chance.int(500))
  if (chance.yes(0.02)) return BigInt(-chance.int(3))
  if (open <= 1n || chance.yes(0.5)) return open > 0n ? open : 1n
  return 1n + BigInt(chance.int(Number(open)))
}

/** A day on which these allocations may be taken back. */
function openDay({ closedUntil }: Model, allocations: readonly Allocation[], chance: Chance): Day {
  const days = [...allocations.map((a) => a.day), ...(closedUntil === null ? [] : [addDays(closedUntil, 1)])]
  return addDays(
    days.reduce((a, b) => (a > b ? a : b)),
    chance.int(10),
  )
}
