import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, day, daysBetween } from "../kernel/day.ts"
import { openLines } from "./book.ts"
import { isBankingDay } from "./calendar.ts"
import { chanceOf } from "./chance.ts"
import { FIRST_DAY } from "./clock.ts"
import { liveDay } from "./life.ts"
import { mainCause, planPayment, stateOn } from "./payer.ts"
import { openScene, type Scene } from "./scene.ts"
import { tellTruth } from "./truth.ts"
import { makeCustomers } from "./world.ts"

const settingOf = (seed: number, customers = 15, days = 200) => ({ seed, customers, days, from: FIRST_DAY })
function lived(seed: number, customers?: number, days?: number) {
  const setting = settingOf(seed, customers, days)
  const scene = openScene(setting)
  const deeds = Array.from({ length: setting.days }, (_, n) => liveDay(scene, addDays(setting.from, n)))
  return { scene, deeds }
}
const asText = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === "bigint" ? String(v) : v))
type Told = { readonly delays: readonly { readonly days: number }[]; readonly dueOn: string } & Readonly<Record<string, string | null>>
const toldItems = (scene: Scene) => tellTruth(scene).items as unknown as readonly Told[]
const seeds = fc.integer({ min: 0, max: 999_999_999 })

test("a seed is one life: the same deeds and the same truth, line by line", () => {
  const [one, same, other] = [lived(3), lived(3), lived(4)]
  expect(asText(same.deeds)).toBe(asText(one.deeds))
  expect(asText(tellTruth(same.scene))).toBe(asText(tellTruth(one.scene)))
  expect(asText(other.deeds)).not.toBe(asText(one.deeds))
})
test("whoever the seed is, a hundred days can be lived: nothing is over-allocated, nothing is done on a day of rest but selling", () =>
  fc.assert(
    fc.property(seeds, (seed) => {
      const { scene, deeds } = lived(seed, 8, 100)
      for (const [n, done] of deeds.entries()) if (!isBankingDay(addDays(FIRST_DAY, n))) expect(done).toEqual([])
      for (const item of scene.book.items.values()) expect(item.open >= 0n && item.open <= item.gross).toBe(true)
    }),
    { numRuns: 30 },
  ))
test("one customer more changes nothing of the others but whose sister they are", () =>
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 30 }), (seed, customers) => {
      const who = (count: number) => makeCustomers(settingOf(seed, count)).map((customer) => ({ ...customer, sister: null }))
      expect(asText(who(customers + 1).slice(0, customers))).toBe(asText(who(customers)))
    }),
  ))
test("customers bear one code and one invented name each", () => {
  const customers = makeCustomers(settingOf(11, 500))
  expect(new Set(customers.map((c) => c.code)).size).toBe(500)
  expect(new Set(customers.map((c) => `${c.country} ${c.name}`)).size).toBe(500)
})

test("the reasons of a delay add up to it, to the day, and the payment is made on a banking day after the decision", () =>
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 600 }), fc.integer({ min: -20, max: 60 }), (seed, n, ahead) => {
      const customer = makeCustomers(settingOf(seed, 1, 700))[0]!
      const today = addDays(FIRST_DAY, n)
      const due = addDays(today, ahead)
      const plan = planPayment(customer, due, today, [], chanceOf(seed))
      expect(plan.delays.reduce((sum, { days }) => sum + days, 0)).toBe(daysBetween(due, plan.payOn))
      expect(plan.payOn > today && isBankingDay(plan.payOn)).toBe(true)
    }),
  ))
test("the truth of a paid item says why it was late: its reasons add up to the day it was meant to be paid", () => {
  const items = toldItems(lived(5, 40, 366).scene)
  const paid = items.filter((item) => item.outcome === "paid" && item.movedTo === null && item.meantToPayOn !== null)
  expect(paid.length).toBeGreaterThan(200)
  for (const item of paid) {
    const late = daysBetween(day(item.dueOn), day(item.meantToPayOn!))
    if (late > 0 || item.delays.length > 0) expect([item.number, item.delays.reduce((sum, { days }) => sum + days, 0)]).toEqual([item.number, late])
  }
})
test("what weighs most is the cause; what came in time has none", () => {
  const delays = [
    { cause: "habit", days: 4 },
    { cause: "august", days: 19 },
    { cause: "payRun", days: 6 },
  ] as const
  expect([mainCause(delays, 29), mainCause(delays, 0), mainCause(delays, -3)]).toEqual(["august", "onTime", "onTime"])
})
test("a customer in trouble pays later every month, and an insolvent one never again", () => {
  const customer = {
    ...makeCustomers(settingOf(1, 1))[0]!,
    turns: [
      { on: day("2024-03-01"), to: "declining" as const, daysAMonth: 10 },
      { on: day("2024-09-01"), to: "insolvent" as const },
    ],
  }
  const trouble = ["2024-02-29", "2024-03-31", "2024-06-29"].map((on) => stateOn(customer, day(on)).troubleDays)
  expect(trouble).toEqual([0, 10, 40])
  expect(stateOn(customer, day("2024-09-01")).name).toBe("insolvent")
})
test("the clerk's book on a past day is the book of that evening: later deeds that count from later days do not reach it", () => {
  const setting = settingOf(12, 15, 150)
  const scene = openScene(setting)
  const evenings = new Map<string, readonly string[]>()
  for (let n = 0; n < setting.days; n++) {
    const today = addDays(setting.from, n)
    liveDay(scene, today)
    evenings.set(today, openLines(scene.book, today).sort())
  }
  for (const [evening, then] of evenings) expect(openLines(scene.book, day(evening), day(evening)).sort()).toEqual(then)
})
