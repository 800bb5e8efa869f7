import { expect, test } from "vitest"
import { day } from "../kernel/day.ts"
import * as eu from "./eu.ts"
import { inForce } from "./timeline.ts"

test("every row of the law ascends and says where it is written", () => {
  const rows = eu.defaultPaymentDays
  expect(rows.map((r) => r.from)).toEqual([...new Set(rows.map((r) => r.from))].sort())
  for (const { source } of rows) expect([source.act, source.article, source.url].every((text) => text !== "")).toBe(true)
})
test.each([
  ["2002-08-07", undefined],
  ["2002-08-08", "3(1)(b)"],
  ["2013-03-15", "3(1)(b)"],
  ["2013-03-16", "3(3)(b)"],
])("on %s the article in force is %s", (on, article) => expect(inForce(eu.defaultPaymentDays, day(on))?.source.article).toBe(article))
