/**
 * Text → records, piece by piece. A file without a single quote is split at its separators; any other goes through csv-parse, which knows
 * quotes. Both give the same records for the same unquoted text, several times faster the first way.
 */
import { CsvError, type Options, parse } from "csv-parse"
import { parse as parseAll } from "csv-parse/sync"
import { COLUMN_LIMIT, LINE_LIMIT } from "../layout.ts"
import type { Separator } from "../table.ts"

export type Broken = "LINE_TOO_LONG" | "QUOTE_NOT_CLOSED" | "TOO_MANY_COLUMNS"
/** `feed` and `end` hand complete records to `take`, and say when the text cannot be followed any further. */
export type RecordReader = { feed(part: string): Promise<Broken | null>; end(): Promise<Broken | null> }
type Take = (cells: string[]) => void

export const readRecords = (separator: Separator, quoted: boolean, take: Take) => (quoted ? readQuoted(separator, take) : readPlain(separator, take))

const csvOptions = (separator: Separator) =>
  ({
    delimiter: separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LINE_LIMIT,
  }) as const satisfies Options

/** All records of a text that may stop in the middle of one: what is complete counts. */
export function recordsOf(text: string, separator: Separator): string[][] {
  const records: string[][] = []
  const options = csvOptions(separator)
  try {
    parseAll(text, {
      ...options,
      on_record: (record: string[]) => {
        records.push(record)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
  }
  return records
}

const LINE_END = /\r\n|\n|\r/
function readPlain(separator: Separator, take: Take): RecordReader {
  let rest = ""
  const takeLines = (text: string) => {
    const lines = text.includes("\r") ? text.split(LINE_END) : text.split("\n")
    rest = lines.pop()!
    for (const line of lines) {
      if (line.length > LINE_LIMIT) return "LINE_TOO_LONG"
      const cells = line.split(separator, COLUMN_LIMIT + 1)
      if (cells.length > COLUMN_LIMIT) return "TOO_MANY_COLUMNS"
      take(cells)
    }
    return rest.length > LINE_LIMIT ? "LINE_TOO_LONG" : null
  }
  return {
    async feed(part) {
      const text = rest + part
      // A carriage return at the border may be half of a line's end.
      if (!text.endsWith("\r")) return takeLines(text)
      const broken = takeLines(text.slice(0, -1))
      rest += "\r"
      return broken
    },
    async end() {
      const broken = rest === "" ? null : takeLines(`${rest}\n`)
      rest = ""
      return broken
    },
  }
}

function readQuoted(separator: Separator, take: Take): RecordReader {
  let failure: Error | null = null
  let tooWide = false
  const parser = parse({
    ...csvOptions(separator),
    on_record: (cells: string[]) => {
      tooWide ||= cells.length > COLUMN_LIMIT
      if (!tooWide) take(cells)
      return null
    },
  })
  parser.on("error", (error) => {
    failure = error
  })
  const broken = (): Broken | null => {
    if (failure === null) return tooWide ? "TOO_MANY_COLUMNS" : null
    if (!(failure instanceof CsvError)) throw failure
    return failure.code === "CSV_QUOTE_NOT_CLOSED" ? "QUOTE_NOT_CLOSED" : "LINE_TOO_LONG"
  }
  return {
    async feed(part) {
      await new Promise<void>((done) => parser.write(part, () => done()))
      return broken()
    },
    async end() {
      const closed = new Promise((done) => parser.once("close", done))
      parser.end()
      parser.resume()
      await closed
      return broken()
    },
  }
}
