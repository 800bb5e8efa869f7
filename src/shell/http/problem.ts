/**
 * Refusals over HTTP: problem+json (RFC 9457) with the code scripts rely on, its figures, and words in the asker's language.
 */
import type { Context as Request } from "hono"
import type { Refused } from "../../kernel/result.ts"
import { type Exit, LANGUAGES, type Language, type RefusalTexts, wordRefusal } from "../../kernel/text.ts"
import type { Misfit } from "./misfit.ts"
import { problemText } from "./problem.text.ts"

export const PROBLEM_TYPE = "application/problem+json"

const STATUS_OF: Readonly<Record<Exit, number>> = {
  usage: 422,
  notFound: 404,
  notAllowed: 403,
  conflict: 409,
  refused: 422,
  busy: 503,
  failed: 500,
}
/** Refusals that only requests meet, with their own status. */
const OWN_STATUS: Readonly<Record<string, number>> = {
  NO_KEY: 401,
  NO_SESSION: 401,
  WRONG_SIGN_IN: 401,
  WRONG_CODE: 401,
  CHALLENGE_ENDED: 401,
  TOO_MANY_TRIES: 429,
  TOO_MANY_REQUESTS: 429,
  TOO_MANY_EXPORTS: 429,
  NO_SIGN_IN: 501,
  NOT_JSON: 400,
  MATCH_MISSING: 428,
  CHANGED_SINCE: 412,
  UPLOAD_TOO_LARGE: 413,
  BODY_TOO_LARGE: 413,
  WRONG_HOST: 421,
}

/** What the address asks for, else the first of the asker's languages we speak. */
export function languageOf(c: Request): Language {
  const wanted = [c.req.query("lang") ?? "", ...(c.req.header("Accept-Language") ?? "").split(",")].map((part) =>
    part.trim().slice(0, 2).toLowerCase(),
  )
  return wanted.map((code) => LANGUAGES.find((lang) => lang === code)).find((lang) => lang !== undefined) ?? "en"
}

/** The answer to a refusal. `errors` name the fields of a request that does not fit its description. */
export function problemResponse(c: Request, refusals: RefusalTexts, refusal: Pick<Refused, "code" | "figures">): Response {
  const lang = languageOf(c)
  const exit = refusals[refusal.code]?.exit ?? "failed"
  const status = OWN_STATUS[refusal.code] ?? STATUS_OF[exit]
  const detail = wordRefusal(refusals, refusal, lang)
  const { errors, ...figures } = refusal.figures
  const told = { type: `urn:encours:problem:${refusal.code}`, title: problemText[exit][lang], status, detail, code: refusal.code, figures }
  const inLanguage = (error: Misfit) => ({ ...error, message: error.message[lang] })
  const body = errors === undefined ? told : { ...told, errors: (errors as readonly Misfit[]).map(inLanguage) }
  const headers: Record<string, string> = { "Content-Type": PROBLEM_TYPE, "Content-Language": lang, "Cache-Control": "no-store" }
  // Nothing a browser would ask a name and a password for by itself.
  if (refusal.code === "NO_KEY") headers["WWW-Authenticate"] = "Bearer"
  if (status === 429) headers["Retry-After"] = String(refusal.figures.seconds ?? 60)
  if (status === 503) headers["Retry-After"] = "2"
  return new Response(
    JSON.stringify(body, (_, v) => (typeof v === "bigint" ? String(v) : v)),
    { status, headers },
  )
}
