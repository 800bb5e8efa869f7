import { expect, test } from "vitest"
import { currency } from "../kernel/money.ts"
import { LANGUAGES } from "../kernel/text.ts"
import type { ProblemCode } from "./draft.ts"
import { type Mapping, noMapping, parseMapping, renderMapping } from "./mapping.ts"
import { type JournalOptions, planJournal, startSurvey, surveyRow } from "./plan.ts"
import { problemInWords } from "./problem.text.ts"

const table = (lines: readonly string[]) => {
  const [header = [], ...rows] = lines.map((line) => line.split("|"))
  return { header, sample: rows.map((cells, i) => ({ line: i + 2, cells })) }
}
const plan = (lines: readonly string[], options: Partial<JournalOptions> = {}) => {
  const { header, sample } = table(lines)
  return planJournal(header, sample, { map: null, dateOrder: null, round: false, currency: currency("EUR"), ...options })
}
const codes = (lines: readonly string[], options: Partial<JournalOptions> = {}): ProblemCode[] => plan(lines, options).problems.map((p) => p.code)
const map = (said: Partial<Mapping>): Mapping => ({ ...noMapping, ...said })
const HEAD = "Customer|Invoice no|Date|Currency|Amount"
const ROW = "C|F1|2026-01-31|EUR|1.50"

test("P69 01/02/2026 is asked for, never guessed; an answer settles it", () => {
  const lines = [HEAD, "C|F1|01/02/2026|EUR|1.50"]
  expect(codes(lines)).toEqual(["DATE_ORDER_UNCLEAR"])
  expect(plan(lines).plan).toBeNull()
  expect(plan(lines, { dateOrder: "mdy" }).plan?.dateOrder).toBe("mdy")
  expect(plan(lines, { map: map({ dateOrder: "dmy" }) }).plan?.dateOrder).toBe("dmy")
})
test("one date column lends its order to another", () => {
  expect(plan(["Customer|Invoice no|Date|Due date|Currency|Amount", "C|F1|01/02/2026|15/02/2026|EUR|1.50"]).plan?.dateOrder).toBe("dmy")
})
test("P69 1.234,56 beside 1,234.56 is asked for", () => {
  const lines = [HEAD, "C|F1|2026-01-31|EUR|1.234,56", "C|F2|2026-01-31|EUR|1,234.56"]
  expect(codes(lines)).toEqual(["DECIMAL_MIXED"])
  expect(plan(lines, { map: map({ decimal: "," }) }).plan?.decimal).toBe(",")
})
test("1,234 alone may be either: asked for", () => expect(codes([HEAD, "C|F1|2026-01-31|EUR|1,234"])).toEqual(["DECIMAL_UNCLEAR"]))
test("what the sample leaves open, the rest of the file may settle", () => {
  const lines = [HEAD, "C|F1|01/02/2026|EUR|1,234"]
  const open = plan(lines)
  expect(open.wantsSurvey).toBe(true)
  const survey = startSurvey()
  surveyRow(survey, open.columns, { line: 9, cells: ["C", "F9", "28/02/2026", "EUR", "9,50"] })
  const { header, sample } = table(lines)
  const settled = planJournal(header, sample, { map: null, dateOrder: null, round: false, currency: currency("EUR") }, survey)
  expect(settled.plan).toMatchObject({ dateOrder: "dmy", decimal: "," })
})

test("days written year first and amounts with their sign leave nothing open; without any day the rest of the file is asked", () => {
  expect(plan([HEAD, "C|F1|2026-02-01|EUR|1234.50"]).wantsSurvey).toBe(false)
  expect(plan([HEAD, "C|F1||EUR|1234.50"]).wantsSurvey).toBe(true)
})

test("a missing column is named with the headers that were seen", () => {
  expect(plan(["Customer|Date|Remark", "C|2026-01-31|x"]).problems).toMatchObject([
    { code: "COLUMN_MISSING", figures: { field: "number", headers: "Customer, Date, Remark" } },
    { code: "COLUMN_MISSING", figures: { field: "amount" } },
    { code: "CURRENCY_OF_COMPANY" },
  ])
})
test.each([
  ["Code client|Raison sociale|Pays|SIREN|E-mail", "C1|Menuiserie Lacombe|FR|732829320|compta@example.org"],
  ["Debitor|Name|Land|USt-IdNr.|angelegt am", "D1|Schreinerei Huber|DE|DE136695976|2019-04-02"],
  ["Klant|Naam|Segment|KBO", "K1|Brussel Bouw|Groot|0403170701"],
  ["Code|Name|Country|Credit limit", "C1|Smith & Sons|GB|25000.00"],
])("a list of customers is told as one, with what to bring instead: %s", (header, row) => {
  expect(codes([header, row])).toContain("ONLY_CUSTOMERS")
})
test.each([
  ["Customer|Name|Date|Remark", "C|Smith|2026-01-31|x"],
  ["Customer|Name|Invoice no|Country", "C|Smith|F1|FR"],
  ["Customer|Country|Due date", "C|FR|2026-01-31"],
])("a list of invoices that lacks a column is told what it lacks: %s", (header, row) => {
  expect(codes([header, row])).not.toContain("ONLY_CUSTOMERS")
  expect(codes([header, row])).toContain("COLUMN_MISSING")
})
test.each([
  ["no currency anywhere: the company's, said aloud", ["Customer|Invoice no|Date|Amount", "C|1|2026-01-31|1.50"], "EUR", ["CURRENCY_OF_COMPANY"]],
  ["a currency in the header", ["Customer|Invoice no|Date|Amount USD", "C|1|2026-01-31|1.50"], "USD", ["CURRENCY_FROM_FILE"]],
  ["a currency beside the figures", ["Customer|Invoice no|Date|Amount", "C|1|2026-01-31|1.50 CHF"], "CHF", ["CURRENCY_FROM_FILE"]],
  ["a currency column", [HEAD, ROW], "EUR", []],
])("%s", (_, lines, code, said) => {
  expect(plan(lines).plan?.currency).toBe(code)
  expect(codes(lines)).toEqual(said)
})
test("the amount with tax is taken before the one without; alone, the one without is warned about", () => {
  expect(plan(["Client|N° facture|Date|Devise|Montant HT|Montant TTC", "C|1|2026-01-31|EUR|1,00|1,20"]).plan?.columns.amount).toBe(5)
  expect(codes(["Client|N° facture|Date|Devise|Montant HT", "C|1|2026-01-31|EUR|1,00"])).toEqual(["AMOUNT_WITHOUT_TAX"])
})
test("a running balance is no open amount", () => {
  const lines = [
    "Client|N° pièce|Date|Devise|Débit|Crédit|Solde",
    "C|1|2026-01-31|EUR|5,00||5,00",
    "C|2|2026-01-31|EUR|7,50||12,50",
    "C|3|2026-01-31|EUR||2,00|10,50",
  ]
  expect(codes(lines)).toEqual(["COLUMN_IGNORED"])
  expect(plan(lines).plan?.columns.openAmount).toBeUndefined()
})
test("Société holds the user's companies where few come back, the customer's name where each differs", () => {
  const few = ["Société|Code client|N° facture|Date|Devise|Montant", ...[1, 2, 3].map((n) => `S1|C${n}|${n}|2026-01-31|EUR|1,50`)]
  expect(codes(few)).toEqual(["COMPANY_COLUMN_IGNORED"])
  const each = ["Société|N° facture|Date|Devise|Montant", ...[1, 2, 3].map((n) => `Fictif ${n} SARL|${n}|2026-01-31|EUR|1,50`)]
  expect(plan(each).plan?.columns).toMatchObject({ customerCode: 0 })
})
test("Client holds names or codes: beside an account number, names are the name", () => {
  expect(plan(["Client|N° compte|N° facture|Date|Devise|Montant", "Boulangerie Fictive|411001|1|2026-01-31|EUR|1,50"]).plan?.columns).toMatchObject({
    customerName: 0,
    customerCode: 1,
  })
  expect(plan(["Client|Nom|N° facture|Date|Devise|Montant", "C1|Boulangerie Fictive|1|2026-01-31|EUR|1,50"]).plan?.columns).toMatchObject({
    customerCode: 0,
    customerName: 1,
  })
})
test("two columns for one field: the better is taken, and the choice said", () => {
  const lines = ["Customer|Invoice no|Invoice date|Posting date|Currency|Amount", "C|F1|2026-01-31|2026-02-02|EUR|1.50"]
  expect(plan(lines).plan?.columns.issuedOn).toBe(2)
  expect(plan(lines).problems).toMatchObject([
    { code: "COLUMN_CHOSEN", figures: { field: "issuedOn", header: "Invoice date", others: "Posting date" } },
  ])
})
test("where a header says nothing, cells that can be only one thing are taken, and it is said", () => {
  const planned = plan(["Customer|Invoice no|Foo|Currency|Bar", "C|F1|2026-01-31|EUR|1.50", "C|F2|2026-02-28|EUR|2.50"])
  expect(planned.plan?.columns).toMatchObject({ issuedOn: 2, amount: 4 })
  expect(planned.problems.map((p) => p.code)).toEqual(["COLUMN_GUESSED", "COLUMN_GUESSED"])
})

test("a mapping takes the columns it names, leaves out those it sets to null, and names what it cannot find", () => {
  const lines = ["Customer|Ref|Invoice no|When|Due date|Currency|Amount", "C|R|F1|2026-01-31|2026-02-28|EUR|1.50"]
  expect(plan(lines, { map: map({ columns: { number: "ref", issuedOn: "WHEN", dueOn: null } }) }).plan?.columns).toEqual({
    number: 1,
    issuedOn: 3,
    customerCode: 0,
    currency: 5,
    amount: 6,
  })
  expect(codes(lines, { map: map({ columns: { number: "Nope" } }) })).toContain("MAP_COLUMN_UNKNOWN")
})
test("the mapping a plan prints can be saved and leads to the same plan", () => {
  const lines = [
    "Type|Code client|Raison sociale|N° facture|Date|Échéance|Montant TTC",
    "Facture|C1|Fictif|F1|13/02/2026|28/02/2026|1 234,50",
    "Avoir|C1|Fictif|A1|01/02/2026||-2,00",
  ]
  const first = plan(lines).plan!
  const saved = parseMapping(JSON.stringify(renderMapping(first.mapping)))
  if (!saved.ok) throw new Error(JSON.stringify(saved.refusal))
  expect(plan(lines, { map: saved.value }).plan).toEqual(first)
})

test.each([
  ["{", "MAP_UNREADABLE", "JSON"],
  ['{"colums":{}}', "MAP_UNREADABLE", "colums"],
  ['{"decimal":";"}', "MAP_UNREADABLE", "decimal"],
  ['{"currency":"EURO"}', "MAP_UNREADABLE", "currency"],
  ['{"columns":{"number":7}}', "MAP_UNREADABLE", "columns.number"],
  ['{"types":{"X":"bill"}}', "MAP_UNREADABLE", "types.X"],
  ['{"columns":{"nonsense":"A"}}', "MAP_FIELD_UNKNOWN", "nonsense"],
])("the mapping %s is refused with its place", (text, code, place) => {
  const parsed = parseMapping(text)
  if (parsed.ok) throw new Error("read")
  expect(parsed.refusal.map((p) => p.code)).toEqual([code])
  for (const language of LANGUAGES) expect(problemInWords(parsed.refusal[0]!, language)).toContain(place)
})
