/**
 * Opens a file of books (FEC, SAF-T): one pass learns what has to be known of the whole, the next yields postings. Nothing is kept but what the
 * survey names; refusals of the whole file end the stream.
 */
import { createReadStream } from "node:fs"
import { basename } from "node:path"
import { addDays, type Day, isDay } from "../../kernel/day.ts"
import type { Currency } from "../../kernel/money.ts"
import { ok, type Result, refuse } from "../../kernel/result.ts"
import { headersSaid } from "../columns.ts"
import type { Problem } from "../draft.ts"
import type { Alive } from "../table.ts"
import { type BookTotals, startBooks, type TieOutRow, tieOut, totalsOf } from "./books.ts"
import type { Chart } from "./chart.ts"
import { beginFec, openFec } from "./fec.job.ts"
import { layOver } from "./mended.job.ts"
import {
  type BookFile,
  type BookTable,
  type LineBatch,
  type ListedCustomer,
  type MendedFile,
  type Posting,
  type RawRow,
  refused,
  warned,
} from "./posting.ts"
import { type Customer, type EntryWatch, type PostingOptions, partiesOf, postingReader } from "./postings.ts"
import { openSaft } from "./saft.job.ts"
import { endSurvey, type Party, type Survey, startSurvey, surveyLine } from "./survey.ts"

export type AccountingOptions = Partial<Omit<PostingOptions, "currency" | "opening">> & {
  /** The currency of the books; a SAF-T file names its own. */
  readonly currency: Currency
  /** The company's country, for files whose accounts do not show their chart. */
  readonly country: string
  readonly chart?: Chart
  /** The first day of books of the same source that are here already; balances brought forward after it are known. */
  readonly earlier?: Day | null
  /** The name the file came under, where its path is not its own. */
  readonly name?: string
  /** The company's own SIREN, where it is known: a FEC of another is told. */
  readonly siren?: string | null
  /** What it mends, what that mended, and so on. */
  readonly bases?: readonly MendedFile[]
}
/** `unread`: the entries of rows that cannot be read. */
export type PostingBatch = {
  readonly postings: readonly Posting[]
  readonly problems: readonly Problem[]
  readonly rows: number
  readonly unread: readonly string[]
}
export type Accounting = {
  readonly kind: BookFile["kind"]
  readonly sha256: string
  readonly bytes: number
  readonly currency: Currency
  readonly chart: Chart
  readonly rows: number
  readonly firstDay: Day | null
  readonly lastDay: Day | null
  /** Balances of customers brought forward: from which day, and what they are; null where there are none. */
  readonly opening: { readonly on: Day; readonly as: PostingOptions["opening"] } | null
  /** The file's own, before its lines. */
  readonly problems: readonly Problem[]
  readonly customers: readonly Customer[]
  /** The file's own list of customers, with or without lines; empty where it has none. */
  readonly listed: readonly ListedCustomer[]
  /** In batches, as often as one likes. A refusal at line 0, or of a broken file, ends it: nothing may be posted then. */
  postings(watch?: EntryWatch): AsyncIterable<PostingBatch>
  /** As they stand in it: of a table only. */
  readonly table: BookTable | null
  raw(wanted: (line: number) => boolean): AsyncIterable<readonly RawRow[]>
  /** Lines up to `until` are of the file that this one mends, so many of them. */
  readonly beneath: { readonly until: number; readonly rows: number }
  /** After the last posting. */
  books(): BookTotals
  tieOut(): readonly TieOutRow[]
}

/** What a file's beginning shows: books of a kind we read, or null. */
export async function recogniseAccounting(path: string): Promise<BookFile["kind"] | null> {
  let start: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { end: (1 << 16) - 1 }) as AsyncIterable<Buffer>) start = Buffer.concat([start, chunk])
  const wide = start[0] === 0xff && start[1] === 0xfe ? "utf16le" : "latin1"
  const text = start.toString(wide).replace(/^(?:\uFEFF|ï»¿)/, "")
  if (/^\s*</.test(text)) return /<(?:\w+:)?AuditFile[\s>]/.test(text) ? "saft" : null
  return beginFec(text) === null ? null : "fec"
}

export async function openAccounting(
  path: string,
  kind: BookFile["kind"],
  options: AccountingOptions,
  alive: Alive = async () => {},
): Promise<Result<Accounting, Problem>> {
  const opened = kind === "fec" ? await openFec(path, options.currency, alive) : await openSaft(path, options.currency, alive)
  if (!opened.ok) return opened
  const bases: BookFile[] = []
  for (const base of options.bases ?? []) {
    const kept = await openFec(base.path, options.currency, () => alive(0))
    if (!kept.ok) return kept
    if (kept.value.sha256 !== base.sha256) return refuse(refused("FILE_CHANGED"))
    bases.push(kept.value)
  }
  const file = bases.length === 0 ? opened.value : await layOver(opened.value, bases)
  const survey = startSurvey()
  let first: Problem | undefined
  for await (const { lines, problems } of file.lines()) {
    for (const line of lines) surveyLine(survey, line)
    const broken = problems.find(isFatal)
    if (broken) return refuse(broken)
    first ??= problems.find(({ severity }) => severity === "refusal")
    if (survey.unbalanced.size > UNBALANCED_LIMIT) return refuse(refused("ENTRIES_SCATTERED"))
  }
  const told = endSurvey(survey, options.country)
  if (file.beneath !== undefined) survey.beneath = { until: file.beneath.until, survey: await surveyOf(file.beneath.lines(), options.country) }
  const chart = options.chart ?? (kind === "saft" ? "no" : told)
  // Where no row can be read, what ails the first says more than that there is none.
  if (survey.lines === 0 && survey.parties.size === 0)
    return refuse(first ?? refused(kind === "saft" ? "SAFT_NO_ENTRIES" : "NO_ROWS", { header: headersSaid(file.table?.titles ?? []) }))
  const roots = { ...options.roots, ...file.roots?.() }
  const parties = partiesOf(survey, chart, { roots, customers: options.customers ?? [] })
  const opening = openingOf(survey, parties.customers, options.earlier ?? null)
  const posting: PostingOptions = {
    currency: file.currency,
    roots,
    termDays: options.termDays ?? null,
    opening: opening?.as ?? "items",
    customers: options.customers ?? [],
    fiscalYear: options.fiscalYear ?? (kind === "fec" ? yearNamed(options.bases?.at(-1)?.name ?? options.name ?? basename(path)) : null),
  }
  const other = kind === "fec" ? sirenNamed(options.bases?.at(-1)?.name ?? options.name ?? basename(path)) : null
  const stranger =
    other !== null && options.siren != null && other !== options.siren ? [warned("OTHER_SIREN", { said: other, own: options.siren })] : []
  let books = startBooks()

  async function* postings(watch?: EntryWatch): AsyncGenerator<PostingBatch> {
    books = startBooks()
    const reader = postingReader(survey, chart, books, posting, watch)
    let rows = 0
    for await (const { lines, problems, unread = [] } of file.lines()) {
      for (const line of lines) {
        const overflow = reader.feed(line)
        if (overflow === null) continue
        yield { postings: [], problems: [refused(overflow, { entry: line.entry, journal: line.journal }, line.line)], rows, unread }
        return
      }
      rows += lines.length
      const taken = reader.take()
      yield { postings: taken.postings, problems: [...problems, ...taken.problems], rows, unread }
      if (problems.some(isFatal)) return
    }
    reader.end()
    for (const problem of file.closing?.(books) ?? []) reader.tell(problem)
    yield { ...reader.take(), rows, unread: [] }
  }
  return ok({
    kind,
    sha256: file.sha256,
    bytes: file.bytes,
    currency: file.currency,
    chart,
    rows: survey.lines,
    firstDay: survey.firstDay,
    lastDay: survey.lastDay,
    opening,
    problems: [...stranger, ...file.problems],
    customers: parties.customers,
    listed: file.listed?.() ?? [],
    postings,
    table: file.table ?? null,
    raw: (wanted) => file.raw?.(wanted) ?? noRows(),
    beneath: { until: file.beneath?.until ?? 0, rows: file.beneath?.rows() ?? 0 },
    books: () => totalsOf(books),
    tieOut: () => tieOut(books),
  })
}

async function surveyOf(batches: AsyncIterable<LineBatch>, country: string): Promise<Survey> {
  const survey = startSurvey()
  for await (const { lines } of batches) for (const line of lines) surveyLine(survey, line)
  endSurvey(survey, country)
  return survey
}

async function* noRows(): AsyncGenerator<never> {}

function openingOf(survey: Survey, customers: readonly Party[], earlier: Day | null): Accounting["opening"] {
  let on: Day | null = null
  for (const { openingOn, saidOpeningOn } of customers)
    for (const day of [openingOn, saidOpeningOn === survey.firstDay ? saidOpeningOn : null]) if (day !== null && (on === null || day < on)) on = day
  return on === null ? null : { on, as: earlier !== null && earlier < on ? "known" : "items" }
}

/** Entries that wait for their other lines, at any point of the file. */
const UNBALANCED_LIMIT = 200_000
const FATAL = new Set<string>(["LINE_TOO_LONG", "QUOTE_NOT_CLOSED", "FILE_CHANGED", "XML_DTD", "XML_BROKEN", "XML_TOO_DEEP", "XML_TOO_LONG"])
const isFatal = (problem: Problem) => FATAL.has(problem.code)
const UNSOUND = new Set<string>(["ENTRY_TOO_LONG", "ENTRIES_SCATTERED"])
/** Nothing of the file may be posted, whatever the user says: it breaks off, is not what it says it adds up to, or its entries cannot be told apart. */
export const endsFile = (problem: Problem): boolean =>
  problem.severity === "refusal" && (problem.line === 0 || isFatal(problem) || UNSOUND.has(problem.code))

/** 123456789FEC20231231.txt: whose books they are; null: the name does not say. */
const sirenNamed = (name: string): string | null => /^(\d{9})(?:\d{5})?_?FEC/i.exec(name)?.[1] ?? null

/** 123456789FEC20231231.txt: the year ends on the day the name bears (LPF, A47 A-1 VIII); it lasts twelve months unless the lines say more. */
function yearNamed(name: string): { readonly from: Day; readonly to: Day } | null {
  const [, y, m, d] = /^\d{9,14}_?FEC_?(\d{4})(\d{2})(\d{2})/i.exec(name) ?? []
  const to = `${y}-${m}-${d}`
  if (!isDay(to)) return null
  return { from: addDays(`${Number(y) - 1}-${m}-${m === "02" && d === "29" ? "28" : d}` as Day, 1), to }
}
