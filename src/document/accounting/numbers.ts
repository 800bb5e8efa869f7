/**
 * The number an item bears: the document's own where it tells the document apart, else one made of journal, year and entry.
 *
 * Always    unique per customer, side and kind within a file, and the same when the same entry is exported again (unless neither document
 *           nor entry is numbered: then the line in the file is all there is).
 */
import type { Entry } from "./entries.ts"
import type { BookLine } from "./posting.ts"
import { isNumbered, type Journal, namesNoPiece, pieceKey, pieceState, type Survey } from "./survey.ts"

/** Where one document number in twenty is borne by several entries, the journal's pieces are no document numbers (a month, a batch). */
const usesPieces = (journal: Journal) => journal.shared * 20 <= journal.customerLines

export type Numbered = { readonly number: string; readonly instalment: number | null; readonly made: boolean }
/** `ordinals` lives as long as the entry: how often a key was met in it. */
export function numberOf(survey: Survey, entry: Entry, line: BookLine, ordinals: Map<string, number>): Numbered {
  const { beneath } = survey
  if (beneath !== null && line.line <= beneath.until)
    return numberOf(beneath.survey, { ...entry, journal: beneath.survey.journals.get(entry.journal.code)! }, line, ordinals)
  const { journal } = entry
  if (line.opening) return { number: `${journal.code}-${line.day}-${line.account}`, instalment: null, made: false }
  const signed = line.debit - line.credit
  const key = pieceKey(line, signed)
  const state = pieceState(survey.pieces.get(key))
  const named = !namesNoPiece(line.piece) && (usesPieces(journal) || journal.opening)
  if (named && state === "once") return { number: line.piece, instalment: null, made: false }
  const numbered = isNumbered(journal) && !entry.gathered
  if (named && state === "inOneEntry" && numbered && !entry.opening) {
    const ordinal = next(ordinals, key)
    if (signed > 0n) return { number: line.piece, instalment: ordinal, made: false }
    return { number: ordinal === 1 ? line.piece : `${line.piece}/${ordinal}`, instalment: null, made: false }
  }
  if (!numbered || (entry.opening && journal.restarts))
    return { number: `${journal.code}-${line.day.replaceAll("-", "")}-L${line.line}`, instalment: null, made: true }
  const when = journal.restarts ? line.day.replaceAll("-", "") : line.day.slice(0, 4)
  const stem = `${journal.code}-${when}-${line.entry}`
  const ordinal = next(ordinals, `${line.party || line.account}|${signed < 0n ? "C" : "D"}`)
  return { number: ordinal === 1 ? stem : `${stem}-${ordinal}`, instalment: null, made: true }
}
function next(ordinals: Map<string, number>, key: string): number {
  const count = (ordinals.get(key) ?? 0) + 1
  ordinals.set(key, count)
  return count
}
