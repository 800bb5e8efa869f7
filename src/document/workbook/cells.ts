/**
 * What a cell of a workbook says, as plain text with its type: numbers with a point as decimal sign, days as ISO text.
 *
 * Units     a workbook stores numbers in binary and shows 15 digits: 1234.5600000000002 is 1234.56, worked out on the digits themselves,
 *           never through a floating-point number. What lies beyond is lost in the workbook already, and said where it matters.
 * Days      a number under a date format counts days from 1900 (with a 29 February 1900 that never was) or from 1904; the time is cut off.
 */
import { holdable } from "../../kernel/text.ts"

/** One letter a cell: text, number, day, boolean, error, rounded number, formula without a value, blank. Capitals: worked out by a formula. */
export type CellType = "t" | "n" | "d" | "b" | "e" | "r" | "T" | "N" | "D" | "B" | "E" | "R" | "f" | " "
export type Cell = { readonly text: string; readonly type: CellType }
export const BLANK: Cell = { text: "", type: " " }
export const byFormula = (type: CellType): CellType => (type === " " || type === "f" ? type : (type.toUpperCase() as CellType))

export const isNumber = (types: string, index: number) => "nrNR".includes(types[index] ?? "-")
export const isDayCell = (types: string, index: number) => "dD".includes(types[index] ?? "-")
/** A day or a number, whatever the rest of its column looks like. */
export const isTyped = (types: string, index: number) => "dDnrNR".includes(types[index] ?? "-")
export const isFault = (types: string, index: number) => "eEf".includes(types[index] ?? "-")
export const isRounded = (types: string, index: number) => "rR".includes(types[index] ?? "-")
export const isFormula = (types: string, index: number) => "TNDBERf".includes(types[index] ?? "-")

export const ROWS_OF_A_SHEET = 1_048_576
const COLUMNS_OF_A_SHEET = 16_384

const DIGITS = 15
const LONGEST_PLAIN = 40
const NUMBER = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/

/** Most numbers are written as they are read. */
const PLAIN = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/

/** A stored number as plain text of at most 15 digits; null where it is no number. */
export function readNumber(stored: string): { readonly text: string; readonly rounded: boolean } | null {
  if (stored.length <= DIGITS && PLAIN.test(stored)) return { text: stored, rounded: false }
  const parts = NUMBER.exec(stored)
  if (parts === null) return null
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts
  if (whole + fraction === "") return null
  const all = whole + fraction
  const lead = /^0*/.exec(all)![0].length
  let digits = all.slice(lead)
  /** How many digits stand before the point. */
  let point = whole.length - lead + Number(exponent)
  if (digits === "") return { text: "0", rounded: false }
  const lost = digits.length > DIGITS && /[1-9]/.test(digits.slice(DIGITS))
  if (digits.length > DIGITS) {
    const up = digits.charCodeAt(DIGITS) >= 53
    digits = digits.slice(0, DIGITS)
    if (up) {
      const next = String(BigInt(digits) + 1n)
      if (next.length > DIGITS) point++
      digits = next
    }
  }
  digits = digits.replace(/0+$/, "")
  const settled = withoutNoise(digits, point)
  if (settled !== null) {
    digits = settled.replace(/^0+/, "")
    if (digits === "") return { text: "0", rounded: false }
    point = digits.length - MONEY_PLACES
    digits = digits.replace(/0+$/, "")
  }
  const rounded = point > DIGITS || (lost && point > DIGITS - 2)
  const minus = sign === "-" ? "-" : ""
  if (point > LONGEST_PLAIN || point < -LONGEST_PLAIN) return { text: `${minus}${digits}e${point - digits.length}`, rounded }
  if (point <= 0) return { text: `${minus}0.${"0".repeat(-point)}${digits}`, rounded }
  if (point >= digits.length) return { text: minus + digits.padEnd(point, "0"), rounded }
  return { text: `${minus}${digits.slice(0, point)}.${digits.slice(point)}`, rounded }
}

const MONEY_PLACES = 4
/** So many noughts or nines after them are no chance: one amount taken from another left a trace of its binary form. */
const QUIET_PLACES = 4
/** Fewer digits were typed by somebody. */
const WORKED_OUT = 10
/**
 * The number in ten thousandths where its places five to eight are all noughts or all nines: 10000.15 − 10000.05 is stored as
 * 0.100000000000364, 0.1 + 0.2 − 0.3 as 5.55111512312578E-17. It moves by less than a hundred millionth. Null where nothing is to be taken off.
 */
function withoutNoise(digits: string, point: number): string | null {
  if (digits.length < WORKED_OUT || point > DIGITS || digits.length - point <= MONEY_PLACES + QUIET_PLACES) return null
  const whole = point < 0 ? "0".repeat(-point) + digits : digits
  const end = Math.max(point, 0) + MONEY_PLACES
  const quiet = whole.slice(end, end + QUIET_PLACES)
  const kept = whole.slice(0, end)
  if (/^0+$/.test(quiet)) return kept
  return /^9+$/.test(quiet) ? String(BigInt(kept) + 1n).padStart(end, "0") : null
}

const MS = 86_400_000
const LAST_SERIAL = 2_958_465
/** Half a millisecond: a whole day stored a hair short is that day. */
const HAIR = 6e-9
/** The day a serial number stands for, as ISO text; null for a time of day alone and for what no date format can show. */
export function readSerial(number: string, since1904: boolean): string | null {
  const serial = Math.floor(Number(number) + HAIR)
  if (!(serial >= (since1904 ? 0 : 1) && serial <= LAST_SERIAL - (since1904 ? 1462 : 0))) return null
  if (since1904) return Number(number) + HAIR < 1 ? null : dayAt(Date.UTC(1904, 0, 1) / MS + serial)
  if (serial === 60) return "1900-02-29"
  return dayAt(Date.UTC(1899, 11, serial < 60 ? 31 : 30) / MS + serial)
}
/** A file speaks of some thousand days, a million times. */
const written = new Map<number, string>()
function dayAt(days: number): string {
  const known = written.get(days)
  if (known !== undefined) return known
  const day = new Date(days * MS).toISOString().slice(0, 10)
  if (written.size < 20_000) written.set(days, day)
  return day
}

/** How a style shows numbers: as days, padded with zeros to a width, or plainly. */
export type NumberFormat = "day" | "plain" | { readonly padTo: number }
const DATE_FORMATS: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]
export function readFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return DATE_FORMATS.some(([from, to]) => id >= from && id <= to) ? "day" : "plain"
  const first = code.replace(/"[^"]*"|\\.|[_*]./g, "").split(";")[0]!
  const bare = first.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "")
  if (/^0{2,20}$/.test(bare) && bare === code) return { padTo: bare.length }
  return /[ymdhs]/i.test(bare) && !/general|standard/i.test(bare) && !/[0#?]\.?[0#?]*[eE][+-]/.test(bare) ? "day" : "plain"
}

export function numberCell(stored: string, format: NumberFormat, since1904: boolean): Cell {
  const read = readNumber(stored)
  if (read === null) return { text: stored, type: "e" }
  if (format === "day") {
    const day = readSerial(read.text, since1904)
    if (day !== null) return { text: day, type: "d" }
  }
  const padded = typeof format === "object" && /^\d+$/.test(read.text) ? read.text.padStart(format.padTo, "0") : read.text
  return { text: padded, type: read.rounded ? "r" : "n" }
}

/** The day of a cell typed as a date (strict workbooks): 2026-01-31 or 2026-01-31T00:00:00. */
export const dateCell = (stored: string): Cell =>
  /^\d{4}-\d\d-\d\d(?:T[\d:.]*Z?)?$/.test(stored) ? { text: stored.slice(0, 10), type: "d" } : { text: stored, type: "e" }

/** "AB12" → row 12, column 28, both from 1; null outside a sheet. */
export function readReference(reference: string): { readonly row: number; readonly column: number } | null {
  let [column, row, i] = [0, 0, 0]
  for (; i < 4; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (!(letter >= 1 && letter <= 26)) break
    column = column * 26 + letter
  }
  if (i === 0 || i === reference.length || reference.length > i + 7) return null
  for (; i < reference.length; i++) {
    const digit = reference.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return null
    row = row * 10 + digit
  }
  return row >= 1 && row <= ROWS_OF_A_SHEET && column <= COLUMNS_OF_A_SHEET ? { row, column } : null
}

/** _x000D_ stands for a character that XML cannot hold; _x005F_ keeps such a text as it was typed. */
export const unescapeText = (text: string) =>
  text.includes("_x") ? holdable(text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))) : text
