/** Where tests bring in files: a database, a fresh company each test, and rows written to a file and imported as a user would. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, vi } from "vitest"
import { addCompany } from "../src/company/company.act.ts"
import { type Imported, type ImportOptions, importJournal, PLAIN_JOURNAL } from "../src/document/import.job.ts"
import { undoImport } from "../src/document/posting/undo.act.ts"
import { day } from "../src/kernel/day.ts"
import type { Id } from "../src/kernel/id.ts"
import type { Creditor } from "../src/shell/context.ts"
import { type TestDatabase, testDatabase } from "./database.ts"
import { BY } from "./ledger/books.ts"

export type Desk = {
  readonly db: TestDatabase
  /** The company of the test at hand. */
  readonly company: Creditor
  /** The lines under a head, imported; `with_` stands above the desk's options. */
  bring(rows: readonly string[], with_?: Partial<ImportOptions>, head?: string, name?: string): Promise<Imported>
  undo(id: Id | null): ReturnType<typeof undoImport>
}

/** To be called once at the top of a test file. */
export function openDesk(head: string, options: Partial<ImportOptions> = {}): Desk {
  const home = mkdtempSync(join(tmpdir(), "encours-desk-"))
  vi.setConfig({ testTimeout: 120_000 })
  let db: TestDatabase
  let company: Creditor
  let made = 0
  beforeAll(async () => {
    db = await testDatabase()
  })
  beforeEach(async () => {
    company = await addCompany(db, BY, { code: `C${++made}`, name: "Fictive", country: "FR", currency: "EUR", matching: "erp" })
  })
  afterAll(async () => {
    await db.drop()
    rmSync(home, { recursive: true, force: true })
  })
  const usual: ImportOptions = { ...PLAIN_JOURNAL, asOf: day("2026-06-30"), dataDir: join(home, "data"), ...options }
  return {
    get db() {
      return db
    },
    get company() {
      return company
    },
    async bring(rows, with_ = {}, ownHead = head, name = `file-${++made}.csv`) {
      const path = join(home, name)
      writeFileSync(path, [ownHead, ...rows, ""].join("\n"))
      const [answer] = await importJournal(db, { by: BY, home: company, directory: [company] }, path, { ...usual, ...with_ })
      return answer!
    },
    undo: (id) => db.inCompany(company.id, (tx) => undoImport(tx, BY, id as Id, { dryRun: false, yes: true })),
  }
}
