/** Which program's export a header is, if any: the layout that explains most of its columns, all the needed ones among them. */
import { fold } from "../../kernel/text.ts"
import { looksLikeAmount } from "../amounts.ts"
import { AMOUNT_FIELDS, DATE_FIELDS, type Field, recogniseHeader } from "../columns.ts"
import { looksLikeDay } from "../dates.ts"
import type { MappingSaid } from "../mapping.ts"
import type { Row } from "../table.ts"
import { LAYOUTS, type Layout } from "./layouts.ts"

const plain = (name: string) => fold(name).replace(/\s+/g, " ").trim()
const spellings = (names: string) => names.split("|").map(plain)

type Known = { readonly layout: Layout; readonly columns: readonly (readonly [Field, readonly string[]])[]; readonly marks: readonly string[] }
const KNOWN: readonly Known[] = LAYOUTS.map((layout) => ({
  layout,
  columns: (Object.entries(layout.columns) as [Field, string][]).map(([field, names]) => [field, spellings(names)] as const),
  marks: layout.marks === undefined ? [] : spellings(layout.marks),
}))

/** The layout as a mapping, with its name; null where the header is no export that is known, or its cells are not what the layout says. */
export function recogniseLayout(header: readonly string[], sample: readonly Row[]): MappingSaid | null {
  const names = header.map(plain)
  let best: { readonly layout: Layout; readonly columns: Readonly<Partial<Record<Field, string>>>; readonly fits: number } | null = null
  for (const { layout, columns, marks } of KNOWN) {
    const found: Partial<Record<Field, string>> = {}
    const taken = new Set<number>()
    for (const [field, spelled] of columns) {
      const name = spelled.find((s) => names.some((n, i) => n === s && !taken.has(i)))
      if (name === undefined) continue
      const index = names.findIndex((n, i) => n === name && !taken.has(i))
      taken.add(index)
      found[field] = header[index]!
    }
    const marked = names.filter((name, i) => !taken.has(i) && marks.includes(name)).length
    if (layout.needs.some((field) => found[field] === undefined) || (marks.length > 0 && marked === 0)) continue
    if (missesBetter(header, names, taken, marks, found) || !holds(header, sample, found)) continue
    const fits = taken.size + marked
    if (best === null || fits > best.fits) best = { layout, columns: found, fits }
  }
  return best && asMapping(best.layout, best.columns, header)
}

const CLEARLY = 20
/** A column the layout does not know says for sure what it looks for elsewhere: this is another program's export. */
function missesBetter(
  header: readonly string[],
  names: readonly string[],
  taken: ReadonlySet<number>,
  marks: readonly string[],
  found: Readonly<Partial<Record<Field, string>>>,
): boolean {
  return header.some((name, i) => {
    const [top] = taken.has(i) || marks.includes(names[i]!) ? [] : recogniseHeader(name).fields
    const chosen = top && found[top.field]
    if (top === undefined || chosen === undefined) return false
    const own = recogniseHeader(chosen).fields.find(({ field }) => field === top.field)?.score
    return own !== undefined && top.score - own >= CLEARLY
  })
}

/** Days where days should be, amounts where amounts should be. */
function holds(header: readonly string[], sample: readonly Row[], found: Readonly<Partial<Record<Field, string>>>): boolean {
  const mostly = (field: Field, looks: (cell: string) => boolean) => {
    const index = found[field] === undefined ? -1 : header.indexOf(found[field])
    const cells = index < 0 ? [] : sample.map((row) => (row.cells[index] ?? "").trim()).filter((cell) => cell !== "")
    return cells.filter(looks).length * 2 >= cells.length
  }
  return DATE_FIELDS.every((field) => mostly(field, looksLikeDay)) && AMOUNT_FIELDS.every((field) => mostly(field, looksLikeAmount))
}

function asMapping(layout: Layout, columns: Readonly<Partial<Record<Field, string>>>, header: readonly string[]): MappingSaid {
  const names = header.map(plain)
  const skip = Object.entries(layout.skip ?? {}).flatMap(([name, values]) => {
    const index = names.indexOf(plain(name))
    return index < 0 ? [] : [[header[index]!, values] as const]
  })
  return {
    layout: `${layout.vendor}: ${layout.export}`,
    columns,
    types: layout.types ?? {},
    sides: layout.sides ?? {},
    creditSign: layout.creditSign ?? null,
    dateOrder: layout.dateOrder ?? null,
    skip: Object.fromEntries(skip),
  }
}
