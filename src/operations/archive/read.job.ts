/**
 * Reads an archive as a stream and proves it: every byte is counted and hashed as it goes by and held against the manifest at the end. What a
 * receiver was handed before that is proven only when the manifest comes back.
 *
 * Always   at most one piece in memory, and no piece larger than a piece may be, compressed or not.
 * Refuses  NO_BACKUP, BACKUP_NO_FILE, BACKUP_FORMAT, BACKUP_DAMAGED, BACKUP_TRUNCATED, WRONG_PASSPHRASE, PASSPHRASE_NEEDED.
 */
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import { Refused } from "../../kernel/result.ts"
import { errorCode } from "../../shell/trouble.ts"
import {
  FORMAT,
  HEAD_ENTRY,
  type Head,
  headWire,
  MANIFEST_ENTRY,
  MANIFEST_HASH_ENTRY,
  type Manifest,
  manifestWire,
  type Named,
  readName,
  vaultLine,
} from "./manifest.wire.ts"
import { behead, MAGIC, unseal } from "./sealed.job.ts"
import { BLOCK, type Entry, paddingOf, readHeader } from "./tar.ts"

const decompress = promisify(gunzip)
const LARGEST_PIECE = 16 << 20
/** Head and manifest: a line a table, a company and a fault. */
const LARGEST_TEXT = 32 << 20

/** What is done with the contents. Each stream must be read to its end, or left alone: then it is passed over. */
export type Receiver = {
  head(head: Head): Promise<void>
  table(name: string, rows: AsyncIterable<Buffer>): Promise<void>
  heads(company: number, lines: AsyncIterable<Buffer>): Promise<void>
  file(company: number, sha256: string, content: AsyncIterable<Buffer>): Promise<void>
}
export type Read = { readonly head: Head; readonly manifest: Manifest; readonly sealed: boolean }

/** The bytes of a backup file, opened with the passphrase where it is sealed. */
export async function openBackup(path: string, passphrase: string | null): Promise<{ plain: AsyncIterable<Buffer>; sealed: boolean }> {
  try {
    // Read twice, once to prove it: from a pipe the second reading would wait for ever.
    if (!(await stat(path)).isFile()) throw new Refused("BACKUP_NO_FILE", { file: path })
    const source = createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>
    const { head, rest } = await behead(source, MAGIC.length)
    const whole = (async function* () {
      yield head
      yield* rest
    })()
    const begins = (form: Buffer) => form.subarray(0, head.length).equals(head)
    const refusal = () => {
      if (!begins(MAGIC) && !begins(Buffer.from(HEAD_ENTRY))) return new Refused("NO_BACKUP")
      return head.equals(MAGIC) && passphrase === null ? new Refused("PASSPHRASE_NEEDED", { file: path }) : null
    }
    const refused = refusal()
    if (refused) {
      await rest.return(undefined)
      throw refused
    }
    if (!head.equals(MAGIC) || passphrase === null) return { plain: whole, sealed: false }
    return { plain: unseal(whole, passphrase), sealed: true }
  } catch (error) {
    if (["ENOENT", "EACCES", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes(errorCode(error)))
      throw new Refused("NO_SUCH_FILE", { file: path, why: errorCode(error) })
    throw error
  }
}

const damaged = (at: string) => new Refused("BACKUP_DAMAGED", { at })

export async function readArchive(plain: AsyncIterable<Buffer>, receiver: Receiver): Promise<Omit<Read, "sealed">> {
  const bytes = takeFrom(plain)
  try {
    return await readEntries(bytes, receiver)
  } finally {
    await bytes.end()
  }
}

type Counted = { bytes: number; rows: number; readonly hash: ReturnType<typeof createHash> }
type Proven = { readonly bytes: number; readonly rows: number; readonly sha256: string }

async function readEntries(bytes: Bytes, receiver: Receiver): Promise<Omit<Read, "sealed">> {
  const first = await nextEntry(bytes).catch((error: unknown) => {
    // A stranger's file, or too short to be anything; what the seal says of its own stays.
    throw error instanceof Refused && ["header", "end"].includes(String(error.figures.at)) ? new Refused("NO_BACKUP") : error
  })
  if (first === null || first.name !== HEAD_ENTRY) throw new Refused("NO_BACKUP")
  const head = parse(headWire, await wholeOf(bytes, first), HEAD_ENTRY)
  if (head.format > FORMAT) throw new Refused("BACKUP_FORMAT", { format: head.format, program: FORMAT })
  await receiver.head(head)
  const tables = new Map<string, Proven>()
  const heads = new Map<number, Proven>()
  const files = { count: 0, bytes: 0, names: createHash("sha256") }
  let entry = await nextEntry(bytes)
  for (let named = entry && readName(entry.name); entry && named; named = entry && readName(entry.name)) {
    if (named.kind === "file") {
      const { company, sha256 } = named
      files.names.update(vaultLine(company, sha256))
      const content = hashed(bytes, entry, sha256)
      await receiver.file(company, sha256, content)
      for await (const _ of content);
      files.count++
      files.bytes += entry.size
      entry = await nextEntry(bytes)
      continue
    }
    const counted: Counted = { bytes: 0, rows: 0, hash: createHash("sha256") }
    const following = { entry: null as Entry | null }
    const content = piecesOf(bytes, entry, named, counted, following)
    if (named.kind === "table") await receiver.table(named.table, content)
    else await receiver.heads(named.company, content)
    for await (const _ of content);
    const { bytes: length, rows, hash } = counted
    const proven = { bytes: length, rows, sha256: hash.digest("hex") }
    const twice = named.kind === "table" ? tables.has(named.table) : heads.has(named.company)
    if (twice) throw damaged(named.part)
    if (named.kind === "table") tables.set(named.table, proven)
    else heads.set(named.company, proven)
    entry = following.entry
  }
  if (entry === null || entry.name !== MANIFEST_ENTRY) throw entry ? damaged(entry.name) : new Refused("BACKUP_TRUNCATED")
  const text = await wholeOf(bytes, entry)
  const manifest = parse(manifestWire, text, MANIFEST_ENTRY)
  const sum = await nextEntry(bytes)
  if (sum === null || sum.name !== MANIFEST_HASH_ENTRY) throw new Refused("BACKUP_TRUNCATED")
  if ((await wholeOf(bytes, sum)).toString().slice(0, 64) !== createHash("sha256").update(text).digest("hex")) throw damaged(MANIFEST_ENTRY)
  // What seals the file ends after this: the last piece proves that nothing is missing or added.
  if ((await nextEntry(bytes)) !== null) throw damaged("end")
  hold("tables", tables.size, manifest.tables.length)
  for (const table of manifest.tables) {
    const found = tables.get(table.name)
    if (found?.sha256 !== table.sha256 || found.bytes !== table.bytes || found.rows !== table.rows) throw damaged(table.name)
  }
  hold("heads", heads.size, manifest.heads.length)
  for (const { company, sha256 } of manifest.heads) if (heads.get(company)?.sha256 !== sha256) throw damaged(`activity-heads/${company}`)
  if (files.count !== manifest.vault.files || files.bytes !== manifest.vault.bytes || files.names.digest("hex") !== manifest.vault.sha256)
    throw damaged("vault")
  return { head, manifest }
}

function hold(what: string, found: number, said: number): void {
  if (found !== said) throw damaged(what)
}

/** The content of a vault file, which must be what its name says. */
async function* hashed(bytes: Bytes, entry: Entry, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash("sha256")
  for await (const chunk of contentOf(bytes, entry)) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest("hex") !== sha256) throw damaged(entry.name)
}

/** The pieces of one part, put together; `following` is the entry after them. */
async function* piecesOf(
  bytes: Bytes,
  first: Entry,
  named: Exclude<Named, { kind: "file" }>,
  counted: Counted,
  following: { entry: Entry | null },
): AsyncGenerator<Buffer> {
  let entry: Entry | null = first
  for (let number = 1; entry !== null; number++) {
    const now = readName(entry.name)
    if (now === null || now.kind === "file" || now.part !== named.part) break
    if (now.number !== number || entry.size > LARGEST_PIECE) throw damaged(entry.name)
    const packed = await wholeOf(bytes, entry)
    const piece: Buffer = await decompress(packed, { maxOutputLength: LARGEST_PIECE }).catch(() => {
      throw damaged(now.part)
    })
    counted.hash.update(piece)
    counted.bytes += piece.length
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) counted.rows++
    if (piece.length > 0) yield piece
    entry = await nextEntry(bytes)
  }
  following.entry = entry
}

async function wholeOf(bytes: Bytes, entry: Entry): Promise<Buffer> {
  if (entry.size > LARGEST_TEXT) throw damaged(entry.name)
  const kept: Buffer[] = []
  for await (const chunk of contentOf(bytes, entry)) kept.push(chunk)
  return Buffer.concat(kept)
}

async function* contentOf(bytes: Bytes, entry: Entry): AsyncGenerator<Buffer> {
  for (let left = entry.size; left > 0; ) {
    const chunk = await bytes.some(left)
    if (chunk === null) throw new Refused("BACKUP_TRUNCATED")
    left -= chunk.length
    yield chunk
  }
  await exactly(bytes, paddingOf(entry.size))
}

/** Null at the end of the archive; what is cut off before it is refused. */
async function nextEntry(bytes: Bytes): Promise<Entry | null> {
  const header = readHeader(await exactly(bytes, BLOCK))
  if (header === null) throw damaged("header")
  if (header !== "end") return header
  if (!(await exactly(bytes, BLOCK)).every((byte) => byte === 0) || (await bytes.some(1)) !== null) throw damaged("end")
  return null
}

async function exactly(bytes: Bytes, length: number): Promise<Buffer> {
  const kept: Buffer[] = []
  for (let left = length; left > 0; ) {
    const chunk = await bytes.some(left)
    if (chunk === null) throw new Refused("BACKUP_TRUNCATED")
    left -= chunk.length
    kept.push(chunk)
  }
  return kept.length === 1 ? kept[0]! : Buffer.concat(kept)
}

/** Bytes on demand from a stream that comes in chunks. */
type Bytes = { some(most: number): Promise<Buffer | null>; end(): Promise<void> }

function takeFrom(source: AsyncIterable<Buffer>): Bytes {
  const iterator = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  return {
    async some(most) {
      while (held.length === 0) {
        const next = await iterator.next()
        if (next.done) return null
        held = next.value
      }
      const taken = held.subarray(0, most)
      held = held.subarray(taken.length)
      return taken
    },
    async end() {
      await iterator.return?.()
    },
  }
}

function parse<T>(schema: { safeParse(value: unknown): { success: boolean; data?: T } }, text: Buffer, at: string): T {
  let value: unknown
  try {
    value = JSON.parse(text.toString("utf8"))
  } catch {
    throw damaged(at)
  }
  const read = schema.safeParse(value)
  if (!read.success || read.data === undefined) throw damaged(at)
  return read.data
}
