import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addDays, type Day, day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { checkPromise, judgePromises, type Money, PROMISE_STATES, type PromiseToPay } from "./promise.ts"

const EUR = currency("EUR")
const F1 = { entryId: "F1", no: 1 }
const F2 = { entryId: "F2", no: 1 }
const promise = (said: Partial<Omit<PromiseToPay, "parts">> & { parts?: readonly (readonly [string, bigint])[] } = {}): PromiseToPay => {
  const { parts = [["2026-06-10", 100n]], ...rest } = said
  return {
    id: "P1",
    customerId: "A",
    currency: EUR,
    saidOn: day("2026-06-01"),
    graceDays: 0,
    items: [F1],
    withdrawnOn: null,
    ...rest,
    parts: parts.map(([dueOn, amount]) => ({ dueOn: day(dueOn), amount })),
  }
}
const money = (arrivedOn: string, amount: bigint, item: Money["item"] = F1, said: Partial<Money> = {}): Money => ({
  customerId: "A",
  currency: EUR,
  arrivedOn: day(arrivedOn),
  item,
  amount,
  ...said,
})
const judge = (promises: PromiseToPay | readonly PromiseToPay[], came: readonly Money[], asOf: string) =>
  judgePromises([promises].flat(), came, day(asOf))
const stateOf = (one: PromiseToPay, came: readonly Money[], asOf: string) => judge(one, came, asOf).get(one.id)?.state

describe("one promise of 100.00 for the 10th, said on the 1st", () => {
  test.each<[string, readonly Money[], string, Partial<PromiseToPay>, string | undefined]>([
    ["is open on its day", [], "2026-06-10", {}, "open"],
    ["is broken the day after", [], "2026-06-11", {}, "broken"],
    ["is open while it has grace", [], "2026-06-13", { graceDays: 3 }, "open"],
    ["is broken when grace is over", [], "2026-06-14", { graceDays: 3 }, "broken"],
    ["is kept as soon as the money is there", [money("2026-06-05", 100n)], "2026-06-05", {}, "kept"],
    ["is kept by money of its last day", [money("2026-06-10", 100n)], "2026-06-30", {}, "kept"],
    ["is kept within grace", [money("2026-06-13", 100n)], "2026-06-30", { graceDays: 3 }, "kept"],
    ["is broken by money of the day after", [money("2026-06-11", 100n)], "2026-06-30", {}, "broken"],
    ["is partly kept by a part in time", [money("2026-06-10", 99n)], "2026-06-11", {}, "partlyKept"],
    ["stays partly kept when the rest comes late", [money("2026-06-10", 99n), money("2026-06-11", 1n)], "2026-06-30", {}, "partlyKept"],
    ["is kept by several payments", [money("2026-06-03", 60n), money("2026-06-10", 40n)], "2026-06-11", {}, "kept"],
    ["is kept by money set against nothing yet", [money("2026-06-10", 100n, null)], "2026-06-11", {}, "kept"],
    ["is not kept by money for another item", [money("2026-06-10", 100n, F2)], "2026-06-11", {}, "broken"],
    ["is kept by it where it was said for the account", [money("2026-06-10", 100n, F2)], "2026-06-11", { items: [] }, "kept"],
    ["is not kept by money from before it was said", [money("2026-05-31", 100n)], "2026-06-11", {}, "broken"],
    ["is kept by money of the day it was said", [money("2026-06-01", 100n)], "2026-06-02", {}, "kept"],
    ["is not kept by another currency", [money("2026-06-10", 100n, F1, { currency: currency("USD") })], "2026-06-11", {}, "broken"],
    ["is not kept by another customer's money", [money("2026-06-10", 100n, null, { customerId: "B" })], "2026-06-11", {}, "broken"],
    ["is open before its withdrawal", [], "2026-06-04", { withdrawnOn: day("2026-06-05") }, "open"],
    ["is withdrawn from that day on", [], "2026-06-30", { withdrawnOn: day("2026-06-05") }, "withdrawn"],
    ["does not see money that comes later", [money("2026-06-09", 100n)], "2026-06-08", {}, "open"],
    ["is unknown before it was said", [], "2026-05-31", {}, undefined],
  ])("%s", (_, came, asOf, said, state) => expect(stateOf(promise({ ...said, parts: [["2026-06-10", 100n]] }), came, asOf)).toBe(state))
})

test("a payment in time counts once, not for two promises", () => {
  const both = [promise(), promise({ id: "P2", items: [F1, F2] })]
  const standings = judge(both, [money("2026-06-05", 100n)], "2026-06-11")
  expect([standings.get("P1")?.state, standings.get("P2")?.state]).toEqual(["kept", "broken"])
  const enough = judge(both, [money("2026-06-05", 100n), money("2026-06-06", 100n, null)], "2026-06-11")
  expect([enough.get("P1")?.state, enough.get("P2")?.state]).toEqual(["kept", "kept"])
})

test("a promise on the account leaves to a promise on an item what is set against that item", () => {
  const both = [promise({ id: "P0", items: [], parts: [["2026-06-08", 100n]] }), promise()]
  const standings = judge(both, [money("2026-06-05", 100n), money("2026-06-06", 100n, F2)], "2026-06-11")
  expect([standings.get("P0")?.state, standings.get("P1")?.state]).toEqual(["kept", "kept"])
})

test("several parts: each by its day, over at the first one missed, and what comes then is the next promise's", () => {
  const plan = promise({
    parts: [
      ["2026-06-10", 100n],
      ["2026-06-20", 100n],
      ["2026-06-30", 50n],
    ],
  })
  expect(judge(plan, [money("2026-06-09", 120n)], "2026-06-15").get("P1")).toMatchObject({
    state: "open",
    until: "2026-06-30",
    received: 120n,
    outstanding: 130n,
    parts: [{ state: "kept" }, { state: "open", received: 20n }, { state: "open" }],
  })
  const came = [money("2026-06-09", 100n), money("2026-06-21", 150n)]
  expect(judge(plan, came, "2026-06-25").get("P1")).toMatchObject({
    state: "partlyKept",
    reachedOn: "2026-06-21",
    received: 100n,
    outstanding: 0n,
    until: null,
  })
  const again = promise({ id: "P2", saidOn: day("2026-06-21"), parts: [["2026-06-30", 150n]] })
  expect(judge([plan, again], came, "2026-06-25").get("P2")).toMatchObject({ state: "kept", reachedOn: "2026-06-21" })
})

test("what is no promise is refused", () => {
  const part = (dueOn: string, amount = 100n) => ({ dueOn: day(dueOn), amount })
  const check = (parts: ReturnType<typeof part>[], open: bigint | null = null, saidOn = "2026-06-01") =>
    checkPromise({ saidOn: day(saidOn), parts }, open, day("2026-06-01"))
  const codes = [
    check([]),
    check([part("2026-06-10", 0n)]),
    check(Array.from({ length: 61 }, () => part("2026-06-10"))),
    check([part("2026-05-31")]),
    check([part("2028-06-02")]),
    check([part("2026-06-10")], null, "2026-06-02"),
    check([part("2026-06-10"), part("2026-06-11")], 199n),
  ].map((checked) => (checked.ok ? "ok" : checked.refusal.code))
  expect(codes).toEqual([
    "PROMISE_PARTS",
    "PROMISE_PARTS",
    "PROMISE_PARTS",
    "PROMISE_TOO_EARLY",
    "PROMISE_TOO_LATE",
    "PROMISE_TOO_LATE",
    "PROMISED_TOO_MUCH",
  ])
  expect(check([part("2026-06-11"), part("2026-06-01")], 200n)).toEqual({ ok: true, value: [part("2026-06-01"), part("2026-06-11")] })
})

const FIRST = day("2026-06-01")
const anyDay = fc.integer({ min: 0, max: 20 }).map((n) => addDays(FIRST, n))
const amount = fc.bigInt({ min: 1n, max: 100n })
const anyPromise = fc
  .record({
    saidOn: anyDay,
    graceDays: fc.integer({ min: 0, max: 3 }),
    items: fc.subarray([F1, F2]),
    parts: fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), amount), { minLength: 1, maxLength: 3 }),
    withdrawnAfter: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
  })
  .map(({ saidOn, graceDays, items, parts, withdrawnAfter }) => ({
    customerId: "A",
    currency: EUR,
    saidOn,
    graceDays,
    items,
    parts: parts.map(([n, of]) => ({ dueOn: addDays(saidOn, n), amount: of })).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
    withdrawnOn: withdrawnAfter === null ? null : addDays(saidOn, withdrawnAfter),
  }))
const promises = fc.array(anyPromise, { maxLength: 5 }).map((all) => all.map((one, i): PromiseToPay => ({ ...one, id: `P${i}` })))
const monies = fc.array(
  fc
    .record({ arrivedOn: anyDay, amount, item: fc.constantFrom(F1, F2, { entryId: "F3", no: 1 }, null) })
    .map((one): Money => ({ customerId: "A", currency: EUR, ...one })),
  { maxLength: 8 },
)
const totalOf = (parts: readonly { readonly amount: bigint }[]) => parts.reduce((all, part) => all + part.amount, 0n)

test("a promise known by the day is in exactly one state, and no cent counts twice", () => {
  fc.assert(
    fc.property(promises, monies, anyDay, (all, came, asOf) => {
      const standings = judgePromises(all, came, asOf)
      expect([...standings.keys()].sort()).toEqual(all.filter(({ saidOn }) => saidOn <= asOf).map(({ id }) => id))
      for (const one of all) {
        const standing = standings.get(one.id)
        if (!standing) continue
        const { state, received, promised, parts, until, outstanding, reachedOn } = standing
        expect(PROMISE_STATES.filter((known) => known === state)).toHaveLength(1)
        expect(promised).toBe(totalOf(one.parts))
        expect(parts.every((part) => part.received >= 0n && part.received <= part.amount)).toBe(true)
        expect(state === "open").toBe(until !== null && outstanding > 0n && reachedOn === null)
        if (state === "kept") expect(received).toBe(promised)
        if (state === "broken") expect(received).toBe(0n)
        if (state === "partlyKept") expect(received > 0n && received < promised).toBe(true)
        if (state === "withdrawn") expect(one.withdrawnOn !== null && one.withdrawnOn <= asOf).toBe(true)
        if (state === "open")
          expect(one.parts.every((part, i) => parts[i]!.received === part.amount || addDays(part.dueOn, one.graceDays) >= asOf)).toBe(true)
        if (reachedOn !== null) expect(reachedOn <= asOf).toBe(true)
      }
      const counted = totalOf([...standings.values()].map(({ received }) => ({ amount: received })))
      expect(counted <= totalOf(came.filter(({ arrivedOn }) => arrivedOn <= asOf))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test("one payment in time for all that one customer promised keeps it, whatever else was promised by others", () => {
  fc.assert(
    fc.property(promises, anyPromise, (others, own) => {
      const mine: PromiseToPay = { ...own, id: "MINE", customerId: "B", withdrawnOn: null }
      const asOf: Day = addDays(FIRST, 60)
      const came = money(own.saidOn, totalOf(own.parts), null, { customerId: "B" })
      expect(judgePromises([...others, mine], [came], asOf).get("MINE")?.state).toBe("kept")
    }),
  )
})
