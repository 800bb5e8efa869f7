/**
 * Lines of the books → postings of the receivables ledger, entry by entry, with what was left out and why.
 *
 * Units     minor units of the books' currency.
 * Days      an invoice's day is its document's (where that is not later than the entry's), everything else counts from the entry's day.
 * Always    per account root: control = items + named differences.
 * Refuses   by row: customers' lines of an entry that does not balance or stands in the file twice.
 */
import { addDays, type Day } from "../../kernel/day.ts"
import { type Currency, type Minor, sum, toDecimal } from "../../kernel/money.ts"
import type { Problem } from "../draft.ts"
import { addControl, addItem, type Books, nameDifference, type Reason } from "./books.ts"
import { type Account, type AccountReader, accountReader, type Chart, type ChartOptions, customerOf, isItem } from "./chart.ts"
import { type Meaning, understandEntry } from "./classify.ts"
import { type Entry, entryFormer, type Overflow } from "./entries.ts"
import { numberOf } from "./numbers.ts"
import { isPaymentMode } from "./payment-modes.ts"
import { type BookLine, type Posting, refused, warned } from "./posting.ts"
import type { Party, Survey } from "./survey.ts"

export type PostingOptions = ChartOptions & {
  readonly currency: Currency
  /** Days to pay where the file says nothing; null: the due day stays open (the law's, or a refusal, is the caller's). */
  readonly termDays: number | null
  /** The balances brought forward: items, or what stands for items that last year's file brought. */
  readonly opening: "items" | "known"
  /** Auxiliaries that are customers although they look like payment modes. */
  readonly customers: readonly string[]
  readonly fiscalYear: { readonly from: Day; readonly to: Day } | null
}
export type PostingReader = {
  feed(line: BookLine): Overflow | null
  end(): Overflow | null
  tell(problem: Problem): void
  /** What came since the last time. */
  take(): { readonly postings: readonly Posting[]; readonly problems: readonly Problem[] }
}
export type Customer = {
  readonly code: string
  readonly name: string
  readonly firstLine: number
  readonly lines: number
  readonly debit: Minor
  readonly credit: Minor
}

/** The auxiliaries of a chart's receivable accounts: customers, and payment modes that pose as customers. */
export function partiesOf(survey: Survey, chart: Chart, options: Pick<PostingOptions, "roots" | "customers">) {
  const accounts = accountReader(chart, options)
  const customers: Party[] = []
  const modes = new Set<string>()
  const posing: Party[] = []
  for (const party of survey.parties.values()) {
    const { family } = accounts(party.account, "")
    if (family === null) continue
    if (!options.customers.includes(party.code) && isPaymentMode(party)) {
      modes.add(party.code)
      posing.push(party)
    } else customers.push(party)
  }
  return { customers, modes, posing }
}

/** Told of every entry as it closes, with what refuses its customers' lines. */
export type EntryWatch = (entry: Entry, refusals: readonly Problem[]) => void
export function postingReader(survey: Survey, chart: Chart, books: Books, options: PostingOptions, watch: EntryWatch = () => {}): PostingReader {
  const accounts: AccountReader = accountReader(chart, options)
  const { modes, posing } = partiesOf(survey, chart, options)
  const decimal = (amount: Minor) => toDecimal(amount, options.currency)
  let postings: Posting[] = []
  let problems: Problem[] = []
  const billsHeld = new Map<string, Minor>()
  for (const party of survey.parties.values())
    if (party.openingBills > 0n && accounts(party.account, "").family !== null && options.opening === "items")
      billsHeld.set(party.code, party.openingBills)
  for (const { code, name, firstLine, lines, debit, credit } of posing)
    problems.push(warned("PAYMENT_MODE", { code, name, lines: String(lines), balance: decimal(debit - credit) }, firstLine, "CompAuxNum"))
  let refs = 0
  const collective = new Set<string>()
  const madeIn = new Set<string>()
  let ordinals = new Map<string, number>()
  const outside = outsideYear(survey, options.fiscalYear)
  if (outside.whole) problems.push(warned("YEAR_DIFFERS", { ...outside.figures, first: survey.firstDay ?? "", last: survey.lastDay ?? "" }))

  const codeOf = (line: BookLine, account: Account): string => {
    const { code, collective: nobody } = customerOf(chart, line.party, line.account, account.root)
    if (nobody && !collective.has(code) && isItem(account.family) && account.family !== "advance") {
      collective.add(code)
      problems.push(warned("NO_CUSTOMER", { account: line.account, name: line.accountName }, line.line, "CompAuxNum"))
    }
    return code
  }
  const takeBills = (customer: string, amount: Minor): Minor => {
    const held = billsHeld.get(customer) ?? 0n
    const taken = amount < held ? amount : held
    if (taken !== 0n || amount < 0n) billsHeld.set(customer, held - taken)
    return taken
  }
  const leaveOut = (account: Account, amount: Minor, because: Reason) => nameDifference(books, account.root, because, amount)

  const close = (entry: Entry) => {
    countEntry(entry)
    const receivable: { readonly line: BookLine; readonly account: Account }[] = []
    const rest: BookLine[] = []
    for (const line of entry.lines) {
      const account = accounts(line.account, line.accountName)
      if (account.family !== null) {
        addControl(books, account.root, line.debit - line.credit)
        receivable.push({ line, account })
      }
      if (!entry.opening && outside.says(line.day))
        problems.push(warned("OUTSIDE_YEAR", { day: line.day, ...outside.figures }, line.line, "EcritureDate"))
    }
    if (receivable.length > 1) {
      const seen = new Map<string, number>()
      for (const { line } of receivable) tellRepeated(line, seen)
    }
    if (entry.verdict !== "sound") {
      keepOut(entry, receivable)
      return
    }
    watch(entry, [])
    if (receivable.length === 0) return
    for (const line of entry.lines) {
      const account = accounts(line.account, line.accountName)
      if (isItem(account.family) && modes.has(line.party === "" ? line.account : line.party))
        leaveOut(account, line.debit - line.credit, "PAYMENT_MODE")
      else if (account.family === "bill" && entry.opening && options.opening === "known") leaveOut(account, line.debit - line.credit, "BILLS_IN_HAND")
      else rest.push(line)
    }
    if (entry.first) ordinals = new Map()
    const { meanings, asides } = understandEntry(rest, entry.opening, accounts, codeOf, takeBills)
    for (const { account, amount, because } of asides) leaveOut(account, amount, because)
    emit(entry, meanings)
  }

  const countEntry = (entry: Entry) => {
    if (entry.lines[0]!.opening) return
    books.debit += entry.debit
    books.credit += entry.credit
    if (entry.first) books.entries++
    if (entry.first && entry.verdict === "unbalanced") books.unbalanced++
  }
  const keepOut = (entry: Entry, receivable: readonly { readonly line: BookLine; readonly account: Account }[]) => {
    const code = entry.verdict === "twice" ? "ENTRY_TWICE" : "ENTRY_UNBALANCED"
    const missing = entry.lines.length === 1 ? (survey.unbalanced.get(entry.key) ?? 0n) : entry.debit - entry.credit
    const figures = { entry: entry.key, difference: decimal(missing), lines: linesSaid(entry) }
    const refusals = receivable.map(({ line }) => refused(code, figures, line.line))
    for (const refusal of refusals) problems.push(refusal)
    watch(entry, refusals)
    for (const { line, account } of receivable) leaveOut(account, line.debit - line.credit, code)
    if (receivable.length === 0 && entry.first) problems.push(warned(code, figures, entry.lines[0]!.line))
  }
  const tellRepeated = (line: BookLine, seen: Map<string, number>) => {
    const said = `${line.account}|${line.party}|${line.debit}|${line.credit}|${line.piece}|${line.label}|${line.day}|${line.letter}`
    const before = seen.get(said)
    if (before === undefined) seen.set(said, line.line)
    else problems.push(warned("LINE_TWICE", { line: String(before) }, line.line))
  }

  const emit = (entry: Entry, meanings: readonly Meaning[]) => {
    const parts = new Map<number, number>()
    const numbers = new Map<number, ReturnType<typeof numberOf>>()
    for (const meaning of [...meanings].sort((a, b) => a.line.line - b.line.line)) {
      const { line, account, customer, kind, amount } = meaning
      const part = (parts.get(line.line) ?? 0) + 1
      parts.set(line.line, part)
      let numbered = numbers.get(line.line)
      if (numbered === undefined) {
        numbered = numberOf(survey, entry, line, ordinals)
        numbers.set(line.line, numbered)
        if (numbered.made && !madeIn.has(entry.journal.code) && kind !== "transfer") {
          madeIn.add(entry.journal.code)
          problems.push(warned("NUMBERS_MADE", { journal: entry.journal.code, piece: line.piece, number: numbered.number }, line.line, "PieceRef"))
        }
      }
      addItem(books, account.root, amount)
      const isBill = kind === "invoice" || kind === "creditNote"
      const issuedOn = isBill && line.pieceOn !== null && line.pieceOn <= line.day ? line.pieceOn : line.day
      const side = amount > 0n ? "debit" : "credit"
      postings.push({
        ref: ++refs,
        line: line.line,
        part,
        entry: entry.key,
        journal: entry.journal.code,
        account: line.account,
        root: account.root,
        family: account.family!,
        customerCode: customer,
        customerName: line.partyName !== "" ? line.partyName : line.party === "" && line.accountName !== "" ? line.accountName : null,
        number: part === 1 ? numbered.number : `${numbered.number}/p${part}`,
        instalment: part === 1 ? numbered.instalment : null,
        piece: line.piece === "" ? null : line.piece,
        label: line.label,
        day: line.day,
        issuedOn,
        dueOn: kind === "invoice" ? (line.dueOn ?? (options.termDays === null ? null : addDays(issuedOn, options.termDays))) : null,
        side,
        amount: amount < 0n ? -amount : amount,
        currency: options.currency,
        letter: line.letter === "" ? null : line.letter,
        letteredOn: line.letteredOn,
        opening: entry.opening,
        counterpart: meaning.counterpart,
        kind,
        settledBy: side === "credit" && kind !== "transfer" ? meaning.settledBy : null,
        means: meaning.means,
        collectionOn: meaning.means === "lcr" ? line.dueOn : null,
        transfer: meaning.transfer === null ? null : `${entry.lines[0]!.line}/${meaning.transfer}`,
      })
    }
  }

  const former = entryFormer(survey, close)
  return {
    feed: former.feed,
    end() {
      const overflow = former.end()
      if (survey.foreign > 0) problems.push(warned("FOREIGN_AMOUNTS", { lines: String(survey.foreign), currency: options.currency }))
      if (books.roots.size === 0) problems.push(warned("NO_RECEIVABLES", { chart }))
      return overflow
    },
    tell: (problem) => void problems.push(problem),
    take() {
      const taken = { postings, problems }
      postings = []
      problems = []
      return taken
    },
  }
}

const LINES_SAID = 12
const linesSaid = (entry: Entry) => {
  const lines = entry.lines.slice(0, LINES_SAID).map((line) => line.line)
  return `${lines.join(", ")}${entry.lines.length > LINES_SAID ? " …" : ""}`
}

/**
 * Lines outside the year, one by one; or once for the file, where it plainly holds another year than the one said. A year said by its end alone
 * may be longer than twelve months: it is, where more than one line in twenty says so.
 */
function outsideYear(survey: Survey, year: PostingOptions["fiscalYear"]) {
  if (year === null) return { whole: false, figures: {}, says: () => false }
  const count = (outside: (month: string) => boolean) => sum([...survey.months].map(([month, lines]) => (outside(month) ? BigInt(lines) : 0n)))
  const before = count((month) => month < year.from.slice(0, 7))
  const from = before * 20n > BigInt(survey.lines) ? addDays(year.from, -366) : year.from
  const outside = count((month) => month < from.slice(0, 7) || month > year.to.slice(0, 7))
  const whole = outside * 2n > BigInt(survey.lines)
  return { whole, figures: { from, to: year.to }, says: (day: Day) => !whole && (day > year.to || day < from) }
}
