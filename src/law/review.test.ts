import { describe, expect, test } from "vitest"
import { addDays, day } from "../kernel/day.ts"
import { lawOn } from "./review.ts"

const of = (asOf: string, key: string) => lawOn(day(asOf)).find((figure) => figure.key === key)

describe("what the program knows of the law", () => {
  test("names each figure in force with where it is written, and none before its first row", () => {
    expect(of("2026-11-22", "defaultPaymentDays")).toMatchObject({
      value: "30",
      since: "2013-03-16",
      changesOn: null,
      source: { act: "Directive 2011/7/EU", article: "3(3)(b)", readOn: "2026-11-21" },
      state: "current",
    })
    expect(of("2001-01-01", "defaultPaymentDays")).toBeUndefined()
    expect(of("2026-11-22", "memberStates")?.value).not.toMatch(/GB/)
  })

  test("a known change is told thirty days before, and not a day earlier", () => {
    // The United Kingdom left on 2020-02-01.
    expect(of("2020-01-02", "memberStates")).toMatchObject({ changesOn: "2020-02-01", state: "changesSoon" })
    expect(of(addDays(day("2020-01-02"), -1), "memberStates")?.state).not.toBe("changesSoon")
  })

  test("what was read a year ago, or never, is to be read again", () => {
    expect(of("2027-11-21", "defaultPaymentDays")?.state).toBe("current")
    expect(of("2027-11-22", "defaultPaymentDays")?.state).toBe("readAgain")
    expect(
      lawOn(day("2026-11-22"))
        .filter(({ key }) => key === "holidays")
        .map(({ calendar, state }) => [calendar, state]),
    ).toContainEqual(["FR-ALSACE-MOSELLE", "readAgain"])
  })
})
