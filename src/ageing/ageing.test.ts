import fc from "fast-check"
import { expect, test } from "vitest"
import { checkBounds } from "../company/company.ts"
import { addDays, day } from "../kernel/day.ts"
import { currency, sum } from "../kernel/money.ts"
import { bucketText } from "./ageing.text.ts"
import { ageItems, bucketsOf, netOf, type OpenItem, totalOf } from "./ageing.ts"
import { toAgeingAnswer } from "./ageing.wire.ts"

const today = day("2026-06-30")
const STANDARD = [0, 30, 60, 90]
const invoice = (open: bigint, overdue: number): OpenItem => ({ kind: "invoice", side: "debit", dueOn: addDays(today, -overdue), open })
const bucketOf = (overdue: number) => ageItems([invoice(1n, overdue)], today, STANDARD).counts.indexOf(1)

test.each([
  ["not due until tomorrow", -1, 0],
  ["on its due day: not due yet", 0, 0],
  ["overdue since yesterday", 1, 1],
  ["30 days overdue", 30, 1],
  ["31 days overdue", 31, 2],
  ["90 days overdue", 90, 3],
  ["91 days overdue", 91, 4],
  ["years overdue", 4000, 4],
])("an item %s stands in the bucket of its age", (_, overdue, bucket) => expect(bucketOf(overdue)).toBe(bucket))

test("the buckets of 0, 30, 60, 90 are not due, 1–30, 31–60, 61–90 and over 90", () => {
  expect(bucketsOf(STANDARD)).toEqual([
    { from: null, to: 0 },
    { from: 1, to: 30 },
    { from: 31, to: 60 },
    { from: 61, to: 90 },
    { from: 91, to: null },
  ])
  expect(bucketsOf(STANDARD).map((b) => bucketText(b, "fr"))).toEqual(["Non échu", "1–30", "31–60", "61–90", "> 90"])
})

test("credits stand apart and positive; a deposit is in no figure", () => {
  const items: OpenItem[] = [
    invoice(100_00n, 10),
    { kind: "creditNote", side: "credit", dueOn: today, open: 30_00n },
    { kind: "payment", side: "credit", dueOn: addDays(today, -200), open: 5_00n },
    { kind: "deposit", side: "credit", dueOn: today, open: 70_00n },
  ]
  const aged = ageItems(items, today, STANDARD)
  expect([totalOf(aged), aged.credits, netOf(aged)]).toEqual([100_00n, 35_00n, 65_00n])
  expect(aged.counts).toEqual([0, 1, 0, 0, 0])
})

test.each([
  ["none", []],
  ["not ascending", [30, 30]],
  ["negative", [-1, 30]],
  ["a fraction", [0.5]],
  ["twenty-one of them", Array.from({ length: 21 }, (_, i) => i)],
  ["not a number", [Number.NaN]],
])("bounds that are %s are refused", (_, bounds) => expect(checkBounds(bounds).ok).toBe(false))

const anyItem = fc.record({
  kind: fc.constantFrom("invoice", "creditNote", "payment", "deposit", "refund"),
  side: fc.constantFrom("debit" as const, "credit" as const),
  dueOn: fc.integer({ min: -400, max: 400 }).map((n) => addDays(today, n)),
  open: fc.bigInt({ min: 1n, max: 10n ** 12n }),
})
const anyBounds = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 20 }).map((list) => list.sort((a, b) => a - b))
test("every debit item falls in exactly one bucket, whatever the bounds", () =>
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 40 }), anyBounds, (items, bounds) => {
      const aged = ageItems(items, today, bounds)
      const counted = items.filter((i) => i.kind !== "deposit")
      const open = (side: "debit" | "credit") => sum(counted.filter((i) => i.side === side).map((i) => i.open))
      expect(totalOf(aged)).toBe(open("debit"))
      expect(aged.counts.reduce((a, b) => a + b, 0)).toBe(counted.filter((i) => i.side === "debit").length)
      expect(netOf(aged)).toBe(open("debit") - open("credit"))
    }),
  ))

test("P32: what travels has the currency's own digits, however large or small the amount", () => {
  const aged = ageItems([invoice(5n, 1), invoice(10n ** 19n, 40)], today, STANDARD)
  const of = (code: string) => ({
    currency: currency(code),
    whole: aged,
    rows: [{ key: null, name: null, aged }],
    leftOut: { customers: 0, net: 0n },
  })
  const answer = toAgeingAnswer({ asOf: today, bounds: STANDARD, by: "group", currencies: ["EUR", "JPY", "TND"].map(of) })
  expect(answer.currencies.map((c) => c.buckets[1]!.amount)).toEqual(["0.05", "5", "0.005"])
  expect(answer.currencies.map((c) => c.net)).toEqual(["100000000000000000.05", "10000000000000000005", "10000000000000000.005"])
  expect(answer.currencies[0]!.rows?.[0]).toMatchObject({ key: null, total: "100000000000000000.05", count: 2, credits: "0.00" })
})
