/**
 * The totals a file states, held against its own rows: a subtotal against the rows since a total before it, a grand total against all.
 *
 * Units     the currency's minor units; where rows are rounded on purpose, millionths of them (`FINER`), so that sums stay the file's own.
 * Signs     a total may add its column up as written, or net (debits − credits), or net without deposits, which stand outside what is owed;
 *           one named after a side or a kind (“Total avoirs”) may be that side's alone. Each column of debits and credits is held by itself.
 * Refuses   never guesses: rows whose amounts cannot be read, and sums over several currencies, leave a total uncompared, which is said.
 */
import { type Currency, decimalsOf, divRound, type Minor, toDecimal } from "../../kernel/money.ts"

/** Digits beyond the currency's own in which totals are compared. */
const FINER_DIGITS = 6
const FINER = 10n ** BigInt(FINER_DIGITS)
/** Sums made by programs in binary fractions miss by less than this (a hundredth of a minor unit). */
const DUST = FINER / 100n
/** Sections remembered for totals of totals. */
const MOST_SECTIONS = 1_000

/** What a column came to: as written, net, and the part of the net that is deposits. */
type Sum = { raw: bigint; net: bigint; deposits: bigint }
type Sums = { rows: number; columns: Sum[] }
/** A place in the file: everything above it. `holes` are rows whose amounts nobody can read. */
type Place = { readonly rows: number; readonly holes: number; readonly byCurrency: ReadonlyMap<Currency, Sums> }

/** A row's figures, column by column: null where the cell is empty. */
export type Figures = readonly (Minor | null)[]
/** `turned`: a debit whose amount is written with a minus (money given back). */
export type Signs = { readonly side: "debit" | "credit"; readonly turned: boolean; readonly deposit: boolean }
export type StatedTotal = {
  /** The currency the total names; null: that of its rows. */
  readonly currency: Currency | null
  /** The side or kind it is named after. */
  readonly of: "debit" | "credit" | null
  /** Its figure in a column, in `FINER` digits of the currency; null: it has none there. */
  figure(column: number, currency: Currency): bigint | null
}
export type Verdict =
  /** It has no figure where amounts stand. */
  | { readonly is: "silent" }
  | { readonly is: "agrees"; readonly figure: string; readonly currency: string }
  | { readonly is: "uncompared"; readonly why: "currencies" | "rows" }
  | { readonly is: "differs"; readonly column: number; readonly figures: Readonly<Record<"total" | "sum" | "difference" | "currency", string>> }

/** `balances`: which two columns are debit and credit, so that a total may also state their balance in one of them. */
export function startTally(columns: number, rounded: boolean, balances: readonly [debit: number, credit: number] | null, home: Currency) {
  const byCurrency = new Map<Currency, Sums>()
  const scale = rounded ? 1n : FINER
  let [rows, holes] = [0, 0]
  const place = (): Place => ({
    rows,
    holes,
    byCurrency: new Map([...byCurrency].map(([code, sums]) => [code, { rows: sums.rows, columns: sums.columns.map((sum) => ({ ...sum })) }])),
  })
  let sections: Place[] = [{ rows: 0, holes: 0, byCurrency: new Map() }]

  /** A row whose amounts cannot all be read. */
  const addUnread = () => {
    rows++
    holes++
  }
  const add = (figures: Figures, currency: Currency, { side, turned, deposit }: Signs) => {
    rows++
    const sums = byCurrency.get(currency) ?? { rows: 0, columns: figures.map(() => ({ raw: 0n, net: 0n, deposits: 0n })) }
    if (sums.rows === 0) byCurrency.set(currency, sums)
    sums.rows++
    for (let i = 0; i < columns; i++) {
      const figure = figures[i]
      if (figure === null || figure === undefined || figure === 0n) continue
      const sum = sums.columns[i]!
      const net = side === "credit" ? (figure < 0n ? figure : -figure) : turned && figure < 0n ? -figure : figure
      sum.raw += figure
      sum.net += net
      if (deposit) sum.deposits += net
    }
  }

  const since = (from: Place, currency: Currency, column: number): Sum => {
    const now = byCurrency.get(currency)?.columns[column] ?? { raw: 0n, net: 0n, deposits: 0n }
    const then = from.byCurrency.get(currency)?.columns[column] ?? { raw: 0n, net: 0n, deposits: 0n }
    return { raw: (now.raw - then.raw) * scale, net: (now.net - then.net) * scale, deposits: (now.deposits - then.deposits) * scale }
  }
  const currenciesSince = (from: Place) =>
    [...byCurrency].filter(([code, sums]) => sums.rows > (from.byCurrency.get(code)?.rows ?? 0)).map(([code]) => code)
  /** What a total may rightly say of a column. */
  const rightFigures = (from: Place, currency: Currency, column: number, stated: StatedTotal): bigint[] => {
    const { raw, net, deposits } = since(from, currency, column)
    if (balances?.includes(column)) {
      const [debit, credit] = balances
      const other = column === debit ? credit : debit
      if (stated.figure(other, currency) !== null) return [raw]
      return [raw, raw - since(from, currency, other).raw]
    }
    if (stated.of === null) return [raw, net, net - deposits]
    const side = stated.of === "debit" ? (raw + net) / 2n : (raw - net) / 2n
    return [raw, net, net - deposits, side, -side]
  }
  const agrees = (right: bigint, said: bigint) => {
    const off = right > said ? right - said : said - right
    return rounded ? off <= FINER / 2n : off < DUST
  }
  const said = (figure: bigint, currency: Currency) => toDecimal(divRound(figure, FINER), currency)

  const judge = (stated: StatedTotal): Verdict => {
    const last = sections.length - 1
    // The rows since the last total first, then all, then what lies between.
    const order = [last, ...Array.from({ length: last }, (_, i) => (i === 0 ? 0 : last - i))]
    let unsure: "currencies" | "rows" | null = null
    let closest: Extract<Verdict, { is: "differs" }> | null = null
    let least: bigint | null = null
    for (const index of order) {
      const from = sections[index]!
      if (rows === from.rows && index > 0) continue
      const found = currenciesSince(from)
      const currency = stated.currency ?? (found.length > 1 ? null : (found[0] ?? home))
      if (rows > from.rows && holes > from.holes) unsure = "rows"
      if (currency === null) {
        // Rows of one currency since the last total are what a wrong total is held against.
        if (closest === null) unsure ??= "currencies"
        continue
      }
      const told = Array.from({ length: columns }, (_, column) => ({ column, figure: stated.figure(column, currency) }))
      const speaking = told.flatMap(({ column, figure }) => (figure === null ? [] : [{ column, figure }]))
      const first = speaking[0]
      if (first === undefined) return close(index, { is: "silent" })
      if (holes > from.holes) continue
      const wrong = speaking.find(({ column, figure }) => !rightFigures(from, currency, column, stated).some((right) => agrees(right, figure)))
      if (wrong === undefined) return close(index, { is: "agrees", figure: said(first.figure, currency), currency })
      for (const right of rightFigures(from, currency, wrong.column, stated)) {
        const off = right > wrong.figure ? right - wrong.figure : wrong.figure - right
        if (least !== null && off >= least) continue
        least = off
        const figures = {
          total: said(wrong.figure, currency),
          sum: said(right, currency),
          difference: said(wrong.figure - right, currency),
          currency,
        }
        closest = { is: "differs", column: wrong.column, figures }
      }
    }
    if (unsure !== null) return close(last, { is: "uncompared", why: unsure })
    return close(last, closest ?? { is: "silent" })
  }
  /** A total ends its section, and those within it. */
  const close = (index: number, verdict: Verdict): Verdict => {
    sections = [...sections.slice(0, index + 1), place()]
    if (sections.length > MOST_SECTIONS) sections.splice(1, 1)
    return verdict
  }
  return { add, addUnread, judge, knows: (code: string): code is Currency => byCurrency.has(code as Currency) }
}
export type Tally = ReturnType<typeof startTally>

/** Decimals a total is read with. */
export const finerDecimals = (currency: Currency) => decimalsOf(currency) + FINER_DIGITS
