import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Hono } from "hono"
import { afterAll, beforeEach, expect, test } from "vitest"
import { ROLES, type TestDatabase, testDatabase } from "../../../test/database.ts"
import { chooseCompany, loadDirectory } from "../../company/company.act.ts"
import type { Id } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { Values } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { problemResponse } from "../../shell/http/problem.ts"
import { openSignInDoor, type SignInDoor } from "../../shell/sign-in/door.ts"
import { userCommands } from "../user.cli.ts"
import { accountRoutes } from "./account.http.ts"
import { type Ground, openGuard } from "./guard.http.ts"
import { TOKEN_BYTES } from "./links.ts"
import { letVisitorIn } from "./visit.act.ts"

const PLACE = "http://localhost:4040"
const PASSWORD = "correct horse battery"
const BY = { kind: "system", name: "test" } as const
const folder = mkdtempSync(join(tmpdir(), "encours-account-"))
let db: TestDatabase
let door: SignInDoor
let app: Hono
beforeEach(async () => {
  db = await testDatabase()
  door = openSignInDoor({ ...db.app, user: ROLES.auth }, () => new Date())
  const ground: Ground = { door: async () => door, database: async () => db, dataDir: folder, place: () => PLACE }
  const guard = openGuard(ground)
  app = new Hono().route("/", guard.app).route(
    "/",
    accountRoutes(ground, guard, async () => {}),
  )
  app.onError((error, c) => {
    if (error instanceof Refused) return problemResponse(c, {}, error)
    throw error
  })
  return async () => {
    await door.close()
    await db.drop()
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

async function post(path: string, body: object, cookie = "") {
  const headers = { Origin: PLACE, Host: "localhost:4040", "Content-Type": "application/json", "X-Forwarded-For": "192.0.2.1", Cookie: cookie }
  const answer = await app.request(`${PLACE}${path}`, { method: "POST", headers, body: JSON.stringify(body) })
  return { status: answer.status, cookies: answer.headers.getSetCookie(), body: (await answer.json()) as Record<string, unknown> }
}
const person = { name: "Odile", email: "odile@acme.fr", password: PASSWORD }
const company = { name: "Acme Négoce SA", country: "fr", currency: "eur", number: "552 100 554" }

test("P55: the first person opens their company by its registered number, and owns it", async () => {
  for (const [wrong, code] of [
    [{ person }, "DOES_NOT_FIT"],
    [{ person, company: { ...company, number: "552 100 553" } }, "BAD_REGISTRATION"],
    [{ person, company: { ...company, number: undefined } }, "BAD_REGISTRATION"],
    [{ person, company: { ...company, country: "BE" } }, "BAD_REGISTRATION"],
    [{ person, company: { ...company, currency: "EUX" } }, "BAD_CURRENCY"],
    [{ person: { ...person, email: "odile" }, company }, "BAD_EMAIL"],
    [{ person: { ...person, password: "odile@acme.fr" }, company }, "BAD_PASSWORD"],
  ] as const)
    expect((await post("/api/setup", wrong)).body.code, JSON.stringify(wrong)).toBe(code)
  expect(await loadDirectory(db)).toEqual([])
  expect((await db.owner.query("SELECT FROM auth.person")).rowCount).toBe(0)

  expect(await post("/api/setup", { person, company, language: "fr" })).toMatchObject({ status: 201, body: { company: "ACME" } })
  const [opened] = (await db.owner.query("SELECT code, name, country, currency, registered_scheme, registered_number FROM company.company")).rows
  expect(opened).toEqual({
    code: "ACME",
    name: "Acme Négoce SA",
    country: "FR",
    currency: "EUR",
    registered_scheme: "siren",
    registered_number: "552100554",
  })
  expect((await post("/api/setup", { person, company })).body.code).toBe("NO_SUCH_PLACE")
  const acts = (await db.owner.query("SELECT act, actor_kind, actor FROM activity.act ORDER BY at, id")).rows
  expect(acts).toEqual([
    { act: "company.added", actor_kind: "person", actor: "Odile" },
    { act: "people.joined", actor_kind: "person", actor: "Odile" },
  ])
})

test("a company of a country whose register is not known here is opened without a number", async () => {
  expect((await post("/api/setup", { person, company: { ...company, country: "DE", number: undefined } })).status).toBe(201)
})

test("P55: of ten who set up at the same time one does, and the others leave nothing behind", async () => {
  const many = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      post("/api/setup", { person: { ...person, email: `p${i}@acme.fr` }, company: { ...company, code: `C${i}` } }),
    ),
  )
  expect(many.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(await loadDirectory(db)).toHaveLength(1)
  expect((await db.owner.query("SELECT FROM auth.person")).rowCount).toBe(1)
})

test("P68: opened to others by TLS, cookies travel by TLS alone, and links lead there whatever the request was addressed to", async () => {
  await post("/api/setup", { person, company })
  const place = "https://books.example.org"
  const guard = openGuard({ door: async () => door, database: async () => db, dataDir: folder, place: () => place })
  const headers = { Origin: place, Host: "books.example.org", "Content-Type": "application/json", "X-Forwarded-For": "192.0.2.1" }
  const answer = await guard.app.request("http://127.0.0.1:4040/api/auth/sign-in/email", { method: "POST", headers, body: JSON.stringify(person) })
  expect(answer.status).toBe(200)
  for (const cookie of answer.headers.getSetCookie())
    expect(cookie).toMatch(/^__Secure-encours-[0-9a-f]{8}\.\w+=.*; HttpOnly; Secure; SameSite=Strict$/)
})

test("a body beyond what signing in needs is refused while it is read", async () => {
  for (const path of ["/api/auth/sign-in/email", "/api/reset", "/api/reset/ask"])
    expect((await post(path, { email: "x".repeat(70_000) })).body.code, path).toBe("BODY_TOO_LARGE")
})

test("the demo's visitor comes in by a link, once, and only by the newest", async () => {
  await post("/api/setup", { person, company })
  const visitor = { id: "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa" as Id, name: "Visitor", language: "en" } as const
  const make = async () => letVisitorIn(db, door, await loadDirectory(db), visitor, randomBytes(TOKEN_BYTES))
  const [older, newer] = [await make(), await make()]
  expect((await post("/api/auth/sign-in/link", { token: older })).body.code).toBe("LINK_ENDED")
  const entered = await Promise.all([1, 2, 3].map(() => post("/api/auth/sign-in/link", { token: newer })))
  expect(entered.map(({ body }) => body.code ?? "in").sort()).toEqual(["LINK_ENDED", "LINK_ENDED", "in"])
  const cookie = entered
    .find(({ body }) => body.code === undefined)!
    .cookies.map((one) => one.split(";")[0])
    .join("; ")
  const me = (await (await app.request(`${PLACE}/api/me`, { headers: { Cookie: cookie } })).json()) as { person: object; companies: object[] }
  expect(me).toMatchObject({ person: { name: "Visitor" }, companies: [{ code: "ACME", role: "owner" }] })
})

test("the command line gives roles, keeps out, lets in again, signs out and makes links, each told in the log", async () => {
  await post("/api/setup", { person, company })
  const said: string[] = []
  const context = {
    by: BY,
    company: () => chooseCompany(db, undefined),
    database: async () => db,
    instance: async () => ({ signIn: () => door }),
  } as unknown as Context
  const run = async (name: string, words: string[], values: Values = {}) => {
    said.length = 0
    const command = userCommands(async () => PLACE).find((one) => one.name === name)!
    const answers: unknown[] = []
    await command.run({ values, words, lang: "en", json: true, context, print: () => {}, answer: (v) => answers.push(v), note: () => {} })
    return answers[0] as Record<string, unknown>
  }
  await expect(run("user role", ["odile@acme.fr"], { role: "cfo" })).rejects.toMatchObject({ code: "LAST_OWNER" })
  await expect(run("user disable", ["nobody@acme.fr"])).rejects.toMatchObject({ code: "UNKNOWN_MEMBER" })
  const invited = await run("user invite", [], { email: "paul@acme.fr", role: "collector" })
  const path = new URL(String(invited.url)).pathname.replace("/invitation/", "/api/invitations/")
  expect((await post(path, { name: "Paul", password: PASSWORD })).status).toBe(200)
  const signIn = (password = PASSWORD) => post("/api/auth/sign-in/email", { email: "paul@acme.fr", password })
  await signIn()
  expect(await run("user role", ["Paul@acme.fr"], { role: "creditManager" })).toMatchObject({ role: "creditManager", disabled: false })
  expect(await run("user sign-out", ["paul@acme.fr"])).toMatchObject({ ended: 1 })
  expect(await run("user disable", ["paul@acme.fr"])).toMatchObject({ disabled: true })
  expect((await signIn()).body.code).toBe("WORKS_NOWHERE")
  expect(await run("user enable", ["paul@acme.fr"])).toMatchObject({ disabled: false })
  const reset = await run("user reset", ["paul@acme.fr"], { "second-factor": true })
  const token = String(reset.url).split("#reset=")[1]
  expect((await post("/api/reset", { token, password: "another good sentence" })).status).toBe(200)
  expect((await signIn()).status).toBe(401)
  expect((await signIn("another good sentence")).status).toBe(200)
  expect(await run("user list", [])).toMatchObject({
    people: [
      { email: "odile@acme.fr", role: "owner" },
      { email: "paul@acme.fr", role: "creditManager" },
    ],
    invitations: [],
  })
  const acts = (await db.owner.query("SELECT act FROM activity.act WHERE actor_kind = 'system' ORDER BY at, id")).rows.map(({ act }) => act)
  expect(acts).toEqual([
    "people.invited",
    "people.roleChanged",
    "people.sessionsEnded",
    "people.disabled",
    "people.enabled",
    "people.resetLinkMade",
    "people.secondFactorRemoved",
  ])
})
