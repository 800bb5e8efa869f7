/** A file handed out: saved under its name, never shown, and asked once before the head is sent, so that a missing one is a refusal and no answer that breaks off. */
import { Readable } from "node:stream"

/** Of RFC 8187: what a URI lets stand and a header does not. */
const named = (name: string) => encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

export async function attachment(
  name: string,
  size: number | bigint,
  bytes: AsyncIterator<Uint8Array>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const first = await bytes.next()
  const whole = async function* () {
    try {
      for (let part = first; !part.done; part = await bytes.next()) yield part.value
    } finally {
      // Whoever goes away half-way leaves no file open.
      await bytes.return?.()
    }
  }
  return new Response(Readable.toWeb(Readable.from(whole())) as ReadableStream, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(size),
      "Content-Disposition": `attachment; filename*=UTF-8''${named(name)}`,
      "Cache-Control": "no-store",
      ...headers,
    },
  })
}
