/** The activity log as a list people read, and export. */
import type { Cell, Column, Fact, Listing } from "../../kernel/listing.ts"
import type { Language } from "../../kernel/text.ts"
import { actorText, logText as text } from "./log.text.ts"
import type { EntryAnswer } from "./log.wire.ts"

const HEADS = ["at", "who", "what", "customer", "amount", "currency", "code", "seal"] as const

export function logListing(entries: readonly EntryAnswer[], facts: readonly Fact[], lang: Language): Listing {
  const head = { title: text.title[lang], sums: [] }
  if (entries.length === 0) return { ...head, facts: [...facts, ["", text.none[lang]]], columns: [], rows: [] }
  const columns = HEADS.map((key): Column => ({ title: text[key][lang], kind: key === "amount" ? "amount" : "text" }))
  return { ...head, facts, columns, rows: entries.map((entry) => rowOf(entry, lang)) }
}

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
/** A person by the name, everything else with what it is. */
export const whoOf = ({ kind, by, onBehalfOf }: Pick<EntryAnswer, "kind" | "by" | "onBehalfOf">, lang: Language) =>
  `${kind === "person" ? by : kind === "system" && by === "system" ? actorText.system[lang] : `${by} (${actorText[kind][lang]})`}${onBehalfOf === null ? "" : ` → ${onBehalfOf}`}`
