import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { openDesk } from "../../../test/desk.ts"
import { BY } from "../../../test/ledger/books.ts"
import { runChecks } from "../../activity/verify.act.ts"
import { addContact, addNote, logCall } from "../../contact/contact.act.ts"
import { CONTACT_CHECKS } from "../../contact/erasure.store.ts"
import { CUSTOMER_CHECKS } from "../../customer/erasure.store.ts"
import { loadImports } from "../../document/import.store.ts"
import { evidenceChecks } from "../../evidence/verify.store.ts"
import { day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { loadCustomers } from "../../ledger/accounts/customers.store.ts"
import { LEDGER_CHECKS } from "../../ledger/verify.store.ts"
import { insertJob, loadJobs, settleDone, startJob } from "../../shell/jobs/job.store.ts"
import { addTask } from "../../worklist/task.act.ts"
import { eraseAllAgain, erasePerson } from "./erasures.job.ts"

const dataDir = mkdtempSync(join(tmpdir(), "encours-erase-"))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const desk = openDesk("customer code,customer name,siren,invoice number,invoice date,due date,amount", { dataDir })
const ROWS = ["K1,Ariane Fictive,732829320,F1,2026-01-10,2026-02-09,50.00", "K2,Bernard Inventé,,F2,2026-01-11,2026-02-10,70.00"]
const erase = (code: string, newCode: string | null = null) => desk.db.inCompany(desk.company.id, (tx) => erasePerson(tx, BY, dataDir, code, newCode))
const customers = (search: string | null = null) =>
  desk.db.inCompanies([desk.company.id], async (_, choose) =>
    (await loadCustomers(await choose(desk.company.id), { asOf: day("2026-06-30"), search })).map((c) => [
      c.code,
      c.name,
      c.identifiers.length,
      c.balance[0]?.open,
    ]),
  )
const expectSound = async () =>
  expect(
    (await runChecks(desk.db, [...CUSTOMER_CHECKS, ...CONTACT_CHECKS, ...LEDGER_CHECKS, ...evidenceChecks(dataDir)], [desk.company])).filter(
      (check) => !check.ok,
    ),
  ).toEqual([])
const everywhere = async (word: string): Promise<string[]> => {
  const { rows } = await desk.db.owner.query(
    "SELECT format('%I.%I', table_schema, table_name) AS t FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'jobs')",
  )
  const found: string[] = []
  for (const { t } of rows)
    if ((await desk.db.owner.query(`SELECT 1 FROM ${t} x WHERE x::text ILIKE $1 LIMIT 1`, [`%${word}%`])).rows.length > 0) found.push(t)
  return found
}

/** As a backup from before the erasure holds the person. */
async function bringBack(id: string, code: string) {
  await desk.db.owner.query("ALTER TABLE customer.erasure DISABLE TRIGGER USER")
  await desk.db.owner.query("DELETE FROM customer.erasure WHERE company_id = $1", [desk.company.id])
  await desk.db.owner.query("ALTER TABLE customer.erasure ENABLE TRIGGER USER")
  await desk.db.owner.query("UPDATE customer.customer SET name = 'Ariane Fictive', code = $3 WHERE company_id = $1 AND id = $2", [
    desk.company.id,
    id,
    code,
  ])
}

test("an erased person is nowhere in the database any more; what is owed stays owed, verify finds everything in order, and an import does not bring the name back", async () => {
  await desk.bring(ROWS)
  await desk.db.owner.query("UPDATE evidence.file_name SET name = 'relevé_Ariane_Fictive.csv', salt = salt WHERE company_id = $1", [desk.company.id])
  await desk.db.inCompany(desk.company.id, async (tx) => {
    const person = {
      name: "Ariane Fictive",
      role: "other",
      phone: null,
      email: "ariane@fictive.example",
      language: "fr",
      note: null,
      main: true,
    } as const
    const { id: contact } = await addContact(tx, BY, "K1", person)
    const call = { outcome: "reached", cause: "distress", at: null, contact, complaint: null, paysOnDay: null, items: [] } as const
    await logCall(tx, BY, "K1", { ...call, note: "Ariane has no work" })
    await addNote(tx, BY, "K1", { text: "ask @Ariane", pinned: true })
    await addTask(tx, BY, "K1", { owner: "Anna", kind: "call", dueOn: day("2026-06-30"), why: "call Ariane again" })
  })
  const erased = await erase("K1")
  expect(erased).toMatchObject({ code: "K1", identifiers: 1, fileNames: 1, said: 4 })
  expect(await everywhere("Ariane")).toEqual([])
  expect(await everywhere("732829320")).toEqual([])
  expect(await customers()).toEqual([
    ["K1", `erased ${erased.id.slice(-8)}`, 0, 5000n],
    ["K2", "Bernard Inventé", 0, 7000n],
  ])
  expect(await customers("ariane")).toEqual([])
  await expectSound()
  await desk.bring(["K1,Ariane Fictive,732829320,F3,2026-03-10,2026-04-09,10.00"])
  expect(await everywhere("Ariane")).toEqual([])
  await expectSound()
  const { rows } = await desk.db.owner.query("SELECT act, subject FROM activity.act WHERE company_id = $1 AND act = 'customer.erased'", [
    desk.company.id,
  ])
  expect(rows).toMatchObject([{ subject: { customer: erased.id } }])
})

test("a name takes along the file names that bear it as words, not those it is only a part of", async () => {
  for (const number of ["V1", "V2", "V3"]) await desk.bring([`K7,Vente,,${number},2026-03-10,2026-04-09,10.00`])
  const owner = desk.db.owner
  const { rows } = await owner.query("SELECT file_id AS id FROM evidence.file_name WHERE company_id = $1 ORDER BY file_id DESC LIMIT 3", [
    desk.company.id,
  ])
  const names = ["ventes.csv", "relevé-VENTE2026.csv", "vente_mars.csv"]
  for (const [i, { id }] of rows.entries())
    await owner.query("UPDATE evidence.file_name SET name = $3 WHERE company_id = $1 AND file_id = $2", [desk.company.id, id, names[i]])
  expect(await erase("K7")).toMatchObject({ fileNames: 2 })
  const left = await owner.query("SELECT name FROM evidence.file_name WHERE company_id = $1 AND name ILIKE '%vente%'", [desk.company.id])
  expect(left.rows).toEqual([{ name: "ventes.csv" }])
})

test("a file that came under the person's name is called by nothing of it any more, in the list of imports, the log or any fact", async () => {
  const { id } = await desk.bring(ROWS, {}, undefined, "Ariane Fictive 2026.csv")
  const named = () => desk.db.inCompany(desk.company.id, async (tx) => (await loadImports(tx, 10)).map((one) => [one.id, one.file]))
  expect(await named()).toEqual([[id, "Ariane Fictive 2026.csv"]])
  expect(await erase("K1")).toMatchObject({ fileNames: 1 })
  expect(await everywhere("Ariane")).toEqual([])
  expect(await named()).toEqual([[id, "…"]])
})

test("a code that names the person gives way to another; one that is taken is refused", async () => {
  await desk.bring(["FICTIVE-A,Ariane Fictive,,F1,2026-01-10,2026-02-09,50.00", ROWS[1]!])
  await expect(erase("FICTIVE-A", "K2")).rejects.toMatchObject({ code: "CODE_TAKEN" })
  await expect(erase("NOBODY")).rejects.toMatchObject({ code: "UNKNOWN_CUSTOMER" })
  expect(await erase("FICTIVE-A", "E1")).toMatchObject({ code: "E1" })
  expect((await customers()).map(([code]) => code)).toEqual(["E1", "K2"])
  expect(await everywhere("FICTIVE-A")).toEqual([])
})

test("what was mended in the wizard, and what a job quotes or is called by, does not outlive the person; such a draft is given up and never imported", async () => {
  await desk.bring(ROWS)
  const { db, company } = desk
  const jobs = ["queued", "done", "done", "done"] as const
  const cell = (value: string, line = 2) => ({ corrections: { cells: [{ line, column: "x", value }], drop: [] }, dryRun: true })
  const requests = [cell("  ARIANE  fictive"), cell("732 829 320"), cell("Bernard"), cell("12.00", 3)]
  const ids = await db.inCompany(company.id, async (tx) => {
    const made: Id[] = []
    for (const [i, options] of requests.entries()) {
      const id = tx.newId()
      await insertJob(
        tx,
        id,
        { kind: "import", subject: i === 3 ? "Fictive, Ariane Fictive.csv" : "2026.csv", unit: "rows", by: BY, request: { sha256: "0", options } },
        true,
      )
      const problems = [
        { line: 2, column: "x", code: "VALUE_MISSING", severity: "warning", figures: { value: i === 3 ? "Ariane Fictive SARL" : "12,0" } },
      ]
      const outcome = { options, imports: [{ file: "2026.csv", refusedFile: null, problems }] }
      if (jobs[i] === "done") {
        await startJob(tx, id)
        await settleDone(tx, id, 1, { done: 1, total: 1, rate: null, secondsLeft: null }, outcome)
      }
      made.push(id)
    }
    return made
  })
  expect(await erase("K1")).toMatchObject({ imports: 3 })
  expect(await everywhere("Ariane")).toEqual([])
  expect(await everywhere("732 829 320")).toEqual([])
  const left = await db.inCompany(company.id, (tx) => loadJobs(tx, 10))
  expect(ids.map((id) => left.find((job) => job.id === id)).map((job) => [job?.state, job?.trial, job?.subject])).toEqual([
    ["cancelled", false, "2026.csv"],
    ["done", false, "2026.csv"],
    ["done", true, "2026.csv"],
    ["done", true, "…"],
  ])
  expect(left[0]?.outcome).toMatchObject({ imports: [{ problems: [{ figures: { value: "…" } }] }] })
})

test("an older state that is brought back forgets the person again; what the log remembers are ids", async () => {
  await desk.bring(ROWS)
  const { id } = await erase("K1")
  expect(await eraseAllAgain(desk.db, BY, dataDir)).toEqual({ persons: 0, renamed: [] })
  await bringBack(id, "K1")
  expect(await eraseAllAgain(desk.db, BY, dataDir)).toEqual({ persons: 1, renamed: [] })
  expect(await everywhere("Ariane")).toEqual([])
  await expectSound()
  expect(readFileSync(join(dataDir, "erasures.log"), "utf8")).not.toContain("Ariane")
  // A name that somebody wrote back is found.
  await desk.db.owner.query("UPDATE customer.customer SET name = 'Ariane Fictive' WHERE company_id = $1 AND id = $2", [desk.company.id, id])
  const [check] = await runChecks(desk.db, CUSTOMER_CHECKS, [desk.company])
  expect(check).toMatchObject({ ok: false, code: "ERASED_CAME_BACK", figures: { customers: [id as Id] } })
})

test("where the code chosen at the erasure is another customer's in the older state, the person erased again bears a free one, and it is told", async () => {
  await desk.bring(["FICTIVE-A,Ariane Fictive,,F1,2026-01-10,2026-02-09,50.00", ROWS[1]!])
  const { id } = await erase("FICTIVE-A", "E1")
  await bringBack(id, "FICTIVE-A")
  await desk.db.owner.query("UPDATE customer.customer SET code = CASE code WHEN 'K2' THEN 'E1' ELSE code END WHERE company_id = $1", [
    desk.company.id,
  ])
  expect(await eraseAllAgain(desk.db, BY, dataDir)).toEqual({ persons: 1, renamed: [{ wanted: "E1", code: "E1-2" }] })
  expect((await customers()).map(([code, name]) => [code, name])).toEqual([
    ["E1", "Bernard Inventé"],
    ["E1-2", `erased ${id.slice(-8)}`],
  ])
  expect(await everywhere("FICTIVE-A")).toEqual([])
  await expectSound()
})
