import { expect, test } from "vitest"
import { chanceOf, SEED } from "../../test/ledger/chance.ts"
import { day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { fold } from "../kernel/text.ts"
import { type AgedRow, type Ageing, type Dimension, netOf, totalOf } from "./ageing.ts"
import { type AgeingRows, makeAgeingRows, type RowPlace } from "./ageing-rows.ts"

const EUR = currency("EUR")
const row = (key: string | null, name: string | null, amounts: readonly bigint[], credits = 0n): AgedRow => ({
  key,
  name,
  aged: { amounts: [...amounts], counts: amounts.map((amount) => (amount === 0n ? 0 : 1)), credits },
})
function ageingOf(rows: readonly AgedRow[], by: Dimension = "customer"): Ageing {
  const whole = { amounts: [0n, 0n], counts: [rows.length, 0], credits: 0n }
  return { asOf: day("2026-06-30"), bounds: [0], by, currencies: [{ currency: EUR, whole, rows, leftOut: { customers: 0, net: 0n } }] }
}
const ask = { currency: null, find: "", order: "-total", after: null, limit: 100 }
const keys = (of: AgeingRows, asked: Partial<typeof ask>) => of.find({ ...ask, ...asked }).rows.map(({ key }) => key)

test("rows stand by name without regard to accents, or by a figure, the largest first; a bucket that is not there counts as the total", () => {
  const of = makeAgeingRows(ageingOf([row("1", "Zorn", [5n, 0n]), row("2", "Éclair", [1n, 3n], 9n), row("3", "eber", [2n, 2n])]), "fr")
  expect(keys(of, { order: "name" })).toEqual(["3", "2", "1"])
  expect(keys(of, {})).toEqual(["1", "3", "2"])
  expect(keys(of, { order: "-b1" })).toEqual(["2", "3", "1"])
  expect(keys(of, { order: "net" })).toEqual(["2", "3", "1"])
  expect(keys(of, { order: "-b9" })).toEqual(keys(of, {}))
})

test("a row is found by part of its key or its name, countries by their name in the reader's language", () => {
  const of = makeAgeingRows(ageingOf([row("C-1", "Menuiserie Lacombe", [1n, 0n]), row("C-2", "Hôtel", [2n, 0n])]), "en")
  expect(keys(of, { find: "LACÔMBE" })).toEqual(["C-1"])
  expect(of.find({ ...ask, find: "c-", limit: 1 })).toMatchObject({ found: 2, rows: [{ key: "C-2" }] })
  const countries = ageingOf([row("DE", "DE", [1n, 0n]), row(null, null, [2n, 0n])], "country")
  expect(keys(makeAgeingRows(countries, "fr"), { find: "allemagne" })).toEqual(["DE"])
  expect(keys(makeAgeingRows(countries, "de"), { find: "allemagne" })).toEqual([])
})

test("page by page every row that fits comes once, in its order, whatever stands beside it", () => {
  const chance = chanceOf(SEED)
  for (let round = 0; round < 60; round++) {
    // Few values, so that many rows are alike.
    const rows = Array.from({ length: chance.int(40) }, (_, i) =>
      row(i === 0 ? null : `K${i}`, i === 0 ? null : `Name ${chance.int(4)}`, [BigInt(chance.int(3)), BigInt(chance.int(3))], BigInt(chance.int(2))),
    )
    const of = makeAgeingRows(ageingOf(rows, "segment"), "nl")
    const order = chance.pick(["name", "-name", "total", "-total", "credits", "-net", "b0", "-b1"])
    const find = chance.pick(["", "", "name 1", "k1"])
    const seen: AgedRow[] = []
    for (let after: RowPlace | null = null, more = true; more; ) {
      const page = of.find({ ...ask, order, find, after, limit: 1 + chance.int(7) }).rows
      seen.push(...page)
      const last = page.at(-1)
      more = last !== undefined
      if (last) after = of.placeOf(last, order)
    }
    const fits = ({ key, name }: AgedRow) => fold(`${key ?? ""} ${name ?? ""}`).includes(fold(find))
    expect(seen.map(({ key }) => key ?? "").sort(), `seed ${SEED}, round ${round}`).toEqual(
      rows
        .filter(fits)
        .map(({ key }) => key ?? "")
        .sort(),
    )
    const figure = ({ aged, name }: AgedRow) =>
      ({ name: fold(name ?? ""), total: totalOf(aged), credits: aged.credits, net: netOf(aged), b0: aged.amounts[0]!, b1: aged.amounts[1]! })[
        order.replace("-", "") as "name"
      ]
    for (const [i, one] of seen.entries()) {
      if (i === 0) continue
      const [before, now] = [figure(seen[i - 1]!), figure(one)]
      expect(order.startsWith("-") ? before >= now : before <= now, `seed ${SEED}, round ${round}: ${order}`).toBe(true)
    }
  }
})
