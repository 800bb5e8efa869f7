/**
 * Imports one file: a guarded process reads it, its rows are staged, meet the ledger and are posted. One transaction: the whole file or
 * nothing, also across companies. Nothing of the file is taken apart here.
 *
 * A refused row keeps the whole file out unless `acceptGood`; a dry run does everything and then takes it back.
 */
import { randomBytes } from "node:crypto"
import { stat } from "node:fs/promises"
import { basename } from "node:path"
import { Readable } from "node:stream"
import { recordAct } from "../activity/activity.act.ts"
import { holdForPosting, loadSettings } from "../company/company.act.ts"
import { registerCustomers } from "../customer/customer.act.ts"
import { keepFile } from "../evidence/evidence.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { type Currency, currency, toDecimal } from "../kernel/money.ts"
import { createStaging, endPosting, listConflicts, type Posted, postStaged, stageRepeated, stageRows } from "../ledger/bulk.act.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import { notice, type Problem, refusal } from "./draft.ts"
import { insertImport, type RepeatedRow, repeatedRows, unknownCustomers } from "./import.store.ts"
import type { ImportAnswer } from "./import.wire.ts"
import type { JournalOptions } from "./plan.ts"
import type { Progress } from "./reading/progress.ts"
import { FileBroken, openReading, type Reading } from "./reading/read.job.ts"
import { PROBLEMS_LISTED, type ReadingRequest } from "./reading/reading.ts"
import { decideRepeats } from "./stage.ts"

export type ImportOptions = Omit<JournalOptions, "currency"> & {
  readonly source: string | null
  /** The sheet of a workbook; null: the one that looks like a journal. */
  readonly sheet?: string | null
  readonly onConflict: "keep" | "replace"
  readonly acceptGood: boolean
  readonly dryRun: boolean
  readonly asOf: Day
  /** Where the vault lies that keeps what was imported, as it was received. */
  readonly dataDir: string
}
export type Told = { readonly list: readonly Problem[]; readonly refused: number; readonly more: number }
export type Imported = {
  readonly id: Id | null
  readonly company: string
  readonly file: string
  readonly sha256: string | null
  readonly kind: string
  readonly source: string
  readonly rows: number
  readonly posted: Posted | null
  readonly repeated: number
  readonly refused: number
  readonly conflicts: number
  readonly problems: readonly Problem[]
  readonly unlisted: number
  readonly mapping: unknown
}

const MEDIA_TYPES: Readonly<Record<ImportAnswer["kind"], string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  fec: "text/plain",
  saft: "application/xml",
}

/** What undoes the transaction on purpose: a refused file, or the end of a dry run. It carries the answer. */
class TakenBack extends Error {
  readonly answer: Imported[]
  constructor(answer: Imported[]) {
    super("taken back")
    this.answer = answer
  }
}

export async function importJournal(
  db: Database,
  by: By,
  home: Creditor,
  directory: readonly Creditor[],
  path: string,
  options: ImportOptions,
  progress: (now: Progress) => void,
  signal?: AbortSignal,
): Promise<Imported[]> {
  const total = (await stat(path)).size
  const { map, dateOrder, round, sheet = null, asOf } = options
  const sellers = directory.map(({ id, code, country }) => ({ id, code, country }))
  const request: ReadingRequest = { path, sheet, map, dateOrder, round, asOf, currency: currency(home.currency), home, companies: sellers }
  const look = (rows: number, done: number) => progress({ rows, done, total })
  const read = () => openReading(request, total, (done) => look(0, done), signal)
  let reading: Reading | null = await read()
  if (reading.planned === null) return [refusedWhole(home, path, reading, options, reading.problems)]
  const first = reading
  const companies = reading.planned.byCompany ? [...directory] : [home]
  const ids = companies.map((c) => c.id)
  try {
    return await db.inCompanies(
      ids,
      async (_, choose) => {
        // A transaction that has to be tried again reads the file again.
        const current = reading ?? (await read())
        reading = null
        try {
          const answers = await postFile(choose, by, companies, current, options, path, look)
          signal?.throwIfAborted()
          return answers
        } finally {
          await current.close()
        }
      },
      "write",
    )
  } catch (error) {
    if (error instanceof TakenBack) return error.answer
    if (error instanceof FileBroken) return [refusedWhole(home, path, first, options, [...first.problems, error.problem])]
    throw error
  } finally {
    await first.close()
  }
}

type Problems = ReturnType<typeof collectProblems>
/** What the reader tells of its rows, and what the ledger adds; a row that both read well and is refused here counts once. */
function collectProblems(first: readonly Problem[]) {
  const listed: Problem[] = [...first]
  const refusedLines = new Set<number>()
  let unlisted = 0
  let heard = { refused: 0, unlisted: 0 }
  const list = (problem: Problem) => {
    if (listed.length < PROBLEMS_LISTED) listed.push(problem)
    else unlisted++
  }
  return {
    hear(problems: readonly Problem[], counts: { readonly refused: number; readonly unlisted: number }) {
      heard = counts
      for (const problem of problems) list(problem)
    },
    add(problem: Problem) {
      if (problem.severity === "refusal") refusedLines.add(problem.line)
      list(problem)
    },
    refused: () => heard.refused + refusedLines.size,
    listed: () => [...listed].sort((a, b) => a.line - b.line),
    unlisted: () => heard.unlisted + unlisted,
  }
}

async function postFile(
  choose: (company: number) => Promise<Tx>,
  by: By,
  companies: readonly Creditor[],
  reading: Reading,
  options: ImportOptions,
  path: string,
  look: (rows: number, done: number) => void,
): Promise<Imported[]> {
  const { opened, planned } = reading
  if (opened === null || planned === null) throw new FileBroken(refusal("FILE_CHANGED"))
  const problems = collectProblems(reading.problems)
  const { sha256, format, bytes } = opened
  const first = await choose(companies[0]!.id)
  await createStaging(first)
  const count = { rows: 0 }
  const lines = reading.lines((heard) => {
    count.rows = heard.rows
    problems.hear(heard.problems, heard)
    look(heard.rows, heard.done)
  })
  await stageRows(first, Readable.from(lines, { objectMode: false }))
  look(count.rows, bytes)
  const answers: Imported[] = []
  const acts: { readonly company: number; readonly actId: Id }[] = []
  for (const company of companies) {
    const tx = await choose(company.id)
    await holdForPosting(tx)
    const source = options.source ?? (await loadSettings(tx)).default_source
    const repeated = await sortRepeats(tx, problems)
    await registerUnknown(tx)
    const now = tx.now()
    const actId = tx.newId()
    const tellConflicts = async () => {
      for (const c of await listConflicts(tx, tx.company, PROBLEMS_LISTED)) problems.add(conflictOf(c))
    }
    const posted = await postStaged(tx, { source, actId, now, chance: randomBytes(5).toString("hex").slice(0, 9) }, options.onConflict, tellConflicts)
    await endPosting(tx)
    const touched = posted.accepted + posted.skipped + posted.conflicts + repeated
    if (touched === 0 && companies.length > 1) continue
    const id = tx.newId()
    const { mapping } = planned
    const counts = {
      rows: count.rows,
      accepted: posted.accepted,
      skipped: posted.skipped + repeated,
      refused: problems.refused(),
      conflicts: posted.conflicts,
    }
    const totals = posted.totals.map((t) => ({ ...t, amount: toDecimal(t.amount, t.currency) }))
    await insertImport(tx, tx.company, {
      id,
      actId,
      file: basename(path),
      sha256,
      kind: format,
      mode: "journal",
      source,
      counts,
      totals,
      mapping,
      now,
    })
    await recordAct(tx, by, {
      id: actId,
      code: "document.imported",
      subject: { import: id, file: basename(path), source },
      after: { ...counts, totals },
      digest: sha256,
    })
    acts.push({ company: tx.company, actId })
    answers.push({
      id,
      company: company.code,
      file: path,
      sha256,
      kind: format,
      source,
      rows: count.rows,
      posted,
      repeated,
      refused: 0,
      conflicts: posted.conflicts,
      problems: [],
      unlisted: 0,
      mapping,
    })
  }
  const refused = problems.refused()
  const told = answers.map((a) => ({ ...a, refused, problems: problems.listed(), unlisted: problems.unlisted() }))
  if (refused > 0 && !options.acceptGood) throw new TakenBack(told.map((a) => ({ ...a, id: null })))
  if (options.dryRun) throw new TakenBack(told.map((a) => ({ ...a, id: null })))
  const received = { path, sha256, name: basename(path), mediaType: MEDIA_TYPES[format], source: "import" } as const
  for (const { company, actId } of acts) await keepFile(await choose(company), options.dataDir, { ...received, actId })
  return told
}

/** Rows that bear the same key: instalments of one entry, said twice, or contradictory (refused). Returns how many were said twice. */
async function sortRepeats(tx: Tx, problems: Problems): Promise<number> {
  const lines: string[] = []
  let twice = 0
  for await (const rows of repeatedRows(tx, tx.company))
    for (const group of byKey(rows))
      for (const v of decideRepeats(group)) {
        lines.push(`${v.line}\t${v.head}\t${v.no}\t${v.verdict}\n`)
        if (v.verdict === "same") twice++
        if (v.verdict === "same") problems.add(notice("ROW_TWICE", { number: group[0]!.number, line: String(v.head) }, v.line))
        if (v.verdict === "differs") problems.add(refusal("NUMBER_TWICE", { number: group[0]!.number, line: String(v.head) }, v.line))
      }
  if (lines.length > 0) await stageRepeated(tx, Readable.from(lines))
  return twice
}

function byKey(rows: readonly RepeatedRow[]): RepeatedRow[][] {
  const groups = new Map<string, RepeatedRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.kind, row.number, row.customer_code])
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

async function registerUnknown(tx: Tx): Promise<void> {
  for await (const unknown of unknownCustomers(tx, tx.company)) await registerCustomers(tx, tx.company, unknown, tx.newId)
}

type FoundConflict = Awaited<ReturnType<typeof listConflicts>>[number]
const conflictOf = (c: FoundConflict): Problem =>
  notice(
    "CONFLICT",
    {
      number: c.number,
      customer: c.customer,
      ours: said(c.ours, c.ourCurrency, c.ourIssued, c.ourDue),
      theirs: said(c.theirs, c.currency, c.issued, c.due),
    },
    c.line,
  )
const said = (amount: bigint, code: Currency, issued: Day, due: Day) => `${toDecimal(amount, code)} ${code}, ${issued} → ${due}`

const refusedWhole = (home: Creditor, path: string, { opened }: Reading, options: ImportOptions, problems: readonly Problem[]): Imported => ({
  id: null,
  company: home.code,
  file: path,
  sha256: opened?.sha256 ?? null,
  kind: opened?.format ?? (/\.(tsv|xlsx)$/i.exec(path)?.[1] ?? "csv").toLowerCase(),
  source: options.source ?? "main",
  rows: 0,
  posted: null,
  repeated: 0,
  refused: Math.max(1, problems.filter((p) => p.severity === "refusal").length),
  conflicts: 0,
  problems,
  unlisted: 0,
  mapping: null,
})
