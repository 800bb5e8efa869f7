/**
 * Turnover by customer and month, as lists of sales state it: a row a month, or a row a customer with a column for each month.
 *
 * Units     amounts in minor units of the row's currency, with the sign of the file: a month of credit notes is negative.
 * Days      a month is named by its first day.
 * Refuses   a file without customers, months or amounts; by row, what cannot be read. An empty cell of a month's column says nothing.
 */
import type { Day } from "../../kernel/day.ts"
import { type Currency, decimalsOf } from "../../kernel/money.ts"
import { beginningOf, fold } from "../../kernel/text.ts"
import { currencyBeside, currencyNamed, type DecimalSign, looksLikeAmount, noDecimalEvidence, readAmount, weighAmount } from "../amounts.ts"
import { type Field, headersSaid, recogniseHeader, sameHeader } from "../columns.ts"
import { type DateOrder, decideDateOrder, noDateEvidence, weighDate } from "../dates.ts"
import { notice, type Problem, refusal } from "../draft.ts"
import { opensTotal } from "../kind.ts"
import { customerReader, type Mapping, noMapping } from "../mapping.ts"
import { decideCurrency, decideDecimal, type JournalOptions } from "../plan.ts"
import type { Row } from "../table.ts"
import { isFault, isNumber } from "../workbook/cells.ts"
import { monthOf, readMonth } from "./month.ts"
import { MONTH_WORDS, SALES_WORDS, YEAR_WORDS } from "./turnover.text.ts"

type Place = { readonly index: number; readonly month: Day }
export type TurnoverPlan = {
  readonly header: readonly string[]
  readonly code: number
  readonly name: number
  /** The month's column and, where the month stands there without its year, the year's. */
  readonly month: number
  readonly year: number
  readonly amount: number
  /** A column for each month, instead of the two. */
  readonly months: readonly Place[]
  readonly currencyAt: number
  readonly currency: Currency
  readonly decimal: DecimalSign | null
  readonly dateOrder: DateOrder | null
  readonly round: boolean
  readonly mapping: Mapping
}
export type PlannedTurnover = { readonly plan: TurnoverPlan | null; readonly problems: readonly Problem[] }

const spelled = (words: Readonly<Record<string, string>>) => new Set(Object.values(words).flatMap((list) => list.split(",").map(fold)))
const [monthWords, yearWords, salesWords] = [spelled(MONTH_WORDS), spelled(YEAR_WORDS), spelled(SALES_WORDS)]
const plain = (header: string) =>
  fold(header)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
const says = (header: string, words: ReadonlySet<string>) => {
  const said = plain(header)
  return words.has(said) || [...words].some((word) => ` ${said} `.includes(` ${word} `))
}

export function planTurnover(header: readonly string[], sample: readonly Row[], options: JournalOptions): PlannedTurnover {
  const map: Mapping = { ...noMapping, ...options.map }
  const problems: Problem[] = []
  const cellsOf = (index: number) => sample.map((row) => (row.cells[index] ?? "").trim()).filter((cell) => cell !== "")
  const mapped = (field: Field): number | null => {
    const name = map.columns[field]
    if (name === undefined || name === null) return name === null ? -1 : null
    const index = header.findIndex((h) => sameHeader(h, name))
    if (index < 0) problems.push(refusal("MAP_COLUMN_UNKNOWN", { field, header: name, headers: headersSaid(header) }))
    return index
  }
  const best = (field: Field, fits: (index: number) => boolean) =>
    header
      .map((name, index) => ({ index, score: recogniseHeader(name).fields.find((f) => f.field === field)?.score ?? 0 }))
      .filter(({ index, score }) => score > 0 && fits(index))
      .reduce((top, claim) => (claim.score > top.score ? claim : top), { index: -1, score: 0 }).index
  const mostly = (index: number, test: (cell: string) => boolean) => {
    const cells = cellsOf(index)
    return cells.length > 0 && cells.filter(test).length * 2 >= cells.length
  }
  const named = (words: ReadonlySet<string>, test: (cell: string) => boolean) => header.findIndex((h, i) => says(h, words) && mostly(i, test))

  const months = header.flatMap((name, index): Place[] => {
    const month = readMonth(name, null)
    return month === null ? [] : [{ index, month }]
  })
  const wide = months.length > 1 && map.columns.amount === undefined
  const codeAt = mapped("customerCode") ?? best("customerCode", (i) => !months.some((m) => m.index === i))
  const nameAt = mapped("customerName") ?? best("customerName", (i) => i !== codeAt)
  const code = codeAt >= 0 ? codeAt : nameAt
  const dates = noDateEvidence()
  const isMonth = (cell: string) => readMonth(cell, "dmy") !== null
  const wholeMonth =
    mapped("issuedOn") ??
    firstFound(
      named(monthWords, isMonth),
      best("issuedOn", (i) => mostly(i, isMonth)),
    )
  const year = wide || wholeMonth >= 0 ? -1 : named(yearWords, (cell) => /^(?:19|20|21)\d\d(?:\.0)?$/.test(cell))
  const month = wide ? -1 : year < 0 ? wholeMonth : named(monthWords, (cell) => monthOf(cell, 2000) !== null)
  const amountTaken = [code, nameAt, month, year]
  const isAmount = (i: number) => !amountTaken.includes(i) && mostly(i, looksLikeAmount)
  const amount = wide
    ? -1
    : (mapped("amount") ??
      firstFound(
        header.findIndex((h, i) => says(h, salesWords) && isAmount(i)),
        best("amount", isAmount),
      ))
  const currencyAt = mapped("currency") ?? best("currency", (i) => mostly(i, (cell) => currencyNamed(cell) !== null))

  for (const index of wide ? months.map((m) => m.index) : []) if (recogniseHeader(header[index]!).netOfTax) problems.push(netOf(header[index]!))
  if (amount >= 0 && recogniseHeader(header[amount]!).netOfTax && map.columns.amount === undefined) problems.push(netOf(header[amount]!))
  for (const cell of month < 0 || year >= 0 ? [] : cellsOf(month)) weighDate(dates, cell)
  const order = options.dateOrder ?? options.map?.dateOrder ?? decideDateOrder(dates)
  if (order === "unclear") problems.push(refusal("DATE_ORDER_UNCLEAR", { example: dates.unclearExample }))
  if (order === "mixed") problems.push(refusal("DATE_ORDER_MIXED", { dmy: dates.dmyExample, mdy: dates.mdyExample }))
  const decimals = noDecimalEvidence()
  for (const index of wide ? months.map((m) => m.index) : [amount])
    for (const row of sample)
      if (index >= 0 && !(row.types !== undefined && isNumber(row.types, index))) weighAmount(decimals, row.cells[index] ?? "")
  const decimal = options.map?.decimal ?? decideDecimal(decimals)
  if (decimal === "unclear") problems.push(refusal("DECIMAL_UNCLEAR", { example: decimals.unclearExample }))
  if (decimal === "mixed") problems.push(refusal("DECIMAL_MIXED", { comma: decimals.commaExample, point: decimals.pointExample }))
  const headers = header.join(", ")
  if (code < 0) problems.push(refusal("COLUMN_MISSING", { field: "customerCode", headers }))
  if (!wide && month < 0) problems.push(refusal("MONTH_COLUMN_MISSING", { headers }))
  if (!wide && amount < 0) problems.push(refusal("COLUMN_MISSING", { field: "amount", headers }))
  const columns = { ...(amount < 0 ? {} : { amount }), ...(currencyAt < 0 ? {} : { currency: currencyAt }) }
  const choice = decideCurrency(header, sample, columns, map, options.currency)
  if (choice.said !== null) problems.push(notice(choice.said, { currency: choice.currency, header: choice.header }))
  if (problems.some((p) => p.severity === "refusal") || order === "unclear" || order === "mixed" || decimal === "unclear" || decimal === "mixed")
    return { plan: null, problems }
  const at = (field: Field, index: number) => (index < 0 ? [] : [[field, header[index]!] as const])
  const used = [
    ...at("customerCode", code),
    ...(nameAt === code ? [] : at("customerName", nameAt)),
    ...at("issuedOn", month),
    ...at("amount", amount),
  ]
  const mapping: Mapping = { ...map, columns: Object.fromEntries([...used, ...at("currency", currencyAt)]), decimal, dateOrder: order }
  const places = { header, code, name: nameAt === code ? -1 : nameAt, month, year, amount, months: wide ? months : [], currencyAt }
  return { plan: { ...places, currency: choice.currency, decimal, dateOrder: order, round: options.round, mapping }, problems }
}
const firstFound = (...indexes: readonly number[]) => indexes.find((index) => index >= 0) ?? -1
const netOf = (header: string) => notice("AMOUNT_WITHOUT_TAX", { header }, 0, header)

export type Sold = {
  readonly line: number
  readonly customerCode: string
  readonly customerName: string | null
  readonly month: Day
  readonly currency: Currency
  readonly amount: bigint
}
const LONGEST_TEXT = 200
/** What one row says: the months sold, or why nothing of it can be taken. A total says neither. */
export function turnoverReader(plan: TurnoverPlan): (row: Row) => { readonly sold: readonly Sold[]; readonly problems: readonly Problem[] } {
  const customer = customerReader(plan.mapping.customer)
  return ({ cells, line, types }) => {
    const problems: Problem[] = []
    const refuse = (code: Parameters<typeof refusal>[0], index: number, figures: Readonly<Record<string, string>> = {}) => {
      problems.push(refusal(code, figures, line, plan.header[index] ?? null))
    }
    const textAt = (index: number) => (index < 0 ? "" : (cells[index] ?? "").trim())
    const said = textAt(plan.code)
    const monthSaid = plan.month < 0 ? "" : `${textAt(plan.month)}${textAt(plan.year)}`
    const total = cells.some((cell) => cell !== "" && opensTotal(cell))
    if (total && (said === "" || opensTotal(said)) && (plan.months.length > 0 || monthSaid === "" || opensTotal(monthSaid)))
      return { sold: [], problems: [notice("TOTAL_ROW", {}, line)] }
    if (said === "") refuse("VALUE_MISSING", plan.code)
    if (said.length > LONGEST_TEXT) refuse("TEXT_TOO_LONG", plan.code, { length: String(said.length), limit: String(LONGEST_TEXT) })
    const stated = textAt(plan.currencyAt)
    const currency = stated === "" ? plan.currency : currencyNamed(stated)
    if (currency === null) refuse("CURRENCY_UNKNOWN", plan.currencyAt, { value: beginningOf(stated, 40) })
    const amountAt = (index: number): bigint | null => {
      const text = textAt(index)
      if (types !== undefined && isFault(types, index)) refuse("CELL_ERROR", index, { value: beginningOf(text, 40) })
      else if (currency !== null) {
        const sign = types !== undefined && isNumber(types, index) ? "." : plan.decimal
        const read = readAmount(text, sign, decimalsOf(currency), plan.round)
        if (typeof read === "string") refuse(read, index, { value: beginningOf(text, 40), currency, decimals: String(decimalsOf(currency)) })
        else if ((currencyBeside(text) ?? currency) !== currency) refuse("CURRENCY_CONFLICT", index, { value: beginningOf(text, 40), currency })
        else return read
      }
      return null
    }
    const months: { readonly month: Day; readonly index: number }[] = [...plan.months.filter(({ index }) => textAt(index) !== "")]
    if (plan.months.length === 0) {
      const year = Number(textAt(plan.year).replace(/\.0$/, ""))
      const month = plan.year < 0 ? readMonth(textAt(plan.month), plan.dateOrder) : monthOf(textAt(plan.month), year)
      if (month === null) refuse("MONTH_UNREADABLE", plan.month, { value: beginningOf(textAt(plan.month), 40) })
      else if (textAt(plan.amount) === "") refuse("VALUE_MISSING", plan.amount)
      else months.push({ month, index: plan.amount })
    }
    const name = beginningOf(textAt(plan.name), LONGEST_TEXT)
    const about = { line, customerCode: customer(said), customerName: name === "" ? null : name }
    const sold = months.flatMap(({ month, index }): Sold[] => {
      const amount = amountAt(index)
      return amount === null || currency === null ? [] : [{ ...about, month, currency, amount }]
    })
    return { sold: problems.some((p) => p.severity === "refusal") ? [] : sold, problems }
  }
}
