/**
 * A file of books on its way out of the guarded process: its customers' items as lines of the ledger's stage, and beside each of them what
 * lettering needs to know of it.
 */
import type { Answering } from "../../shell/guarded.ts"
import type { Problem } from "../draft.ts"
import { customerReader, noMapping } from "../mapping.ts"
import { dueDayOf } from "../posting/due.ts"
import { type BooksMapping, type BooksTold, PROBLEMS_LISTED, type ReadingEvent, type ReadingRequest } from "../reading/reading.ts"
import { type Accounting, endsFile } from "./accounting.job.ts"
import { warned } from "./posting.ts"
import { letterPosting, stagePosting } from "./staging.ts"

const LISTED_AT_ONCE = 500

export async function stageBooks(file: Accounting, request: ReadingRequest, answer: Answering, done: () => number): Promise<void> {
  const tell = (event: ReadingEvent) => answer.message(event)
  const { kind, chart, currency, firstDay, lastDay, opening } = file
  await tell({ is: "opened", sha256: file.sha256, format: kind, bytes: file.bytes })
  const from = opening !== null && (firstDay === null || opening.on < firstDay) ? opening.on : firstDay
  const mapping: BooksMapping = { kind, chart, currency, from, to: lastDay, opening: opening?.on ?? null, openings: opening?.as ?? null }
  await tell({ is: "planned", problems: [...file.problems, ...mapProblems(request)], byCompany: false, header: [], mapping })
  const { id, country } = request.home
  const customer = customerReader(request.map?.customer ?? noMapping.customer)
  for (let at = 0; at < file.listed.length; at += LISTED_AT_ONCE)
    await tell({ is: "customers", listed: file.listed.slice(at, at + LISTED_AT_ONCE).map((c) => ({ ...c, code: customer(c.code) })) })
  let [rows, refused, unlisted, listed, termless] = [0, 0, 0, 0, 0]
  for await (const batch of file.postings()) {
    const broken = batch.problems.find(endsFile)
    if (broken) return tell({ is: "broken", problem: broken })
    const problems: Problem[] = []
    let refusedLine = 0
    for (const problem of batch.problems) {
      // Several problems of one line follow each other.
      if (problem.severity === "refusal" && problem.line !== refusedLine) {
        refused++
        refusedLine = problem.line
      }
      if (listed++ < PROBLEMS_LISTED) problems.push(problem)
      else unlisted++
    }
    rows = batch.rows
    let items = ""
    let letters = ""
    for (const said of batch.postings) {
      const customerCode = customer(said.customerCode)
      // Customers joined by the mapping keep their letters apart.
      const letter = said.letter === "" || customerCode === said.customerCode ? said.letter : `${said.customerCode} ${said.letter}`
      const p = { ...said, customerCode, letter }
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
  await tell({ is: "done", books: told(file) })

  async function sendPart(of: "items" | "letters", lines: string): Promise<void> {
    if (lines === "") return
    await tell({ is: "part", of })
    await answer.raw(lines)
  }
}

/** Of a mapping only its customers count: which column is what, the books say themselves. */
const mapProblems = ({ map }: ReadingRequest): Problem[] =>
  map !== null && Object.keys(map).some((key) => key !== "customer") ? [warned("MAP_NOT_FOR_BOOKS")] : []

const told = (file: Accounting): BooksTold => {
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
