import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { afterAll, expect, test } from "vitest"
import { openDesk } from "../../../test/desk.ts"
import { BY } from "../../../test/ledger/books.ts"
import { addCompany } from "../../company/company.act.ts"
import { exportCompany } from "./export.job.ts"
import { companyTables, KEPT_BACK } from "./export.store.ts"

const dataDir = mkdtempSync(join(tmpdir(), "encours-take-"))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const desk = openDesk("customer code,customer name,invoice number,invoice date,due date,amount,paid on", { dataDir })

async function fill() {
  await desk.bring(['K1,"Dupont ""Frères"", SA",F1,2026-01-10,2026-02-09,50.00,2026-02-01', 'K2,"Zwei\nZeilen",F2,2026-01-11,2026-02-10,70.00,'])
  // Another company of the same instance: nothing of it may come along.
  await addCompany(desk.db, BY, { code: `X${desk.company.code}`, name: "Other", country: "BE", currency: "EUR", matching: "erp" })
}

test("an export holds every row of every table of the company, the received files as they came, and says what it all is", async () => {
  await fill()
  const folder = join(dataDir, `csv-${desk.company.code}`)
  const made = await exportCompany(desk.db, desk.company, folder, "csv", dataDir, "fr")
  const counted = await desk.db.inCompanies([desk.company.id], async (_, choose) => {
    const tx = await choose(desk.company.id)
    const tables = await companyTables(tx)
    const counts = new Map<string, number>()
    for (const t of tables)
      counts.set(t.name, (await desk.db.owner.query(`SELECT count(*)::int AS n FROM ${t.name} WHERE ${t.company} = $1`, [tx.company])).rows[0].n)
    return counts
  })
  expect(new Map(made.tables.map((t) => [t.name, t.rows]))).toEqual(counted)
  expect(counted.get("ledger.entry")).toBe(3)
  const read = (name: string) => parse(readFileSync(join(folder, `${name}.csv`)), { columns: true }) as Record<string, string>[]
  for (const { name, rows } of made.tables) expect(read(name), name).toHaveLength(rows)
  expect(
    read("customer.customer")
      .map((c) => c.name)
      .sort(),
  ).toEqual(['Dupont "Frères", SA', "Zwei\nZeilen"])
  expect(read("company.company").map((c) => c.code)).toEqual([desk.company.code])
  expect(made).toMatchObject({ files: 1, missing: [] })
  const [file] = readdirSync(join(folder, "files"))
  expect(readFileSync(join(folder, "files", file!), "utf8")).toContain("F1,2026-01-10")
  const page = readFileSync(join(folder, "README.md"), "utf8")
  expect(page).toContain(`# Toutes les données de ${desk.company.name}`)
  for (const { file: name } of made.tables) expect(page).toContain(`## ${name}`)
})

test("as JSON the same rows come a line each; a folder that is there is left alone, and a failure leaves none", async () => {
  await fill()
  const folder = join(dataDir, `json-${desk.company.code}`)
  const made = await exportCompany(desk.db, desk.company, folder, "json", dataDir, "en")
  for (const { file, rows } of made.tables)
    expect(
      readFileSync(join(folder, file), "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as object),
      file,
    ).toHaveLength(rows)
  await expect(exportCompany(desk.db, desk.company, folder, "json", dataDir, "en")).rejects.toMatchObject({ code: "EXPORT_EXISTS" })
  const lost = { ...desk.db, inCompanies: () => Promise.reject(new Error("the connection is gone")) }
  await expect(exportCompany(lost, desk.company, join(dataDir, "none"), "csv", dataDir, "en")).rejects.toThrow("the connection is gone")
  expect(readdirSync(dataDir)).not.toContain("none")
  expect(readdirSync(dataDir).filter((name) => name.includes(".part-"))).toEqual([])
})

test("a received file that is not in the vault any more is named, and the rest comes along", async () => {
  await fill()
  rmSync(join(dataDir, "vault", String(desk.company.id)), { recursive: true })
  const made = await exportCompany(desk.db, desk.company, join(dataDir, `less-${desk.company.code}`), "csv", dataDir, "en")
  expect(made).toMatchObject({ files: 0, missing: [expect.stringMatching(/^[0-9a-f]{64}$/)] })
})

test("what only opens doors is kept back by name, and nothing else that looks like it comes along", async () => {
  const tables = await desk.db.inCompany(desk.company.id, (tx) => companyTables(tx))
  const columns = tables.flatMap((t) => t.columns.map((c) => `${t.name}.${c.name}`))
  for (const column of Object.keys(KEPT_BACK)) expect(columns).not.toContain(column)
  expect(columns.filter((column) => /secret|password|token|_key$|passphrase/.test(column))).toEqual([])
})
