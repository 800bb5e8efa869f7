/**
 * Requests the house sends to an address somebody named. The name is resolved once, every address it has is checked, and the connection goes to
 * an address that was checked (a name that answers differently a moment later changes nothing). No redirect is followed, nothing is waited for
 * longer than the limit, and of the answer only the beginning is read.
 */
import { type LookupAddress, type LookupAllOptions, lookup as resolve } from "node:dns"
import { request as requestPlain } from "node:http"
import { request as requestSecure } from "node:https"
import { isIP, type LookupFunction } from "node:net"
import { type Allowed, mayCall } from "./address.ts"

export type Sent = { readonly status: number; readonly answer: string; readonly ms: number } | { readonly failed: string; readonly ms: number }
/** Every address of a name. */
export type Resolver = (name: string, options: LookupAllOptions, told: (error: Error | null, found: LookupAddress[]) => void) => void
export type Outgoing = { readonly allowed: Allowed; readonly timeoutMs: number; readonly resolver?: Resolver }

const ANSWER_BYTES = 4_096
const ANSWER_SHOWN = 500

class NotAllowed extends Error {}

/** Why nothing came back, as a code; what the other side sent is in none of them. */
function reasonOf(error: Error & { code?: string }): string {
  if (error instanceof NotAllowed) return "ADDRESS_NOT_ALLOWED"
  if (error.name === "TimeoutError" || error.name === "AbortError") return "TIMED_OUT"
  const code = error.code ?? ""
  if (/^(ENOTFOUND|EAI_)/.test(code)) return "NAME_UNKNOWN"
  if (/CERT|TLS|SSL|^ERR_OSSL|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code)) return "CERTIFICATE_REFUSED"
  return "NOT_REACHED"
}

export async function postTo(url: URL, headers: Readonly<Record<string, string>>, body: string, rules: Outgoing): Promise<Sent> {
  const from = performance.now()
  const took = () => Math.round(performance.now() - from)
  try {
    const { status, answer } = await post(url, headers, body, rules)
    return { status, answer, ms: took() }
  } catch (error) {
    return { failed: reasonOf(error as Error), ms: took() }
  }
}

function post(url: URL, headers: Readonly<Record<string, string>>, body: string, { allowed, timeoutMs, resolver = resolve }: Outgoing) {
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const secure = url.protocol === "https:"
  // Without encryption only to networks of one's own.
  const fits = (address: string) => mayCall(address, allowed) && (secure || allowed.has(address))
  const checked: LookupFunction = (name, options, told) =>
    resolver(name, { ...options, all: true }, (error, found) => {
      if (error) return told(error, "")
      const refused = found.length === 0 || found.some(({ address }) => !fits(address))
      if (refused) return told(new NotAllowed(name), "")
      if (options.all) return told(null, found)
      told(null, found[0]!.address, found[0]!.family)
    })
  return new Promise<{ status: number; answer: string }>((done, failed) => {
    if (isIP(host) !== 0 && !fits(host)) throw new NotAllowed(host)
    const send = secure ? requestSecure : requestPlain
    const signal = AbortSignal.timeout(timeoutMs)
    const options = { method: "POST", agent: false, lookup: checked, signal, headers: { ...headers, "Content-Length": Buffer.byteLength(body) } }
    const request = send(url, options, (response) => {
      const parts: Buffer[] = []
      let bytes = 0
      const end = () => {
        done({ status: response.statusCode ?? 0, answer: cut(Buffer.concat(parts).toString("utf8")) })
        request.destroy()
      }
      response.on("data", (part: Buffer) => {
        parts.push(part)
        bytes += part.length
        if (bytes >= ANSWER_BYTES) end()
      })
      response.on("end", end)
      response.on("error", failed)
    })
    request.on("error", failed)
    // Who changes the protocol gets neither answer nor error from the library, and would be waited for for ever.
    request.on("upgrade", (response, socket) => {
      socket.destroy()
      done({ status: response.statusCode ?? 0, answer: "" })
    })
    request.on("close", () => failed(new Error("closed without an answer")))
    request.end(body)
  })
}

/** Without control characters, which a terminal would obey. */
const cut = (answer: string) => answer.replace(/\p{Cc}+/gu, " ").slice(0, ANSWER_SHOWN)
