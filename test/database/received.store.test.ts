import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { addCompany } from "../../src/company/company.act.ts"
import { importJournal, PLAIN_JOURNAL } from "../../src/document/import.job.ts"
import { noMapping } from "../../src/document/mapping.ts"
import { loadFiles } from "../../src/evidence/evidence.store.ts"
import { day } from "../../src/kernel/day.ts"
import type { Creditor } from "../../src/shell/context.ts"
import { listFiles, vaultFolder } from "../../src/shell/vault.ts"
import { testDatabase } from "../database.ts"

test("an imported file is kept for each company it speaks of, and for none when it is refused or only tried", async () => {
  const db = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), "encours-received-"))
  const by = { kind: "system", name: "test" } as const
  const companies: Creditor[] = []
  for (const code of ["A", "B", "C"]) {
    const draft = { code, name: code, country: "FR", currency: "EUR", matching: "erp" } as const
    companies.push(await addCompany(db, by, draft))
  }
  const [home] = companies
  const bring = (rows: string, dryRun: boolean) => {
    const path = join(dataDir, "given.csv")
    writeFileSync(path, `Firm,Customer,Name,Invoice number,Invoice date,Due date,Amount\n${rows}`)
    const map = { ...noMapping, columns: { company: "Firm" } }
    const options = { ...PLAIN_JOURNAL, map, dryRun, asOf: day("2026-02-01"), dataDir }
    return importJournal(db, { by, home: home!, directory: companies }, path, options)
  }
  const rowOf = (firm: string, due: string) => `${firm},C1,Fictive,F1,2026-01-10,${due},100.00\n`
  const keptBy = async (company: number) => {
    let stored = 0
    for await (const batch of listFiles(vaultFolder(dataDir, company))) stored += batch.length
    return [(await db.inCompany(company, (tx) => loadFiles(tx, 1_000))).length, stored]
  }
  await bring(rowOf("A", "2026-02-09") + rowOf("C", "2026-02-09"), true)
  await bring(rowOf("A", "2026-02-09") + rowOf("C", "2026-13-40"), false)
  for (const { id } of companies) expect(await keptBy(id)).toEqual([0, 0])
  await bring(rowOf("A", "2026-02-09") + rowOf("C", "2026-02-09"), false)
  const kept: Record<string, number[]> = {}
  for (const { id, code } of companies) kept[code] = await keptBy(id)
  expect(kept).toEqual({ A: [1, 1], B: [0, 0], C: [1, 1] })
  await db.drop()
  rmSync(dataDir, { recursive: true })
})
