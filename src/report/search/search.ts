/**
 * What somebody types into the search field, as the database is asked for it.
 *
 * Always  the words folded (no case, no accents), at most five, the longest first: it is the one looked up in the index.
 */
import type { Day } from "../../kernel/day.ts"
import { type Currency, type Minor, toDecimal } from "../../kernel/money.ts"
import { fold } from "../../kernel/text.ts"
import type { EntryKind } from "../../ledger/ledger.ts"

/** Of customers and of documents: as many as a person looks through, and the most a program may ask for. */
export const FEW = 8
export const MOST = 20

export type FoundCustomer = {
  readonly code: string
  readonly name: string
  readonly country: string | null
  readonly because: "name" | "identifier" | "similar"
}
export type FoundItem = {
  readonly number: string
  readonly kind: EntryKind
  readonly side: "debit" | "credit"
  readonly customer: string
  readonly customerName: string
  readonly issuedOn: Day
  readonly currency: Currency
  readonly amount: Minor
  readonly open: Minor
}

const WORDS = 5
export type Sought = { readonly words: readonly string[]; readonly number: string }

export function readSought(typed: string): Sought | null {
  const words = fold(typed)
    .split(" ")
    .filter((word) => word !== "")
  if (words.length === 0) return null
  return { words: words.slice(0, WORDS).sort((a, b) => b.length - a.length), number: typed.trim() }
}

/** As it travels: amounts as decimal text. */
export const toSearchAnswer = ({ customers, items }: { readonly customers: readonly FoundCustomer[]; readonly items: readonly FoundItem[] }) => ({
  customers,
  items: items.map((i) => ({ ...i, amount: toDecimal(i.amount, i.currency), open: toDecimal(i.open, i.currency) })),
})
