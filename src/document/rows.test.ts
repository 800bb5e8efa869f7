import { expect, test } from "vitest"
import { currency } from "../kernel/money.ts"
import { LANGUAGES } from "../kernel/text.ts"
import type { Draft, Problem } from "./draft.ts"
import { rowReader } from "./journal.ts"
import { type Mapping, noMapping } from "./mapping.ts"
import { planJournal } from "./plan.ts"
import { problemInWords } from "./problem.text.ts"

/** A little journal, cells parted by `|`; the first row names the columns. */
function read(lines: readonly string[], map: Partial<Mapping> = {}): { drafts: Draft[]; problems: Problem[] } {
  const [header = [], ...rows] = lines.map((line) => line.split("|"))
  const sample = rows.map((cells, i) => ({ line: i + 2, cells }))
  const planned = planJournal(header, sample, { map: { ...noMapping, ...map }, dateOrder: null, round: false, currency: currency("EUR") })
  if (planned.plan === null) throw new Error(JSON.stringify(planned.problems))
  const reader = rowReader(planned.plan)
  const results = sample.map((row) => reader(row.cells, row.line))
  const problems = results.flatMap((r) => r.problems)
  for (const language of LANGUAGES)
    for (const problem of [...planned.problems, ...problems]) expect(problemInWords(problem, language)).not.toContain("undefined")
  return { drafts: results.flatMap((r) => (r.draft ? [r.draft] : [])), problems }
}
const HEAD = "Customer No|Invoice no|Date|Due date|Amount"
const row = (line: string, head = HEAD) => read([head, line])

test("a plain row becomes an invoice with everything else left open", () => {
  expect(row("C1|F1|2026-01-31|2026-03-02|1200.50").drafts).toEqual([
    {
      line: 2,
      kind: "invoice",
      number: "F1",
      side: "debit",
      customerCode: "C1",
      customerName: null,
      country: null,
      segment: null,
      collector: null,
      group: null,
      identifiers: [],
      issuedOn: "2026-01-31",
      dueOn: "2026-03-02",
      currency: "EUR",
      amount: 120050n,
      instalment: null,
      settledOn: null,
      settledBy: null,
      openAmount: null,
      means: null,
      reference: null,
      appliesTo: null,
      company: null,
    },
  ])
})

const sided = (line: string, head: string) => row(line, head).drafts.map((d) => `${d.kind} ${d.side} ${d.amount}`)
const TYPED = "Type|Customer No|Invoice no|Date|Amount"
const LEDGER = "Customer No|N° pièce|Date|Libellé|Débit|Crédit"
test.each([
  ["P31 a negative invoice is a credit", "Invoice|C|F1|2026-01-31|-10.00", TYPED, "invoice credit 1000"],
  ["a credit note written negative is a credit", "Credit note|C|F1|2026-01-31|-10.00", TYPED, "creditNote credit 1000"],
  ["a credit note written positive is one too", "Avoir|C|F1|2026-01-31|10.00", TYPED, "creditNote credit 1000"],
  ["a payment is a credit", "Zahlung|C|F1|2026-01-31|10.00", TYPED, "payment credit 1000"],
  ["a deposit too", "Acompte|C|F1|2026-01-31|10.00", TYPED, "deposit credit 1000"],
  ["an invoice for a deposit is an invoice", "Facture d'acompte|C|F1|2026-01-31|10.00", TYPED, "invoice debit 1000"],
  ["a write-off too", "Afboeking|C|F1|2026-01-31|10.00", TYPED, "writeOff credit 1000"],
  ["a refund is a debit", "Remboursement|C|F1|2026-01-31|-10.00", TYPED, "refund debit 1000"],
  ["a code of SAP is known", "DG|C|F1|2026-01-31|10.00", TYPED, "creditNote credit 1000"],
  ["debit: an invoice", "C|F1|2026-01-31|Vente|10.00|", LEDGER, "invoice debit 1000"],
  ["credit without a word: a payment", "C|1|2026-01-31||0|10.00", LEDGER, "payment credit 1000"],
  ["credit whose number says credit note", "C|AV-1|2026-01-31|||10.00", LEDGER, "creditNote credit 1000"],
  ["credit whose label says credit note", "C|1|2026-01-31|Avoir sur facture 3||10.00", LEDGER, "creditNote credit 1000"],
  ["a negative credit is a debit", "C|F1|2026-01-31|||-10.00", LEDGER, "invoice debit 1000"],
  ["a mark beside the amount", "C|F1|2026-01-31|10.00|H", "Kunde|Beleg-Nr.|Datum|Betrag|S/H", "payment credit 1000"],
  ["-0 is nothing, on the debit side", "Invoice|C|F1|2026-01-31|-0", TYPED, "invoice debit 0"],
])("%s", (_, line, head, want) => expect(sided(line, head)).toEqual([want]))

test("a mapping that states how credits are signed makes the other sign their reversal", () => {
  const rows = [TYPED, "Payment|C|1|2026-01-31|-10.00", "Payment|C|2|2026-01-31|4.00"]
  expect(read(rows).drafts.map((d) => d.side)).toEqual(["credit", "credit"])
  expect(read(rows).problems.map((p) => p.code)).toEqual(["CREDIT_SIGN_DIFFERS"])
  expect(read(rows, { creditSign: "negative" }).drafts.map((d) => d.side)).toEqual(["credit", "debit"])
})

test.each([
  ["a date that does not exist", "C|F1|2026-02-30||1.00", ["refusal DATE_UNREADABLE Date"]],
  ["the year 0026", "C|F1|0026-01-31||1.00", ["refusal YEAR_OUT_OF_RANGE Date"]],
  ["no date", "C|F1|||1.00", ["refusal VALUE_MISSING Date"]],
  ["no customer", "|F1|2026-01-31||1.00", ["refusal VALUE_MISSING Customer No"]],
  ["no number and no amount: both are said", "C||2026-01-31||", ["refusal VALUE_MISSING Amount", "refusal VALUE_MISSING Invoice no"]],
  ["P69 a formula is text, never run", "C|F1|2026-01-31||=1+1", ["refusal AMOUNT_UNREADABLE Amount"]],
  ["another currency beside the figure", "C|F1|2026-01-31||5.00 CHF", ["refusal CURRENCY_CONFLICT Amount"]],
  ["P69 a ragged row", "C|F1|2026-01-31|1.00", ["refusal RAGGED_ROW"]],
  ["a number of a thousand signs", `C|${"9".repeat(201)}|2026-01-31||1.00`, ["refusal TEXT_TOO_LONG Invoice no"]],
  ["due before issued", "C|F1|2026-01-31|2026-01-01|1.00", ["warning DUE_BEFORE_ISSUE Due date"]],
  ["nothing to pay", "C|F1|2026-01-31||0.00", ["warning ZERO_AMOUNT Amount"]],
  ["P69 the header again", HEAD, ["warning HEADER_REPEATED"]],
  ["a total line that agrees", "Total général|||   |3.50", ["warning TOTAL_AGREES"]],
  ["a total line that does not", "Total général|||   |3.51", ["refusal TOTAL_DIFFERS Amount"]],
  ["a total line without a figure", "Total général|||   |", ["warning TOTAL_ROW"]],
  ["a customer called Total is no total line", "Total Fictif SA|F1|||1.00", ["refusal VALUE_MISSING Date"]],
  ["empty cells beyond the header do not matter", "C|F1|2026-01-31||1.00||", []],
])("%s", (_, line, want) => {
  const sample = read([HEAD, "C|F0|2026-01-31||1.50", "C|F00|2026-01-31|2026-02-28|2.00", line])
  expect(sample.problems.map((p) => `${p.severity} ${p.code} ${p.column ?? ""}`.trim())).toEqual(want)
})

test("a nameless column at the end may be missing", () => {
  const { drafts } = read(["Customer No|Invoice no|Date|Amount|column 5", "C|F1|2026-01-31|1.50", "C|F2|2026-01-31|1.50|", "C|F3|2026-01-31"])
  expect(drafts.map((d) => d.number)).toEqual(["F1", "F2"])
})

test("figures name the value, so that the message can", () => {
  const [problem] = read([HEAD, "C|F0|2026-01-31||1.50", "C|F1|2026-01-31||1.005"]).problems
  expect(problem).toEqual({
    line: 3,
    column: "Amount",
    code: "TOO_MANY_DECIMALS",
    figures: { value: "1.005", currency: "EUR", decimals: "2" },
    severity: "refusal",
  })
})

test("P32 a file of three currencies: each with its own decimals, never mixed", () => {
  const head = "Customer No|Invoice no|Date|Currency|Amount"
  const { drafts, problems } = read([
    head,
    "C|1|2026-01-31|EUR|1.50",
    "C|2|2026-01-31|jpy|1500",
    "C|3|2026-01-31|TND|1.505",
    "C|4|2026-01-31||2.00",
    "C|5|2026-01-31|XXX|2.00",
  ])
  expect(drafts.map((d) => [d.currency, d.amount])).toEqual([
    ["EUR", 150n],
    ["JPY", 1500n],
    ["TND", 1505n],
    ["EUR", 200n],
  ])
  expect(problems.map((p) => p.code)).toEqual(["CURRENCY_ASSUMED", "CURRENCY_UNKNOWN"])
})

test("a settlement day is cash, a clearing day says nothing of the means; the first wins", () => {
  const { drafts } = read([
    "Kunde|Rechnungsnummer|Datum|Betrag|Bezahlt am|Ausgleichsdatum",
    "K|1|2026-01-31|1,50|2026-02-28|",
    "K|2|2026-01-31|1,50||2026-02-28",
    "K|3|2026-01-31|1,50|NULL|0000-00-00",
  ])
  expect(drafts.map((d) => [d.settledOn, d.settledBy])).toEqual([
    ["2026-02-28", "cash"],
    ["2026-02-28", "unknown"],
    [null, null],
  ])
})

test("what is open is carried, or follows from what was paid", () => {
  const open = read([
    "Customer|Invoice no|Date|Amount|Open amount",
    "C|1|2026-01-31|9.50|4.50",
    "C|2|2026-01-31|-9.50|-4.50",
    "C|3|2026-01-31|9.50|-1.00",
  ])
  expect(open.drafts.map((d) => d.openAmount)).toEqual([450n, 450n, -100n])
  expect(open.problems.map((p) => p.code)).toEqual(["OPEN_OUT_OF_RANGE"])
  expect(read(["Customer|Invoice no|Date|Amount|Amount paid", "C|1|2026-01-31|9.50|4.50"]).drafts[0]?.openAmount).toBe(500n)
  expect(read(["Customer|Invoice no|Date|Open amount", "C|1|2026-01-31|9.50"]).drafts[0]).toMatchObject({ amount: 950n, openAmount: null })
})

test("money beside an invoice number settles that invoice under its own document number", () => {
  const { drafts } = read([
    "Type|Doc No.|Invoice No|Customer|Date|Amount",
    "Payment|P9|F1|C|2026-01-31|5.50",
    "Invoice|D1|F1|C|2026-01-31|9.50",
    "Invoice|D2||C|2026-01-31|9.50",
  ])
  expect(drafts.map((d) => [d.number, d.appliesTo])).toEqual([
    ["P9", "F1"],
    ["F1", null],
    ["D2", null],
  ])
})

test("numbers with a decimal tail lose it, customer codes keep zeros and tails unless the mapping says otherwise", () => {
  const lines = [
    "cust_number|doc_id|posting_date|amount",
    "0200769623|1930571429.0|2026-01-31|1.50",
    "200769623.0|1930571430.0|2026-01-31|1.50",
    "00CC7|1930571431.0|2026-01-31|1.50",
  ]
  expect(read(lines).drafts.map((d) => [d.customerCode, d.number])).toEqual([
    ["0200769623", "1930571429"],
    ["200769623.0", "1930571430"],
    ["00CC7", "1930571431"],
  ])
  expect(read(lines, { customer: { trimZeros: true, join: { CC7: "200769623" }, apart: [] } }).drafts.map((d) => d.customerCode)).toEqual([
    "200769623",
    "200769623",
    "200769623",
  ])
})

test('a country code that is not of ISO is kept as text, ="00123" loses its wrapping, identifiers their blanks', () => {
  const { drafts } = read(["Code client|Pays|SIREN|N° TVA|N° facture|Date|Montant", '="00123"|391|732 829 320|be 0403.170.701|1|2026-01-31|1,50'])
  expect(drafts[0]).toMatchObject({
    customerCode: "00123",
    country: "391",
    identifiers: [
      { scheme: "siren", value: "732829320" },
      { scheme: "vat", value: "BE0403170701" },
    ],
  })
})

test("a type that is not known is refused when it is a word, read by its sign when it is a code", () => {
  const rows = [TYPED, "Invoice|C|1|2026-01-31|1.50", "Invoice|C|0|2026-01-31|1.50", "X2|C|2|2026-01-31|1.50", "Sundry thing|C|3|2026-01-31|1.50"]
  expect(read(rows).problems.map((p) => `${p.severity} ${p.code}`)).toEqual(["warning KIND_FROM_SIGN", "refusal KIND_UNKNOWN"])
  expect(read(rows, { types: { X2: "payment", "sundry thing": "writeOff" } }).drafts.map((d) => d.kind)).toEqual([
    "invoice",
    "invoice",
    "payment",
    "writeOff",
  ])
})

test("one letter names a kind in the file's own language; a type of customer (C, P) is none", () => {
  const kinds = (lines: string[]) => read(lines).drafts.map((d) => d.kind)
  expect(kinds(["Type|Code client|N° facture|Date|Montant", "F|C|1|2026-01-31|1,50", "A|C|2|2026-01-31|1,50", "R|C|3|2026-01-31|1,50"])).toEqual([
    "invoice",
    "creditNote",
    "payment",
  ])
  expect(kinds(["Type|Customer No|Invoice no|Date|Amount", "C|C1|1|2026-01-31|1.50", "P|C1|2|2026-01-31|1.50"])).toEqual(["invoice", "invoice"])
})

test("RG is a payment in French, an invoice in German", () => {
  expect(read(["Type|Code client|N° facture|Date|Montant", "RG|C|1|2026-01-31|1,50"]).drafts[0]?.kind).toBe("payment")
  expect(read(["Belegart|Kundennummer|Belegnummer|Belegdatum|Betrag", "RG|C|1|2026-01-31|1,50"]).drafts[0]?.kind).toBe("invoice")
})

test("a mapped company column splits the file, its values translated", () => {
  const lines = ["Company code|Customer|Invoice no|Date|Amount", "S1|C|1|2026-01-31|1.50", "S2|C|2|2026-01-31|1.50", "|C|3|2026-01-31|1.50"]
  expect(read(lines).drafts.map((d) => d.company)).toEqual([null, null, null])
  const split = read(lines, { columns: { company: "Company code" }, company: { S1: "NORTH" } })
  expect(split.drafts.map((d) => d.company)).toEqual(["NORTH", "S2"])
  expect(split.problems.map((p) => [p.code, p.column])).toEqual([["VALUE_MISSING", "Company code"]])
})
