/**
 * An import that the server works: the file is kept first, as it was received, and the job finds it in the vault. The same import as at the
 * terminal otherwise; done again after a crash it takes no row twice.
 */
import { createHash } from "node:crypto"
import { createReadStream, existsSync } from "node:fs"
import { basename } from "node:path"
import { recordAct } from "../activity/activity.act.ts"
import { loadDirectory } from "../company/company.act.ts"
import { keepFile } from "../evidence/evidence.act.ts"
import type { Id } from "../kernel/id.ts"
import { assert, Refused } from "../kernel/result.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import type { Asked } from "../shell/jobs/job.ts"
import type { Jobs } from "../shell/jobs/jobs.ts"
import { type Ending, type JobKind, type Run, runLater } from "../shell/jobs/work.ts"
import { storedPath, vaultFolder } from "../shell/vault.ts"
import { type Imported, type ImportOptions, importJournal, PLAIN_JOURNAL, type Within } from "./import.job.ts"
import { POSTING_SHARE, type Progress, rowsInAll } from "./reading/progress.ts"

/** What a job of an import asks, as it is kept with it. */
export type ImportRequest = { readonly sha256: string; readonly options: Omit<ImportOptions, "dataDir"> }
/** What an import came to, as it is kept with its job. */
export type Outcome = { readonly imports: readonly Imported[]; readonly options: ImportRequest["options"] }

export const importAsked = (by: By, path: string, request: unknown): Asked => ({ kind: "import", subject: basename(path), unit: "rows", by, request })

/** Keeps the file and queues its import, both or neither. Refuses DISK_FULL, FILE_CHANGED. */
export async function requestImport(
  db: Database,
  jobs: Jobs,
  by: By,
  home: Creditor,
  path: string,
  { dataDir, ...options }: ImportOptions,
): Promise<Id> {
  const sha256 = await hashOf(path)
  return db.inCompany(home.id, (tx) => queueImport(tx, jobs, by, path, sha256, { dataDir, ...options }))
}

/** The same within an open transaction, for a file whose hash is known. */
export async function queueImport(tx: Tx, jobs: Jobs, by: By, path: string, sha256: string, { dataDir, ...options }: ImportOptions): Promise<Id> {
  const id = tx.newId()
  const name = basename(path)
  const actId = await recordAct(tx, by, { code: "document.importRequested", subject: { job: id }, digest: sha256 })
  await keepFile(tx, dataDir, { path, sha256, name, mediaType: "application/octet-stream", source: "import", actId })
  const request: ImportRequest = { sha256, options }
  await runLater(jobs, tx, id, importAsked(by, path, request))
  return id
}

/** A file that is kept already, asked for again with what is said of it now. */
export async function queueAgain(tx: Tx, jobs: Jobs, by: By, file: string, request: ImportRequest): Promise<Id> {
  const id = tx.newId()
  await recordAct(tx, by, { code: "document.importRequested", subject: { job: id }, digest: request.sha256 })
  await runLater(jobs, tx, id, importAsked(by, file, request))
  return id
}

export const importKind = (db: Database, dataDir: string): JobKind => ({
  name: "import",
  async work({ company, by, subject, request }, run) {
    const { sha256, options: said } = request as ImportRequest
    // What was queued by an earlier version may not say everything.
    const options = { ...PLAIN_JOURNAL, ...said }
    const directory = await loadDirectory(db)
    const home = directory.find((c) => c.id === company)
    assert(home !== undefined, "a job's company is one of the directory")
    const path = storedPath(vaultFolder(dataDir, company), sha256)
    if (!existsSync(path)) throw new Refused("FILE_MISSING", { sha256, path })
    const outcome = (imports: readonly Imported[]): Outcome => ({ imports, options })
    const within: Within = {
      company,
      job: run.id,
      name: subject,
      async settle(tx, told) {
        if (told.some((i) => i.sha256 !== sha256)) throw new Refused("FILE_DAMAGED", { sha256, path })
        await run.settle(tx, pack(outcome(told)))
      },
    }
    const imports = await importJournal(
      db,
      { by, home, directory },
      path,
      { ...options, dataDir },
      { progress: showOn(run), signal: run.signal, within },
    )
    return endingOf(imports, options, pack(outcome(imports)))
  },
})

/** How the import ends its job, where it did not end it with its own transaction. */
export function endingOf(imports: readonly Imported[], options: Pick<ImportOptions, "acceptGood">, outcome: unknown = null): Ending {
  const [refused] = imports.filter((i) => keepsOut(i, options))
  return { refused: refused ? { code: "IMPORT_REFUSED", figures: { file: refused.file, refused: refused.refused } } : null, outcome }
}

/** Whether what was refused kept the whole file out. */
export const keepsOut = (i: Imported, { acceptGood }: Pick<ImportOptions, "acceptGood">) => i.refused > 0 && (!acceptGood || i.posted === null)

export const showOn = (run: Run) => (now: Progress) => run.progress(now.rows, rowsInAll(now), POSTING_SHARE)

export async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256")
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest("hex")
}

/** Amounts as JSON and back: whole numbers beyond what JSON holds are marked. */
const pack = (outcome: Outcome): unknown =>
  JSON.parse(JSON.stringify(outcome, (_, value) => (typeof value === "bigint" ? { minor: value.toString() } : value)))
export const unpack = (stored: unknown): Outcome =>
  JSON.parse(JSON.stringify(stored), (_, value) =>
    typeof value === "object" && value !== null && Object.keys(value).join() === "minor" ? BigInt(value.minor) : value,
  ) as Outcome
