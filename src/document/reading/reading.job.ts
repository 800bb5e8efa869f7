/**
 * Reads one file from its bytes to the lines of the staging table: opens it, decides which column is what, turns every row into a draft. Runs in a
 * guarded process (child.job.ts): nothing of a file we do not trust is taken apart where the database is open.
 */
import { ok, type Result } from "../../kernel/result.ts"
import type { Answering } from "../../shell/guarded.ts"
import { openAccounting, recogniseAccounting } from "../accounting/accounting.job.ts"
import { mendedBy } from "../accounting/fec.job.ts"
import type { BookFile } from "../accounting/posting.ts"
import { tellBooks } from "../accounting/stage.job.ts"
import { notice, type Problem, refusal, refusesFile } from "../draft.ts"
import { withCorrections } from "../drafts/corrections.ts"
import { lookAtTable } from "../drafts/looking.job.ts"
import { rowReader } from "../journal.ts"
import { type Mapping, renderMapping } from "../mapping.ts"
import { type Plan, planJournal, type Survey } from "../plan.ts"
import { dueDayOf } from "../posting/due.ts"
import { stageLine, turnoverLine } from "../posting/stage.ts"
import { REASON } from "../refused/refused.text.ts"
import { withoutReason } from "../refused/refused.ts"
import { headerChange, madeDifference, recall, saidRemembered } from "../remembered/remembered.ts"
import { openTable, surveyTable } from "../table.job.ts"
import type { Alive, Row, Table } from "../table.ts"
import { planTurnover, type TurnoverPlan, turnoverReader } from "../turnover/turnover.ts"
import { isFormula } from "../workbook/cells.ts"
import { isPackage, openWorkbook } from "../workbook/workbook.job.ts"
import { type Outcast, PROBLEMS_LISTED, type ReadingEvent, type ReadingRequest } from "./reading.ts"

/** A sign of life at most this often. */
const ALIVE_MS = 200
/** A file of which nothing at all could be read so far will not get better. */
const HOPELESS = 100_000
const TOLD_WHOLLY = 20

export async function readForPosting(request: ReadingRequest, answer: Answering): Promise<void> {
  const tell = (event: ReadingEvent) => answer.message(event)
  let last = performance.now()
  const alive: Alive = async (done) => {
    if (performance.now() - last < ALIVE_MS) return
    last = performance.now()
    await tell({ is: "alive", done })
  }
  const kind = (await isPackage(request.path)) ? null : await recogniseAccounting(request.path)
  if (kind !== null && request.look !== undefined) return tell({ is: "refused", problems: [], kind })
  if (kind !== null) return readBooks(kind, request, answer, alive)
  const opened = await openFile(request.path, request.sheet, alive)
  if (!opened.ok) return tell({ is: "refused", problems: [opened.refusal] })
  const bare = withoutReason(opened.value, Object.values(REASON))
  const corrected = withCorrections(bare, request.corrections)
  if (request.look !== undefined) {
    const judged = request.look.judges && corrected.ok ? await planned(corrected.value, request, alive) : null
    const judge = judged?.way?.judge()
    const problemsOf = judge === undefined ? null : (row: Row) => judge(row).problems
    return tell({ is: "looked", at: await lookAtTable(bare, request, request.look, problemsOf, alive) })
  }
  if (!corrected.ok) return tell({ is: "refused", problems: [corrected.refusal] })
  const table = corrected.value
  const { sha256, format, bytes, titles, separator } = table
  await tell({ is: "opened", sha256, format, bytes, titles, separator })
  const { way, problems } = await planned(table, request, alive)
  if (way === null) return tell({ is: "refused", problems })
  await tell({ is: "planned", problems, byCompany: way.byCompany, mapping: renderMapping(way.mapping), header: table.header })
  if (request.outcasts === undefined) await stageTable(table, way, answer, tell)
  else await tellOutcasts(table, way, new Set(request.outcasts), tell)
}

/** How the rows of a table become lines of the staging table. */
type Way = {
  readonly byCompany: boolean
  readonly mapping: Mapping
  /** The columns that count. */
  readonly used: readonly number[]
  judge(): (row: Row) => Verdict
}

const planned = async (table: Table, request: ReadingRequest, alive: Alive): Promise<{ way: Way | null; problems: readonly Problem[] }> =>
  request.turnover ? planSales(table, request) : planTable(table, request, alive)

function planSales(table: Table, request: ReadingRequest): { way: Way | null; problems: readonly Problem[] } {
  const { plan, problems } = planTurnover(table.header, table.sample, request)
  const all = [...table.notices, ...problems]
  if (plan === null) return { way: null, problems: all }
  const used = [plan.code, plan.month, plan.year, plan.amount, ...plan.months.map((m) => m.index)].filter((index) => index >= 0)
  return { way: { byCompany: false, mapping: plan.mapping, used, judge: () => salesJudge(plan, request.home.id) }, problems: all }
}

/** By itself, and as the source's last file with this header was understood; where that makes a difference it is said. */
async function planTable(table: Table, request: ReadingRequest, alive: Alive): Promise<{ way: Way | null; problems: Problem[] }> {
  const { header, sample } = table
  const { source, known } = request
  const remembered = recall(known, header)
  let survey: Survey | null = null
  let planned = planJournal(header, sample, request, survey, remembered)
  if (planned.wantsSurvey && !table.sampleIsAll) {
    survey = await surveyTable(table, planned.columns, alive)
    planned = planJournal(header, sample, request, survey, remembered)
  }
  const problems = [...table.notices, ...planned.problems]
  const changed = remembered === null ? headerChange(known, header, source) : null
  if (changed !== null) problems.push(changed)
  if (remembered !== null && planned.plan !== null && madeDifference(planJournal(header, sample, request, survey).plan, planned.plan))
    problems.push(saidRemembered(source, planned.plan))
  const { plan } = planned
  if (plan === null) return { way: null, problems }
  const byCompany = plan.columns.company !== undefined
  return { way: { byCompany, mapping: plan.mapping, used: Object.values(plan.columns), judge: () => rowJudge(plan, request) }, problems }
}

async function readBooks(kind: BookFile["kind"], request: ReadingRequest, answer: Answering, alive: Alive): Promise<void> {
  let done = 0
  const counting: Alive = (bytes) => {
    done = bytes
    return alive(bytes)
  }
  const { path, name, currency, home, earlier, bases, siren = null } = request
  const mends = kind === "fec" ? await mendedBy(bases.at(-1)?.path ?? path) : null
  if (mends !== null) return answer.message({ is: "mends", file: mends } satisfies ReadingEvent)
  const opened = await openAccounting(path, kind, { currency, country: home.country, name, earlier, bases, siren }, counting)
  if (!opened.ok) return answer.message({ is: "refused", problems: [opened.refusal], kind } satisfies ReadingEvent)
  return tellBooks(opened.value, request, answer, () => done)
}

/** Told by its first bytes, never by its name. */
async function openFile(path: string, sheet: string | null, alive: Alive): Promise<Result<Table, Problem>> {
  if (await isPackage(path)) return openWorkbook(path, sheet, alive)
  const opened = await openTable(path, alive)
  return opened.ok ? ok(opened.value) : opened
}

type Verdict = { readonly staged: string | null; readonly problems: readonly Problem[] }
/** A row as its line of the staging table; neither that nor a refusal: it says nothing (a header again, a total). */
function rowJudge(plan: Plan, request: ReadingRequest): (row: Row) => Verdict {
  const read = rowReader(plan)
  const byCode = new Map(request.companies.map((company) => [company.code, company]))
  return ({ cells, line, types }) => {
    const { draft, problems } = read(cells, line, types)
    if (draft === null) return { staged: null, problems }
    const company = draft.company === null ? request.home : byCode.get(draft.company)
    const dueOn = company && dueDayOf(draft, company.country)
    if (company && dueOn) return { staged: stageLine(company.id, draft, dueOn, request.asOf), problems }
    const found = company
      ? refusal("DUE_MISSING", { country: company.country }, line, null)
      : refusal("COMPANY_UNKNOWN", { code: draft.company ?? "" }, line, plan.header[plan.columns.company!] ?? null)
    return { staged: null, problems: [...problems, found] }
  }
}
/** A month sold as a line of the staging table, under its month and currency. */
function salesJudge(plan: TurnoverPlan, company: number): (row: Row) => Verdict {
  const read = turnoverReader(plan)
  return (row) => {
    const { sold, problems } = read(row)
    const staged = sold.map((s) => turnoverLine(company, s)).join("")
    return { staged: staged === "" ? null : staged, problems }
  }
}
const isRefusal = (problem: Problem) => problem.severity === "refusal"

async function stageTable(table: Table, way: Way, answer: Answering, tell: (event: ReadingEvent) => Promise<void>): Promise<void> {
  const { used } = way
  const judge = way.judge()
  const formulas = { count: 0, line: 0 }
  let [rows, refused, unlisted, listed, wholly, staged, done] = [0, 0, 0, 0, 0, 0, 0]
  for await (const batch of table.rows()) {
    const problems: Problem[] = []
    const add = (problem: Problem) => {
      // What refuses the whole file is told however much else there is, a few times.
      if (listed < PROBLEMS_LISTED || (refusesFile(problem) && wholly++ < TOLD_WHOLLY)) {
        listed++
        problems.push(problem)
      } else unlisted++
    }
    for (const problem of batch.problems) {
      if (isRefusal(problem)) return tell({ is: "broken", problem })
      add(problem)
    }
    let lines = ""
    for (const row of batch.rows) {
      rows++
      if (row.types !== undefined) countFormulas(formulas, used, row.line, row.types)
      const verdict = judge(row)
      for (const problem of verdict.problems) add(problem)
      if (verdict.staged !== null) {
        lines += verdict.staged
        staged++
      } else if (verdict.problems.some(isRefusal)) refused++
    }
    done = batch.done
    await tell({ is: "rows", problems, rows, refused, unlisted, done })
    if (lines !== "") await answer.raw(lines)
    if (staged === 0 && refused >= HOPELESS) return tell({ is: "broken", problem: refusal("NOTHING_READABLE", { rows: String(rows) }) })
  }
  if (formulas.count > 0) {
    const said = notice("FORMULAS_USED", { count: String(formulas.count), line: String(formulas.line) })
    await tell({ is: "rows", problems: [said], rows, refused, unlisted, done })
  }
  await tell({ is: "done" })
}

/** Refused rows told at once, in characters; and a row of a sheet so long that only the beginnings of its cells are told. */
const TOLD_AT_ONCE = 1 << 20
const LONGEST_TOLD = 1 << 22
const BEGINNING = 1_000
async function tellOutcasts(table: Table, way: Way, besides: ReadonlySet<number>, tell: (event: ReadingEvent) => Promise<void>): Promise<void> {
  const judge = way.judge()
  for await (const batch of table.rows()) {
    let rows: Outcast[] = []
    let size = 0
    for (const row of batch.rows) {
      const problems = judge(row).problems.filter(isRefusal)
      if (problems.length === 0 && !besides.has(row.line)) continue
      const length = row.cells.reduce((sum, cell) => sum + cell.length, 200)
      const cells = length > LONGEST_TOLD ? row.cells.map((cell) => cell.slice(0, BEGINNING)) : row.cells
      rows.push({ ...row, cells, problems })
      size += length
      if (size < TOLD_AT_ONCE) continue
      await tell({ is: "outcasts", rows })
      rows = []
      size = 0
    }
    await tell({ is: "outcasts", rows })
    const broken = batch.problems.find(isRefusal)
    if (broken) return tell({ is: "broken", problem: broken })
  }
  await tell({ is: "done" })
}

function countFormulas(formulas: { count: number; line: number }, used: readonly number[], line: number, types: string): void {
  const found = used.filter((index) => isFormula(types, index)).length
  if (found > 0 && formulas.count === 0) formulas.line = line
  formulas.count += found
}
