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
