/** Who changes something says which state of it was seen (If-Match); nobody overwrites what changed meanwhile. */
import { createHash } from "node:crypto"
import { Refused } from "../../kernel/result.ts"

/** A strong tag: the same body, the same tag. */
export const tagOf = (body: unknown) => `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22)}"`

export type Changed = { readonly by: string; readonly at: Date }
/** Finds whose change it was; null where nobody in particular changed it. */
export type WhoChanged = () => Promise<Changed | null>

/** Refuses MATCH_MISSING, and CHANGED_SINCE with what is there now, by whom, and the tag of what was seen. */
export async function mustMatch(seen: string | undefined, current: unknown, who: WhoChanged): Promise<void> {
  if (seen === undefined) throw new Refused("MATCH_MISSING")
  if (seen !== tagOf(current)) throw new Refused("CHANGED_SINCE", { seen, current, currentTag: tagOf(current), changed: await who() })
}

/** For acts that end something, where a program need not have looked first: checked when a tag came. */
export async function mustMatchIfSaid(seen: string | undefined, current: unknown, who: WhoChanged): Promise<void> {
  if (seen !== undefined) await mustMatch(seen, current, who)
}
