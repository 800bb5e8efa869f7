/**
 * All that is open on a day, held in columns: of a large ledger a tenth, which lists find, order and add up without asking the database for every row of it anew.
 * The answers are those of open-items.store.ts, to the row and to the cent.
 *
 * Rows     stand in the order of recording (entry, then instalment); what else a list is ordered by is a row's value, and rows alike keep that order.
 * Amounts  minor units, each side as it is.
 */
import type { Day } from "../../../kernel/day.ts"
import type { Id } from "../../../kernel/id.ts"
import type { Currency, Minor } from "../../../kernel/money.ts"
import type { EntryKind, Side } from "../../ledger.ts"
import { CREDITED_BY, type ItemFilter, type ItemSum } from "../open-items.ts"

const ENTRY_BYTES = 16
const DAY_MS = 86_400_000
const BLOCK = 4_096

/** A value of each row, as a number into the few there are. */
export type Coded<T> = { readonly of: Uint32Array; readonly known: readonly T[] }
export type Whole = {
  readonly count: number
  /** Sixteen bytes a row. */
  readonly entries: Buffer
  readonly instalments: Uint32Array
  readonly customers: Coded<Id>
  readonly kinds: Coded<EntryKind>
  readonly sides: Coded<Side>
  readonly currencies: Coded<Currency>
  /** Days since 1970. */
  readonly dueOn: Int32Array
  readonly open: BigInt64Array
}

/** Lines of entry (32 hexadecimal digits), instalment, customer, kind, side, currency, due day since 1970 and open, parted by tabs, in the order of recording; all ASCII. */
export async function readWhole(chunks: AsyncIterable<Buffer>): Promise<Whole> {
  let room = BLOCK
  let count = 0
  let entries = Buffer.alloc(room * ENTRY_BYTES)
  const numbers = { instalments: new Uint32Array(room), dueOn: new Int32Array(room), open: new BigInt64Array(room) }
  const [customers, kinds, sides, currencies] = [coding<Id>(room), coding<EntryKind>(room), coding<Side>(room), coding<Currency>(room)]
  const grow = () => {
    room *= 2
    entries = Buffer.concat([entries, Buffer.alloc(room * ENTRY_BYTES - entries.length)])
    numbers.instalments = longer(numbers.instalments, new Uint32Array(room))
    numbers.dueOn = longer(numbers.dueOn, new Int32Array(room))
    numbers.open = longer(numbers.open, new BigInt64Array(room))
    for (const column of [customers, kinds, sides, currencies]) column.grow(room)
  }
  const add = (line: string) => {
    const [entry, instalment, customer, kind, side, currency, due, open] = line.split("\t") as [
      string,
      string,
      Id,
      EntryKind,
      Side,
      Currency,
      string,
      string,
    ]
    if (count === room) grow()
    entries.write(entry, count * ENTRY_BYTES, "hex")
    numbers.instalments[count] = Number(instalment)
    customers.set(count, customer)
    kinds.set(count, kind)
    sides.set(count, side)
    currencies.set(count, currency)
    numbers.dueOn[count] = Number(due)
    numbers.open[count] = BigInt(open)
    count++
  }
  let rest = ""
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString("latin1")).split("\n")
    rest = lines.pop()!
    for (const line of lines) add(line)
  }
  return {
    count,
    entries,
    ...numbers,
    customers: customers.done(),
    kinds: kinds.done(),
    sides: sides.done(),
    currencies: currencies.done(),
  }
}

function longer<A extends Uint32Array | Int32Array | BigInt64Array>(from: A, to: A): A {
  to.set(from as never)
  return to
}

function coding<T extends string>(room: number) {
  let of = new Uint32Array(room)
  const codes = new Map<T, number>()
  const known: T[] = []
  return {
    set(row: number, value: T) {
      let code = codes.get(value)
      if (code === undefined) {
        // A value of its own: one that is a view into a chunk would keep all of the chunk.
        const own = Buffer.from(value).toString() as T
        code = known.push(own) - 1
        codes.set(own, code)
      }
      of[row] = code
    },
    grow(to: number) {
      of = longer(of, new Uint32Array(to))
    },
    done: (): Coded<T> => ({ of, known }),
  }
}

/** What rows are wanted: each part says no to a row, or nothing. */
export type Sought = {
  readonly asOf: Day
  readonly currency: Currency | null
  readonly filter: Pick<ItemFilter, "kind" | "side" | "lateFrom" | "lateTo" | "dueFrom" | "dueTo" | "openFrom" | "openTo">
  /** Only of these customers: one for each of `customers.known`. */
  readonly among: readonly Uint8Array[]
  /** Only these rows, one for each: what a text was found in. */
  readonly rows: Uint8Array | null
}
export const dayNumber = (day: Day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS

/** Whether a row is wanted. */
export function wantedIn(whole: Whole, { asOf, currency, filter: f, among, rows }: Sought): (row: number) => boolean {
  const { kinds, sides, currencies, customers, dueOn, open } = whole
  const parts: ((row: number) => boolean)[] = []
  const only = <T>({ of, known }: Coded<T>, is: (value: T) => boolean) => {
    const wanted = known.map(is)
    parts.push((row) => wanted[of[row]!]!)
  }
  if (currency !== null) only(currencies, (one) => one === currency)
  if (f.side !== null) only(sides, (one) => one === f.side)
  if (f.kind === "credited" || f.kind === "unallocated") {
    const credited = f.kind === "credited"
    only(sides, (one) => one === "credit")
    only(kinds, (one) => (credited ? CREDITED_BY.includes(one) : !CREDITED_BY.includes(one) && one !== "deposit"))
  } else if (f.kind !== null) only(kinds, (one) => one === f.kind)
  const today = dayNumber(asOf)
  const least = Math.max(f.lateTo === null ? -Infinity : today - f.lateTo, f.dueFrom === null ? -Infinity : dayNumber(f.dueFrom))
  const most = Math.min(f.lateFrom === null ? Infinity : today - f.lateFrom, f.dueTo === null ? Infinity : dayNumber(f.dueTo))
  if (least > -Infinity) parts.push((row) => dueOn[row]! >= least)
  if (most < Infinity) parts.push((row) => dueOn[row]! <= most)
  const { openFrom, openTo } = f
  if (openFrom !== null) parts.push((row) => open[row]! >= openFrom)
  if (openTo !== null) parts.push((row) => open[row]! <= openTo)
  for (const some of among) parts.push((row) => some[customers.of[row]!] === 1)
  if (rows !== null) parts.push((row) => rows[row] === 1)
  return (row) => parts.every((part) => part(row))
}

/** What the wanted rows add up to: the currency with the most first; deposits are counted, not added. */
export function sumWanted(whole: Whole, wanted: (row: number) => boolean): ItemSum[] {
  const { count, kinds, sides, currencies, open } = whole
  const sums = currencies.known.map((currency) => ({ currency, count: 0, open: 0n as Minor }))
  const debit = sides.known.indexOf("debit")
  const deposit = kinds.known.indexOf("deposit")
  for (let row = 0; row < count; row++) {
    if (!wanted(row)) continue
    const sum = sums[currencies.of[row]!]!
    sum.count++
    if (kinds.of[row] !== deposit) sum.open += sides.of[row] === debit ? open[row]! : -open[row]!
  }
  return sums.filter((sum) => sum.count > 0).sort((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1))
}

/** Values rows are ordered by; rows alike stand in the order of recording. Null: all are alike. */
export type Keys = Int32Array | Uint32Array | BigInt64Array | null
export const signedOpen = ({ count, open, sides }: Whole): BigInt64Array => {
  const debit = sides.known.indexOf("debit")
  return BigInt64Array.from({ length: count }, (_, row) => (sides.of[row] === debit ? open[row]! : -open[row]!))
}

/** An order: the rows upwards, and what they are ordered by. */
export type Order = { readonly keys: Keys; readonly rows: Uint32Array }
export function inOrder({ count }: Whole, keys: Keys): Order {
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  return { keys, rows: keys === null ? rows : rows.sort((a, b) => compare(keys[a]!, keys[b]!) || a - b) }
}
const compare = (a: number | bigint, b: number | bigint) => (a < b ? -1 : a > b ? 1 : 0)

/** Where an item of the list stood: its value, its entry and instalment. */
export type Place = { readonly key: number | bigint; readonly entry: string; readonly no: number }
/** How many rows of an order stand before a place, also where its item is no longer open. `beyond`: and the item itself. */
function before(whole: Whole, { keys, rows }: Order, { key, entry, no }: Place, beyond: boolean): number {
  const id = Buffer.from(entry.replaceAll("-", ""), "hex")
  const stands = (row: number) =>
    (keys === null ? 0 : compare(keys[row]!, key)) ||
    whole.entries.compare(id, 0, ENTRY_BYTES, row * ENTRY_BYTES, (row + 1) * ENTRY_BYTES) ||
    whole.instalments[row]! - no
  let [low, high] = [0, whole.count]
  while (low < high) {
    const middle = (low + high) >>> 1
    const stand = stands(rows[middle]!)
    if (stand < 0 || (beyond && stand === 0)) low = middle + 1
    else high = middle
  }
  return low
}
/** How far along the order the first row after a place stands. */
export const startAfter = (whole: Whole, order: Order, place: Place, down: boolean): number =>
  down ? before(whole, order, place, false) - 1 : before(whole, order, place, true)
/** The row of an item; null: it is not open. `recorded`: the order of recording. */
export function rowOf(whole: Whole, recorded: Order, entry: string, no: number): number | null {
  const row = before(whole, recorded, { key: 0, entry, no }, false)
  return row < whole.count && entryOf(whole, row) === entry.replaceAll("-", "") && whole.instalments[row] === no ? row : null
}

/** So many wanted rows along an order, from how far along it on. */
export function walk(
  { rows: ranks }: Order,
  wanted: (row: number) => boolean,
  { from, down, limit }: { readonly from: number; readonly down: boolean; readonly limit: number },
): number[] {
  const rows: number[] = []
  for (let at = from; at >= 0 && at < ranks.length && rows.length < limit; at += down ? -1 : 1) {
    const row = ranks[at]!
    if (wanted(row)) rows.push(row)
  }
  return rows
}

export const entryOf = ({ entries }: Whole, row: number): string => entries.toString("hex", row * ENTRY_BYTES, (row + 1) * ENTRY_BYTES)
const PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/
export const idOf = (whole: Whole, row: number): Id => entryOf(whole, row).replace(PARTS, "$1-$2-$3-$4-$5") as Id
export const codedAt = <T>({ of, known }: Coded<T>, row: number): T => known[of[row]!]!
export const dueDayOf = ({ dueOn }: Whole, row: number): Day => new Date(dueOn[row]! * DAY_MS).toISOString().slice(0, 10) as Day
