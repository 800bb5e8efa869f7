/** Who sits before the screen, as `GET /api/me` says it, and how they want it to look. */
import type { Language } from "../../kernel/text.ts"
import { ask, queries } from "./ask.screen.ts"
import { LANG } from "./lang.screen.ts"

export type Me = {
  readonly person: { readonly id: string; readonly name: string; readonly email: string } & Look
  readonly companies: readonly MyCompany[]
}
export type MyCompany = {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly role: string
  readonly rights: readonly string[]
}
type Look = { readonly language: Language; readonly theme: "system" | "light" | "dark"; readonly density: "comfortable" | "compact" }

export const meQuestion = { queryKey: ["me"] as const, queryFn: () => ask<Me>("/api/me"), staleTime: 60_000, retry: false }
const YEAR_S = 31_536_000
const remember = (name: string, value: string) => {
  document.cookie = `encours-${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`
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

/** Keeps what the person chose; shown at once, and taken back where it could not be saved. */
export async function changeLook(change: Partial<Look>): Promise<void> {
  const before = queries.getQueryData<Me>(meQuestion.queryKey)
  if (before) {
    queries.setQueryData(meQuestion.queryKey, { ...before, person: { ...before.person, ...change } })
    if (change.language === undefined) wear({ ...before.person, ...change })
  }
  try {
    await ask("/api/me", { method: "PATCH", body: change })
    if (change.language) chooseLanguage(change.language)
  } catch (error) {
    if (before) {
      queries.setQueryData(meQuestion.queryKey, before)
      wear(before.person)
    }
    throw error
  }
}
