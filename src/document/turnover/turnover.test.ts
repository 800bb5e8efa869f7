import fc from "fast-check"
import { expect, test } from "vitest"
import { type Currency, currency } from "../../kernel/money.ts"
import type { MappingSaid } from "../mapping.ts"
import type { Row } from "../table.ts"
import { monthOf, readMonth } from "./month.ts"
import { planTurnover, turnoverReader } from "./turnover.ts"

const EUR: Currency = currency("EUR")
const rowsOf = (lines: readonly string[]): Row[] => lines.map((line, i) => ({ line: i + 2, cells: line.split(";") }))
function read(head: string, lines: readonly string[], map: MappingSaid | null = null) {
  const rows = rowsOf(lines)
  const { plan, problems } = planTurnover(head.split(";"), rows, { map, dateOrder: null, round: false, currency: EUR })
  const judge = plan && turnoverReader(plan)
  const answers = judge ? rows.map(judge) : []
  return {
    plan,
    codes: [...problems, ...answers.flatMap((a) => a.problems)].map((p) => p.code),
    sold: answers.flatMap((a) => a.sold.map((s) => `${s.customerCode} ${s.month.slice(0, 7)} ${s.amount} ${s.currency}`)),
  }
}

test("a month is read as people and programs write it, in four languages", () => {
  for (const text of [
    "2026-05",
    "2026/05",
    "202605",
    "05/2026",
    "5.2026",
    "052026",
    "mai 2026",
    "May-26",
    "mei 2026",
    "Mai 2026",
    "2026 mai",
    "2026-05-31",
    "17/05/2026",
    "202605.0",
  ])
    expect(readMonth(text, "dmy"), text).toBe("2026-05-01")
  expect(readMonth("févr. 2026", null)).toBe("2026-02-01")
  expect(readMonth("März 2026", null)).toBe("2026-03-01")
  for (const text of ["", "2026", "13/2026", "2026-13", "Umsatz 2026", "Total", "05/06/2026"]) expect(readMonth(text, null), text).toBeNull()
  expect(monthOf("12", 2025)).toBe("2025-12-01")
  expect(monthOf("décembre", 2025)).toBe("2025-12-01")
  expect(monthOf("13", 2025)).toBeNull()
})

test("every month, written year first or last, is read as itself", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const two = String(month).padStart(2, "0")
      for (const text of [`${year}-${two}`, `${year}${two}`, `${two}/${year}`, `${month}.${year}`])
        expect(readMonth(text, null)).toBe(`${year}-${two}-01`)
    }),
  )
})

test("a row a month: customer, month and amount in any order and language; totals are passed over", () => {
  const { sold, codes } = read("Mois;Code client;Raison sociale;CA TTC", ["05/2026;K1;Un;1 234,50", "06/2026;K1;Un;-100,00", "Total;;;1 134,50"])
  expect(sold).toEqual(["K1 2026-05 123450 EUR", "K1 2026-06 -10000 EUR"])
  expect(codes).toEqual(["CURRENCY_OF_COMPANY", "TOTAL_ROW"])
  expect(read("Kunde;Monat;Umsatz;Währung", ["K1;2026-05;10.00;USD"]).sold).toEqual(["K1 2026-05 1000 USD"])
  expect(read("Klantnummer;Jaar;Maand;Omzet", ["7;2026;5;10,00", "7;2026;12;11,00"]).sold).toEqual(["7 2026-05 1000 EUR", "7 2026-12 1100 EUR"])
  expect(read("Customer;Period;Sales", ["K1;31/05/2026;5.00"]).sold).toEqual(["K1 2026-05 500 EUR"])
})

test("a row a customer with a column for each month: an empty cell says nothing, a zero says that nothing was sold", () => {
  const { sold, codes } = read("Client;Nom;janv. 2026;févr. 2026;mars 2026;Total", [
    "K1;Un;10,00;;30,00;40,00",
    "K2;Deux;0,00;5,00;;5,00",
    "Total;;10,00;5,00;30,00;45,00",
  ])
  expect(sold).toEqual(["K1 2026-01 1000 EUR", "K1 2026-03 3000 EUR", "K2 2026-01 0 EUR", "K2 2026-02 500 EUR"])
  expect(codes).toContain("TOTAL_ROW")
})

test("what cannot be told is refused by name, a row with any fault says nothing at all", () => {
  expect(read("Client;Nom;CA", ["K1;Un;10,00"]).codes).toContain("MONTH_COLUMN_MISSING")
  expect(read("Mois;CA", ["2026-05;10,00"]).codes).toContain("COLUMN_MISSING")
  expect(read("Client;Mois;CA", ["K1;2026-05;1,234"]).codes).toContain("DECIMAL_UNCLEAR")
  const { sold, codes } = read("Client;Mois;CA;Devise", [
    "K1;2026-05;10,00;EUR",
    "K2;mayo;10,00;EUR",
    ";2026-05;1,00;EUR",
    "K3;2026-05;;EUR",
    "K4;2026-05;x;EUR",
    "K5;2026-05;1,00;QQQ",
  ])
  expect(sold).toEqual(["K1 2026-05 1000 EUR"])
  expect(codes).toEqual(["MONTH_UNREADABLE", "VALUE_MISSING", "VALUE_MISSING", "AMOUNT_UNREADABLE", "CURRENCY_UNKNOWN"])
  expect(read("Client;Mois;CA", ["K1;05/06/2026;10,00"]).codes).toContain("DATE_ORDER_UNCLEAR")
})

test("amounts without tax are said to be; a mapping names columns and joins customers", () => {
  expect(read("Client;Mois;CA HT", ["K1;2026-05;10,00"]).codes).toContain("AMOUNT_WITHOUT_TAX")
  const map: MappingSaid = {
    columns: { customerCode: "Ref", issuedOn: "Quand", amount: "Combien" },
    customer: { trimZeros: true, join: {}, apart: [] },
  }
  expect(read("Ref;Quand;Combien", ["0042;2026-05;10,00"], map).sold).toEqual(["42 2026-05 1000 EUR"])
  expect(read("Ref;Quand;Combien", ["1;2026-05;1,00"], { columns: { amount: "Autre" } }).codes).toContain("MAP_COLUMN_UNKNOWN")
})
