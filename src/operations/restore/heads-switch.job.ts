/**
 * The heads of the activity logs lie outside the database, and a restore changes both or neither. The new ones wait in a staging folder; they take
 * the place of the old ones just before the commit, while every table is locked. What a killed restore left is told by the database: where
 * its row stands the new heads stay, else the old ones come back.
 */
import { existsSync } from "node:fs"
import { appendFile, mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { sql } from "kysely"
import { headsFile } from "../../activity/heads.ts"
import type { Id } from "../../kernel/id.ts"
import type { Database } from "../../shell/db.ts"
import { errorCode } from "../../shell/trouble.ts"
import { syncFolder } from "../../shell/vault.ts"
import { headsFolder } from "../backup/content.job.ts"

const stagingFolder = (dataDir: string) => join(dataDir, "restoring")
const stageOf = (dataDir: string, id: Id) => {
  const stage = join(stagingFolder(dataDir), id)
  return { stage, heads: join(stage, "heads"), before: join(stage, "before") }
}

export async function stageHeads(dataDir: string, id: Id): Promise<void> {
  await mkdir(stageOf(dataDir, id).heads, { recursive: true, mode: 0o700 })
}

export async function stageHeadsOf(dataDir: string, id: Id, company: number, lines: AsyncIterable<Buffer>): Promise<void> {
  const path = join(stageOf(dataDir, id).heads, headsFile(company))
  const file = await open(path, "wx", 0o600)
  try {
    for await (const chunk of lines) await appendFile(file, chunk)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function shift(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (errorCode(error) === "ENOENT") return
    throw error
  }
  await syncFolder(dirname(from))
  await syncFolder(dirname(to))
}

/** Just before the commit, with every table locked. */
export async function installHeads(dataDir: string, id: Id): Promise<void> {
  const { heads, before } = stageOf(dataDir, id)
  await syncFolder(heads)
  await shift(headsFolder(dataDir), before)
  await shift(heads, headsFolder(dataDir))
}

/** After the commit. The old heads are kept: they tell what stood in the books that were replaced. */
export async function keepOldHeads(dataDir: string, id: Id): Promise<void> {
  const { heads, before } = stageOf(dataDir, id)
  if (existsSync(heads)) await installHeads(dataDir, id)
  await shift(before, `${headsFolder(dataDir)}.before-${id}`)
  await removeStage(dataDir, id)
}

/** Nothing was committed. Each step leaves a state that says how far it is. */
export async function bringBackHeads(dataDir: string, id: Id): Promise<void> {
  const { heads, before } = stageOf(dataDir, id)
  if (!existsSync(heads)) await shift(headsFolder(dataDir), heads)
  if (existsSync(before)) await shift(before, headsFolder(dataDir))
  await removeStage(dataDir, id)
}

/** Half a staging folder would say something else than a whole one: it goes under another name first. */
async function removeStage(dataDir: string, id: Id): Promise<void> {
  const gone = join(stagingFolder(dataDir), `gone-${id}`)
  await shift(stageOf(dataDir, id).stage, gone)
  await rm(gone, { recursive: true, force: true })
  // With nothing in it, no opening looks into it any more.
  await rmdir(stagingFolder(dataDir)).catch(() => {})
}

const STAGE = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** Ends what a killed restore began. While one is at work it is left alone. */
export async function settleRestores(db: Database, dataDir: string): Promise<void> {
  if (!existsSync(stagingFolder(dataDir))) return
  await db.inCompanies([], async (tx) => {
    // Held by whoever rebuilds the database, from before its first staged file until its commit.
    const { rows } = await sql<{ free: boolean }>`SELECT pg_try_advisory_xact_lock(hashtext('encours.migrate')) AS free`.execute(tx.db)
    if (!rows[0]?.free) return
    for (const name of await readdir(stagingFolder(dataDir))) {
      if (name.startsWith("gone-")) await rm(join(stagingFolder(dataDir), name), { recursive: true, force: true })
      if (!STAGE.test(name)) continue
      const done = (await sql`SELECT FROM operations.restored WHERE id = ${name}`.execute(tx.db)).rows.length > 0
      await (done ? keepOldHeads : bringBackHeads)(dataDir, name)
    }
  })
}
