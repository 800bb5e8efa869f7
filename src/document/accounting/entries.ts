/**
 * The second pass: lines → whole entries, as they close.
 *
 * Always    an entry is the lines of one number of one journal that stand together; where numbers tell nothing apart, the lines up to the next
 *           balance. Lines that stand apart are held until they balance. Opening entries, as long as the customer list, come line by line.
 * Refuses   an entry, or lines held back, beyond what memory should hold.
 */
import type { Minor } from "../../kernel/money.ts"
import { own } from "./keys.ts"
import type { BookLine } from "./posting.ts"
import { entryKey, isNumbered, type Journal, ofAnotherFile, type Survey, saysOpening } from "./survey.ts"

export type Entry = {
  readonly key: string
  readonly journal: Journal
  readonly lines: readonly BookLine[]
  readonly verdict: "sound" | "unbalanced" | "twice"
  readonly opening: boolean
  /** Its lines stood apart. */
  readonly gathered: boolean
  /** False for the further lines of an opening entry, which come one by one. */
  readonly first: boolean
  readonly debit: Minor
  readonly credit: Minor
}
export type Former = { feed(line: BookLine): Overflow | null; end(): Overflow | null }
export type Overflow = "ENTRY_TOO_LONG" | "ENTRIES_SCATTERED"

const ENTRY_LIMIT = 100_000
const HELD_LIMIT = 200_000

export function entryFormer(survey: Survey, close: (entry: Entry) => void): Former {
  let run: {
    key: string
    journal: Journal
    entry: string
    numbered: boolean
    line: number
    lines: BookLine[]
    balance: Minor
    told: boolean
  } | null = null
  const held = new Map<string, { lines: BookLine[]; balance: Minor }>()
  let heldLines = 0

  const hand = (key: string, journal: Journal, lines: readonly BookLine[], verdict: Entry["verdict"], flags: Partial<Entry> = {}) => {
    let debit = 0n
    let credit = 0n
    for (const line of lines) {
      debit += line.debit
      credit += line.credit
    }
    const opening =
      journal.opening || (lines[0]!.day === survey.firstDay && lines.filter((line) => saysOpening(line.label)).length * 2 > lines.length)
    close({ key, journal, lines, verdict, opening, gathered: false, first: true, debit, credit, ...flags })
  }
  const cut = () => {
    if (run === null || run.lines.length === 0) return
    const { lines } = run
    run.lines = []
    hand(run.key, run.journal, lines, survey.twice.has(run.line) ? "twice" : "sound")
  }
  const endRun = (): Overflow | null => {
    const ended = run
    if (ended === null || ended.lines.length === 0) return null
    if (ended.balance === 0n) {
      cut()
      return null
    }
    if (!survey.scattered.has(ended.key)) {
      hand(ended.key, ended.journal, ended.lines, "unbalanced")
      return null
    }
    const before = held.get(ended.key)
    const balance = ended.balance + (before?.balance ?? 0n)
    const lines = [...(before?.lines ?? []), ...ended.lines.map(keep)]
    heldLines += ended.lines.length
    if (balance !== 0n) held.set(own(ended.key), { lines, balance })
    else {
      held.delete(ended.key)
      heldLines -= lines.length
      hand(ended.key, ended.journal, lines, "sound", { gathered: true })
    }
    return heldLines > HELD_LIMIT ? "ENTRIES_SCATTERED" : null
  }

  return {
    feed(line) {
      const signed = line.debit - line.credit
      let overflow: Overflow | null = null
      if (run === null || run.journal.code !== line.journal || run.entry !== line.entry || ofAnotherFile(run.line, line.line)) {
        overflow = endRun()
        const journal = survey.journals.get(line.journal)!
        const key = entryKey(line.journal, line.entry)
        run = { key, journal, entry: line.entry, numbered: isNumbered(journal), line: line.line, lines: [], balance: 0n, told: false }
      }
      if (run.journal.opening) {
        const verdict = survey.unbalanced.has(run.key) && !line.opening ? "unbalanced" : survey.twice.has(run.line) ? "twice" : "sound"
        hand(run.key, run.journal, [line], verdict, { opening: true, first: !run.told })
        run.told = true
        return overflow
      }
      if (run.balance === 0n && run.lines.length > 0 && (!run.numbered || line.day !== run.lines.at(-1)!.day)) cut()
      run.lines.push(line)
      run.balance += signed
      return run.lines.length > ENTRY_LIMIT ? "ENTRY_TOO_LONG" : overflow
    },
    end() {
      const overflow = endRun()
      for (const [key, { lines }] of held) hand(key, survey.journals.get(lines[0]!.journal)!, lines, "unbalanced", { gathered: true })
      return overflow
    },
  }
}

/** Held for long: texts of its own, not views into the file's. */
const keep = (line: BookLine): BookLine => ({
  ...line,
  journal: own(line.journal),
  journalName: own(line.journalName),
  entry: own(line.entry),
  account: own(line.account),
  accountName: own(line.accountName),
  party: own(line.party),
  partyName: own(line.partyName),
  piece: own(line.piece),
  label: own(line.label),
  letter: own(line.letter),
  mode: own(line.mode),
})
