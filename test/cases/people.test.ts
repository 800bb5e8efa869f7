/** People at a running server: set up, invited, signed in, kept out. */
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { type Visitor, visitor } from "../visitor.ts"

const PASSWORD = "correct horse battery"
let served: ServedApi
let owner: Visitor
beforeAll(async () => {
  served = await serveApi()
  owner = visitor(served)
})
afterAll(() => served.close())

const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code]
const signIn = async (email: string, password = PASSWORD, address?: string) => {
  const who = visitor(served, address)
  const answer = await who.post("/api/auth/sign-in/email", { email, password })
  return { who, answer }
}
/** Invited by the owner, joined, signed in. */
async function join(email: string, role: string, company = "ACME") {
  const made = await owner.post(`/api/companies/${company}/invitations`, { email, role })
  expect(made.status).toBe(201)
  const path = new URL(String(made.body.url)).pathname
  expect(
    (await visitor(served).post(`/api${path.replace("/invitation/", "/invitations/")}`, { name: `N ${email}`, password: PASSWORD })).status,
  ).toBe(200)
  return (await signIn(email)).who
}
const idOf = async (who: Visitor) => ((await who.get("/api/me")).body.person as { id: string }).id

describe("P55: setting up", () => {
  test("is open until somebody works here, takes only what fits, and then was never there", async () => {
    const nobody = visitor(served)
    expect((await nobody.get("/api/me")).body.code).toBe("NO_SESSION")
    // The two companies of this server were opened at the command line: their first person owns both.
    expect((await nobody.get("/api/setup")).body).toEqual({ open: true, company: false })
    const person = { name: "Odile Owner", email: "Odile@Acme.fr", password: PASSWORD }
    expect(codeOf(await nobody.post("/api/setup", { person: { ...person, password: "short" } }))).toEqual([422, "BAD_PASSWORD"])
    expect(codeOf(await nobody.post("/api/setup", { person: { ...person, role: "owner" } }))).toEqual([422, "DOES_NOT_FIT"])
    expect(codeOf(await nobody.post("/api/setup", { person }, { Origin: "https://evil.example" }))).toEqual([403, "FOREIGN_ORIGIN"])
    const both = await Promise.all([
      nobody.post("/api/setup", { person }),
      nobody.post("/api/setup", { person: { ...person, email: "second@acme.fr" } }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404])
    expect((await nobody.get("/api/setup")).body).toEqual({ open: false })
    expect(codeOf(await nobody.post("/api/setup", { person }))).toEqual([404, "NO_SUCH_PLACE"])
    const first = both[0]!.status === 201 ? person.email : "second@acme.fr"
    expect((await owner.post("/api/auth/sign-in/email", { email: first, password: PASSWORD })).status).toBe(200)
    const me = (await owner.get("/api/me")).body as { person: object; companies: { code: string; role: string; rights: string[] }[] }
    expect(me.person).toMatchObject({ email: first.toLowerCase(), language: "en", theme: "system", density: "comfortable" })
    expect(me.companies.map(({ code, role }) => [code, role])).toEqual([
      ["ACME", "owner"],
      ["OTHER", "owner"],
    ])
    expect(me.companies[0]!.rights).toContain("people")
  })
})

describe("who signs in", () => {
  test("P68: has a cookie that is no script's and no other page's, and no answer names its token", async () => {
    await join("cookie@acme.fr", "auditor")
    const { answer } = await signIn("cookie@acme.fr")
    const cookies = answer.headers.getSetCookie()
    expect(cookies.find((one) => one.includes(".session_token="))).toMatch(/; Path=\/; HttpOnly; SameSite=Strict/)
    for (const one of cookies) expect(one).toMatch(/HttpOnly/)
    expect(JSON.stringify(answer.body)).not.toMatch(/token|password/)
    expect(answer.headers.get("Cache-Control")).toBe("no-store")
  })

  test("acts in their own name in the companies they work for, and finds no other", async () => {
    const clerk = await join("clerk@acme.fr", "collector")
    const me = (await clerk.get("/api/me")).body as { companies: { code: string }[] }
    expect(me.companies.map(({ code }) => code)).toEqual(["ACME"])
    expect((await clerk.get("/api/companies/ACME/customers")).status).toBe(200)
    expect(codeOf(await clerk.get("/api/companies/OTHER/customers"))).toEqual([404, "UNKNOWN_COMPANY"])
    const refused = await clerk.get("/api/companies/ACME/people")
    expect(codeOf(refused)).toEqual([403, "NOT_ALLOWED"])
    expect(refused.body.figures).toMatchObject({ person: true, role: "collector", right: "people", who: ["owner"] })
    const entry = { kind: "invoice", number: "F-1", customer: "C1", amount: "10.00", on: "2026-01-05", dueOn: "2026-02-05" }
    expect((await clerk.post("/api/companies/ACME/entries", { entries: [entry] })).status).toBe(201)
    const { rows } = await served.db.owner.query("SELECT actor_kind, actor FROM activity.act WHERE act = 'ledger.posted' ORDER BY at DESC LIMIT 1")
    expect(rows).toEqual([{ actor_kind: "person", actor: "N clerk@acme.fr" }])
  })

  test("changes language, looks and name for themselves, and nothing else", async () => {
    const who = await join("looks@acme.fr", "auditor")
    const changed = await who.patch("/api/me", { language: "nl", theme: "dark", density: "compact", name: "Nele" })
    expect(changed.body.person).toMatchObject({ name: "Nele", language: "nl", theme: "dark", density: "compact", email: "looks@acme.fr" })
    // Two choices at once are both kept.
    for (const [theme, density] of [
      ["light", "comfortable"],
      ["dark", "compact"],
      ["system", "comfortable"],
    ]) {
      await Promise.all([who.patch("/api/me", { theme }), who.patch("/api/me", { density }), who.patch("/api/me", { numbers: "comma" })])
      expect((await who.get("/api/me")).body.person).toMatchObject({ theme, density, numbers: "comma", language: "nl" })
    }
    // Nobody acts under a colleague's name.
    expect(codeOf(await who.patch("/api/me", { name: "n CLERK@acme.fr" }))).toEqual([409, "NAME_TAKEN"])
    const asked = await owner.post("/api/companies/ACME/invitations", { email: "double@acme.fr", role: "cfo" })
    const path = `/api${new URL(String(asked.body.url)).pathname.replace("/invitation/", "/invitations/")}`
    expect(codeOf(await visitor(served).post(path, { name: "nele", password: PASSWORD }))).toEqual([409, "NAME_TAKEN"])
    expect((await visitor(served).post(path, { name: "Nele D.", password: PASSWORD })).status).toBe(200)
    // P52: nobody sets what the server decides.
    for (const field of ["id", "email", "role", "two_factor_enabled", "company_id"])
      expect(codeOf(await who.patch("/api/me", { [field]: "x" })), field).toEqual([422, "DOES_NOT_FIT"])
    expect(codeOf(await who.patch("/api/me", { name: "a\u0000b" }))).toEqual([422, "DOES_NOT_FIT"])
  })

  test("keeps tasks, views and customers under another name", async () => {
    const who = await join("named@acme.fr", "collector")
    const at = "/api/companies/ACME"
    const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
    const given = { part: "collector", to: "named@acme.fr", customers: ["C1"] }
    for (const [by, path, body] of [
      [who, "/tasks", { customer: "C1", dueOn: until, why: "call" }],
      [who, "/views", { screen: "items", name: "Mine", query: "side=debit" }],
      [owner, "/portfolios/entrust", given],
      [owner, "/hand-overs", { giver: "named@acme.fr", taker: "Nele", until }],
    ] as const)
      expect([200, 201], path).toContain((await by.post(`${at}${path}`, body)).status)
    expect((await who.patch("/api/me", { name: "Born Again" })).status).toBe(200)
    expect((await who.get(`${at}/tasks?owner=me`)).body).toMatchObject({ tasks: [{ owner: "Born Again" }] })
    expect((await who.get(`${at}/views`)).body).toMatchObject({ views: [{ name: "Mine", owner: "Born Again" }] })
    expect((await who.get(`${at}/hand-overs`)).body).toMatchObject({ handOvers: [{ giver: { name: "Born Again" } }] })
    const taken = await owner.post(`${at}/portfolios/entrust`, { ...given, to: null, customers: null, of: "Born Again", preview: true })
    expect(taken.body).toMatchObject({ customers: 1 })
  })

  test("sees their sessions and ends them, and an ended one is refused at its next request", async () => {
    const one = await join("many@acme.fr", "auditor")
    const { who: other } = await signIn("many@acme.fr")
    const sessions = (await one.get("/api/me/sessions")).body.sessions as { id: string; current: boolean; address: string }[]
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true])
    expect(sessions[0]!.address).toBe("192.0.2.1")
    const clerk = (await signIn("clerk@acme.fr")).who
    const foreign = sessions.find(({ current }) => !current)!
    expect(codeOf(await clerk.post(`/api/me/sessions/${foreign.id}/end`, {}))).toEqual([404, "UNKNOWN_SESSION"])
    for (const odd of ["%00", "x", "%ED%A0%80"])
      expect(codeOf(await one.post(`/api/me/sessions/${odd}/end`, {})), odd).toEqual([404, "UNKNOWN_SESSION"])
    expect((await one.post(`/api/me/sessions/${foreign.id}/end`, {})).body).toEqual({ ended: 1 })
    expect(codeOf(await other.get("/api/me"))).toEqual([401, "NO_SESSION"])
    const third = (await signIn("many@acme.fr")).who
    expect((await one.post("/api/me/sessions/end-others", {})).body).toEqual({ ended: 1 })
    expect(codeOf(await third.get("/api/companies/ACME/customers"))).toEqual([401, "NO_SESSION"])
    expect((await one.post("/api/auth/sign-out", {})).status).toBe(200)
    expect(codeOf(await one.get("/api/me"))).toEqual([401, "NO_SESSION"])
  })

  test("a cookie that was signed by nobody is no session, whatever token it names", async () => {
    const who = await join("forged@acme.fr", "auditor")
    const [name] = [...who.cookies.keys()].filter((one) => one.endsWith(".session_token"))
    const { rows } = await served.db.owner.query("SELECT token FROM auth.session ORDER BY created_at DESC LIMIT 1")
    for (const forged of [rows[0].token, `${rows[0].token}.`, `${rows[0].token}.${"A".repeat(43)}%3D`]) {
      who.cookies.set(name!, forged)
      expect(codeOf(await who.get("/api/companies/ACME/customers")), forged).toEqual([401, "NO_SESSION"])
    }
  })
})

describe("P51: with a live session or key, the next request is refused", () => {
  test("of who was lowered, and the keys they made end", async () => {
    const second = await join("lowered@acme.fr", "owner")
    const made = await second.post("/api/companies/ACME/keys", { name: "ERP", role: "auditor" })
    expect((await served.ask("/api/companies/ACME/customers", String(made.body.key))).status).toBe(200)
    const id = await idOf(second)
    const lowered = await owner.post(`/api/companies/ACME/people/${id}/role`, { role: "auditor" })
    expect(lowered.body).toEqual({ id, role: "auditor", disabled: false, keysRevoked: 1 })
    expect(codeOf(await second.get("/api/companies/ACME/people"))).toEqual([403, "NOT_ALLOWED"])
    expect((await served.ask("/api/companies/ACME/customers", String(made.body.key))).status).toBe(401)
  })

  test("of who was disabled, who cannot sign in again until they are let in", async () => {
    const who = await join("leaver@acme.fr", "creditManager")
    const id = await idOf(who)
    expect((await owner.post(`/api/companies/ACME/people/${id}/disable`, {})).body).toMatchObject({ disabled: true })
    expect(codeOf(await who.get("/api/companies/ACME/customers"))).toEqual([401, "NO_SESSION"])
    expect(codeOf(await who.get("/api/me"))).toEqual([401, "NO_SESSION"])
    expect(codeOf((await signIn("leaver@acme.fr")).answer)).toEqual([403, "WORKS_NOWHERE"])
    expect((await owner.post(`/api/companies/ACME/people/${id}/enable`, {})).body).toMatchObject({ disabled: false })
    expect((await signIn("leaver@acme.fr")).answer.status).toBe(200)
  })

  test("of every other session of who changed their password", async () => {
    const who = await join("changer@acme.fr", "auditor")
    const { who: elsewhere } = await signIn("changer@acme.fr")
    expect(
      codeOf(await who.post("/api/auth/change-password", { currentPassword: "wrong wrong wrong", newPassword: "another good sentence" })),
    ).toEqual([401, "WRONG_SIGN_IN"])
    expect(codeOf(await who.post("/api/auth/change-password", { currentPassword: PASSWORD, newPassword: "changer@acme.fr" }))).toEqual([
      422,
      "BAD_PASSWORD",
    ])
    const changed = await who.post("/api/auth/change-password", {
      currentPassword: PASSWORD,
      newPassword: "another good sentence",
      revokeOtherSessions: false,
    })
    expect(changed.status).toBe(200)
    expect(codeOf(await elsewhere.get("/api/me"))).toEqual([401, "NO_SESSION"])
    expect((await who.get("/api/me")).status).toBe(200)
    expect((await signIn("changer@acme.fr")).answer.status).toBe(401)
  })

  test("and a company's last owner is neither lowered nor disabled", async () => {
    const id = await idOf(owner)
    expect(codeOf(await owner.post(`/api/companies/OTHER/people/${id}/role`, { role: "cfo" }))).toEqual([409, "LAST_OWNER"])
    expect(codeOf(await owner.post(`/api/companies/OTHER/people/${id}/disable`, {}))).toEqual([409, "LAST_OWNER"])
  })

  test("and of two owners who lower each other at once one stays", async () => {
    const second = await join("rival@acme.fr", "owner")
    const [one, other] = [await idOf(owner), await idOf(second)]
    const both = await Promise.all([
      owner.post(`/api/companies/ACME/people/${other}/role`, { role: "auditor" }),
      second.post(`/api/companies/ACME/people/${one}/role`, { role: "auditor" }),
    ])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    await served.db.owner.query("UPDATE people.member SET role = 'owner' WHERE person_id = $1", [one])
    await served.db.owner.query("UPDATE people.member SET role = 'auditor' WHERE person_id = $1", [other])
  })
})

describe("an invitation", () => {
  const pathOf = (url: unknown) => `/api${new URL(String(url)).pathname.replace("/invitation/", "/invitations/")}`

  test("lets one person in once, of twenty who try at the same time", async () => {
    const made = await owner.post("/api/companies/ACME/invitations", { email: "Once@Acme.fr", role: "cfo" })
    const path = pathOf(made.body.url)
    const nobody = visitor(served)
    expect((await nobody.get(path)).body).toMatchObject({ company: { code: "ACME" }, email: "once@acme.fr", role: "cfo", known: false })
    const many = await Promise.all(Array.from({ length: 20 }, (_, i) => nobody.post(path, { name: `Once ${i}`, password: PASSWORD })))
    expect(many.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(codeOf(await nobody.get(path))).toEqual([404, "UNKNOWN_INVITATION"])
    const { rows } = await served.db.owner.query("SELECT digest FROM people.invitation WHERE email = 'once@acme.fr'")
    expect(String(made.body.url)).not.toContain(rows[0].digest.toString("hex"))
    expect(codeOf(await owner.post("/api/companies/ACME/invitations", { email: "once@acme.fr", role: "cfo" }))).toEqual([409, "MEMBER_ALREADY"])
  })

  test("to an address that signs in already gives its owner a company, and nobody their account", async () => {
    const known = (await signIn("clerk@acme.fr")).who
    const made = await owner.post("/api/companies/OTHER/invitations", { email: "clerk@acme.fr", role: "auditor" })
    const path = pathOf(made.body.url)
    expect(codeOf(await visitor(served).post(path, { name: "Thief", password: PASSWORD }))).toEqual([422, "DOES_NOT_FIT"])
    expect(codeOf(await visitor(served).post(path, {}))).toEqual([409, "SIGN_IN_FIRST"])
    expect((await known.post(path, {})).status).toBe(200)
    expect((await known.get("/api/companies/OTHER/customers")).status).toBe(200)
  })

  test("that was withdrawn, has ended or is for another company lets nobody in", async () => {
    const make = async () => owner.post("/api/companies/ACME/invitations", { email: "never@acme.fr", role: "cfo" })
    const [first, second] = [await make(), await make()]
    expect(codeOf(await visitor(served).get(pathOf(first.body.url)))).toEqual([404, "UNKNOWN_INVITATION"])
    expect((await owner.get("/api/companies/ACME/invitations")).body.invitations).toHaveLength(1)
    const token = String(second.body.url).split("/").at(-1)!
    const elsewhere = token.replace(`inv_${served.company}_`, `inv_${served.other}_`)
    expect(codeOf(await visitor(served).get(`/api/invitations/${elsewhere}`))).toEqual([404, "UNKNOWN_INVITATION"])
    expect((await owner.post(`/api/companies/ACME/invitations/${second.body.id}/withdraw`, {})).status).toBe(200)
    expect(codeOf(await visitor(served).post(`/api/invitations/${token}`, { name: "N", password: PASSWORD }))).toEqual([404, "UNKNOWN_INVITATION"])
    const third = await make()
    await served.db.owner.query("UPDATE people.invitation SET expires_at = now() - interval '1 second' WHERE id = $1", [third.body.id])
    expect(codeOf(await visitor(served).get(pathOf(third.body.url)))).toEqual([404, "UNKNOWN_INVITATION"])
  })
})

describe("P56: a new password", () => {
  const tokenOf = (url: unknown) => String(url).split("reset=")[1]!

  test("is chosen by a link of the configured place, once; every session ends", async () => {
    const who = await join("forgot@acme.fr", "auditor")
    const id = await idOf(who)
    const made = await owner.post(`/api/companies/ACME/people/${id}/reset-link`, {}, { "X-Forwarded-Host": "evil.example" })
    expect(String(made.body.url)).toMatch(new RegExp(`^${served.url}/sign-in#reset=[A-Za-z0-9_-]{43}$`))
    const [nobody, token] = [visitor(served), tokenOf(made.body.url)]
    expect(codeOf(await nobody.post("/api/reset", { token, password: "short" }))).toEqual([422, "BAD_PASSWORD"])
    const both = await Promise.all([
      nobody.post("/api/reset", { token, password: "a new good sentence" }),
      nobody.post("/api/reset", { token, password: "a new good sentence" }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
    expect(codeOf(await who.get("/api/me"))).toEqual([401, "NO_SESSION"])
    expect((await signIn("forgot@acme.fr")).answer.status).toBe(401)
    expect((await signIn("forgot@acme.fr", "a new good sentence")).answer.status).toBe(200)
  })

  test("is refused when the link has ended between its opening and the choice, and when a newer one was made", async () => {
    const id = await idOf((await signIn("forgot@acme.fr", "a new good sentence")).who)
    const [older, newer] = [
      await owner.post(`/api/companies/ACME/people/${id}/reset-link`, {}),
      await owner.post(`/api/companies/ACME/people/${id}/reset-link`, {}),
    ]
    const choose = (url: unknown) => visitor(served).post("/api/reset", { token: tokenOf(url), password: "yet another sentence" })
    expect(codeOf(await choose(older.body.url))).toEqual([404, "LINK_ENDED"])
    await served.db.owner.query("UPDATE auth.link SET expires_at = now() - interval '1 second'")
    expect(codeOf(await choose(newer.body.url))).toEqual([404, "LINK_ENDED"])
  })

  test("is asked for with the same answer, whether the address is known or not", async () => {
    const asked = await Promise.all(
      ["forgot@acme.fr", "nobody@acme.fr", "no address"].map((email) => visitor(served).post("/api/reset/ask", { email })),
    )
    for (const { status, body } of asked) expect([status, body]).toEqual([202, {}])
    const people = (await owner.get("/api/companies/ACME/people")).body.people as { email: string; resetAskedAt: string | null }[]
    expect(people.filter(({ resetAskedAt }) => resetAskedAt !== null).map(({ email }) => email)).toEqual(["forgot@acme.fr"])
  })

  test("is not for an owner to give to somebody who also works elsewhere", async () => {
    const here = await join("here@acme.fr", "owner")
    const clerk = await idOf((await signIn("clerk@acme.fr")).who)
    expect(codeOf(await here.post(`/api/companies/ACME/people/${clerk}/reset-link`, {}))).toEqual([403, "WORKS_ELSEWHERE"])
    const answer = await served.ask(`/api/companies/ACME/people/${clerk}/reset-link`, served.keys.owner, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    })
    expect(answer.status).toBe(403)
    expect((await owner.post(`/api/companies/ACME/people/${clerk}/reset-link`, {})).status).toBe(201)
  })

  test("is not guessed: a hundred links from one address are soon too many", async () => {
    const guesser = visitor(served, "192.0.2.66")
    const answers: number[] = []
    for (let i = 0; i < 100; i++) answers.push((await guesser.post("/api/reset", { token: "A".repeat(43), password: PASSWORD })).status)
    expect(answers.slice(0, 40).every((status) => status === 404)).toBe(true)
    expect(answers.at(-1)).toBe(429)
  })
})

describe("P57: whoever tries passwords", () => {
  test("at one account is slowed down, from one address and from a hundred, also all at once", async () => {
    await join("target@acme.fr", "auditor")
    const one = await Promise.all(Array.from({ length: 20 }, () => signIn("target@acme.fr", "wrong wrong wrong", "198.51.100.1")))
    expect(one.filter(({ answer }) => answer.status === 401).length).toBeLessThanOrEqual(5)
    const many = await Promise.all(Array.from({ length: 100 }, (_, i) => signIn("target@acme.fr", "wrong wrong wrong", `203.0.113.${i}`)))
    expect(many.every(({ answer }) => answer.status === 429 && Number(answer.headers.get("Retry-After")) <= 900)).toBe(true)
  })

  test("does not keep its owner out, whose browser is known", async () => {
    const mine = await join("hunted@acme.fr", "auditor")
    await mine.post("/api/auth/sign-out", {})
    for (let i = 0; i < 8; i++) await signIn("hunted@acme.fr", "wrong wrong wrong", `203.0.113.${100 + i}`)
    expect((await signIn("hunted@acme.fr")).answer.status).toBe(429)
    expect((await mine.post("/api/auth/sign-in/email", { email: "hunted@acme.fr", password: PASSWORD })).status).toBe(200)
  })

  test("at many accounts from one address is slowed down, and learns from no answer which accounts there are", async () => {
    const seen = new Set<string>()
    let last = 0
    for (let i = 0; i < 60; i++) {
      const { answer } = await signIn(i === 1 || i === 3 ? "looks@acme.fr" : `nobody${i}@acme.fr`, "wrong wrong wrong", "198.51.100.2")
      if (i < 4) seen.add(JSON.stringify({ status: answer.status, ...answer.body }))
      last = answer.status
    }
    expect(seen.size).toBe(1)
    expect(last).toBe(429)
  })
})
