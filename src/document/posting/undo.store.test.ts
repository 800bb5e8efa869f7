import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { BY, tickingClock } from "../../../test/ledger/books.ts"
import { runChecks } from "../../activity/verify.act.ts"
import { addCompany } from "../../company/company.act.ts"
import { day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { LEDGER_CHECKS } from "../../ledger/verify.store.ts"
import type { Creditor } from "../../shell/context.ts"
import { type ImportOptions, importJournal, PLAIN_JOURNAL } from "../import.job.ts"
import { undoImport } from "./undo.act.ts"

const home = mkdtempSync(join(tmpdir(), "encours-undo-"))
let db: TestDatabase
let companies = 0
beforeAll(async () => {
  db = await testDatabase(tickingClock())
})
afterAll(async () => {
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const HEADER = "Customer,Type,Invoice number,Invoice date,Due date,Amount,Open amount,Paid on,Applies to"
const newCompany = () => addCompany(db, BY, { code: `C${++companies}`, name: "Fictive", country: "FR", currency: "EUR", matching: "erp" })
async function bring(company: Creditor, rows: readonly string[], options: Partial<ImportOptions> = {}): Promise<Id> {
  const path = join(home, "rows.csv")
  writeFileSync(path, [HEADER, ...rows, ""].join("\n"))
  const asked: ImportOptions = { ...PLAIN_JOURNAL, asOf: day("2026-12-31"), dataDir: join(home, "data"), ...options }
  const [answer] = await importJournal(db, { by: BY, home: company, directory: [company] }, path, asked)
  expect(answer!.problems.filter((p) => p.severity === "refusal")).toEqual([])
  return answer!.id!
}
const snapshot = (company: Creditor, asOf: string, rows: readonly string[], backfill = false) =>
  bring(company, rows, { mode: "snapshot", yes: true, backfill, asOf: day(asOf) })
const undo = (company: Creditor, id: Id) => db.inCompany(company.id, (tx) => undoImport(tx, BY, id, { dryRun: false, yes: true }))
/** What is open at the end of a day, as “number kind amount”. */
const openOn = async (company: Creditor, on: string): Promise<string[]> =>
  (
    await db.owner.query(
      "SELECT e.number, e.kind, o.open FROM ledger.open_items($1, $2) o JOIN ledger.entry e ON e.company_id = $1 AND e.id = o.entry_id ORDER BY 1, 2",
      [company.id, on],
    )
  ).rows.map((r) => `${r.number} ${r.kind} ${r.open}`)
async function expectSound(company: Creditor) {
  expect((await runChecks(db, LEDGER_CHECKS, [company])).filter((check) => !check.ok)).toEqual([])
}

test("P80 imports undone in any order leave nothing open on any day, also what a later snapshot had closed and was undone first", async () => {
  const company = await newCompany()
  const journal = await bring(company, ["C1,Invoice,F1,2026-01-13,2026-01-13,50.00,,,"])
  const later = await snapshot(company, "2026-02-16", ["C1,Invoice,F2,2026-02-05,2026-02-15,100.00,100.00,,"])
  expect(await openOn(company, "2026-02-16")).toEqual(["F2 invoice 10000"])
  await undo(company, later)
  expect(await openOn(company, "2026-12-31")).toEqual(["F1 invoice 5000"])
  await undo(company, journal)
  for (const on of ["2026-01-13", "2026-02-15", "2026-02-16", "2026-12-31"]) expect(await openOn(company, on), on).toEqual([])
  await expectSound(company)
})

test("P80 an import undone after a snapshot closed its items takes the payments along that nobody saw", async () => {
  const company = await newCompany()
  const journal = await bring(company, [
    "C1,Invoice,F1,2026-01-13,2026-02-13,50.00,,,",
    "C1,Credit note,N1,2026-01-14,2026-01-14,20.00,,,",
    "C1,Invoice,F2,2026-01-15,2026-02-15,70.00,,,",
  ])
  const later = await snapshot(company, "2026-02-16", [
    "C1,Invoice,F2,2026-01-15,2026-02-15,70.00,30.00,,",
    "C1,Invoice,F3,2026-02-01,2026-03-01,9.00,9.00,,",
  ])
  expect(await openOn(company, "2026-02-16")).toEqual(["F2 invoice 3000", "F3 invoice 900"])
  await undo(company, journal)
  for (const on of ["2026-02-15", "2026-02-16", "2026-12-31"]) expect(await openOn(company, on), on).toEqual(["F3 invoice 900"])
  await undo(company, later)
  expect(await openOn(company, "2026-12-31")).toEqual([])
  await expectSound(company)
})

test("P80 an import undone after a snapshot reopened what it called paid leaves neither the payment nor its annulment", async () => {
  const company = await newCompany()
  const journal = await bring(company, ["C1,Invoice,F1,2026-02-12,2026-03-14,100.00,,2026-02-12,"])
  const reopening = await snapshot(company, "2026-02-23", ["C1,Invoice,F1,2026-02-12,2026-03-14,100.00,100.00,,"])
  expect(await openOn(company, "2026-02-23")).toEqual(["F1 invoice 10000"])
  await undo(company, journal)
  expect(await openOn(company, "2026-12-31")).toEqual([])
  await undo(company, reopening)
  expect(await openOn(company, "2026-12-31")).toEqual([])
  await expectSound(company)
})

test("a snapshot of a day before known payments closes no more than is left to close", async () => {
  const company = await newCompany()
  await bring(company, [
    "C1,Invoice,F1,2026-01-04,2026-02-04,50.00,,,",
    "C1,Invoice,F2,2026-01-04,2026-02-04,80.00,,,",
    "C1,Payment,P1,2026-02-01,,50.00,,,F1",
  ])
  await bring(company, ["C1,Payment,P2,2026-02-01,,60.00,,,F2"])
  await snapshot(company, "2026-01-28", ["C1,Invoice,F2,2026-01-04,2026-02-04,80.00,50.00,,"])
  expect(await openOn(company, "2026-01-28")).toEqual(["F1 invoice 5000", "F2 invoice 6000"])
  expect(await openOn(company, "2026-02-01")).toEqual([])
  await expectSound(company)
})

test("a backfilled snapshot with partly paid items is closed in two steps, its own day and the next snapshot's", async () => {
  const company = await newCompany()
  await snapshot(company, "2026-03-12", ["C1,Invoice,F1,2026-02-16,2026-03-18,123.45,123.45,,"])
  await snapshot(company, "2026-02-23", ["C1,Invoice,F2,2026-02-20,2026-03-02,50.00,10.00,,"], true)
  expect(await openOn(company, "2026-02-23")).toEqual(["F1 invoice 12345", "F2 invoice 1000"])
  expect(await openOn(company, "2026-03-12")).toEqual(["F1 invoice 12345"])
  await expectSound(company)
})

test("an item its source called paid and shows open again is open, and the payment it told of is gone: the net is what the snapshot says", async () => {
  const company = await newCompany()
  const paid = ["C1,Invoice,F1,2026-01-10,2026-02-09,100.00,,2026-02-16,", "C1,Credit note,N1,2026-01-10,2026-01-10,30.00,,,"]
  await bring(company, paid)
  await snapshot(company, "2026-02-20", ["C1,Invoice,F2,2026-01-15,2026-02-15,70.00,70.00,,"])
  expect(await openOn(company, "2026-02-20")).toEqual(["F2 invoice 7000"])
  await snapshot(company, "2026-02-24", [
    "C1,Invoice,F1,2026-01-10,2026-02-09,100.00,100.00,,",
    "C1,Credit note,N1,2026-01-10,2026-01-10,30.00,30.00,,",
    "C1,Invoice,F2,2026-01-15,2026-02-15,70.00,70.00,,",
  ])
  expect(await openOn(company, "2026-02-24")).toEqual(["F1 invoice 10000", "F2 invoice 7000", "N1 creditNote 3000"])
  expect(await openOn(company, "2026-02-20"), "it was closed in between").toEqual(["F2 invoice 7000"])
  // The journal again: it says paid on a day on which it was closed already; it closes where there is room.
  await bring(company, paid)
  expect(await openOn(company, "2026-02-24")).toEqual(["F2 invoice 7000", "N1 creditNote 3000"])
  await expectSound(company)
})

test("two snapshots of one day each settle their part", async () => {
  const company = await newCompany()
  const open = (amount: string) => [`C1,Invoice,F1,2026-01-10,2026-02-09,100.00,${amount},,`]
  await snapshot(company, "2026-02-01", open("100.00"))
  await snapshot(company, "2026-02-02", open("60.00"))
  await snapshot(company, "2026-02-02", open("25.00"))
  expect(await openOn(company, "2026-02-02")).toEqual(["F1 invoice 2500"])
  await expectSound(company)
})

test("a payment that names an invoice settles it where there is room, though it was closed on the payment's own day and reopened since", async () => {
  const company = await newCompany()
  const item = (open: string) => [`C1,Invoice,F1,2026-01-10,2026-02-09,100.00,${open},,`]
  await snapshot(company, "2026-02-01", item("10.00"))
  await snapshot(company, "2026-02-03", item("50.00"))
  await bring(company, ["C1,Payment,P1,2026-01-20,,100.00,,,F1"])
  expect(await openOn(company, "2026-02-01")).toEqual(["F1 invoice 1000", "P1 payment 10000"])
  expect(await openOn(company, "2026-02-03")).toEqual(["P1 payment 5000"])
  await expectSound(company)
})

test("what an undone import had replaced is reopened like any other item: the payment its source told of goes with it", async () => {
  const company = await newCompany()
  await bring(company, ["C1,Invoice,F1,2026-01-10,2026-02-09,100.00,,2026-02-14,"])
  await undo(company, await bring(company, ["C1,Invoice,F1,2026-01-10,2026-02-09,120.00,,,"], { onConflict: "replace" }))
  expect(await openOn(company, "2026-02-14")).toEqual([])
  await snapshot(company, "2026-02-17", ["C1,Invoice,F1,2026-01-10,2026-02-09,100.00,100.00,,"])
  expect(await openOn(company, "2026-02-17")).toEqual(["F1 invoice 10000"])
  await expectSound(company)
})

test("two payments of one number that a snapshot does not name are both closed", async () => {
  const company = await newCompany()
  const item = (amount: string, open: string) => [`C1,Invoice,F1,2026-01-10,2026-02-09,${amount},${open},,`]
  await snapshot(company, "2026-01-31", item("100.00", "70.00"))
  await snapshot(company, "2026-01-31", item("100.00", "40.00"))
  await bring(company, ["C1,Invoice,F1,2026-01-20,2026-02-09,20.00,,,"], { onConflict: "replace" })
  await snapshot(company, "2026-02-06", ["C1,Invoice,F2,2026-02-01,2026-03-01,9.00,9.00,,"])
  expect(await openOn(company, "2026-02-06")).toEqual(["F2 invoice 900"])
  await expectSound(company)
})

test("P80 a snapshot that reopened what a later one closed in another way is undone after that one, and says so", async () => {
  const company = await newCompany()
  const item = (open: string) => [`C1,Invoice,F1,2026-01-10,2026-02-09,100.00,${open},,`]
  const other = "C1,Invoice,F2,2026-01-10,2026-02-09,5.00,5.00,,"
  await snapshot(company, "2026-02-01", [...item("100.00"), other])
  await snapshot(company, "2026-02-02", [other])
  const reopening = await snapshot(company, "2026-02-03", [...item("10.00"), other])
  const last = await snapshot(company, "2026-02-04", [other])
  await expect(undo(company, reopening)).rejects.toMatchObject({ code: "LATER_IMPORT_BUILDS", figures: { file: "rows.csv" } })
  expect(await openOn(company, "2026-02-03")).toEqual(["F1 invoice 1000", "F2 invoice 500"])
  await undo(company, last)
  await undo(company, reopening)
  for (const on of ["2026-02-02", "2026-02-03", "2026-12-31"]) expect(await openOn(company, on), on).toEqual(["F2 invoice 500"])
  await expectSound(company)
})

test("P80 a snapshot that reopened paid items is undone, then the journal: nothing is open on any day, and until then they were paid on their own day", async () => {
  const company = await newCompany()
  const journal = await bring(company, [
    "C1,Invoice,F1,2026-01-05,2026-02-04,100.00,,2026-01-15,",
    "C1,Invoice,F2,2026-01-05,2026-02-04,80.00,,2026-01-20,",
  ])
  const reopening = await snapshot(company, "2026-02-20", [
    "C1,Invoice,F1,2026-01-05,2026-02-04,100.00,100.00,,",
    "C1,Invoice,F2,2026-01-05,2026-02-04,80.00,30.00,,",
  ])
  expect(await openOn(company, "2026-02-20")).toEqual(["F1 invoice 10000", "F2 invoice 3000"])
  await undo(company, reopening)
  await expectSound(company)
  for (const on of ["2026-01-20", "2026-02-19", "2026-02-20", "2026-12-31"]) expect(await openOn(company, on), on).toEqual([])
  const paid = await db.owner.query("SELECT gross::int, paid_on - issued_on AS days FROM ledger.paid_items($1, '2026-12-31') ORDER BY gross", [
    company.id,
  ])
  expect(paid.rows).toEqual([
    { gross: 8000, days: 15 },
    { gross: 10_000, days: 10 },
  ])
  await undo(company, journal)
  await expectSound(company)
  for (const on of ["2026-01-05", "2026-01-14", "2026-01-15", "2026-01-20", "2026-02-10", "2026-02-20", "2026-12-31"])
    expect(await openOn(company, on), on).toEqual([])
})
