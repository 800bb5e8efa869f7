import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { ChaseFacts } from "../chase/facts.ts"
import { addDays, day } from "../kernel/day.ts"
import { currency, divRound } from "../kernel/money.ts"
import { LANGUAGES } from "../kernel/text.ts"
import { sayWhy } from "./worklist.text.ts"
import { BANDS, type Calls, CLOSED_DAYS, daysSoon, NO_FACTS, rankWorklist, type Situation, SOON_DAYS, SUGGESTIONS, WHY } from "./worklist.ts"
import { rankedAnswer, rankedWire } from "./worklist.wire.ts"

const TODAY = day("2026-06-30")
/** A Tuesday, and the Wednesday after it. */
const NEXT = day("2026-07-01")
const EUR = currency("EUR")
const back = (days: number) => addDays(TODAY, -days)

type Told = Partial<Omit<Situation, "overdue" | "soon" | "facts">> & {
  readonly late?: readonly (readonly [days: number, amount: bigint])[]
  readonly soon?: readonly (readonly [inDays: number, amount: bigint])[]
  readonly facts?: Partial<ChaseFacts>
}
function customer(code: string, { late = [], soon = [], facts, ...told }: Told): Situation {
  const overdue = BANDS.map(() => 0n)
  for (const [days, amount] of late) overdue[BANDS.findIndex(({ until }) => until === null || days <= until)]! += amount
  const ahead = Array.from({ length: Math.max(SOON_DAYS, ...soon.map(([inDays]) => inDays)) + 1 }, () => 0n)
  for (const [inDays, amount] of soon) ahead[inDays]! += amount
  const oldest = Math.max(0, ...late.map(([days]) => days))
  return {
    id: code,
    code,
    name: code,
    country: "FR",
    collector: null,
    collectorId: null,
    currency: EUR,
    overdue,
    oldestOn: oldest === 0 ? null : back(oldest),
    open: [...overdue, ...ahead].reduce((all, amount) => all + amount, 0n),
    credits: 0n,
    soon: ahead,
    history: null,
    calls: null,
    snoozedUntil: null,
    tasks: null,
    ...told,
    facts: { ...NO_FACTS, ...facts },
  }
}
const called = (daysAgo: number, outcome = "reached", more: Partial<Calls> = {}): Calls => ({
  lastOn: back(daysAgo),
  outcome,
  reachedOn: null,
  unreached: 0,
  beforeDueOn: null,
  ...more,
})
const alone = (told: Told) => rankWorklist([customer("A", told)], TODAY, NEXT)[0]
const codes = (told: Told) => alone(told)?.why.map(({ code }) => code)

describe("why a customer is on the list", () => {
  test.each<[string, Told, string[], string]>([
    ["who is a few days late, and nothing else", { late: [[5, 100_00n]] }, ["overdue"], "call"],
    ["who always paid in time, until now", { late: [[9, 100_00n]], history: { settled: 8, late: 0 }, calls: called(5) }, ["firstTimeLate"], "call"],
    ["two invoices paid in time are no habit yet", { late: [[9, 1_00n]], history: { settled: 2, late: 0 }, calls: called(5) }, ["overdue"], "call"],
    ["who broke a promise", { late: [[9, 100_00n]], calls: called(5), facts: { broken: 80_00n, brokenOn: back(1) } }, ["promiseBroken"], "call"],
    ["who was not spoken to for twenty days", { late: [[30, 100_00n]], calls: called(20) }, ["noContact"], "call"],
    ["who was never spoken to", { late: [[15, 100_00n]] }, ["noContact"], "call"],
    ["who is long overdue", { late: [[75, 100_00n]], calls: called(4) }, ["oldest"], "call"],
    ["three calls in vain: a letter", { late: [[20, 100_00n]], calls: called(2, "notReached", { unreached: 3 }) }, ["unreached"], "write"],
    [
      "a number that leads to somebody else",
      { late: [[20, 9_00n]], calls: called(2, "wrongContact", { unreached: 1 }) },
      ["wrongContact"],
      "findContact",
    ],
    ["who refuses is written to", { late: [[20, 100_00n]], calls: called(5, "refusal") }, ["refusal"], "write"],
    ["who asked for a document", { late: [[20, 100_00n]], calls: called(1, "documentMissing") }, ["documentMissing"], "send"],
    [
      "a dispute nobody answered",
      { late: [[20, 100_00n]], calls: called(5), facts: { disputed: 100_00n, unansweredSince: back(8) } },
      ["disputeUnanswered"],
      "resolve",
    ],
    ["money that came and was not allocated", { late: [[20, 100_00n]], credits: 100_00n }, ["unmatched"], "match"],
    ["a task that is due, though nothing is owed", { tasks: { count: 1, firstOn: back(2) } }, ["taskDue"], "task"],
    ["an insolvency: the claim is to be declared", { late: [[20, 100_00n]], facts: { insolventSince: back(10) } }, ["insolvent"], "declare"],
  ])("%s", (_, told, why, act) => {
    expect(alone(told)).toMatchObject({ act, dueOn: TODAY })
    expect(codes(told)).toEqual(why)
  })

  test("small amounts are written about, larger ones called about", () => {
    const rows = rankWorklist(
      [10_00n, 500_00n, 400_00n].map((owed) => customer(`owes ${owed}`, { late: [[9, owed]] })),
      TODAY,
      NEXT,
    )
    expect(rows.map(({ of, act }) => [of.code, act])).toEqual([
      ["owes 50000", "call"],
      ["owes 40000", "call"],
      ["owes 1000", "write"],
    ])
  })
})

describe("calls before and on the due day", () => {
  const crowd = Array.from({ length: 20 }, (_, i) => customer(`X${i}`, { late: [[9, 1_000_00n]], calls: called(1) }))
  const first = (told: Told) => rankWorklist([...crowd, customer("A", told)], TODAY, NEXT).find(({ of }) => of.code === "A")

  test("what is large and due tomorrow is on the list with its amount; what is ordinary is not", () => {
    expect(first({ soon: [[1, 48_000_00n]] })).toMatchObject({
      act: "call",
      amount: 48_000_00n,
      why: [{ code: "dueTomorrow", amount: 48_000_00n, on: day("2026-07-01") }],
    })
    expect(first({ soon: [[0, 48_000_00n]] })!.why[0]!.code).toBe("dueToday")
    expect(first({ soon: [[3, 48_000_00n]] })!.why[0]).toMatchObject({ code: "dueSoon", days: 3 })
    expect(first({ soon: [[1, 900_00n]] })).toBeUndefined()
  })

  test.each([
    ["on Friday: Sunday is due “tomorrow”, by its name", "2026-07-03", "2026-07-06", 2, "dueTomorrow", "due Sunday 05/07/2026, 48,000.00 EUR"],
    ["on Friday: so is Monday", "2026-07-03", "2026-07-06", 3, "dueTomorrow", "due Monday 06/07/2026, 48,000.00 EUR"],
    ["on Friday: Saturday is tomorrow", "2026-07-03", "2026-07-06", 1, "dueTomorrow", "due tomorrow, 48,000.00 EUR"],
    ["on Thursday: Sunday is not tomorrow yet", "2026-07-02", "2026-07-03", 3, "dueSoon", "due in 3 days, 48,000.00 EUR"],
    ["on a Sunday: Monday is", "2026-07-05", "2026-07-06", 1, "dueTomorrow", "due tomorrow, 48,000.00 EUR"],
    ["before Easter: Tuesday after it", "2026-04-02", "2026-04-07", 5, "dueTomorrow", "due Tuesday 07/04/2026, 48,000.00 EUR"],
    ["before a closing of three weeks: its last day", "2026-07-31", "2026-08-24", 23, "dueTomorrow", "due Sunday 23/08/2026, 48,000.00 EUR"],
  ])("the call before the due day comes on the last working day before it: %s", (_, today, next, inDays, code, words) => {
    const rows = rankWorklist([...crowd, customer("A", { soon: [[inDays, 48_000_00n]] })], day(today), day(next))
    const [why] = rows.find(({ of }) => of.code === "A")!.why
    expect(why).toMatchObject({ code, on: addDays(day(today), inDays), days: inDays })
    expect(sayWhy(why!, EUR, "en")).toBe(words)
  })

  test("whatever day something large falls due, it is called for on the last working day before and on the day itself", () => {
    const open = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1 }).map((days) => days.sort((a, b) => a - b))
    fc.assert(
      fc.property(open, fc.integer({ min: 1, max: 30 }), (workdays, dueIn) => {
        const last = workdays.findLast((on) => on < dueIn)
        fc.pre(last !== undefined)
        const asOf = addDays(TODAY, last!)
        const next = addDays(TODAY, workdays.find((on) => on > last!) ?? last! + CLOSED_DAYS)
        expect(daysSoon(asOf, next)).toBeGreaterThanOrEqual(dueIn - last!)
        const told = (from: number, after: typeof TODAY) =>
          rankWorklist([...crowd, customer("A", { soon: [[dueIn - from, 48_000_00n]] })], addDays(TODAY, from), after).find(
            ({ of }) => of.code === "A",
          )
        expect(told(last!, next)).toMatchObject({ act: "call", why: [{ code: "dueTomorrow", on: addDays(TODAY, dueIn) }] })
        expect(told(dueIn, addDays(TODAY, dueIn + 1))).toMatchObject({ act: "call", why: [{ code: "dueToday" }] })
      }),
    )
  })

  test("who mostly pays late is called for less than who does not", () => {
    const soon = [[1, 4_000_00n]] as const
    expect(first({ soon, history: { settled: 4, late: 2 } })?.act).toBe("call")
    expect(first({ soon, history: { settled: 4, late: 1 } })).toBeUndefined()
    expect(first({ soon })).toBeUndefined()
  })

  test("who answered the two questions is not asked again", () => {
    expect(first({ soon: [[1, 48_000_00n]], calls: called(2, "reached", { beforeDueOn: back(2) }) })).toBeUndefined()
  })
})

describe("who is left alone", () => {
  const late = [[20, 100_00n]] as const
  test.each<[string, Told, string, string | null]>([
    ["held as a whole", { late, facts: { heldWhole: true, heldUntil: day("2026-07-10") } }, "held", "2026-07-11"],
    ["the one item that is late is held", { late, facts: { held: 100_00n, heldUntil: TODAY } }, "held", "2026-07-01"],
    ["snoozed", { late, snoozedUntil: day("2026-07-05") }, "snoozed", "2026-07-05"],
    [
      "all promised: until the day after the promise",
      { late, facts: { promised: 100_00n, promisedUntil: day("2026-07-03") } },
      "promised",
      "2026-07-04",
    ],
    ["all disputed and in hand", { late, facts: { disputed: 100_00n } }, "disputed", null],
    ["spoken to yesterday", { late, calls: called(1) }, "contactedLately", "2026-07-02"],
    ["not reached today: tomorrow again", { late, calls: called(0, "notReached", { unreached: 1 }) }, "contactedLately", "2026-07-01"],
    ["says it is paid: the money has five days", { late, calls: called(2, "alreadyPaid") }, "contactedLately", "2026-07-03"],
    ["insolvent for longer than claims may be declared", { late, facts: { barred: 100_00n, insolventSince: back(61) } }, "insolvent", null],
  ])("%s", (_, told, code, dueOn) => {
    expect(alone(told)).toMatchObject({ act: "wait", amount: 0n, score: 0n, why: [{ code }], dueOn })
  })

  test("the day a hold or a snooze ends they are back", () => {
    expect(alone({ late, facts: { heldWhole: true, heldUntil: back(1) } })?.act).toBe("call")
    expect(alone({ late, snoozedUntil: TODAY })?.act).toBe("call")
  })

  test("a promise broken after the last call, and a task, end the waiting", () => {
    expect(codes({ late, calls: called(2), facts: { broken: 1n, brokenOn: back(1) } })).toEqual(["promiseBroken"])
    expect(codes({ late, calls: called(1), tasks: { count: 2, firstOn: TODAY } })).toContain("taskDue")
    expect(alone({ late, calls: called(1), tasks: { count: 1, firstOn: addDays(TODAY, 1) } })?.act).toBe("wait")
  })

  test("what an insolvent customer bought after the judgment is chased as ever", () =>
    expect(
      alone({
        late: [
          [40, 70_00n],
          [9, 30_00n],
        ],
        calls: called(5),
        facts: { barred: 70_00n, insolventSince: back(61) },
      }),
    ).toMatchObject({ act: "write", amount: 30_00n }))

  test("nothing overdue, nothing soon, no task: no row at all", () => expect(alone({ open: 100_00n })).toBeUndefined())
})

describe("the order", () => {
  test("two months late weighs more than two days, a year less than either", () => {
    const rows = [2, 60, 400].map((days) => customer(`late ${days}`, { late: [[days, 1_000_00n]], calls: called(4) }))
    expect(rankWorklist(rows, TODAY, NEXT).map(({ of }) => of.code)).toEqual(["late 60", "late 2", "late 400"])
  })

  test("only what is neither promised, disputed nor covered counts", () => {
    const row = alone({
      late: [[20, 1_000_00n]],
      credits: 100_00n,
      calls: called(5),
      facts: { promised: 200_00n, promisedUntil: TODAY, disputed: 300_00n },
    })
    expect(row).toMatchObject({ amount: 400_00n, overdue: 1_000_00n, atRisk: 900_00n, score: 400_00n })
  })

  test("a score can be worked out from its factors by hand", () => {
    const row = alone({ late: [[80, 1_000_00n]], calls: called(20), facts: { broken: 1_000_00n, brokenOn: back(3) } })!
    expect(rankedAnswer({ ...row, standsIn: null }).scoreMade).toEqual({
      parts: [{ of: "overdue", until: 90, amount: "1000.00", percent: 110 }],
      rules: [
        { code: "promiseBroken", percent: 150 },
        { code: "noContact", percent: 120 },
        { code: "oldest", percent: 110 },
      ],
      least: null,
    })
    // 1000.00 × 1.1 × 1.5 × 1.2 × 1.1
    expect(row.score).toBe(2_178_00n)
  })

  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
  const anyone = fc.record({
    late: fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), amount), { maxLength: 4 }),
    soon: fc.array(fc.tuple(fc.integer({ min: 0, max: SOON_DAYS }), amount), { maxLength: 2 }),
    credits: amount,
    history: fc.option(fc.record({ settled: fc.integer({ min: 0, max: 50 }), late: fc.integer({ min: 0, max: 50 }) })),
    calls: fc.option(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.constantFrom("reached", "notReached", "promise", "documentMissing"))),
    promised: amount,
    disputed: amount,
    unanswered: fc.option(fc.integer({ min: 0, max: 30 })),
    tasks: fc.option(fc.integer({ min: -5, max: 5 })),
  })
  const people = fc.array(anyone, { maxLength: 12 }).map((all) =>
    all.map(({ calls, promised, disputed, unanswered, tasks, ...told }, i) =>
      customer(`K${String(i).padStart(2, "0")}`, {
        ...told,
        calls: calls && called(calls[0], calls[1]),
        facts: { promised, promisedUntil: TODAY, disputed, unansweredSince: unanswered === null ? null : back(unanswered) },
        tasks: tasks === null ? null : { count: 1, firstOn: addDays(TODAY, tasks) },
      }),
    ),
  )

  test("is one of falling scores, whatever order they come in; who waits comes last; every row says why, in four languages, and travels", () => {
    fc.assert(
      fc.property(people, (all) => {
        const rows = rankWorklist(all, TODAY, NEXT)
        expect(rankWorklist(all.toReversed(), TODAY, NEXT).map(({ of }) => of.code)).toEqual(rows.map(({ of }) => of.code))
        for (const [i, row] of rows.entries()) {
          const next = rows[i + 1]
          if (next && next.act !== "wait") expect(row.act !== "wait" && row.score >= next.score).toBe(true)
          expect(SUGGESTIONS).toContain(row.act)
          expect(row.why.length).toBeGreaterThan(0)
          // Worked out again from the factors alone.
          const { parts, rules, least } = row.made
          const before = parts.reduce((whole, { amount: part, percent }) => whole + part * BigInt(percent), 0n)
          const score = divRound(
            rules.reduce((times, { percent }) => times * BigInt(percent), before),
            100n ** BigInt(rules.length + 1),
          )
          expect(row.score).toBe(least !== null && least > score ? least : score)
          expect(rankedWire.safeParse(rankedAnswer({ ...row, standsIn: null })).success).toBe(true)
          for (const lang of LANGUAGES) for (const why of row.why) expect(sayWhy(why, EUR, lang)).toMatch(/\w{3}/)
        }
      }),
    )
  })

  test("more money with all else equal never stands lower", () => {
    fc.assert(
      fc.property(anyone, fc.bigInt({ min: 1n, max: 10n ** 9n }), ({ late }, more) => {
        const some = late.length === 0 ? [[10, 5n] as const] : late
        const raised = some.map(([days, owed], i) => [days, i === 0 ? owed + more : owed] as const)
        const [less, greater] = [some, raised].map((of) => rankWorklist([customer("A", { late: of, calls: called(4) })], TODAY, NEXT)[0]?.score ?? 0n)
        expect(greater! >= less!).toBe(true)
      }),
    )
  })
})

test("every reason is one that can be said", () => {
  for (const code of WHY)
    for (const lang of LANGUAGES) {
      const said = sayWhy({ code, amount: 48_000_00n, days: 20, on: TODAY, count: 3 }, EUR, lang)
      expect(said).not.toContain("undefined")
      // Three words or so, beside their figures.
      expect(said.replace(/\d[\d.,\u202f\u00a0\s/]*(?:EUR)?/g, "").split(/\s+/).length, said).toBeLessThan(8)
    }
})
