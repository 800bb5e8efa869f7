/** How the person wants the screens: language, light or dark, rows wide or close. */
import { LANGUAGES, type Language } from "../../kernel/text.ts"
import { LANGUAGE_NAMES, frameText as text } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"
import { changeLook, type Me } from "./person.screen.ts"
import { tell } from "./toast.screen.tsx"

const THEMES = ["system", "light", "dark"] as const
const NUMBERS = ["language", "comma", "point"] as const
const DENSITIES = ["comfortable", "compact"] as const

export function Look({ person }: { readonly person: Me["person"] }) {
  const change = (fields: Parameters<typeof changeLook>[0]) => void changeLook(fields).catch(() => tell(text.notSaved[LANG], { bad: true }))
  return (
    <div className="look">
      <label>
        {text.language[LANG]}
        <select value={person.language} onChange={(event) => change({ language: event.target.value as Language })}>
          {LANGUAGES.map((lang) => (
            <option key={lang} value={lang} lang={lang}>
              {LANGUAGE_NAMES.get(lang)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.theme[LANG]}
        <select value={person.theme} onChange={(event) => change({ theme: event.target.value as (typeof THEMES)[number] })}>
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {text[theme][LANG]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.density[LANG]}
        <select value={person.density} onChange={(event) => change({ density: event.target.value as (typeof DENSITIES)[number] })}>
          {DENSITIES.map((density) => (
            <option key={density} value={density}>
              {text[density][LANG]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.numbers[LANG]}
        <select value={person.numbers} onChange={(event) => change({ numbers: event.target.value as (typeof NUMBERS)[number] })}>
          {NUMBERS.map((numbers) => (
            <option key={numbers} value={numbers}>
              {text[numbers === "language" ? "asLanguage" : numbers][LANG]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
