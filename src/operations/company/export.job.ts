/**
 * Everything of one company, to take away: a table a file, the received files as they came, and what it all is. One moment, one read-only
 * transaction; the folder stands under its name only when it is whole.
 */
import { createWriteStream } from "node:fs"
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { Readable, Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import { Refused } from "../../kernel/result.ts"
import type { Language } from "../../kernel/text.ts"
import type { Creditor } from "../../shell/context.ts"
import type { Database } from "../../shell/db.ts"
import { openFile, vaultFolder } from "../../shell/vault.ts"
import { companyTables, copyRows, type Form, keptFiles } from "./export.store.ts"
import { readme } from "./export.text.ts"

export type Exported = {
  readonly folder: string
  readonly tables: readonly { readonly name: string; readonly file: string; readonly rows: number }[]
  readonly files: number
  /** Received files that are not in the vault any more, by their hash. */
  readonly missing: readonly string[]
}

const NOT_THERE = new Set(["FILE_MISSING", "FILE_DAMAGED"])

/** Refuses EXPORT_EXISTS; whatever fails leaves nothing behind. */
export async function exportCompany(db: Database, company: Creditor, folder: string, form: Form, dataDir: string, lang: Language): Promise<Exported> {
  if (await stat(folder).catch(() => null)) throw new Refused("EXPORT_EXISTS", { folder })
  const aside = join(dirname(folder), `.${basename(folder)}.part-${process.pid}`)
  await mkdir(join(aside, "files"), { recursive: true, mode: 0o700 })
  try {
    const made = await db.inCompanies([company.id], async (_, choose) => {
      const tx = await choose(company.id)
      const tables = []
      for (const table of await companyTables(tx)) {
        const file = `${table.name}.${form === "csv" ? "csv" : "jsonl"}`
        const count = countLines()
        await pipeline(copyRows(tx, table, form), count, createWriteStream(join(aside, file), { mode: 0o600 }))
        tables.push({ ...table, file, rows: Math.max(0, count.records() - (form === "csv" ? 1 : 0)) })
      }
      const missing: string[] = []
      const files = await keptFiles(tx)
      for (const { sha256, name } of files) {
        const to = join(aside, "files", `${sha256.slice(0, 12)}${name === null ? "" : `-${basename(name)}`}`)
        await pipeline(Readable.from(openFile(vaultFolder(dataDir, company.id), sha256)), createWriteStream(to, { mode: 0o600 })).catch(
          async (error: unknown) => {
            // A full disk is no file that is missing.
            if (!(error instanceof Refused) || !NOT_THERE.has(error.code)) throw error
            await rm(to, { force: true })
            missing.push(sha256)
          },
        )
      }
      return { tables, files: files.length - missing.length, missing }
    })
    const about = made.tables.map(({ name, file, rows, columns }) => ({ name, file, rows, columns }))
    await writeFile(join(aside, "tables.json"), `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600 })
    await writeFile(join(aside, "README.md"), readme(lang, company.name, form, about), { mode: 0o600 })
    await rename(aside, folder)
    return { folder, tables: about.map(({ name, file, rows }) => ({ name, file, rows })), files: made.files, missing: made.missing }
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** Records of a CSV or of JSON lines as they pass: line ends outside quotes. */
function countLines(): Transform & { records(): number } {
  let [records, quoted] = [0, false]
  const passing = new Transform({
    transform(chunk: Buffer, _, done) {
      for (const byte of chunk)
        if (byte === 34) quoted = !quoted
        else if (byte === 10 && !quoted) records++
      done(null, chunk)
    },
  })
  return Object.assign(passing, { records: () => records })
}
