/** Who sits before the screen, as `GET /api/me` says it, and how they want it to look. */
import type { Language } from "../../kernel/text.ts"
import { ask, Problem, queries } from "./ask.screen.ts"
import { LANG } from "./lang.screen.ts"
import { readAmount } from "./typed.ts"

export type Me = {
  readonly person: { readonly id: string; readonly name: string; readonly email: string; readonly secondFactor: boolean } & Look
  readonly companies: readonly MyCompany[]
}
export type MyCompany = {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly currency: string
  /** Where its days begin and end. */
  readonly zone: string
  readonly role: string
  readonly rights: readonly string[]
}
/** Whether they may, if only for the customers entrusted to them. */
export const may = ({ rights }: Pick<MyCompany, "rights">, right: string) => rights.includes(right) || rights.includes(`${right}Own`)
export type Numbers = "language" | "comma" | "point"
type Look = {
  readonly language: Language
  readonly theme: "system" | "light" | "dark"
  readonly density: "comfortable" | "compact"
  readonly numbers: Numbers
}

async function askMe(): Promise<Me> {
  const me = await ask<Me | null>("/api/me?or=nobody")
  if (me === null) throw new Problem(401, {})
  return me
}
export const meQuestion = { queryKey: ["me"] as const, queryFn: askMe, staleTime: 60_000, retry: false }
const YEAR_S = 31_536_000
const remember = (name: string, value: string) => {
  document.cookie = `encours-${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`
}

/** An amount as this person types it; null: it is none. */
export function readTypedAmount(typed: string): string | null {
  const numbers = queries.getQueryData<Me>(meQuestion.queryKey)?.person.numbers ?? "language"
  return readAmount(typed, LANG, numbers === "comma" ? "," : numbers === "point" ? "." : undefined)
}

/** Shows the person's look; another language loads its bundle once (a browser that keeps no cookies stays in the one it has). */
export function wear({ language, theme, density }: Look): void {
  const { dataset } = document.documentElement
  if (theme === "system") delete dataset.theme
  else dataset.theme = theme
  if (density === "compact") dataset.density = density
  else delete dataset.density
  remember("theme", theme)
  remember("density", density)
  if (language === LANG) return
  remember("language", language)
  const known = document.cookie.includes(`encours-language=${language}`)
  const tried = sessionStorage.getItem("encours-language") === language
  sessionStorage.setItem("encours-language", language)
  if (known && !tried) location.reload()
}

/** Before anybody is signed in, the browser keeps the choice. */
export function chooseLanguage(language: Language): void {
  sessionStorage.removeItem("encours-language")
  remember("language", language)
  location.reload()
}

/** The choices before this one, saved or not: another language loads the page anew, and would break off one still on its way. */
let saving: Promise<unknown> = Promise.resolve()

/** Keeps what the person chose; shown at once, and taken back where it could not be saved. */
export async function changeLook(change: Partial<Look>): Promise<void> {
  const known = () => queries.getQueryData<Me>(meQuestion.queryKey)
  const before = known()?.person
  const show = (fields: Partial<Look>) => {
    const me = known()
    if (!me) return
    const person = { ...me.person, ...fields }
    queries.setQueryData(meQuestion.queryKey, { ...me, person })
    if (fields.language === undefined) wear(person)
  }
  // An answer still on its way knows nothing of the choice: it would take it back.
  void queries.cancelQueries({ queryKey: meQuestion.queryKey })
  show(change)
  const saved = saving.then(() => ask("/api/me", { method: "PATCH", body: change }))
  saving = saved.catch(() => {})
  try {
    await saved
  } catch (error) {
    if (before) show(Object.fromEntries(Object.keys(change).map((field) => [field, before[field as keyof Look]])))
    throw error
  }
  show(change)
  if (change.language) chooseLanguage(change.language)
}
