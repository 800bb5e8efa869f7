/** Where a request comes from: its page, and the address of who sends it. */
import { getConnInfo } from "@hono/node-server/conninfo"
import type { Context as Request } from "hono"
import { Refused } from "../../kernel/result.ts"

/**
 * A change in a person's name comes from a page of ours, as JSON: a form, a link or a page elsewhere cannot send that. The server's names were checked
 * before (421), so an origin of the same host is our own. Refuses FOREIGN_ORIGIN, NOT_JSON.
 */
export function mustBeOwnPage(c: Request, takes = "application/json"): void {
  const origin = c.req.header("Origin") ?? ""
  const host = c.req.header("Host") ?? new URL(c.req.url).host
  if (!URL.canParse(origin) || !/^https?:$/.test(new URL(origin).protocol) || new URL(origin).host !== host.toLowerCase())
    throw new Refused("FOREIGN_ORIGIN", { origin: origin.slice(0, 100) })
  const type = (c.req.header("Content-Type") ?? "").split(";")[0]!.trim().toLowerCase()
  if (type !== takes) throw new Refused("NOT_JSON", { why: type.slice(0, 100) })
}

/**
 * The asker's address. The server listens on this machine alone, so whoever comes from elsewhere comes through a proxy, which names them last in
 * X-Forwarded-For; what stands before was said by the asker.
 */
export function addressOf(c: Request): string {
  const forwarded = c.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim()
  return (forwarded || getConnInfo(c).remote.address || "unknown").slice(0, 64)
}
