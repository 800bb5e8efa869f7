/**
 * A signed-in person before a running server, for journeys: a proxy that adds a key where a browser's session would be, and answers for the person.
 * Only tests know it.
 */
import { createServer, request, type Server } from "node:http"

export type Person = { language: string; theme: string; density: string; name: string }
export type Session = { readonly url: string; readonly person: Person; signedIn: boolean; close(): Promise<void> }

const RIGHTS = ["read", "import", "post", "company", "operate", "prove"]

/** `api`: the server; `key`: of the role the person has; the person's company is `company`. */
export async function openSession(
  api: string,
  key: string,
  companies: readonly { readonly code: string; readonly name: string }[],
): Promise<Session> {
  const person: Person = { language: "fr", theme: "light", density: "comfortable", name: "Claire Leroy" }
  const state = { signedIn: true }
  const mine = companies.map((company) => ({ ...company, country: "FR", currency: "EUR", role: "owner", rights: RIGHTS }))
  const own = (method: string, path: string, body: string): [number, unknown] | null => {
    if (path === "/api/me" && !state.signedIn) return [401, { code: "NO_SESSION", detail: "…" }]
    if (path === "/api/me") {
      if (method === "PATCH") Object.assign(person, JSON.parse(body))
      return [200, { person: { id: "p1", email: "claire@example.org", ...person }, companies: mine }]
    }
    if (path === "/api/setup") return [200, { open: false }]
    if (path === "/api/auth/sign-out") state.signedIn = false
    if (path === "/api/auth/sign-in/email") {
      if ((JSON.parse(body) as { password: string }).password !== "correct horse battery") return [401, { code: "INVALID_EMAIL_OR_PASSWORD" }]
      state.signedIn = true
    }
    return path.startsWith("/api/auth/") ? [200, {}] : null
  }
  const server: Server = createServer((asked, answer) => {
    const parts: Buffer[] = []
    asked.on("data", (part) => parts.push(part))
    asked.on("end", () => {
      const path = asked.url ?? "/"
      const body = Buffer.concat(parts)
      const said = own(asked.method ?? "GET", path, body.toString())
      if (said) return void answer.writeHead(said[0], { "Content-Type": "application/json" }).end(JSON.stringify(said[1]))
      const headers = { ...asked.headers, ...(path.startsWith("/api/companies/") && state.signedIn ? { authorization: `Bearer ${key}` } : {}) }
      const onward = request(`${api}${path}`, { method: asked.method, headers }, (from) => {
        answer.writeHead(from.statusCode ?? 502, from.headers)
        from.pipe(answer)
      })
      onward.on("error", () => answer.writeHead(502).end())
      onward.end(body)
    })
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const { port } = server.address() as { port: number }
  return {
    url: `http://localhost:${port}`,
    person,
    get signedIn() {
      return state.signedIn
    },
    set signedIn(value) {
      state.signedIn = value
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
