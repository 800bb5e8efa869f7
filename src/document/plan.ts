/**
 * Everything that is decided before the first row is read: which column is what, day order, decimal sign, currency, what types mean.
 *
 * Always    decided from what the whole column shows (the sample, or the whole file where the sample leaves it open), never from one cell.
 * Refuses   a needed column that is not there, a day order or decimal sign that stays open or contradicts itself.
 */
import type { Currency } from "../kernel/money.ts"
import type { Language } from "../kernel/text.ts"
import { currencyBeside, type DecimalEvidence, type DecimalSign, looksLikeAmount, noDecimalEvidence, weighAmount } from "./amounts.ts"
import { assignColumns, type Columns } from "./assign.ts"
import { AMOUNT_FIELDS, DATE_FIELDS, FIELDS, type Field, languageOf, recogniseHeader } from "./columns.ts"
import { type DateEvidence, type DateOrder, decideDateOrder, noDateEvidence, weighDate } from "./dates.ts"
import { type NoticeCode, notice, type Problem, refusal } from "./draft.ts"
import { kindNamed } from "./kind.ts"
import { type Mapping, type MappingSaid, noMapping } from "./mapping.ts"
import type { Row } from "./table.ts"
import { recogniseLayout } from "./vendors/recognise.ts"
import { isTyped } from "./workbook/cells.ts"

export type JournalOptions = {
  readonly map: MappingSaid | null
  readonly dateOrder: DateOrder | null
  /** `--round half-up`: more decimals than the currency has are rounded instead of refused. */
  readonly round: boolean
  /** The company's own currency, for files that name none. */
  readonly currency: Currency
}
/** How the source's last file with this header was understood; what the file proves by itself stands above it. */
export type Remembered = MappingSaid | null

export type Plan = {
  readonly header: readonly string[]
  readonly columns: Columns
  readonly language: Language
  readonly dateOrder: DateOrder | null
  readonly decimal: DecimalSign | null
  readonly currency: Currency
  readonly round: boolean
  /** Numbers such as 4711.0, left by a program that took them for figures: the tail is dropped. */
  readonly dropTail: boolean
  /** What the mapping would be, complete: printed by the dry run, usable as `--map`. */
  readonly mapping: Mapping
}
export type Planned = {
  readonly plan: Plan | null
  readonly problems: readonly Problem[]
  readonly columns: Columns
  /** The sample left something open that the rest of the file may show. */
  readonly wantsSurvey: boolean
}

/** What the cells of the used columns prove; a pass over the whole file fills the same thing. */
export type Survey = { readonly dates: DateEvidence; readonly decimals: DecimalEvidence }
export const startSurvey = (): Survey => ({ dates: noDateEvidence(), decimals: noDecimalEvidence() })
/** True: the row says something, typed or not, where days and amounts are looked for. */
export function surveyRow(survey: Survey, columns: Columns, row: Row): boolean {
  let speaks = false
  for (const field of DATE_FIELDS) {
    const cell = row.cells[columns[field] ?? -1] ?? ""
    speaks ||= cell !== ""
    if (cell !== "" && !isTypedAt(row, columns[field]!)) weighDate(survey.dates, cell)
  }
  for (const field of AMOUNT_FIELDS) {
    const cell = row.cells[columns[field] ?? -1] ?? ""
    speaks ||= cell !== ""
    if (cell !== "" && !isTypedAt(row, columns[field]!)) weighAmount(survey.decimals, cell)
  }
  return speaks
}
/** A cell whose type says what it is proves nothing about the others. */
const isTypedAt = (row: Row, index: number) => row.types !== undefined && isTyped(row.types, index)

export function planJournal(
  header: readonly string[],
  sample: readonly Row[],
  options: JournalOptions,
  whole: Survey | null = null,
  remembered: Remembered = null,
): Planned {
  const known = remembered?.columns !== undefined || options.map?.columns !== undefined
  const layout = known ? null : recogniseLayout(header, sample)
  const map: Mapping = { ...noMapping, ...layout, ...remembered, ...options.map }
  const language = languageOf(header)
  // Columns remembered, or of a program that is known, are all there are: what was left aside stays aside.
  const by = options.map?.columns !== undefined ? "user" : remembered?.columns !== undefined ? "last time" : layout === null ? "nobody" : "layout"
  const assigned = assignColumns(header, sample, map, language, by)
  const { columns } = assigned
  const problems = [...assigned.problems]
  const survey = whole ?? startSurvey()
  if (whole === null) for (const row of sample) surveyRow(survey, columns, row)

  const dateOrder = options.dateOrder ?? options.map?.dateOrder ?? settled(decideDateOrder(survey.dates), remembered?.dateOrder ?? layout?.dateOrder)
  const { dates, decimals } = survey
  if (dateOrder === "unclear") problems.push(refusal("DATE_ORDER_UNCLEAR", { example: dates.unclearExample }))
  if (dateOrder === "mixed") problems.push(refusal("DATE_ORDER_MIXED", { dmy: dates.dmyExample, mdy: dates.mdyExample }))
  const decimal = options.map?.decimal ?? settled(decideDecimal(decimals), remembered?.decimal)
  if (decimal === "unclear") problems.push(refusal("DECIMAL_UNCLEAR", { example: decimals.unclearExample }))
  if (decimal === "mixed") problems.push(refusal("DECIMAL_MIXED", { comma: decimals.commaExample, point: decimals.pointExample }))
  // Plain integers prove nothing: a later row may still show the sign. Days that need no order are an answer; without any day there is none yet.
  const noDays = dateOrder === null && dates.fixed === 0
  const asked = { order: options.dateOrder ?? options.map?.dateOrder ?? null, decimal: options.map?.decimal ?? null }
  const openOrder = asked.order === null && decideDateOrder(dates) === "unclear"
  const openDecimal = asked.decimal === null && ["unclear", null].includes(decideDecimal(decimals))
  const wantsSurvey = whole === null && (openOrder || noDays || openDecimal)

  const currency = decideCurrency(header, sample, columns, map, options.currency)
  if (currency.said !== null) problems.push(notice(currency.said, { currency: currency.currency, header: currency.header }))
  const dropTail = hasDecimalTail(sample, columns.number) || hasDecimalTail(sample, columns.document)
  if (dropTail) problems.push(notice("DECIMAL_TAIL_DROPPED", { header: header[columns.number ?? columns.document ?? 0] ?? "" }))

  const open = dateOrder === "unclear" || dateOrder === "mixed" || decimal === "unclear" || decimal === "mixed"
  if (open || problems.some((problem) => problem.severity === "refusal")) return { plan: null, problems, columns, wantsSurvey }
  const mapping: Mapping = {
    ...map,
    columns: Object.fromEntries(FIELDS.flatMap((field) => named(field, header, columns, map))),
    decimal,
    dateOrder,
    currency: currency.said === "CURRENCY_FROM_FILE" ? currency.currency : map.currency,
    types: { ...namedTypes(sample, columns, language), ...map.types },
  }
  const plan: Plan = { header, columns, language, dateOrder, decimal, currency: currency.currency, round: options.round, dropTail, mapping }
  return { plan, problems, columns, wantsSurvey }
}

/** What the file leaves open is as it was the last time. */
const settled = <T>(proven: T | "unclear" | "mixed" | null, remembered: T | null | undefined): T | "unclear" | "mixed" | null =>
  proven === null || proven === "unclear" ? (remembered ?? proven) : proven

function named(field: Field, header: readonly string[], columns: Columns, map: Mapping): [Field, string | null][] {
  const index = columns[field]
  if (index !== undefined) return [[field, header[index]!]]
  return map.columns[field] === null ? [[field, null]] : []
}

function namedTypes(sample: readonly Row[], columns: Columns, language: Language) {
  if (columns.type === undefined) return {}
  const values = new Set(sample.map((row) => (row.cells[columns.type!] ?? "").trim()))
  return Object.fromEntries([...values].flatMap((value) => (kindNamed(value, language) === null ? [] : [[value, kindNamed(value, language)!]])))
}

export function decideDecimal(evidence: DecimalEvidence): DecimalSign | "unclear" | "mixed" | null {
  if (evidence.point > 0 && evidence.comma > 0) return "mixed"
  if (evidence.point > 0) return "."
  if (evidence.comma > 0) return ","
  return evidence.unclear > 0 ? "unclear" : null
}

type CurrencyChoice = { readonly currency: Currency; readonly header: string; readonly said: NoticeCode | null }
/** The currency of rows that name none: the mapping's, else the one in the amount's header or beside its figures, else the company's — said aloud. */
export function decideCurrency(header: readonly string[], sample: readonly Row[], columns: Columns, map: Mapping, company: Currency): CurrencyChoice {
  if (map.currency !== null) return { currency: map.currency, header: "", said: null }
  const index = columns.amount ?? columns.debit ?? columns.openAmount ?? -1
  const inHeader = recogniseHeader(header[index] ?? "").currency
  if (columns.currency === undefined && inHeader !== null) return { currency: inHeader, header: header[index]!, said: "CURRENCY_FROM_FILE" }
  const figures = sample.map((row) => (row.cells[index] ?? "").trim()).filter((figure) => figure !== "")
  const beside = new Set(figures.map(currencyBeside))
  const [only] = beside
  if (columns.currency === undefined && beside.size === 1 && only) return { currency: only, header: header[index]!, said: "CURRENCY_FROM_FILE" }
  return { currency: company, header: "", said: columns.currency === undefined ? "CURRENCY_OF_COMPANY" : null }
}

function hasDecimalTail(sample: readonly Row[], index: number | undefined): boolean {
  const values = index === undefined ? [] : sample.map((row) => (row.cells[index] ?? "").trim()).filter((value) => value !== "")
  return values.length > 0 && values.every((value) => /^\d+\.0$/.test(value) && looksLikeAmount(value))
}
