/**
 * A file of books on its way out of the guarded process: its customers' items as lines of the ledger's stage, and beside each of them what
 * lettering needs to know of it.
 */
import { assert } from "../../kernel/result.ts"
import type { Answering } from "../../shell/guarded.ts"
import type { Problem } from "../draft.ts"
import { customerReader, noMapping } from "../mapping.ts"
import { dueDayOf } from "../posting/due.ts"
import { type BooksMapping, type BooksTold, type Outcast, PROBLEMS_LISTED, type ReadingEvent, type ReadingRequest } from "../reading/reading.ts"
import { lineSet } from "../refused/lines.ts"
import { type Accounting, endsFile } from "./accounting.job.ts"
import type { Entry } from "./entries.ts"
import { refused, warned } from "./posting.ts"
import { letterPosting, stagePosting } from "./staging.ts"

const LISTED_AT_ONCE = 500

/** What the file is, and its items: or its refused rows, where they are asked for. */
export async function tellBooks(file: Accounting, request: ReadingRequest, answer: Answering, done: () => number): Promise<void> {
  const tell = (event: ReadingEvent) => answer.message(event)
  const { kind, chart, currency, firstDay, lastDay, opening } = file
  await tell({ is: "opened", sha256: file.sha256, format: kind, bytes: file.bytes, table: file.table })
  const from = opening !== null && (firstDay === null || opening.on < firstDay) ? opening.on : firstDay
  const mapping: BooksMapping = { kind, chart, currency, from, to: lastDay, opening: opening?.on ?? null, openings: opening?.as ?? null }
  const base = request.bases.at(0)
  const mending = base === undefined ? [] : [warned("MENDS", { file: base.name })]
  const problems = [...mending, ...file.problems, ...mapProblems(request)]
  const mends = base === undefined ? {} : { mends: base.sha256 }
  await tell({ is: "planned", problems, byCompany: false, header: [], mapping: { ...mapping, ...mends } })
  if (request.outcasts === undefined) await stageBooks(file, request, answer, done)
  else await tellRefusedEntries(file, request.outcasts, answer)
}

async function stageBooks(file: Accounting, request: ReadingRequest, answer: Answering, done: () => number): Promise<void> {
  const tell = (event: ReadingEvent) => answer.message(event)
  const { opening } = file
  const { id, country } = request.home
  const customer = customerReader(request.map?.customer ?? noMapping.customer)
  for (let at = 0; at < file.listed.length; at += LISTED_AT_ONCE)
    await tell({ is: "customers", listed: file.listed.slice(at, at + LISTED_AT_ONCE).map((c) => ({ ...c, code: customer(c.code) })) })
  let [rows, refused, unlisted, listed, termless] = [0, 0, 0, 0, 0]
  const { until, rows: rowsBeneath } = file.beneath
  let before = 0
  for await (const batch of file.postings()) {
    const found = ownProblems(batch.problems, until)
    const broken = found.find(endsFile)
    if (broken) return tell({ is: "broken", problem: broken })
    const problems: Problem[] = []
    let refusedLine = 0
    for (const problem of found) {
      // Several problems of one line follow each other.
      if (problem.severity === "refusal" && problem.line !== refusedLine) {
        refused++
        refusedLine = problem.line
      }
      if (listed++ < PROBLEMS_LISTED) problems.push(problem)
      else unlisted++
    }
    rows = Math.max(0, batch.rows - rowsBeneath)
    let items = ""
    let letters = ""
    for (const said of batch.postings) {
      const customerCode = customer(said.customerCode)
      // Customers joined by the mapping keep their letters apart.
      const letter = said.letter === "" || customerCode === said.customerCode ? said.letter : `${said.customerCode} ${said.letter}`
      const beneath = said.line <= until
      if (beneath) {
        assert(before === said.ref - 1, "what a file lies over comes first")
        before = said.ref
      }
      const p = { ...said, customerCode, letter, line: beneath ? BENEATH : said.line - until }
      letters += letterPosting(p)
      // A balance of what is here already: only its letters say something new.
      if (p.kind === "transfer" || (p.opening && opening?.as === "known")) continue
      const dueOn = p.dueOn ?? dueDayOf({ ...p, kind: p.kind }, country)
      if (dueOn === null) termless++
      items += stagePosting(id, p, dueOn ?? p.issuedOn)
    }
    await tell({ is: "rows", problems, rows, refused, unlisted, done: done() })
    await sendPart("items", items)
    await sendPart("letters", letters)
  }
  const problems = termless > 0 ? [warned("TERM_UNKNOWN", { count: String(termless), country })] : []
  await tell({ is: "rows", problems, rows, refused, unlisted, done: done() })
  await tell({ is: "done", books: { ...told(file), before } })

  async function sendPart(of: "items" | "letters", lines: string): Promise<void> {
    if (lines === "") return
    await tell({ is: "part", of })
    await answer.raw(lines)
  }
}

/** Instead: the rows of entries that are refused, whole, as they stand in the file; `besides`: lines the ledger refuses. */
async function tellRefusedEntries(file: Accounting, besides: readonly number[], answer: Answering): Promise<void> {
  const tell = (event: ReadingEvent) => answer.message(event)
  const { until } = file.beneath
  const here = new Set(besides)
  const [lines, twice] = [lineSet(), lineSet()]
  const unbalanced = new Map<number, Problem>()
  // Lines without customers are refused only with their entry: where it has some, or where one of its rows cannot be read.
  const others = new Map<string, number[]>()
  const torn = new Set<string>()
  const watch = (entry: Entry, refusals: readonly Problem[]) => {
    if (entry.lines[0]!.line <= until) return
    if (entry.verdict !== "sound" && refusals.length === 0) {
      const known = others.get(entry.key) ?? []
      for (const { line } of entry.lines) known.push(line - until)
      others.set(entry.key, known)
    }
    if (refusals.length === 0 && (here.size === 0 || !entry.lines.some(({ line }) => here.has(line - until)))) return
    if (refusals.length > 0) torn.add(entry.key)
    for (const { line } of entry.lines) lines.add(line - until)
    for (const problem of ownProblems(refusals, until))
      if (problem.code === "ENTRY_TWICE") twice.add(problem.line)
      else if (unbalanced.size < REASONS_KEPT) unbalanced.set(problem.line, problem)
  }
  for await (const { problems, unread } of file.postings(watch)) {
    const broken = problems.find(endsFile)
    if (broken) return tell({ is: "broken", problem: broken })
    for (const key of unread) torn.add(key)
    for (const { line, severity } of problems) if (severity === "refusal" && line > until) lines.add(line - until)
  }
  for (const [key, of] of others) if (torn.has(key)) for (const line of of) lines.add(line)
  for await (const batch of file.raw((line) => lines.has(line))) {
    const rows = batch.map(({ line, cells, key, problems }): Outcast => {
      const own = unbalanced.get(line) ?? (twice.has(line) ? refused("ENTRY_TWICE", { entry: key, lines: String(line) }, line) : null)
      return { line, cells, problems: own === null ? problems : [...problems, own] }
    })
    await tell({ is: "outcasts", rows })
  }
  await tell({ is: "done" })
}
/** Reasons kept in memory; beyond them rows come back without one. */
const REASONS_KEPT = 200_000

/** Problems as the lines of the file itself say them; of what it lies over nothing is said again. */
function ownProblems(problems: readonly Problem[], until: number): readonly Problem[] {
  if (until === 0) return problems
  const own = (line: string) => line.replace(/\d{10,}/g, (n) => String(Number(n) - until))
  return problems.flatMap((p): Problem[] => {
    if (p.line === 0) return [p]
    if (p.line <= until) return []
    const { line, lines } = p.figures
    const figures = { ...p.figures, ...(line !== undefined && { line: own(line) }), ...(lines !== undefined && { lines: own(lines) }) }
    return [{ ...p, line: p.line - until, figures }]
  })
}
/** The line of what stands in the file that is mended. */
const BENEATH = -1

/** Of a mapping only its customers count: which column is what, the books say themselves. */
const mapProblems = ({ map }: ReadingRequest): Problem[] =>
  map !== null && Object.keys(map).some((key) => key !== "customer") ? [warned("MAP_NOT_FOR_BOOKS")] : []

const told = (file: Accounting): Omit<BooksTold, "before"> => {
  const { debit, credit, entries, unbalanced } = file.books()
  return {
    currency: file.currency,
    debit: String(debit),
    credit: String(credit),
    entries,
    unbalanced,
    tieOut: file.tieOut().map(({ account, control, open, because }) => ({
      account,
      control: String(control),
      open: String(open),
      because: because.map(({ code, amount, lines }) => ({ code, amount: String(amount), lines })),
    })),
  }
}
