import { expect, test } from "vitest"
import { aCurrency, aDay, anyText, matching, oneOf, readFields } from "./address.ts"

const readings = { asOf: aDay, by: oneOf("customer", "country"), currency: aCurrency, find: anyText, days: matching(/^\d+$/) }

test("what fits is taken as it stands: a code 0042 stays 0042", () => {
  expect(readFields({ asOf: "2026-06-30", by: "country", currency: "EUR", find: "0042", days: "7" }, readings)).toEqual({
    asOf: "2026-06-30",
    by: "country",
    currency: "EUR",
    find: "0042",
    days: "7",
  })
})

test("what is unknown, empty or does not fit is left out", () => {
  const read = readFields({ asOf: "2026-02-30", by: "__proto__", currency: "ZZZ", find: "", days: 7, other: "x" }, readings)
  // Named, so that they stand over the address as it came, which the router keeps beneath.
  expect(read).toStrictEqual({ asOf: undefined, by: undefined, currency: undefined, find: undefined, days: undefined })
  expect(readFields({ find: "a\0b" }, readings).find).toBeUndefined()
})
