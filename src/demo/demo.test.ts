import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { checkCall, checkContact } from "../contact/contact.ts"
import { addDays, type Day, day, daysBetween } from "../kernel/day.ts"
import { currency, fromDecimal, sum, toDecimal } from "../kernel/money.ts"
import { weekdayOf } from "../sim/calendar.ts"
import { demoCompanies } from "./demo.ts"
import { tellTalk } from "./talk.ts"

const EUR = currency("EUR")
const KINDS: Readonly<Record<string, string>> = {
  Facture: "invoice",
  Factuur: "invoice",
  Avoir: "credit",
  Creditnota: "credit",
  Règlement: "credit",
  Betaling: "credit",
  Perte: "credit",
  Afboeking: "credit",
  Acompte: "deposit",
  Voorschot: "deposit",
}
const dayOf = (text: string) => (text === "" ? null : day(text.split("/").reverse().join("-")))
function rowsOf(journal: string) {
  const lines = journal.split("\r\n").slice(1, -1)
  return lines.map((line) => {
    const [, name, , , , type, number, issued, due, amount, code, settled, appliesTo] = line.split(";")
    const kind = KINDS[type!]
    if (kind === undefined) throw new Error(`a type nobody expects: ${type}`)
    return {
      name: name!,
      kind,
      number: number!,
      issuedOn: dayOf(issued!)!,
      dueOn: dayOf(due!)!,
      amount: fromDecimal(amount!.replace(",", "."), EUR),
      currency: code!,
      settledOn: dayOf(settled!),
      appliesTo: appliesTo!,
    }
  })
}
const TODAY = day("2026-11-22")
const told = demoCompanies(TODAY).map((company) => rowsOf(company.journal()))

test("the totals a newcomer sees are what the journals leave open", () => {
  const shown = readFileSync(new URL("../../test/fresh.expected", import.meta.url), "utf8")
    .trim()
    .split("\n")
  const left = told.map((rows) => {
    const euros = rows.filter((row) => row.currency === "EUR")
    const open = euros.filter((row) => row.kind === "invoice" && row.settledOn === null)
    // A deposit is a liability until it is set against an invoice: it counts where it names one.
    const credits = euros.filter((row) => row.kind === "credit" || (row.kind === "deposit" && row.appliesTo !== ""))
    return sum(open.map((row) => row.amount)) - sum(credits.map((row) => row.amount))
  })
  const written = left.map((amount) => toDecimal(amount, EUR).replace(/\B(?=(\d{3})+\.)/g, ","))
  expect(written).toEqual(shown)
})
test.each([1, 6, 7, 400])("%i days later the same amounts stand on the same weekdays, and nothing lies ahead", (later) => {
  const today = addDays(TODAY, later)
  const moved = demoCompanies(today).map((company) => rowsOf(company.journal()))
  for (const [i, rows] of moved.entries()) {
    const same = (of: typeof rows) => of.map((row) => [row.name, row.kind, row.number, row.amount, weekdayOf(row.issuedOn), weekdayOf(row.dueOn)])
    expect(same(rows)).toEqual(same(told[i]!))
    const days = rows.flatMap((row) => [row.issuedOn, row.settledOn ?? row.issuedOn])
    const last = days.reduce<Day>((latest, one) => (one > latest ? one : latest), days[0]!)
    expect(last <= today).toBe(true)
    // The life ends on a Sunday, after its last banking day.
    expect(daysBetween(last, today)).toBeLessThanOrEqual(6 + 4)
  }
})
test("an invoice bears one number, is settled once at most, and never for more than it is", () => {
  for (const rows of told) {
    const invoices = rows.filter((row) => row.kind === "invoice")
    const numbers = rows.map((row) => `${row.kind} ${row.number}`)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const { number, amount, settledOn } of invoices) {
      const applied = sum(rows.filter((row) => row.appliesTo === number).map((row) => row.amount))
      expect(applied <= amount && (settledOn === null || applied === 0n), number).toBe(true)
    }
    for (const { appliesTo } of rows) if (appliesTo !== "") expect(invoices.some((row) => row.number === appliesTo)).toBe(true)
  }
})
test("they sell on working days only", () => {
  for (const rows of told) for (const row of rows) if (row.kind === "invoice") expect(weekdayOf(row.issuedOn)).toBeLessThan(6)
})

test("the demo's people say the same of the same list, and leave every other customer alone", () => {
  const customers = Array.from({ length: 30 }, (_, i) => `K${i}`)
  for (const language of ["fr", "nl"] as const) {
    const talks = tellTalk(customers, language)
    expect(tellTalk(customers, language)).toEqual(talks)
    expect(talks.map(({ customer }) => customer)).toEqual(customers.filter((_, i) => i % 2 === 0).slice(0, talks.length))
    for (const { calls, contacts } of talks) {
      for (const call of calls) expect(checkCall({ ...call, complaint: null, paysOnDay: null }).ok).toBe(true)
      for (const person of contacts) expect(checkContact({ ...person, language, note: null, main: true }).ok).toBe(true)
    }
    expect(tellTalk(customers.slice(0, 2), language)).toHaveLength(1)
  }
})
