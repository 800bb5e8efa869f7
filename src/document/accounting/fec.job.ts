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
import type { Problem } from "../draft.ts"
import { isBlank, LINE_LIMIT, lineCounter } from "../layout.ts"
import { decideEncoding, openEnding, startTally, tallyBytes } from "../reading/encoding.ts"
import { readRecords, recordsOf } from "../reading/records.job.ts"
import type { Alive, Separator } from "../table.ts"
import { type FecHeader, fecReader, provenDecimal, recogniseFec } from "./fec.ts"
import { type BookFile, type BookLine, type LineBatch, refused, warned } from "./posting.ts"

const CHUNK = 1 << 18
const BEGINNING = 1 << 16
const SEPARATORS: readonly Separator[] = ["\t", "|", ";", ","]

type Beginning = {
  readonly fec: FecHeader
  readonly separator: Separator
  readonly quoted: boolean
  readonly records: readonly (readonly string[])[]
}
/** What the decoded beginning of a file shows of a FEC; null: it is none. */
export function beginFec(text: string): Beginning | null {
  const first = /^[^\r\n]*/.exec(text.replace(/^\s+/, ""))![0]
  for (const separator of SEPARATORS) {
    if (!first.includes(separator)) continue
    const quoted = first.startsWith('"')
    const records = quoted ? recordsOf(text, separator) : text.split(/\r\n|\n|\r/).map((line) => line.split(separator))
    const fec = recogniseFec(records.find((cells) => !isBlank(cells)) ?? [])
    if (fec !== null) return { fec, separator, quoted, records: records.slice(1, -1) }
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
  const { fec, separator, quoted } = beginning
  if (fec.missing.length > 0) return refuse(refused("FEC_COLUMNS_MISSING", { columns: fec.missing.join(", ") }))
  const decimal = provenDecimal(beginning.records, fec.columns)
  const problems: Problem[] = []
  if (fec.unknown.length > 0) problems.push(warned("COLUMNS_UNKNOWN", { headers: fec.unknown.join(", ") }))
  if (fec.absent.length > 0) problems.push(warned("COLUMNS_ABSENT", { columns: fec.absent.join(", ") }))

  async function* lines(): AsyncGenerator<LineBatch> {
    const read = fecReader(fec, decimal, decimalsOf(currency), currency)
    const lineOf = quoted ? lineCounter() : plainCounter()
    let batch: BookLine[] = []
    let told: Problem[] = []
    let headers = 0
    const tell = (problem: Problem) => void told.push(problem)
    const reader = readRecords(separator, quoted, (cells) => {
      const at = lineOf(cells)
      if (isBlank(cells)) return
      if (isHeader(cells, fec.header)) {
        if (headers++ > 0) told.push(warned("HEADER_REPEATED", {}, at))
        return
      }
      const line = read(cells, at, tell)
      if (line !== null) batch.push(line)
    })
    const decode = iconv.getDecoder(encoding)
    let broken: Awaited<ReturnType<typeof reader.end>> = null
    let done = mark
    for await (const chunk of createReadStream(path, { start: mark, highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      broken = await reader.feed(decode.write(chunk))
      if (broken !== null) break
      done += chunk.length
      await alive(done)
      yield { lines: batch, problems: told }
      batch = []
      told = []
    }
    broken ??= (await reader.feed(decode.end() ?? "")) ?? (await reader.end())
    if (broken !== null) told.push(refused(broken, { limit: String(LINE_LIMIT) }, lineOf.next()))
    else {
      const now = await stat(path)
      if (now.size !== size || now.mtimeMs !== mtimeMs) told.push(refused("FILE_CHANGED"))
    }
    yield { lines: batch, problems: told }
  }
  return ok({ kind: "fec", sha256: counted.sha256, bytes: size, currency, problems, lines })
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
