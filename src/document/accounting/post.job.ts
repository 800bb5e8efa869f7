/**
 * Posts what the guarded reader tells of a file of books: its items travel into the ledger's stage, what lettering needs of them into a table
 * beside it; once the items are posted, each customer's letters become settlements, and what stayed out is named in the tie-out.
 *
 * Always    memory holds some megabytes and one customer's letter (of a customer whose claims moved between accounts: all his lines).
 */
import { Readable } from "node:stream"
import { type NewCustomer, registerListed } from "../../customer/customer.act.ts"
import { stageParts } from "../../ledger/bulk.act.ts"
import { settlePairs } from "../../ledger/pairs.act.ts"
import type { Tx } from "../../shell/db.ts"
import { type Problem, refusal } from "../draft.ts"
import { keepRefusals } from "../import.store.ts"
import { FileBroken, type Heard, type Reading } from "../reading/read.job.ts"
import type { BooksMapping, BooksTold } from "../reading/reading.ts"
import type { TieOut } from "./books.ts"
import { COPY_LETTERED, createLettered, type LeftOut, letteredCustomers, linesOfRefs, sumLeftOut } from "./lettering.store.ts"
import { groupLettering } from "./lettering.ts"
import { meetOpenings } from "./openings.act.ts"
import { pairLine } from "./staging.ts"

/** Letters wait in memory while items are copied, and the other way round: one connection copies one thing at a time. */
const HELD_BYTES = 8 << 20
const PAIRS_A_PART = 20_000
const LISTED_AT_ONCE = 1_000
const NOBODY = { segment: null, collector: null, groupCode: null, identifiers: null }

/** Stages the items of a file of books, and what lettering needs of them. */
export async function takeBooks(tx: Tx, reading: Reading, hear: (heard: Heard) => void): Promise<BooksTold> {
  await createLettered(tx)
  let of: "items" | "letters" = "items"
  let told: BooksTold | undefined
  const lines = reading.lines((heard) => {
    if (heard.is === "part") of = heard.of
    else if (heard.is === "done") told = heard.books
    else if (heard.is === "customers")
      for (const c of heard.listed) listed.push({ ...NOBODY, code: c.code, name: c.name || null, country: c.country || null })
    else hear(heard)
  })
  const listed: NewCustomer[] = []
  let letters: Buffer[] = []
  let held = 0
  let next: Buffer | null = null
  let ended = false
  async function* items(): AsyncGenerator<Buffer> {
    if (next !== null) yield next
    next = null
    for (;;) {
      const read = await lines.next()
      ended = read.done === true
      if (read.done) return
      if (of === "letters") {
        letters.push(read.value)
        held += read.value.length
      } else if (held < HELD_BYTES) yield read.value
      else {
        // The first piece after letters begins a row: here one copy may end and another begin.
        next = read.value
        return
      }
    }
  }
  async function* parts(): AsyncGenerator<Readable> {
    while (!ended) {
      yield Readable.from(items(), { objectMode: false })
      if (held > 0) await tx.copyIn(COPY_LETTERED, Readable.from(letters, { objectMode: false }))
      letters = []
      held = 0
    }
  }
  await stageParts(tx, parts())
  for (let at = 0; at < listed.length; at += LISTED_AT_ONCE) await registerListed(tx, tx.company, listed.slice(at, at + LISTED_AT_ONCE), tx.newId)
  if (told === undefined) throw new FileBroken(refusal("FILE_CHANGED"))
  return told
}

export type Told = { add(problem: Problem): void }
/** In the stage a row is named by its posting; people know the line of the file. Problems wait here until that can be asked. */
export function byFileLine(problems: Told) {
  const waiting: Problem[] = []
  return {
    add: (problem: Problem) => void waiting.push(problem),
    async tell(tx: Tx): Promise<void> {
      const refs = waiting.flatMap((p) => [p.line, Number(p.figures.line ?? p.line)])
      const lines = await linesOfRefs(tx, refs)
      const lineOf = (ref: number) => lines.get(ref) ?? ref
      const told = waiting.splice(0).map((p): Problem => {
        const { line } = p.figures
        return { ...p, line: lineOf(p.line), figures: line === undefined ? p.figures : { ...p.figures, line: String(lineOf(Number(line))) } }
      })
      for (const problem of told) problems.add(problem)
      await keepRefusals(
        tx,
        told.filter((p) => p.severity === "refusal" && p.line > 0),
      )
    },
  }
}

/**
 * Between `postStaged` and `endPosting`: balances of what is here already are recognised, lettered items set against each other. The tie-out,
 * and how many lines stood for items that are here.
 */
export async function settleBooks(tx: Tx, posting: Parameters<typeof settlePairs>[2], told: BooksTold, mapping: BooksMapping, problems: Told) {
  const roots = told.tieOut.map((t) => t.account)
  const known = mapping.openings === "known" && mapping.opening !== null
  const openings = known ? await meetOpenings(tx, posting.source, mapping.opening, told.currency, roots, problems) : { lines: 0, differing: [] }
  await settlePairs(tx, pairsOf(tx, problems), posting)
  return { known: openings.lines, tieOut: tieOutOf(told, [...(await sumLeftOut(tx)), ...openings.differing]) }
}

async function* pairsOf(tx: Tx, problems: Told): AsyncGenerator<Readable> {
  let lines: string[] = []
  for await (const own of letteredCustomers(tx)) {
    const grouped = groupLettering(own)
    for (const problem of grouped.problems) problems.add(problem)
    for (const allocation of grouped.allocations) lines.push(pairLine(allocation, "met"))
    if (lines.length < PAIRS_A_PART) continue
    yield Readable.from([lines.join("")])
    lines = []
  }
  if (lines.length > 0) yield Readable.from([lines.join("")])
}

/** The file's own tie-out, less what of its items the ledger holds otherwise or not at all. */
function tieOutOf(told: BooksTold, leftOut: readonly LeftOut[]): TieOut[] {
  return told.tieOut.map(({ account, control, open, because }) => {
    const here = leftOut.filter((l) => l.account === account)
    return {
      account,
      currency: told.currency,
      control: BigInt(control),
      open: here.reduce((sum, l) => sum - l.amount, BigInt(open)),
      because: [...because.map((b) => ({ ...b, amount: BigInt(b.amount) })), ...here.map(({ code, amount, lines }) => ({ code, amount, lines }))],
    }
  })
}
