/**
 * Where the table of a sheet begins: the row of headers, below titles; headers over two rows (a merged “Invoice” above number and date, a name
 * merged downwards) become one.
 */
import { countRecognised } from "../columns.ts"
import { looksLikeDay } from "../dates.ts"
import { findHeader, isBlank, nameColumns } from "../layout.ts"

export type Heading = {
  /** Place of the last row of headers among the records; -1 where the first row is already data. */
  readonly at: number
  readonly names: readonly string[]
  readonly recognised: number
}

export function readHeading(records: readonly (readonly string[])[]): Heading {
  const full = records.map(withoutTail)
  const width = commonLength(full)
  const found = findHeader(full, width)
  if (found.headerAt < 0) return { at: -1, names: nameColumns(new Array<string>(width).fill("")), recognised: 0 }
  const at = found.headerAt
  const row = full[at]!
  const best = [
    { at, cells: row },
    ...(at > 0 ? overTwo(full[at - 1]!, row, at) : []),
    ...(full[at + 1] !== undefined && isWords(full[at + 1]!) ? overTwo(row, full[at + 1]!, at + 1) : []),
  ]
    .map((candidate) => ({ ...candidate, recognised: countRecognised(candidate.cells) }))
    .reduce((a, b) => (b.recognised > a.recognised ? b : a))
  return { at: best.at, names: nameColumns(best.cells), recognised: best.recognised }
}

/** Two rows as one: names merged downwards; and besides, those merged sideways put before each name they cover. */
function overTwo(upper: readonly string[], lower: readonly string[], at: number) {
  const columns = Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => i)
  const down = columns.map((i) => lower[i] || upper[i] || "")
  let group = ""
  const sideways = columns.map((i) => {
    if (upper[i]) group = upper[i]
    return lower[i] ? `${group} ${lower[i]}`.trim() : (upper[i] ?? "")
  })
  return [
    { at, cells: down },
    { at, cells: sideways },
  ]
}

const isWords = (cells: readonly string[]) =>
  !isBlank(cells) && cells.every((cell) => cell === "" || (/\p{L}|°|#/u.test(cell) && !looksLikeDay(cell)))
function withoutTail(cells: readonly string[]): readonly string[] {
  let length = cells.length
  while (length > 0 && cells[length - 1]!.trim() === "") length--
  return cells.slice(0, length)
}
function commonLength(records: readonly (readonly string[])[]): number {
  const lengths = new Map<number, number>()
  for (const record of records) if (!isBlank(record)) lengths.set(record.length, (lengths.get(record.length) ?? 0) + 1)
  return [...lengths].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0] as [number, number])[0]
}
