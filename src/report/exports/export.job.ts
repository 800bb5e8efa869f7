/**
 * An export that the server works: all rows of a list as its asker may read it, from one snapshot of the books, to a file in the data folder.
 *
 * Always  rows come some at a time and are never held; a file stands under its name only when all of it is on the disk; what a start that died left goes with the
 *         next one; where a person was erased while the list was read, it is read anew.
 * Refuses EXPORT_NOT_ALLOWED, EXPORT_TOO_LONG, DISK_FULL, and what the list refuses.
 */
import { randomBytes } from "node:crypto"
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises"
import { basename, join } from "node:path"
import { loadDirectory } from "../../company/company.act.ts"
import { dayIn } from "../../company/zone.ts"
import { countErasures } from "../../customer/customer.act.ts"
import type { Cell, Streamed } from "../../kernel/listing.ts"
import { assert, Refused } from "../../kernel/result.ts"
import { MOST_LINES, sheetFileName } from "../../kernel/sheet.ts"
import { mayNow } from "../../people/standing.act.ts"
import type { Creditor } from "../../shell/context.ts"
import type { Books, Clock, Database, Tx } from "../../shell/db.ts"
import type { LongList } from "../../shell/http/long-list.ts"
import type { JobFile, JobRow } from "../../shell/jobs/job.ts"
import type { JobKind, Run } from "../../shell/jobs/work.ts"
import { fileTrouble } from "../../shell/trouble.ts"
import { refuseWhenFull, syncFolder } from "../../shell/vault.ts"
import { writeZip } from "../../shell/zip.ts"
import { csvPieces } from "../csv.ts"
import { xlsxParts } from "../xlsx.ts"
import { exportsFolder, filesIn } from "./exports.act.ts"
import { holdExports, partSeen } from "./exports.store.ts"
import { EXPORT, type Exported, type ExportRequest } from "./exports.ts"

export type Lists = Readonly<Record<string, LongList>>

const PIECE = 256 * 1024
/** The disk is looked at after so many rows. */
const LOOK_EVERY = 20_000

export const exportKind = (db: Database, dataDir: string, lists: Lists, clock: Clock): JobKind => ({
  name: EXPORT,
  async work({ company, asker, request }, run) {
    const asked = request as ExportRequest
    const list = lists[asked.list]
    const home = (await loadDirectory(db)).find(({ id }) => id === company)
    assert(list !== undefined && home !== undefined, "a job's list is one of the program, its company one of the directory")
    const books = await booksNow(db, home, asker, list, clock)
    const folder = exportsFolder(dataDir, company)
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw fileTrouble(error, folder)
    })
    for (const left of await filesIn(folder)) if (left.startsWith(run.id)) await rm(join(folder, left), { force: true })
    for (;;) {
      const erasures = await db.inCompany(company, countErasures)
      const path = join(folder, `${run.id}-${randomBytes(12).toString("hex")}.${asked.format}`)
      try {
        const made = await books.inCompanies(
          [company],
          async (_, choose) => writeList(await choose(company), home, list, asked, { path, folder, run }),
          "read",
          run.signal,
        )
        const outcome: Exported = { file: basename(path), format: asked.format, ...made }
        const settle = async (tx: Tx) => {
          await holdExports(tx)
          if ((await countErasures(tx)) !== erasures) return false
          await run.settle(tx, outcome)
          return true
        }
        if (await db.inCompany(company, settle)) return { refused: null, outcome }
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
      await rm(path, { force: true })
    }
  },
})

/** What its asker may read of the company by now. */
async function booksNow(db: Database, home: Creditor, asker: string | null, list: LongList, clock: Clock): Promise<Books> {
  const may = asker === null ? () => false : await db.inCompany(home.id, (tx) => mayNow(tx, asker))
  if (may("read")) return db
  if (asker === null || !list.own || !may("readOwn")) throw new Refused("EXPORT_NOT_ALLOWED")
  return db.seeing({ holder: asker, day: dayIn(home.country, clock()) })
}

type Place = { readonly path: string; readonly folder: string; readonly run: Run }
/** All of the list, under its name when it returns. */
async function writeList(tx: Tx, company: Creditor, list: LongList, asked: ExportRequest, { path, folder, run }: Place) {
  const { title, facts, columns, count, batches } = await list.open(tx, { company, ...asked })
  const total = await count()
  refuseLong(asked, total)
  run.progress(0, total)
  let [done, lines] = [0, 0]
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    let lookAt = 0
    for await (const batch of batches()) {
      run.signal.throwIfAborted()
      if (done >= lookAt) {
        await refuseWhenFull(folder, 0)
        lookAt = done + LOOK_EVERY
      }
      lines += batch.rows.length
      refuseLong(asked, lines)
      yield* batch.rows
      done += batch.count
      run.progress(done, total)
    }
  }
  const beside = `${path}.part`
  try {
    const file = await open(beside, "w", 0o600)
    let bytes = 0
    try {
      await writeSheet(file, { title, facts, columns, rows: rows(), sums: [] }, asked)
      await file.sync()
      bytes = (await file.stat()).size
    } finally {
      await file.close()
    }
    await rename(beside, path)
    await syncFolder(folder)
    return { rows: done, bytes, part: await partSeen(tx) }
  } catch (error) {
    await rm(beside, { force: true })
    throw fileTrouble(error, folder)
  }
}

/** With the line of titles. */
function refuseLong({ format }: ExportRequest, rows: number): void {
  if (format === "xlsx" && rows + 1 > MOST_LINES) throw new Refused("EXPORT_TOO_LONG", { lines: rows + 1, most: MOST_LINES })
}

async function writeSheet(file: FileHandle, listing: Streamed, { format, lang }: ExportRequest): Promise<void> {
  if (format === "xlsx") return writeZip(file, xlsxParts(listing))
  let piece = ""
  for await (const line of csvPieces(listing, lang)) {
    piece += line
    if (piece.length < PIECE) continue
    await file.appendFile(piece)
    piece = ""
  }
  await file.appendFile(piece)
}

export const pathOf = (dataDir: string, company: number, outcome: unknown) =>
  join(exportsFolder(dataDir, company), basename((outcome as Exported).file))

/** The file an export left, as it is handed out: to who reads everything, else while it is of the very part they see now. */
export async function exportedFile(tx: Tx, dataDir: string, { outcome, subject }: Pick<JobRow, "outcome" | "subject">): Promise<JobFile | null> {
  const { format, part } = outcome as Exported
  const seen = await partSeen(tx)
  return seen === null || seen === part ? { path: pathOf(dataDir, tx.company, outcome), name: sheetFileName(subject, format) } : null
}
