import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import iconv from "iconv-lite"
import { afterAll, beforeAll, expect, test } from "vitest"
import { currency } from "../kernel/money.ts"
import type { Problem } from "./draft.ts"
import { planJournal } from "./plan.ts"
import { readRecords } from "./reading/records.job.ts"
import { openTable, surveyTable } from "./table.job.ts"
import { SEPARATORS, type Table } from "./table.ts"

let folder = ""
let files = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "encours-table-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (content: string | Uint8Array) => {
  const path = join(folder, `${++files}.csv`)
  writeFileSync(path, content)
  return path
}
const open = async (content: string | Uint8Array): Promise<Table> => {
  const opened = await openTable(write(content))
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened.value
}
const refused = async (content: string | Uint8Array) => {
  const opened = await openTable(write(content))
  return opened.ok ? null : opened.refusal.code
}
const readAll = async (table: Table) => {
  const rows: (readonly [number, ...string[]])[] = []
  const problems: Problem[] = []
  for await (const batch of table.rows()) {
    rows.push(...batch.rows.map(({ line, cells }) => [line, ...cells] as const))
    problems.push(...batch.problems)
  }
  return { rows, problems: problems.map((p) => `${p.code} ${p.line}`) }
}
const HEAD = "Client;N° facture;Date;Montant\n"
const ROWS = "Été;F1;31/01/2026;1,50\nÇa & Cœur;F2;28/02/2026;2,50\n"

test.each(["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const)("%s is recognised, and every accent survives", async (encoding) => {
  for (const addBOM of encoding === "windows-1252" ? [false] : [false, true]) {
    const table = await open(iconv.encode(HEAD + ROWS, encoding, { addBOM }))
    expect(table).toMatchObject({ encoding, separator: ";", header: ["Client", "N° facture", "Date", "Montant"], headerLine: 1, sampleIsAll: true })
    expect((await readAll(table)).rows.map((row) => row[1])).toEqual(["Été", "Ça & Cœur"])
  }
})
test("what UTF-16 can say and no database hold, a NUL or half of a character, is shown as unreadable", async () => {
  const table = await open(Buffer.from(`\ufeff${HEAD}C\0;F\ud800;31/01/2026;1,50\n`, "utf16le"))
  const cells = ["C\ufffd", "F\ufffd", "31/01/2026", "1,50"]
  expect(table.sample.map((row) => row.cells)).toEqual([cells])
  expect((await readAll(table)).rows).toEqual([[2, ...cells]])
})
test("a file of DOS times (code page 850) is recognised by its letters", async () => {
  const table = await open(iconv.encode("Code client;N° pièce;Échéance;Débit;Société\nC1;F1;31/01/2026;1,50;Müller à Liège\n\u001a", "cp850"))
  expect(table).toMatchObject({ encoding: "cp850", header: ["Code client", "N° pièce", "Échéance", "Débit", "Société"] })
  expect((await readAll(table)).rows).toEqual([[2, "C1", "F1", "31/01/2026", "1,50", "Müller à Liège"]])
})
test("one late byte decides for the whole file: nothing is replaced by a question mark", async () => {
  const plain = `${HEAD}${"C1;F1;31/01/2026;1,50\n".repeat(20_000)}`
  const table = await open(iconv.encode(`${plain}Été;F2;28/02/2026;2,50\n`, "windows-1252"))
  expect(table.encoding).toBe("windows-1252")
  expect((await readAll(table)).rows.at(-1)).toEqual([20_002, "Été", "F2", "28/02/2026", "2,50"])
})
test.each([
  ["nothing", "", "EMPTY_FILE"],
  ["a byte order mark only", new Uint8Array([0xef, 0xbb, 0xbf]), "EMPTY_FILE"],
  ["blank lines only", "\n \n", "EMPTY_FILE"],
  ["headers only", HEAD, "NO_ROWS"],
  ["one column", "Name\nFictif\n", "ONE_COLUMN"],
  ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), "NOT_A_TABLE"],
  ["a gzip file", new Uint8Array([0x1f, 0x8b, 8, 0]), "NOT_A_TABLE"],
  ["a web page called .xls", `<html><table><tr><td>Client;1</td></tr>${"<tr><td>x;y</td></tr>\n".repeat(9)}</table></html>`, "NOT_A_TABLE"],
  ["zero bytes", `${HEAD}C1;F1\0;31/01/2026;1,50\n`, "NOT_A_TABLE"],
  ["two encodings", Buffer.concat([Buffer.from(HEAD + ROWS.repeat(5)), iconv.encode("É;F;31/01/2026;1\n", "windows-1252")]), "ENCODING_MIXED"],
  ["3,000 columns", `${"Date;".repeat(3000)}\n${"1;".repeat(3000)}\n`, "TOO_MANY_COLUMNS"],
  ["a line without an end", "x".repeat(3 << 20), "LINE_TOO_LONG"],
  ["a quote left open in the first row", `${HEAD}C1;"F1;31/01/2026;1,50\nC2;F2;31/01/2026;1,50\n`, "QUOTE_NOT_CLOSED"],
  ["a first row of more than a million characters", `${HEAD}C1;${"F".repeat(1 << 20)};31/01/2026;1,50\n`, "LINE_TOO_LONG"],
] as const)("%s: refused by name", async (_, content, code) => expect(await refused(content)).toBe(code))

test.each(SEPARATORS)("P69 the separator %j is found, decimal commas and quoted separators beside it", async (separator) => {
  const line = (cells: string[]) => `${cells.map((cell) => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator)}\n`
  const table = await open(line(["Client", "Facture", "Date", "Montant"]) + line(["A; B, C | D", "F1", "31/01/2026", "1,50"]))
  expect(table).toMatchObject({ separator, format: separator === "\t" ? "tsv" : "csv", header: ["Client", "Facture", "Date", "Montant"] })
  expect((await readAll(table)).rows).toEqual([[2, "A; B, C | D", "F1", "31/01/2026", "1,50"]])
})
test("Excel's sep= line is obeyed and skipped", async () => {
  expect(await open("sep=|\r\nClient|Facture|Date|Montant\r\nA;B;C|F1|31/01/2026|1\r\n")).toMatchObject({ separator: "|", headerLine: 2 })
})
test("titles and blank lines above the header are passed over; lines keep their numbers", async () => {
  const table = await open(
    'Export;;;\n"Agence\nfictive";;;\n\nClient;Facture;Date;Montant\n\nC1;F1;31/01/2026;1,50\n;;;\n"C\n2";F2;31/01/2026;1,50\nC3;F3;31/01/2026;1,50\n',
  )
  expect(table.headerLine).toBe(5)
  expect(table.sample.map((row) => row.line)).toEqual([7, 9, 11])
  expect((await readAll(table)).rows.map(([line, code]) => [line, code])).toEqual([
    [7, "C1"],
    [9, "C\n2"],
    [11, "C3"],
  ])
})
test("a better header further down does not hide the rows above it", async () => {
  const table = await open("Kunde;Rechnung;x;Montant\nC1;F1;31/01/2026;1,50\nClient;N° facture;Date;Montant\nC2;F2;31/01/2026;1,50\n")
  expect(table.headerLine).toBe(1)
})
test.each(["\r", "\n", "\r\n"])("lines may end with %j", async (end) => {
  const table = await open(["Client;Facture;Date;Montant", "C1;F1;31/01/2026;1,50", "C2;F2;31/01/2026;1,50"].join(end))
  expect((await readAll(table)).rows).toEqual([
    [2, "C1", "F1", "31/01/2026", "1,50"],
    [3, "C2", "F2", "31/01/2026", "1,50"],
  ])
})
test("a file without headers gets columns by number", async () => {
  expect(await open("C1;F1;31/01/2026;1,50\nC2;F2;31/01/2026;2,50\n")).toMatchObject({
    header: ["column 1", "column 2", "column 3", "column 4"],
    headerLine: 0,
  })
})
test("headers said twice or not at all stay apart", async () => {
  expect((await open("Date;Facture;Date;;Montant\n31/01/2026;F1;x;y;1\n")).header).toEqual(["Date", "Facture", "Date (2)", "column 4", "Montant"])
})
test("quotes inside a text are text; a quote never closed ends the file with its line", async () => {
  const table = await open(`${HEAD}SA "Fictif" & Cie;F1;31/01/2026;1,50\n"Open;F2;31/01/2026;1,50\nC;F3;31/01/2026;1\n`)
  expect(await readAll(table)).toEqual({ rows: [[2, 'SA "Fictif" & Cie', "F1", "31/01/2026", "1,50"]], problems: ["QUOTE_NOT_CLOSED 3"] })
})
test("a quote too many that takes whole rows into a cell ends the file with its line, above the header too; an address is only an address", async () => {
  const swallowed = await open(`${HEAD}C0;F0;31/01/2026;1,50\n"C1;F1;31/01/2026;1,50\nC2";F2;31/01/2026;1,50\nC3;F3;31/01/2026;1,50\n`)
  expect((await readAll(swallowed)).problems).toEqual(["QUOTE_NOT_CLOSED 3"])
  const above = await open(`"Title\n${HEAD}C1;F1;31/01/2026;1,50\n"${HEAD}C2;F2;31/01/2026;1,50\n`)
  expect((await readAll(above)).problems).toEqual(["QUOTE_NOT_CLOSED 1"])
  const address = await open(`${HEAD}"Fictif; rue 12\n75000 Paris; France\ndepuis 2019";F1;31/01/2026;1,50\nC3;F3;31/01/2026;1,50\n`)
  expect((await readAll(address)).problems).toEqual([])
})
test.each(["", '"'])("a line of more than 1 MB deep in the file ends it (after %j)", async (quote) => {
  const table = await open(
    `${HEAD}${"C;F;31/01/2026;1,50\n".repeat(5000)}${quote}${"x".repeat(1_500_000)};F;31/01/2026;1\n${"C;F;31/01/2026;1,50\n".repeat(5000)}`,
  )
  const { rows, problems } = await readAll(table)
  expect(rows).toHaveLength(5000)
  expect(problems).toEqual(["LINE_TOO_LONG 5002"])
})
test("a file that grows while it is read is told", async () => {
  const path = write(HEAD + ROWS)
  const opened = await openTable(path)
  appendFileSync(path, "C3;F3;31/01/2026;1,50\n")
  expect(opened.ok && (await readAll(opened.value)).problems).toEqual(["FILE_CHANGED 0"])
})
test("the whole file settles what its beginning leaves open", async () => {
  const table = await open(`Client;Facture;Date;Montant\n${"C1;F1;01/02/2026;1,500\n".repeat(10_000)}C2;F2;28/02/2026;9,50\n`)
  const options = { map: null, dateOrder: null, round: false, currency: currency("EUR") }
  const planned = planJournal(table.header, table.sample, options)
  expect([planned.plan, planned.wantsSurvey, table.sampleIsAll]).toEqual([null, true, false])
  const settled = planJournal(table.header, table.sample, options, await surveyTable(table, planned.columns))
  expect(settled.plan).toMatchObject({ dateOrder: "dmy", decimal: "," })
})
test("unquoted text is split into the same records as the parser of quotes would give, however it is cut into pieces", async () => {
  const piece = fc.string({ unit: fc.constantFrom("a", ";", ",", "\n", "\r", " ", "é") })
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.constantFrom(...SEPARATORS), async (pieces, separator) => {
      const records = async (quoted: boolean) => {
        const taken: string[][] = []
        const reader = readRecords(separator, quoted, (cells) => taken.push(cells))
        for (const part of pieces) expect(await reader.feed(part)).toBeNull()
        expect(await reader.end()).toBeNull()
        return taken
      }
      expect(await records(false)).toEqual(await records(true))
    }),
  )
})
