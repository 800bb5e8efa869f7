/**
 * The wizard's own reasoning: which step comes next, what a choice of columns says as a mapping, what was mended.
 *
 * Always    columns are said whole: whatever a person left without a meaning is left out, also where the program would recognise it.
 */
import { tieFrench } from "../../kernel/text.ts"
import type { Alike, Corrections } from "../drafts/corrections.ts"
import type { ImportAnswer } from "../import.wire.ts"

export const STEPS = ["understood", "rows", "check"] as const
export type Step = (typeof STEPS)[number]

type Problem = ImportAnswer["problems"][number]
export const refusesWhole = ({ severity, line, code }: Problem) => severity === "refusal" && (line === 0 || code === "TOTAL_DIFFERS")
/** What a person may believe nevertheless, once asked. */
const DOUBTS = ["SNAPSHOT_CLOSES_MUCH", "SNAPSHOT_SCOPE_SHRANK", "SNAPSHOT_MISSES_CONTROL"]
export const isDoubt = ({ code }: Problem) => DOUBTS.includes(code)

/** Where a person begins: what keeps the whole file out, then its refused rows, then what would come of it. */
export function stepFor(imports: readonly Pick<ImportAnswer, "problems" | "refused">[]): Step {
  const problems = imports.flatMap((i) => i.problems)
  if (imports.length === 0 || problems.some((p) => refusesWhole(p) && !isDoubt(p))) return "understood"
  return imports.some(({ refused }) => refused > 0) ? "rows" : "check"
}

/** FIELD: HEADER, turned round; a header means one thing at most. */
export const fieldByHeader = (columns: Readonly<Record<string, string | null | undefined>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(columns).flatMap(([field, header]) => (header ? [[header, field] as const] : [])))

/** `header` means `field` now ("": nothing): whatever meant it before means nothing any more. */
export function meaning(columns: Readonly<Record<string, string | null>>, header: string, field: string): Record<string, string | null> {
  const others = Object.entries(columns).map(([name, at]) => [name, at === header || name === field ? null : at] as const)
  return { ...Object.fromEntries(others), ...(field === "" ? {} : { [field]: header }) }
}

/** A journal needs these; a customer may go by the name alone, and the amount may stand in two columns or be what is open. */
export function missingFields(columns: Readonly<Record<string, string | null>>): readonly string[] {
  const has = (...fields: readonly string[]) => fields.some((field) => columns[field])
  return [
    ...(has("customerCode", "customerName") ? [] : ["customerCode"]),
    ...(has("number", "document") ? [] : ["number"]),
    ...(has("issuedOn") ? [] : ["issuedOn"]),
    ...(has("amount", "debit", "openAmount") ? [] : ["amount"]),
  ]
}

/** A cell mended; typed back as it was without that (in the file, or as it is mended alike), nothing is mended here any more. */
export function mendCell(corrections: Corrections, line: number, column: string, value: string, was: string): Corrections {
  const others = corrections.cells.filter((cell) => cell.line !== line || cell.column !== column)
  const without = mendedTo({ ...corrections, cells: others }, line, column, was) ?? was
  return { ...corrections, cells: value === without ? others : [...others, { line, column, value }] }
}
export const leaveOut = (corrections: Corrections, line: number, out: boolean): Corrections => ({
  ...corrections,
  drop: out ? [...new Set([...corrections.drop, line])] : corrections.drop.filter((one) => one !== line),
})

export const leaveAllOut = (corrections: Corrections, lines: readonly number[]): Corrections => ({
  ...corrections,
  drop: [...new Set([...corrections.drop, ...lines])],
})
const same = (column: string, was: string) => (one: Alike) => one.column === column && one.was === was
/** Every cell of the column that says `was`; null: they stay as they are. Said again, the last word counts. */
export function mendAlike(corrections: Corrections, column: string, was: string, value: string | null): Corrections {
  const others = (corrections.alike ?? []).filter((one) => !same(column, was)(one))
  return { ...corrections, alike: value === null || value.trim() === was ? others : [...others, { column, was, value }] }
}
/** An empty cell may be a heading's or a total's: those of these lines alone. */
export function fillIn(corrections: Corrections, lines: readonly number[], column: string, value: string): Corrections {
  const filled = new Set(lines)
  const others = corrections.cells.filter((cell) => cell.column !== column || !filled.has(cell.line))
  return { ...corrections, cells: value === "" ? others : [...others, ...lines.map((line) => ({ line, column, value }))] }
}
/** What a cell says once it is mended; null: it is not. */
export function mendedTo({ cells, alike = [] }: Corrections, line: number, column: string, was: string): string | null {
  const own = cells.find((cell) => cell.line === line && cell.column === column)
  return (own ?? alike.find(same(column, was.trim())))?.value ?? null
}
/** As it is sent. */
export const spoken = ({ cells, drop, alike = [] }: Corrections) => ({ cells: [...cells], drop: [...drop], alike: [...alike] })

/** Whether two say the same, in whatever order it was mended. */
export const sameCorrections = (a: Corrections, b: Corrections) => a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = ({ cells, drop, alike = [] }: Corrections) => ({
  alike: alike.map(({ column, was, value }) => JSON.stringify([column, was, value])).sort(),
  cells: cells
    .map(({ line, column, value }) => [line, column, value])
    .sort(([a, b], [c, d]) => Number(a) - Number(c) || (String(b) < String(d) ? -1 : 1)),
  drop: [...drop].sort((a, b) => a - b),
})

/** The sentences a screen shows: what only a terminal can do is said there by its own controls. */
export const forScreen = (message: string): string =>
  tieFrench(message)
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => !/(?:^|[\s(:])--[a-z]|"(?:creditSign|types|columns)"|\((?:company add|import undo)\)/.test(sentence))
    .join(" ") || message
