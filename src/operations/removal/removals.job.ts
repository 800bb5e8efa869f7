/**
 * Removes a company, and what lies of it beside the database: its files and the heads of its activity log. The database first, with a row that says so
 * (shell.removed); by that row every opening finds what a killed removal left, and `removals.log` in the data folder learns of it, so that a
 * backup from before, restored here, loses the company again.
 */
import { existsSync } from "node:fs"
import { readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { headsFile } from "../../activity/heads.ts"
import { Refused } from "../../kernel/result.ts"
import { exportsFolder } from "../../report/exports/exports.act.ts"
import type { Owner } from "../../shell/cluster.ts"
import type { By, Creditor } from "../../shell/context.ts"
import type { Clock, Database } from "../../shell/db.ts"
import { inRemoval, removeRows, type Select } from "../../shell/transfer/removal.ts"
import { errorCode, fileTrouble } from "../../shell/trouble.ts"
import { vaultFolder } from "../../shell/vault.ts"
import { headsFolder } from "../backup/content.job.ts"
import { appendLog, parseLine, readLog } from "../log.job.ts"
import { companyOf, insertRemoved, jobAtWork, loadRemoved, passNumbers, type Removed } from "./removal.store.ts"

const logged = z.object({
  company: z.number().int().positive(),
  code: z.string(),
  openedAt: z.string(),
  at: z.string(),
  by: z.string(),
  rows: z.record(z.string(), z.number().int()),
})
const nameOf = ({ company, openedAt }: Removed) => `${company} ${openedAt}`

/** Refuses UNKNOWN_COMPANY, COMPANY_AT_WORK, COMPANY_IN_USE. */
export async function removeCompany(
  db: Database,
  owner: Owner,
  company: Creditor,
  { dataDir, by, clock }: { readonly dataDir: string; readonly by: By; readonly clock: Clock },
): Promise<Removed> {
  const removed = await inRemoval(owner, company, async (select, remove) => {
    const found = await companyOf(select, company.id)
    if (!found) throw new Refused("UNKNOWN_COMPANY", { code: company.code })
    const job = await jobAtWork(select, company.id)
    if (job !== null) throw new Refused("COMPANY_AT_WORK", { code: found.code, job })
    const row = { company: company.id, ...found, at: clock().toISOString(), by: `${by.kind} ${by.name}`, rows: await remove() }
    await insertRemoved(select, row)
    return row
  })
  await settleRemovals(db, dataDir)
  return removed
}

/** What a removal left undone beside the database: its line in the log, files, heads. Done again it finds nothing to do. */
export async function settleRemovals(db: Database, dataDir: string): Promise<void> {
  const removed = await loadRemoved(db)
  if (removed.length === 0) return
  const known = new Set((await readRemovals(dataDir)).map(nameOf))
  for (const one of removed) if (!known.has(nameOf(one))) await appendLog(dataDir, "removals.log", JSON.stringify(one))
  for (const { company } of removed)
    for (const left of filesOf(dataDir, company)) if (existsSync(left)) await rm(left, { recursive: true, force: true })
}

/** What lies of a company in the data folder, beside the database. */
export const filesOf = (dataDir: string, company: number): readonly string[] => [
  vaultFolder(dataDir, company),
  exportsFolder(dataDir, company),
  join(headsFolder(dataDir), headsFile(company)),
]

/**
 * In the transaction of a restore: companies removed since the backup was made go again, by number and day of opening. And no company that follows gets a
 * number of which files tell here.
 */
export async function removeAgain(select: Select, dataDir: string): Promise<void> {
  const removals = await readRemovals(dataDir)
  for (const removal of removals) {
    const found = await companyOf(select, removal.company)
    if (found?.openedAt !== removal.openedAt) continue
    await insertRemoved(select, { ...removal, rows: await removeRows(select, removal.company) })
  }
  const beside = await numbersBeside(dataDir)
  await passNumbers(select, Math.max(0, ...removals.map(({ company }) => company), ...beside))
}

/** Of companies whose files or heads lie in the data folder, those of replaced books too. */
async function numbersBeside(dataDir: string): Promise<number[]> {
  const names = async (folder: string) =>
    readdir(join(dataDir, folder)).catch((error: unknown) => {
      if (errorCode(error) === "ENOENT") return []
      throw fileTrouble(error, join(dataDir, folder))
    })
  const folders = (await names("")).filter((name) => name === "vault" || name === "exports" || /^activity-heads(\.before-.+)?$/.test(name))
  const found = await Promise.all(folders.map(names))
  return found.flat().flatMap((name) => (/^\d{1,9}(\.log)?$/.test(name) ? [Number.parseInt(name, 10)] : []))
}

async function readRemovals(dataDir: string): Promise<Removed[]> {
  const removals: Removed[] = []
  for await (const text of readLog(dataDir, "removals.log")) {
    const read = logged.safeParse(parseLine(text))
    if (read.success) removals.push(read.data)
  }
  return removals
}
