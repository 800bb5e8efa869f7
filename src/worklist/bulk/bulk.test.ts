import { expect, test } from "vitest"
import { eachOnce, groupsOf } from "./bulk.ts"

test("items of one customer and currency are one promise or one dispute, in the order they were named", () => {
  const row = (customer: string, currency: string, n: number) => ({ customer, currency, n })
  const rows = [row("A", "EUR", 1), row("B", "EUR", 2), row("A", "USD", 3), row("A", "EUR", 4)]
  expect(groupsOf(rows).map((group) => group.map(({ n }) => n))).toEqual([[1, 4], [2], [3]])
  expect(groupsOf([])).toEqual([])
})

test("what is named twice is done once", () => {
  expect(eachOnce(["A", "B", "A"], (one) => one)).toEqual(["A", "B"])
})
