/**
 * The first pass over a file of books: what has to be known of the whole before a single line can be understood.
 *
 * Units     minor units; sums as written.
 * Always    memory grows with journals, customers and faulty entries, and by some bytes with entries and documents; never with lines.
 */
import type { Day } from "../../kernel/day.ts"
import type { Minor } from "../../kernel/money.ts"
import { fold } from "../../kernel/text.ts"
import { type Chart, type ChartEvidence, decideChart, weighChart } from "./chart.ts"
import { fingerprint, type KeyTable, keyTable, own } from "./keys.ts"
import { type BookLine, LAYER } from "./posting.ts"

export type Journal = {
  readonly code: string
  readonly name: string
  readonly opening: boolean
  lines: number
  /** Lines of customers, and how many of them bear a document number that another entry of the same customer bears too. */
  customerLines: number
  shared: number
  lastEntry: string
  changes: number
  firstDay: Day
  severalDays: boolean
  /** The same number begins again later, or on another day. */
  restarts: boolean
}
export type Party = {
  readonly code: string
  name: string
  readonly account: string
  readonly firstLine: number
  lines: number
  debits: number
  credits: number
  debit: Minor
  credit: Minor
  /** See `payment-modes.ts`. */
  sameDay: number
  openingBills: Minor
  /** The first day of a balance brought forward: by its journal, or by a line that says so (and counts where the file begins on that day). */
  openingOn: Day | null
  saidOpeningOn: Day | null
}
export type Survey = {
  readonly journals: Map<string, Journal>
  readonly parties: Map<string, Party>
  /** journal + number of entries that do not balance, with what is missing. */
  readonly unbalanced: Map<string, Minor>
  /** journal + number of entries whose lines stand apart and only balance together. */
  readonly scattered: Set<string>
  /** Documents (customer, side, piece) → first entry and state, see `pieceState`. */
  readonly pieces: KeyTable
  readonly evidence: ChartEvidence
  lines: number
  debit: Minor
  credit: Minor
  firstDay: Day | null
  lastDay: Day | null
  /** Lines per month, balances brought forward apart. */
  readonly months: Map<string, number>
  foreign: number
  run: { readonly journal: Journal; readonly entry: string; readonly line: number; balance: Minor; day: Day; lines: number; content: number } | null
  /** Of a file laid over another: the other's own, as it was when it was imported, so that its items keep their numbers. */
  beneath: { readonly until: number; readonly survey: Survey } | null
  /** Entries and what they say, while the pass lasts. */
  readonly contents: KeyTable
  /** Lines at which an entry begins that stood in the file before, word for word. */
  readonly twice: Set<number>
}

export const entryKey = (journal: string, entry: string) => `${journal} ${entry}`
/** An entry does not go on from the end of one file to the beginning of the one laid over it. */
export const ofAnotherFile = (before: number, line: number) => line - before > LAYER / 2
const partyKey = (line: Pick<BookLine, "account" | "party">) => `${line.account.slice(0, 2)}|${line.party === "" ? line.account : line.party}`
const mayBeCustomer = ({ account, party }: BookLine) => party !== "" || /^4[016]/.test(account)

const OPENING_CODE = /^(?:an|ran|anv|anx|ano|anouv|ouv|anc|rep|raz|a\.n\.?|ouvert|open|opn|begin|bb|eb)\d{0,2}$/
const OPENING_NAME =
  /\ba[ -]?nouveaux?\b|\banouveaux?\b|report a nouveau|\bouverture\b|\breouverture\b|\bopening\b|\bopenings?balans\b|\bbeginbalans\b|\bheropening\b|\boverdracht\b|eroffnung/
export const saysOpening = (text: string) => OPENING_NAME.test(fold(text))

export const startSurvey = (): Survey => ({
  journals: new Map(),
  parties: new Map(),
  unbalanced: new Map(),
  scattered: new Set(),
  pieces: keyTable(),
  evidence: { fr: 0, be: 0 },
  lines: 0,
  debit: 0n,
  credit: 0n,
  firstDay: null,
  lastDay: null,
  months: new Map(),
  foreign: 0,
  run: null,
  beneath: null,
  contents: keyTable(),
  twice: new Set(),
})

/** Whether the numbers of a journal tell its entries apart. */
export const isNumbered = (journal: Journal) => journal.changes > 0 || !journal.severalDays

export function surveyLine(survey: Survey, line: BookLine): void {
  const signed = line.debit - line.credit
  if (!line.opening) {
    survey.lines++
    survey.debit += line.debit
    survey.credit += line.credit
    if (line.foreign) survey.foreign++
    if (survey.firstDay === null || line.day < survey.firstDay) survey.firstDay = line.day
    if (survey.lastDay === null || line.day > survey.lastDay) survey.lastDay = line.day
  }
  weighChart(survey.evidence, line.account)
  const journal = journalOf(survey, line)
  journal.lines++
  if (!journal.opening) {
    const month = line.day.slice(0, 7)
    survey.months.set(month, (survey.months.get(month) ?? 0) + 1)
  }
  if (line.day !== journal.firstDay) journal.severalDays = true
  if (!line.opening) follow(survey, journal, line, signed)
  if (mayBeCustomer(line)) meet(survey, journal, line, signed)
}

function journalOf(survey: Survey, line: BookLine): Journal {
  const known = survey.journals.get(line.journal)
  if (known !== undefined) return known
  const code = own(line.journal)
  const made: Journal = {
    code,
    name: own(line.journalName),
    opening: line.opening || OPENING_CODE.test(fold(code)) || saysOpening(line.journalName),
    lines: 0,
    customerLines: 0,
    shared: 0,
    lastEntry: own(line.entry),
    changes: 0,
    firstDay: line.day,
    severalDays: false,
    restarts: false,
  }
  survey.journals.set(code, made)
  return made
}

/** Entries as they stand together: which do not balance, which begin again, which stand in the file twice. */
function follow(survey: Survey, journal: Journal, line: BookLine, signed: Minor): void {
  if (line.entry !== journal.lastEntry) {
    if (journal.lines > 1) journal.changes++
    journal.lastEntry = own(line.entry)
  }
  let run = survey.run
  if (run === null || run.journal !== journal || run.entry !== line.entry || ofAnotherFile(run.line, line.line)) {
    closeRun(survey)
    run = { journal, entry: own(line.entry), balance: 0n, line: line.line, day: line.day, lines: 0, content: 0 }
    survey.run = run
  } else if (line.day !== run.day) {
    if (run.balance === 0n) journal.restarts = true
    run.day = line.day
  }
  run.balance += signed
  run.lines++
  const said = fingerprint(line.account) ^ fingerprint(line.piece) ^ fingerprint(line.label) ^ fingerprint(line.day)
  run.content = (Math.imul(run.content, 31) + Math.imul(Number(BigInt.asIntN(32, signed)), 0x9e3779b1) + said) & 0x3fffffff
}

function closeRun(survey: Survey): void {
  const run = survey.run
  if (run === null) return
  survey.run = null
  const key = entryKey(run.journal.code, run.entry)
  if (run.balance !== 0n) {
    const balance = run.balance + (survey.unbalanced.get(key) ?? 0n)
    if (balance !== 0n) survey.unbalanced.set(key, balance)
    else survey.unbalanced.delete(key)
    if (balance === 0n) survey.scattered.add(key)
    return
  }
  const known = survey.contents.get(key)
  const content = run.content || 1
  if (known === 0) survey.contents.set(key, content)
  else if (known === content && run.lines > 1) survey.twice.add(run.line)
  else run.journal.restarts = true
}

const NO_PIECE = /^(?:0+|-+|\?+|x+|\.+|sans|s\.?a\.?n\.?|nc|n\/?c|na|n\/a|n[eé]ant|divers|diverse|aucune?)$/i
export const namesNoPiece = (piece: string) => piece === "" || (piece.length <= 7 && NO_PIECE.test(piece))
const [ONCE, IN_ONE_ENTRY, SHARED] = [1, 2, 3]
/** How often a document number stands on one side of one customer's account. */
export const pieceState = (value: number): "once" | "inOneEntry" | "shared" =>
  (value & 3) === SHARED ? "shared" : (value & 3) === IN_ONE_ENTRY ? "inOneEntry" : "once"
export const pieceKey = (line: Pick<BookLine, "account" | "party" | "piece">, signed: Minor) =>
  `${partyKey(line)}|${signed < 0n ? "C" : "D"}|${line.piece}`

function meet(survey: Survey, journal: Journal, line: BookLine, signed: Minor): void {
  const key = partyKey(line)
  let party = survey.parties.get(key)
  if (party === undefined) {
    party = {
      code: own(line.party === "" ? line.account : line.party),
      name: own(line.party === "" ? line.accountName : line.partyName),
      account: own(line.account),
      firstLine: line.line,
      lines: 0,
      debits: 0,
      credits: 0,
      debit: 0n,
      credit: 0n,
      sameDay: 0,
      openingBills: 0n,
      openingOn: null,
      saidOpeningOn: null,
    }
    survey.parties.set(own(key), party)
  }
  if (party.name === "" && line.partyName !== "") party.name = own(line.partyName)
  party.lines++
  if (signed > 0n) party.debits++
  if (signed < 0n) party.credits++
  party.debit += line.debit
  party.credit += line.credit
  party.sameDay = (party.sameDay + Math.imul(Number(BigInt.asIntN(32, signed)), fingerprint(line.day))) | 0
  if (journal.opening) {
    if (/^(?:413|401)/.test(line.account)) party.openingBills += signed
    if (party.openingOn === null || line.day < party.openingOn) party.openingOn = line.day
  } else if (line.day === survey.firstDay && party.saidOpeningOn !== line.day && saysOpening(line.label)) party.saidOpeningOn = line.day
  journal.customerLines++
  if (namesNoPiece(line.piece)) return
  const entry = (fingerprint(`${line.journal} ${line.entry} ${line.day}`) << 2) >>> 0
  const piece = pieceKey(line, signed)
  const before = survey.pieces.get(piece)
  if (before === 0) survey.pieces.set(piece, (entry | ONCE) >>> 0)
  else {
    const shared = (before & 3) === SHARED || ((before ^ entry) & ~3) !== 0
    if (shared) journal.shared++
    survey.pieces.set(piece, (entry | (shared ? SHARED : IN_ONE_ENTRY)) >>> 0)
  }
}

/** Closes the last entry; the chart is told by the accounts, or by the company's country where they do not tell. */
export function endSurvey(survey: Survey, country: string): Chart {
  closeRun(survey)
  survey.contents.clear()
  return decideChart(survey.evidence, country)
}
