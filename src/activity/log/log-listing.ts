/** The activity log as a list people read, and export: one and the same from the command line, the screen and a job. */
import { type Cell, companyFact, type Fact, type Listing, type ListShape, listed } from "../../kernel/listing.ts"
import type { Language } from "../../kernel/text.ts"
import { wordActor } from "../actor.text.ts"
import { actorText, logText as text } from "./log.text.ts"
import type { EntryAnswer } from "./log.wire.ts"
import { logScreenText } from "./log-screen.text.ts"

const HEADS = ["at", "who", "what", "customer", "amount", "currency", "code", "seal"] as const

/** What may be asked of the log, in the order it is said. */
export const LOG_FIELDS = ["from", "to", "kind", "by", "act", "subject", "id", "customer", "text"] as const
type LogAsked = { readonly [Field in (typeof LOG_FIELDS)[number]]?: string | undefined }

export const logShape = (facts: readonly Fact[], lang: Language): ListShape<EntryAnswer> => ({
  title: text.title[lang],
  facts,
  columns: HEADS.map((key) => ({ key, title: text[key][lang], kind: key === "amount" ? "amount" : "text" })),
  cells: (entry) => [rowOf(entry, lang)],
})
/** Whose log it is, and what was asked of it. */
export const askedFacts = (company: string, asked: LogAsked, lang: Language): Fact[] => [
  companyFact(company, lang),
  ...LOG_FIELDS.flatMap((field): Fact[] => (asked[field] === undefined ? [] : [[titleOf(field)[lang], asked[field]]])),
]
const titleOf = (field: (typeof LOG_FIELDS)[number]) => logScreenText[field === "text" ? "search" : field === "id" ? "subject" : field]

export const logListing = (entries: readonly EntryAnswer[], lang: Language): Listing =>
  entries.length === 0
    ? { title: text.title[lang], facts: [["", text.none[lang]]], columns: [], rows: [], sums: [] }
    : listed(logShape([], lang), entries)

const rowOf = (entry: EntryAnswer, lang: Language): Cell[] => [
  entry.at.slice(0, 19).replace("T", " "),
  whoOf(entry, lang),
  entry.words,
  entry.customer && `${entry.customer.name} (${entry.customer.code})`,
  entry.amount,
  entry.currency,
  entry.act,
  entry.seal?.number ?? null,
]
/** A person by the name, the program by what it does, everything else with what it is. */
export const whoOf = ({ kind, by, onBehalfOf }: Pick<EntryAnswer, "kind" | "by" | "onBehalfOf">, lang: Language) =>
  `${kind === "person" ? by : named(by, kind, lang)}${onBehalfOf === null ? "" : ` → ${onBehalfOf}`}`
function named(by: string, kind: EntryAnswer["kind"], lang: Language): string {
  const ours = wordActor(by, lang)
  return ours === by ? `${by} (${actorText[kind][lang]})` : ours
}
