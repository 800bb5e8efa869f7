import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, day } from "../../kernel/day.ts"
import { currency } from "../../kernel/money.ts"
import { type Disputed, type ExposureSum, takeApart } from "./exposure.ts"

const EUR = currency("EUR")
const USD = currency("USD")
const ASOF = day("2026-06-30")
const BOUNDS = [0, 30, 60]
const sum = (part: ExposureSum["part"], amount: bigint, of = EUR): ExposureSum => ({ currency: of, part, amount, count: 1 })

test("a customer's exposure is what is owed, less credit notes and unallocated money, and what may come back", () => {
  const [euro, dollar] = takeApart(
    [sum(0, 500n), sum(2, 120n), sum("credited", 30n), sum("unallocated", 20n), sum("subject", 7n), sum("credited", 5n, USD)],
    [],
    ASOF,
    BOUNDS,
  )
  expect(euro).toMatchObject({ currency: "EUR", exposure: 577n, disputed: 0n, unallocated: { amount: 20n, count: 1 } })
  expect(euro!.buckets.map(({ from, to, amount }) => [from, to, amount])).toEqual([
    [null, 0, 500n],
    [1, 30, 0n],
    [31, 60, 120n],
    [61, null, 0n],
  ])
  // A customer with nothing but credits owes less than nothing.
  expect(dollar).toMatchObject({ currency: "USD", exposure: -5n })
})

test("what is disputed stands in the bucket of its item: not due up to and including the due day", () => {
  const disputed = [ASOF, addDays(ASOF, -1), addDays(ASOF, -30), addDays(ASOF, -31), addDays(ASOF, -61), addDays(ASOF, 9)].map(
    (dueOn, i): Disputed => ({ currency: EUR, dueOn, amount: 10n ** BigInt(i) }),
  )
  const [euro] = takeApart(
    [0, 1, 2, 3].map((part) => sum(part, 1_000_000n)),
    [...disputed, { currency: USD, dueOn: ASOF, amount: 9n }],
    ASOF,
    BOUNDS,
  )
  expect(euro!.buckets.map((of) => of.disputed)).toEqual([100_001n, 110n, 1_000n, 10_000n])
  expect(euro!.disputed).toBe(111_111n)
})

test("parts add up to the exposure, whatever they are", () => {
  const part = fc.constantFrom<ExposureSum["part"]>(0, 1, 2, 3, "credited", "unallocated", "subject")
  fc.assert(
    fc.property(fc.uniqueArray(fc.record({ part, amount: fc.bigInt(1n, 10n ** 12n) }), { selector: ({ part: of }) => of, minLength: 1 }), (sums) => {
      const [of] = takeApart(
        sums.map((one) => sum(one.part, one.amount)),
        [],
        ASOF,
        BOUNDS,
      )
      const owed = of!.buckets.reduce((all, { amount }) => all + amount, 0n)
      expect(owed - of!.credited.amount - of!.unallocated.amount + of!.subject.amount).toBe(of!.exposure)
      expect(sums.reduce((all, one) => all + (one.part === "credited" || one.part === "unallocated" ? -one.amount : one.amount), 0n)).toBe(
        of!.exposure,
      )
    }),
  )
})
