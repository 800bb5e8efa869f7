/**
 * Damage done to tables (CSV, TSV, workbooks), and what must hold afterwards: the file is refused, or what is taken from it is what a second,
 * naive reader finds in the damaged file. Seeded.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import iconv from "iconv-lite"
import { expect } from "vitest"
import { readForPosting } from "../src/document/reading/reading.job.ts"
import type { ReadingEvent } from "../src/document/reading/reading.ts"
import { day } from "../src/kernel/day.ts"
import { currency } from "../src/kernel/money.ts"
import { LANGUAGES } from "../src/kernel/text.ts"
import { STAGE_COLUMNS } from "../src/ledger/bulk.ts"
import { HEADERS, type Heading } from "./journals.text.ts"
import { ENCODINGS, LAYOUTS, writeJournal } from "./journals.ts"
import { type Chance, chanceOf } from "./ledger/chance.ts"
import { type Part, type SheetCell, serialOf, workbookParts, zipOf } from "./workbooks.ts"

/** Rows and the sum of their amounts, signs apart. */
type Sum = { readonly rows: number; readonly amount: bigint }
const SLOWEST_MS = 5_000

const home = { id: 1, code: "A", country: "FR" }
const settings = {
  map: null,
  source: "main",
  known: [],
  dateOrder: null,
  round: false,
  turnover: false,
  sheet: null,
  asOf: day("2026-06-30"),
  currency: currency("EUR"),
  home,
  companies: [home],
  earlier: null,
  bases: [],
  corrections: null,
}
const amountAt = STAGE_COLUMNS.indexOf("amount")

/** What would be posted; null: refused, whole or in part. */
async function readDamaged(bytes: Uint8Array, ending: string): Promise<Sum | null> {
  const folder = mkdtempSync(join(tmpdir(), "encours-damaged-"))
  const path = join(folder, `damaged.${ending}`)
  writeFileSync(path, bytes)
  let [rows, amount, refused, done] = [0, 0n, false, false]
  const message = async (said: unknown) => {
    const event = said as ReadingEvent
    if (event.is === "rows") refused ||= event.refused > 0
    done ||= event.is === "done"
  }
  const raw = async (text: string) => {
    for (const line of text.trimEnd().split("\n")) {
      rows++
      amount += BigInt(line.split("\t")[amountAt]!)
    }
  }
  try {
    await readForPosting({ ...settings, path, name: path }, { message, raw })
  } finally {
    rmSync(folder, { recursive: true })
  }
  return done && !refused ? { rows, amount } : null
}

async function mustAgree(bytes: Uint8Array, ending: string, naive: () => Sum | null, said: string): Promise<"refused" | "agreed" | "unjudged"> {
  const startedAt = performance.now()
  const ours = await readDamaged(bytes, ending)
  expect(performance.now() - startedAt, said).toBeLessThan(SLOWEST_MS)
  if (ours === null) return "refused"
  const theirs = naive()
  if (theirs === null) return "unjudged"
  expect(ours, said).toEqual(theirs)
  return "agreed"
}

export async function damageText(seed: number) {
  const chance = chanceOf(seed)
  const layout = LAYOUTS[chance.int(LAYOUTS.length)]!
  const language = LANGUAGES[chance.int(LANGUAGES.length)]!
  const encoding = ENCODINGS[chance.int(ENCODINGS.length)]!
  const { bytes } = writeJournal(layout, language, encoding, seed, 30)
  const damaged =
    chance.int(2) === 0
      ? damageBytes(bytes, chance)
      : iconv.encode(damageLines(iconv.decode(bytes, encoding), layout.separator, layout.end, chance), encoding)
  const said = `seed ${seed}: ${layout.name}, ${language}, ${encoding}`
  const naive = () => {
    const names = (heading: Heading) => HEADERS[heading][language][layout.variant]!
    return sumText(iconv.decode(damaged, encoding), layout.separator, layout.columns, names)
  }
  return mustAgree(damaged, layout.separator === "\t" ? "tsv" : "csv", naive, said)
}

function damageBytes(bytes: Buffer, chance: Chance): Buffer {
  let damaged = Buffer.from(bytes)
  for (let n = 1 + chance.int(3); n > 0; n--) {
    const at = chance.int(damaged.length)
    const how = chance.int(5)
    if (how === 0) damaged[at] = chance.int(256)
    else if (how === 1) damaged[at] = 48 + chance.int(10)
    else if (how === 2) damaged = Buffer.concat([damaged.subarray(0, at), damaged.subarray(at + 1 + chance.int(60))])
    else if (how === 3) damaged = Buffer.concat([damaged.subarray(0, at), damaged.subarray(at, at + chance.int(200)), damaged.subarray(at)])
    else
      damaged = Buffer.concat([
        damaged.subarray(0, at),
        Buffer.from(["\n", "\r\n", ";", ",", "\t", '"', "\0", " ", ".", "-"][chance.int(10)]!),
        damaged.subarray(at),
      ])
  }
  return damaged
}

function damageLines(text: string, separator: string, end: string, chance: Chance): string {
  let lines = text.split(end)
  for (let n = 1 + chance.int(3); n > 0 && lines.length > 0; n--) {
    const [a, b] = [chance.int(lines.length), chance.int(lines.length)]
    const [i, j] = [chance.int(6), chance.int(6)]
    const cells = (line: string) => line.split(separator)
    const swapped = (line: string) =>
      cells(line).length > Math.max(i, j) ? cells(line).with(i, cells(line)[j]!).with(j, cells(line)[i]!).join(separator) : line
    const how = chance.int(9)
    if (how === 0) lines = lines.toSpliced(a, 1)
    else if (how === 1) lines = lines.toSpliced(a, 0, lines[b]!)
    else if (how === 2) lines = lines.with(a, lines[b]!).with(b, lines[a]!)
    else if (how === 3) lines = lines.map(swapped)
    else if (how === 4) lines = lines.with(a, swapped(lines[a]!))
    else if (how === 5) lines = lines.map((line) => cells(line).toSpliced(i, 1).join(separator))
    else if (how === 6) lines = lines.toSpliced(a, 0, "")
    else if (how === 7) lines = lines.slice(0, a + 1)
    else lines = lines.with(a, `${lines[a]}${separator}${lines[b]}`)
  }
  return lines.join(end)
}

/** Cells of a text, by the plainest rules of CSV. */
function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let [cell, quoted, fresh] = ["", false, true]
  const endCell = () => {
    rows.at(-1)!.push(cell)
    ;[cell, quoted, fresh] = ["", false, true]
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[++i]
      else quoted = false
    } else if (c === '"' && fresh) [quoted, fresh] = [true, false]
    else if (c === separator) endCell()
    else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[i + 1] === "\n") i++
      endCell()
      rows.push([])
    } else {
      cell += c
      fresh = false
    }
  }
  endCell()
  return rows
}

/** The naive sum: columns by their exact names, figures by their digits. Null: a name is gone, so that nobody can say. */
function sumText(text: string, separator: string, columns: readonly Heading[], names: (heading: Heading) => string): Sum | null {
  const rows = cellsOf(text.replace(/^\ufeff/, ""), separator)
  // Headings may stand again at the end of a page: where those of the first row are hurt, those further down say nothing of the rows before them.
  const head = rows.findIndex((row) => row.includes(names("number")) || row.includes(names("issued")))
  const at = (heading: Heading) => (rows[head] ?? []).indexOf(names(heading))
  const figures = (["amount", "debit", "credit", "open"] as const).filter((heading) => columns.includes(heading))
  const used = figures.includes("amount") ? (["amount"] as const) : figures
  const needed = ["number", "issued", ...used] as const
  if (head < 0 || needed.some((heading) => at(heading) < 0) || (columns.includes("currency") && at("currency") < 0)) return null
  let [count, amount] = [0, 0n]
  for (const row of rows.slice(head + 1)) {
    const day = row[at("issued")]?.trim() ?? ""
    const number = row[at("number")]?.trim() ?? ""
    if (number === names("number") || (day === "" && (number === "" || /^total/i.test(number)))) continue
    // A total whose word was moved to another cell is no row either.
    if (number === "" && row.some((cell) => /^total/i.test(cell.trim()))) continue
    const code = row[at("currency")] ?? "EUR"
    count++
    for (const heading of used) {
      const figure = naiveFigure(row[at(heading)] ?? "", { JPY: 0, TND: 3 }[code.trim()] ?? 2)
      if (figure === null) return null
      amount += figure
    }
  }
  return { rows: count, amount }
}

/** The digits, the last comma or point among them being the decimal sign when one or two (three for thousandths) follow. Null: 1,500 may be both. */
function naiveFigure(text: string, decimals: number): bigint | null {
  const digits = text.replace(/[^\d.,]/g, "")
  if (decimals === 2 && /[.,]\d\d0$/.test(digits)) return null
  const fraction = new RegExp(`[.,](\\d{1,${Math.max(decimals, 1)}})$`).exec(digits)?.[1] ?? ""
  const whole = fraction === "" ? digits : digits.slice(0, -fraction.length - 1)
  return BigInt(`${whole.replace(/\D/g, "")}${fraction.padEnd(decimals, "0")}` || "0")
}

const SHEET = "xl/worksheets/sheet1.xml"
const TEXTS = "xl/sharedStrings.xml"

export async function damageWorkbook(seed: number) {
  const chance = chanceOf(seed)
  const head = ["Code client", "Nom", "N° facture", "Date facture", "Échéance", "Montant TTC"]
  const row = (i: number): SheetCell[] => {
    const issued = serialOf("2026-01-01") + chance.int(300)
    return [`C${chance.int(9)}`, "Fictive SA", `F${i}`, { day: issued }, { day: issued + 30 }, (chance.int(1_000_000) + 1) / 100]
  }
  const rows = Array.from({ length: 25 }, (_, i) => row(i))
  const parts = workbookParts([{ name: "Ventes", rows: chance.int(2) === 0 ? [head, ...rows] : [["Export fictif"], [], head, ...rows] }], {
    inline: chance.int(3) === 0,
    since1904: chance.int(4) === 0,
  })
  const inParts = chance.int(3) > 0
  const damagedParts = inParts ? damageParts(parts, chance) : parts
  const packed = zipOf(damagedParts, { descriptors: chance.int(2) === 0, method: chance.int(4) === 0 ? "stored" : "deflated" })
  const damaged = inParts ? packed : damageBytes(packed, chance)
  return mustAgree(damaged, "xlsx", () => sumSheet(damagedParts), `seed ${seed}`)
}

function damageParts(parts: readonly Part[], chance: Chance): Part[] {
  const which = [SHEET, SHEET, SHEET, TEXTS, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"][chance.int(7)]!
  return parts.map((part) => (part.name === which ? { ...part, content: damageXml(String(part.content), chance) } : part))
}

function damageXml(xml: string, chance: Chance): string {
  let damaged = xml
  for (let n = 1 + chance.int(2); n > 0; n--) {
    const elements = [...damaged.matchAll(/<(row|c|si|xf|sheet)\b[^>]*?(?:\/>|>.*?<\/\1>)/g)]
    const numbers = [...damaged.matchAll(/(?<=<v>)[^<]+/g)]
    const at = chance.int(damaged.length)
    const how = chance.int(7)
    const cut = (found: RegExpMatchArray | undefined, put: string) =>
      found === undefined ? damaged : damaged.slice(0, found.index!) + put + damaged.slice(found.index! + found[0].length)
    const element = elements[chance.int(Math.max(elements.length, 1))]
    if (how === 0) damaged = cut(element, "")
    else if (how === 1) damaged = cut(element, element ? element[0] + element[0] : "")
    else if (how === 2)
      damaged = cut(numbers[chance.int(Math.max(numbers.length, 1))], ["0", "-5.25", "12.345", "1e3", "", "x", "99999999"][chance.int(7)]!)
    else if (how === 3) damaged = damaged.slice(0, at) + String.fromCharCode(32 + chance.int(95)) + damaged.slice(at + 1)
    else if (how === 4) damaged = damaged.slice(0, at) + damaged.slice(at + chance.int(30))
    else if (how === 5) damaged = damaged.replace(/ t="s"/, "")
    else damaged = damaged.replaceAll(`r="${"ABCDEF"[chance.int(6)]}`, `r="${"ABCDEF"[chance.int(6)]}`)
  }
  return damaged
}

/** The naive sum of a sheet, by patterns over its XML. */
function sumSheet(parts: readonly Part[]): Sum | null {
  const xmlOf = (name: string) => String(parts.find((part) => part.name === name)?.content ?? "")
  const plain = (xml: string) => xml.replace(/<[^>]*>/g, "")
  const texts = [...xmlOf(TEXTS).matchAll(/<si\b[^>]*?(?:\/>|>(.*?)<\/si>)/g)].map((m) => plain(m[1] ?? ""))
  const days = new Set<string>()
  const rows = [...xmlOf(SHEET).matchAll(/<row\b[^>]*?(?:\/>|>(.*?)<\/row>)/g)].map((row, rowAt) => {
    const cells = new Map<string, string>()
    let column = "@"
    for (const [, attributes = "", body = ""] of (row[1] ?? "").matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/g)) {
      column = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1] ?? String.fromCharCode(column.charCodeAt(0) + 1)
      const value = plain(body)
      if (/\bs="1"/.test(attributes)) days.add(`${rowAt} ${column}`)
      cells.set(column, /\bt="s"/.test(attributes) ? (texts[Number(value)] ?? "?") : value)
    }
    return cells
  })
  const head = rows.findIndex((cells) => [...cells.values()].includes("N° facture"))
  const columnOf = (name: string) => [...(rows[head] ?? [])].find(([, value]) => value === name)?.[0]
  const [amountIn, numberIn, dayIn] = [columnOf("Montant TTC"), columnOf("N° facture"), columnOf("Date facture")]
  if (amountIn === undefined || numberIn === undefined || dayIn === undefined) return null
  let [count, amount] = [0, 0n]
  for (const [i, cells] of rows.slice(head + 1).entries()) {
    // The name of the amounts stands over days: what is an amount then, nobody can say by names.
    if (days.has(`${head + 1 + i} ${amountIn}`)) return null
    if ([...cells.values()].every((value) => value.trim() === "")) continue
    if (cells.get(numberIn) === "N° facture") continue
    const figure = Number(cells.get(amountIn))
    if (!Number.isFinite(figure)) return null
    count++
    amount += BigInt(Math.round(Math.abs(figure) * 100))
  }
  return { rows: count, amount }
}
