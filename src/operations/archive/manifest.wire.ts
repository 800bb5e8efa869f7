/** What a backup says of itself: the head before anything else, so that what does not fit is refused early; the manifest last, once all is counted. */
import { z } from "zod"

export const FORMAT = 1
export const HEAD_ENTRY = "encours-backup.json"
export const MANIFEST_ENTRY = "manifest.json"
export const MANIFEST_HASH_ENTRY = "manifest.sha256"

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()

export const headWire = z.object({
  format: z.number().int(),
  program: z.string(),
  server: z.string(),
  takenAt: z.iso.datetime(),
  by: z.string(),
  /** The version of the schema, and every migration that made it. */
  schema: z.number().int().positive(),
  migrations: z.array(z.object({ version: z.number().int(), name: z.string(), checksum: sha256 })),
  companies: z.array(z.object({ id: z.number().int(), code: z.string() })),
})
export type Head = z.infer<typeof headWire>

const partWire = z.object({ bytes: count, sha256 })
export const manifestWire = z.object({
  format: z.number().int(),
  takenAt: z.iso.datetime(),
  /** In the order in which they stand in the archive. */
  tables: z.array(partWire.extend({ name: z.string(), columns: z.array(z.string()), rows: count })),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
  /** The published heads of each company's activity log, up to the moment of the snapshot. */
  heads: z.array(partWire.extend({ company: z.number().int() })),
  vault: z.object({
    files: count,
    bytes: count,
    /** SHA-256 over the lines "COMPANY/SHA256\n" of the files in the archive, in order. */
    sha256,
    /** Referred to, and not in the archive: missing or changed on the disk when the backup was made. */
    faults: z.array(z.object({ company: z.number().int(), sha256, fault: z.enum(["missing", "changed"]) })),
  }),
})
export type Manifest = z.infer<typeof manifestWire>

/** Names of entries. A table, or the heads of a company, is cut into numbered pieces, each compressed by itself: put end to end they are one gzip file. */
export const tablePart = (table: string) => `database/${table}.copy`
export const headsPart = (company: number) => `activity-heads/${company}.log`
export const pieceName = (part: string, number: number) => `${part}/${String(number).padStart(6, "0")}.gz`
export const fileName = (company: number, hash: string) => `vault/${company}/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`
export const vaultLine = (company: number, hash: string) => `${company}/${hash}\n`

export type Named =
  | { readonly kind: "table"; readonly part: string; readonly table: string; readonly number: number }
  | { readonly kind: "heads"; readonly part: string; readonly company: number; readonly number: number }
  | { readonly kind: "file"; readonly company: number; readonly sha256: string }

export function readName(name: string): Named | null {
  const table = /^(database\/([a-z0-9_]+\.[a-z0-9_]+)\.copy)\/(\d{6,})\.gz$/.exec(name)
  if (table) return { kind: "table", part: table[1]!, table: table[2]!, number: Number(table[3]) }
  const heads = /^(activity-heads\/([1-9]\d{0,9})\.log)\/(\d{6,})\.gz$/.exec(name)
  if (heads) return { kind: "heads", part: heads[1]!, company: Number(heads[2]), number: Number(heads[3]) }
  const file = /^vault\/([1-9]\d{0,9})\/[0-9a-f]{2}\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(name)
  return file && name === fileName(Number(file[1]), file[2]!) ? { kind: "file", company: Number(file[1]), sha256: file[2]! } : null
}
