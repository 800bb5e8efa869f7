/** The language of this bundle: the build fixes it (vite.job.ts), a change loads another bundle. */
import { LOCALES } from "../../kernel/listing.ts"
import type { Language } from "../../kernel/text.ts"

declare const __LANGUAGE__: Language
export const LANG: Language = __LANGUAGE__
export const LOCALE = LOCALES[LANG]
/** Between two things that are said, which the texts do not join themselves. */
export const COLON = LANG === "fr" ? "\u202f: " : ": "
