/** A small JSON body, read by whoever asks for it: never more of it than is taken. */
import type { Context as Request } from "hono"
import { Refused } from "../../kernel/result.ts"

const MOST_BODY = 64 * 1024

/** Refuses BODY_TOO_LARGE, NOT_JSON. */
export async function readJson(c: Request): Promise<unknown> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of c.req.raw.body ?? []) {
    bytes += part.length
    if (bytes > MOST_BODY) throw new Refused("BODY_TOO_LARGE", { most: MOST_BODY })
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString())
  } catch {
    throw new Refused("NOT_JSON", { why: "" })
  }
}
