/**
 * The French “fichier des écritures comptables”: its columns, and one row → one line of the books.
 *
 * Units     minor units of the books' currency; debit and credit as written, either may be negative.
 * Law       livre des procédures fiscales, article A47 A-1: 18 columns, or Montant and Sens instead of Debit and Credit; more may follow.
 * Always    columns are told by name, in any order; a cell of no consequence that cannot be read is named and left empty.
 * Refuses   by row: an amount or entry day that cannot be read, an account that is missing.
 */
import type { Day } from "../../kernel/day.ts"
import type { Minor } from "../../kernel/money.ts"
import { beginningOf, fold } from "../../kernel/text.ts"
import { type DecimalSign, readAmount } from "../amounts.ts"
import { readDay } from "../dates.ts"
import type { Problem } from "../draft.ts"
import { own } from "./keys.ts"
import { type BookLine, refused, warned } from "./posting.ts"

const MANDATED = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "CompAuxNum",
  "CompAuxLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
  "Debit",
  "Credit",
  "EcritureLet",
  "DateLet",
  "ValidDate",
  "Montantdevise",
  "Idevise",
] as const
const OTHERS = ["Montant", "Sens", "DateEcheance", "DateRglt", "ModeRglt", "NatOp", "IdClient"] as const
type Column = (typeof MANDATED)[number] | (typeof OTHERS)[number]
const NEEDED = ["JournalCode", "EcritureNum", "EcritureDate", "CompteNum"] as const satisfies readonly Column[]

const plain = (header: string) => fold(header).replace(/[^a-z0-9]/g, "")
const ALIASES: Readonly<Record<string, Column>> = {
  echeance: "DateEcheance",
  dateech: "DateEcheance",
  dtecheance: "DateEcheance",
  echeancedate: "DateEcheance",
  compteauxnum: "CompAuxNum",
  compteauxlib: "CompAuxLib",
  codejournal: "JournalCode",
  modereglement: "ModeRglt",
  datereglement: "DateRglt",
}
const byName = new Map<string, Column>([...[...MANDATED, ...OTHERS].map((c) => [plain(c), c] as const), ...Object.entries(ALIASES)])

export type FecColumns = Readonly<Partial<Record<Column, number>>>
export type FecHeader = {
  readonly header: readonly string[]
  readonly columns: FecColumns
  readonly missing: readonly string[]
  readonly absent: readonly string[]
  readonly unknown: readonly string[]
  /** Rows may lack the nameless columns that a separator at the header's end makes. */
  readonly width: number
}

/** Null: not a FEC. Told by the names that only a FEC has. */
export function recogniseFec(cells: readonly string[]): FecHeader | null {
  const columns: Partial<Record<Column, number>> = {}
  const unknown: string[] = []
  for (const [at, cell] of cells.entries()) {
    const column = byName.get(plain(cell))
    if (column !== undefined && columns[column] === undefined) columns[column] = at
    else if (cell.trim() !== "") unknown.push(beginningOf(cell.trim(), 60))
  }
  const found = MANDATED.filter((column) => columns[column] !== undefined)
  const telling = found.filter((column) => column !== "Debit" && column !== "Credit")
  if (telling.length < 6 || (columns.EcritureNum === undefined && columns.JournalCode === undefined)) return null
  const sided = columns.Montant !== undefined && columns.Sens !== undefined
  const missing: string[] = NEEDED.filter((column) => columns[column] === undefined)
  if (!sided) for (const column of ["Debit", "Credit"] as const) if (columns[column] === undefined) missing.push(column)
  const absent = MANDATED.filter((column) => columns[column] === undefined && !missing.includes(column) && !(sided && /Debit|Credit/.test(column)))
  let width = cells.length
  while (width > 0 && cells[width - 1]!.trim() === "") width--
  return { header: cells, columns, missing, absent, unknown, width }
}

/** The first amount that shows its decimal sign decides it; both signs are understood where one or two digits follow. */
export function provenDecimal(rows: readonly (readonly string[])[], columns: FecColumns): DecimalSign | null {
  for (const cells of rows)
    for (const at of [columns.Debit, columns.Credit, columns.Montant]) {
      const sign = /\d([.,])\d{1,2}$/.exec(cells[at ?? -1]?.trim() ?? "")?.[1]
      if (sign !== undefined) return sign as DecimalSign
    }
  return null
}

const REMEMBERED = 20_000
/** Days come back thousands of times. */
function dayReader(): (text: string) => Day | string | null {
  const known = new Map<string, Day | string | null>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= REMEMBERED) known.clear()
    const bare = text.trim()
    const read = bare === "" || /^0+$/.test(bare) ? null : bare.length > 40 ? "DATE_UNREADABLE" : readDay(bare, "dmy")
    known.set(own(text), read)
    return read
  }
}
const isDay = (read: Day | string | null): read is Day => read !== null && read.charCodeAt(0) < 58

const ZERO = 0n
/** The usual shapes (12,34 · 0000000012,34 · 12.3) without ado; null: look closer. */
function plainAmount(text: string, decimals: number): Minor | null {
  let value = 0
  let fraction = -1
  const length = text.length
  if (length === 0 || length > 15) return length === 0 ? ZERO : null
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i)
    if (c >= 48 && c <= 57) {
      value = value * 10 + (c - 48)
      if (fraction >= 0) fraction++
    } else if ((c === 44 || c === 46) && fraction < 0 && i > 0) fraction = 0
    else return null
  }
  if (fraction > decimals) return null
  for (let f = Math.max(fraction, 0); f < decimals; f++) value *= 10
  return value === 0 ? ZERO : value < 2 ** 53 ? BigInt(value) : null
}

const SIDES: Readonly<Record<string, 1 | -1>> = { D: 1, C: -1, "+1": 1, "1": 1, "+": 1, "-1": -1, "-": -1, DEBIT: 1, CREDIT: -1 }
const LONGEST_TEXT = 200

export type FecReader = (cells: readonly string[], line: number, tell: (problem: Problem) => void) => BookLine | null
export function fecReader({ header, columns, width }: FecHeader, decimal: DecimalSign | null, decimals: number, currency: string): FecReader {
  const at = (column: Column) => columns[column] ?? -1
  const [journalAt, journalNameAt, entryAt, dayAt, accountAt] = [
    at("JournalCode"),
    at("JournalLib"),
    at("EcritureNum"),
    at("EcritureDate"),
    at("CompteNum"),
  ]
  const [accountNameAt, partyAt, partyNameAt, pieceAt, pieceDayAt] = [
    at("CompteLib"),
    at("CompAuxNum"),
    at("CompAuxLib"),
    at("PieceRef"),
    at("PieceDate"),
  ]
  const [labelAt, letterAt, letterDayAt, foreignAt, foreignCodeAt] = [
    at("EcritureLib"),
    at("EcritureLet"),
    at("DateLet"),
    at("Montantdevise"),
    at("Idevise"),
  ]
  const [dueAt, settledAt, modeAt] = [at("DateEcheance"), at("DateRglt"), at("ModeRglt")]
  const sided = columns.Debit === undefined || columns.Credit === undefined
  const [debitAt, creditAt, amountAt, sideAt] = [at("Debit"), at("Credit"), at("Montant"), at("Sens")]
  const days = dayReader()
  const nameOf = (index: number) => header[index]?.trim() ?? null

  return (cells, line, tell) => {
    if (cells.length < width || (cells.length > header.length && !cells.slice(header.length).every((cell) => cell.trim() === ""))) {
      tell(refused("RAGGED_ROW", { expected: String(header.length), found: String(cells.length) }, line))
      return null
    }
    let sound = true
    const refuse = (code: Problem["code"], index: number, figures: Readonly<Record<string, string>> = {}) => {
      sound = false
      tell(refused(code, figures, line, nameOf(index)))
    }
    const text = (index: number) => {
      const cell = index < 0 ? "" : (cells[index]?.trim() ?? "")
      return cell.length > LONGEST_TEXT ? beginningOf(cell, LONGEST_TEXT) : cell
    }
    const amount = (index: number): Minor => {
      const cell = text(index)
      const read = plainAmount(cell, decimals) ?? readAmount(cell, decimal, decimals)
      if (typeof read === "bigint") return read
      refuse(read, index, { value: beginningOf(cell, 40), currency, decimals: String(decimals) })
      return ZERO
    }
    const spareDay = (index: number): Day | null => {
      if (index < 0) return null
      const read = days(cells[index] ?? "")
      if (read === null || isDay(read)) return read
      tell(warned("DAY_IGNORED", { value: beginningOf(text(index), 40) }, line, nameOf(index)))
      return null
    }
    const day = days(cells[dayAt] ?? "")
    if (!isDay(day)) refuse(day === null ? "VALUE_MISSING" : (day as Problem["code"]), dayAt, { value: beginningOf(text(dayAt), 40), order: "ymd" })
    const account = text(accountAt)
    if (account === "") refuse("VALUE_MISSING", accountAt)
    let debit = ZERO
    let credit = ZERO
    if (sided) {
      const value = amount(amountAt)
      const side = SIDES[text(sideAt).toUpperCase()]
      if (side === undefined) refuse("SIDE_UNKNOWN", sideAt, { value: beginningOf(text(sideAt), 40) })
      if (side === 1) debit = value
      else credit = value
    } else {
      debit = amount(debitAt)
      credit = amount(creditAt)
    }
    if (!sound) return null
    const pieceOn = spareDay(pieceDayAt)
    const settledOn = spareDay(settledAt)
    // A settlement day on or before the document's own says nothing of when it falls due.
    const laterThanPiece = settledOn !== null && settledOn > (pieceOn ?? (day as Day)) ? settledOn : null
    return {
      line,
      journal: text(journalAt),
      journalName: text(journalNameAt),
      entry: text(entryAt),
      day: day as Day,
      account,
      accountName: text(accountNameAt),
      party: text(partyAt),
      partyName: text(partyNameAt).replace(/\s+/g, " "),
      piece: text(pieceAt).replace(/\s+/g, " "),
      pieceOn,
      label: text(labelAt),
      debit,
      credit,
      letter: text(letterAt),
      letteredOn: spareDay(letterDayAt),
      dueOn: spareDay(dueAt) ?? (debit > credit ? laterThanPiece : null),
      mode: text(modeAt),
      foreign: text(foreignAt) !== "" && text(foreignCodeAt) !== "" && text(foreignCodeAt).toUpperCase() !== currency,
      opening: false,
    }
  }
}
