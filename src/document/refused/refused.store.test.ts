import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import iconv from "iconv-lite"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { BY } from "../../../test/ledger/books.ts"
import { serialOf, workbook } from "../../../test/workbooks.ts"
import { addCompany } from "../../company/company.act.ts"
import { day } from "../../kernel/day.ts"
import type { Creditor } from "../../shell/context.ts"
import { type Imported, type ImportOptions, importJournal, PLAIN_JOURNAL } from "../import.job.ts"
import { openWorkbook } from "../workbook/workbook.job.ts"

const home = mkdtempSync(join(tmpdir(), "encours-refused-"))
vi.setConfig({ testTimeout: 120_000 })
let db: TestDatabase
let company: Creditor
let companies = 0
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const options: ImportOptions = { ...PLAIN_JOURNAL, asOf: day("2026-06-30"), dataDir: join(home, "data") }
const newCompany = async () => {
  company = await addCompany(db, BY, { code: `C${++companies}`, name: "Fictive", country: "FR", currency: "EUR", matching: "erp" })
}
async function bring(path: string, with_: Partial<ImportOptions> = {}): Promise<Imported> {
  const [answer] = await importJournal(db, { by: BY, home: company, directory: [company] }, path, { ...options, ...with_ })
  return answer!
}
const write = (name: string, content: string | Buffer) => {
  const path = join(home, name)
  writeFileSync(path, content)
  return path
}
const FAULTY = [
  "Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Libellé",
  "K1;Fictif SA;F1;13/01/2026;12/02/2026;100,00;bon",
  'K1;"=HYPERLINK(""http://x"")";F2;14/01/2026;12/02/2026;12,345;"a;b"',
  "K2;Inventé SARL;F3;31/02/2026;12/02/2026;-50,00;+33 1 23",
  "K2;Inventé SARL;F4;15/01/2026;20,00",
  "K3;@Exemple;F1;16/01/2026;12/02/2026;7,00;",
  "K3;@Exemple;F1;17/01/2026;12/02/2026;8,00;-2+3",
  "",
].join("\r\n")

test("P69 refused rows come back in their own columns with the reason; mended they are imported, and the good ones are not asked again", async () => {
  await newCompany()
  const path = write("ventes.csv", iconv.encode(FAULTY, "windows-1252"))
  const first = await bring(path, { acceptGood: true, lang: "fr" })
  expect(first).toMatchObject({ rows: 6, refused: 4, posted: { accepted: 2 } })
  expect(first.refusedFile).toBe(join(home, "data/refused/ventes.refused.csv"))
  const text = readFileSync(first.refusedFile!, "utf8")
  const lines = text.split("\r\n")
  expect(lines[0]).toBe("\uFEFFCode client;Nom;N° facture;Date facture;Échéance;Montant TTC;Libellé;Motif du refus")
  expect(lines[1]).toMatch(/^K1;"'=HYPERLINK\(""http:\/\/x""\)";F2;14\/01\/2026;12\/02\/2026;12,345;"a;b";"?» Montant TTC: /)
  expect(lines[2]).toMatch(/^K2;Inventé SARL;F3;31\/02\/2026;12\/02\/2026;-50,00;'?\+33 1 23;"?» Date facture: /)
  expect(lines[3]).toMatch(/^K2;Inventé SARL;F4;15\/01\/2026;20,00;"?» La ligne a 5 cellules/)
  expect(lines[4]).toMatch(/^K3;'@Exemple;F1;17\/01\/2026;12\/02\/2026;8,00;'-2\+3;"?» Le numéro F1 de la ligne 6/)
  expect(lines.slice(5)).toEqual([""])

  const again = await bring(first.refusedFile!, { acceptGood: true, lang: "fr" })
  expect(again).toMatchObject({ rows: 4, refused: 3, posted: { accepted: 0, conflicts: 1 } })
  expect(again.refusedFile).toBe(join(home, "data/refused/ventes.refused-2.csv"))

  const mended = text
    .replace("12,345", "12,34")
    .replace("31/02/2026", "28/02/2026")
    .replace("F4;15/01/2026;20,00", "F4;15/01/2026;12/02/2026;20,00;")
    .replace("K3;'@Exemple;F1", "K3;'@Exemple;F9")
  const last = await bring(write("mended.csv", mended))
  expect(last).toMatchObject({ rows: 4, refused: 0, refusedFile: null, posted: { accepted: 4, skipped: 0 } })
  const names = await db.owner.query("SELECT code, name FROM customer.customer WHERE company_id = $1 ORDER BY 1", [company.id])
  expect(names.rows).toEqual([
    { code: "K1", name: "Fictif SA" },
    { code: "K2", name: "Inventé SARL" },
    { code: "K3", name: "@Exemple" },
  ])
  expect((await bring(path, { acceptGood: true, lang: "fr" })).posted).toMatchObject({ accepted: 0 })
})

test("P69 without --accept-good the file of the refused rows is written just the same; the same rows twice make one file", async () => {
  await newCompany()
  const path = write("journal.csv", FAULTY)
  const [a, b] = [await bring(path), await bring(path)]
  expect(a).toMatchObject({ id: null, refused: 4 })
  expect(b.refusedFile).toBe(a.refusedFile)
  expect(readdirSync(join(home, "data/refused")).filter((name) => name.startsWith("journal") || name.startsWith("."))).toEqual([
    "journal.refused.csv",
  ])
  expect(readFileSync(a.refusedFile!, "utf8").split("\r\n")).toHaveLength(6)
})

test("a dry run leaves no file unless it is asked where; a file that is there already is never written over", async () => {
  await newCompany()
  const path = write("dry.csv", FAULTY)
  expect((await bring(path, { dryRun: true })).refusedFile).toBeNull()
  const asked = join(home, "mine.csv")
  expect((await bring(path, { dryRun: true, refused: asked })).refusedFile).toBe(asked)
  writeFileSync(asked, "mine")
  await expect(bring(path, { refused: asked })).rejects.toMatchObject({ code: "FILE_EXISTS" })
  expect(readFileSync(asked, "utf8")).toBe("mine")
  expect(existsSync(join(home, "data/refused/dry.refused.csv"))).toBe(false)
})

test("P70 refused rows of a workbook come back as a workbook with their types: nothing is guessed at when it returns", async () => {
  await newCompany()
  const head = ["Code client", "N° facture", "Date facture", "Échéance", "Montant TTC", "Note"]
  const on = (d: string) => ({ day: serialOf(d) })
  const rows = [
    ["K1", "F1", on("2026-02-03"), on("2026-03-05"), 100.5, "bon"],
    ["00042", "F2", on("2026-02-04"), on("2026-03-06"), 1.234, "=1+1"],
    ["K2", "F3", "pas un jour", on("2026-03-06"), -7.25, "a <&> b"],
  ]
  const path = write("ventes.xlsx", workbook([{ name: "Ventes", rows: [["Export"], [], head, ...rows] }]))
  const first = await bring(path, { acceptGood: true })
  expect(first).toMatchObject({ rows: 3, refused: 2, posted: { accepted: 1 }, refusedFile: join(home, "data/refused/ventes.refused.xlsx") })
  const opened = await openWorkbook(first.refusedFile!)
  if (!opened.ok) throw new Error(opened.refusal.code)
  expect(opened.value.header).toEqual([...head, "Reason for refusal"])
  expect(opened.value.sample.map(({ cells, types }) => [types, ...cells.slice(0, 6)])).toEqual([
    ["ttddntt", "00042", "F2", "2026-02-04", "2026-03-06", "1.234", "=1+1"],
    ["tttdntt", "K2", "F3", "pas un jour", "2026-03-06", "-7.25", "a <&> b"],
  ])
  // As it is, it is refused again for the same reasons, and its reasons do not pile up.
  const again = await bring(first.refusedFile!)
  expect(again.problems.filter((p) => p.severity === "refusal").map((p) => p.code)).toEqual(["TOO_MANY_DECIMALS", "DATE_UNREADABLE"])
  expect(again.refusedFile).toBe(first.refusedFile)
})
