/** The words of the file of refused rows: the title of its reason column, and each reason. */
import type { Language, Worded } from "../../kernel/text.ts"
import type { Problem } from "../draft.ts"
import { problemForPeople } from "../import.text.ts"
import { MARK } from "./refused.ts"

export const REASON = { en: "Reason for refusal", fr: "Motif du refus", nl: "Reden van weigering", de: "Ablehnungsgrund" } as const satisfies Worded

/** What is wrong with a row, for whom who mends it: column by column. */
export const reasonOf = (problems: readonly Problem[], lang: Language): string =>
  MARK + problems.map((p) => (p.column === null ? "" : `${p.column}: `) + problemForPeople(p, lang)).join(" ")

/**
 * Of a file of books only some entries come back, and what they mean is told by the whole (numbers, letters, balances brought forward): the
 * title of the reasons bears the file they were taken from, by the beginning of its hash.
 */
export const reasonTitle = (lang: Language, sha256: string): string => `${REASON[lang]} ${sha256.slice(0, HASH_BEGINS)}`
/** Every line of it says which one it was; those refused, why. */
export const reasonAt = (line: number, problems: readonly Problem[], lang: Language): string =>
  problems.length === 0 ? `${MARK}${line}` : `${MARK}${line}: ${reasonOf(problems, lang).slice(MARK.length)}`
/** The line a reason says its row was taken from. */
export function lineTaken(cells: readonly string[]): number | null {
  const line = /^» (\d{1,9})(?::|\s*$)/.exec(cells.findLast((cell) => cell.startsWith(MARK)) ?? "")?.[1]
  return line === undefined ? null : Number(line)
}
const HASH_BEGINS = 16
const OWN = new RegExp(`^(?:${Object.values(REASON).join("|")}) ([0-9a-f]{${HASH_BEGINS}})$`)
/** The file a column's title says the rows were taken from. */
export const takenFrom = (title: string): string | null => OWN.exec(title.trim())?.[1] ?? null
