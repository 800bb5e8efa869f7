/** Writes the file of refused rows as they come from the guarded reader: whole, under its name, or not at all. Never over another file. */
import { createHash, randomBytes } from "node:crypto"
import { createReadStream } from "node:fs"
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises"
import { basename, dirname, extname, join, resolve } from "node:path"
import { assert, Refused } from "../../kernel/result.ts"
import { beginningOf, type Language } from "../../kernel/text.ts"
import { errorCode, fileTrouble } from "../../shell/trouble.ts"
import { writeZip } from "../../shell/zip.ts"
import type { Problem } from "../draft.ts"
import { isTable, type OpenedBooks, type OpenedTable, type Outcast } from "../reading/reading.ts"
import { REASON, reasonAt, reasonOf, reasonTitle } from "./refused.text.ts"
import { csvLine, fecLine } from "./refused.ts"
import { PARTS, SHEET, SHEET_BEGINS, SHEET_ENDS, sheetRow } from "./sheet.ts"

export type RefusedRows = {
  readonly opened: OpenedTable | OpenedBooks
  readonly outcasts: AsyncIterable<readonly Outcast[]>
  /** What the ledger or the company refused, by line. */
  readonly besides: AsyncIterable<readonly Problem[]>
}
/** `asked`: where the user wants it; else it goes to the data folder, named after the file it comes from. */
export type RefusedPlace = { readonly asked: string | null; readonly dataDir: string; readonly from: string }

const ENDINGS: Readonly<Record<RefusedRows["opened"]["format"], string>> = { csv: ".csv", tsv: ".tsv", xlsx: ".xlsx", fec: ".txt", saft: ".txt" }

/** The path of the file. Refuses FILE_EXISTS; throws the troubles of a disk. */
export async function writeRefused(rows: RefusedRows, place: RefusedPlace, lang: Language): Promise<string> {
  const ending = ENDINGS[rows.opened.format]
  const wanted = place.asked === null ? null : resolve(withEnding(place.asked, ending === ".xlsx"))
  const folder = wanted === null ? join(place.dataDir, "refused") : dirname(wanted)
  const part = join(folder, `.${randomBytes(9).toString("hex")}.part`)
  try {
    if (wanted === null) await mkdir(folder, { recursive: true, mode: 0o700 })
    await writePart(part, rows, lang)
    return await settle(part, wanted ?? join(folder, nameOf(place.from)), ending, wanted !== null)
  } catch (error) {
    await rm(part, { force: true })
    throw fileTrouble(error, folder)
  }
}

async function writePart(part: string, rows: RefusedRows, lang: Language): Promise<void> {
  await using file = await open(part, "wx", 0o600)
  const worded = (line: number, problems: readonly Problem[]) => (isTable(rows.opened) ? reasonOf(problems, lang) : reasonAt(line, problems, lang))
  const lines = withReasons(rows, worded)
  if (!isTable(rows.opened)) {
    await writeText(file, fecOf(rows.opened, lines, lang))
    return file.sync()
  }
  const { format, titles, separator } = rows.opened
  const head = [...titles, REASON[lang]]
  if (format === "xlsx") await writeZip(file, [...PARTS, { name: SHEET, content: sheetOf(head, lines) }])
  else await writeText(file, csvOf(head, lines, separator ?? ","))
  await file.sync()
}

type Line = { readonly cells: readonly string[]; readonly types: string }
/** Batch by batch: a promise a row would cost more than the row. */
async function* withReasons(
  { outcasts, besides }: RefusedRows,
  worded: (line: number, problems: readonly Problem[]) => string,
): AsyncGenerator<Line[]> {
  const others = besides[Symbol.asyncIterator]()
  let held: readonly Problem[] = []
  let at = 0
  /** What else is said of the rows up to a line. */
  async function until(line: number): Promise<Map<number, Problem[]>> {
    const said = new Map<number, Problem[]>()
    for (;;) {
      for (; at < held.length && held[at]!.line <= line; at++) said.set(held[at]!.line, [...(said.get(held[at]!.line) ?? []), held[at]!])
      if (at < held.length) return said
      const next = await others.next()
      if (next.done) return said
      held = next.value
      at = 0
    }
  }
  for await (const rows of outcasts) {
    const last = rows.at(-1)
    if (last === undefined) continue
    const said = await until(last.line)
    yield rows.map(({ line, cells, types, problems }) => ({
      cells: [...cells, worded(line, [...problems, ...(said.get(line) ?? [])])],
      types: types ?? "",
    }))
  }
}

async function* csvOf(head: readonly string[], batches: AsyncIterable<readonly Line[]>, separator: string): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(head, separator)}`
  for await (const lines of batches) yield lines.map(({ cells }) => csvLine(cells, separator)).join("")
}
async function* fecOf({ sha256, table }: OpenedBooks, batches: AsyncIterable<readonly Line[]>, lang: Language): AsyncGenerator<string> {
  assert(table !== null, "only rows of a table come back")
  const write = (cells: readonly string[]) => fecLine(cells.slice(0, -1), cells.at(-1)!, table.separator, table.quoted)
  yield `\uFEFF${write([...table.titles, reasonTitle(lang, sha256)])}`
  for await (const lines of batches) yield lines.map(({ cells }) => write(cells)).join("")
}
async function* sheetOf(head: readonly string[], batches: AsyncIterable<readonly Line[]>): AsyncGenerator<string> {
  yield SHEET_BEGINS + sheetRow(1, head, "")
  let at = 1
  for await (const lines of batches) yield lines.map(({ cells, types }) => sheetRow(++at, cells, types)).join("")
  yield SHEET_ENDS
}

const PIECE = 1 << 18
async function writeText(file: FileHandle, pieces: AsyncIterable<string>): Promise<void> {
  let held = ""
  for await (const piece of pieces) {
    held += piece
    if (held.length < PIECE) continue
    await file.appendFile(held)
    held = ""
  }
  await file.appendFile(held)
}

const LONGEST_NAME = 100
/** A file that is mended and refused again keeps the name of the first. */
const nameOf = (from: string) => `${beginningOf(basename(from, extname(from)).replace(/\.refused(?:-\d+)?$/, ""), LONGEST_NAME)}.refused`
const withEnding = (path: string, workbook: boolean) =>
  workbook ? (/\.xlsx$/i.test(path) ? path : `${path}.xlsx`) : /\.xlsx$/i.test(path) ? `${path}.csv` : path

/** Gives the whole file its name. In the data folder the next free one, and none where the same rows lie there already. */
async function settle(part: string, wanted: string, ending: string, asked: boolean): Promise<string> {
  for (let n = 1; ; n++) {
    const path = asked ? wanted : `${wanted}${n === 1 ? "" : `-${n}`}${ending}`
    try {
      await (await open(path, "wx", 0o600)).close()
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error
      // A transaction that had to be tried again finds its own file.
      if (await isSame(part, path)) {
        await rm(part)
        return path
      }
      if (asked) throw new Refused("FILE_EXISTS", { file: path })
      continue
    }
    await rename(part, path)
    return path
  }
}

async function isSame(a: string, b: string): Promise<boolean> {
  const [of, there] = [await stat(a), await stat(b)]
  return there.isFile() && of.size === there.size && (await hashOf(a)) === (await hashOf(b))
}
async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256")
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest("hex")
}
