/**
 * What the job of an import keeps of a person who is erased, taken out of it: the name of the file, cells that were mended, what its problems quote.
 *
 * Always    where a row of the person was mended, all that was said of the file goes, and the job is no draft any more: without those cells the rest
 *           would be imported otherwise than it was shown.
 */
import { fold } from "../../kernel/text.ts"
import type { Problem } from "../draft.ts"
import type { Corrections } from "./corrections.ts"

/** `named`: whether a text names the person. */
export type Person = { readonly code: string; named(text: string): boolean }
export type Kept = {
  readonly subject: string
  readonly request: unknown
  readonly figures: Readonly<Record<string, unknown>> | null
  readonly outcome: unknown
}
/** Of what a request and an outcome are, what may name somebody. */
type Said = { readonly corrections?: Corrections | null }
type CameTo = {
  readonly options: Said
  readonly imports: readonly { readonly file: string; readonly refusedFile: string | null; readonly problems: readonly Problem[] }[]
}
const GONE = "…"

/** Null where nothing names the person. `mended`: a row of theirs was. */
export function forgetIn(kept: Kept, { code, named }: Person): { readonly left: Kept; readonly mended: boolean } | null {
  let found = false
  const bare = <T>(value: T): T | typeof GONE => {
    if (typeof value !== "string" || !named(value)) return value
    found = true
    return GONE
  }
  const bareAll = <V>(values: Readonly<Record<string, V>>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, bare(value)]))
  const said = (kept.request as { readonly options?: Said }).options
  const outcome = kept.outcome as CameTo | null
  const typed = [said, outcome?.options].flatMap((options) => [
    ...(options?.corrections?.cells ?? []).map(({ value }) => value),
    ...(options?.corrections?.alike ?? []).flatMap(({ was, value }) => [was, value]),
  ])
  const mended = typed.some((value) => named(value) || fold(value) === fold(code))
  const left: Kept = {
    subject: bare(kept.subject),
    request: mended ? {} : kept.request,
    figures: kept.figures && bareAll(kept.figures),
    outcome: outcome && {
      ...outcome,
      options: mended ? { ...outcome.options, corrections: null } : outcome.options,
      imports: outcome.imports.map((one) => ({
        ...one,
        file: bare(one.file),
        refusedFile: bare(one.refusedFile),
        problems: one.problems.map((problem) => ({ ...problem, figures: bareAll(problem.figures) })),
      })),
    },
  }
  return found || mended ? { left, mended } : null
}
