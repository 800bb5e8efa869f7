import fc from "fast-check"
import { expect, test } from "vitest"
import { currency, toDecimal } from "../../kernel/money.ts"
import type { Problem } from "../draft.ts"
import { rowReader } from "../journal.ts"
import { planJournal } from "../plan.ts"

const EUR = currency("EUR")
/** The problems of a little journal, cells parted by `|`; the first row names the columns. */
function read(lines: readonly string[], round = false): Problem[] {
  const [header = [], ...rows] = lines.map((line) => line.split("|"))
  const sample = rows.map((cells, i) => ({ line: i + 2, cells }))
  const { plan, problems } = planJournal(header, sample, { map: null, dateOrder: null, round, currency: EUR })
  if (plan === null) throw new Error(JSON.stringify(problems))
  const reader = rowReader(plan)
  return sample.flatMap((row) => reader(row.cells, row.line).problems)
}
const totals = (lines: readonly string[], round = false) =>
  read(lines, round).flatMap((p) => (p.code.startsWith("TOTAL_") ? [`${p.line} ${p.code}${p.figures.why ? ` ${p.figures.why}` : ""}`] : []))
const PLAIN = "Customer|Invoice|Date|Amount"
const TYPED = "Type|Customer|Invoice|Date|Amount"
const SIDED = "Customer|Invoice|Date|Debit|Credit"
const MARKED = "Customer|Invoice|Date|Amount|D/C"
const MONEY = "Customer|Invoice|Date|Amount|Currency"
const OPEN = "Type|Customer|Invoice|Date|Amount|Open amount"

test.each([
  ["the rows' sum", [PLAIN, "C|1|2026-01-31|10.50", "C|2|2026-01-31|-3.25", "Total|||7.25"], ["4 TOTAL_AGREES"]],
  ["another figure", [PLAIN, "C|1|2026-01-31|10.50", "C|2|2026-01-31|-3.25", "Total|||13.75"], ["4 TOTAL_DIFFERS"]],
  ["a total where the date stands", ["Date|Customer|Invoice|Amount", "2026-01-31|C|1|5.00", "TOTAL|||5.01"], ["3 TOTAL_DIFFERS"]],
  [
    "subtotals and a grand total",
    [PLAIN, "A|1|2026-01-31|1.00", "A|2|2026-01-31|2.00", "Subtotal|||3.00", "B|3|2026-01-31|4.00", "Subtotal|||4.00", "Grand total|||7.00"],
    ["4 TOTAL_AGREES", "6 TOTAL_AGREES", "7 TOTAL_AGREES"],
  ],
  [
    "totals of totals",
    [PLAIN, ...["1", "2"].flatMap((g) => [`A|${g}1|2026-01-31|1.00`, "Total A|||1.00", `B|${g}2|2026-01-31|2.00`, "Total B|||2.00", "Total|||3.00"])],
    ["3", "5", "6", "8", "10", "11"].map((line) => `${line} TOTAL_AGREES`),
  ],
  [
    "one wrong subtotal, though the rest is right",
    [PLAIN, "A|1|2026-01-31|1.00", "Subtotal|||1.00", "B|3|2026-01-31|4.00", "Subtotal|||4.10", "Total|||5.00"],
    ["3 TOTAL_AGREES", "5 TOTAL_DIFFERS", "6 TOTAL_AGREES"],
  ],
  [
    "credit notes written positive, the total net",
    [TYPED, "Invoice|C|1|2026-01-31|10.00", "Credit note|C|2|2026-01-31|4.00", "Total||||6.00"],
    ["4 TOTAL_AGREES"],
  ],
  [
    "credit notes written positive, the column added up",
    [TYPED, "Invoice|C|1|2026-01-31|10.00", "Credit note|C|2|2026-01-31|4.00", "Total||||14.00"],
    ["4 TOTAL_AGREES"],
  ],
  [
    "a total of each kind",
    [TYPED, "Facture|C|1|2026-01-31|10.00", "Avoir|C|2|2026-01-31|4.00", "|Total factures|||10.00", "|Total avoirs|||4.00", "|Total|||10.00"],
    ["4 TOTAL_AGREES", "5 TOTAL_AGREES", "6 TOTAL_DIFFERS"],
  ],
  ["debit and credit, each its own", [SIDED, "C|1|2026-01-31|10.00|", "C|2|2026-01-31||4.00", "Total|||10.00|4.00"], ["4 TOTAL_AGREES"]],
  ["debit right, credit wrong", [SIDED, "C|1|2026-01-31|10.00|", "C|2|2026-01-31||4.00", "Total|||10.00|4.01"], ["4 TOTAL_DIFFERS"]],
  ["their balance", [SIDED, "C|1|2026-01-31|10.00|", "C|2|2026-01-31||4.00", "Total|||6.00|"], ["4 TOTAL_AGREES"]],
  ["a mark beside the amount", [MARKED, "C|1|2026-01-31|10.00|D", "C|2|2026-01-31|4.00|C", "Total|||6.00|D"], ["4 TOTAL_AGREES"]],
  [
    "a total for each mark",
    [MARKED, "C|1|2026-01-31|10.00|D", "C|2|2026-01-31|4.00|C", "Total|||10.00|D", "Total|||4.00|C"],
    ["4 TOTAL_AGREES", "5 TOTAL_AGREES"],
  ],
  ["amount right, open amount wrong", [OPEN, "Invoice|C|1|2026-01-31|10.00|5.00", "Total||||10.00|5.50"], ["3 TOTAL_DIFFERS"]],
  ["deposits outside", [OPEN, "Invoice|C|1|2026-01-31|10.00|5.00", "Deposit|C|2|2026-01-31|-3.00|-3.00", "||Net|||5.00"], ["4 TOTAL_AGREES"]],
  [
    "two currencies, a total of each, and one of both",
    [MONEY, "C|1|2026-01-31|10.00|EUR", "C|2|2026-01-31|4.00|USD", "Total|||10.00|EUR", "Total|||4.01|USD", "Total|||14.00|"],
    ["4 TOTAL_AGREES", "5 TOTAL_DIFFERS", "6 TOTAL_NOT_COMPARED currencies"],
  ],
  ["the total's words name the currency", [MONEY, "C|1|2026-01-31|10.00|EUR", "C|2|2026-01-31|4.00|USD", "Total USD|||4.00|"], ["4 TOTAL_AGREES"]],
  ["a refused row whose amount can be read", [PLAIN, "C|1|2026-02-30|10.00", "C|2|2026-01-31|4.00", "Total|||14.00"], ["4 TOTAL_AGREES"]],
  ["the same, wrong", [PLAIN, "C|1|2026-02-30|10.00", "C|2|2026-01-31|4.00", "Total|||4.00"], ["4 TOTAL_DIFFERS"]],
  ["a row whose amount cannot be read", [PLAIN, "C|1|2026-01-30|10.0O", "C|2|2026-01-31|4.00", "Total|||14.00"], ["4 TOTAL_NOT_COMPARED rows"]],
  ["a row without an amount counts for nothing", [PLAIN, "C|1|2026-01-30|", "C|2|2026-01-31|4.00", "Total|||4.00"], ["4 TOTAL_AGREES"]],
  ["a sum made in binary fractions", [PLAIN, "C|1|2026-01-30|0.10", "C|2|2026-01-31|0.20", "Total|||0.30000000000000004"], ["4 TOTAL_AGREES"]],
  ["half a cent is a difference", [PLAIN, "C|1|2026-01-30|0.10", "C|2|2026-01-31|0.20", "Total|||0.304"], ["4 TOTAL_DIFFERS"]],
])("a total row: %s", (_, lines, want) => expect(totals(lines)).toEqual(want))

test("rows rounded on purpose are held against the file's own figures, not against the rounded ones", () => {
  const rows = [PLAIN, "C|1|2026-01-31|1.004", "C|2|2026-01-31|1.004", "C|3|2026-01-31|1.004", "C|4|2026-01-31|0.5"]
  expect(totals([...rows, "Total|||3.512"], true)).toEqual(["6 TOTAL_AGREES"])
  expect(totals([...rows, "Total|||3.50"], true)).toEqual(["6 TOTAL_DIFFERS"])
})

test("the refusal names both figures, the difference, the line and the column", () => {
  const [problem] = read([PLAIN, "C|1|2026-01-31|25134.55", "TOTAL|||25999.99"])
  expect(problem).toEqual({
    line: 3,
    column: "Amount",
    code: "TOTAL_DIFFERS",
    severity: "refusal",
    figures: { total: "25999.99", sum: "25134.55", difference: "865.44", currency: "EUR" },
  })
})

const cents = fc.bigInt({ min: -10_000_000n, max: 10_000_000n })
const groups = fc.array(fc.array(cents, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 })
const sum = (all: readonly bigint[]) => all.reduce((a, b) => a + b, 0n)
const written = (amount: bigint) => toDecimal(amount, EUR)
/** Rows in groups, each with its subtotal, a grand total last; `off` is added to the total of that rank. */
function journalOf(table: readonly (readonly bigint[])[], wrong: number, off: bigint): string[] {
  let n = 0
  const lines = table.flatMap((group, g) => [
    ...group.map((amount) => `C${g}|F${++n}|2026-01-31|${written(amount)}`),
    `Subtotal|||${written(sum(group) + (g === wrong ? off : 0n))}`,
  ])
  return [PLAIN, ...lines, `Total|||${written(sum(table.flat()) + (wrong === table.length ? off : 0n))}`]
}
test("whatever the rows, right totals agree", () => {
  fc.assert(
    fc.property(groups, (table) => {
      expect(totals(journalOf(table, -1, 0n)).every((t) => t.endsWith("TOTAL_AGREES"))).toBe(true)
    }),
  )
})
test("whatever the rows, one total a cent off is the only one refused", () => {
  fc.assert(
    fc.property(groups, fc.nat(), fc.boolean(), (table, which, up) => {
      const wrong = which % (table.length + 1)
      // A total may also be that of an earlier section: rows that happen to add up to it are no contradiction.
      const stated = sum(wrong === table.length ? table.flat() : table[wrong]!) + (up ? 1n : -1n)
      const tails = table.map((_, from) => sum(table.slice(from, wrong + 1).flat()))
      fc.pre(!tails.includes(stated))
      const told = totals(journalOf(table, wrong, up ? 1n : -1n))
      expect(told.filter((t) => t.endsWith("TOTAL_DIFFERS"))).toHaveLength(1)
    }),
  )
})
test("debits and credits a cent off are refused on either side", () => {
  const amounts = fc.array(fc.record({ amount: fc.bigInt({ min: 1n, max: 9_999_999n }), debit: fc.boolean() }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(amounts, fc.constantFrom(0n, 1n, -1n), fc.constantFrom(0n, 1n, -1n), (rows, offDebit, offCredit) => {
      const side = (debit: boolean) => sum(rows.filter((r) => r.debit === debit).map((r) => r.amount))
      const lines = rows.map((r, i) => `C|F${i}|2026-01-31|${r.debit ? written(r.amount) : ""}|${r.debit ? "" : written(r.amount)}`)
      const told = totals([SIDED, ...lines, `Total|||${written(side(true) + offDebit)}|${written(side(false) + offCredit)}`])
      expect(told).toEqual([`${rows.length + 2} ${offDebit === 0n && offCredit === 0n ? "TOTAL_AGREES" : "TOTAL_DIFFERS"}`])
    }),
  )
})
