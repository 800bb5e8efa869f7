/** The words of the file of refused rows: the title of its reason column, and each reason. */
import type { Language, Worded } from "../../kernel/text.ts"
import type { Problem } from "../draft.ts"
import { problemForPeople } from "../import.text.ts"
import { MARK } from "./refused.ts"

export const REASON = { en: "Reason for refusal", fr: "Motif du refus", nl: "Reden van weigering", de: "Ablehnungsgrund" } as const satisfies Worded

/** What is wrong with a row, for whom who mends it: column by column. */
export const reasonOf = (problems: readonly Problem[], lang: Language): string =>
  MARK + problems.map((p) => (p.column === null ? "" : `${p.column}: `) + problemForPeople(p, lang)).join(" ")
