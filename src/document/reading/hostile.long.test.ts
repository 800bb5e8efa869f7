/** Files made to break a reader: each ends in a clear refusal, soon, and this process does not grow by them. */
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test, vi } from "vitest"
import { columnName, type Part, type SheetCell, workbookParts, zipOf } from "../../../test/workbooks.ts"
import { day } from "../../kernel/day.ts"
import { currency } from "../../kernel/money.ts"
import { FileBroken, openReading } from "./read.job.ts"
import type { ReadingRequest } from "./reading.ts"

vi.setConfig({ testTimeout: 120_000 })
const folder = mkdtempSync(join(tmpdir(), "encours-hostile-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const home = { id: 1, code: "A", country: "FR" }
const settings = {
  map: null,
  source: "main",
  known: [],
  dateOrder: null,
  round: false,
  turnover: false,
  sheet: null,
  asOf: day("2026-06-30"),
  currency: currency("EUR"),
  home,
  companies: [home],
  earlier: null,
  bases: [],
  corrections: null,
}

/** The code a file ends with, how many of its rows were refused, and how long the reader took beyond what an empty file takes. */
async function read(path: string) {
  const request: ReadingRequest = { ...settings, path, name: path }
  const startedAt = performance.now()
  const reading = await openReading(request, statSync(path).size, () => {})
  let code = reading.problems.find((p) => p.severity === "refusal")?.code as string | undefined
  let refused = 0
  let bytes = 0
  try {
    for await (const lines of reading.lines((heard) => {
      if (heard.is === "rows") refused = heard.refused
    }))
      bytes += lines.length
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error
    code = error.problem.code
  }
  return { code: code ?? "READ", refused, bytes, seconds: (performance.now() - startedAt) / 1000 }
}
/** What starting and ending a reader costs on this machine at this moment. */
async function nothing(): Promise<number> {
  const path = join(folder, "nothing.csv")
  writeFileSync(path, "")
  return (await read(path)).seconds
}

const HEAD = "Client;N° facture;Date;Montant\n"
const text =
  (piece: string, times: number, before = HEAD) =>
  (path: string) => {
    const file = openSync(path, "w")
    writeSync(file, before)
    const block = piece.repeat(Math.max(1, Math.min(times, Math.floor((1 << 20) / piece.length))))
    for (let left = piece.length * times; left > 0; left -= block.length) writeSync(file, block.slice(0, Math.max(0, left)))
    closeSync(file)
  }
/** As long as that for whoever reads it, and short on the disk. */
const hole =
  (bytes: number, before = "") =>
  (path: string) => {
    const file = openSync(path, "w")
    writeSync(file, before)
    ftruncateSync(file, bytes)
    closeSync(file)
  }
const SALES: readonly SheetCell[][] = [
  ["Client", "N° facture", "Date", "Montant"],
  ["C1", "F1", { day: 46053 }, 1],
]
const parts = workbookParts([{ name: "Ventes", rows: SALES }])
const packed = (changed: readonly Part[]) => (path: string) =>
  writeFileSync(path, zipOf([...parts.filter((p) => !changed.some((c) => c.name === p.name)), ...changed]))
const SHEET = "xl/worksheets/sheet1.xml"
const sheetOf = (rows: string) => String(parts.find((p) => p.name === SHEET)!.content).replace("</sheetData>", `${rows}</sheetData>`)

/** A part that unpacks 1,000 to 1, its size told truly. */
const swollen = (name: string, megabytes: number) =>
  packed([{ name, content: Buffer.concat([Buffer.from("<x>"), Buffer.alloc(megabytes << 20, "<a></a>")]) }])
const laughs = `<!DOCTYPE lolz [<!ENTITY l0 "ha">${Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("")}]>`
const wide = Array.from({ length: 16_384 }, (_, i) => `<c r="${columnName(i)}1" t="str"><v>Date ${i}</v></c>`).join("")

test.each([
  ["a hole of 1 GB", "csv", hole(2 ** 30), "NOT_A_TABLE"],
  ["one line of 1 GB", "csv", hole(2 ** 30, "x".repeat(5 << 20)), "LINE_TOO_LONG"],
  ["a line of 200 MB after good ones", "csv", text("9", 200 << 20, `${HEAD}C1;F1;31/01/2026;1,50\nC1;F2;31/01/2026;`), "LINE_TOO_LONG"],
  ["10 million lines of one character", "csv", text("x\n", 10_000_000, ""), "ONE_COLUMN"],
  ["10 million short lines below a header", "csv", text("x;y\n", 10_000_000), "NOTHING_READABLE"],
  ["10 million quotes", "csv", text('"', 10_000_000), "LINE_TOO_LONG"],
  ["quotes that open in every cell", "csv", text('"a"b"c;', 2_000_000), "LINE_TOO_LONG"],
  [
    "a quote never closed before 100 MB of lines",
    "csv",
    text("C1;F1;31/01/2026;1,50\n", 4_500_000, `${HEAD}"C1;F1;31/01/2026;1,50\n`),
    "LINE_TOO_LONG",
  ],
  ["10 million separators", "csv", text(";", 10_000_000), "LINE_TOO_LONG"],
  ["lines of 100,000 separators", "csv", text(`${";".repeat(100_000)}x\n`, 500), "TOO_MANY_COLUMNS"],
  ["the same with a quote", "csv", text(`"";${";".repeat(100_000)}x\n`, 500), "TOO_MANY_COLUMNS"],
  ["5,000 columns", "csv", text("1;", 5_000, `${"Date;".repeat(5_000)}\n`), "TOO_MANY_COLUMNS"],
  ["deep folds of blanks and tabs", "tsv", text("\t \u00a0", 5_000_000, HEAD.replaceAll(";", "\t")), "LINE_TOO_LONG"],
  ["1:1000, 200 MB of elements as a sheet", "xlsx", swollen(SHEET, 200), "WORKBOOK_BOMB"],
  ["1:1000, 200 MB of elements as styles", "xlsx", swollen("xl/styles.xml", 200), "WORKBOOK_BOMB"],
  ["1:1000, 200 MB of blanks", "xlsx", packed([{ name: SHEET, content: Buffer.alloc(200 << 20, " ") }]), "WORKBOOK_BROKEN"],
  ["a billion laughs in a sheet", "xlsx", packed([{ name: SHEET, content: sheetOf("").replace("?>", `?>${laughs}`) }]), "WORKBOOK_DTD"],
  [
    "one text of 40 MB",
    "xlsx",
    packed([
      {
        name: "xl/sharedStrings.xml",
        content: `<sst><si><t>${Array.from({ length: 4_000_000 }, (_, i) => (i * 7919) % 1e9).join("")}</t></si></sst>`,
      },
    ]),
    "WORKBOOK_BROKEN",
  ],
  [
    "texts of 32,000 characters without end",
    "xlsx",
    packed([
      {
        name: "xl/sharedStrings.xml",
        content: `<sst>${Array.from({ length: 4_000 }, (_, n) => `<si><t>${Array.from({ length: 4_000 }, (_, i) => ((i + n) * 7919) % 1e8).join("")}</t></si>`).join("")}</sst>`,
      },
    ]),
    "WORKBOOK_TOO_LARGE",
  ],
  [
    "16,384 columns",
    "xlsx",
    packed([
      { name: SHEET, content: `<worksheet><sheetData><row r="1">${wide}</row><row r="2">${wide.replace(/1"/g, '2"')}</row></sheetData></worksheet>` },
    ]),
    "TOO_MANY_COLUMNS",
  ],
  ["elements nested a million deep", "xlsx", packed([{ name: SHEET, content: `<worksheet>${"<a>".repeat(1_000_000)}` }]), "WORKBOOK_BROKEN"],
  [
    "a cell with a million attributes",
    "xlsx",
    packed([{ name: SHEET, content: sheetOf(`<row r="3"><c ${Array.from({ length: 1_000_000 }, (_, i) => `a${i}=""`).join(" ")}/></row>`) }]),
    "WORKBOOK_BROKEN",
  ],
] as const)("P70 %s: a clear refusal in seconds, and nothing grows here", async (_, ending, make, code) => {
  const path = join(folder, `hostile.${ending}`)
  make(path)
  const idle = await nothing()
  const before = process.memoryUsage.rss()
  const ended = await read(path)
  rmSync(path)
  expect(ended.code).toBe(code)
  expect(process.memoryUsage.rss() - before).toBeLessThan(150 << 20)
  // Five seconds on an idle machine, where a reader starts and ends in less than half a second.
  expect(ended.seconds).toBeLessThan(Math.max(5, 10 * idle))
})
