/**
 * Balances brought forward of a year whose last one is here already: which of the customer's open items each line stands for. Nothing is
 * posted for such a line; its letters settle the items it stands for.
 *
 * Units     minor units; `difference` signed, debit positive.
 * Always    an item belongs to at most one line. A line stands for items only where there is one way to read it: by its number and amount, by
 *           its amount, or for all that is left.
 */
import { type Minor, sum } from "../../kernel/money.ts"
import type { Side } from "../../ledger/ledger.ts"

export type OpeningLine = {
  readonly ref: number
  readonly number: string
  readonly side: Side
  readonly amount: Minor
  readonly letter: string | null
}
export type OpenItem = { readonly number: string; readonly side: Side; readonly open: Minor }
export type Recognised<Item> = {
  /** By the line's `ref`; a line that is not there could not be told. */
  readonly stands: ReadonlyMap<number, readonly Item[]>
  /** What the lines come to beyond what was open here. */
  readonly difference: Minor
}

const signedLine = (l: OpeningLine) => (l.side === "debit" ? l.amount : -l.amount)
const signedItem = (i: OpenItem) => (i.side === "debit" ? i.open : -i.open)

/** All opening lines of one customer, and all that was open of him the day before, both in their order. */
export function recogniseOpenings<Item extends OpenItem>(lines: readonly OpeningLine[], items: readonly Item[]): Recognised<Item> {
  const stands = new Map<number, readonly Item[]>()
  const left = new Set(items)
  const difference = sum(lines.map(signedLine)) - sum(items.map(signedItem))
  const take = (line: OpeningLine, taken: readonly Item[]) => {
    stands.set(line.ref, taken)
    for (const item of taken) left.delete(item)
  }
  const byNumber = Map.groupBy(items, (i) => `${i.side}|${i.open}|${i.number}`)
  for (const line of lines) {
    const item = byNumber.get(`${line.side}|${line.amount}|${line.number}`)?.find((i) => left.has(i))
    if (item) take(line, [item])
  }
  const open = (line: OpeningLine) => !stands.has(line.ref)
  // As many lines of one amount as items of it: which is which makes no difference to what stays open.
  const itemsOf = Map.groupBy(left, (i) => `${i.side}|${i.open}`)
  for (const [key, same] of Map.groupBy(lines.filter(open), (l) => `${l.side}|${l.amount}`)) {
    const fitting = itemsOf.get(key) ?? []
    if (fitting.length === same.length) same.forEach((line, at) => void take(line, [fitting[at]!]))
  }
  const rest = lines.filter(open)
  const [first, ...others] = rest
  const alike = first !== undefined && others.every((line) => line.letter === first.letter)
  if (alike && sum(rest.map(signedLine)) === sum([...left].map(signedItem))) {
    take(first, [...left])
    for (const line of others) take(line, [])
  }
  return { stands, difference }
}
