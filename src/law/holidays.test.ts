import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, day, daysBetween } from "../kernel/day.ts"
import { CALENDAR_CODES, easterOf, holidaysOf, isBusinessDay, nextBusinessDay } from "./holidays.ts"

test.each([
  [1999, "1999-04-04"],
  [2008, "2008-03-23"],
  [2011, "2011-04-24"],
  [2024, "2024-03-31"],
  [2025, "2025-04-20"],
  [2026, "2026-04-05"],
  [2038, "2038-04-25"],
])("Easter of %i is %s", (year, on) => expect(easterOf(year)).toBe(on))

test("Easter is a Sunday from 22 March to 25 April, in every year", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2200 }), (year) => {
      const easter = easterOf(year)
      expect(new Date(`${easter}T00:00:00Z`).getUTCDay()).toBe(0)
      expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
    }),
  ))

const namesOf = (code: (typeof CALENDAR_CODES)[number], year: number) => holidaysOf(code, year).map(({ on, name }) => `${on.slice(5)} ${name}`)
test("France has eleven holidays in 2026, Alsace and Moselle two more", () => {
  expect(namesOf("FR", 2026)).toEqual([
    "01-01 newYear",
    "04-06 easterMonday",
    "05-01 labourDay",
    "05-08 victoryDay",
    "05-14 ascension",
    "05-25 whitMonday",
    "07-14 nationalDay",
    "08-15 assumption",
    "11-01 allSaints",
    "11-11 armistice",
    "12-25 christmas",
  ])
  const more = namesOf("FR-ALSACE-MOSELLE", 2026).filter((one) => !namesOf("FR", 2026).includes(one))
  expect(more).toEqual(["04-03 goodFriday", "12-26 secondChristmas"])
})
test("Belgium has ten, Germany nine everywhere, Luxembourg eleven since 2019, the Netherlands nine", () => {
  expect([
    namesOf("BE", 2026).length,
    namesOf("DE", 2026).length,
    namesOf("LU", 2026).length,
    namesOf("LU", 2018).length,
    namesOf("NL", 2026).length,
  ]).toEqual([10, 9, 11, 10, 9])
  expect(namesOf("DE", 2017)).toContain("10-31 reformation")
  expect(namesOf("DE", 2018)).not.toContain("10-31 reformation")
})
test("the king's birthday is kept on Saturday where it is a Sunday", () => {
  expect(namesOf("NL", 2025)).toContain("04-26 kingsDay")
  expect(namesOf("NL", 2026)).toContain("04-27 kingsDay")
})
test("no work on week-ends, holidays and days the company closed", () => {
  const closed = new Set([day("2026-12-24")])
  const open = (on: string, code: "FR" | null = "FR") => isBusinessDay(day(on), code, closed)
  expect([open("2026-12-23"), open("2026-12-24"), open("2026-12-25"), open("2026-12-26"), open("2026-12-25", null)]).toEqual([
    true,
    false,
    false,
    false,
    true,
  ])
})
test.each([
  ["a day of the week", "2026-06-30", "FR", "2026-07-01"],
  ["a Friday: over the week-end", "2026-07-03", "FR", "2026-07-06"],
  ["a Sunday", "2026-07-05", "FR", "2026-07-06"],
  ["Thursday before Easter, where Good Friday is worked", "2026-04-02", "FR", "2026-04-03"],
  ["the same in Alsace, over Good Friday and Easter Monday", "2026-04-02", "FR-ALSACE-MOSELLE", "2026-04-07"],
  ["the eve of the Belgian national day", "2026-07-20", "BE", "2026-07-22"],
  ["the same day in France", "2026-07-20", "FR", "2026-07-21"],
  ["the year's end, over what the company closed", "2026-12-23", "FR", "2026-12-28"],
  ["without a calendar week-ends count alone", "2026-12-31", null, "2027-01-01"],
] as const)("after %s comes the next day somebody works", (_, after, code, next) => {
  expect(nextBusinessDay(day(after), code, new Set([day("2026-12-24")]), 35)).toBe(next)
})
test("the next business day is the first one after, and none lies between; a closing without end stops where it is told", () => {
  const days = fc.integer({ min: 0, max: 4_000 }).map((ahead) => addDays(day("2020-01-01"), ahead))
  fc.assert(
    fc.property(days, fc.constantFrom(null, ...CALENDAR_CODES), fc.array(fc.integer({ min: 1, max: 30 })), (after, code, shut) => {
      const closed = new Set(shut.map((ahead) => addDays(after, ahead)))
      const next = nextBusinessDay(after, code, closed, 50)
      const gap = daysBetween(after, next)
      expect(isBusinessDay(next, code, closed)).toBe(true)
      expect(Array.from({ length: gap - 1 }, (_, i) => addDays(after, i + 1)).filter((on) => isBusinessDay(on, code, closed))).toEqual([])
      const always = new Set(Array.from({ length: 60 }, (_, i) => addDays(after, i + 1)))
      expect(nextBusinessDay(after, code, always, 35)).toBe(addDays(after, 35))
    }),
  )
})
test("every holiday says where it is laid down, and no day stands twice", () => {
  for (const code of CALENDAR_CODES)
    for (const year of [2008, 2025, 2026]) {
      const all = holidaysOf(code, year)
      expect(all.every(({ source }) => source !== "")).toBe(true)
      // In 2008 Ascension fell on 1 May.
      expect(new Set(all.map(({ on }) => on)).size).toBe(all.length - (year === 2008 && code !== "NL" ? 1 : 0))
    }
})
