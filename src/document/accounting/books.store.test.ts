import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { fec } from "../../../test/accounting.ts"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { type FecBooks, fecBytes, LAYOUTS, makeBooks } from "../../../test/fec.ts"
import { BY } from "../../../test/ledger/books.ts"
import { makeSaft } from "../../../test/saft.ts"
import { addCompany } from "../../company/company.act.ts"
import { type Day, day } from "../../kernel/day.ts"
import type { Creditor } from "../../shell/context.ts"
import { type Imported, type ImportOptions, importJournal, PLAIN_JOURNAL } from "../import.job.ts"
import { undoImport } from "../posting/undo.act.ts"

const home = mkdtempSync(join(tmpdir(), "encours-books-"))
let db: TestDatabase
let made = 0
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const newCompany = (country = "FR") =>
  addCompany(db, BY, { code: `C${++made}`, name: "Fictive", country, currency: country === "NO" ? "NOK" : "EUR", matching: "erp" })
const settings: ImportOptions = { ...PLAIN_JOURNAL, asOf: day("2026-12-31"), dataDir: join(home, "data") }
async function bring(company: Creditor, bytes: Buffer | string, more: Partial<ImportOptions> = {}, name = "books.txt"): Promise<Imported> {
  const path = join(home, name)
  writeFileSync(path, bytes)
  const [answer] = await importJournal(db, { by: BY, home: company, directory: [company] }, path, { ...settings, ...more })
  return answer!
}
/** What is open, per customer: signed, sorted. */
const openOf = (company: Creditor, on: Day = day("2026-12-31")) =>
  db.inCompany(company.id, async (tx) => {
    const signed = sql`CASE o.side WHEN 'debit' THEN o.open ELSE -o.open END`
    const { rows } = await sql<{ code: string; amounts: bigint[] }>`
      SELECT c.code, array_agg(${signed} ORDER BY ${signed}) AS amounts FROM ledger.open_items(${tx.company}, ${on}) o
        JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = o.customer_id GROUP BY 1 ORDER BY 1`.execute(tx.db)
    return new Map(rows.map((row) => [row.code, row.amounts.map(BigInt)]))
  })
const sorted = ({ open }: FecBooks) => new Map([...open].sort(([a], [b]) => (a < b ? -1 : 1)))
const codes = ({ problems }: Imported) => problems.map((p) => p.code)

test.each(["fr", "be"] as const)(
  "P77 books of the chart “%s”: what is open is what they leave open, to the cent; the same file again adds nothing",
  async (chart) => {
    const books = makeBooks(11, chart, 12, 12)
    const company = await newCompany(chart === "be" ? "BE" : "FR")
    const bytes = fecBytes(books.lines, LAYOUTS[0]!)
    const first = await bring(company, bytes)
    expect(codes(first)).toEqual([])
    expect(first).toMatchObject({ kind: "fec", rows: books.lines.length, refused: 0, books: { entries: expect.any(Number), unbalanced: 0 } })
    expect(first.books!.debit).toBe(first.books!.credit)
    expect(await openOf(company)).toEqual(sorted(books))
    const net = [...books.open.values()].flat().reduce((sum, x) => sum + x, 0n)
    expect(first.tieOut.reduce((sum, t) => sum + t.open, 0n)).toBe(net)
    for (const t of first.tieOut) expect(t.control - t.open).toBe(t.because.reduce((sum, b) => sum + b.amount, 0n))
    const again = await bring(company, bytes, { control: "1.00" })
    expect(again.posted).toMatchObject({ accepted: 0, skipped: first.posted!.accepted, conflicts: 0 })
    expect(again.tieOut.at(-1)).toMatchObject({ account: "control", control: 100n, open: net })
    expect(await openOf(company)).toEqual(sorted(books))
  },
)

test("P77 next month's export brings what is new and letters what was open; undone, the letters are open again", async () => {
  const books = makeBooks(12, "be", 6, 8)
  const company = await newCompany("BE")
  const cut = "2025-06-30"
  const early = books.lines.filter((line) => line.on <= cut).map((line) => ({ ...line, letter: "", letteredOn: null }))
  const first = await bring(company, fecBytes(early, LAYOUTS[0]!))
  const before = await openOf(company)
  const second = await bring(company, fecBytes(books.lines, LAYOUTS[0]!))
  expect(second.posted).toMatchObject({ skipped: first.posted!.accepted, conflicts: 0 })
  expect(await openOf(company)).toEqual(sorted(books))
  await db.inCompany(company.id, (tx) => undoImport(tx, BY, second.id!, { dryRun: false, yes: false }))
  expect(await openOf(company)).toEqual(before)
  expect((await bring(company, fecBytes(books.lines, LAYOUTS[0]!))).posted).toMatchObject({ accepted: second.posted!.accepted })
  expect(await openOf(company)).toEqual(sorted(books))
})

test("a dry run of books shows everything and writes nothing", async () => {
  const company = await newCompany()
  const books = makeBooks(13, "fr", 5, 5)
  const shown = await bring(company, fecBytes(books.lines, LAYOUTS[1]!), { dryRun: true })
  expect(shown).toMatchObject({ id: null, kind: "fec", posted: { skipped: 0 }, mapping: { kind: "fec", chart: "fr" } })
  expect(shown.posted!.accepted).toBeGreaterThan(0)
  expect(await openOf(company)).toEqual(new Map())
})

const SALES = `
  VE 1 0110 411000 ACME F1 120.00
  VE 1 0110 706000 - F1 -120.00
  VE 2 0111 411000 ACME F2 60.00
  VE 2 0111 706000 - F2 -50.00
  BQ 1 0210 512000 - B1 100.00
  BQ 1 0210 411000 ACME B1 -100.00 A 0210`
test("an entry that does not balance is refused by its rows; with --accept-good the rest is posted, and the tie-out names what is missing", async () => {
  const company = await newCompany()
  const refused = await bring(company, fec(SALES))
  expect(refused).toMatchObject({ id: null, refused: 1, books: { entries: 3, unbalanced: 1 } })
  expect(refused.problems.find((p) => p.code === "ENTRY_UNBALANCED")).toMatchObject({ line: 4, severity: "refusal" })
  expect(await openOf(company)).toEqual(new Map())
  const posted = await bring(company, fec(SALES), { acceptGood: true, control: "20.00" })
  expect(posted).toMatchObject({ refused: 1, posted: { accepted: 2 } })
  expect(posted.tieOut).toMatchObject([
    { account: "411", control: 8000n, open: 2000n, because: [{ code: "ENTRY_UNBALANCED", amount: 6000n }] },
    { account: "control", control: 2000n, open: 2000n },
  ])
  expect(posted.problems.find((p) => p.code === "LETTER_UNBALANCED")).toMatchObject({ line: 7, severity: "warning" })
  expect(await openOf(company)).toEqual(new Map([["ACME", [-10000n, 12000n]]]))
})

test("a row known with another content stays as it is here, named by its line, and the tie-out says what the books differ by", async () => {
  const company = await newCompany()
  const sale = (amount: string) => fec(`VE 1 0110 706000 - F1 -${amount}\nVE 1 0110 411000 ACME F1 ${amount}`)
  await bring(company, sale("120.00"))
  const changed = await bring(company, sale("150.00"))
  expect(changed.problems.filter((p) => p.code === "CONFLICT")).toMatchObject([{ line: 3, figures: { number: "F1", customer: "ACME" } }])
  expect(changed.tieOut).toMatchObject([{ account: "411", control: 15000n, open: 12000n, because: [{ code: "CONFLICT", amount: 3000n }] }])
  const replaced = await bring(company, sale("150.00"), { onConflict: "replace" })
  expect(replaced.tieOut).toMatchObject([{ control: 15000n, open: 15000n, because: [] }])
  expect(await openOf(company)).toEqual(new Map([["ACME", [15000n]]]))
})

test("the counterpart tells what settled: money is paid, a loss or a set-off is not", async () => {
  const company = await newCompany()
  const rows = `
    VE 1 0110 411000 ACME F1 100.00 A 0210
    VE 1 0110 706000 - F1 -100.00
    BQ 1 0210 512000 - B1 60.00
    BQ 1 0210 666000 - B1 10.00
    BQ 1 0210 665000 - B1 30.00
    BQ 1 0210 411000 ACME B1 -100.00 A 0210
    BQ 2 0211 512000 - B2 40.00
    BQ 2 0211 419100 ACME B2 -40.00
    OD 3 0301 411000 ZETA R3 25.00
    OD 3 0301 512000 - R3 -25.00`
  expect(codes(await bring(company, fec(rows)))).toEqual([])
  const { rows: entries } = await db.owner.query(
    "SELECT kind, side, amount::text, settled_by FROM ledger.entry WHERE company_id = $1 ORDER BY kind, amount",
    [company.id],
  )
  expect(entries.map((e) => [e.kind, e.side, e.amount, e.settled_by])).toEqual([
    ["deposit", "credit", "4000", "cash"],
    ["exchangeDifference", "credit", "1000", "exchangeDifference"],
    ["invoice", "debit", "10000", null],
    ["payment", "credit", "3000", "discount"],
    ["payment", "credit", "6000", "cash"],
    ["refund", "debit", "2500", null],
  ])
})

test("whatever breaks a file off keeps all of it out, also with --accept-good", async () => {
  const company = await newCompany()
  const good = fec(SALES)
  const { xml } = makeSaft(3, 4, 4)
  const cases: readonly (readonly [string, string | Buffer, string])[] = [
    ["LINE_TOO_LONG", `${good}${"x".repeat(3 << 20)}\r\n`, "fec"],
    ["XML_BROKEN", xml.slice(0, xml.length / 2), "saft"],
    ["XML_DTD", xml.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>'), "saft"],
    ["TOTALS_DIFFER", xml.replace(/TotalDebit>[\d.]+</, "TotalDebit>1.00<"), "saft"],
  ]
  for (const [code, bytes, kind] of cases) {
    const answer = await bring(company, bytes, { acceptGood: true }, kind === "fec" ? "books.txt" : "books.xml")
    expect(answer, code).toMatchObject({ id: null, posted: null, kind })
    expect(answer.problems.filter((p) => p.severity === "refusal").map((p) => p.code)).toContain(code)
    expect(answer.refused, code).toBeGreaterThan(0)
  }
  expect(await openOf(company)).toEqual(new Map())
})

test("books are no snapshot: said so, with what to do", async () => {
  const company = await newCompany()
  expect(await bring(company, fec(SALES), { mode: "snapshot" })).toMatchObject({ posted: null, problems: [{ code: "BOOKS_NO_SNAPSHOT" }] })
})

test("a SAF-T file: every customer's balance is what its lines leave; where no usual term is known, that is said and nothing is guessed", async () => {
  const company = await newCompany("NO")
  const { xml, balances, entries } = makeSaft(5, 8, 6)
  const answer = await bring(company, xml, {}, "audit.xml")
  expect(answer).toMatchObject({ kind: "saft", refused: 0, books: { currency: "NOK", entries, unbalanced: 0 } })
  const open = new Map([...(await openOf(company))].map(([code, list]) => [code, list.reduce((sum, x) => sum + x, 0n)]))
  expect(open).toEqual(new Map([...balances].filter(([, balance]) => balance !== 0n)))
  expect(answer.tieOut.map((t) => t.control - t.open)).toEqual([0n])
  expect(codes(answer).filter((code) => code !== "NUMBERS_MADE")).toEqual(["TERM_UNKNOWN"])
})

test("a SAF-T file registers every customer it lists, those without a line as well, and leaves those known as they are", async () => {
  const company = await newCompany("NO")
  const { xml } = makeSaft(9, 3, 2)
  const quiet =
    "<n1:Customer><n1:Name>Stille</n1:Name><n1:CustomerID>K9</n1:CustomerID><n1:Address><n1:Country>NO</n1:Country></n1:Address></n1:Customer>"
  const listed = async () =>
    (await db.owner.query("SELECT code, name, country FROM customer.customer WHERE company_id = $1 ORDER BY code", [company.id])).rows.map((r) =>
      Object.values(r),
    )
  expect(await bring(company, xml.replace("</n1:Customers>", `${quiet}</n1:Customers>`), {}, "audit.xml")).toMatchObject({ refused: 0 })
  expect(await listed()).toEqual([
    ["K1000", "Oppdiktet 0", null],
    ["K1001", "Oppdiktet 1", null],
    ["K1002", "Oppdiktet 2", null],
    ["K9", "Stille", "NO"],
  ])
  await bring(company, xml.replace("</n1:Customers>", `${quiet.replace("Stille", "Annen")}</n1:Customers>`), {}, "audit.xml")
  expect((await listed()).at(-1)).toEqual(["K9", "Stille", "NO"])
})

test("of a mapping the books take what it says of customers: look-alikes are joined, their letters stay apart; the rest is said not to count", async () => {
  const company = await newCompany()
  const lines = `
  VE 1 0110 411000 042 F1 100.00 A 0301
  VE 1 0110 706000 - F1 -100.00
  BQ 1 0201 512000 - B1 100.00
  BQ 1 0201 411000 042 B1 -100.00 A 0301
  VE 2 0111 411000 42 F2 60.00 A 0302
  VE 2 0111 706000 - F2 -60.00
  BQ 2 0301 512000 - B2 60.00
  BQ 2 0301 411000 42 B2 -60.00 A 0302
  VE 3 0115 411000 42 F3 5.00
  VE 3 0115 706000 - F3 -5.00`
  const map = { customer: { trimZeros: true, join: {}, apart: [] }, decimal: "," as const }
  const answer = await bring(company, fec(lines), { map })
  expect(codes(answer)).toEqual(["MAP_NOT_FOR_BOOKS"])
  expect(await openOf(company)).toEqual(new Map([["42", [500n]]]))
  const { rows } = await db.owner.query(
    "SELECT d.number AS invoice, c.number AS payment FROM ledger.allocation a JOIN ledger.entry d ON d.company_id = a.company_id AND d.id = a.debit_entry JOIN ledger.entry c ON c.company_id = a.company_id AND c.id = a.credit_entry WHERE a.company_id = $1 ORDER BY 1",
    [company.id],
  )
  expect(rows).toEqual([
    { invoice: "F1", payment: "B1" },
    { invoice: "F2", payment: "B2" },
  ])
})

/** Last year: F1 100 open, F2 60 paid by half, F3 80 and a payment of 30 nobody set against it. */
const LAST_YEAR = `
  VE 1 0110 411000 ACME F1 100.00
  VE 1 0110 706000 - F1 -100.00
  VE 2 0111 411000 BETA F2 60.00
  VE 2 0111 706000 - F2 -60.00
  BQ 1 0210 512000 - B1 60.00
  BQ 1 0210 411000 BETA B1 -60.00
  VE 3 0301 411000 ZETA F3 80.00
  VE 3 0301 706000 - F3 -80.00
  VE 4 0302 411000 ZETA F4 20.00
  VE 4 0302 706000 - F4 -20.00
  BQ 2 0310 512000 - B2 30.00
  BQ 2 0310 411000 ZETA B2 -30.00`
/** The year after: the same balances in one line a customer, what was open is paid, one new sale. */
const NEXT_YEAR = `
  AN 1 0101 411000 ACME F1 100.00 A 0301
  AN 1 0101 411000 ZETA REPORT 70.00 B 0301
  AN 1 0101 101000 - AN -170.00
  BQ 1 0115 512000 - C1 100.00
  BQ 1 0115 411000 ACME C1 -100.00 A 0301
  BQ 2 0120 512000 - C2 70.00
  BQ 2 0120 411000 ZETA C2 -70.00 B 0301
  VE 1 0210 411000 ACME G1 50.00
  VE 1 0210 706000 - G1 -50.00`
const inYear = (rows: string, year: string) => fec(rows).replaceAll("|2025", `|${year}`)

test("next year's balances brought forward double nothing: they stand for last year's items, and their letters settle these", async () => {
  const company = await newCompany()
  await bring(company, inYear(LAST_YEAR, "2024"))
  const next = await bring(company, inYear(NEXT_YEAR, "2025"))
  expect(next).toMatchObject({ refused: 0, posted: { accepted: 3, skipped: 2, conflicts: 0 }, mapping: { opening: "2025-01-01", openings: "known" } })
  expect(codes(next)).toEqual(["OPENING_KNOWN"])
  expect(next.tieOut).toMatchObject([{ account: "411", control: 5000n, open: 5000n, because: [] }])
  // BETA's payment was never set against its invoice: both stay as they were. ZETA's letter closes two invoices by two payments.
  expect(await openOf(company)).toEqual(
    new Map([
      ["ACME", [5000n]],
      ["BETA", [-6000n, 6000n]],
    ]),
  )
  const before = await openOf(company, day("2024-12-31"))
  expect(before).toEqual(
    new Map([
      ["ACME", [10000n]],
      ["BETA", [-6000n, 6000n]],
      ["ZETA", [-3000n, 2000n, 8000n]],
    ]),
  )
  const again = await bring(company, inYear(NEXT_YEAR, "2025"))
  expect(again).toMatchObject({ posted: { accepted: 0, skipped: 5, conflicts: 0 } })
  expect(codes(again)).toEqual(["OPENING_KNOWN"])
  await db.inCompany(company.id, (tx) => undoImport(tx, BY, next.id!, { dryRun: false, yes: false }))
  expect(await openOf(company)).toEqual(before)
})

test("where the balances brought forward are not what is open here, each customer's difference is named and found again in the tie-out", async () => {
  const company = await newCompany()
  await bring(company, inYear(LAST_YEAR, "2024"))
  const told = await bring(
    company,
    inYear(NEXT_YEAR.replace("ZETA REPORT 70.00 B 0301", "ZETA REPORT 75.00 B 0301").replace("-170.00", "-175.00"), "2025"),
  )
  expect(told.problems.filter((p) => p.code === "OPENING_DIFFERS")).toMatchObject([
    { line: 3, figures: { customer: "ZETA", stated: "75.00", open: "70.00", difference: "5.00" } },
  ])
  expect(told.problems.filter((p) => p.code === "OPENING_UNMATCHED")).toMatchObject([{ line: 3, figures: { letter: "B" } }])
  expect(told.tieOut).toMatchObject([{ account: "411", control: 5500n, open: 5000n, because: [{ code: "OPENING_DIFFERS", amount: 500n }] }])
})

test("books of an earlier year after those that brought its balances forward are refused with what to do; undone, all comes in order", async () => {
  const company = await newCompany()
  const first = await bring(company, inYear(NEXT_YEAR, "2025"))
  expect(first).toMatchObject({ posted: { accepted: 5 }, mapping: { openings: "items" } })
  const refused = await bring(company, inYear(LAST_YEAR, "2024"), { acceptGood: true })
  expect(refused).toMatchObject({ posted: null, problems: [{ code: "OPENING_BEFORE", figures: { day: "2025-01-01", id: first.id } }] })
  await db.inCompany(company.id, (tx) => undoImport(tx, BY, first.id!, { dryRun: false, yes: false }))
  await bring(company, inYear(LAST_YEAR, "2024"))
  await bring(company, inYear(NEXT_YEAR, "2025"))
  expect((await openOf(company)).get("ACME")).toEqual([5000n])
})

test.each(["fr", "be"] as const)(
  "two generated years of the chart “%s”: the second, opening with the first's balances, leaves open what its books leave open",
  async (chart) => {
    const company = await newCompany(chart === "be" ? "BE" : "FR")
    const last = makeBooks(21, chart, 8, 8)
    await bring(company, fecBytes(last.lines, LAYOUTS[0]!))
    const [sample] = last.lines
    const opening = [...last.open].map(([aux, amounts], i) => ({
      ...sample!,
      journal: "AN",
      journalName: "À-nouveaux",
      num: "000001",
      on: day("2026-01-01"),
      account: chart === "be" ? "400000" : "41100000",
      aux,
      auxName: aux,
      piece: `AN-${i}`,
      label: "À nouveau",
      amount: amounts.reduce((sum, x) => sum + x, 0n),
      letter: "",
      letteredOn: null,
      dueOn: null,
    }))
    const total = opening.reduce((sum, line) => sum + line.amount, 0n)
    const lines = [...opening, { ...opening[0]!, account: "101000", aux: "", auxName: "", piece: "AN", amount: -total }]
    const before = await openOf(company)
    const told = await bring(company, fecBytes(lines, LAYOUTS[0]!))
    expect(codes(told)).toEqual(["OPENING_KNOWN"])
    expect(told.posted).toMatchObject({ accepted: 0, skipped: opening.filter((line) => line.amount !== 0n).length })
    for (const t of told.tieOut) expect([t.control, t.because]).toEqual([t.open, []])
    expect(await openOf(company)).toEqual(before)
  },
)
