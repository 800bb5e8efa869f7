/**
 * The books of a year whose last one is here: their balances brought forward are not posted, they stand for items that are here, and their
 * letters settle these. What the books say beyond what is open here is named customer by customer.
 */
import { Readable } from "node:stream"
import { addDays, type Day } from "../../kernel/day.ts"
import { type Currency, type Minor, toDecimal } from "../../kernel/money.ts"
import { beginKnown, endKnown, nameKnown } from "../../ledger/pairs.act.ts"
import type { Tx } from "../../shell/db.ts"
import { type Problem, refusal } from "../draft.ts"
import { booksHere } from "../import.store.ts"
import type { BooksMapping } from "../reading/reading.ts"
import { COPY_LETTERED, type LeftOut } from "./lettering.store.ts"
import { broughtForward, dropLines, type KnownItem, lastRef } from "./openings.store.ts"
import { recogniseOpenings } from "./openings.ts"
import { warned } from "./posting.ts"
import { letterPosting } from "./staging.ts"

/** The first day of the books of a source that are here; `but`: what these files brought does not count. */
export const firstBooks = async (tx: Pick<Tx, "db">, company: number, source: string, but: readonly string[] = []): Promise<Day | null> =>
  (await booksHere(tx, company, source, but)).reduce<Day | null>(
    (first, { from }) => (from !== null && (first === null || from < first) ? from : first),
    null,
  )

/** What keeps books out because of other books of the source: balances they would count twice, or a company that changed while they were read. */
export async function checkOpenings(
  tx: Tx,
  source: string,
  { from, opening, openings }: BooksMapping,
  but: readonly string[],
): Promise<Problem | null> {
  const here = await booksHere(tx, tx.company, source, but)
  const later = here.find((b) => b.openings === "items" && b.opening !== null && from !== null && from < b.opening)
  if (later) return refusal("OPENING_BEFORE", { file: later.file, day: later.opening!, id: later.id })
  const known = opening !== null && here.some((b) => b.from !== null && b.from < opening)
  return known === (openings === "known") ? null : refusal("BOOKS_MEANWHILE")
}

type Told = { add(problem: Problem): void }
export type OpeningsMet = { readonly lines: number; readonly differing: readonly LeftOut[] }

/** After `postStaged`, before the letters. How many lines were known, and what they differ by, by account root. */
export async function meetOpenings(
  tx: Tx,
  source: string,
  opening: Day,
  code: Currency,
  roots: readonly string[],
  problems: Told,
): Promise<OpeningsMet> {
  await beginKnown(tx, source, addDays(opening, -1))
  let ref = await lastRef(tx)
  let lines = 0
  const differing = new Map<string, { amount: Minor; lines: number }>()
  const known: string[] = []
  const letters: string[] = []
  const resolved: number[] = []
  const flush = async () => {
    await nameKnown(tx, Readable.from([known.splice(0).join("")]))
    await tx.copyIn(COPY_LETTERED, Readable.from([letters.splice(0).join("")]))
    await dropLines(tx, resolved.splice(0))
  }
  for await (const { customer, lines: said, items: all } of broughtForward(tx)) {
    const items = all.filter((item) => item.currency === code)
    const { stands, difference } = recogniseOpenings<KnownItem>(said, items)
    lines += said.filter(({ line }) => line > 0).length
    for (const line of said) {
      const of = stands.get(line.ref)
      if (of === undefined && line.letter !== null) {
        const amount = toDecimal(line.side === "debit" ? line.amount : -line.amount, code)
        problems.add(warned("OPENING_UNMATCHED", { customer, amount, letter: line.letter }, line.line))
      }
      if (of === undefined) continue
      resolved.push(line.ref)
      for (const item of of) {
        known.push(`${++ref}\t${item.entryId}\t${item.no}\n`)
        letters.push(
          letterPosting({
            ...line,
            ref,
            side: item.side,
            amount: item.open,
            kind: item.kind,
            settledBy: item.settledBy,
            issuedOn: opening,
            opening: false,
          }),
        )
      }
    }
    if (difference !== 0n) {
      const [first] = said
      const here = items.reduce((sum, item) => sum + (item.side === "debit" ? item.open : -item.open), 0n)
      const figures = { customer, stated: toDecimal(here + difference, code), open: toDecimal(here, code), difference: toDecimal(difference, code) }
      problems.add(warned("OPENING_DIFFERS", figures, first?.line ?? 0))
      const root = first?.root ?? roots[0] ?? ""
      const sum = differing.get(root) ?? { amount: 0n, lines: 0 }
      differing.set(root, { amount: sum.amount + difference, lines: sum.lines + said.length })
    }
    if (letters.length > 5_000) await flush()
  }
  await flush()
  await endKnown(tx)
  if (lines > 0) problems.add(warned("OPENING_KNOWN", { day: opening, lines: String(lines) }))
  return { lines, differing: [...differing].map(([account, d]) => ({ account, code: "OPENING_DIFFERS", ...d })) }
}
