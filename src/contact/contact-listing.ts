/** People, calls, notes and a customer's timeline as lists people read, and export. */
import type { Cell, Column, Fact, Listing } from "../kernel/listing.ts"
import type { Language } from "../kernel/text.ts"
import { causeText, listedText, outcomeText, roleText } from "./contact.text.ts"
import type { Call, Contact, Note } from "./contact.ts"
import type { eventAnswer } from "./contact.wire.ts"

type Head = keyof typeof listedText
const KINDS: { readonly [H in Head]?: Column["kind"] } = { on: "day", amount: "amount" }

function listing(title: Head, heads: readonly Head[], rows: readonly (readonly Cell[])[], facts: readonly Fact[], lang: Language): Listing {
  const head = { title: listedText[title][lang], sums: [] }
  if (rows.length === 0) return { ...head, facts: [...facts, ["", listedText.none[lang]]], columns: [], rows: [] }
  return { ...head, facts, columns: heads.map((one) => ({ title: listedText[one][lang], kind: KINDS[one] ?? "text" })), rows }
}
const yesNo = (said: boolean | null, lang: Language) => (said === null ? null : listedText[said ? "yes" : "no"][lang])
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

export const contactsListing = (rows: readonly Contact[], facts: readonly Fact[], lang: Language): Listing =>
  listing(
    "contacts",
    ["customer", "name", "role", "phone", "email", "language", "main", "note", "id"],
    rows.map((one) => [
      one.customer,
      one.name,
      roleText[one.role][lang],
      one.phone,
      one.email,
      one.language,
      one.main ? listedText.yes[lang] : null,
      one.note,
      one.id,
    ]),
    facts,
    lang,
  )

export const callsListing = (rows: readonly Call[], facts: readonly Fact[], lang: Language): Listing =>
  listing(
    "calls",
    ["on", "customer", "outcome", "cause", "complaint", "paysOnDay", "items", "by", "note"],
    rows.map((call) => [
      dayOf(call.at),
      call.customer,
      outcomeText[call.outcome][lang],
      call.cause && causeText[call.cause][lang],
      yesNo(call.complaint, lang),
      yesNo(call.paysOnDay, lang),
      call.items.map(({ number }) => number).join(", "),
      call.by,
      call.note,
    ]),
    facts,
    lang,
  )

export const notesListing = (rows: readonly Note[], facts: readonly Fact[], lang: Language): Listing =>
  listing(
    "notes",
    ["on", "customer", "by", "pinned", "note", "id"],
    rows.map((note) => [dayOf(note.at), note.customer, note.by, note.pinnedAt && listedText.yes[lang], note.text, note.id]),
    facts,
    lang,
  )

/** Acts and kinds of entries stand there by their codes, as everywhere in the log. */
export function timelineListing(events: readonly ReturnType<typeof eventAnswer>[], facts: readonly Fact[], lang: Language): Listing {
  const rows = events.map((event): readonly Cell[] => {
    if (event.kind === "note") return [event.on, listedText.note[lang], null, null, event.by, event.text]
    if (event.kind === "act") return [event.on, event.code, null, null, event.by, null]
    const numbers = event.numbers.join(", ")
    if (event.kind === "ledger")
      return [event.on, event.entries, event.amount, event.currency, null, event.count > event.numbers.length ? `${numbers} …` : numbers]
    const answered = (["complaint", "paysOnDay"] as const).map(
      (asked) => event[asked] !== null && `${listedText[asked][lang]}: ${yesNo(event[asked], lang)}`,
    )
    const said = [event.cause && causeText[event.cause][lang], ...answered, event.contact?.name, numbers, event.note]
    return [event.on, outcomeText[event.outcome][lang], null, null, event.by, said.filter(Boolean).join(" · ")]
  })
  return listing("timeline", ["on", "what", "amount", "currency", "by", "detail"], rows, facts, lang)
}
