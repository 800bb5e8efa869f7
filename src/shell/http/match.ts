/** Who changes something says which state of it was seen (If-Match); nobody overwrites what changed meanwhile. */
import { createHash } from "node:crypto"
import { Refused } from "../../kernel/result.ts"

/** A strong tag: the same body, the same tag. */
export const tagOf = (body: unknown) => `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22)}"`

/** Refuses MATCH_MISSING, and CHANGED_SINCE with what is there now and the tag of what was seen. */
export function mustMatch(seen: string | undefined, current: unknown): void {
  if (seen === undefined) throw new Refused("MATCH_MISSING")
  if (seen !== tagOf(current)) throw new Refused("CHANGED_SINCE", { seen, current, currentTag: tagOf(current) })
}
