/** An export of a program with its rows, and the totals they were made from. Seeded: the same arguments give the same bytes. */
import iconv from "iconv-lite"
import { addDays, type Day, day } from "../../src/kernel/day.ts"
import { currency, toDecimal } from "../../src/kernel/money.ts"
import { seeded } from "../journals.ts"
import type { Cell, Kind, Style } from "./exports.ts"

type Entry = {
  readonly kind: Kind
  readonly number: string
  readonly customer: number
  readonly issuedOn: Day
  readonly dueOn: Day
  /** Positive. */
  readonly amount: bigint
  readonly open: bigint
  readonly draft: boolean
}

export type WrittenExport = {
  readonly name: string
  readonly vendor: string
  readonly bytes: Buffer
  /** "invoice debit": count and amount. */
  readonly totals: Readonly<Record<string, { readonly count: number; readonly amount: string }>>
  /** What is open of invoices, where the export says it. */
  readonly open: string | null
  /** Rows that hold nothing to post: drafts, second lines of an invoice, headings and totals. */
  readonly drafts: number
  readonly headings: number
  readonly byLine: boolean
}

const EUR = currency("EUR")
const ENTRIES = 60
export function writeExport(style: Style, language: string, seed: number): WrittenExport {
  const chance = seeded(seed)
  const kinds = Object.keys(style.kinds) as Kind[]
  const entries = Array.from({ length: ENTRIES }, (_, i) => makeEntry(i, style, kinds, chance))
  const quote = (cell: string) => (cell.includes(style.separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lineOf = (cells: readonly string[]) => cells.map(quote).join(style.separator)
  const header = style.headers[language]!
  const width = style.cells.length
  const cells = entries.flatMap((entry) =>
    Array.from({ length: style.byLine ? 2 : 1 }, (_, n) => style.cells.map((cell) => cellOf(cell, entry, style, n))),
  )
  const rows = cells.map(lineOf)
  const sum = () => cells.reduce((all, row) => all + BigInt(row.at(-1)!.replace(/[.,]/g, "")), 0n)
  const [heading, total] = style.grouped ? style.grouped(width, style.figure(toDecimal(sum(), EUR))) : []
  const lines = [...(style.before ?? []), header, ...(heading ? [lineOf(heading)] : []), ...rows, ...(total ? [lineOf(total)] : []), ""]
  const good = entries.filter((entry) => !entry.draft)
  const totals: Record<string, { count: number; amount: bigint }> = {}
  for (const { kind, amount } of good) {
    const so = totals[kind] ?? { count: 0, amount: 0n }
    totals[kind] = { count: so.count + 1, amount: so.amount + amount }
  }
  const openOf = good.filter(({ kind }) => kind === "invoice").reduce((sum, { open }) => sum + open, 0n)
  return {
    name: `${style.vendor}, ${language}: ${header.slice(0, 40)}`,
    vendor: style.vendor,
    bytes: iconv.encode(lines.join("\r\n"), style.encoding, { addBOM: style.encoding === "utf-16le" }),
    totals: Object.fromEntries(Object.entries(totals).map(([kind, { count, amount }]) => [kind, { count, amount: toDecimal(amount, EUR) }])),
    open: style.cells.includes("open") ? toDecimal(openOf, EUR) : null,
    drafts: entries.length - good.length,
    headings: style.grouped ? 2 : 0,
    byLine: style.byLine === true,
  }
}

function makeEntry(i: number, style: Style, kinds: readonly Kind[], chance: () => number): Entry {
  const kind = i < 3 ? "invoice" : kinds[Math.floor(chance() * chance() * kinds.length)]!
  const issuedOn = addDays(day("2026-01-01"), Math.floor(chance() * 320))
  const amount = BigInt(Math.floor(10 ** (3 + chance() * 5)) + 1)
  const prefix = { invoice: "FA", creditNote: "AV", payment: "RGT" }
  return {
    kind,
    number: `${prefix[kind]}${20260001 + i}`,
    customer: Math.floor(chance() * 9),
    issuedOn,
    dueOn: addDays(issuedOn, 30),
    amount,
    open: chance() < 0.6 ? amount : amount / 4n,
    draft: style.status !== undefined && i % 9 === 5,
  }
}

const NAMES = [
  "Boulangerie Fictive",
  "Exemple & Fils",
  "Voorbeeld BV",
  "Muster GmbH",
  "Invented Ltd",
  "Garage Imaginaire",
  "Café de l'Exemple",
  "Bäckerei Beispiel",
  "Nergens NV",
]
function cellOf(cell: Cell, e: Entry, style: Style, line: number): string {
  const sign = e.kind === "invoice" ? 1n : -1n
  const money = (amount: bigint) => style.figure(toDecimal(amount, EUR))
  switch (cell) {
    case "code":
      return `C${100 + e.customer}`
    case "name":
      return NAMES[e.customer]!
    case "number":
      return e.number
    case "voucher":
      return e.number.slice(-4)
    case "type":
      return style.kinds[e.kind]!
    case "issued":
      return style.day(e.issuedOn)
    case "due":
      return style.day(e.dueOn)
    case "signed":
      return money(sign * e.amount)
    case "net":
      return money((sign * e.amount * 100n) / 121n)
    case "tax":
      return money((sign * e.amount * 21n) / 121n)
    case "open":
      return money(sign * e.open)
    case "debit":
      return e.kind === "invoice" ? money(e.amount) : ""
    case "credit":
      return e.kind === "invoice" ? "" : money(e.amount)
    case "size":
      return money(e.amount)
    case "side":
      return style.side![e.kind === "invoice" ? 0 : 1]
    case "status":
      return style.status![e.draft ? 1 : 0]
    case "text":
      return `Livraison ${line + 1} ${e.number}`
    default:
      return cell.slice(1, -1)
  }
}
