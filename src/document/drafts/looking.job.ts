/** What a table looks like before anything is decided: its header, its first rows, and the rows a person is asked about. In the guarded process. */
import { createHash } from "node:crypto"
import { beginningOf } from "../../kernel/text.ts"
import type { Problem } from "../draft.ts"
import { planJournal } from "../plan.ts"
import type { Group, LookAsked, Looked, ReadingRequest } from "../reading/reading.ts"
import { recall } from "../remembered/remembered.ts"
import type { Alive, Row, Table } from "../table.ts"
import { correctorOf } from "./corrections.ts"

/** Rows shown as they begin. */
const FIRST_ROWS = 20
const LONGEST_CELL = 500
/** Lines told one by one. */
const MOST_LINES = 100_000
/** A value longer than this is no value that many rows share. */
const LONGEST_SHARED = 200
/** Different troubles counted, and those of them that are told: a file where everything differs has nothing to be mended alike. */
const MOST_COUNTED = 20_000
const MOST_TOLD = 30

/** `problemsOf` judges a row as it is mended; null: no row is judged. */
export async function lookAtTable(
  table: Table,
  request: ReadingRequest,
  asked: LookAsked,
  problemsOf: ((row: Row) => readonly Problem[]) | null,
  alive: Alive,
): Promise<Looked> {
  const { format, encoding, separator, sheet, sheets, header, headerLine, sample } = table
  const { columns } = planJournal(header, sample, request, null, recall(request.known, header))
  return {
    format,
    encoding,
    separator,
    sheet,
    sheets,
    header,
    headerLine,
    columns: Object.fromEntries(Object.entries(columns).map(([field, index]) => [field, header[index]!])),
    first: sample.slice(0, FIRST_ROWS).map(shown),
    ...(await rowsOf(table, request, asked, problemsOf, alive)),
  }
}

async function rowsOf(
  table: Table,
  { corrections }: ReadingRequest,
  asked: LookAsked,
  problemsOf: ((row: Row) => readonly Problem[]) | null,
  alive: Alive,
): Promise<Pick<Looked, "asked" | "from" | "askedInAll" | "problems" | "groups" | "alike" | "lines">> {
  const corrector = correctorOf(table.header, corrections ?? { cells: [], drop: [] })
  const laid = corrector.ok ? corrector.value : null
  const refused = new Set(asked.refused)
  const beside = new Set(asked.beside)
  const counting = startCounting(table.header)
  const found: { readonly row: Row; readonly problems: readonly Problem[] }[] = []
  // The last page, for whoever asks beyond it since rows were mended.
  let last: typeof found = []
  const lines: number[] = []
  let inAll = 0
  const takesAll = problemsOf !== null || (corrections?.alike ?? []).length > 0
  const spokenOf = [...(corrections?.cells ?? []).map(({ line }) => line), ...(corrections?.drop ?? [])]
  const unmet = new Set([...refused, ...beside, ...spokenOf])
  const read = async () => {
    if (!takesAll && unmet.size === 0) return
    for await (const batch of table.rows()) {
      for (const row of batch.rows) {
        unmet.delete(row.line)
        const mended = laid === null ? row : laid.correct(row)
        const problems = mended === null || problemsOf === null ? [] : problemsOf(mended)
        const own = problems.filter(({ severity }) => severity === "refusal")
        const keys = counting.count(row, own)
        const isRefused = own.length > 0 || (mended !== null && refused.has(row.line))
        const wanted = asked.only === null ? isRefused || beside.has(row.line) || laid?.names(row.line) : keys.includes(asked.only)
        if (!wanted) continue
        inAll++
        if (asked.lines) {
          if (isRefused && lines.length <= MOST_LINES) lines.push(row.line)
          continue
        }
        if (inAll % asked.most === 1 || asked.most === 1) last = []
        if (last.length < asked.most) last.push({ row: shown(row), problems })
        if (inAll > asked.from && found.length < asked.most) found.push({ row: shown(row), problems })
      }
      if (!takesAll && unmet.size === 0) break
      await alive(batch.done)
    }
  }
  await read()
  const page = found.length > 0 ? found : last
  return {
    asked: page.map(({ row }) => row),
    from: found.length > 0 ? asked.from : Math.max(0, inAll - last.length),
    askedInAll: inAll,
    problems: page.flatMap(({ problems }) => problems),
    groups: counting.groups(),
    alike: laid?.met() ?? [],
    lines: lines.length > MOST_LINES ? null : lines,
  }
}

/** Which rows suffer from the same: the kind of trouble in a column, and the value that stands there. */
function startCounting(header: readonly string[]) {
  type Counted = { readonly was: string | null; rows: number; readonly example: Problem }
  const byKey = new Map<string, Counted>()
  const add = (said: readonly (string | null)[], was: string | null, example: Problem): string => {
    const key = createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16)
    const known = byKey.get(key)
    if (known) known.rows++
    else if (byKey.size < MOST_COUNTED) byKey.set(key, { was, rows: 1, example })
    return key
  }
  return {
    /** The keys of a row's troubles. */
    count(row: Row, problems: readonly Problem[]): readonly string[] {
      const keys: string[] = []
      for (const [i, problem] of problems.entries()) {
        const { code, column } = problem
        if (problems.findIndex((other) => other.code === code && other.column === column) < i) continue
        keys.push(add([code, column], null, problem))
        const at = column === null ? -1 : header.indexOf(column)
        const was = (row.cells[at] ?? "").trim()
        if (at >= 0 && was.length <= LONGEST_SHARED) keys.push(add([code, column, was], was, problem))
      }
      return keys
    },
    /** Of several rows; one kind that is one value throughout is told once. */
    groups(): readonly Group[] {
      const many = [...byKey].map(([key, counted]): Group => ({ key, ...counted })).filter(({ rows }) => rows > 1)
      const values = many.filter(({ was }) => was !== null)
      const isSame = (kind: Group) =>
        values.some(({ example, rows }) => rows === kind.rows && example.code === kind.example.code && example.column === kind.example.column)
      const told = many.filter((group) => group.was !== null || !isSame(group))
      return told.sort((a, b) => b.rows - a.rows || a.example.line - b.example.line).slice(0, MOST_TOLD)
    },
  }
}
const shown = ({ line, cells }: Row): Row => ({ line, cells: cells.map((cell) => beginningOf(cell, LONGEST_CELL)) })
