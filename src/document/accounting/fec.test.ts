import { expect, test } from "vitest"
import { codesOf, fec, read, readBooksOf } from "../../../test/accounting.ts"
import { fecBytes, LAYOUTS, makeBooks } from "../../../test/fec.ts"
import { LANGUAGES } from "../../kernel/text.ts"
import { problemInWords } from "../problem.text.ts"
import { recogniseFec } from "./fec.ts"

const variants = LAYOUTS.flatMap((layout) =>
  (["fr", "be"] as const).map(
    (chart) => [`${layout.separator === "\t" ? "TAB" : layout.separator} ${layout.encoding} ${layout.style} ${chart}`, layout, chart] as const,
  ),
)

test.each(variants)("P77: %s gives the books it was made from", async (_, layout, chart) => {
  for (const seed of [7, 8]) {
    const made = makeBooks(seed, chart, 6, 9)
    const books = await read(fecBytes(made.lines, layout), { country: chart.toUpperCase() })
    const debit = made.lines.reduce((sum, line) => sum + (line.amount > 0n ? line.amount : 0n), 0n)
    expect(books.problems.filter((p) => p.severity === "refusal")).toEqual([])
    expect(books.file.chart).toBe(chart)
    expect(books.file.books()).toMatchObject({ debit, credit: debit, unbalanced: 0 })
    expect(books.open).toEqual(new Map([...made.open].filter(([, list]) => list.length > 0)))
    expect(books.groups).toBe(made.groups)
    const kinds = Map.groupBy(books.postings, (p) => p.kind)
    expect(new Map([...made.kinds].map(([kind]) => [kind, kinds.get(kind as never)?.length ?? 0]))).toEqual(made.kinds)
    expect(books.postings.find((p) => p.customerCode === "C00004")?.customerName).toBe("Atelier Œuvré 4")
    for (const row of books.file.tieOut()) expect(row.difference).toBe(row.because.reduce((sum, named) => sum + named.amount, 0n))
    if (layout.extra) expect(books.postings.find((p) => p.kind === "invoice" && !p.opening)?.dueOn).not.toBeNull()
    const keys = books.postings.filter((p) => p.kind !== "transfer").map((p) => `${p.kind}|${p.number}|${p.customerCode}|${p.instalment}`)
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test("a CSV of a sales program is no FEC, nor is a page of text", async () => {
  expect(recogniseFec(["Client", "Facture", "Date", "Échéance", "Montant TTC", "Sens"])).toBeNull()
  expect(await readBooksOf("Client;Facture;Date;Debit;Credit\nA;1;2025-01-01;1,00;0,00\n")).toBeNull()
  expect(await readBooksOf("Bonjour,\nvoici le fichier.\n")).toBeNull()
})

const sale = "VE 1 0110 411000 ACME F1 120.00\nVE 1 0110 706000 - F1 -120.00"
test("columns that are missing are named; unknown and absent ones are said and do no harm", async () => {
  const broken = await readBooksOf(fec(sale).replace("CompteNum", "Compte"))
  expect(broken).toMatchObject({ code: "FEC_COLUMNS_MISSING", figures: { columns: "CompteNum" }, severity: "refusal" })
  const odd = await read(fec(sale).replace("ValidDate", "MaColonne"))
  expect(odd.problems.map((p) => [p.code, Object.values(p.figures)[0]])).toEqual([
    ["COLUMNS_UNKNOWN", "MaColonne"],
    ["COLUMNS_ABSENT", "ValidDate"],
  ])
})

test("where no row of a FEC can be read, what ails the first is told; a FEC of headers alone names them", async () => {
  expect(await readBooksOf(fec("VE 1 0231 411000 ACME F1 120.00"))).toMatchObject({ code: "DATE_UNREADABLE", line: 2, column: "EcritureDate" })
  expect(await readBooksOf(fec("").split("\r\n", 1).join("").concat("\r\n"))).toMatchObject({
    code: "NO_ROWS",
    figures: { header: expect.stringContaining("EcritureDate") },
  })
})
test("P77: what cannot be read is refused by row and column, and its entry with it", async () => {
  const text = fec(
    `${sale}\nVE 2 0111 411000 BOLT F2 50.00\nVE 2 0111 706000 - F2 -50.00\nVE 3 0112 411000 BOLT F3 60.00\nVE 3 0112 706000 - F3 -60.00`,
  )
  const bad = await read(text.replace("50,00|0,00", "5O,00|0,00").replace("|20250112|411000", "|20251312|411000"))
  expect(bad.problems.filter((p) => p.severity === "refusal").map((p) => [p.line, p.column, p.code])).toEqual([
    [4, "Debit", "AMOUNT_UNREADABLE"],
    [6, "EcritureDate", "DATE_UNREADABLE"],
  ])
  expect(bad.postings.map((p) => p.number)).toEqual(["F1"])
  expect(bad.file.books().unbalanced).toBe(2)
  const ragged = await read(text.replace("|Libelle|50,00", "|Lib|elle|50,00"))
  expect(ragged.problems.filter((p) => p.severity === "refusal").map((p) => [p.line, p.code])).toEqual([[4, "AMOUNT_UNREADABLE"]])
  const short = await read(text.replace("|Libelle|50,00|0,00||", "|50,00|0,00"))
  expect(short.problems.filter((p) => p.severity === "refusal").map((p) => [p.line, p.code])).toEqual([[4, "RAGGED_ROW"]])
})

test("P77: an entry that does not balance is named on each of its customers' rows, and none of them is booked", async () => {
  const books = await read(fec(`${sale}\nVE 2 0111 411000 ACME F2 50.00\nVE 2 0111 411000 BOLT F3 10.00\nVE 2 0111 706000 - F2 -59.00`))
  expect(books.problems.filter((p) => p.code === "ENTRY_UNBALANCED").map((p) => [p.line, p.severity, p.figures.difference, p.figures.lines])).toEqual(
    [
      [4, "refusal", "1.00", "4, 5, 6"],
      [5, "refusal", "1.00", "4, 5, 6"],
    ],
  )
  expect(books.postings.map((p) => p.number)).toEqual(["F1"])
  expect(books.file.books()).toEqual({ debit: 18000n, credit: 17900n, entries: 2, unbalanced: 1 })
  expect(books.file.tieOut()).toEqual([
    { account: "411", control: 18000n, open: 12000n, difference: 6000n, because: [{ code: "ENTRY_UNBALANCED", amount: 6000n, lines: 2 }] },
  ])
})

test("an entry whose lines stand apart is gathered; numbers that begin again each month are other entries", async () => {
  const apart = await read(
    fec("VE 1 0110 411000 ACME F1 120.00\nVE 2 0110 411000 ACME F2 60.00\nVE 1 0110 706000 - F1 -120.00\nVE 2 0110 706000 - F2 -60.00"),
  )
  expect([apart.postings.length, codesOf(apart)]).toEqual([2, []])
  const monthly = await read(
    fec(`${sale}\n${sale.replaceAll("0110", "0210").replaceAll("F1", "F9")}\nVE 2 0211 411000 ACME F10 1.00\nVE 2 0211 706000 - F10 -1.00`),
  )
  expect(monthly.postings.map((p) => p.number)).toEqual(["F1", "F9", "F10"])
})

test("P77: a file pasted behind itself is refused entry by entry, the second time", async () => {
  const text = fec(`${sale}\nVE 2 0111 411000 BOLT F2 1.00\nVE 2 0111 706000 - F2 -1.00`)
  const twice = await read(text + text)
  expect(twice.problems.map((p) => [p.line, p.code, p.severity])).toEqual([
    [6, "HEADER_REPEATED", "warning"],
    [7, "ENTRY_TWICE", "refusal"],
    [9, "ENTRY_TWICE", "refusal"],
  ])
  expect(twice.postings.map((p) => p.number)).toEqual(["F1", "F2"])
  expect(twice.file.tieOut()[0]).toMatchObject({ control: 24200n, open: 12100n, because: [{ code: "ENTRY_TWICE", amount: 12100n }] })
})

test("P77: days outside the year the file's name says are named; when it is plainly another year, once", async () => {
  const outside = `${sale}\n${"VE 2 1230 411000 ACME F2 1.00\nVE 2 1230 706000 - F2 -1.00\n".repeat(1)}`
  const inYear = await read(fec(outside), {}, "123456789FEC20251130.txt")
  expect(inYear.problems.filter((p) => p.code === "OUTSIDE_YEAR").map((p) => [p.line, p.figures.to])).toEqual([
    [4, "2025-11-30"],
    [5, "2025-11-30"],
  ])
  const other = await read(fec(outside), {}, "123456789FEC20211231.txt")
  expect(codesOf(other)).toEqual(["YEAR_DIFFERS"])
})

test("P77: books whose name bears another company's SIREN are told; nothing is said where either is not known", async () => {
  const told = async (siren: string | null, name: string) =>
    (await read(fec(sale), { siren }, name)).problems.flatMap(({ code, severity, figures }) => (code === "OTHER_SIREN" ? [[severity, figures]] : []))
  const [own, other] = ["732829320", "404833048"]
  for (const name of [`${other}FEC20251231.txt`, `${other}00018FEC20251231.txt`, `${other}_FEC_20251231.txt`])
    expect(await told(own, name), name).toEqual([["warning", { said: other, own }]])
  for (const name of [`${own}FEC20251231.txt`, `${own}00018FEC20251231.txt`, "grand-livre.txt"]) expect(await told(own, name), name).toEqual([])
  expect(await told(null, `${other}FEC20251231.txt`)).toEqual([])
})

test("pieces that are no document numbers make room for journal, year and entry; lines of one invoice are its instalments", async () => {
  const months = await read(
    fec(Array.from({ length: 5 }, (_, i) => sale.replaceAll(" 1 0110", ` ${i + 1} 0110`).replaceAll("F1", "VE0125")).join("\n")),
  )
  expect(months.postings.map((p) => p.number)).toEqual(["VE-2025-1", "VE-2025-2", "VE-2025-3", "VE-2025-4", "VE-2025-5"])
  expect(codesOf(months)).toEqual(["NUMBERS_MADE"])
  const parts = await read(fec("VE 1 0110 411000 ACME F1 60.00\nVE 1 0110 411000 ACME F1 60.00\nVE 1 0110 706000 - F1 -120.00"))
  expect(parts.postings.map((p) => [p.number, p.instalment, p.amount])).toEqual([
    ["F1", 1, 6000n],
    ["F1", 2, 6000n],
  ])
  expect(codesOf(parts)).toEqual(["LINE_TWICE"])
})

test("a cell may begin with a quote; a header in quotes makes quotes mean what they mean in CSV", async () => {
  const plain = await read(fec(sale).replaceAll("Maison ACME", '"ACME" & fils'))
  expect(plain.postings[0]?.customerName).toBe('"ACME" & fils')
  const quoted = fec(sale)
    .split("\r\n")
    .map((row) => (row === "" ? row : `"${row.replaceAll("|", '"|"')}"`))
    .join("\r\n")
  expect((await read(quoted)).postings).toHaveLength(1)
})

test("every problem is worded in four languages", async () => {
  const made = makeBooks(3, "fr", 3, 4)
  const text = fecBytes(made.lines, LAYOUTS[2]!).toString().replace("F1-", "F1 ")
  const books = await read(text.replaceAll(/\bA[A-Z]\b/g, "ZZ"), {}, "123456789FEC20201231.txt")
  expect(books.problems.length).toBeGreaterThan(0)
  for (const problem of books.problems) for (const lang of LANGUAGES) expect(problemInWords(problem, lang)).not.toMatch(/undefined|^$/)
})
