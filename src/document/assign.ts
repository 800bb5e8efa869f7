/**
 * Columns to fields: what the user maps holds; for the rest headers propose and the cells of the sample confirm or deny.
 *
 * Always    a column serves one field; where two could serve the same one, the better is taken and the choice is said.
 * Refuses   a mapped header that is not in the file; number, customer, date or amount without a column.
 */
import { fold, type Language } from "../kernel/text.ts"
import { currencyNamed, looksLikeAmount } from "./amounts.ts"
import { AMOUNT_FIELDS, DATE_FIELDS, type Field, headersSaid, IDENTIFIER_FIELDS, recogniseHeader, sameHeader } from "./columns.ts"
import { looksLikeDay } from "./dates.ts"
import { type DraftKind, notice, type Problem, refusal } from "./draft.ts"
import { kindNamed, sideNamed } from "./kind.ts"
import type { Mapping } from "./mapping.ts"
import type { Row } from "./table.ts"

export type Columns = Readonly<Partial<Record<Field, number>>>
type Claim = { readonly field: Field; readonly index: number; readonly score: number }

/** What the cells of one column look like, as shares of those that are not empty. */
type Look = {
  readonly filled: number
  readonly dates: number
  readonly amounts: number
  readonly currencies: number
  readonly kinds: number
  /** Some value names a kind beyond doubt: an invoice, or anything in more than one letter. */
  readonly surelyKinds: boolean
  readonly sides: number
  readonly words: number
  readonly small: number
  readonly decimals: number
  readonly distinct: number
  readonly cells: readonly string[]
}

function lookAt(sample: readonly Row[], index: number, kindOf: (cell: string) => DraftKind | null): Look {
  const cells = sample.map((row) => (row.cells[index] ?? "").trim()).filter((cell) => cell !== "")
  const share = (test: (cell: string) => boolean) => (cells.length === 0 ? 0 : cells.filter(test).length / cells.length)
  return {
    filled: sample.length === 0 ? 0 : cells.length / sample.length,
    dates: share(looksLikeDay),
    amounts: share(looksLikeAmount),
    currencies: share((cell) => currencyNamed(cell) !== null),
    kinds: share((cell) => kindOf(cell) !== null),
    surelyKinds: cells.some((cell) => (cell.length > 1 ? kindOf(cell) !== null : kindOf(cell) === "invoice")),
    sides: share((cell) => sideNamed(cell) !== null),
    words: share((cell) => /\p{L}\p{L}\s+\p{L}|\p{Lu}\p{Ll}\p{Ll}/u.test(cell)),
    small: share((cell) => /^\d{1,3}(?:\.0)?(?:\/\d{1,3})?$/.test(cell)),
    decimals: share((cell) => looksLikeAmount(cell) && /[.,]\d{1,2}\D*$/.test(cell)),
    distinct: new Set(cells).size,
    cells,
  }
}

const someOf = (look: Look) => [...new Set(look.cells)].slice(0, 5).join(", ")
const isOneOf = (fields: readonly Field[], field: Field) => fields.includes(field)
/** How far the cells support a claim: 0 denies it. Empty columns are kept for optional fields; they then say nothing. */
function support(field: Field, score: number, look: Look): number {
  if (look.cells.length === 0) return 0.3
  const atLeastHalf = (share: number) => (share >= 0.5 ? 1 : 0)
  if (isOneOf(DATE_FIELDS, field)) return atLeastHalf(look.dates)
  if (field === "openAmount" || field === "paidAmount")
    return look.cells.every((cell) => cell === "0" || cell === "1") ? 0 : atLeastHalf(look.amounts)
  if (isOneOf(AMOUNT_FIELDS, field)) return atLeastHalf(look.amounts)
  if (field === "currency") return atLeastHalf(look.currencies)
  // "Document type" means it, whatever its values; a bare "Type" may be a type of customer (C, P).
  if (field === "type") return score >= 90 ? 1 : look.surelyKinds ? atLeastHalf(look.kinds) : 0
  if (field === "side") return atLeastHalf(look.sides)
  if (field === "instalment") return atLeastHalf(look.small)
  if (field === "number" || field === "document") return look.dates >= 0.9 && look.amounts < 0.5 ? 0 : 1
  return 1
}

/** Who named the columns of the mapping: of the last file and of a program's layout, they are all that count. */
export type NamedBy = "user" | "last time" | "layout" | "nobody"

export function assignColumns(header: readonly string[], sample: readonly Row[], map: Mapping, language: Language, by: NamedBy = "user") {
  const complete = by === "last time" || by === "layout"
  const problems: Problem[] = []
  const columns: Partial<Record<Field, number>> = {}
  const taken = new Set<number>()
  const take = (field: Field, index: number) => {
    columns[field] = index
    taken.add(index)
  }
  for (const [field, name] of Object.entries(map.columns) as [Field, string | null][]) {
    const index = name === null ? -1 : header.findIndex((h) => sameHeader(h, name))
    if (index >= 0) take(field, index)
    else if (name !== null) problems.push(refusal("MAP_COLUMN_UNKNOWN", { field, header: name, headers: headersSaid(header) }))
  }
  const named = columns.company === undefined ? header.findIndex((h) => Object.keys(map.company).some((key) => sameHeader(h, key))) : -1
  if (named >= 0 && !taken.has(named)) take("company", named)

  const mappedTypes = new Map(Object.entries(map.types).map(([value, kind]) => [fold(value), kind]))
  const kindOf = (cell: string) => mappedTypes.get(fold(cell)) ?? kindNamed(cell, language)
  const mayBeType = (name: string) => recogniseHeader(name).fields.some(({ field }) => field === "type")
  const looks = header.map((name, index) => lookAt(sample, index, mayBeType(name) ? kindOf : () => null))
  const free = (field: Field) => !complete && columns[field] === undefined && map.columns[field] !== null
  const claims = header
    .flatMap((name, index): Claim[] =>
      recogniseHeader(name).fields.map(({ field, score }) => ({ field, index, score: weigh(field, score, looks[index]!) })),
    )
    .filter((claim) => claim.score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
  const companies = new Set(
    complete ? [] : claims.filter((claim) => claim.field === "company" && !taken.has(claim.index)).map((claim) => claim.index),
  )
  for (const { field, index } of claims) if (!taken.has(index) && !companies.has(index) && free(field)) take(field, index)
  for (const index of companies) {
    // "Société" is the customer's name where each customer has its own, the user's own company where a few values come back.
    const asName = free("customerName") && claims.some((claim) => claim.index === index && claim.field === "customerName")
    const look = looks[index]!
    if (asName && (columns.customerCode === undefined || look.distinct > Math.max(5, look.cells.length / 5))) take("customerName", index)
    else problems.push(notice("COMPANY_COLUMN_IGNORED", { header: header[index]!, values: someOf(look) }, 0, header[index]!))
    taken.add(index)
  }
  const rivals = (field: Field, index: number) =>
    claims
      .filter((claim) => claim.field === field && claim.index !== index && claim.score >= 60 && !taken.has(claim.index))
      .map((claim) => header[claim.index]!)
  for (const [field, index] of Object.entries(columns) as [Field, number][]) {
    const others = map.columns[field] === undefined ? rivals(field, index) : []
    if (others.length > 0) problems.push(notice("COLUMN_CHOSEN", { field, header: header[index]!, others: others.join(", ") }, 0, header[index]!))
  }

  const move = (from: Field, to: Field) => {
    if (columns[to] !== undefined || columns[from] === undefined || map.columns[to] === null) return
    columns[to] = columns[from]
    delete columns[from]
  }
  const scoreOf = (field: Field) => claims.find((claim) => claim.field === field && claim.index === columns[field])?.score ?? 100
  if (columns.number !== undefined && columns.document !== undefined && scoreOf("number") < 65) delete columns.number
  move("document", "number")
  move("reference", "number")
  move("customerName", "customerCode")
  if (map.columns.amount != null || columns.debit === undefined || columns.credit === undefined) {
    move("debit", "amount")
    move("openAmount", "amount")
    delete columns.debit
    delete columns.credit
  } else delete columns.amount
  const bareType = header.findIndex(
    (name, index) => !taken.has(index) && recogniseHeader(name).fields[0]?.field === "type" && looks[index]!.cells.length > 0,
  )
  if (bareType >= 0 && free("type"))
    problems.push(notice("TYPE_COLUMN_IGNORED", { header: header[bareType]!, values: someOf(looks[bareType]!) }, 0, header[bareType]!))
  const looksLikeCustomers = isOnlyCustomers(columns, scoreOf)
  guessByContent(header, looks, columns, taken, free, problems)
  if (by === "layout" || map.columns.openAmount === undefined) dropRunningTotal(header, sample, looks, columns, problems)
  if (columns.amount !== undefined && recogniseHeader(header[columns.amount]!).netOfTax && map.columns.amount === undefined)
    problems.push(notice("AMOUNT_WITHOUT_TAX", { header: header[columns.amount]! }, 0, header[columns.amount]!))
  if (problems.every((problem) => problem.severity === "warning")) {
    // A limit of credit may be taken for an amount; together with a day it is one.
    if (looksLikeCustomers && (columns.amount === undefined || columns.issuedOn === undefined)) problems.push(refusal("ONLY_CUSTOMERS"))
    for (const field of ["number", "customerCode", "issuedOn", "amount"] as const)
      if (columns[field] === undefined && !(field === "amount" && columns.debit !== undefined))
        problems.push(refusal("COLUMN_MISSING", { field, headers: headersSaid(header) }))
  }
  return { columns: columns as Columns, problems }
}

const PARTICULARS = ["customerName", "country", "segment", "collector", "group", ...IDENTIFIER_FIELDS] as const satisfies readonly Field[]
/** Who they are and nothing that they owe: master data. The day may be that on which somebody wrote them down. */
function isOnlyCustomers(columns: Partial<Record<Field, number>>, scoreOf: (field: Field) => number): boolean {
  const has = (field: Field) => columns[field] !== undefined
  const surely = (field: Field) => has(field) && scoreOf(field) >= 65
  if ((["amount", "debit", "credit", "openAmount", "dueOn"] as const).some(has) || surely("number") || surely("issuedOn")) return false
  return has("customerCode") && PARTICULARS.some(has)
}

/** "Client" may hold codes or names: full names speak for the name. */
function weigh(field: Field, score: number, look: Look): number {
  const supported = score * support(field, score, look)
  if (score < 90 && look.words >= 0.5 && field === "customerCode") return supported * 0.55
  return supported
}

/** A needed field without a header: the only free column whose cells can be nothing else. */
function guessByContent(
  header: readonly string[],
  looks: readonly Look[],
  columns: Partial<Record<Field, number>>,
  taken: Set<number>,
  free: (field: Field) => boolean,
  problems: Problem[],
) {
  const guess = (field: Field, fits: (look: Look) => boolean) => {
    if (!free(field)) return
    const found = looks.flatMap((look, index) =>
      !taken.has(index) && recogniseHeader(header[index]!).fields.length === 0 && fits(look) ? [index] : [],
    )
    if (found.length !== 1) return
    columns[field] = found[0]!
    taken.add(found[0]!)
    problems.push(notice("COLUMN_GUESSED", { field, header: header[found[0]!]! }, 0, header[found[0]!]!))
  }
  guess("issuedOn", (look) => look.filled >= 0.9 && look.dates >= 0.9)
  if (columns.debit === undefined) guess("amount", (look) => look.filled >= 0.9 && look.amounts >= 0.9 && look.decimals >= 0.5)
  guess(
    "number",
    (look) =>
      look.filled === 1 && look.distinct === look.cells.length && look.distinct >= 3 && look.dates === 0 && look.cells.every((c) => /\d/.test(c)),
  )
}

/** A "balance" beside the amounts may be a running total: it exceeds its own row, and is then no open amount. */
function dropRunningTotal(
  header: readonly string[],
  sample: readonly Row[],
  looks: readonly Look[],
  columns: Partial<Record<Field, number>>,
  problems: Problem[],
) {
  const index = columns.openAmount
  if (index === undefined || looks[index]!.cells.length === 0) return
  const billed = [columns.amount, columns.debit, columns.credit].flatMap((column) => (column === undefined ? [] : [column]))
  // Totals have no day: one may well say what is open without what was billed.
  const dated = columns.issuedOn === undefined ? sample : sample.filter(({ cells }) => (cells[columns.issuedOn!] ?? "").trim() !== "")
  const beyond = dated.filter(({ cells }) => roughly(cells[index]) > billed.reduce((total, column) => total + roughly(cells[column]), 0) * 1.001)
  if (beyond.length * 10 < dated.length || beyond.length === 0) return
  delete columns.openAmount
  problems.push(notice("COLUMN_IGNORED", { header: header[index]!, field: "openAmount" }, 0, header[index]!))
}

/** The size of an amount before its decimal sign is known: good enough to compare two columns of one file. */
function roughly(cell: string | undefined): number {
  const digits = (cell ?? "").replace(/[^\d.,]/g, "").replace(/[.,](?=\d{3}(?:\D|$))/g, "")
  return Number(digits.replace(",", ".")) || 0
}
