import { expect, test } from "vitest"
import { day } from "../kernel/day.ts"
import { checkInsolvency, type InsolvencyFacts, insolvencyStateOn, KINDS, kindsIn } from "./insolvency.ts"

const facts = (said: Partial<InsolvencyFacts> = {}): InsolvencyFacts => ({
  kind: "receivership",
  judgedOn: day("2026-06-10"),
  court: null,
  reference: null,
  source: "gazette",
  endedOn: null,
  ...said,
})
const codeOf = (said: Partial<InsolvencyFacts>, country: string | null = "FR") => {
  const checked = checkInsolvency(facts(said), country, day("2026-06-15"))
  return checked.ok ? null : checked.refusal.code
}

test.each([
  ["a judgment of today", { judgedOn: day("2026-06-15") }, "FR", null],
  ["a judgment of tomorrow", { judgedOn: day("2026-06-16") }, "FR", "INSOLVENCY_TOO_LATE"],
  ["an end before the judgment", { endedOn: day("2026-06-09") }, "FR", "INSOLVENCY_ENDS_EARLY"],
  ["an end on the day of the judgment", { endedOn: day("2026-06-10") }, "FR", null],
  ["an end ahead", { endedOn: day("2026-06-16") }, "FR", "INSOLVENCY_TOO_LATE"],
  ["a French receivership in Belgium", {}, "BE", "INSOLVENCY_KIND"],
  ["a Belgian reorganisation", { kind: "judicialReorganisation" }, "BE", null],
  ["another proceedings anywhere", { kind: "other" }, "DE", null],
  ["any kind where no country is known", {}, null, null],
  ["any kind of a country that is not listed", { kind: "bankruptcy" }, "IT", null],
] as const)("%s", (_, said, country, code) => expect(codeOf(said, country)).toBe(code))

test("every kind is some country's, and every country takes other", () => {
  const countries = ["FR", "BE", "NL", "DE", "LU"]
  for (const kind of KINDS) expect(countries.some((country) => kindsIn(country).includes(kind))).toBe(true)
  for (const country of countries) expect(kindsIn(country)).toContain("other")
})

test("proceedings are open to the eve of the day they end", () => {
  const ended = { endedOn: day("2026-06-20") }
  expect([insolvencyStateOn(ended, day("2026-06-19")), insolvencyStateOn(ended, day("2026-06-20"))]).toEqual(["open", "ended"])
})
