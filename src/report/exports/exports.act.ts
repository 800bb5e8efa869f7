/** The door of exports: asked for by a transaction's act, and forgotten with a person who is erased, since any list may name them. */
import { readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { recordAct } from "../../activity/activity.act.ts"
import type { Id } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import type { Jobs } from "../../shell/jobs/jobs.ts"
import { cancelJob, keptOf, rewriteKept, waitingOf } from "../../shell/jobs/kept.act.ts"
import { runLater } from "../../shell/jobs/work.ts"
import { errorCode } from "../../shell/trouble.ts"
import { holdExports } from "./exports.store.ts"
import { EXPORT, type ExportRequest, wordless } from "./exports.ts"

/** Of one asker, waiting or at work. */
const MOST_WAITING = 20

/** Where the files of a company's exports lie: in the data folder, under names of chance, apart from what is kept. */
export const exportsFolder = (dataDir: string, company: number) => join(dataDir, "exports", String(company))

/** Refuses TOO_MANY_EXPORTS. */
export async function requestExport(tx: Tx, jobs: Jobs, by: By, asker: string, name: string, request: ExportRequest): Promise<Id> {
  await holdExports(tx)
  if ((await waitingOf(tx, EXPORT, asker)) >= MOST_WAITING) throw new Refused("TOO_MANY_EXPORTS", { most: MOST_WAITING })
  const id = tx.newId()
  await recordAct(tx, by, { code: "report.exportRequested", subject: { job: id }, after: { kind: request.list } })
  await runLater(jobs, tx, id, { kind: EXPORT, subject: name, unit: "rows", by, asker, request })
  return id
}

/**
 * Every file goes, whatever is in it; what jobs say of the person goes too, and one that still would is cancelled. A list that is being read meanwhile is read
 * anew before its file is handed out (export.job.ts). How many files went.
 */
export async function forgetExports(tx: Tx, dataDir: string, named: (text: string) => boolean): Promise<number> {
  await holdExports(tx)
  for (let after: Id | null = null; ; ) {
    const jobs = await keptOf(tx, EXPORT, after)
    for (const { id, ...words } of jobs) {
      const left = wordless(words, named)
      if (JSON.stringify(left) === JSON.stringify(words)) continue
      await cancelJob(tx, id)
      await rewriteKept(tx, id, left)
    }
    const last = jobs.at(-1)
    if (!last) break
    after = last.id
  }
  const folder = exportsFolder(dataDir, tx.company)
  const files = await filesIn(folder)
  for (const file of files) await rm(join(folder, file), { force: true })
  return files.length
}

export const filesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return []
    throw error
  })
