/** What is in a backup, as one stream: the database at one moment, the heads of the activity logs up to it, the files its rows refer to. */
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { open, stat } from "node:fs/promises"
import { join } from "node:path"
import { headsFile, readHead } from "../../activity/heads.ts"
import { Refused } from "../../kernel/result.ts"
import type { By } from "../../shell/context.ts"
import type { Snapshot, Table } from "../../shell/transfer/snapshot.ts"
import { errorCode } from "../../shell/trouble.ts"
import { openFile, storedPath, vaultFolder } from "../../shell/vault.ts"
import { FORMAT, fileName, headsPart, type Manifest, tablePart, vaultLine } from "../archive/manifest.wire.ts"
import { writeArchive } from "../archive/write.job.ts"
import { companiesIn, type Referred, referredFiles, sealedUpTo } from "./backup.store.ts"

const PROGRAM = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8")) as { version: string }
/** More than this missing is no vault with a fault, but the wrong folder. */
const MOST_FAULTS = 1_000

export const headsFolder = (dataDir: string) => join(dataDir, "activity-heads")

export type Contents = {
  readonly dataDir: string
  readonly by: By
  /** Without them the files stay where they are: a move within one data folder. */
  readonly withFiles: boolean
  /** Rows copied so far. */
  progress(rows: number): void
}

export async function* contentsOf(snapshot: Snapshot, { dataDir, by, withFiles, progress }: Contents): AsyncGenerator<Buffer, Manifest> {
  const select: Snapshot["select"] = (statement, values) => snapshot.select(statement, values)
  const companies = await companiesIn(select)
  const takenAt = snapshot.at.toISOString()
  const archive = writeArchive(Math.floor(snapshot.at.getTime() / 1000))
  yield* archive.head({
    format: FORMAT,
    program: PROGRAM.version,
    server: snapshot.server,
    takenAt,
    by: `${by.kind} ${by.name}`,
    schema: snapshot.migrations.length,
    migrations: [...snapshot.migrations],
    companies,
  })
  const tables: Manifest["tables"] = []
  let rowsInAll = 0
  for (const table of snapshot.tables) {
    const read = readTable(snapshot, table, (rows) => progress(rowsInAll + rows))
    const part = yield* archive.part(tablePart(table.name), read.bytes)
    tables.push({ name: table.name, columns: [...table.columns], rows: read.rows(), ...part })
    rowsInAll += read.rows()
  }
  const heads: Manifest["heads"] = []
  for (const [company, seq] of await sealedUpTo(select))
    heads.push({ company, ...(yield* archive.part(headsPart(company), headsUpTo(join(headsFolder(dataDir), headsFile(company)), seq))) })
  const vault = { files: 0, bytes: 0, sha256: "", faults: [] as Manifest["vault"]["faults"] }
  const names = createHash("sha256")
  for await (const file of withFiles ? referredFiles(select) : []) {
    const fault = await faultOf(dataDir, file)
    if (fault !== null) {
      vault.faults.push({ company: file.company, sha256: file.sha256, fault })
      if (vault.faults.length > MOST_FAULTS) throw new Refused("VAULT_MISSING", { path: join(dataDir, "vault"), missing: vault.faults.length })
      continue
    }
    yield* archive.file(fileName(file.company, file.sha256), Number(file.bytes), openFile(vaultFolder(dataDir, file.company), file.sha256))
    names.update(vaultLine(file.company, file.sha256))
    vault.files++
    vault.bytes += Number(file.bytes)
  }
  const manifest: Manifest = {
    format: FORMAT,
    takenAt,
    tables,
    sequences: [...snapshot.sequences],
    heads,
    vault: { ...vault, sha256: names.digest("hex") },
  }
  yield* archive.manifest(manifest)
  return manifest
}

function readTable(snapshot: Snapshot, table: Table, progress: (rows: number) => void) {
  let rows = 0
  return {
    rows: () => rows,
    bytes: (async function* () {
      // Text COPY writes a line break inside a value as \n, so that each row is a line.
      for await (const chunk of snapshot.copyOut(table) as AsyncIterable<Buffer>) {
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++
        progress(rows)
        yield chunk
      }
    })(),
  }
}

const LINES = 5_000

/**
 * The published heads up to a seal. What was published after the snapshot would accuse the restored chain of having lost its end; every other
 * line is kept as it is, so that a tampered one is still found.
 */
async function* headsUpTo(path: string, seq: bigint): AsyncGenerator<Buffer> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return null
    throw error
  })
  if (file === null) return
  try {
    let kept: string[] = []
    for await (const line of file.readLines({ encoding: "utf8", autoClose: false })) {
      const head = readHead(line)
      if (head === "torn" || (head !== "unreadable" && head.seq > seq)) continue
      kept.push(line)
      if (kept.length < LINES) continue
      yield Buffer.from(`${kept.join("\n")}\n`)
      kept = []
    }
    if (kept.length > 0) yield Buffer.from(`${kept.join("\n")}\n`)
  } finally {
    await file.close()
  }
}

/** Read once before it is packed: a file that is not what it was must not stand in a backup under its name. */
async function faultOf(dataDir: string, { company, sha256, bytes }: Referred): Promise<"missing" | "changed" | null> {
  const folder = vaultFolder(dataDir, company)
  try {
    if (BigInt((await stat(storedPath(folder, sha256))).size) !== bytes) return "changed"
    for await (const _ of openFile(folder, sha256));
    return null
  } catch (error) {
    if (error instanceof Refused) return error.code === "FILE_MISSING" ? "missing" : "changed"
    if (errorCode(error) === "ENOENT") return "missing"
    if (errorCode(error) === "EIO") return "changed"
    throw error
  }
}
