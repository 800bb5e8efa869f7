import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import {
  type BookMade,
  compoundFile,
  type Packing,
  type SheetCell,
  type SheetMade,
  serialOf,
  workbook,
  workbookParts,
  zipOf,
} from "../../../test/workbooks.ts"
import { currency } from "../../kernel/money.ts"
import type { Problem } from "../draft.ts"
import { rowReader } from "../journal.ts"
import { planJournal } from "../plan.ts"
import type { Table } from "../table.ts"
import { openWorkbook } from "./workbook.job.ts"

let folder = ""
let files = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "encours-workbook-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (bytes: Uint8Array) => {
  const path = join(folder, `${++files}.xlsx`)
  writeFileSync(path, bytes)
  return path
}
const openAs = (bytes: Uint8Array, sheet: string | null = null) => openWorkbook(write(bytes), sheet)
async function open(bytes: Uint8Array, sheet: string | null = null): Promise<Table> {
  const opened = await openAs(bytes, sheet)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened.value
}
const codeOf = async (bytes: Uint8Array) => {
  const opened = await openAs(bytes)
  return opened.ok ? null : opened.refusal.code
}
async function readAll(table: Table) {
  const rows: (readonly [number, ...string[]])[] = []
  const types: string[] = []
  const problems: Problem[] = []
  for await (const batch of table.rows()) {
    for (const row of batch.rows) {
      rows.push([row.line, ...row.cells])
      types.push(row.types ?? "")
    }
    problems.push(...batch.problems)
  }
  return { rows, types, problems: problems.map((p) => `${p.code} ${p.line}`) }
}
/** The journal a workbook is read as: what would be posted, and what is said. */
async function journal(table: Table) {
  const planned = planJournal(table.header, table.sample, { map: null, dateOrder: null, round: false, currency: currency("EUR") })
  const problems = planned.problems.map((p) => p.code as string)
  const rows: unknown[] = []
  if (planned.plan === null) return { rows, problems }
  const read = rowReader(planned.plan)
  for await (const batch of table.rows())
    for (const row of batch.rows) {
      const { draft, problems: found } = read(row.cells, row.line, row.types)
      problems.push(...found.map((p) => `${p.code} ${p.line}`))
      if (draft) rows.push([draft.customerCode, draft.number, draft.issuedOn, draft.amount])
    }
  return { rows, problems }
}

const HEAD: SheetCell[] = ["Client", "N° facture", "Date", "Montant TTC"]
const row = (n: number): SheetCell[] => [`C${n}`, `F${n}`, { day: serialOf("2026-01-30") + n }, n * 1.1]
const sheet = (name: string, rows: readonly (readonly SheetCell[])[], more: Partial<SheetMade> = {}): SheetMade => ({ name, rows, ...more })
const sales = (rows: readonly (readonly SheetCell[])[], made: BookMade = {}, packing: Packing = {}) =>
  workbook([sheet("Ventes", rows)], made, packing)
const FOUR = [
  [2, "C1", "F1", "2026-01-31", "1.1"],
  [3, "C2", "F2", "2026-02-01", "2.2"],
  [4, "C3", "F3", "2026-02-02", "3.3"],
]

test.each([
  ["shared texts", {}, {}],
  ["texts in their cells", { inline: true }, {}],
  ["elements under a prefix", { prefix: "x" }, {}],
  ["stored, not packed", {}, { method: "stored" }],
  ["sizes after the data", {}, { descriptors: true }],
  ["zip64", {}, { zip64: true }],
] as const)("P70 rows of a workbook come as typed text: %s", async (_, made, packing) => {
  const table = await open(sales([HEAD, row(1), row(2), row(3)], made, packing))
  expect(table).toMatchObject({ format: "xlsx", header: HEAD, headerLine: 1, sampleIsAll: true, notices: [] })
  const read = await readAll(table)
  expect(read).toEqual({ rows: FOUR, types: ["ttdn", "ttdn", "ttdn"], problems: [] })
})
test("parts may come in any order, and in UTF-16", async () => {
  const parts = workbookParts([sheet("Ventes", [HEAD, row(1), row(2), row(3)])]).map((part) => ({
    ...part,
    content: part.name.includes("sheet1") ? Buffer.from(`\ufeff${String(part.content).replace("UTF-8", "UTF-16")}`, "utf16le") : part.content,
  }))
  expect((await readAll(await open(zipOf(parts.reverse())))).rows).toEqual(FOUR)
})
test("P70 days count from 1900 or from 1904 as the workbook says", async () => {
  const at = (day: string, since1904: boolean) => serialOf(day) - (since1904 ? 1462 : 0)
  for (const since1904 of [false, true]) {
    const table = await open(sales([HEAD, ["C1", "F1", { day: at("2026-01-31", since1904) }, 1]], { since1904 }))
    expect((await readAll(table)).rows).toEqual([[2, "C1", "F1", "2026-01-31", "1"]])
  }
})
test("a typed day or number is not guessed at: the text beside it alone decides order and decimal sign", async () => {
  const typed = await open(
    sales([HEAD, ["C1", "F1", { day: serialOf("2026-02-01") }, 1234.5600000000002], ["C2", "F2", { day: serialOf("2026-03-01") }, 1.5]]),
  )
  expect(await journal(typed)).toEqual({
    rows: [
      ["C1", "F1", "2026-02-01", 123456n],
      ["C2", "F2", "2026-03-01", 150n],
    ],
    problems: ["CURRENCY_OF_COMPANY"],
  })
  const mixed = await open(sales([HEAD, ["C1", "F1", { day: serialOf("2026-02-01") }, 1.234], ["C2", "F2", "28/02/2026", "1.234,50"]]))
  expect(await journal(mixed)).toEqual({ rows: [["C2", "F2", "2026-02-28", 123450n]], problems: ["CURRENCY_OF_COMPANY", "TOO_MANY_DECIMALS 2"] })
  const unclear = await open(sales([HEAD, ["C1", "F1", { day: serialOf("2026-02-01") }, 1.5], ["C2", "F2", "01/02/2026", 2]]))
  expect((await journal(unclear)).problems).toContain("DATE_ORDER_UNCLEAR")
})
test("P70 numbers written as text are numbers, codes written as numbers are codes", async () => {
  const table = await open(
    sales([HEAD, [200769623, 4711, { day: serialOf("2026-01-31") }, "1 234,56"], ["0012", "F2", { day: serialOf("2026-01-31") }, "0,99"]]),
  )
  expect((await journal(table)).rows).toEqual([
    ["200769623", "4711", "2026-01-31", 123456n],
    ["0012", "F2", "2026-01-31", 99n],
  ])
})
test("P70 an error in a cell that counts refuses its row; elsewhere it is nobody's business", async () => {
  const error = { xml: '<c t="e"><v>#N/A</v></c>' }
  const head = [...HEAD, "Remarque"]
  const table = await open(sales([head, ["C1", "F1", { day: 46053 }, error, "x"], ["C2", "F2", { day: 46053 }, 5, error]]))
  expect(await journal(table)).toEqual({ rows: [["C2", "F2", "2026-01-31", 500n]], problems: ["CURRENCY_OF_COMPANY", "CELL_ERROR 2"] })
})
test("P69 a formula counts by its saved result; without one the row is refused", async () => {
  const table = await open(sales([HEAD, ["C1", "F1", { day: 46053 }, { formula: "1+1", value: 2 }], ["C2", { formula: "A3" }, { day: 46053 }, 5]]))
  expect((await readAll(table)).types).toEqual(["ttdN", "tfdn"])
  expect(await journal(table)).toEqual({ rows: [["C1", "F1", "2026-01-31", 200n]], problems: ["CURRENCY_OF_COMPANY", "FORMULA_WITHOUT_VALUE 3"] })
})
test("a bare sum below the table is a total, said and not posted", async () => {
  const table = await open(sales([HEAD, row(1), [null, null, null, { formula: "SUM(D2:D2)", value: 1.1 }]]))
  expect((await journal(table)).problems).toEqual(["CURRENCY_OF_COMPANY", "TOTAL_AGREES 3"])
})
test("a number the workbook cut to 15 digits is said", async () => {
  const table = await open(sales([HEAD, ["C1", { xml: "<c><v>1.23456789012345E+15</v></c>" }, { day: 46053 }, 5]]))
  expect((await journal(table)).problems).toContain("NUMBER_ROUNDED 2")
})
test("P70 hidden sheets are left out and named, unless there is nothing else", async () => {
  const both = await open(workbook([sheet("Calcul", [HEAD, row(9)], { state: "hidden" }), sheet("Ventes", [HEAD, row(1)])]))
  expect((await readAll(both)).rows[0]?.[1]).toBe("C1")
  expect(both.notices.map((n) => [n.code, n.figures])).toEqual([["SHEETS_HIDDEN", { sheets: "Calcul" }]])
  const only = await open(workbook([sheet("Calcul", [HEAD, row(9)], { state: "veryHidden" })]))
  expect(only.notices.map((n) => n.code)).toEqual(["SHEET_CHOSEN"])
})
test("of several sheets the one that is a journal is taken, the others are named, and another can be asked for", async () => {
  const book = workbook([
    sheet("Lisez-moi", [["Export du 31 janvier"], ["pour la comptabilité"]]),
    sheet("Clients", [
      ["Code client", "Nom"],
      ["C1", "Fictif"],
    ]),
    sheet("Factures", [HEAD, row(1), row(2)]),
  ])
  const table = await open(book)
  expect(table.header).toEqual(HEAD)
  expect(table.notices.map((n) => [n.code, n.figures])).toEqual([["SHEET_CHOSEN", { sheet: "Factures", others: "Lisez-moi, Clients" }]])
  expect((await open(book, "clients")).header).toEqual(["Code client", "Nom"])
  expect(await openAs(book, "Ventes")).toMatchObject({
    ok: false,
    refusal: { code: "SHEET_UNKNOWN", figures: { sheets: "Lisez-moi, Clients, Factures" } },
  })
})
test("titles above the header, blank rows between and notes beside the table do not disturb it", async () => {
  const rows = [["Société Fictive SA"], [], ["Journal des ventes", null, null, null], [], HEAD, [], [...row(1), null, null, "à vérifier"], row(2)]
  const table = await open(sales(rows))
  expect(table).toMatchObject({ headerLine: 5, header: HEAD })
  expect(await readAll(table)).toMatchObject({
    rows: [
      [7, "C1", "F1", "2026-01-31", "1.1"],
      [8, "C2", "F2", "2026-02-01", "2.2"],
    ],
    problems: ["CELLS_BESIDE 7"],
  })
})
test("P70 a header merged over two rows is one header", async () => {
  const rows = [
    ["Client", "Facture", null, null, "Montant TTC"],
    [null, "N°", "Date", "Échéance", null],
    ["C1", "F1", { day: 46053 }, { day: 46083 }, 12],
  ]
  const table = await open(sales(rows, {}, {}))
  expect(table.header).toEqual(["Client", "N°", "Date", "Échéance", "Montant TTC"])
  expect((await journal(table)).rows).toEqual([["C1", "F1", "2026-01-31", 1200n]])
})
test("P70 a range of a million rows and 16,384 columns that is only declared costs nothing", async () => {
  const table = await open(
    workbook([
      sheet("Ventes", [HEAD, row(1)], {
        before: '<dimension ref="A1:XFD1048576"/>',
        after: '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>',
      }),
    ]),
  )
  expect((await readAll(table)).rows).toHaveLength(1)
})

const parts = workbookParts([sheet("Ventes", [HEAD, row(1)])])
const changed = (name: string, change: (content: string) => string) =>
  zipOf(parts.map((part) => (part.name === name ? { ...part, content: change(String(part.content)) } : part)))
const SHEET = "xl/worksheets/sheet1.xml"
const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
test.each([
  ["a DTD with entities in a sheet", changed(SHEET, (xml) => xml.replace("?>", `?>${laughs}`)), "WORKBOOK_DTD"],
  ["a DTD in the styles", changed("xl/styles.xml", (xml) => xml.replace("?>", '?><!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">')), "WORKBOOK_DTD"],
  ["an entity nobody declared", changed(SHEET, (xml) => xml.replace("<sheetData>", "&xxe;<sheetData>")), "WORKBOOK_BROKEN"],
  ["a sheet that is no XML", changed(SHEET, () => "PK"), "WORKBOOK_BROKEN"],
  ["a sheet cut off", changed(SHEET, (xml) => xml.slice(0, -40)), "WORKBOOK_BROKEN"],
  ["a shared text that is not there", changed("xl/sharedStrings.xml", (xml) => xml.replace(/<si>.*<\/si>/, "")), "WORKBOOK_BROKEN"],
  ["a cell beyond the last column", changed(SHEET, (xml) => xml.replace('r="D2"', 'r="XFE2"')), "WORKBOOK_BROKEN"],
  ["a row said twice", changed(SHEET, (xml) => xml.replace('<row r="2">', '<row r="1">')), "WORKBOOK_BROKEN"],
  ["a password (OLE)", compoundFile("EncryptedPackage"), "WORKBOOK_ENCRYPTED"],
  ["a password (ZIP)", zipOf(parts, { flags: 1 }), "WORKBOOK_ENCRYPTED"],
  [".xls", compoundFile("Workbook"), "WORKBOOK_OLD"],
  [
    ".xlsb",
    zipOf([
      { name: "_rels/.rels", content: "<Relationships/>" },
      { name: "xl/workbook.bin", content: "x" },
    ]),
    "WORKBOOK_OLD",
  ],
  [
    ".ods",
    zipOf([
      { name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet" },
      { name: "content.xml", content: "<x/>" },
    ]),
    "WORKBOOK_OLD",
  ],
  [".docx", zipOf([{ name: "word/document.xml", content: "<x/>" }]), "NOT_A_TABLE"],
  ["a ZIP file in a ZIP file", zipOf([{ name: "a.xlsx", content: zipOf(parts) }]), "NOT_A_TABLE"],
  ["the same part twice", zipOf([...parts, parts[2]!]), "WORKBOOK_BROKEN"],
  ["no sheet", changed("xl/workbook.xml", (xml) => xml.replace(/<sheet .*\/>/, "")), "EMPTY_FILE"],
  ["an empty sheet", sales([]), "EMPTY_FILE"],
  ["headers only", sales([HEAD]), "NO_ROWS"],
  ["too many columns", sales([Array.from({ length: 2_500 }, (_, i) => `Date ${i}`), row(1)]), "TOO_MANY_COLUMNS"],
] as const)("P70 %s: refused by name", async (_, bytes, code) => expect(await codeOf(bytes)).toBe(code))

test("P70 links to other files and addresses are never followed", async () => {
  const book = changed("xl/_rels/workbook.xml.rels", (xml) =>
    xml.replace(
      "</Relationships>",
      '<Relationship Id="rX" Type="http://x/externalLink" Target="http://127.0.0.1:1/x.xlsx" TargetMode="External"/></Relationships>',
    ),
  )
  expect((await readAll(await open(book))).rows).toHaveLength(1)
})
test("P70 a workbook cut off at any tenth is refused by name", async () => {
  const whole = sales([HEAD, ...Array.from({ length: 200 }, (_, i) => row(i + 1))])
  for (let tenth = 1; tenth < 10; tenth++) expect(await codeOf(whole.subarray(0, (whole.length * tenth) / 10))).toBe("WORKBOOK_BROKEN")
  for (const at of [0.2, 0.5, 0.8]) {
    const flipped = Buffer.from(whole)
    const place = Math.floor(whole.length * at)
    flipped[place] = flipped[place]! ^ 0x55
    const opened = await openAs(flipped)
    const problems = opened.ok ? (await readAll(opened.value)).problems : [opened.refusal.code]
    expect(problems.join()).toMatch(/^WORKBOOK_BROKEN/)
  }
})
