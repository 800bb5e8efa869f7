import { expect, test } from "vitest"
import { day } from "../../../kernel/day.ts"
import { currency } from "../../../kernel/money.ts"
import { NO_FILTER } from "../open-items.ts"
import { inOrder, readWhole, rowOf, type Sought, signedOpen, startAfter, sumWanted, walk, wantedIn } from "./whole.ts"

const COUNT = 10_000
const entry = (n: number) => n.toString(16).padStart(32, "0")
const line = (n: number) =>
  [
    entry(n),
    (n % 3) + 1,
    `customer-${n % 700}`,
    n % 5 === 0 ? "payment" : "invoice",
    n % 5 === 0 ? "credit" : "debit",
    "EUR",
    20_000 + (n % 90),
    n,
  ].join("\t")
/** Cut anywhere, as they come over a connection. */
async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < text.length; from += size) yield Buffer.from(text.slice(from, from + size))
}
const all = Array.from({ length: COUNT }, (_, n) => n)
const read = (size = 65_536) => readWhole(inChunks(`${all.map(line).join("\n")}\n`, size))
const anything: Sought = { asOf: day("2026-06-30"), currency: null, filter: NO_FILTER, among: [], rows: null }

test.each([7, 4_096, 65_536])("ten thousand lines cut every %i bytes: every row, and what they add up to", async (size) => {
  const whole = await read(size)
  expect(whole.count).toBe(COUNT)
  expect(whole.customers.known).toHaveLength(700)
  const open = all.reduce((sum, n) => sum + BigInt(n % 5 === 0 ? -n : n), 0n)
  expect(sumWanted(whole, wantedIn(whole, anything))).toEqual([{ currency: "EUR", count: COUNT, open }])
  expect(sumWanted(whole, wantedIn(whole, { ...anything, currency: currency("USD") }))).toEqual([])
  const recorded = inOrder(whole, null)
  for (const n of [0, 4_095, 4_096, COUNT - 1]) expect(rowOf(whole, recorded, entry(n), (n % 3) + 1)).toBe(n)
  expect(rowOf(whole, recorded, entry(5), 9)).toBeNull()
  expect(rowOf(whole, recorded, entry(COUNT), 1)).toBeNull()
})

test.each([false, true])("page by page it is every row once, in order (downwards %s), rows alike by when they were recorded", async (down) => {
  const whole = await read()
  const keys = signedOpen(whole)
  const order = inOrder(whole, keys)
  const seen: number[] = []
  for (let from = down ? COUNT - 1 : 0; ; ) {
    const page = walk(order, wantedIn(whole, anything), { from, down, limit: 333 })
    seen.push(...page)
    const last = page.at(-1)
    if (last === undefined) break
    from = startAfter(whole, order, { key: keys[last]!, entry: entry(last), no: (last % 3) + 1 }, down)
  }
  const value = (n: number) => (n % 5 === 0 ? -n : n)
  const expected = [...all].sort((a, b) => value(a) - value(b) || a - b)
  expect(seen).toEqual(down ? expected.reverse() : expected)
})

test("nothing open is a list without rows", async () => {
  const whole = await readWhole(inChunks("", 1))
  expect(whole.count).toBe(0)
  expect(walk(inOrder(whole, null), () => true, { from: 0, down: false, limit: 10 })).toEqual([])
  expect(sumWanted(whole, () => true)).toEqual([])
})
