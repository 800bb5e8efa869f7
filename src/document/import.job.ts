/**
 * Imports one file: reads, plans, stages, meets the ledger, posts. One transaction: the whole file or nothing, also across companies.
 *
 * A refused row keeps the whole file out unless `acceptGood`; a dry run does everything and then takes it back.
 */
import { randomBytes } from "node:crypto"
import { basename } from "node:path"
import { Readable } from "node:stream"
import { recordAct } from "../activity/activity.act.ts"
import { loadSettings } from "../company/company.act.ts"
import { registerCustomers } from "../customer/customer.act.ts"
import { keepFile } from "../evidence/evidence.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { type Currency, currency, toDecimal } from "../kernel/money.ts"
import { createStaging, endPosting, listConflicts, type Posted, postStaged, stageRepeated, stageRows } from "../ledger/bulk.act.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import { notice, type Problem, refusal } from "./draft.ts"
import { dueDayOf } from "./due.ts"
import { insertImport, type RepeatedRow, repeatedRows, unknownCustomers } from "./import.store.ts"
import type { ImportAnswer } from "./import.wire.ts"
import { rowReader } from "./journal.ts"
import { renderMapping } from "./mapping.ts"
import { type JournalOptions, type Plan, planJournal } from "./plan.ts"
import { decideRepeats, stageLine } from "./stage.ts"
import { openTable, surveyTable } from "./table.job.ts"
import type { Table } from "./table.ts"

export type ImportOptions = Omit<JournalOptions, "currency"> & {
  readonly source: string | null
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

/** Problems kept word for word; the rest are counted. */
const PROBLEMS_LISTED = 1_000
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

/** The file breaks off at a line: what comes after it was not read, so nothing of it may be posted. */
class FileBroken extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

export async function importJournal(
  db: Database,
  by: By,
  home: Creditor,
  directory: readonly Creditor[],
  path: string,
  options: ImportOptions,
  progress: (rows: number) => void,
): Promise<Imported[]> {
  const opened = await openTable(path)
  if (!opened.ok) return [refusedWhole(home, path, null, options, [opened.refusal])]
  const table = opened.value
  const journal: JournalOptions = { map: options.map, dateOrder: options.dateOrder, round: options.round, currency: currency(home.currency) }
  let planned = planJournal(table.header, table.sample, journal)
  if (planned.wantsSurvey && !table.sampleIsAll) planned = planJournal(table.header, table.sample, journal, await surveyTable(table, planned.columns))
  if (planned.plan === null) return [refusedWhole(home, path, table, options, planned.problems)]

  const { plan } = planned
  const companies = plan.columns.company === undefined ? [home] : [...directory]
  const problems = collectProblems(planned.problems)
  const ids = companies.map((c) => c.id)
  try {
    return await db.inCompanies(ids, (_, choose) => postTable(choose, by, home, companies, table, plan, options, path, problems, progress), "write")
  } catch (error) {
    if (error instanceof TakenBack) return error.answer
    if (error instanceof FileBroken) return [refusedWhole(home, path, table, options, [...planned.problems, error.problem])]
    throw error
  }
}

type Problems = ReturnType<typeof collectProblems>
function collectProblems(first: readonly Problem[]) {
  const listed: Problem[] = [...first]
  const refusedLines = new Set<number>()
  let unlisted = 0
  return {
    add(problem: Problem) {
      if (problem.severity === "refusal") refusedLines.add(problem.line)
      if (listed.length < PROBLEMS_LISTED) listed.push(problem)
      else unlisted++
    },
    refused: () => refusedLines.size,
    listed: () => [...listed].sort((a, b) => a.line - b.line),
    unlisted: () => unlisted,
  }
}

async function postTable(
  choose: (company: number) => Promise<Tx>,
  by: By,
  home: Creditor,
  companies: readonly Creditor[],
  table: Table,
  plan: Plan,
  options: ImportOptions,
  path: string,
  problems: Problems,
  progress: (rows: number) => void,
): Promise<Imported[]> {
  const first = await choose(companies[0]!.id)
  await createStaging(first)
  const count = { rows: 0 }
  await stageRows(first, Readable.from(stagedLines(table, plan, home, companies, options, problems, count, progress), { objectMode: true }))
  const answers: Imported[] = []
  const acts: { readonly company: number; readonly actId: Id }[] = []
  for (const company of companies) {
    const tx = await choose(company.id)
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
    const mapping = renderMapping(plan.mapping)
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
      sha256: table.sha256,
      kind: table.format,
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
      digest: table.sha256,
    })
    acts.push({ company: tx.company, actId })
    answers.push({
      id,
      company: company.code,
      file: path,
      sha256: table.sha256,
      kind: table.format,
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
  const received = { path, sha256: table.sha256, name: basename(path), mediaType: MEDIA_TYPES[table.format], source: "import" } as const
  for (const { company, actId } of acts) await keepFile(await choose(company), options.dataDir, { ...received, actId })
  return told
}

/** The file as COPY lines; what cannot be read is told by line and left out. */
async function* stagedLines(
  table: Table,
  plan: Plan,
  home: Creditor,
  companies: readonly Creditor[],
  options: ImportOptions,
  problems: Problems,
  count: { rows: number },
  progress: (rows: number) => void,
): AsyncGenerator<string> {
  const read = rowReader(plan)
  const byCode = new Map(companies.map((c) => [c.code, c]))
  for await (const batch of table.rows()) {
    for (const problem of batch.problems) {
      if (problem.severity === "refusal") throw new FileBroken(problem)
      problems.add(problem)
    }
    let lines = ""
    for (const row of batch.rows) {
      count.rows++
      const { draft, problems: found } = read(row.cells, row.line)
      for (const problem of found) problems.add(problem)
      if (draft === null) continue
      const company = draft.company === null ? home : byCode.get(draft.company)
      const dueOn = company && dueDayOf(draft, company.country)
      if (!company) problems.add(refusal("COMPANY_UNKNOWN", { code: draft.company ?? "" }, row.line, plan.header[plan.columns.company!] ?? null))
      else if (!dueOn) problems.add(refusal("DUE_MISSING", { country: company.country }, row.line, null))
      else lines += stageLine(company.id, draft, dueOn, options.asOf)
    }
    progress(count.rows)
    if (lines !== "") yield lines
  }
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

const refusedWhole = (home: Creditor, path: string, table: Table | null, options: ImportOptions, problems: readonly Problem[]): Imported => ({
  id: null,
  company: home.code,
  file: path,
  sha256: table?.sha256 ?? null,
  kind: table?.format ?? "csv",
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
