/**
 * Opens a FEC and streams its lines. One pass over the bytes settles encoding and hash; memory stays flat whatever the file's size.
 *
 * A FEC knows no quotes: a cell may begin with one. Only where the header itself is quoted, quotes mean what they mean in CSV.
 */
import { isUtf8 } from "node:buffer"
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import iconv from "iconv-lite"
import { type Currency, decimalsOf } from "../../kernel/money.ts"
import { ok, type Result, refuse } from "../../kernel/result.ts"
import { withoutApostrophe } from "../../kernel/sheet.ts"
import type { Problem } from "../draft.ts"
import { isBlank, LINE_LIMIT, lineCounter } from "../layout.ts"
import { decideEncoding, heldCells, openEnding, startTally, tallyBytes } from "../reading/encoding.ts"
import { readRecords, recordsOf } from "../reading/records.job.ts"
import { lineTaken, takenFrom } from "../refused/refused.text.ts"
import { withoutReasonCell } from "../refused/refused.ts"
import type { Alive, Separator } from "../table.ts"
import { type FecHeader, fecReader, provenDecimal, recogniseFec } from "./fec.ts"
import { own } from "./keys.ts"
import { type BookFile, type BookLine, type LineBatch, type RawRow, refused, warned } from "./posting.ts"
import { entryKey } from "./survey.ts"

const CHUNK = 1 << 18
const BEGINNING = 1 << 16
const SEPARATORS: readonly Separator[] = ["\t", "|", ";", ","]

type Beginning = {
  readonly fec: FecHeader
  readonly separator: Separator
  readonly quoted: boolean
  readonly records: readonly (readonly string[])[]
  /** The file whose refused rows these are, by the beginning of its hash; null: a file of its own. */
  readonly mends: string | null
}
/** What the decoded beginning of a file shows of a FEC; null: it is none. */
export function beginFec(text: string): Beginning | null {
  const first = /^[^\r\n]*/.exec(text.replace(/^\s+/, ""))![0]
  for (const separator of SEPARATORS) {
    if (!first.includes(separator)) continue
    const quoted = first.startsWith('"')
    const records = quoted ? recordsOf(text, separator) : text.split(/\r\n|\n|\r/).map((line) => line.split(separator))
    const titles = records.find((cells) => !isBlank(cells)) ?? []
    const mends = takenFrom(titles.at(-1) ?? "")
    const fec = recogniseFec(mends === null ? titles : titles.slice(0, -1))
    if (fec !== null) return { fec, separator, quoted, records: records.slice(1, -1), mends }
  }
  return null
}

export async function openFec(path: string, currency: Currency, alive: Alive): Promise<Result<BookFile, Problem>> {
  const { size, mtimeMs } = await stat(path)
  const counted = await countBytes(path, alive)
  const choice = decideEncoding(counted.census)
  if (!("encoding" in choice)) return refuse(refused(choice.refused, "looksLike" in choice ? { looksLike: choice.looksLike } : {}))
  const { mark } = choice
  // The law's encoding is Latin-9; bytes it leaves to control signs show Windows' own page.
  const encoding = choice.encoding === "windows-1252" && !counted.windowsSigns ? "iso-8859-15" : choice.encoding
  const decoder = iconv.getDecoder(encoding)
  let text = ""
  for await (const chunk of createReadStream(path, { start: mark, end: mark + BEGINNING }) as AsyncIterable<Buffer>) text += decoder.write(chunk)
  const beginning = beginFec(text)
  if (beginning === null) return refuse(refused("FEC_COLUMNS_MISSING", { columns: "JournalCode, EcritureNum, CompteNum" }))
  const { fec, separator, quoted, mends } = beginning
  if (fec.missing.length > 0) return refuse(refused("FEC_COLUMNS_MISSING", { columns: fec.missing.join(", ") }))
  const decimal = provenDecimal(beginning.records, fec.columns)
  const problems: Problem[] = []
  if (fec.unknown.length > 0) problems.push(warned("COLUMNS_UNKNOWN", { headers: fec.unknown.join(", ") }))
  if (fec.absent.length > 0) problems.push(warned("COLUMNS_ABSENT", { columns: fec.absent.join(", ") }))

  const ownCells = (cells: readonly string[]) =>
    mends === null ? cells : withoutReasonCell(cells, fec.header.length).map((cell) => withoutApostrophe(cell))
  const read = () => fecReader(fec, decimal, decimalsOf(currency), currency)
  const keyOf = (cells: readonly string[]) =>
    own(entryKey(cells[fec.columns.JournalCode!]?.trim() ?? "", cells[fec.columns.EcritureNum!]?.trim() ?? ""))

  async function* lines(): AsyncGenerator<LineBatch> {
    const readLine = read()
    let batch: BookLine[] = []
    let told: Problem[] = []
    let unread: string[] = []
    let replaces: { lines: number[]; entries: string[] } = { lines: [], entries: [] }
    const tell = (problem: Problem) => void told.push(problem)
    for await (const problems of records((cells, at, taken) => {
      const line = readLine(cells, at, tell)
      if (line !== null) batch.push(line)
      else unread.push(keyOf(cells))
      if (mends === null) return
      if (taken === null) replaces.entries.push(keyOf(cells))
      else replaces.lines.push(taken)
    })) {
      yield { lines: batch, problems: problems.length === 0 ? told : [...told, ...problems], unread, replaces }
      batch = []
      told = []
      unread = []
      replaces = { lines: [], entries: [] }
    }
  }

  async function* raw(wanted: (line: number) => boolean): AsyncGenerator<readonly RawRow[]> {
    const readLine = read()
    let rows: RawRow[] = []
    for await (const problems of records((cells, line) => {
      if (!wanted(line)) return
      const found: Problem[] = []
      readLine(cells, line, (problem) => void found.push(problem))
      rows.push({ line, cells, key: keyOf(cells), problems: found.filter((p) => p.severity === "refusal") })
    })) {
      yield rows
      if (problems.some((p) => p.severity === "refusal")) return
      rows = []
    }
  }

  /** Row by row to `take`; what is wrong with the file itself after each stretch of it. */
  async function* records(take: (cells: readonly string[], line: number, taken: number | null) => void): AsyncGenerator<readonly Problem[]> {
    const lineOf = quoted ? lineCounter() : plainCounter()
    let told: Problem[] = []
    let headers = 0
    const reader = readRecords(separator, quoted, (said) => {
      const all = heldCells(said, encoding)
      const at = lineOf(all)
      if (isBlank(all)) return
      if (isHeader(all, fec.header)) {
        if (headers++ > 0) told.push(warned("HEADER_REPEATED", {}, at))
      } else take(ownCells(all), at, mends === null ? null : lineTaken(all))
    })
    const decode = iconv.getDecoder(encoding)
    let broken: Awaited<ReturnType<typeof reader.end>> = null
    let done = mark
    for await (const chunk of createReadStream(path, { start: mark, highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      broken = await reader.feed(decode.write(chunk))
      if (broken !== null) break
      done += chunk.length
      await alive(done)
      yield told
      told = []
    }
    broken ??= (await reader.feed(decode.end() ?? "")) ?? (await reader.end())
    if (broken !== null) told.push(refused(broken, { limit: String(LINE_LIMIT) }, lineOf.next()))
    else {
      const now = await stat(path)
      if (now.size !== size || now.mtimeMs !== mtimeMs) told.push(refused("FILE_CHANGED"))
    }
    yield told
  }
  return ok({ kind: "fec", sha256: counted.sha256, bytes: size, currency, problems, lines, table: { titles: fec.header, separator, quoted }, raw })
}

/** The file whose refused rows a FEC holds, as its beginning says. */
export async function mendedBy(path: string): Promise<string | null> {
  let start: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { end: BEGINNING }) as AsyncIterable<Buffer>) start = Buffer.concat([start, chunk])
  const wide = start[0] === 0xff && start[1] === 0xfe ? "utf16le" : "latin1"
  return beginFec(start.toString(wide).replace(/^(?:\uFEFF|ï»¿)/, ""))?.mends ?? null
}

/** Where no cell can hold a line's end. */
function plainCounter() {
  let line = 1
  return Object.assign((_: readonly string[]) => line++, { next: () => line })
}

const isHeader = (cells: readonly string[], header: readonly string[]) => cells.length > 3 && header.every((name, at) => (cells[at] ?? "") === name)

const WINDOWS_SIGNS = /[\x80-\x9f]/
async function countBytes(path: string, alive: Alive) {
  const hash = createHash("sha256")
  const tally = startTally()
  let start: Uint8Array = new Uint8Array()
  let carried: Buffer = Buffer.alloc(0)
  let [bytes, hasNul, utf8, windowsSigns] = [0, false, true, false]
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    if (bytes === 0) start = chunk.subarray(0, 4096)
    bytes += chunk.length
    hasNul ||= chunk.includes(0)
    tallyBytes(tally, chunk)
    windowsSigns ||= WINDOWS_SIGNS.test(chunk.toString("latin1"))
    await alive(bytes)
    if (!utf8) continue
    const joined = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
    const whole = joined.subarray(0, joined.length - openEnding(joined))
    carried = joined.subarray(whole.length)
    utf8 = isUtf8(whole)
  }
  return { census: { start, bytes, hasNul, isUtf8: utf8 && carried.length === 0, ...tally }, sha256: hash.digest("hex"), windowsSigns }
}
