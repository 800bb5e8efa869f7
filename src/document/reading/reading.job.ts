/**
 * Reads one file from its bytes to the lines of the staging table: opens it, decides which column is what, turns every row into a draft. Runs in a
 * guarded process (child.job.ts): nothing of a file we do not trust is taken apart where the database is open.
 */
import { ok, type Result } from "../../kernel/result.ts"
import type { Answering } from "../../shell/guarded.ts"
import { notice, type Problem, refusal } from "../draft.ts"
import { rowReader } from "../journal.ts"
import { renderMapping } from "../mapping.ts"
import { type Plan, planJournal } from "../plan.ts"
import { dueDayOf } from "../posting/due.ts"
import { stageLine } from "../posting/stage.ts"
import { openTable, surveyTable } from "../table.job.ts"
import type { Alive, Table } from "../table.ts"
import { isFormula } from "../workbook/cells.ts"
import { isPackage, openWorkbook } from "../workbook/workbook.job.ts"
import { PROBLEMS_LISTED, type ReadingEvent, type ReadingRequest } from "./reading.ts"

/** A sign of life at most this often. */
const ALIVE_MS = 200
/** A file of which nothing at all could be read so far will not get better. */
const HOPELESS = 100_000

export async function readForPosting(request: ReadingRequest, answer: Answering): Promise<void> {
  const tell = (event: ReadingEvent) => answer.message(event)
  let last = performance.now()
  const alive: Alive = async (done) => {
    if (performance.now() - last < ALIVE_MS) return
    last = performance.now()
    await tell({ is: "alive", done })
  }
  const opened = await openFile(request.path, request.sheet, alive)
  if (!opened.ok) return tell({ is: "refused", problems: [opened.refusal] })
  const table = opened.value
  await tell({ is: "opened", sha256: table.sha256, format: table.format, bytes: table.bytes })
  let planned = planJournal(table.header, table.sample, request)
  if (planned.wantsSurvey && !table.sampleIsAll)
    planned = planJournal(table.header, table.sample, request, await surveyTable(table, planned.columns, alive))
  const problems = [...table.notices, ...planned.problems]
  if (planned.plan === null) return tell({ is: "refused", problems })
  const byCompany = planned.plan.columns.company !== undefined
  await tell({ is: "planned", problems, byCompany, mapping: renderMapping(planned.plan.mapping) })
  await stageTable(table, planned.plan, request, answer, tell)
}

/** Told by its first bytes, never by its name. */
async function openFile(path: string, sheet: string | null, alive: Alive): Promise<Result<Table, Problem>> {
  if (await isPackage(path)) return openWorkbook(path, sheet, alive)
  const opened = await openTable(path, alive)
  return opened.ok ? ok(opened.value) : opened
}

async function stageTable(
  table: Table,
  plan: Plan,
  request: ReadingRequest,
  answer: Answering,
  tell: (event: ReadingEvent) => Promise<void>,
): Promise<void> {
  const read = rowReader(plan)
  const byCode = new Map(request.companies.map((company) => [company.code, company]))
  const used = Object.values(plan.columns)
  const formulas = { count: 0, line: 0 }
  let [rows, refused, unlisted, listed, staged, done] = [0, 0, 0, 0, 0, 0]
  for await (const batch of table.rows()) {
    const problems: Problem[] = []
    const add = (problem: Problem) => {
      if (listed < PROBLEMS_LISTED) {
        listed++
        problems.push(problem)
      } else unlisted++
    }
    for (const problem of batch.problems) {
      if (problem.severity === "refusal") return tell({ is: "broken", problem })
      add(problem)
    }
    let lines = ""
    for (const row of batch.rows) {
      rows++
      if (row.types !== undefined) countFormulas(formulas, used, row.line, row.types)
      const { draft, problems: found } = read(row.cells, row.line, row.types)
      for (const problem of found) add(problem)
      if (draft === null) {
        if (found.some((problem) => problem.severity === "refusal")) refused++
        continue
      }
      const company = draft.company === null ? request.home : byCode.get(draft.company)
      const dueOn = company && dueDayOf(draft, company.country)
      if (company && dueOn) {
        lines += stageLine(company.id, draft, dueOn, request.asOf)
        staged++
        continue
      }
      refused++
      if (company) add(refusal("DUE_MISSING", { country: company.country }, row.line, null))
      else add(refusal("COMPANY_UNKNOWN", { code: draft.company ?? "" }, row.line, plan.header[plan.columns.company!] ?? null))
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

function countFormulas(formulas: { count: number; line: number }, used: readonly number[], line: number, types: string): void {
  const found = used.filter((index) => isFormula(types, index)).length
  if (found > 0 && formulas.count === 0) formulas.line = line
  formulas.count += found
}
