/**
 * What a row is: invoice, credit note, payment … from the words of a type column, from how its number begins, from its label.
 *
 * Always    the file's own language is asked first: "RG" is a règlement in French and a Rechnung in German.
 */
import { fold, LANGUAGES, type Language, type Worded } from "../kernel/text.ts"
import { KIND_WORDS, NET_WORDS, NUMBER_PREFIXES, SIDE_WORDS, TOTAL_WORDS } from "./columns.text.ts"
import type { DraftKind } from "./draft.ts"

const KINDS = Object.keys(KIND_WORDS) as readonly DraftKind[]
const spellings = (words: Worded, language: Language) => words[language].split(",").map(fold)
const kindsByLanguage = new Map(
  LANGUAGES.map((language) => [
    language,
    new Map(KINDS.flatMap((kind) => spellings(KIND_WORDS[kind], language).map((word) => [word, kind] as const))),
  ]),
)
const plain = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()

/** The kind a type column's value names, or null. Whole value first; else the first long word that names one ("Facture n° 12", "Avoir sur facture"). */
export function kindNamed(text: string, language: Language): DraftKind | null {
  const said = plain(text)
  // One letter is read in the file's own language only: elsewhere A, B, C are classes of customers.
  const tables = [language, ...(said.length > 1 ? LANGUAGES : [])].map((l) => kindsByLanguage.get(l)!)
  const whole = tables.find((table) => table.has(said))?.get(said)
  if (whole !== undefined || said === "") return whole ?? null
  const words = said.split(" ")
  for (let i = 0; i < words.length; i++)
    for (const length of [3, 2, 1]) {
      const phrase = words.slice(i, i + length).join(" ")
      const found = phrase.length >= 4 ? tables.find((table) => table.has(phrase))?.get(phrase) : undefined
      if (found !== undefined) return found
    }
  return null
}

const prefixes = (words: Worded) => new Set(Object.values(words).flatMap((list) => list.split(",")))
const creditNotePrefixes = prefixes(NUMBER_PREFIXES.creditNote)
const paymentPrefixes = prefixes(NUMBER_PREFIXES.payment)

/** For a credit that no type column explains: how its number begins, then what its label says. */
export function kindOfCredit(number: string, label: string, language: Language): "creditNote" | "payment" | null {
  const prefix = /^[A-Za-z]+/.exec(number)?.[0].toUpperCase() ?? ""
  if (creditNotePrefixes.has(prefix)) return "creditNote"
  if (paymentPrefixes.has(prefix)) return "payment"
  const named = label === "" ? null : kindNamed(label, language)
  return named === "creditNote" || named === "payment" ? named : null
}

const debitWords = new Set(Object.values(SIDE_WORDS.debit).flatMap((list) => list.split(",")))
const creditWords = new Set(Object.values(SIDE_WORDS.credit).flatMap((list) => list.split(",")))
export function sideNamed(text: string): "debit" | "credit" | null {
  const said = text.trim().toLowerCase()
  return debitWords.has(said) ? "debit" : creditWords.has(fold(said)) ? "credit" : debitWords.has(fold(said)) ? "debit" : null
}

const netWords = new Set(Object.values(NET_WORDS))
const totalWords = Object.values(TOTAL_WORDS).flatMap((list) => list.split(",").map(fold))
/** Whether a cell opens a total line. A customer may be called Total: the caller also asks that number and date are empty. */
export function opensTotal(text: string): boolean {
  const said = plain(text)
  return netWords.has(said) || totalWords.some((word) => said === word || said.startsWith(`${word} `))
}
