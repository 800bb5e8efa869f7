/** The API of a running server, tested from its own description: whatever endpoint is added is asked by everybody who may not. */
import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addKey } from "../../src/people/keys.act.ts"
import { SECRET_BYTES } from "../../src/people/keys.ts"
import { allow, isRight, RIGHTS, ROLES } from "../../src/people/roles.ts"
import { type ServedApi, serveApi } from "../api.ts"
import { BY } from "../ledger/books.ts"
import { staff, type Visitor } from "../visitor.ts"

type Operation = { readonly "x-needs"?: string; readonly "x-own"?: string; readonly requestBody?: unknown }
type Document = { readonly openapi: string; readonly paths: Record<string, Record<string, Operation>> }

let served: ServedApi
let keys: ServedApi["keys"]
let people: Awaited<ReturnType<typeof staff>>
beforeAll(async () => {
  served = await serveApi()
  keys = served.keys
  people = await staff(served)
})
afterAll(() => served.close())

const ask: ServedApi["ask"] = (path, key, init) => served.ask(path, key, init)
const described = async (): Promise<Document> => (await ask("/api/openapi.json", null)).json() as Promise<Document>
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code

/** As a page of ours would ask: JSON, or the file an endpoint takes. */
async function asPerson(who: Visitor, method: string, path: string, body: object = {}) {
  if (method === "get") return who.get(path)
  const takes = /\/(?:imports|files)$/.test(path) ? { "Content-Type": "application/octet-stream" } : {}
  return method === "patch" ? who.patch(path, body, takes) : who.post(path, body, takes)
}

describe("P47: every endpoint of the description, and everybody who asks", async () => {
  test("is met by who may, and by nobody else", async () => {
    const { openapi, paths } = await described()
    expect(openapi).toBe("3.1.0")
    expect(Object.keys(paths).length).toBeGreaterThan(5)
    for (const [path, methods] of Object.entries(paths))
      for (const [method, operation] of Object.entries(methods)) {
        const what = `${method} ${path}`
        const [needs, own] = [operation["x-needs"] ?? "", operation["x-own"]]
        expect(isRight(needs), `${what} names the right it needs`).toBe(true)
        // What is open to who sees a part needs the same right of their own customers.
        if (own !== undefined) expect([isRight(own), own], `${what} of their own`).toEqual([true, `${needs}Own`])
        const filled = path.replace("{company}", "ACME").replaceAll(/\{\w+\}/g, "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa")
        const asking = (key: string | null) =>
          ask(filled, key, method === "get" ? {} : { method: method.toUpperCase(), headers: { "Content-Type": "application/json" }, body: "{}" })
        // All at once: the server is what takes the time, and each asks for themselves.
        const outsiders = [null, "nonsense", `enc_1_${"A".repeat(43)}`, keys.revoked].map(async (key) => {
          const answer = await asking(key)
          expect([answer.status, await codeOf(answer)], `${what} without a key in force`).toEqual([401, "NO_KEY"])
        })
        const foreigners = [
          asking(keys.other).then(async (answer) => [answer.status, await codeOf(answer)]),
          asPerson(people.other, method, filled).then(({ status, body }) => [status, body.code]),
        ].map(async (answer) => expect(await answer, `${what} of another company`).toEqual([404, "UNKNOWN_COMPANY"]))
        const insiders = ROLES.flatMap((role) => {
          const may = [needs, own].some((right) => right !== undefined && isRight(right) && allow(role, right).ok)
          const met = async (as: string, asked: Promise<readonly [number, unknown]>) => {
            const [status, code] = await asked
            if (may) expect([401, 403], `${what} as ${as}`).not.toContain(status)
            else expect([status, code], `${what} as ${as}`).toEqual([403, "NOT_ALLOWED"])
            expect(status, `${what} as ${as}`).toBeLessThan(500)
          }
          return [
            met(
              `a key of ${role}`,
              asking(keys[role]).then(async (answer) => [answer.status, may ? null : await codeOf(answer)]),
            ),
            met(
              `a person who is ${role}`,
              asPerson(people[role], method, filled).then(({ status, body }) => [status, body.code]),
            ),
          ]
        })
        await Promise.all([...outsiders, ...foreigners, ...insiders])
      }
  })

  test("fields nobody described are refused, in the address as in the body", async () => {
    const { paths } = await described()
    for (const [path, methods] of Object.entries(paths))
      for (const [method, operation] of Object.entries(methods)) {
        const filled = path.replace("{company}", "ACME").replaceAll(/\{\w+\}/g, "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa")
        const query = await ask(`${filled}?nobodyKnows=1`, keys.owner, method === "get" ? {} : { method: method.toUpperCase() })
        expect([query.status, await codeOf(query)], `${method} ${path}?nobodyKnows=1`).toEqual([422, "DOES_NOT_FIT"])
        const json = (operation.requestBody as { content?: Record<string, unknown> } | undefined)?.content?.["application/json"]
        if (!json) continue
        // P52: nobody sets what the server decides.
        for (const field of ["company_id", "role2", "allocated", "state", "created_by"]) {
          const answer = await ask(filled, keys.owner, {
            method: method.toUpperCase(),
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ [field]: 1 }),
          })
          const { code, errors } = (await answer.json()) as { code: string; errors?: { field: string }[] }
          expect([answer.status, code], `${method} ${path} {${field}}`).toEqual([422, "DOES_NOT_FIT"])
          expect(errors!.map((e) => e.field)).toContain(field)
          const person = await asPerson(people.owner, method, filled, { [field]: 1 })
          expect([person.status, person.body.code], `${method} ${path} {${field}} as a person`).toEqual([422, "DOES_NOT_FIT"])
        }
      }
  })
})

test("rights a key is confined to hold against its role", async () => {
  const [company] = (await served.db.owner.query("SELECT id FROM company.company WHERE code = 'ACME'")).rows
  const confined = await served.db.inCompany(company.id, (tx) =>
    addKey(tx, BY, { name: "only proves", role: "owner", scopes: ["prove"] }, randomBytes(SECRET_BYTES)),
  )
  expect((await ask("/api/companies/ACME/ageing", confined.secret)).status).toBe(403)
  expect(RIGHTS).toContain("prove")
})

test("a body that is not said to be JSON is refused as such, and is no fault of the program", async () => {
  for (const headers of [{ "Content-Type": "application/x-www-form-urlencoded" }, { "Content-Type": "text/plain" }]) {
    const answer = await ask("/api/companies/ACME/entries", keys.owner, { method: "POST", headers, body: '{"entries":[]}' })
    expect([answer.status, await codeOf(answer)]).toEqual([400, "NOT_JSON"])
  }
})

test("a key without the right is told which right, and which roles have it", async () => {
  const answer = await ask("/api/companies/ACME/entries", keys.auditor, { method: "POST", headers: { "Accept-Language": "de" } })
  const { detail, figures } = (await answer.json()) as { detail: string; figures: unknown }
  expect(figures).toEqual({ key: true, role: "auditor", right: "post", who: ["owner", "creditManager", "collector", "accountant"] })
  expect(detail).toContain("Dieser Schlüssel (Rolle auditor) hat das Recht post nicht")
})

test("a refusal says what it is in the asker's language, to programs as problem+json", async () => {
  const answer = await ask("/api/companies/ACME/ageing?customer=NONE", keys.owner, { headers: { "Accept-Language": "fr-BE" } })
  expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Content-Language")]).toEqual([404, "application/problem+json", "fr"])
  expect(await answer.json()).toMatchObject({
    type: "urn:encours:problem:UNKNOWN_CUSTOMER",
    code: "UNKNOWN_CUSTOMER",
    status: 404,
    detail: expect.stringContaining("NONE"),
  })
})

test("the page of the API asks nothing of another host", async () => {
  const page = await (await ask("/api", null)).text()
  expect(page).toContain("/api/companies/{company}/ageing")
  expect(page).toContain("ledger.allocated")
  expect(page).toContain("owner, creditManager, collector, accountant.")
  expect(page).not.toMatch(/<script|(?:src|href)="(?:https?:)?\/\//)
})
