/** What must hold of the vault: every row's file is there byte by byte; names are those that were received; what nobody refers to is named. */
import { sql } from "kysely"
import { type Check, type Finding, reading } from "../activity/verify.act.ts"
import type { Id } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { Database } from "../shell/db.ts"
import { listFiles, openFile, vaultFolder } from "../shell/vault.ts"
import { givenUp, unreferred } from "./evidence.store.ts"
import { files, names, orphans } from "./verify.text.ts"

export const evidenceChecks = (dataDir: string): readonly Check[] => [
  { name: "evidence.files", of: "company", run: (db, company) => checkFiles(db, company, vaultFolder(dataDir, company)) },
  { name: "evidence.names", of: "company", run: checkNames },
  { name: "evidence.orphans", of: "company", run: (db, company) => nameOrphans(db, company, vaultFolder(dataDir, company)) },
]

const BATCH = 1_000
const NAMED = 20

type Content = { readonly sha256: string; readonly id: Id; readonly least: bigint; readonly most: bigint }
type Fault = { readonly id: Id; readonly sha256: string; readonly fault: "missing" | "changed" | "resized" | "unreadable" }

/** Reads every file once, however many rows it has, and goes on after each fault. */
async function checkFiles(db: Database, company: number, folder: string): Promise<Finding> {
  const faults: Fault[] = []
  let damaged = 0
  let read = 0
  let bytes = 0n
  for (let after = ""; ; ) {
    const batch = await contentsAfter(db, company, after)
    for (const content of batch) {
      const found = await readThrough(folder, content.sha256)
      const fault = typeof found === "string" ? found : content.least === found && content.most === found ? null : "resized"
      read++
      if (typeof found === "bigint") bytes += found
      if (fault === null) continue
      damaged++
      if (faults.length < NAMED) faults.push({ id: content.id, sha256: content.sha256, fault })
    }
    if (batch.length < BATCH) break
    after = batch.at(-1)!.sha256
  }
  const figures = { files: read, bytes, damaged, faults }
  if (damaged > 0) return { ok: false, code: "FILES_DAMAGED", figures, detail: files.damaged(read, damaged, faults) }
  return { ok: true, code: "FILES_SOUND", figures, detail: files.sound(read, bytes) }
}

const contentsAfter = (db: Database, company: number, after: string): Promise<Content[]> =>
  reading(
    db,
    company,
    async (tx) =>
      (
        await sql<Content>`
          SELECT f.sha256, (array_agg(f.id ORDER BY f.id))[1] AS id, min(f.bytes) AS least, max(f.bytes) AS most
            FROM evidence.file f WHERE f.company_id = ${company} AND f.sha256 > ${after} AND NOT ${givenUp} GROUP BY f.sha256 ORDER BY f.sha256 LIMIT ${BATCH}`.execute(
          tx.db,
        )
      ).rows,
  )

async function readThrough(folder: string, sha256: string): Promise<bigint | "missing" | "changed" | "unreadable"> {
  let bytes = 0
  try {
    for await (const chunk of openFile(folder, sha256)) bytes += chunk.length
    return BigInt(bytes)
  } catch (error) {
    if (!(error instanceof Refused)) return "unreadable"
    return error.code === "FILE_MISSING" ? "missing" : "changed"
  }
}

/** An erased name has lost its salt with it, and nothing can be said of it any more: that is its purpose. */
function checkNames(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { total, erased, wrong, first } = (
      await sql<{ total: bigint; erased: bigint; wrong: bigint; first: Id | null }>`
        SELECT count(*) AS total, count(*) FILTER (WHERE erased) AS erased, count(*) FILTER (WHERE wrong) AS wrong, min(id::text) FILTER (WHERE wrong) AS first
          FROM (SELECT f.id, n.file_id IS NOT NULL AND n.name IS NULL AS erased,
                       n.file_id IS NULL OR coalesce(sha256(n.salt || convert_to(n.name, 'UTF8')) <> f.name_digest, false) AS wrong
                  FROM evidence.file f LEFT JOIN evidence.file_name n ON n.company_id = ${company} AND n.file_id = f.id
                 WHERE f.company_id = ${company}) k`.execute(tx.db)
    ).rows[0]!
    const figures = { files: total, erased, wrong, first }
    if (first !== null) return { ok: false, code: "NAMES_CHANGED", figures, detail: names.changed(wrong, first) }
    return { ok: true, code: "NAMES_SOUND", figures, detail: names.sound(total, erased) }
  })
}

/** No fault: a running import has its file before its row, and a killed one leaves it to the sweep. */
async function nameOrphans(db: Database, company: number, folder: string): Promise<Finding> {
  const named: string[] = []
  let count = 0
  let bytes = 0
  for await (const batch of listFiles(folder)) {
    const hashes = batch.map((held) => held.sha256).filter((hash) => hash !== null)
    const free = await reading(db, company, (tx) => unreferred(tx, company, hashes))
    for (const held of batch) {
      if (held.sha256 !== null && !free.has(held.sha256)) continue
      count++
      bytes += held.bytes
      if (named.length < NAMED) named.push(held.sha256 ?? held.path.slice(folder.length + 1))
    }
  }
  const figures = { orphans: count, bytes, named }
  return { ok: true, code: "ORPHANS_NAMED", figures, detail: count === 0 ? orphans.none : orphans.some(count, bytes, named[0] ?? "") }
}
