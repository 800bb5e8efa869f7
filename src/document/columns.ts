/**
 * Which column is what: a header is read as a set of meanings ("Rechnungs-Nr." = invoice + number) and each set names a field with a score.
 *
 * Always    pure text work; what the cells hold is weighed by the plan (plan.ts), which also has the last word.
 */
import { type Currency, isCurrency } from "../kernel/money.ts"
import { fold, LANGUAGES, type Language } from "../kernel/text.ts"
import { type Concept, HEADER_WORDS } from "./columns.text.ts"

/** Names of the fields in a mapping; the order is the one they are shown in. */
export const FIELDS = [
  "company",
  "customerCode",
  "customerName",
  "country",
  "segment",
  "collector",
  "group",
  "siren",
  "siret",
  "vat",
  "bce",
  "lei",
  "type",
  "number",
  "document",
  "instalment",
  "issuedOn",
  "dueOn",
  "currency",
  "amount",
  "debit",
  "credit",
  "side",
  "openAmount",
  "paidAmount",
  "settledOn",
  "clearedOn",
  "means",
  "reference",
  "appliesTo",
  "label",
] as const
export type Field = (typeof FIELDS)[number]
export const DATE_FIELDS = ["issuedOn", "dueOn", "settledOn", "clearedOn"] as const satisfies readonly Field[]
export const AMOUNT_FIELDS = ["amount", "debit", "credit", "openAmount", "paidAmount"] as const satisfies readonly Field[]
export const IDENTIFIER_FIELDS = ["siren", "siret", "vat", "bce", "lei"] as const satisfies readonly Field[]

/** Sets of meanings for each field, best first. `iso` stands for a currency code in the header. */
const RULES: Readonly<Record<Field, readonly (readonly [score: number, sets: string])[]>> = {
  company: [[85, "company code|company number|company|company code number"]],
  customerCode: [
    [100, "customer number|customer code|customer code number"],
    [95, "customer account|customer account number|customer account code"],
    [80, "customer"],
    [60, "account number|account code"],
    [50, "account|customer reference"],
  ],
  customerName: [
    [100, "customer name|customer account name"],
    [80, "account name|customer label|invoice customer name|invoice account name"],
    [75, "name"],
    [70, "account label|company name"],
    [60, "customer"],
    [35, "company|account"],
  ],
  country: [[95, "country|country code|customer country|customer country code|country name|country number"]],
  segment: [
    [95, "segment|customer segment|segment code"],
    [50, "customer type"],
  ],
  collector: [[95, "collector|customer collector|collector code|collector name"]],
  group: [[90, "group|customer group|group name|group code|customer group code|customer group name|customer original|company group"]],
  siren: [[95, "siren|customer siren|siren number|number siren"]],
  siret: [[95, "siret|customer siret|siret number"]],
  vat: [[95, "vatId|customer vatId|tax number|customer tax number|customer tax"]],
  bce: [[95, "bce|customer bce|bce number|customer bce number|customer company number"]],
  lei: [[95, "lei|customer lei|lei code"]],
  type: [
    [95, "document type|document type code|document code type"],
    [90, "invoice type|posting type"],
    [85, "type"],
  ],
  number: [
    [100, "invoice number"],
    [97, "invoice code|invoice document number|invoice number original"],
    [92, "invoice reference|customer invoice number"],
    [70, "invoice"],
    [60, "number"],
    [35, "code"],
  ],
  document: [
    [90, "document number|document code|document reference"],
    [75, "document"],
    [60, "posting document number|posting number"],
  ],
  instalment: [
    [90, "instalment|instalment number|payment instalment|invoice instalment"],
    [80, "due number|due instalment"],
  ],
  issuedOn: [
    [100, "invoice date|invoice issued date"],
    [98, "issued date|document issued date"],
    [90, "document date"],
    [80, "posting date|document posting date|invoice posting date|issued"],
    [70, "date"],
    [50, "creation date|document creation date|invoice creation date|creation"],
  ],
  dueOn: [
    [100, "due date|invoice due date|due net date|document due date"],
    [95, "due payment date|due instalment date|due terms date"],
    [88, "due|invoice due|due net|due payment"],
  ],
  currency: [
    [100, "currency|currency code|document currency|invoice currency|document currency code|invoice currency code"],
    [60, "local currency|local"],
  ],
  amount: [
    [100, "amount gross|invoice amount gross|amount total gross|total gross|document amount gross|amount original gross"],
    [97, "invoice amount|amount original|invoice amount original|invoice gross|invoice total gross"],
    [93, "document amount|invoice total|amount total|invoice amount total|document total"],
    [88, "amount|amount iso|amount gross iso|invoice amount iso|amount total iso|total gross iso"],
    [85, "gross|gross iso"],
    [75, "amount currency|total currency|document amount currency|invoice amount currency"],
    [65, "total|total iso"],
    [58, "converted iso|amount converted iso|amount converted"],
    [50, "iso|amount local|amount local currency|total local currency"],
    [32, "amount net|net|invoice net|total net|amount total net|invoice amount net"],
  ],
  debit: [[95, "debit|amount debit|debit iso|debit currency"]],
  credit: [[95, "credit|amount credit|credit iso|credit currency"]],
  side: [[90, "side|debit credit|amount side"]],
  openAmount: [
    [95, "open|open amount|open total|open total amount|invoice open|invoice open amount|document open amount|open amount gross|open gross"],
    [92, "open iso|open amount iso|open currency|open amount currency|open due amount|open due"],
    [85, "due amount|due total|due amount total|due amount iso"],
  ],
  paidAmount: [
    [90, "settled amount|invoice settled amount|payment amount|settled total|settled amount total|settled amount iso|amount clearing"],
    [50, "settled|payment settled"],
  ],
  settledOn: [
    [100, "settled date|invoice settled date"],
    [95, "payment date|invoice payment date"],
    [60, "settled|payment settled"],
    [45, "payment"],
  ],
  clearedOn: [
    [95, "clearing date|document clearing date|invoice clearing date"],
    [60, "clearing"],
  ],
  means: [
    [95, "payment mode|payment type|payment mode code"],
    [60, "mode"],
  ],
  reference: [
    [95, "message"],
    [90, "payment reference"],
    [70, "reference"],
    [60, "customer reference|customer order number|customer order reference"],
    [50, "order number|order reference|order"],
  ],
  appliesTo: [[95, "applies|applies number|applies code|applies reference|applies document"]],
  label: [
    [90, "label|document label|posting label|invoice label"],
    [50, "name label"],
  ],
}

const keyOf = (concepts: Iterable<string>) => [...new Set(concepts)].sort().join(" ")
const fieldsByConcepts = new Map<string, { field: Field; score: number }[]>()
for (const field of FIELDS)
  for (const [score, sets] of RULES[field])
    for (const set of sets.split("|")) {
      const key = keyOf(set.split(" "))
      fieldsByConcepts.set(key, [...(fieldsByConcepts.get(key) ?? []), { field, score }])
    }

type Meaning = Concept | "iso"
const meaningsByPhrase = new Map<string, Concept[]>()
const languagesByPhrase = new Map<string, Set<Language>>()
for (const concept of Object.keys(HEADER_WORDS) as Concept[])
  for (const language of LANGUAGES)
    for (const phrase of HEADER_WORDS[concept][language].split(",").map(fold)) {
      const known = meaningsByPhrase.get(phrase) ?? []
      if (!known.includes(concept)) meaningsByPhrase.set(phrase, [...known, concept])
      languagesByPhrase.set(phrase, (languagesByPhrase.get(phrase) ?? new Set()).add(language))
    }
/** Four letters and more of a single word. */
const meaningsByBeginning = new Map<string, Set<Concept>>()
for (const [phrase, concepts] of meaningsByPhrase)
  for (let length = phrase.includes(" ") ? phrase.length : 4; length < phrase.length; length++) {
    const beginning = phrase.slice(0, length)
    meaningsByBeginning.set(beginning, new Set([...(meaningsByBeginning.get(beginning) ?? []), ...concepts]))
  }
const LONGEST_PHRASE = Math.max(...[...meaningsByPhrase.keys()].map((phrase) => phrase.split(" ").length))
const LINKS = ["", "s", "n", "en", "e", "es", "er"]
const SHORT_ENDINGS = new Set(["nr", "no", "id", "dt", "mt"])
/** Codes one meets in headers; the rest of ISO 4217 holds too many ordinary words (ALL, TOP, TRY). */
const HEADER_CURRENCIES = new Set(
  "eur usd gbp chf cad jpy aud nzd dkk sek nok pln czk huf ron bgn tnd mad cny hkd sgd xof xaf brl mxn zar inr aed".split(" "),
)

type Token = {
  readonly meanings: readonly (readonly Meaning[])[]
  readonly cost: number
  readonly currency: Currency | null
  readonly phrase: string
}

function* tokensOf(header: string): Generator<Token> {
  const spaced = header
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/[#№]/g, " number ")
    .replace(/€/g, " eur ")
  const words = fold(spaced)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .filter((w) => w !== "")
  for (let i = 0; i < words.length; ) {
    let length = Math.min(LONGEST_PHRASE, words.length - i)
    while (length > 0 && !meaningsByPhrase.has(words.slice(i, i + length).join(" "))) length--
    const phrase = words.slice(i, i + Math.max(length, 1)).join(" ")
    i += Math.max(length, 1)
    if (length > 0) yield { meanings: meaningsByPhrase.get(phrase)!.map((m) => [m]), cost: 0, currency: null, phrase }
    else if (HEADER_CURRENCIES.has(phrase) && isCurrency(phrase.toUpperCase()))
      yield { meanings: [["iso"]], cost: 0, currency: phrase.toUpperCase() as Currency, phrase }
    else if (/^\d+$/.test(phrase)) yield { meanings: [[]], cost: 4, currency: null, phrase }
    else yield unlisted(phrase)
  }
}

/** "rechnungsdatum" → invoice + date; "rechn" of "Rechn.-Datum" → invoice; anything else makes the header less sure. */
function unlisted(word: string): Token {
  const compound = word.length <= 40 ? takeApart(word, 0) : null
  if (compound) return { meanings: [compound], cost: 1, currency: null, phrase: "" }
  const meant = meaningsByBeginning.get(word)
  return meant?.size === 1
    ? { meanings: [[...meant]], cost: 3, currency: null, phrase: "" }
    : { meanings: [[]], cost: 20, currency: null, phrase: "" }
}

function takeApart(word: string, depth: number): readonly Concept[] | null {
  if (word === "") return []
  if (depth === 5) return null
  for (let length = word.length; length >= 2; length--) {
    const stem = word.slice(0, length)
    const concept = meaningsByPhrase.get(stem)?.[0]
    if (concept === undefined || (length < 3 && !(depth > 0 && length === word.length && SHORT_ENDINGS.has(stem)))) continue
    for (const link of LINKS) {
      if (!word.startsWith(link, length)) continue
      const rest = takeApart(word.slice(length + link.length), depth + 1)
      if (rest !== null) return [concept, ...rest]
    }
  }
  return null
}

export type Recognised = {
  readonly fields: readonly { readonly field: Field; readonly score: number }[]
  readonly currency: Currency | null
  readonly netOfTax: boolean
  readonly languages: readonly Language[]
}

/** The fields a header may stand for, best first. Nothing below 30. */
export function recogniseHeader(header: string): Recognised {
  const tokens = header.length > 120 || !/\p{L}|#|№|€/u.test(header) ? [] : [...tokensOf(header)]
  let readings: Meaning[][] = [[]]
  for (const { meanings } of tokens) readings = readings.flatMap((reading) => meanings.map((m) => [...reading, ...m])).slice(0, 64)
  const cost = tokens.reduce((total, token) => total + token.cost, 0)
  const scores = new Map<Field, number>()
  for (const reading of readings) {
    const meant = reading.filter((m) => m !== "filler")
    for (const { field, score } of fieldsByConcepts.get(keyOf(meant)) ?? []) scores.set(field, Math.max(scores.get(field) ?? 0, score - cost))
  }
  return {
    fields: [...scores]
      .map(([field, score]) => ({ field, score }))
      .filter(({ score }) => score >= 30)
      .sort((a, b) => b.score - a.score),
    currency: tokens.find((token) => token.currency)?.currency ?? null,
    netOfTax: readings.some((reading) => reading.includes("net")),
    languages: tokens.flatMap(({ phrase }) => [...(languagesByPhrase.get(phrase) ?? [])]),
  }
}

/** How many different fields a row of headers names for sure: how a header row is told from titles and data. */
export const countRecognised = (cells: readonly string[]) =>
  new Set(cells.flatMap((cell) => recogniseHeader(cell).fields.slice(0, 1)).flatMap(({ field, score }) => (score >= 60 ? [field] : []))).size

const sameName = (text: string) => fold(text).replace(/[^a-z0-9]/g, "")
const fieldByName = new Map<string, Field>([
  ...FIELDS.map((field) => [field.toLowerCase(), field] as const),
  ["customer", "customerCode"],
  ["name", "customerName"],
  ["date", "issuedOn"],
  ["invoice", "number"],
  ["open", "openAmount"],
  ["settled", "settledOn"],
  ["kind", "type"],
])
/** A field by its name in a mapping; other spellings ("invoiceDate", "échéance") are understood as headers are. */
export const fieldNamed = (text: string): Field | null => fieldByName.get(sameName(text)) ?? recogniseHeader(text).fields[0]?.field ?? null
const HEADERS_SAID = 20
/** Headers in a message: the first of them, and how many more there are. */
export const headersSaid = (header: readonly string[]): string =>
  header.slice(0, HEADERS_SAID).join(", ") + (header.length > HEADERS_SAID ? `, … (+${header.length - HEADERS_SAID})` : "")
export const sameHeader = (a: string, b: string) => fold(a) === fold(b)

/** The language most of the headers are in; it decides what "RG" means in a type column. */
export function languageOf(header: readonly string[]): Language {
  const votes = new Map<Language, number>(LANGUAGES.map((language) => [language, 0]))
  for (const language of header.flatMap((cell) => recogniseHeader(cell).languages)) votes.set(language, votes.get(language)! + 1)
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0]
}
