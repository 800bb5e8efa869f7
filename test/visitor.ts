/** People of a running server. Somebody at a browser keeps cookies, asks from a page of the server itself. */
import { ROLES, type Role } from "../src/people/roles.ts"
import type { ServedApi } from "./api.ts"

export type Answered = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers }
export type Visitor = {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>
  /** JSON from a page of ours, unless `headers` say otherwise. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>
  patch(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>
}

/** `address`: as the proxy before the server names it. */
export function visitor(api: Pick<ServedApi, "url">, address = "192.0.2.1"): Visitor {
  const cookies = new Map<string, string>()
  async function send(path: string, init: RequestInit): Promise<Answered> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const headers = { "X-Forwarded-For": address, ...(cookie === "" ? {} : { Cookie: cookie }), ...(init.headers as Record<string, string>) }
    const answer = await fetch(`${api.url}${path}`, { ...init, headers })
    for (const said of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(said)!
      if (value === "" || /max-age=0/i.test(said)) cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    const streams = answer.headers.get("Content-Type")?.startsWith("text/event-stream") ?? false
    if (streams) await answer.body?.cancel()
    const text = streams ? "" : await answer.text()
    return { status: answer.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>), headers: answer.headers }
  }
  const change =
    (method: string): Visitor["post"] =>
    (path, body, headers = {}) =>
      send(path, { method, headers: { Origin: api.url, "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) })
  return { cookies, get: (path, headers = {}) => send(path, { headers }), post: change("POST"), patch: change("PATCH") }
}

const PASSWORD = "correct horse battery"

/** The first person (owner of every company), and somebody signed in for each role of ACME, and for OTHER alone. */
export async function staff(api: Pick<ServedApi, "url">): Promise<Readonly<Record<Role | "other", Visitor>>> {
  const first = visitor(api)
  const enter = async (email: string, who = visitor(api)) => {
    const { status } = await who.post("/api/auth/sign-in/email", { email, password: PASSWORD })
    if (status !== 200) throw new Error(`${email} cannot sign in: ${status}`)
    return who
  }
  await first.post("/api/setup", { person: { name: "first", email: "first@acme.fr", password: PASSWORD } })
  await enter("first@acme.fr", first)
  const join = async (company: string, role: Role, email: string) => {
    const { body } = await first.post(`/api/companies/${company}/invitations`, { email, role })
    await visitor(api).post(`/api/invitations/${String(body.url).split("/").at(-1)}`, { name: email, password: PASSWORD })
    return enter(email)
  }
  const [other, ...made] = await Promise.all([
    join("OTHER", "owner", "other@other.fr"),
    ...ROLES.map(async (role) => [role, await join("ACME", role, `${role}@acme.fr`)] as const),
  ])
  return { ...(Object.fromEntries(made) as Record<Role, Visitor>), other }
}
