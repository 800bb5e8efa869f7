/**
 * Opens a CSV or TSV file: one pass over its bytes settles encoding and hash for the whole file, a look at its beginning the layout; then
 * rows stream in batches. Memory stays flat whatever the file's size.
 */
import { isUtf8 } from "node:buffer"
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import iconv from "iconv-lite"
import { ok, type Result, refuse } from "../kernel/result.ts"
import type { Columns } from "./assign.ts"
import { headersSaid } from "./columns.ts"
import { type Problem, refusal } from "./draft.ts"
import { COLUMN_LIMIT, decideLayout, isBlank, LINE_LIMIT, lineCounter, nameColumns, swallowsRows } from "./layout.ts"
import { type Survey, startSurvey, surveyRow } from "./plan.ts"
import { type ByteCensus, decideEncoding, heldCells, openEnding, startTally, tallyBytes } from "./reading/encoding.ts"
import { type Broken, readRecords, recordsOf } from "./reading/records.job.ts"
import type { Alive, Batch, Encoding, Row, Separator, Table } from "./table.ts"

const QUOTE = 34
/** A batch of rows should still fit the nursery: four times as much costs twice the time. */
const CHUNK = 1 << 16
const SAMPLE_BYTES = 1 << 16
/** So many rows without a word where it matters: there will be none. */
const HOPELESS = 100_000
/** A beginning without a line's end is read on, up to the longest line allowed and a little more. */
const LONGEST_BEGINNING = 2 * LINE_LIMIT
/** Bytes without a line's end that no encoding makes a line of allowed length of. */
const ENDLESS = 4 * LINE_LIMIT

export async function openTable(path: string, alive: Alive = async () => {}): Promise<Result<Table, Problem>> {
  const { size, mtimeMs } = await stat(path)
  const counted = await countBytes(path, alive)
  if ("endlessFrom" in counted) return refuse(refusal("LINE_TOO_LONG", { limit: String(LINE_LIMIT) }, await lineAt(path, counted.endlessFrom)))
  const { census, quoted, sha256 } = counted
  const choice = decideEncoding(census)
  if ("refused" in choice) return refuse(refusal(choice.refused, "looksLike" in choice ? { looksLike: choice.looksLike } : {}))
  const { encoding, mark } = choice
  let beginning = await readBeginning(path, encoding, mark, SAMPLE_BYTES)
  if (beginning.split(/\r\n|\r|\n/, 3).length < 3) beginning = await readBeginning(path, encoding, mark, LONGEST_BEGINNING)
  const sampleIsAll = mark + iconv.encode(beginning, encoding, { addBOM: false }).length >= size
  // Many programs call a web page or an XML file ".xls".
  const markup = /^\s*<(!doctype html|html|head|meta|table|\?xml|workbook)\b/i.exec(beginning)?.[1]
  if (markup !== undefined) return refuse(refusal("NOT_A_TABLE", { looksLike: /xml|workbook/i.test(markup) ? "XML" : "HTML" }))
  const layout = decideLayout(beginning, recordsOf)
  if (layout === null) {
    if (beginning.trim() === "") return refuse(refusal("EMPTY_FILE"))
    const tooLong = beginning.length > LINE_LIMIT && !/[\r\n]/.test(beginning.slice(0, LINE_LIMIT))
    return refuse(tooLong ? refusal("LINE_TOO_LONG", { limit: String(LINE_LIMIT) }, 1) : refusal("ONE_COLUMN"))
  }
  const { separator, headerAt } = layout
  const all = layout.records.map((cells) => heldCells([...cells], encoding))
  const complete = sampleIsAll ? all : all.slice(0, -1)
  const first = all[Math.max(headerAt, 0)]!
  if (first.length > COLUMN_LIMIT) return refuse(refusal("TOO_MANY_COLUMNS", { count: String(first.length), limit: String(COLUMN_LIMIT) }))
  const header = nameColumns(headerAt < 0 ? first.map(() => "") : first)

  const lineOf = lineCounter()
  const lined = complete.map((cells) => ({ line: lineOf(cells), cells }))
  const sample = lined.slice(headerAt + 1).filter((row) => !isBlank(row.cells))
  const source: Source = { path, encoding, mark, separator, quoted, skip: headerAt + 1, size, mtimeMs }
  // A quote left open in the very first row swallows all of them.
  if (sample.length === 0 && sampleIsAll) return refuse((await firstProblem(source)) ?? refusal("NO_ROWS", { header: headersSaid(header) }))
  return ok({
    format: separator === "\t" ? "tsv" : "csv",
    encoding,
    separator,
    sheet: null,
    sheets: [],
    sha256,
    bytes: size,
    notices: [],
    header,
    headerLine: headerAt < 0 ? 0 : (lined[headerAt]?.line ?? 1),
    titles: headerAt < 0 ? header : first,
    sample,
    sampleIsAll,
    rows: () => streamRows(source),
  })
}

type Counted = { readonly census: ByteCensus; readonly quoted: boolean; readonly sha256: string }
/**
 * One pass of native work; the count of single bytes, which only 8-bit encodings need, is a second one. It ends early where no line does, and
 * where zeros show that this is no text.
 */
async function countBytes(path: string, alive: Alive): Promise<Counted | { readonly endlessFrom: number }> {
  const hash = createHash("sha256")
  const first = startTally()
  let start: Uint8Array = new Uint8Array()
  let carried: Buffer = Buffer.alloc(0)
  let bytes = 0
  let hasNul = false
  let quoted = false
  let utf8 = true
  let lineEndedAt = 0
  for await (const chunk of readBytes(path, 0)) {
    hash.update(chunk)
    const end = Math.max(chunk.lastIndexOf(10), chunk.lastIndexOf(13))
    if (end >= 0) lineEndedAt = bytes + end + 1
    else if (bytes + chunk.length - lineEndedAt > ENDLESS) {
      if (hasNul && lineEndedAt === 0) break
      return { endlessFrom: lineEndedAt }
    }
    await alive(bytes)
    if (bytes === 0) {
      start = chunk.subarray(0, 4096)
      tallyBytes(first, chunk)
    }
    bytes += chunk.length
    hasNul ||= chunk.includes(0)
    quoted ||= chunk.includes(QUOTE)
    if (!utf8) continue
    const joined = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
    const whole = joined.subarray(0, joined.length - openEnding(joined))
    carried = joined.subarray(whole.length)
    utf8 = isUtf8(whole)
  }
  utf8 &&= carried.length === 0
  const all = utf8 || hasNul ? first : startTally()
  if (all !== first)
    for await (const chunk of readBytes(path, 0)) {
      tallyBytes(all, chunk)
      await alive(bytes)
    }
  return { census: { start, bytes, hasNul, isUtf8: utf8, ...all }, quoted, sha256: hash.digest("hex") }
}

/** The number of the line that starts at a byte: counted only once something is wrong with it. */
async function lineAt(path: string, start: number): Promise<number> {
  let line = 1
  let after = 0
  if (start > 0)
    for await (const chunk of createReadStream(path, { end: start - 1, highWaterMark: CHUNK }) as AsyncIterable<Buffer>)
      for (const byte of chunk) {
        if (byte === 10 ? after !== 13 : byte === 13) line++
        after = byte
      }
  return line
}

const readBytes = (path: string, start: number): AsyncIterable<Buffer> => createReadStream(path, { start, highWaterMark: CHUNK })

async function readBeginning(path: string, encoding: Encoding, mark: number, length: number): Promise<string> {
  const decoder = iconv.getDecoder(encoding)
  let text = ""
  for await (const chunk of createReadStream(path, { start: mark, end: mark + length - 1 }) as AsyncIterable<Buffer>) text += decoder.write(chunk)
  return text
}

type Source = {
  readonly path: string
  readonly encoding: Encoding
  readonly mark: number
  readonly separator: Separator
  /** Whether the file holds a quote anywhere. */
  readonly quoted: boolean
  readonly skip: number
  readonly size: number
  readonly mtimeMs: number
}

async function* streamRows(source: Source): AsyncGenerator<Batch> {
  let rows: Row[] = []
  let records = 0
  let broken: Broken | null = null
  let swallowedAt = 0
  const lineOf = lineCounter()
  const reader = readRecords(source.separator, source.quoted, (said) => {
    const cells = heldCells(said, source.encoding)
    const line = lineOf(cells)
    if (swallowedAt === 0 && source.quoted && swallowsRows(cells, source.separator)) swallowedAt = line
    if (records++ >= source.skip && !isBlank(cells)) rows.push({ line, cells })
  })
  const decoder = iconv.getDecoder(source.encoding)
  let done = source.mark
  for await (const chunk of readBytes(source.path, source.mark)) {
    broken = await reader.feed(decoder.write(chunk))
    if (broken !== null || swallowedAt > 0) break
    done += chunk.length
    yield { rows, problems: [], done }
    rows = []
  }
  if (swallowedAt === 0) broken ??= (await reader.feed(decoder.end() ?? "")) ?? (await reader.end())
  if (swallowedAt > 0) yield { rows: [], problems: [refusal("QUOTE_NOT_CLOSED", {}, swallowedAt)], done }
  else if (broken === "TOO_MANY_COLUMNS")
    yield { rows, problems: [refusal(broken, { count: `> ${COLUMN_LIMIT}`, limit: String(COLUMN_LIMIT) }, lineOf.next())], done }
  else if (broken !== null) yield { rows, problems: [refusal(broken, { limit: String(LINE_LIMIT) }, lineOf.next())], done }
  else {
    const now = await stat(source.path)
    const same = now.size === source.size && now.mtimeMs === source.mtimeMs
    yield { rows, problems: same ? [] : [refusal("FILE_CHANGED")], done }
  }
}

async function firstProblem(source: Source): Promise<Problem | null> {
  for await (const { problems } of streamRows(source)) if (problems[0]) return problems[0]
  return null
}

/** Asks the whole file what its beginning left open: day order, decimal sign. */
export async function surveyTable(table: Table, columns: Columns, alive: Alive = async () => {}): Promise<Survey> {
  const survey = startSurvey()
  let [rows, speaking] = [0, 0]
  for await (const batch of table.rows()) {
    for (const row of batch.rows) if (surveyRow(survey, columns, row)) speaking++
    rows += batch.rows.length
    if (speaking === 0 && rows >= HOPELESS) break
    await alive(batch.done)
  }
  return survey
}
