/** Interface texts, all languages side by side: a missing language does not compile; a text with figures is a plain function. */
export const LANGUAGES = ["en", "fr", "nl", "de"] as const
export type Language = (typeof LANGUAGES)[number]
export type Worded = Readonly<Record<Language, string>>
export type Text = Worded | Readonly<Record<Language, (...figures: never[]) => string>>
export type Texts = Readonly<Record<string, Text>>

/** Lower case, without accents, one blank between words: how names and headers are compared. */
export const fold = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/ß/g, "ss").replace(/\s+/g, " ").trim()

/** The beginning of a text, never with half of its last character (😀 is two units): the database holds no such half. */
export function beginningOf(text: string, most: number): string {
  const cut = text.slice(0, most)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
/** A text as the database can hold it: what it could not, a NUL or half of a character, is shown as one that could not be read. */
export const holdable = (text: string) => (text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text).toWellFormed()

/** French sets a blank before : ; ? ! » and after «: a narrow one at which no line breaks. */
export const tieFrench = (text: string) => text.replace(/ (?=[:;?!»](?![\w/]))/g, "\u202f").replace(/« /g, "«\u202f")

/** How a command that was refused ends. */
export type Exit = "failed" | "usage" | "notFound" | "notAllowed" | "conflict" | "refused" | "busy"
type Figures = Readonly<Record<string, unknown>>
/** A room's refusals by code: the words for people, and the end of the command. */
export type RefusalTexts = Readonly<Record<string, { readonly exit: Exit } & Readonly<Record<Language, (figures: Figures) => string>>>>
/** A figure of a refusal inside its words; several beside each other, none when it was not told. */
export const said = (figures: Figures, name: string) => [figures[name] ?? ""].flat().join(", ")

/** A refusal in the user's words; a code without words shows itself and its figures. */
export function wordRefusal(refusals: RefusalTexts, refusal: { readonly code: string; readonly figures: Figures }, lang: Language): string {
  const worded = refusals[refusal.code]
  return worded
    ? worded[lang](refusal.figures)
    : `${refusal.code} ${JSON.stringify(refusal.figures, (_, v) => (typeof v === "bigint" ? String(v) : v))}`
}
