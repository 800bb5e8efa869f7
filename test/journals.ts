/**
 * Plainly fictional sales journals in 12 layouts × 4 languages × 3 encodings, each with the totals it was made from. Seeded: the same
 * arguments give the same bytes.
 */
import iconv from "iconv-lite"
import { addDays, type Day, day } from "../src/kernel/day.ts"
import { type Currency, toDecimal, sum as total } from "../src/kernel/money.ts"
import type { Language } from "../src/kernel/text.ts"
import { HEADERS, type Heading, KINDS, NAMES, TITLE } from "./journals.text.ts"

export const ENCODINGS = ["utf-8", "windows-1252", "utf-16le"] as const
export type JournalEncoding = (typeof ENCODINGS)[number]

type Kind = "invoice" | "creditNote" | "payment"
type Entry = {
  readonly kind: Kind
  readonly number: string
  readonly customer: number
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly currency: Currency
  /** Positive debit, negative credit. */
  readonly amount: bigint
  readonly open: bigint
  readonly settledOn: Day | null
}

type Layout = {
  readonly name: string
  readonly columns: readonly Heading[]
  readonly separator: string
  readonly date: (d: Day) => string
  readonly figure: (plain: string, language: Language, encoding: JournalEncoding) => string
  readonly kinds: readonly Kind[]
  /** How credit notes and payments are signed in the amount column. */
  readonly credits: "negative" | "positive"
  readonly currencies: readonly string[]
  readonly variant: 0 | 1
  readonly end: string
  readonly titled?: true
  readonly negativeInvoices?: true
  readonly quoteAll?: true
}

const split = (d: Day) => ({ y: d.slice(0, 4), m: d.slice(5, 7), d: d.slice(8) })
const dates = {
  slashes: (x: Day) => `${split(x).d}/${split(x).m}/${split(x).y}`,
  dots: (x: Day) => `${Number(split(x).d)}.${Number(split(x).m)}.${split(x).y}`,
  dashes: (x: Day) => `${split(x).d}-${split(x).m}-${split(x).y}`,
  american: (x: Day) => `${Number(split(x).m)}/${Number(split(x).d)}/${split(x).y}`,
  iso: (x: Day) => x,
  joined: (x: Day) => x.replaceAll("-", ""),
  timed: (x: Day) => `${x}T00:00:00`,
  short: (x: Day) => `${split(x).d}/${split(x).m}/${split(x).y.slice(2)}`,
}

const grouped = (plain: string, group: string, decimal: string) => {
  const [whole = "", fraction] = plain.replace("-", "").split(".")
  const parts = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return `${plain.startsWith("-") ? "-" : ""}${parts}${fraction === undefined ? "" : decimal + fraction}`
}
const NARROW = "\u202f"
const NBSP = "\u00a0"
const figures = {
  point: (plain: string) => plain,
  comma: (plain: string) => plain.replace(".", ","),
  american: (plain: string) => grouped(plain, ",", "."),
  swiss: (plain: string) => grouped(plain, "'", "."),
  dotted: (plain: string) => grouped(plain, ".", ","),
  spaced: (plain: string, _: Language, encoding: JournalEncoding) => grouped(plain, encoding === "windows-1252" ? NBSP : NARROW, ","),
  trailing: (plain: string) => (plain.startsWith("-") ? `${grouped(plain.slice(1), ".", ",")}-` : grouped(plain, ".", ",")),
  bracketed: (plain: string) => (plain.startsWith("-") ? `(${grouped(plain.slice(1), ",", ".")})` : grouped(plain, ",", ".")),
  /** As the language's own people write it, with the currency sign behind or not. */
  local: (plain: string, language: Language) =>
    language === "en" ? grouped(plain, ",", ".") : language === "fr" ? `${grouped(plain, NBSP, ",")} €` : grouped(plain, ".", ","),
} as const

const all: readonly Kind[] = ["invoice", "creditNote", "payment"]
const base = { kinds: ["invoice"], credits: "negative", currencies: ["EUR"], variant: 0, end: "\r\n", separator: ";", figure: figures.comma } as const
const who = ["customer", "name"] as const
const what = ["number", "issued", "due"] as const

export const LAYOUTS: readonly Layout[] = [
  { ...base, name: "plain list", columns: [...who, "country", ...what, "amount"], date: dates.slashes },
  {
    ...base,
    name: "american list",
    columns: [...what, ...who, "amount", "currency"],
    separator: ",",
    date: dates.american,
    figure: figures.american,
    currencies: ["USD", "CAD"],
    end: "\n",
  },
  {
    ...base,
    name: "tabs and ISO days",
    columns: [...who, ...what, "currency", "amount"],
    separator: "\t",
    date: dates.iso,
    figure: figures.point,
    currencies: ["EUR", "TND", "JPY"],
    end: "\n",
    variant: 1,
  },
  {
    ...base,
    name: "debit and credit",
    columns: ["issued", "number", ...who, "label", "due", "debit", "credit"],
    date: dates.slashes,
    figure: figures.spaced,
    kinds: all,
  },
  {
    ...base,
    name: "typed, credits negative",
    columns: ["type", ...what, ...who, "amount", "reference"],
    date: dates.dots,
    figure: figures.dotted,
    kinds: all,
    negativeInvoices: true,
    variant: 1,
  },
  {
    ...base,
    name: "typed, credits positive",
    columns: [...who, "type", ...what, "amount", "means"],
    date: dates.dashes,
    figure: figures.local,
    kinds: all,
    credits: "positive",
  },
  {
    ...base,
    name: "amount and what is open",
    columns: [...who, "segment", ...what, "amount", "open"],
    date: dates.slashes,
    figure: figures.dotted,
    separator: "|",
  },
  {
    ...base,
    name: "only what is open",
    columns: ["name", "customer", ...what, "currency", "open"],
    date: dates.iso,
    figure: figures.comma,
    currencies: ["EUR", "TND", "CHF"],
    variant: 1,
  },
  {
    ...base,
    name: "with settlement days",
    columns: [...what, "settled", ...who, "amount"],
    date: dates.short,
    figure: figures.local,
    end: "\n",
    variant: 1,
  },
  {
    ...base,
    name: "with clearing days",
    columns: [...who, ...what, "cleared", "amount", "collector"],
    date: dates.dots,
    figure: figures.trailing,
    separator: "|",
    negativeInvoices: true,
  },
  {
    ...base,
    name: "titles, totals, quotes",
    columns: ["group", ...who, ...what, "amount"],
    date: dates.slashes,
    figure: figures.american,
    separator: ",",
    titled: true,
    quoteAll: true,
  },
  {
    ...base,
    name: "old program",
    columns: ["company", ...who, ...what, "amount", "side", "instalment"],
    date: dates.joined,
    figure: figures.swiss,
    kinds: all,
    end: "\r",
    variant: 1,
  },
]

export type Totals = Readonly<Record<string, { readonly count: number; readonly amount: string }>>
export type WrittenJournal = {
  readonly name: string
  readonly bytes: Buffer
  /** By kind, side and currency. */
  readonly totals: Totals
  /** What is open, where the layout says it beside the amount; how many settlement days, where it has them. */
  readonly open: string | null
  readonly settled: number | null
  readonly customers: number
}

/** mulberry32: small, and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function writeJournal(layout: Layout, language: Language, encoding: JournalEncoding, seed: number, rows = 120): WrittenJournal {
  const chance = seeded(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)]!
  const entries = Array.from({ length: rows }, (_, i) => makeEntry(i, layout, language, chance, pick))
  const cellsOf = (entry: Entry) => layout.columns.map((column) => cellOf(column, entry, layout, language, encoding))
  const quote = (cell: string) =>
    layout.quoteAll || cell.includes(layout.separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lineOf = (cells: readonly string[]) => cells.map(quote).join(layout.separator)
  const header = layout.columns.map((column) => HEADERS[column][language][layout.variant]!)
  const lines = [lineOf(header), ...entries.map((entry) => lineOf(cellsOf(entry)))]
  if (layout.titled) {
    lines.splice(0, 0, TITLE[language], "")
    lines.splice(40, 0, "", lineOf(header))
    lines.push(
      lineOf(
        layout.columns.map((_, i) =>
          i === 0
            ? "Total"
            : i === layout.columns.length - 1
              ? figures.american(toDecimal(total(entries.map((e) => e.amount)), "EUR" as Currency))
              : "",
        ),
      ),
    )
  }
  const text = lines.join(layout.end) + layout.end
  const has = (column: Heading) => layout.columns.includes(column)
  const addBOM = encoding === "utf-16le" || (encoding === "utf-8" && seed % 2 === 0)
  return {
    name: `${layout.name}, ${language}, ${encoding}`,
    bytes: iconv.encode(text, encoding, { addBOM }),
    totals: totalsOf(entries),
    open: has("open") && has("amount") ? toDecimal(total(entries.map((e) => e.open)), "EUR" as Currency) : null,
    settled: has("settled") || has("cleared") ? entries.filter((e) => e.settledOn !== null).length : null,
    customers: new Set(entries.map((e) => e.customer)).size,
  }
}

function makeEntry(i: number, layout: Layout, language: Language, chance: () => number, pick: <T>(list: readonly T[]) => T): Entry {
  const kind = i === 0 ? "invoice" : pick(layout.kinds)
  const issuedOn = addDays(day("2024-01-01"), Math.floor(chance() * 700))
  const size = BigInt(Math.floor(10 ** (2 + chance() * 6)) + 1)
  const minus = kind !== "invoice" || (layout.negativeInvoices && i % 11 === 5)
  const amount = minus ? -size : size
  const prefix = {
    invoice: { en: "INV", fr: "FA", nl: "VF", de: "RE" },
    creditNote: { en: "CN", fr: "AV", nl: "CN", de: "GS" },
    payment: { en: "PAY", fr: "RGT", nl: "BET", de: "ZE" },
  }
  return {
    kind,
    number: `${prefix[kind][language]}-${issuedOn.slice(0, 4)}-${String(i + 1).padStart(5, "0")}`,
    customer: Math.floor(chance() * 23),
    issuedOn,
    dueOn: addDays(issuedOn, pick([0, 14, 30, 45, 60])),
    currency: pick(layout.currencies) as Currency,
    amount,
    open: chance() < 0.3 ? 0n : chance() < 0.5 ? size : size / 3n,
    settledOn: chance() < 0.6 ? addDays(issuedOn, Math.floor(chance() * 90)) : null,
  }
}

function cellOf(column: Heading, entry: Entry, layout: Layout, language: Language, encoding: JournalEncoding): string {
  const money = (amount: bigint) => layout.figure(toDecimal(amount, entry.currency), language, encoding)
  const size = entry.amount < 0n ? -entry.amount : entry.amount
  const n = entry.customer
  switch (column) {
    case "customer":
      return `${String(1000 + n * 7)}`
    case "name":
      return (
        NAMES[language][n % NAMES[language].length]! +
        (n >= NAMES[language].length ? ` ${n}` : "") +
        (layout.titled && n % 5 === 0 ? `\nAgence "${n}", 2` : "")
      )
    case "country":
      return ["FR", "BE", "DE", "NL"][n % 4]!
    case "segment":
      return ["A", "B", "C"][n % 3]!
    case "group":
      return n % 2 === 0 ? "Groupe Fictif" : ""
    case "collector":
      return ["Ana Exemple", "Jo Voorbeeld"][n % 2]!
    case "company":
      return ["S1", "S2"][n % 2]!
    case "type":
      return KINDS[entry.kind][language]
    case "label":
      return `${KINDS[entry.kind][language]} ${entry.number}`
    case "number":
      return entry.number
    case "issued":
      return layout.date(entry.issuedOn)
    case "due":
      return entry.kind === "payment" ? "" : layout.date(entry.dueOn)
    case "settled":
    case "cleared":
      return entry.settledOn === null ? "" : layout.date(entry.settledOn)
    case "currency":
      return entry.currency
    case "amount":
      return money(layout.columns.includes("side") || (layout.credits === "positive" && entry.kind !== "invoice") ? size : entry.amount)
    case "debit":
      return entry.amount > 0n ? money(size) : ""
    case "credit":
      return entry.amount < 0n ? money(size) : ""
    case "side":
      return (entry.amount < 0n ? { en: "C", fr: "C", nl: "C", de: "H" } : { en: "D", fr: "D", nl: "D", de: "S" })[language]
    case "open":
      return money(layout.columns.includes("amount") ? entry.open : entry.amount)
    case "instalment":
      return "1"
    case "reference":
      return `PO ${entry.number.slice(-5)}`
    case "means":
      return "SEPA"
  }
}

function totalsOf(entries: readonly Entry[]): Totals {
  const totals: Record<string, { count: number; amount: bigint; currency: Currency }> = {}
  for (const { kind, amount, currency } of entries) {
    const key = `${kind} ${amount < 0n ? "credit" : "debit"} ${currency}`
    const so = totals[key] ?? { count: 0, amount: 0n, currency }
    totals[key] = { count: so.count + 1, amount: so.amount + (amount < 0n ? -amount : amount), currency }
  }
  return Object.fromEntries(Object.entries(totals).map(([key, t]) => [key, { count: t.count, amount: toDecimal(t.amount, t.currency) }]))
}
