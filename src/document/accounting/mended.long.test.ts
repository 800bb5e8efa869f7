import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import iconv from "iconv-lite"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { fec } from "../../../test/accounting.ts"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { fecBytes, fecText, LAYOUTS, makeBooks } from "../../../test/fec.ts"
import { BY } from "../../../test/ledger/books.ts"
import { chanceOf, SEED } from "../../../test/ledger/chance.ts"
import { addCompany } from "../../company/company.act.ts"
import { day } from "../../kernel/day.ts"
import type { Creditor } from "../../shell/context.ts"
import { type Imported, type ImportOptions, importJournal, PLAIN_JOURNAL } from "../import.job.ts"
import { undoImport } from "../posting/undo.act.ts"

const home = mkdtempSync(join(tmpdir(), "encours-mended-"))
vi.setConfig({ testTimeout: 180_000 })
let db: TestDatabase
let made = 0
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const newCompany = (country = "FR") => addCompany(db, BY, { code: `C${++made}`, name: "Fictive", country, currency: "EUR", matching: "erp" })
const settings: ImportOptions = { ...PLAIN_JOURNAL, asOf: day("2026-12-31"), dataDir: join(home, "data") }
async function bring(company: Creditor, bytes: Buffer | string, more: Partial<ImportOptions> = {}, name = "books.txt"): Promise<Imported> {
  const path = join(home, name)
  writeFileSync(path, bytes)
  const [answer] = await importJournal(db, { by: BY, home: company, directory: [company] }, path, { ...settings, ...more })
  return answer!
}
/** Every item with its number, kind, amount and what is open of it; and every settlement. */
const heldBy = (company: Creditor) =>
  db.inCompany(company.id, async (tx) => {
    const items =
      await sql`SELECT c.code, e.kind, e.number, i.no, e.side, i.gross::text AS gross, i.open::text AS open, e.effective_on::text AS on, e.settled_by
      FROM ledger.open_item i JOIN ledger.entry e ON e.company_id = i.company_id AND e.id = i.entry_id JOIN customer.customer c ON c.company_id = e.company_id AND c.id = e.customer_id
     WHERE i.company_id = ${tx.company} ORDER BY 1, 2, 3, 4, 5, 6`.execute(tx.db)
    const settled = await sql`SELECT d.number AS debit, c.number AS credit, a.amount::text AS amount, a.effective_on::text AS on, a.settled_by
      FROM ledger.allocation a JOIN ledger.entry d ON d.company_id = a.company_id AND d.id = a.debit_entry JOIN ledger.entry c ON c.company_id = a.company_id AND c.id = a.credit_entry
     WHERE a.company_id = ${tx.company} ORDER BY 1, 2, 3, 4`.execute(tx.db)
    return { items: items.rows, settled: settled.rows }
  })
const refusals = ({ problems }: Imported) => problems.filter((p) => p.severity === "refusal").map((p) => [p.line, p.code])

const SALES = `
  VE 1 0110 411000 ACME F1 120.00
  VE 1 0110 706000 - F1 -120.00
  VE 2 0111 411000 ACME F2 60.00 A 0301
  VE 2 0111 706000 - F2 -50.00
  BQ 1 0210 512000 - B1 60.00
  BQ 1 0210 411000 ACME B1 -60.00 A 0301
  VE 3 0301 411000 BETA F3 10,x
  VE 3 0301 706000 - F3 -10.00`
const GOOD = fec(SALES.replace("F2 -50.00", "F2 -60.00").replace("10,x", "10.00"))

test("P69 P77 entries that are refused come back whole, with the reason; mended they find their number, and the payment finds its invoice", async () => {
  const [company, sound] = [await newCompany(), await newCompany()]
  const first = await bring(company, fec(SALES), { acceptGood: true }, "123456789FEC20251231.txt")
  expect(refusals(first)).toEqual([
    [4, "ENTRY_UNBALANCED"],
    [8, "AMOUNT_UNREADABLE"],
  ])
  expect(first).toMatchObject({ refused: 2, posted: { accepted: 2 } })
  expect(first.refusedFile).toBe(join(home, "data/refused/123456789FEC20251231.refused.txt"))
  const text = readFileSync(first.refusedFile!, "utf8")
  const lines = text.split("\r\n")
  expect(lines[0]).toBe(`\uFEFF${GOOD.split("\r\n")[0]}|Reason for refusal ${first.sha256!.slice(0, 16)}`)
  const cells = lines.slice(1, -1).map((line) => line.split("|"))
  expect(cells.map((of) => [of.length, of[2], of[8], of[18]!.slice(0, 31)])).toEqual([
    [19, "2", "F2", "» 4: Entry VE 2 does not balanc"],
    [19, "2", "F2", "» 5"],
    [19, "3", "F3", "» 8: Debit: “10,x” is not an am"],
    [19, "3", "F3", "» 9"],
  ])

  // One of two is mended: the other one comes back again, and its file mends the mended one.
  const half = await bring(company, text.replace("0,00|50,00", "0,00|60,00"), { acceptGood: true }, "half.txt")
  expect(refusals(half)).toEqual([[4, "AMOUNT_UNREADABLE"]])
  expect(half).toMatchObject({ rows: 3, refused: 1, posted: { accepted: 1, skipped: 0, conflicts: 0 }, mapping: { mends: first.sha256 } })
  expect(half.problems.filter((p) => p.severity === "warning").map((p) => p.code)).toEqual(["MENDS", "ENTRY_UNBALANCED"])
  const rest = readFileSync(half.refusedFile!, "utf8")
  expect(rest.split("\r\n")).toHaveLength(4)
  expect(await bring(company, rest, {}, "again.txt")).toMatchObject({ id: null, refused: 1 })

  await bring(sound, GOOD, {}, "123456789FEC20251231.txt")
  // The reasons are gone: each entry takes the place of its namesake.
  const bare = rest.replace("10,x", "10,00").replaceAll(/»[^|\r]*/g, "")
  const last = await bring(company, bare, { control: "130.00" }, "rest.txt")
  expect(last).toMatchObject({ rows: 2, refused: 0, refusedFile: null, posted: { accepted: 1, skipped: 0, conflicts: 0 } })
  expect(last.tieOut).toMatchObject([{ account: "411", control: 13000n, open: 13000n, because: [] }, { open: 13000n }])
  expect(await heldBy(company)).toEqual(await heldBy(sound))
  const twice = await bring(company, rest.replace("10,x", "10,00"), {}, "rest.txt")
  expect(twice).toMatchObject({ posted: { accepted: 0, skipped: 1, conflicts: 0 } })
  expect((await bring(company, GOOD)).posted).toMatchObject({ accepted: 0, conflicts: 0 })
  expect(await heldBy(company)).toEqual(await heldBy(sound))
})

test("mended rows of a file of which nothing is here are refused, with what to do; also once its import was undone", async () => {
  const company = await newCompany()
  const first = await bring(company, fec(SALES))
  const mended = readFileSync(first.refusedFile!, "utf8").replace("0,00|50,00", "0,00|60,00").replace("10,x", "10,00")
  const nothing = { id: null, posted: null, kind: "fec", problems: [{ code: "MENDS_NOTHING_HERE", line: 0 }] }
  expect(await bring(company, mended, { acceptGood: true }, "mended.txt")).toMatchObject(nothing)
  const good = await bring(company, fec(SALES), { acceptGood: true })
  expect(await bring(company, mended, { source: "other" }, "mended.txt")).toMatchObject(nothing)
  expect(await bring(company, mended, { dryRun: true }, "mended.txt")).toMatchObject({ id: null, refused: 0, posted: { accepted: 2 } })
  await db.inCompany(company.id, (tx) => undoImport(tx, BY, good.id!, { dryRun: false, yes: true }))
  expect(await bring(company, mended, {}, "mended.txt")).toMatchObject(nothing)
})

test("what was imported since stays as it is: a mended file replaces none of the rows it was refused beside", async () => {
  const company = await newCompany()
  const first = await bring(company, fec(SALES), { acceptGood: true })
  const newer = "VE 9 0110 411000 ACME F1 125.00\nVE 9 0110 706000 - F1 -125.00"
  await bring(company, fec(newer), { onConflict: "replace" }, "newer.txt")
  const mended = readFileSync(first.refusedFile!, "utf8").replace("0,00|50,00", "0,00|60,00").replace("10,x", "10,00")
  const last = await bring(company, mended, { onConflict: "replace" }, "mended.txt")
  expect(last).toMatchObject({ posted: { accepted: 2, skipped: 0, conflicts: 0 } })
  expect(last.tieOut).toMatchObject([{ control: 13000n, open: 13500n, because: [{ code: "CONFLICT", amount: -500n }] }])
  const { items } = await heldBy(company)
  expect(items).toContainEqual(expect.objectContaining({ number: "F1", gross: "12500", open: "12500" }))
})

test("balances brought forward that did not balance stand, once mended, for what is here of the year before", async () => {
  const last = "VE 1 0110 411000 ACME F1 100.00\nVE 1 0110 706000 - F1 -100.00\nVE 2 0111 411000 BETA F2 60.00\nVE 2 0111 706000 - F2 -60.00"
  const next = `
    AN 1 0101 411000 ACME F1 100.00 A 0301
    AN 1 0101 411000 BETA F2 60.00 B 0301
    AN 1 0101 101000 - AN -160.00
    BQ 1 0115 512000 - C1 100.00
    BQ 1 0115 411000 ACME C1 -100.00 A 0301
    BQ 2 0120 512000 - C2 60.00
    BQ 2 0120 411000 BETA C2 -60.00 B 0301`
  const inYear = (rows: string, year: string) => fec(rows).replaceAll("|2025", `|${year}`)
  const [company, sound] = [await newCompany(), await newCompany()]
  for (const one of [company, sound]) await bring(one, inYear(last, "2024"))
  await bring(sound, inYear(next, "2025"))
  const first = await bring(company, inYear(next.replace("-160.00", "-150.00"), "2025"), { acceptGood: true })
  expect(first).toMatchObject({ refused: 2, posted: { accepted: 2 } })
  const text = readFileSync(first.refusedFile!, "utf8")
  expect(text.split("\r\n")).toHaveLength(5)
  const mended = await bring(company, text.replace("150,00", "160,00"), {}, "mended.txt")
  expect(mended).toMatchObject({ refused: 0, posted: { accepted: 0, skipped: 2 }, mapping: { openings: "known" } })
  expect(await heldBy(company)).toEqual(await heldBy(sound))
  expect((await heldBy(company)).items.every((i) => (i as { open: string }).open === "0")).toBe(true)
})

test("an entry the ledger refuses, whose number two entries bear, comes back whole as well", async () => {
  const company = await newCompany()
  const rows = `
    VE 1 0110 411000 ACME - 10.00
    VE 1 0110 706000 - - -10.00
    VE 2 0110 411000 BETA - 30.00
    VE 2 0110 706000 - - -30.00
    VE 1 0110 411000 ACME - 20.00
    VE 1 0110 706000 - - -20.00`
  const first = await bring(company, fec(rows), { acceptGood: true })
  expect(refusals(first)).toEqual([[6, "NUMBER_TWICE"]])
  const lines = readFileSync(first.refusedFile!, "utf8").split("\r\n")
  expect(lines.slice(1, -1).map((line) => [line.split("|")[2], line.split("|")[11], line.split("|")[18]!.slice(0, 4)])).toEqual([
    ["1", "20,00", "» 6:"],
    ["1", "0,00", "» 7"],
  ])
  const mended = lines.join("\r\n").replaceAll("VE|Journal VE|1|", "VE|Journal VE|7|")
  expect(await bring(company, mended, {}, "mended.txt")).toMatchObject({ refused: 0, posted: { accepted: 1, conflicts: 0 } })
  expect((await heldBy(company)).items.map((i) => (i as { gross: string }).gross).sort()).toEqual(["1000", "2000", "3000"])
})

// One of them a run, `npm run test:long` draws it.
test.each([SEED % LAYOUTS.length].map((at) => [at, LAYOUTS[at]!] as const))(
  "P69 P77 faults in books of layout %i: good rows first, the mended entries after, and the ledger is that of the faultless file",
  async (at, layout) => {
    const books = makeBooks(70 + at, "fr", 8, 7)
    const chance = chanceOf(500 + at)
    const [company, sound] = [await newCompany(), await newCompany()]
    const good = fecText(books.lines, layout).split(layout.end).slice(0, -1)
    const head = good[0]!.split(layout.separator)
    const [numAt, journalAt, dayAt] = [head.indexOf("EcritureNum"), head.indexOf("JournalCode"), head.indexOf("EcritureDate")]
    const amountAt = Math.max(head.indexOf("Debit"), head.indexOf("Montant"))
    const keyOf = (line: string) => `${line.split(layout.separator)[journalAt]} ${line.split(layout.separator)[numAt]}`
    const spoilt = (line: string, how: number) => {
      const cells = line.split(layout.separator)
      if (how === 0) cells[amountAt] = `9${cells[amountAt]}`
      if (how === 1) cells[amountAt] = "12,3,4x"
      if (how === 2) cells[dayAt] = "20251345"
      if (how === 3) cells.splice(3, 1)
      return cells.join(layout.separator)
    }
    const bad = good.map((line, n) => (n > 0 && chance.yes(0.03) ? spoilt(line, chance.int(4)) : line))
    const again = good.filter((line) => keyOf(line) === keyOf(good[5]!))
    const encode = (lines: readonly string[]) => {
      const text = [...lines, ""].join(layout.end)
      return layout.encoding === "utf-8-bom" ? Buffer.from(`\uFEFF${text}`) : iconv.encode(text, layout.encoding, { addBOM: false })
    }
    expect(encode(good)).toEqual(fecBytes(books.lines, layout))
    await bring(sound, encode(good))
    const first = await bring(company, encode([...bad, ...again]), { acceptGood: true })
    expect(first.refused).toBeGreaterThan(3)
    const told = readFileSync(first.refusedFile!, "utf8").slice(1).split("\r\n").slice(0, -1)
    expect(told.slice(1).every((line) => line.split(layout.separator).length >= head.length)).toBe(true)
    // As it is, it says the same again.
    const unmended = await bring(company, `\uFEFF${told.join("\r\n")}\r\n`, {}, "again.txt")
    expect(
      refusals(unmended)
        .map(([, code]) => code)
        .sort(),
    ).toEqual(
      refusals(first)
        .map(([, code]) => code)
        .sort(),
    )
    // What each was taken from is mended; rows that stood there a second time are left out.
    const taken = told.slice(1).map((line) => Number(/» (\d+)/.exec(line)![1]))
    const mended = [told[0]!, ...taken.flatMap((line) => (line <= good.length ? [`${good[line - 1]}${layout.separator}» ${line}`] : []))]
    const last = await bring(company, iconv.encode(mended.join("\n"), "windows-1252"), {}, "mended.txt")
    expect(refusals(last)).toEqual([])
    expect(last.posted).toMatchObject({ conflicts: 0 })
    expect(await heldBy(company)).toEqual(await heldBy(sound))
    for (const t of last.tieOut) expect(t.control - t.open).toBe(t.because.reduce((sum, b) => sum + b.amount, 0n))
  },
)
