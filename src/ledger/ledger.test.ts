import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import {
  countsAsPaid,
  type EntryKind,
  effectiveDay,
  type NewEntry,
  type OpenItem,
  opposite,
  planCancellation,
  planCounterEntry,
  planDeduction,
  SETTLED_BY,
  type Side,
  settlesAs,
  sideOf,
} from "./ledger.ts"
import { decideReappearance, WAIT_DAYS } from "./reappear.ts"

test.each<[EntryKind, bigint, Side]>([
  ["invoice", 100n, "debit"],
  ["invoice", -100n, "credit"],
  ["creditNote", 100n, "credit"],
  ["creditNote", -100n, "debit"],
  ["payment", 100n, "credit"],
  ["payment", -100n, "debit"],
  ["paymentReturn", 100n, "debit"],
  ["refund", 100n, "debit"],
  ["writeOff", 100n, "credit"],
  ["writeOff", -100n, "debit"],
  ["deduction", 100n, "debit"],
  ["deposit", 100n, "credit"],
  ["invoice", 0n, "debit"],
])("a %s of %d stands on the %s side", (kind, signed, side) => expect(sideOf(kind, signed)).toBe(side))

test("only cash counts as paid", () => expect(SETTLED_BY.filter(countsAsPaid)).toEqual(["cash"]))
test("a payment settles with cash, a credit note and a write-off do not", () =>
  expect([settlesAs.payment, settlesAs.creditNote, settlesAs.writeOff].map(countsAsPaid)).toEqual([true, false, false]))

const closed = day("2026-06-30")
test.each([
  ["no period is closed", "2026-06-15", null, "2026-06-15", null],
  ["the day lies before the closed period's end", "2026-06-29", closed, "2026-07-01", "2026-06-29"],
  ["the day is the last closed one", "2026-06-30", closed, "2026-07-01", "2026-06-30"],
  ["the day is the first open one", "2026-07-01", closed, "2026-07-01", null],
  ["the closed period ends a year", "2026-12-31", day("2026-12-31"), "2027-01-01", "2026-12-31"],
] as const)("P28: when %s, a fact of %s counts from the day it should", (_, own, closedUntil, effectiveOn, originalOn) =>
  expect(effectiveDay(day(own), closedUntil)).toEqual({ effectiveOn, originalOn }),
)
test("P28: a fact never counts from a closed day, and its own day is kept whenever it moved", () =>
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), fc.option(fc.integer({ min: -400, max: 400 })), (own, until) => {
      const ownDay = addDays(closed, own)
      const closedUntil = until === null ? null : addDays(closed, until)
      const { effectiveOn, originalOn } = effectiveDay(ownDay, closedUntil)
      expect(closedUntil === null || effectiveOn > closedUntil).toBe(true)
      expect(originalOn ?? effectiveOn).toBe(ownDay)
    }),
  ))

const EUR = currency("EUR")
const itemOn = (side: Side, open: bigint): OpenItem => ({
  entryId: "invoice",
  no: 2,
  customerId: "customer",
  currency: EUR,
  side,
  number: "F1",
  open,
})
const signed = (entry: NewEntry) => (entry.side === "debit" ? entry.amount : -entry.amount)

test("a counter-entry takes exactly its amount from the item, on the other side, and nothing is left of itself", () =>
  fc.assert(
    fc.property(
      fc.constantFrom<Side>("debit", "credit"),
      fc.constantFrom("writeOff", "exchangeDifference", "refund", "deduction"),
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      (side, kind, amount) => {
        const item = itemOn(side, amount)
        const { entry, allocation } = planCounterEntry(item, { id: "counter", kind, number: "C1", amount, on: closed })
        expect(entry.side).toBe(opposite(side))
        expect(allocation.amount).toBe(entry.amount)
        expect([allocation.debit, allocation.credit]).toEqual(
          side === "debit"
            ? [
                { entryId: "invoice", no: 2 },
                { entryId: "counter", no: 1 },
              ]
            : [
                { entryId: "counter", no: 1 },
                { entryId: "invoice", no: 2 },
              ],
        )
        expect(entry.settledBy === undefined).toBe(entry.side === "debit")
      },
    ),
  ))

test("a write-off cancelled leaves nothing: the two stand on opposite sides with one amount", () => {
  const written = planCounterEntry(itemOn("debit", 500n), { id: "w", kind: "writeOff", number: "W1", amount: 500n, on: closed })
  const counter = { ...itemOn("credit", 500n), entryId: "w", no: 1, number: "W1", source: "here", kind: "writeOff", told: false } as const
  const { entry, allocation } = planCancellation(counter, "c", closed)
  expect(signed(written.entry) + signed(entry)).toBe(0n)
  expect(allocation).toEqual({ debit: { entryId: "c", no: 1 }, credit: { entryId: "w", no: 1 }, amount: 500n, on: closed })
})
test("a payment nobody saw is annulled under the source that supposed it", () => {
  const supposed = { ...itemOn("credit", 500n), entryId: "p", no: 1, number: "F1/settled", source: "main", kind: "payment", told: false } as const
  expect(planCancellation(supposed, "c", closed).entry).toMatchObject({ kind: "annulment", side: "debit", source: "main", amount: 500n })
})

test("P31: a deduction sums to zero: what the invoice is freed of stands as a claim of its own", () =>
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (amount) => {
      const { entries, allocation } = planDeduction(itemOn("debit", amount), { reliefId: "r", claimId: "c", number: "D1", amount, on: closed })
      expect(entries.map(signed).reduce((a, b) => a + b)).toBe(0n)
      const open = new Map(entries.map((e) => [e.id, signed(e)]))
      open.set(allocation.credit.entryId, open.get(allocation.credit.entryId)! + allocation.amount)
      expect([open.get("r"), open.get("c")]).toEqual([0n, amount])
      expect(entries.find((e) => e.id === "c")).not.toHaveProperty("settledBy")
    }),
  ))

const seen = day("2026-07-10")
test.each([
  ["closed by an import", "import", "erp", null, { act: "reopen", because: { code: "CLOSED_BY_IMPORT" } }],
  ["closed by an import, though matching is ours", "import", "encours", null, { act: "reopen", because: { code: "CLOSED_BY_IMPORT" } }],
  ["matched here, matching is ours", "here", "encours", null, { act: "keep", because: { code: "ENCOURS_MATCHES" } }],
  ["matched here, first seen open", "here", "erp", null, { act: "wait", until: addDays(seen, WAIT_DAYS), because: { code: "MATCHED_HERE" } }],
  ["matched here, waiting", "here", "erp", day("2026-07-15"), { act: "wait", until: "2026-07-15", because: { code: "MATCHED_HERE" } }],
  ["matched here, the last day of waiting", "here", "erp", seen, { act: "wait", until: seen, because: { code: "MATCHED_HERE" } }],
  ["matched here, waited in vain", "here", "erp", day("2026-07-09"), { act: "reopen", because: { code: "ERP_NEVER_CLOSED", since: "2026-07-09" } }],
] as const)("an item open again in the ERP, %s: decided by who matches", (_, origin, matching, waitsUntil, decided) =>
  expect(decideReappearance({ origin, waitsUntil }, matching, seen)).toEqual(decided),
)
