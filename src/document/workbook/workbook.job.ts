/**
 * Opens an XLSX file as a table: the directory first, then the small parts, then the beginning of every sheet to find the one that is a journal;
 * its rows stream. Nothing is unpacked on faith, nothing outside the file is ever looked at.
 */
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { open, stat } from "node:fs/promises"
import { ok, type Result, refuse } from "../../kernel/result.ts"
import { assignColumns } from "../assign.ts"
import { headersSaid, languageOf } from "../columns.ts"
import { notice, type Problem, refusal } from "../draft.ts"
import { COLUMN_LIMIT } from "../layout.ts"
import { noMapping } from "../mapping.ts"
import type { Alive, Batch, Row, Table } from "../table.ts"
import { type NumberFormat, readFormat } from "./cells.ts"
import { type Heading, readHeading } from "./heading.ts"
import { relationReader, relationsOf, sharedTextReader, styleReader, workbookReader } from "./parts.ts"
import { type Book, MOST_CELLS, SheetError, sheetReader } from "./sheet.ts"
import { keepTexts, TEXT_LIMIT } from "./texts.ts"
import { type Listener, readXml, XmlError } from "./xml.job.ts"
import { openZip, UnpackError, type Zip } from "./zip.job.ts"

const SAMPLE_ROWS = 1_000
const SAMPLED_SHEETS = 50
const SAMPLE_BYTES = 1 << 25
/** Relations, list of sheets and styles are small in every honest workbook. */
const SMALL_PART = 1 << 25
/** Pieces of 64 KB that make a batch of rows. */
const PIECES = 8

const startsWith = (bytes: Buffer, sign: readonly number[]) => sign.every((byte, i) => bytes[i] === byte)
const ZIP = [0x50, 0x4b, 3, 4]
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]

/** Whether the first bytes are those of a workbook, or of what people take for one. */
export async function isPackage(path: string): Promise<boolean> {
  const file = await open(path, "r")
  try {
    const start = Buffer.alloc(4)
    await file.read(start, 0, 4, 0)
    return startsWith(start, ZIP) || startsWith(start, COMPOUND)
  } finally {
    await file.close()
  }
}

export async function openWorkbook(path: string, sheet: string | null = null, alive: Alive = async () => {}): Promise<Result<Table, Problem>> {
  try {
    return await openParts(path, sheet, alive)
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    return refuse(problem)
  }
}

async function openParts(path: string, wanted: string | null, alive: Alive): Promise<Result<Table, Problem>> {
  const { size, mtimeMs } = await stat(path)
  const { sha256, compound } = await lookThrough(path, alive)
  if (compound !== null) return refuse(refusal(compound === "encrypted" ? "WORKBOOK_ENCRYPTED" : "WORKBOOK_OLD", { kind: "xls" }))
  const zip = await openZip(path)
  const main = await mainPart(zip)
  if (main === null) return refuse(otherPackage(zip))
  const relations = relationReader(main)
  await readPart(zip, relationsOf(main), relations)
  const workbook = workbookReader()
  await readPart(zip, main, workbook)
  const partOf = (type: string) => relations.relations.find((relation) => relation.type === type)?.part
  const book = await readBook(zip, partOf("styles"), partOf("sharedStrings"), workbook.found.since1904, alive)

  const sheets = workbook.found.sheets.flatMap((sheet): Sheet[] => {
    const relation = relations.relations.find(({ id, type }) => id === sheet.id && type === "worksheet")
    return relation && zip.has(relation.part) ? [{ ...sheet, part: relation.part }] : []
  })
  const chosen = await chooseSheet(zip, book, sheets, wanted, alive)
  if (!chosen.ok) return chosen
  const { sheet, heading, sample, sampleIsAll, widest, notices } = chosen.value
  const width = heading.names.length
  if (width > COLUMN_LIMIT) return refuse(refusal("TOO_MANY_COLUMNS", { count: String(widest), limit: String(COLUMN_LIMIT) }))
  const header = sample[heading.at]
  const data = sample.slice(heading.at + 1).map((row) => cut(row, width))
  if (data.length === 0 && sampleIsAll)
    return refuse(sample.length === 0 ? refusal("EMPTY_FILE") : refusal("NO_ROWS", { header: headersSaid(heading.names) }))
  return ok({
    format: "xlsx",
    encoding: null,
    separator: null,
    sheet: sheet.name,
    sheets: sheets.map(({ name }) => name),
    sha256,
    bytes: size,
    notices,
    header: heading.names,
    headerLine: header?.line ?? 0,
    titles: heading.names,
    sample: data,
    sampleIsAll,
    rows: () => streamRows(zip, book, sheet, width, header?.line ?? 0, { path, size, mtimeMs }),
  })
}

/** One pass over the bytes: their hash, and what an old or locked file holds. */
async function lookThrough(path: string, alive: Alive) {
  const hash = createHash("sha256")
  const locked = Buffer.from("EncryptedPackage", "utf16le")
  let compound: "old" | "encrypted" | null = null
  let done = 0
  let carried: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    if (done === 0 && startsWith(chunk, COMPOUND)) compound = "old"
    if (compound === "old" && Buffer.concat([carried, chunk]).includes(locked)) compound = "encrypted"
    if (compound !== null) carried = chunk.subarray(-locked.length)
    done += chunk.length
    await alive(0)
  }
  return { sha256: hash.digest("hex"), compound }
}

async function mainPart(zip: Zip): Promise<string | null> {
  if (!zip.has("_rels/.rels")) return null
  const relations = relationReader("")
  await readPart(zip, "_rels/.rels", relations)
  const main = relations.relations.find(({ type }) => type === "officeDocument")?.part
  return main !== undefined && zip.has(main) && /workbook[^/]*\.xml$/i.test(main) ? main : null
}

function otherPackage(zip: Zip): Problem {
  const names = zip.names()
  if (names.some((name) => name.endsWith("workbook.bin"))) return refusal("WORKBOOK_OLD", { kind: "xlsb" })
  if (zip.has("content.xml") && zip.has("mimetype")) return refusal("WORKBOOK_OLD", { kind: "ods" })
  return refusal("NOT_A_TABLE", { looksLike: names.some((name) => name.startsWith("word/")) ? "docx" : "zip" })
}

async function readPart(zip: Zip, part: string, listener: Listener, alive: Alive = async () => {}, limit = SMALL_PART): Promise<void> {
  let unpacked = 0
  async function* bounded() {
    for await (const chunk of zip.unpack(part)) {
      unpacked += chunk.length
      if (unpacked > limit) throw new TooLarge("MB", limit / 1048576)
      yield chunk
    }
  }
  for await (const _ of readXml(bounded(), listener)) await alive(0)
}

class TooLarge extends Error {
  readonly figures: { readonly what: string; readonly limit: string }
  constructor(what: "MB" | "texts" | "cells", limit: number) {
    super(`more than ${limit} ${what}`)
    this.figures = { what, limit: String(limit) }
  }
}

async function readBook(zip: Zip, styles: string | undefined, texts: string | undefined, since1904: boolean, alive: Alive): Promise<Book> {
  const style = styleReader()
  if (styles !== undefined && zip.has(styles)) await readPart(zip, styles, style, alive)
  const shared = keepTexts()
  const add = (text: string) => {
    if (!shared.add(text)) throw new TooLarge("texts", TEXT_LIMIT / 1048576)
  }
  if (texts !== undefined && zip.has(texts)) await readPart(zip, texts, sharedTextReader(add), alive, Number.POSITIVE_INFINITY)
  const formats = style.formats.map((id): NumberFormat => readFormat(id, style.codes.get(id)))
  return { text: (index) => shared.at(index), format: (index) => formats[index] ?? "plain", since1904 }
}

type Sheet = { readonly name: string; readonly part: string; readonly hidden: boolean }
type Sampled = {
  readonly sheet: Sheet
  readonly heading: Heading
  readonly sample: readonly Row[]
  readonly sampleIsAll: boolean
  readonly widest: number
  readonly rank: number
}
type Chosen = Sampled & { readonly notices: readonly Problem[] }

/** The sheet that names most of what a journal needs; hidden ones count only where nothing else is there. */
async function chooseSheet(zip: Zip, book: Book, sheets: readonly Sheet[], wanted: string | null, alive: Alive): Promise<Result<Chosen, Problem>> {
  const names = (some: readonly Sheet[]) => some.map(({ name }) => name).join(", ")
  const asked = wanted === null ? sheets : sheets.filter(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase())
  if (sheets.length === 0) return refuse(refusal("EMPTY_FILE"))
  if (asked.length === 0) return refuse(refusal("SHEET_UNKNOWN", { sheet: wanted ?? "", sheets: names(sheets) }))
  const seen = asked.filter(({ hidden }) => !hidden)
  const hidden = asked.filter((sheet) => sheet.hidden)
  let best: Sampled | null = null
  for (const sheet of (seen.length > 0 ? seen : hidden).slice(0, SAMPLED_SHEETS)) {
    const sampled = await sampleSheet(zip, book, sheet)
    await alive(0)
    if (best === null || sampled.rank > best.rank) best = sampled
  }
  const { sheet } = best!
  const others = sheets.filter((other) => other !== sheet && !other.hidden)
  const skipped = sheets.filter((other) => other !== sheet && other.hidden)
  const notices = [
    ...(others.length > 0 || sheet.hidden ? [notice("SHEET_CHOSEN", { sheet: sheet.name, others: names(others) })] : []),
    ...(skipped.length > 0 ? [notice("SHEETS_HIDDEN", { sheets: names(skipped) })] : []),
  ]
  return ok({ ...best!, notices })
}

async function sampleSheet(zip: Zip, book: Book, sheet: Sheet): Promise<Sampled> {
  const sample: Row[] = []
  const reader = sheetReader(book, { below: 0, width: COLUMN_LIMIT + 1, filled: false }, (row) => sample.push(row))
  let sampleIsAll = true
  let unpacked = 0
  const counted = async function* () {
    for await (const chunk of zip.unpack(sheet.part)) {
      unpacked += chunk.length
      yield chunk
    }
  }
  for await (const _ of readXml(counted(), reader)) {
    if (sample.length < SAMPLE_ROWS && unpacked < SAMPLE_BYTES) continue
    sampleIsAll = false
    break
  }
  const heading = readHeading(sample.slice(0, 200).map((row) => row.cells))
  const rows = sample.slice(heading.at + 1)
  const { problems } = assignColumns(heading.names, rows.slice(0, 200), noMapping, languageOf(heading.names))
  const whole = rows.length > 0 && problems.every((problem) => problem.severity === "warning")
  const rank = (whole ? 1_000 : 0) + heading.recognised * 10 + Math.min(sample.length, 2)
  return { sheet, heading, sample, sampleIsAll, widest: reader.reach.widest, rank }
}

/** A row of the sample as wide as the header. */
function cut(row: Row, width: number): Row {
  const cells = Array.from({ length: width }, (_, i) => row.cells[i] ?? "")
  return { line: row.line, cells, types: (row.types ?? "").slice(0, width).padEnd(width, " ") }
}

async function* streamRows(
  zip: Zip,
  book: Book,
  sheet: Sheet,
  width: number,
  headerLine: number,
  as: { readonly path: string; readonly size: number; readonly mtimeMs: number },
): AsyncGenerator<Batch> {
  let rows: Row[] = []
  let done = 0
  let pieces = 0
  const reader = sheetReader(book, { below: headerLine, width, filled: true }, (row) => rows.push(row))
  const unpack = zip.unpack(sheet.part, (packed) => {
    done = packed
  })
  try {
    for await (const _ of readXml(unpack, reader)) {
      if (++pieces % PIECES !== 0) continue
      yield { rows, problems: [], done }
      rows = []
    }
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    return yield { rows: [], problems: [problem], done }
  }
  const now = await stat(as.path)
  const same = now.size === as.size && now.mtimeMs === as.mtimeMs
  const beside = reader.reach.beside > 0 ? [notice("CELLS_BESIDE", { columns: String(width) }, reader.reach.beside)] : []
  yield { rows, problems: [...beside, ...(same ? [] : [refusal("FILE_CHANGED")])], done: as.size }
}

/** What a fault of the file says to its user; null for a fault of ours. */
function problemOf(error: unknown): Problem | null {
  if (error instanceof TooLarge) return refusal("WORKBOOK_TOO_LARGE", error.figures)
  if (error instanceof SheetError)
    return error.code === "TOO_MANY_CELLS"
      ? refusal("WORKBOOK_TOO_LARGE", new TooLarge("cells", MOST_CELLS).figures)
      : refusal("WORKBOOK_BROKEN", { reason: "sheet" }, error.line)
  if (error instanceof XmlError)
    return error.code === "XML_DTD" ? refusal("WORKBOOK_DTD") : refusal("WORKBOOK_BROKEN", { reason: error.message.slice(0, 100) })
  if (!(error instanceof UnpackError)) return null
  if (error.code === "ZIP_ENCRYPTED") return refusal("WORKBOOK_ENCRYPTED")
  if (error.code === "ZIP_BOMB" || error.code === "ZIP_TOO_MANY") return refusal("WORKBOOK_BOMB")
  return refusal("WORKBOOK_BROKEN", { reason: "zip" })
}
