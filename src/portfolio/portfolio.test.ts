import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addDays, day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { checkAbsence } from "./hand-over.ts"
import { checkFrom, checkSelection, effectOf, NO_SELECTION, readLetters, type Selected } from "./portfolio.ts"

const TODAY = day("2026-06-30")
const [ANNA, MARC] = [
  { id: "0198a7c2-51f0-7c3e-8a44-2f6d9b1e0001", name: "Anna" },
  { id: "0198a7c2-51f0-7c3e-8a44-2f6d9b1e0002", name: "Marc" },
]
const customer = (code: string, has: Selected["has"], planned = false): Selected => ({ id: code as Id, code, name: code, has, planned })

test.each([
  ["A", { from: "a", to: "a" }],
  ["a-F", { from: "a", to: "f" }],
  [" 0 – 9 ", { from: "0", to: "9" }],
])("“%s” are first letters", (said, letters) => expect(readLetters(said)).toEqual({ ok: true, value: letters }))
test.each(["", "AB", "F-A", "é", "A-", "%", "A-F-K"])("“%s” are none", (said) => expect(readLetters(said).ok).toBe(false))

test("nobody is given all customers by leaving out which", () => {
  expect(checkSelection(NO_SELECTION)).toMatchObject({ ok: false, refusal: { code: "NOTHING_SELECTED" } })
  expect(checkSelection({ ...NO_SELECTION, customers: [] }).ok).toBe(false)
  expect(checkSelection({ ...NO_SELECTION, of: "" }).ok).toBe(true)
})

test("a first day far from today is a slip of the pen", () => {
  expect(checkFrom(addDays(TODAY, 3_660), TODAY).ok && checkFrom(addDays(TODAY, -3_660), TODAY).ok).toBe(true)
  for (const days of [3_661, -3_661]) expect(checkFrom(addDays(TODAY, days), TODAY)).toMatchObject({ refusal: { code: "BAD_FROM" } })
})

describe("what giving customers to somebody does", () => {
  test("who has them already keeps them, unless that was to change", () =>
    expect(effectOf([customer("A", [ANNA]), customer("B", [ANNA], true), customer("C", [MARC]), customer("D", [])], "collector", ANNA)).toMatchObject(
      {
        customers: 3,
        unchanged: 1,
        from: [
          { name: null, customers: 1 },
          { name: "Anna", customers: 1 },
          { name: "Marc", customers: 1 },
        ],
      },
    ))
  test("sales stand beside each other: nobody loses a customer to the next", () =>
    expect(effectOf([customer("A", [MARC])], "sales", ANNA)).toMatchObject({ customers: 1, from: [{ name: null, customers: 1 }] }))
  test("a name the books know is somebody else than the person of that name who has an account", () =>
    expect(effectOf([customer("A", [{ id: null, name: "Anna" }])], "collector", ANNA).customers).toBe(1))
  test("each selected customer is changed or unchanged, and each changed one came from somebody or nobody", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.subarray([ANNA, MARC]), fc.boolean())),
        fc.constantFrom("collector" as const, "outside" as const),
        fc.constantFrom(ANNA, MARC, null),
        (had, part, to) => {
          const effect = effectOf(
            had.map(([has, planned], i) => customer(`C${i}`, has, planned)),
            part,
            to,
          )
          expect(effect.customers + effect.unchanged).toBe(had.length)
          expect(effect.from.reduce((sum, one) => sum + one.customers, 0)).toBe(effect.customers)
        },
      ),
    ))
})

test("an absence is somebody else's to fill in, not over already, and no longer than a year", () => {
  const on = (from: number, until: number, taker = MARC) => checkAbsence(ANNA, taker, addDays(TODAY, from), addDays(TODAY, until), TODAY).ok
  expect([on(0, 0), on(-5, 0), on(0, 366)]).toEqual([true, true, true])
  expect([on(0, 5, ANNA), on(-5, -1), on(3, 2), on(0, 367)]).toEqual([false, false, false, false])
  expect(checkAbsence({ id: null, name: "Marc" }, MARC, TODAY, TODAY, TODAY)).toMatchObject({ refusal: { code: "OWN_ABSENCE" } })
})
