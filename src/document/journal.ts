/**
 * One row of a journal → one draft, by a plan made beforehand.
 *
 * Units     amounts in minor units of the row's currency. Sides: an invoice's sign says its side (a negative invoice is a credit); credit
 *           notes, payments, deposits and write-offs are credits whichever sign they are written with, unless the mapping's creditSign says
 *           that the other sign reverses them; columns for debit and credit speak for themselves, a credit there without a type is a payment
 *           unless its number or label says credit note.
 * Always    rows are read in the order of the file; a credit kind written with both signs is warned about on the rows that differ from the first.
 * Refuses   by row, naming the column: every fault of the row at once.
 */
import type { Day } from "../kernel/day.ts"
import { type Currency, decimalsOf, type Minor } from "../kernel/money.ts"
import { withoutApostrophe } from "../kernel/sheet.ts"
import { beginningOf, fold } from "../kernel/text.ts"
import { currencyBeside, currencyNamed, readAmount } from "./amounts.ts"
import { AMOUNT_FIELDS, type Field, IDENTIFIER_FIELDS, sameHeader } from "./columns.ts"
import { readDay } from "./dates.ts"
import { type Draft, type DraftKind, type Identifier, type NoticeCode, notice, type Problem, type RowProblemCode, refusal } from "./draft.ts"
import { kindNamed, kindOfCredit, opensTotal, sideNamed } from "./kind.ts"
import { customerReader } from "./mapping.ts"
import type { Plan } from "./plan.ts"
import { finerDecimals, startTally, type Verdict } from "./totals/totals.ts"
import { isFault, isNumber, isRounded } from "./workbook/cells.ts"

export type Read = { readonly draft: Draft | null; readonly problems: readonly Problem[] }
/** `types`: what each cell of a sheet is (workbook/cells.ts); a text file's cells have none. */
export type RowReader = (cells: readonly string[], line: number, types?: string) => Read

const NO_PROBLEMS: readonly Problem[] = []
const NO_IDENTIFIERS: readonly Identifier[] = []
const LONGEST_TEXT = 200
const REMEMBERED = 20_000
const MISSING = new Set(["null", "NULL", "NaN", "nan", "None", "#N/A", "N/A", "0000-00-00", "00/00/0000"])

/** The same texts come back thousands of times (days, customers, currencies): each is worked out once, within bounds. */
function remember<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= REMEMBERED) known.clear()
    // A copy: a cell is a view into a long stretch of the file, which a remembered view would keep in memory.
    const copy = ` ${text}`.slice(1)
    const made = work(copy)
    known.set(copy, made)
    return made
  }
}

/** Trimmed; Excel's ="00123" loses its wrapping, a text that was kept from running as a formula its apostrophe. */
const clean = (cell: string | undefined): string => {
  const text = cell === undefined ? "" : (cell.charCodeAt(0) === 39 ? withoutApostrophe(cell) : cell).trim()
  return text.charCodeAt(0) === 61 && text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1).trim() : text
}

export function rowReader(plan: Plan): RowReader {
  const { header, columns, mapping } = plan
  const at = (field: Field) => columns[field] ?? -1
  const [companyAt, codeAt, nameAt, countryAt, segmentAt, collectorAt, groupAt] = [
    at("company"),
    at("customerCode"),
    at("customerName"),
    at("country"),
    at("segment"),
    at("collector"),
    at("group"),
  ]
  const [typeAt, numberAt, documentAt, instalmentAt, issuedAt, dueAt, currencyAt, amountAt, debitAt, creditAt] = [
    at("type"),
    at("number"),
    at("document"),
    at("instalment"),
    at("issuedOn"),
    at("dueOn"),
    at("currency"),
    at("amount"),
    at("debit"),
    at("credit"),
  ]
  const [sideAt, openAt, paidAt, settledAt, clearedAt, meansAt, referenceAt, appliesAt, labelAt] = [
    at("side"),
    at("openAmount"),
    at("paidAmount"),
    at("settledOn"),
    at("clearedOn"),
    at("means"),
    at("reference"),
    at("appliesTo"),
    at("label"),
  ]
  const identifierColumns = IDENTIFIER_FIELDS.flatMap((scheme) => (columns[scheme] === undefined ? [] : [{ scheme, index: columns[scheme] }]))
  const readDayOnce = remember((text) => readDay(text, plan.dateOrder))
  const currencyOnce = remember(currencyNamed)
  const mappedTypes = new Map(Object.entries(mapping.types).map(([value, kind]) => [fold(value), kind]))
  const kindOnce = remember((text): DraftKind | "unknown" => mappedTypes.get(fold(text)) ?? kindNamed(text, plan.language) ?? "unknown")
  const customerOnce = remember(customerReader(mapping.customer))
  const companies = new Map(Object.entries(mapping.company))
  const companyOnce = remember((value) => companies.get(value) ?? [...companies].find(([key]) => sameHeader(key, value))?.[1] ?? value)
  const signs = new Map<DraftKind, boolean>()
  const typed = typeAt >= 0
  // A separator at the header's end makes a nameless column that rows may lack.
  let needed = header.length
  while (needed > 0 && header[needed - 1] === `column ${needed}`) needed--

  // The row at hand. One reader reads one file, row after row.
  let line = 0
  let types: string | undefined
  let problems: Problem[] | null = null
  let refused = false
  /** What its amount cells say, for the file's totals; unread once one of them, or what currency it is in, cannot be told. */
  const summed = AMOUNT_FIELDS.flatMap((field) => columns[field] ?? [])
  const heard: (Minor | null)[] = summed.map(() => null)
  let unread = false
  const balances = debitAt >= 0 && creditAt >= 0 ? ([summed.indexOf(debitAt), summed.indexOf(creditAt)] as const) : null
  const tally = startTally(summed.length, plan.round, balances, plan.currency)
  const isFaulty = (index: number) => types !== undefined && isFault(types, index)
  const refuseCell = (code: RowProblemCode, index: number, figures: Readonly<Record<string, string>> = {}) => {
    problems ??= []
    // What a faulty cell lacks is told by its fault.
    if (code !== "VALUE_MISSING" || !isFaulty(index)) problems.push(refusal(code, figures, line, header[index] ?? null))
    refused = true
  }
  const warn = (code: NoticeCode, index: number, figures: Readonly<Record<string, string>> = {}) => {
    problems ??= []
    problems.push(notice(code, figures, line, header[index] ?? null))
  }
  const textAt = (cells: readonly string[], index: number): string | null => {
    if (index < 0) return null
    const text = clean(cells[index])
    if (text.length > LONGEST_TEXT) refuseCell("TEXT_TOO_LONG", index, { length: String(text.length), limit: String(LONGEST_TEXT) })
    return text === "" ? null : text
  }
  const dayAt = (cells: readonly string[], index: number): Day | null => {
    if (index < 0) return null
    const text = clean(cells[index])
    if (text === "" || MISSING.has(text) || isFaulty(index)) return null
    const read = text.length > 40 ? "DATE_UNREADABLE" : readDayOnce(text)
    if (read.charCodeAt(0) < 58) return read as Day
    refuseCell(read as RowProblemCode, index, { value: beginningOf(text, 40), order: plan.dateOrder ?? "" })
    return null
  }
  const signAt = (index: number) => (types !== undefined && isNumber(types, index) ? "." : plan.decimal)
  const amountIn = (cells: readonly string[], index: number, currency: Currency, decimals: number): Minor | null => {
    if (index < 0) return null
    const text = clean(cells[index])
    if (isFaulty(index)) unread = true
    if (text === "" || MISSING.has(text) || isFaulty(index)) return null
    const read = readAmount(text, signAt(index), decimals, plan.round)
    if (typeof read === "string") {
      unread = true
      refuseCell(read, index, { value: beginningOf(text, 40), currency, decimals: String(decimals) })
      return null
    }
    const beside = currencyBeside(text)
    if (beside !== null && beside !== currency) {
      unread = true
      refuseCell("CURRENCY_CONFLICT", index, { value: text, currency })
    }
    heard[summed.indexOf(index)] = plan.round ? (readAmount(text, signAt(index), finerDecimals(currency), true) as Minor) : read
    return read
  }
  const currencyOf = (cells: readonly string[]): Currency => {
    if (currencyAt < 0) return plan.currency
    const text = clean(cells[currencyAt])
    if (text === "" || MISSING.has(text)) {
      warn("CURRENCY_ASSUMED", currencyAt, { currency: plan.currency })
      return plan.currency
    }
    const read = currencyOnce(text)
    if (read === null) {
      unread = true
      refuseCell("CURRENCY_UNKNOWN", currencyAt, { value: beginningOf(text, 40) })
    }
    return read ?? plan.currency
  }
  const numberIn = (cells: readonly string[], index: number): string | null => {
    const text = textAt(cells, index)
    return text !== null && plan.dropTail && /^\d+\.0$/.test(text) ? text.slice(0, -2) : text
  }
  /** The row's figure, debit positive. */
  const signedAmount = (cells: readonly string[], currency: Currency, decimals: number): Minor | null => {
    if (debitAt >= 0) {
      const debit = amountIn(cells, debitAt, currency, decimals) ?? 0n
      const credit = amountIn(cells, creditAt, currency, decimals) ?? 0n
      if (debit !== 0n && credit !== 0n) refuseCell("DEBIT_AND_CREDIT", debitAt, { debit: clean(cells[debitAt]), credit: clean(cells[creditAt]) })
      else if (clean(cells[debitAt]) === "" && clean(cells[creditAt]) === "") refuseCell("VALUE_MISSING", debitAt)
      return debit - credit
    }
    const amount = amountIn(cells, amountAt, currency, decimals)
    if (amount === null && !refused) refuseCell("VALUE_MISSING", amountAt)
    if (amount === null || sideAt < 0) return amount
    const side = mapping.sides[clean(cells[sideAt])] ?? sideNamed(clean(cells[sideAt]))
    if (side === null) refuseCell("SIDE_UNKNOWN", sideAt, { value: beginningOf(clean(cells[sideAt]), 40) })
    return side === "credit" ? -amount : amount
  }
  const sided = debitAt >= 0 || sideAt >= 0

  const kindOf = (cells: readonly string[], number: string, signed: Minor): DraftKind => {
    const said = typed ? clean(cells[typeAt]) : ""
    const named = said === "" ? "unknown" : kindOnce(said)
    if (named !== "unknown") return named
    if (said.length > 3) refuseCell("KIND_UNKNOWN", typeAt, { value: beginningOf(said, 40) })
    else if (typed) warn("KIND_FROM_SIGN", typeAt, { value: said })
    if (signed >= 0n) return "invoice"
    return kindOfCredit(number, labelAt < 0 ? "" : clean(cells[labelAt]), plan.language) ?? (sided ? "payment" : "invoice")
  }
  const sideOf = (kind: DraftKind, signed: Minor): "debit" | "credit" => {
    if (sided || kind === "invoice") return signed < 0n ? "credit" : "debit"
    if (kind === "refund") return "debit"
    if (signed === 0n) return "credit"
    const negative = signed < 0n
    if (mapping.creditSign !== null) return negative === (mapping.creditSign === "negative") ? "credit" : "debit"
    const first = signs.get(kind)
    if (first === undefined) signs.set(kind, negative)
    else if (first !== negative) warn("CREDIT_SIGN_DIFFERS", amountAt, { value: negative ? "−" : "+" })
    return "credit"
  }
  const openOf = (cells: readonly string[], side: "debit" | "credit", signed: Minor, amount: Minor, currency: Currency, decimals: number) => {
    if (openAt < 0 && paidAt < 0) return null
    const said = openAt >= 0 ? amountIn(cells, openAt, currency, decimals) : null
    const paid = said === null && openAt < 0 ? amountIn(cells, paidAt, currency, decimals) : null
    if (said === null && paid === null) return null
    // Credits write what is open with either sign; on a debit a minus says that more was settled than billed.
    const open = said === null ? amount - abs(paid!) : side === "credit" || signed < 0n ? abs(said) : said
    if (open < 0n || open > amount) warn("OPEN_OUT_OF_RANGE", openAt >= 0 ? openAt : paidAt, { value: clean(cells[openAt >= 0 ? openAt : paidAt]) })
    return open
  }
  const instalmentOf = (cells: readonly string[]): number | null => {
    const text = instalmentAt < 0 ? "" : clean(cells[instalmentAt])
    if (text === "" || MISSING.has(text)) return null
    const read = /^0*([1-9]\d{0,2})(?:\.0)?(?:\s*\/\s*\d{1,3})?$/.exec(text)
    if (read === null) refuseCell("INSTALMENT_UNREADABLE", instalmentAt, { value: beginningOf(text, 40) })
    return read === null ? null : Number(read[1])
  }
  const identifiersOf = (cells: readonly string[]): readonly Identifier[] => {
    if (identifierColumns.length === 0) return NO_IDENTIFIERS
    const found: Identifier[] = []
    for (const { scheme, index } of identifierColumns) {
      const value = textAt(cells, index)
      if (value !== null && !MISSING.has(value)) found.push({ scheme, value: value.replace(/[\s.\u00a0]/g, "").toUpperCase() })
    }
    return found
  }

  const isHeaderAgain = (cells: readonly string[]) =>
    clean(cells[codeAt]) === header[codeAt] && clean(cells[issuedAt]) === header[issuedAt] && clean(cells[numberAt]) === header[numberAt]
  const saysTotal = (cell: string | undefined) => cell === undefined || clean(cell) === "" || opensTotal(cell)
  /** A customer may be called Total: a total line has no date, and no number of its own either. A bare sum below the table says nothing else at all. */
  const isTotal = (cells: readonly string[]) => {
    if (!saysTotal(cells[issuedAt]) || !saysTotal(cells[numberAt])) return false
    return cells.some((cell) => cell !== "" && opensTotal(cell)) || cells.every((cell, i) => summed.includes(i) || cell.trim() === "")
  }
  /** The currency that a total names, in its column or its words, where rows have it; null: none. */
  const currencyOfTotal = (cells: readonly string[], label: string): Currency | null => {
    const column = currencyAt < 0 ? null : currencyOnce(clean(cells[currencyAt]))
    const words = [column ?? "", ...(label.match(/\b[A-Z]{3}\b/g) ?? []), ...summed.flatMap((index) => currencyBeside(clean(cells[index])) ?? [])]
    return words.find(tally.knows) ?? null
  }
  const heldTotal = (cells: readonly string[]): Problem => {
    const label = cells.find((cell) => cell !== "" && opensTotal(cell)) ?? ""
    const marked = sideAt < 0 ? null : sideNamed(clean(cells[sideAt]))
    // “Total factures”: words for several.
    const kind = kindNamed(label, plan.language) ?? kindNamed(label.replace(/(?:s|en)\b/g, ""), plan.language)
    const verdict = tally.judge({
      currency: currencyOfTotal(cells, label),
      of: marked ?? (kind === null ? null : kind === "invoice" ? "debit" : "credit"),
      figure: (column, currency) => {
        const index = summed[column]!
        const text = clean(cells[index])
        if (text === "" || MISSING.has(text) || isFaulty(index)) return null
        const read = readAmount(text, signAt(index), finerDecimals(currency), true)
        return typeof read === "string" ? null : read
      },
    })
    return inWords(verdict)
  }
  const inWords = (verdict: Verdict): Problem => {
    if (verdict.is === "silent") return notice("TOTAL_ROW", {}, line)
    if (verdict.is === "agrees") return notice("TOTAL_AGREES", { total: verdict.figure, currency: verdict.currency }, line)
    if (verdict.is === "uncompared") return notice("TOTAL_NOT_COMPARED", { why: verdict.why }, line)
    return refusal("TOTAL_DIFFERS", verdict.figures, line, header[summed[verdict.column]!] ?? null)
  }

  const leftOut = Object.entries(mapping.skip).flatMap(([name, values]) => {
    const index = header.findIndex((h) => sameHeader(h, name))
    return index < 0 ? [] : [{ index, values: new Set(values.map(fold)) }]
  })
  const isLeftOut = ({ index, values }: (typeof leftOut)[number], cells: readonly string[]) => values.has(fold(clean(cells[index])))

  const used = Object.values(columns)
  const checkTypes = (cells: readonly string[], said: string) => {
    for (const index of used) {
      if (isFault(said, index))
        refuseCell(said[index] === "f" ? "FORMULA_WITHOUT_VALUE" : "CELL_ERROR", index, { value: beginningOf(cells[index]!, 40) })
      else if (isRounded(said, index)) warn("NUMBER_ROUNDED", index, { value: cells[index]! })
    }
  }

  return (cells, at, said) => {
    line = at
    types = said
    problems = null
    refused = false
    unread = false
    heard.fill(null)
    if (cells.length !== header.length && !fits(cells, needed, header.length)) {
      if (isTotal(cells)) return { draft: null, problems: [heldTotal(cells)] }
      tally.addUnread()
      return { draft: null, problems: [refusal("RAGGED_ROW", { expected: String(header.length), found: String(cells.length) }, line)] }
    }
    if (leftOut.length > 0) {
      const column = leftOut.find((one) => isLeftOut(one, cells))
      if (column) {
        // A total of the file may count what the user leaves out.
        tally.addUnread()
        return { draft: null, problems: [notice("ROW_LEFT_OUT", { value: clean(cells[column.index]) }, line, header[column.index] ?? null)] }
      }
    }
    if (said !== undefined) checkTypes(cells, said)
    const issuedOn = dayAt(cells, issuedAt)
    if (issuedOn === null) {
      if (isHeaderAgain(cells)) return { draft: null, problems: [notice("HEADER_REPEATED", {}, line)] }
      if (isTotal(cells)) return { draft: null, problems: [heldTotal(cells)] }
      if (used.every((index) => clean(cells[index]) === "")) return { draft: null, problems: [notice("HEADING_ROW", {}, line)] }
      if (!refused) refuseCell("VALUE_MISSING", issuedAt)
    }
    const code = textAt(cells, codeAt)
    const name = textAt(cells, nameAt)
    const customer = code ?? name
    if (customer === null) refuseCell("VALUE_MISSING", codeAt)
    const currency = currencyOf(cells)
    const decimals = decimalsOf(currency)
    const signed = signedAmount(cells, currency, decimals) ?? 0n
    const amount = abs(signed)
    const own = numberIn(cells, documentAt)
    const billed = numberIn(cells, numberAt)
    const kind = kindOf(cells, billed ?? own ?? "", signed)
    // Money has a document number of its own; beside it, the invoice number is the invoice it settles.
    const isBill = kind === "invoice" || kind === "creditNote"
    const number = isBill ? (billed ?? own) : (own ?? billed)
    if (number === null) refuseCell("VALUE_MISSING", numberAt)
    const side = sideOf(kind, signed)
    const openAmount = openOf(cells, side, signed, amount, currency, decimals)
    if (unread) tally.addUnread()
    else tally.add(heard, currency, { side, turned: (heard[summed.indexOf(amountAt)] ?? 0n) < 0n, deposit: kind === "deposit" })
    const dueOn = dayAt(cells, dueAt)
    const paidOn = dayAt(cells, settledAt)
    const settledOn = paidOn ?? dayAt(cells, clearedAt)
    const settles = textAt(cells, appliesAt) ?? (!isBill && own !== null && billed !== own ? billed : null)
    if (amount === 0n && !refused) warn("ZERO_AMOUNT", amountAt >= 0 ? amountAt : debitAt)
    if (issuedOn !== null && dueOn !== null && dueOn < issuedOn) warn("DUE_BEFORE_ISSUE", dueAt, { issuedOn, dueOn })
    if (issuedOn !== null && settledOn !== null && settledOn < issuedOn)
      warn("SETTLED_BEFORE_ISSUE", paidOn === null ? clearedAt : settledAt, { issuedOn, settledOn })
    const company = textAt(cells, companyAt)
    if (companyAt >= 0 && company === null) refuseCell("VALUE_MISSING", companyAt)
    const draft: Draft = {
      line,
      kind,
      number: number ?? "",
      side,
      customerCode: customerOnce(customer ?? ""),
      customerName: name,
      country: textAt(cells, countryAt),
      segment: textAt(cells, segmentAt),
      collector: textAt(cells, collectorAt),
      group: textAt(cells, groupAt),
      identifiers: identifiersOf(cells),
      issuedOn: issuedOn as Day,
      dueOn,
      currency,
      amount,
      instalment: instalmentOf(cells),
      settledOn,
      settledBy: settledOn === null ? null : paidOn !== null ? "cash" : "unknown",
      openAmount,
      means: textAt(cells, meansAt),
      reference: textAt(cells, referenceAt),
      appliesTo: settles,
      company: company === null ? null : companyOnce(company),
    }
    return { draft: refused ? null : draft, problems: problems ?? NO_PROBLEMS }
  }
}

const abs = (amount: Minor) => (amount < 0n ? -amount : amount)
function fits(cells: readonly string[], needed: number, width: number): boolean {
  if (cells.length < needed) return false
  for (let i = width; i < cells.length; i++) if (cells[i]!.trim() !== "") return false
  return true
}
