/** Files kept with a customer: how large one may be, and what of a name is kept. */
import type { Id } from "../../kernel/id.ts"

export const MOST_FILE_BYTES = 25 * 1_048_576
const MOST_NAME_BYTES = 200

export type CustomerFile = {
  readonly id: Id
  readonly name: string
  readonly bytes: bigint
  readonly sha256: string
  readonly at: Date
  readonly by: string
  readonly removed: boolean
}

/** Its last part on one line: a name, never a way through folders. Null: none is left. */
export function fileName(said: string): string | null {
  const name = said
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, "")
    .trim()
  return name === "" || name === "." || name === ".." || new TextEncoder().encode(name).length > MOST_NAME_BYTES ? null : name
}
