/** Outcomes as plain data. A refusal is an expected "no" with a stable code and its figures; a bug is an exception. */
export type Result<T, R> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R }
export const ok = <T>(value: T) => ({ ok: true, value }) as const
export const refuse = <R>(refusal: R) => ({ ok: false, refusal }) as const

/** Stops the program on a broken invariant (a programmer's error, never a user's). */
export function assert(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new Error(`broken invariant: ${rule}`)
}

/** A refusal that must also undo the open transaction: the edge catches it and words it. */
export class Refused extends Error {
  readonly code: string
  readonly figures: Readonly<Record<string, unknown>>
  constructor(code: string, figures: Readonly<Record<string, unknown>> = {}) {
    super(`${code} ${JSON.stringify(figures, (_, v) => (typeof v === "bigint" ? String(v) : v))}`)
    this.code = code
    this.figures = figures
  }
}
