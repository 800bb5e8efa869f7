import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addDays, type Day, day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { type ChaseDispute, type ChaseHold, type ChaseInsolvency, type ChaseItem, type ChasePromise, inChase } from "./in-chase.ts"

const EUR = currency("EUR")
const TODAY = day("2026-06-15")
const item = (entryId: string, open: bigint, dueOn = "2026-05-31", said: Partial<ChaseItem> = {}): ChaseItem => ({
  entryId,
  no: 1,
  customerId: "A",
  currency: EUR,
  issuedOn: day("2026-05-01"),
  dueOn: day(dueOn),
  open,
  ...said,
})
const only = (one: ChaseItem, parts: { d?: ChaseDispute[]; p?: ChasePromise[]; h?: ChaseHold[]; i?: ChaseInsolvency[]; on?: Day }) =>
  inChase([one], parts.d ?? [], parts.p ?? [], parts.h ?? [], parts.i ?? [], parts.on ?? TODAY)[0]!
const onItem = { entryId: "F1", no: 1 }
const dispute = (amount: bigint, openedOn = "2026-06-01", closedOn: string | null = null): ChaseDispute => ({
  ...onItem,
  amount,
  openedOn: day(openedOn),
  closedOn: closedOn === null ? null : day(closedOn),
})
const promise = (until: string, outstanding = 100n, items: ChasePromise["items"] = [onItem]): ChasePromise => ({
  customerId: "A",
  currency: EUR,
  items,
  until: day(until),
  outstanding,
})
const hold = (said: Partial<ChaseHold> = {}): ChaseHold => ({
  customerId: "A",
  item: null,
  from: day("2026-06-01"),
  until: day("2026-06-30"),
  liftedOn: null,
  ...said,
})
const insolvency = (judgedOn: string, endedOn: string | null = null): ChaseInsolvency => ({
  customerId: "A",
  judgedOn: day(judgedOn),
  endedOn: endedOn === null ? null : day(endedOn),
})

describe("the disputed part leaves the chase and stays open", () => {
  test.each([
    ["part of it", [dispute(40n)], 40n, 60n],
    ["two disputes of one item add up", [dispute(40n), dispute(30n)], 70n, 30n],
    ["never more than is open", [dispute(140n)], 100n, 0n],
    ["not before it was opened", [dispute(40n, "2026-06-16")], 0n, 100n],
    ["from the day it was opened", [dispute(40n, "2026-06-15")], 40n, 60n],
    ["to the eve of its closing", [dispute(40n, "2026-06-01", "2026-06-16")], 40n, 60n],
    ["not on the day it is closed", [dispute(40n, "2026-06-01", "2026-06-15")], 0n, 100n],
  ])("%s", (_, d, disputed, chasable) => expect(only(item("F1", 100n), { d })).toMatchObject({ open: 100n, disputed, chasable }))
})

test("what is promised is chased again the day after its last day", () => {
  expect(only(item("F1", 100n), { p: [promise("2026-06-15")] })).toMatchObject({ promisedUntil: "2026-06-15", chasable: 0n })
  expect(only(item("F1", 100n), { p: [promise("2026-06-14")] })).toMatchObject({ promisedUntil: null, chasable: 100n })
})

test("a promise on the account covers the oldest due first, and the last one only in part", () => {
  const items = [
    item("F3", 100n, "2026-06-10"),
    item("F1", 100n, "2026-04-10"),
    item("F2", 100n, "2026-05-10"),
    item("G1", 100n, "2026-01-01", { customerId: "B" }),
  ]
  const standings = inChase(items, [dispute(30n)], [promise("2026-06-30", 100n, [])], [], [], TODAY)
  expect(standings.map(({ entryId, promised, promisedUntil, chasable }) => [entryId, promised, promisedUntil, chasable])).toEqual([
    ["F3", 0n, null, 100n],
    ["F1", 70n, "2026-06-30", 0n],
    ["F2", 30n, null, 70n],
    ["G1", 0n, null, 100n],
  ])
})

test("a hold keeps an item or a whole customer out until its day, or until it is lifted", () => {
  expect(only(item("F1", 100n), { h: [hold()] })).toMatchObject({ heldUntil: "2026-06-30", chasable: 0n })
  expect(only(item("F1", 100n), { h: [hold({ item: onItem, until: TODAY })] })).toMatchObject({ heldUntil: TODAY, chasable: 0n })
  expect(only(item("F2", 100n), { h: [hold({ item: onItem })] })).toMatchObject({ heldUntil: null, chasable: 100n })
  expect(only(item("F1", 100n), { h: [hold({ until: addDays(TODAY, -1) })] })).toMatchObject({ chasable: 100n })
  expect(only(item("F1", 100n), { h: [hold({ liftedOn: TODAY })] })).toMatchObject({ chasable: 100n })
  expect(only(item("F1", 100n, "2026-05-31", { customerId: "B" }), { h: [hold()] })).toMatchObject({ chasable: 100n })
})

test("items dated before the judgment leave the chase; those of that day and later do not", () => {
  expect(only(item("F1", 100n), { i: [insolvency("2026-05-02")] })).toMatchObject({ insolventSince: "2026-05-02", chasable: 0n })
  expect(only(item("F1", 100n), { i: [insolvency("2026-05-01")] })).toMatchObject({ insolventSince: null, chasable: 100n })
  expect(only(item("F1", 100n), { i: [insolvency("2026-06-16")] })).toMatchObject({ chasable: 100n })
  expect(only(item("F1", 100n), { i: [insolvency("2026-05-02", "2026-06-15")] })).toMatchObject({ chasable: 100n })
})

const anyDay = fc.integer({ min: -20, max: 20 }).map((n) => addDays(TODAY, n))
const maybeDay = fc.option(anyDay, { nil: null })
const customer = fc.constantFrom("A", "B")
const key = fc.record({ entryId: fc.constantFrom("F1", "F2", "F3", "F4"), no: fc.constant(1) })
const amount = fc.bigInt({ min: 1n, max: 300n })
const owner: Readonly<Record<string, string>> = { F1: "A", F2: "A", F3: "A", F4: "B" }
const portfolio = fc.record({
  items: fc
    .tuple(amount, amount, amount, amount, anyDay)
    .map(([a, b, c, d, issuedOn]) =>
      [a, b, c, d].map((open, i) => item(`F${i + 1}`, open, addDays(TODAY, -i * 7), { issuedOn, customerId: owner[`F${i + 1}`]! })),
    ),
  disputes: fc.array(fc.record({ key, amount, openedOn: anyDay, closedOn: maybeDay }).map(({ key: of, ...said }) => ({ ...of, ...said }))),
  promises: fc.array(
    fc
      .record({ named: fc.array(key, { maxLength: 2 }), account: customer, until: anyDay, outstanding: amount })
      .map(({ named, account, until, outstanding }) => {
        const customerId = named[0] ? owner[named[0].entryId]! : account
        return { customerId, currency: EUR, items: named.filter(({ entryId }) => owner[entryId] === customerId), until, outstanding }
      }),
  ),
  holds: fc.array(
    fc
      .record({ item: fc.option(key, { nil: null }), customerId: customer, from: anyDay, until: anyDay, liftedOn: maybeDay })
      .map((said) => ({ ...said, customerId: said.item ? owner[said.item.entryId]! : said.customerId })),
  ),
  insolvencies: fc.array(fc.record({ customerId: customer, judgedOn: anyDay, endedOn: maybeDay })),
})

test("an item is never in the chase while wholly disputed, promised for later, held or of an insolvent customer; 0 ≤ disputed ≤ open", () => {
  fc.assert(
    fc.property(portfolio, ({ items, disputes, promises, holds, insolvencies }) => {
      const standings = inChase(items, disputes, promises, holds, insolvencies, TODAY)
      expect(standings.map(({ entryId }) => entryId)).toEqual(items.map(({ entryId }) => entryId))
      for (const [i, standing] of standings.entries()) {
        const of = items[i]!
        const same = (k: { entryId: string } | null) => k?.entryId === of.entryId
        const { open, disputed, promised, chasable } = standing
        expect(open).toBe(of.open)
        expect(0n <= disputed && disputed <= open && 0n <= promised && 0n <= chasable && disputed + promised + chasable <= open).toBe(true)
        const claimed = disputes
          .filter((d) => same(d) && d.openedOn <= TODAY && !(d.closedOn !== null && d.closedOn <= TODAY))
          .reduce((all, d) => all + d.amount, 0n)
        const held = holds.some(
          (h) =>
            (h.item ? same(h.item) : h.customerId === of.customerId) &&
            h.from <= TODAY &&
            h.until >= TODAY &&
            !(h.liftedOn !== null && h.liftedOn <= TODAY),
        )
        const promisedLater = promises.some((p) => p.items.some(same) && p.until >= TODAY)
        const insolvent = insolvencies.some(
          (n) => n.customerId === of.customerId && n.judgedOn <= TODAY && of.issuedOn < n.judgedOn && !(n.endedOn !== null && n.endedOn <= TODAY),
        )
        if (claimed >= open || held || promisedLater || insolvent) expect(chasable).toBe(0n)
        if (claimed === 0n && promises.length === 0 && !held && !insolvent) expect(chasable).toBe(open)
      }
      for (const account of ["A", "B"]) {
        const covered = standings.filter((s) => s.customerId === account && !promises.some((p) => p.items.some((k) => k.entryId === s.entryId)))
        const accounts = promises.filter((p) => p.items.length === 0 && p.customerId === account && p.until >= TODAY)
        expect(covered.reduce((all, s) => all + s.promised, 0n) <= accounts.reduce((all, p) => all + p.outstanding, 0n)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
