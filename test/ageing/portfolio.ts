/** Random portfolios: customers with groups, countries and intercompany ones; back-dated, reversed and repaid items in two currencies. */
import { sql } from "kysely"
import { addDays, type Day, daysBetween, later } from "../../src/kernel/day.ts"
import type { Id } from "../../src/kernel/id.ts"
import type { Tx } from "../../src/shell/db.ts"
import type { Chance } from "../ledger/chance.ts"
import { replayOpenItems } from "../ledger/replay.ts"

type Customer = {
  readonly id: Id
  readonly code: string
  readonly group: string | null
  readonly country: string | null
  readonly segment: string | null
  readonly collector: string | null
  readonly intercompany: boolean
}
type Item = {
  readonly key: string
  readonly entry: Id
  readonly no: number
  readonly customer: Customer
  readonly kind: string
  readonly side: "debit" | "credit"
  readonly currency: string
  readonly effectiveOn: Day
  readonly issuedOn: Day
  readonly recordedAt: number
  readonly dueOn: Day
  readonly amount: bigint
}
type Leg = {
  readonly id: Id
  readonly debit: Item
  readonly credit: Item
  readonly settledBy: string
  readonly effectiveOn: Day
  readonly recordedAt: number
  readonly amount: bigint
  readonly reverses: Id | null
}
type DueChange = { readonly item: Item; readonly dueOn: Day; readonly effectiveOn: Day; readonly recordedAt: number }
export type Portfolio = {
  readonly customers: readonly Customer[]
  readonly items: readonly Item[]
  readonly legs: readonly Leg[]
  readonly dueChanges: readonly DueChange[]
}

export const FIRST_DAY = "2026-01-01" as Day
export const SPAN = 150
const START = Date.parse("2026-06-01T00:00:00Z")
const SETTLED: Readonly<Record<string, string>> = { payment: "cash", creditNote: "creditNote", writeOff: "writeOff", deposit: "cash" }

/** Draws a portfolio and posts it fact by fact, each recorded a minute after the one before. */
export async function drawPortfolio(tx: Tx, chance: Chance, entries = 60): Promise<Portfolio> {
  let recordedAt = START
  const next = () => {
    recordedAt += 60_000
    return recordedAt
  }
  const at = (ms: number) => new Date(ms)
  const customers = await drawCustomers(tx, chance)
  const items: Item[] = []
  for (let n = 0; n < entries; n++) {
    const kind = chance.weighted({ invoice: 10, creditNote: 3, payment: 5, deposit: 1, refund: 1, writeOff: 1 })
    const natural = kind === "invoice" || kind === "refund" ? "debit" : "credit"
    const side = kind === "invoice" && chance.yes(0.05) ? "credit" : natural
    const effectiveOn = addDays(FIRST_DAY, chance.int(SPAN))
    const issuedOn = chance.yes(0.1) ? addDays(effectiveOn, -chance.int(20)) : effectiveOn
    const entry = { id: tx.newId(), customer: chance.pick(customers), currency: chance.pick(["EUR", "EUR", "JPY"]), recordedAt: next() }
    const parts = Array.from({ length: kind === "invoice" ? 1 + chance.int(3) : 1 }, (_, i) => ({
      no: i + 1,
      dueOn: side === "debit" ? addDays(issuedOn, chance.int(45) + i * 10) : issuedOn,
      amount: BigInt(chance.yes(0.03) ? 0 : 1 + chance.int(50_000)),
    }))
    const total = parts.reduce((sum, part) => sum + part.amount, 0n)
    await sql`INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, original_on, settled_by, content, act_id, recorded_at)
      VALUES (${tx.company}, ${entry.id}, ${kind}, ${side}, 'main', ${`N${n}`}, ${entry.customer.id}, ${entry.currency}, ${total}, ${effectiveOn},
        ${issuedOn === effectiveOn ? null : issuedOn}, ${side === "credit" ? (SETTLED[kind] ?? "creditNote") : null}, ${entry.id}, ${entry.id}, ${at(entry.recordedAt)})`.execute(
      tx.db,
    )
    for (const part of parts) {
      items.push({ key: `${entry.id}/${part.no}`, entry: entry.id, kind, side, effectiveOn, issuedOn, ...entry, ...part })
    }
    await sql`INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount)
      SELECT ${tx.company}, ${entry.id}, p.no, p.due, p.amount FROM unnest(${parts.map((p) => p.no)}::smallint[], ${parts.map((p) => p.dueOn)}::date[],
        ${parts.map((p) => String(p.amount))}::bigint[]) AS p(no, due, amount)`.execute(tx.db)
  }
  const dueChanges: DueChange[] = []
  for (const item of items.filter(() => chance.yes(0.15))) {
    const change = {
      item,
      dueOn: addDays(item.dueOn, chance.int(60) - 20),
      effectiveOn: addDays(item.effectiveOn, chance.int(60)),
      recordedAt: next(),
    }
    dueChanges.push(change)
    await sql`INSERT INTO ledger.due_change (company_id, entry_id, no, id, due_on, effective_on, act_id, recorded_at)
      VALUES (${tx.company}, ${item.entry}, ${item.no}, ${tx.newId()}, ${change.dueOn}, ${change.effectiveOn}, ${item.entry}, ${at(change.recordedAt)})`.execute(
      tx.db,
    )
  }
  return { customers, items, legs: await drawLegs(tx, chance, items, next), dueChanges }
}

async function drawLegs(tx: Tx, chance: Chance, items: readonly Item[], next: () => number): Promise<Leg[]> {
  const left = new Map(items.map((item) => [item.key, item.amount]))
  const legs: Leg[] = []
  const post = async (leg: Omit<Leg, "id" | "recordedAt">) => {
    const made = { ...leg, id: tx.newId(), recordedAt: next() }
    legs.push(made)
    await sql`INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, reverses, settled_by, origin, effective_on, act_id, recorded_at)
      VALUES (${tx.company}, ${made.id}, ${leg.debit.entry}, ${leg.debit.no}, ${leg.credit.entry}, ${leg.credit.no}, ${leg.debit.currency}, ${leg.amount},
        ${leg.reverses}, ${leg.settledBy}, 'here', ${leg.effectiveOn}, ${made.id}, ${new Date(made.recordedAt)})`.execute(tx.db)
    return made
  }
  for (const credit of items.filter((item) => item.side === "credit"))
    for (const debit of items.filter((item) => item.side === "debit" && item.currency === credit.currency && chance.yes(0.25))) {
      const most = [left.get(credit.key)!, left.get(debit.key)!].reduce((a, b) => (a < b ? a : b))
      if (most === 0n) continue
      const amount = chance.yes(0.7) ? most : 1n + BigInt(chance.int(Number(most)))
      const settledBy = credit.kind === "payment" && chance.yes(0.2) ? "unknown" : (SETTLED[credit.kind] ?? "creditNote")
      const effectiveOn = addDays(later(debit.effectiveOn, credit.effectiveOn), chance.int(25))
      const leg = { debit, credit, settledBy, amount, effectiveOn, reverses: null }
      const made = await post(leg)
      left.set(credit.key, left.get(credit.key)! - amount)
      left.set(debit.key, left.get(debit.key)! - amount)
      if (!chance.yes(0.25)) continue
      const back = addDays(effectiveOn, chance.int(20))
      await post({ ...leg, effectiveOn: back, reverses: made.id })
      // Returned, then paid again: never before the day it came back, so that no day is over-allocated.
      if (chance.yes(0.6)) await post({ ...leg, effectiveOn: addDays(back, chance.int(20)) })
    }
  return legs
}

async function drawCustomers(tx: Tx, chance: Chance): Promise<Customer[]> {
  const groups = ["G1", "G2"].map((code) => ({ id: tx.newId(), code }))
  for (const g of groups)
    await sql`INSERT INTO customer.customer_group (company_id, id, code, name) VALUES (${tx.company}, ${g.id}, ${g.code}, ${`Group ${g.code}`})`.execute(
      tx.db,
    )
  const customers: Customer[] = []
  for (let i = 0; i < 8; i++) {
    const group = chance.yes(0.6) ? chance.pick(groups) : null
    const customer = {
      id: tx.newId(),
      code: `C${i}`,
      group: group?.code ?? null,
      country: chance.pick(["FR", "BE", null]),
      segment: chance.pick(["A", null]),
      collector: chance.pick(["ann", "bob", null]),
      intercompany: i === 7,
    }
    customers.push(customer)
    await sql`INSERT INTO customer.customer (company_id, id, code, name, search_text, country, segment, collector, group_id, relation)
      VALUES (${tx.company}, ${customer.id}, ${customer.code}, ${`Name "${i}"\t\\`}, ${`c${i} elan`}, ${customer.country}, ${customer.segment}, ${customer.collector},
        ${group?.id ?? null}, ${customer.intercompany ? "intercompany" : "trade"})`.execute(tx.db)
  }
  return customers
}

/** What was open, worked out from the facts alone. */
export function openOf(portfolio: Portfolio, asOf: Day, knownAt: number | null): (Item & { readonly open: bigint })[] {
  const replayed = replayOpenItems(
    {
      instalments: portfolio.items.map((i) => ({
        item: i.key,
        effectiveOn: i.effectiveOn,
        recordedAt: i.recordedAt,
        dueOn: i.dueOn,
        amount: i.amount,
      })),
      legs: portfolio.legs.map((l) => ({
        debit: l.debit.key,
        credit: l.credit.key,
        effectiveOn: l.effectiveOn,
        recordedAt: l.recordedAt,
        net: l.reverses ? -l.amount : l.amount,
      })),
      dueChanges: portfolio.dueChanges.map((d) => ({ item: d.item.key, dueOn: d.dueOn, effectiveOn: d.effectiveOn, recordedAt: d.recordedAt })),
    },
    asOf,
    knownAt ?? Number.POSITIVE_INFINITY,
  )
  return portfolio.items.flatMap((item) => {
    const then = replayed.get(item.key)
    return then && then.open !== 0n ? [{ ...item, ...then }] : []
  })
}

/** Invoices settled by `asOf` with some money in it: how many days to pay, how many late. */
export function paidOf(portfolio: Portfolio, asOf: Day, knownAt: number | null) {
  const counts = (fact: { effectiveOn: Day; recordedAt: number }) =>
    fact.effectiveOn <= asOf && fact.recordedAt <= (knownAt ?? Number.POSITIVE_INFINITY)
  return portfolio.items.flatMap((item) => {
    if (item.kind !== "invoice" || item.side !== "debit") return []
    const legs = portfolio.legs.filter((leg) => leg.debit === item && counts(leg))
    if (legs.length === 0 || legs.reduce((sum, leg) => sum + (leg.reverses ? -leg.amount : leg.amount), 0n) !== item.amount) return []
    const standing = legs.filter((leg) => !leg.reverses && !legs.some((back) => back.reverses === leg.id))
    const money = standing.filter((leg) => leg.settledBy === "cash" || leg.settledBy === "unknown").map((leg) => leg.effectiveOn)
    if (money.length === 0) return []
    const paidOn = money.reduce(later)
    const changes = portfolio.dueChanges
      .filter((d) => d.item === item && counts(d))
      .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.recordedAt - b.recordedAt))
    const dueOn = changes.at(-1)?.dueOn ?? item.dueOn
    return [{ item, days: daysBetween(item.issuedOn, paidOn), late: daysBetween(dueOn, paidOn) }]
  })
}
