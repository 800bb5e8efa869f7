import { expect, test } from "vitest"
import { day, isDay } from "../kernel/day.ts"
import * as eu from "./eu.ts"
import { inForce, type Timeline } from "./timeline.ts"

const timelines = Object.entries<unknown>(eu).filter((figure): figure is [string, Timeline<unknown>] => Array.isArray(figure[1]))
test("there are figures of the law", () => expect(timelines.map(([name]) => name)).toContain("defaultPaymentDays"))
test.each(timelines)("every row of %s ascends and says where it is written", (_, rows) => {
  expect(rows.map((r) => r.from)).toEqual([...new Set(rows.map((r) => r.from))].sort())
  for (const { source } of rows) {
    expect([source.act, source.article].every((text) => text !== "")).toBe(true)
    expect(new URL(source.url).protocol).toBe("https:")
    expect(isDay(source.readOn)).toBe(true)
  }
})
test.each([
  ["2002-08-07", undefined],
  ["2002-08-08", "3(1)(b)"],
  ["2013-03-15", "3(1)(b)"],
  ["2013-03-16", "3(3)(b)"],
])("on %s the article in force is %s", (on, article) => expect(inForce(eu.defaultPaymentDays, day(on))?.source.article).toBe(article))
test.each([
  ["GB", "2020-01-31", true],
  ["GB", "2020-02-01", false],
  ["HR", "2013-06-30", false],
  ["HR", "2013-07-01", true],
  ["BG", "2006-12-31", false],
  ["RO", "2007-01-01", true],
  ["PL", "2004-04-30", false],
  ["PL", "2004-05-01", true],
  ["FR", "1994-12-31", false],
  ["FR", "1995-01-01", true],
  ["CH", "2026-11-21", false],
])("%s on %s is a member state: %s", (country, on, is) => expect(eu.isMemberState(country, day(on))).toBe(is))
test("the Union counts 15, 25, 27, 28 and again 27 states", () => {
  expect(eu.memberStates.map((row) => row.value.size)).toEqual([15, 25, 27, 28, 27])
})
