import fc from "fast-check"
import { expect, test } from "vitest"
import { fitLines, type LiveLine } from "./dispute.ts"

const line = (dispute: string, amount: bigint, entryId = "F1"): LiveLine => ({ dispute, entryId, no: 1, amount })

test("those opened first keep theirs; the newest give way, whatever the order they are listed in", () => {
  const amounts = (open: bigint) => fitLines([line("D3", 30n), line("D1", 50n), line("D2", 20n)], () => open).map(({ amount }) => amount)
  expect(amounts(100n)).toEqual([30n, 50n, 20n])
  expect(amounts(90n)).toEqual([20n, 50n, 20n])
  expect(amounts(60n)).toEqual([0n, 50n, 10n])
  expect(amounts(40n)).toEqual([0n, 40n, 0n])
  expect(amounts(0n)).toEqual([0n, 0n, 0n])
})

test("0 ≤ disputed ≤ open of every item, all its disputes together; nobody's claim grows, and none gives way without need", () => {
  const amount = fc.bigInt({ min: 1n, max: 100n })
  const lines = fc.uniqueArray(fc.tuple(fc.constantFrom("D1", "D2", "D3", "D4"), fc.constantFrom("F1", "F2"), amount), {
    selector: ([dispute, item]) => `${dispute} ${item}`,
  })
  fc.assert(
    fc.property(lines, fc.bigInt({ min: 0n, max: 200n }), fc.bigInt({ min: 0n, max: 200n }), (said, f1, f2) => {
      const live = said.map(([dispute, item, claimed]) => line(dispute, claimed, item))
      const fitted = fitLines(live, ({ entryId }) => (entryId === "F1" ? f1 : f2))
      expect(fitted.every((one, i) => one.dispute === live[i]!.dispute && one.amount >= 0n && one.amount <= live[i]!.amount)).toBe(true)
      for (const [item, open] of [
        ["F1", f1],
        ["F2", f2],
      ] as const) {
        const sum = (of: readonly LiveLine[]) => of.filter(({ entryId }) => entryId === item).reduce((all, one) => all + one.amount, 0n)
        expect(sum(fitted)).toBe(sum(live) < open ? sum(live) : open)
      }
    }),
  )
})
