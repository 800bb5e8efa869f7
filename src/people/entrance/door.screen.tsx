/** The frame of the pages before anybody is signed in: a card, and the languages. */
import type { ReactNode } from "react"
import { LANGUAGES } from "../../kernel/text.ts"
import { Problem } from "../../shell/web/ask.screen.ts"
import { BRAND } from "../../shell/web/frame.screen.tsx"
import { frameText, LANGUAGE_NAMES } from "../../shell/web/frame.text.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { chooseLanguage } from "../../shell/web/person.screen.ts"
import { Toasts } from "../../shell/web/toast.screen.tsx"
import { entranceText as text } from "./entrance.text.ts"

/** As the server asks for; it decides. */
export const LEAST_PASSWORD = 12

export function Door({
  title,
  lead,
  wide = false,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className="door">
      <title>{`${title} · Encours`}</title>
      <main className={wide ? "door-card wide" : "door-card"}>
        <p className="brand">{BRAND}</p>
        <div>
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {children}
      </main>
      <nav className="languages" aria-label={text.language[LANG]}>
        {LANGUAGES.map((lang) => (
          <button key={lang} type="button" lang={lang} onClick={() => chooseLanguage(lang)} {...(lang === LANG ? { "aria-current": "true" } : {})}>
            {LANGUAGE_NAMES.get(lang)}
          </button>
        ))}
      </nav>
      <Toasts />
    </div>
  )
}

export function Notice({ words }: { readonly words: string | null }) {
  return (
    <div role="alert" className={words === null ? "" : "notice bad"}>
      {words}
    </div>
  )
}

/** What a refused sign-in says; `wrong` where what was typed does not fit. */
export function wordsOf(error: unknown, wrong: string): string {
  if (!(error instanceof Problem)) return frameText.unreachable[LANG]
  if (error.status === 429) return text.tooMany[LANG]
  return error.status < 500 ? wrong : error.message
}

export const focusFirst = (input: HTMLInputElement | null) => input?.focus()
/** A field of a form by its name, blanks around it taken off (a password keeps them). */
export const fieldOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim()
