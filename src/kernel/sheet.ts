/** The small things every writer of a spreadsheet needs: letters of columns, text as XML, text that no spreadsheet runs. */

/** A, B … Z, AA: the letters of a column. */
export const letters = (i: number): string => (i < 26 ? "" : letters(Math.floor(i / 26) - 1)) + String.fromCharCode(65 + (i % 26))

const MOST_TEXT = 32_767
/** Marks of XML, characters it does not allow, and words such as _x0041_ that a spreadsheet would turn into a character. */
export const escapeText = (text: string) => (ODD.test(text) ? escapeOdd(text) : text.slice(0, MOST_TEXT))
const ODD = /[^ !#-%'-;=?-^`-\uD7FF]/
const escapeOdd = (text: string) =>
  text
    .slice(0, MOST_TEXT)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;")

const FORMULA = /^[=+\-@\t\r\n]/
/** A text that a spreadsheet would take for a formula gets an apostrophe before it; `withoutApostrophe` takes it back. */
export const neutralised = (text: string) => (FORMULA.test(text) ? `'${text}` : text)
export const withoutApostrophe = (text: string) => (text.charCodeAt(0) === 39 && FORMULA.test(text.slice(1, 2)) ? text.slice(1) : text)

/** What lists are exported as, and what such a file is called after the list. */
export const SHEET_FORMATS = ["xlsx", "csv"] as const
export type SheetFormat = (typeof SHEET_FORMATS)[number]
export const sheetFileName = (name: string, format: SheetFormat) => `${name.replace(/[^\p{L}\p{N}_-]+/gu, "-")}.${format}`
/** Lines a spreadsheet has, the titles among them. */
export const MOST_LINES = 1_048_576
