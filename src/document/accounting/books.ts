/**
 * What a file of books adds up to, and how the items taken from it tie to its own accounts.
 *
 * Units     minor units, debit positive.
 * Always    control = balance of the account root in the file; open = what the items taken from it come to; the difference is named to the
 *           last cent, reason by reason.
 */
import type { Currency, Minor } from "../../kernel/money.ts"

export const REASON_CODES = [
  "PAYMENT_MODE",
  "BILLS_IN_HAND",
  "ACCRUAL",
  "WRITE_DOWN",
  "ENTRY_UNBALANCED",
  "ENTRY_TWICE",
  "OPENING_DIFFERS",
  "CLOSING_DIFFERS",
  "NUMBER_TWICE",
  "CONFLICT",
] as const
export type Reason = (typeof REASON_CODES)[number]
export type Named = { readonly code: Reason; readonly amount: Minor; readonly lines: number }
export type TieOutRow = {
  readonly account: string
  readonly control: Minor
  readonly open: Minor
  readonly difference: Minor
  readonly because: readonly Named[]
}
/** As it is told: `open` is what the ledger holds. */
export type TieOut = Omit<TieOutRow, "difference"> & { readonly currency: Currency }
export type BookTotals = { readonly debit: Minor; readonly credit: Minor; readonly entries: number; readonly unbalanced: number }

type Root = { control: Minor; open: Minor; because: Map<Reason, { amount: Minor; lines: number }> }
export type Books = { debit: Minor; credit: Minor; entries: number; unbalanced: number; readonly roots: Map<string, Root> }
export const startBooks = (): Books => ({ debit: 0n, credit: 0n, entries: 0, unbalanced: 0, roots: new Map() })

function rootOf(books: Books, root: string): Root {
  const known = books.roots.get(root)
  if (known !== undefined) return known
  const made: Root = { control: 0n, open: 0n, because: new Map() }
  books.roots.set(root, made)
  return made
}
export function addControl(books: Books, root: string, amount: Minor): void {
  rootOf(books, root).control += amount
}
export function addItem(books: Books, root: string, amount: Minor): void {
  rootOf(books, root).open += amount
}
export function nameDifference(books: Books, root: string, code: Reason, amount: Minor): void {
  const { because } = rootOf(books, root)
  const named = because.get(code)
  if (named) {
    named.amount += amount
    named.lines++
  } else because.set(code, { amount, lines: 1 })
}

export const totalsOf = ({ debit, credit, entries, unbalanced }: Books): BookTotals => ({ debit, credit, entries, unbalanced })
export const tieOut = (books: Books): readonly TieOutRow[] =>
  [...books.roots]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, { control, open, because }]) => ({
      account,
      control,
      open,
      difference: control - open,
      because: [...because].map(([code, { amount, lines }]) => ({ code, amount, lines })),
    }))
