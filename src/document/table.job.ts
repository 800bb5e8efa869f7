/**
 * Opens a CSV or TSV file: one pass over its bytes settles encoding and hash for the whole file, a look at its beginning the layout; then
 * rows stream in batches. Memory stays flat whatever the file's size.
 */
import { isUtf8 } from "node:buffer"
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { CsvError, parse } from "csv-parse"
import iconv from "iconv-lite"
import { ok, type Result, refuse } from "../kernel/result.ts"
import type { Columns } from "./assign.ts"
import { type Problem, refusal } from "./draft.ts"
import { type ByteCensus, decideEncoding, openEnding, startTally, tallyBytes } from "./encoding.ts"
import { COLUMN_LIMIT, csvOptions, decideLayout, isBlank, LINE_LIMIT, lineCounter, nameColumns } from "./layout.ts"
import { type Survey, startSurvey, surveyRow } from "./plan.ts"
import type { Batch, Encoding, Row, Separator, Table } from "./table.ts"

const CHUNK = 1 << 18
const SAMPLE_BYTES = 1 << 16
/** A beginning without a line's end is read on, up to the longest line allowed and a little more. */
const LONGEST_BEGINNING = 2 * LINE_LIMIT

export async function openTable(path: string): Promise<Result<Table, Problem>> {
  const { size, mtimeMs } = await stat(path)
  const { census, sha256 } = await countBytes(path)
  const choice = decideEncoding(census)
  if ("refused" in choice) return refuse(refusal(choice.refused, "looksLike" in choice ? { looksLike: choice.looksLike } : {}))
  const { encoding, mark } = choice
  let beginning = await readBeginning(path, encoding, mark, SAMPLE_BYTES)
  if (beginning.split(/\r\n|\r|\n/, 3).length < 3) beginning = await readBeginning(path, encoding, mark, LONGEST_BEGINNING)
  const sampleIsAll = mark + iconv.encode(beginning, encoding, { addBOM: false }).length >= size
  const layout = decideLayout(beginning)
  if (layout === null) {
    if (beginning.trim() === "") return refuse(refusal("EMPTY_FILE"))
    const tooLong = beginning.length > LINE_LIMIT && !/[\r\n]/.test(beginning.slice(0, LINE_LIMIT))
    return refuse(tooLong ? refusal("LINE_TOO_LONG", { limit: String(LINE_LIMIT) }, 1) : refusal("ONE_COLUMN"))
  }
  const { separator, headerAt } = layout
  const complete = sampleIsAll ? layout.records : layout.records.slice(0, -1)
  const first = layout.records[Math.max(headerAt, 0)]!
  if (first.length > COLUMN_LIMIT) return refuse(refusal("TOO_MANY_COLUMNS", { count: String(first.length), limit: String(COLUMN_LIMIT) }))
  const header = nameColumns(headerAt < 0 ? first.map(() => "") : first)

  const lineOf = lineCounter()
  const lined = complete.map((cells) => ({ line: lineOf(cells), cells }))
  const sample = lined.slice(headerAt + 1).filter((row) => !isBlank(row.cells))
  if (sample.length === 0 && sampleIsAll) return refuse(refusal("NO_ROWS", { header: header.join(", ") }))
  const source: Source = { path, encoding, mark, separator, skip: headerAt + 1, size, mtimeMs }
  return ok({
    format: separator === "\t" ? "tsv" : "csv",
    encoding,
    separator,
    sha256,
    bytes: size,
    header,
    headerLine: headerAt < 0 ? 0 : (lined[headerAt]?.line ?? 1),
    sample,
    sampleIsAll,
    rows: () => streamRows(source),
  })
}

async function countBytes(path: string): Promise<{ census: ByteCensus; sha256: string }> {
  const hash = createHash("sha256")
  const tally = startTally()
  let start: Uint8Array = new Uint8Array()
  let carried: Buffer = Buffer.alloc(0)
  let bytes = 0
  let hasNul = false
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    if (bytes === 0) start = chunk.subarray(0, 4096)
    bytes += chunk.length
    hasNul ||= chunk.includes(0)
    const joined = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
    const whole = joined.subarray(0, joined.length - openEnding(joined))
    carried = joined.subarray(whole.length)
    // Plain ASCII needs no count, and is most of most files.
    tally.isUtf8 &&= isUtf8(whole)
    tallyBytes(tally, whole)
  }
  tally.isUtf8 &&= carried.length === 0
  tallyBytes(tally, carried)
  return { census: { start, bytes, hasNul, ...tally }, sha256: hash.digest("hex") }
}

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
  readonly skip: number
  readonly size: number
  readonly mtimeMs: number
}

async function* streamRows(source: Source): AsyncGenerator<Batch> {
  let rows: Row[] = []
  let records = 0
  const lineOf = lineCounter()
  const parser = parse({
    ...csvOptions(source.separator),
    on_record: (cells: string[]) => {
      const line = lineOf(cells)
      if (records++ >= source.skip && !isBlank(cells)) rows.push({ line, cells })
      return null
    },
  })
  let failure: Error | null = null
  parser.on("error", (error) => {
    failure = error
  })
  // Validated UTF-8 goes to the parser as it is; other encodings are decoded on the way.
  const decoder = source.encoding === "utf-8" ? null : iconv.getDecoder(source.encoding)
  const feed = (part: Buffer | string) => new Promise<void>((done) => parser.write(part, () => done()))
  try {
    for await (const chunk of createReadStream(source.path, { start: source.mark, highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      await feed(decoder === null ? chunk : decoder.write(chunk))
      if (failure !== null) break
      if (rows.length > 0) yield { rows, problems: [] }
      rows = []
    }
    if (failure === null) {
      const rest = decoder?.end()
      if (rest) await feed(rest)
      const finished = new Promise((done) => parser.once("close", done))
      parser.end()
      parser.resume()
      await finished
    }
    yield { rows, problems: await problemsAtEnd(source, failure, lineOf.next()) }
  } finally {
    parser.destroy()
  }
}

async function problemsAtEnd(source: Source, failure: Error | null, line: number): Promise<readonly Problem[]> {
  if (failure instanceof CsvError)
    return [
      failure.code === "CSV_QUOTE_NOT_CLOSED" ? refusal("QUOTE_NOT_CLOSED", {}, line) : refusal("LINE_TOO_LONG", { limit: String(LINE_LIMIT) }, line),
    ]
  if (failure !== null) throw failure
  const now = await stat(source.path)
  return now.size === source.size && now.mtimeMs === source.mtimeMs ? [] : [refusal("FILE_CHANGED")]
}

/** Asks the whole file what its beginning left open: day order, decimal sign. */
export async function surveyTable(table: Table, columns: Columns): Promise<Survey> {
  const survey = startSurvey()
  for await (const batch of table.rows()) for (const row of batch.rows) surveyRow(survey, columns, row.cells)
  return survey
}
