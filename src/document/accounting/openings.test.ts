import fc from "fast-check"
import { expect, test } from "vitest"
import { type OpenItem, type OpeningLine, recogniseOpenings } from "./openings.ts"

const line = (ref: number, number: string, amount: bigint, letter: string | null = null): OpeningLine => ({
  ref,
  number,
  side: amount > 0n ? "debit" : "credit",
  amount: amount > 0n ? amount : -amount,
  letter,
})
const item = (number: string, amount: bigint): OpenItem => ({ number, side: amount > 0n ? "debit" : "credit", open: amount > 0n ? amount : -amount })
const read = (lines: readonly OpeningLine[], items: readonly OpenItem[]) => {
  const { stands, difference } = recogniseOpenings(lines, items)
  return { stands: Object.fromEntries([...stands].map(([ref, of]) => [ref, of.map((i) => i.number)])), difference }
}

test("an opening line is known by its number and amount, then by its amount alone", () => {
  expect(read([line(1, "AN-1", 60n), line(2, "F2", 50n)], [item("F1", 60n), item("F2", 50n)])).toEqual({
    stands: { 1: ["F1"], 2: ["F2"] },
    difference: 0n,
  })
})
test("one balance stands for all that was open of the customer, payments not matched included", () => {
  expect(read([line(1, "AN", 70n)], [item("F1", 100n), item("F2", 20n), item("B1", -50n)])).toEqual({
    stands: { 1: ["F1", "F2", "B1"] },
    difference: 0n,
  })
})
test("as many lines as items of one amount: each stands for one; with more items than lines nobody can tell", () => {
  expect(read([line(1, "A", 5n), line(2, "B", 5n)], [item("F1", 5n), item("F2", 5n)]).stands).toEqual({ 1: ["F1"], 2: ["F2"] })
  expect(read([line(1, "A", 5n, "X")], [item("F1", 5n), item("F2", 5n)])).toEqual({ stands: {}, difference: -5n })
})
test("several lines under different letters that no amount tells apart stand for nothing; under one letter they stand together", () => {
  const items = [item("F1", 60n)]
  expect(read([line(1, "A", 100n, "X"), line(2, "B", -40n, "Y")], items)).toEqual({ stands: {}, difference: 0n })
  expect(read([line(1, "A", 100n, "X"), line(2, "B", -40n, "X")], items)).toEqual({ stands: { 1: ["F1"], 2: [] }, difference: 0n })
})
test("what the books say beyond what is open here is told to the cent", () => {
  expect(read([line(1, "A", 100n)], [item("F1", 60n)])).toEqual({ stands: {}, difference: 40n })
  expect(read([], [item("F1", 60n)]).difference).toBe(-60n)
})
test("an item never belongs to two lines, and lines that stand for items come to what these come to", () => {
  const amount = fc.integer({ min: -4, max: 4 }).filter((n) => n !== 0)
  const number = fc.constantFrom("F1", "F2", "F3")
  const drawn = fc.array(fc.tuple(number, amount, fc.constantFrom("X", "Y", null)), { maxLength: 6 })
  fc.assert(
    fc.property(drawn, drawn, (l, i) => {
      const lines = l.map(([n, a, letter], ref) => line(ref, n, BigInt(a), letter))
      const items = i.map(([n, a]) => item(n, BigInt(a)))
      const { stands } = recogniseOpenings(lines, items)
      const taken = [...stands.values()].flat()
      expect(new Set(taken).size).toBe(taken.length)
      const signed = (side: string, of: bigint) => (side === "debit" ? of : -of)
      const told = lines.filter((x) => stands.has(x.ref)).reduce((sum, x) => sum + signed(x.side, x.amount), 0n)
      expect(taken.reduce((sum, x) => sum + signed(x.side, x.open), 0n)).toBe(told)
    }),
  )
})
