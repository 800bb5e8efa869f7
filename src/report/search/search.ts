/**
 * What somebody types into the search field, as the database is asked for it.
 *
 * Always  the words folded (no case, no accents), at most five, the longest first: it is the one looked up in the index.
 */
import { toDecimal } from "../../kernel/money.ts"
import { fold } from "../../kernel/text.ts"
import type { FoundCustomer, FoundItem } from "./search.store.ts"

/** Of customers and of documents: as many as a person looks through, and the most a program may ask for. */
export const FEW = 8
export const MOST = 20

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
