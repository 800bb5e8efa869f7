/** What of a request does not fit its description, field by field, worded in every language until it is known who asks. */
import { z } from "@hono/zod-openapi"
import { Refused } from "../../kernel/result.ts"
import type { Language, Worded } from "../../kernel/text.ts"

export type Misfit = { readonly field: string; readonly code: string; readonly message: Worded }
export const misfits = (errors: readonly Misfit[]) => new Refused("DOES_NOT_FIT", { errors })
export const misfit = (field: string, code: string, message: Worded) => misfits([{ field, code, message }])
export const misfitsOf = (error: z.ZodError) => misfits(error.issues.map(toMisfit))

/** For a rule that only its own words explain. */
export const says = (message: Worded) => ({ params: { says: message } })

const toMisfit = (issue: z.core.$ZodIssue): Misfit => ({
  field: [...issue.path, ...(issue.code === "unrecognized_keys" ? issue.keys : [])].join("."),
  code: issue.code,
  message: issue.code === "custom" && issue.params?.says ? (issue.params.says as Worded) : inEach((lang) => inWords(issue, lang)),
})

const LOCALES = { en: z.locales.en(), fr: z.locales.fr(), nl: z.locales.nl(), de: z.locales.de() } as const satisfies Record<Language, unknown>
function inWords(issue: z.core.$ZodIssue, lang: Language): string {
  const said = LOCALES[lang].localeError(issue as z.core.$ZodRawIssue)
  return typeof said === "string" ? said : (said?.message ?? issue.message)
}
export const inEach = (word: (lang: Language) => string): Worded => ({ en: word("en"), fr: word("fr"), nl: word("nl"), de: word("de") })
