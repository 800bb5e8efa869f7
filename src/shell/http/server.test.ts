import { Hono } from "hono"
import { describe, expect, test, vi } from "vitest"
import { REFUSALS } from "../../../test/refusals.ts"
import { watching } from "../../../test/watch.ts"
import { Refused } from "../../kernel/result.ts"
import { checkPort } from "./port.ts"
import { type Health, makeApp, serveApp, type Watch } from "./server.ts"

const UP: Health = { state: () => "up", answers: async () => true, ready: async () => true }
const failing = (error: Error) =>
  new Hono().get("/", () => {
    throw error
  })
const databaseSays = (code: string, message = "") => Object.assign(new Error(message), { code })
async function answerOf(health: Health, routes: readonly Hono[] = [], path = "/", watch: Partial<Watch> = {}) {
  const answer = await makeApp(routes, REFUSALS, health, watching(watch)).request(path)
  return [answer.status, answer.headers.get("Retry-After"), await answer.json()]
}

test("P37: while the database restarts every request is told to come back, and nothing is asked of the database", async () => {
  const asked = vi.fn()
  const routes = [new Hono().get("/", asked)]
  const health: Health = { state: () => "restarting", answers: asked, ready: asked }
  expect(await answerOf(health, routes)).toEqual([503, "2", { code: "DATABASE_RESTARTING" }])
  expect(await answerOf(health, routes, "/health")).toEqual([503, "2", { ok: false, database: "restarting" }])
  expect(asked).not.toHaveBeenCalled()
})
test.each([
  ["the database is shut down under it", databaseSays("57P01")],
  ["the database starts up", databaseSays("57P03")],
  ["its socket is gone", databaseSays("ENOENT")],
  ["the connection is reset", databaseSays("ECONNRESET")],
  ["the connection ends", new Error("Connection terminated unexpectedly")],
  ["the connection has ended", new Error("Client has encountered a connection error and is not queryable")],
])("P37: a request in the middle of which %s is told to come back", async (_, error) =>
  expect(await answerOf(UP, [failing(error)])).toEqual([503, "2", { code: "DATABASE_RESTARTING" }]),
)
test.each([
  new Refused("UNKNOWN_CUSTOMER", { customer: "Connection & Terminator SA" }),
  new Refused("DOES_NOT_FIT", { reason: "Unterminated string in JSON at position 1" }),
])("a refusal that quotes what was asked is never taken for a lost database: %s", async (refused) =>
  expect((await answerOf(UP, [failing(refused)]))[2]).toMatchObject({ code: refused.code }),
)
test("P38: a full disk is said, since coming back does not help", async () =>
  expect(await answerOf(UP, [failing(databaseSays("53100"))])).toEqual([507, null, { code: "DISK_FULL" }]))

test("a refusal is answered by its code and figures, a bug without any detail", async () => {
  const told = vi.fn()
  const log = { ...watching().log, trouble: told }
  const refused = { code: "UNKNOWN_COMPANY", figures: { code: "X" }, type: "urn:encours:problem:UNKNOWN_COMPANY", status: 404 }
  expect(await answerOf(UP, [failing(new Refused("UNKNOWN_COMPANY", { code: "X" }))])).toEqual([404, null, expect.objectContaining(refused)])
  expect(told).not.toHaveBeenCalled()
  expect((await answerOf(UP, [failing(new Refused("UNKNOWN_COMPANY"))], "/", { log }))[0]).toBe(404)
  expect(told).not.toHaveBeenCalled()
  const bug = await answerOf(UP, [failing(new Error("secret of row 7"))], "/", { log })
  expect(bug).toEqual([
    500,
    null,
    expect.objectContaining({ code: "BUG", figures: { message: expect.stringMatching(/^X-Request-Id [0-9a-f-]{36}$/) } }),
  ])
  expect(JSON.stringify(bug)).not.toContain("secret")
  expect(told).toHaveBeenCalledExactlyOnceWith(new Error("secret of row 7"), "request", expect.any(String))
})
test("it is healthy when the database answers, and only then", async () => {
  expect(await answerOf(UP, [], "/health")).toEqual([200, null, { ok: true, database: "up" }])
  expect((await answerOf({ ...UP, answers: async () => false }, [], "/health"))[0]).toBe(503)
  expect((await answerOf({ ...UP, answers: () => Promise.reject(new Error("away")) }, [], "/health"))[0]).toBe(503)
})
test("it is ready when its schema is the program's, and says 503 otherwise and while it ends", async () => {
  expect(await answerOf(UP, [], "/ready")).toEqual([200, null, { ready: true }])
  expect(await answerOf({ ...UP, ready: async () => false }, [], "/ready")).toEqual([503, "2", { ready: false }])
  expect((await answerOf({ ...UP, ready: () => Promise.reject(new Error("away")) }, [], "/ready"))[0]).toBe(503)
  expect((await answerOf({ ...UP, state: () => "restarting" }, [], "/ready"))[0]).toBe(503)
})

describe("P60: a page elsewhere whose name is turned to this machine gets nothing", () => {
  const app = makeApp([new Hono().get("/", (c) => c.text("figures"))], REFUSALS, UP, watching({ hosts: ["books.acme.example"] }))
  const asked = (host: string) => app.request("/", { headers: { Host: host } })
  test.each(["localhost", "localhost:4040", "LOCALHOST:4040", "127.0.0.1:4040", "[::1]:4040", "books.acme.example", "Books.Acme.example:443"])(
    "%s is one of its own names",
    async (host) => expect(await (await asked(host)).text()).toBe("figures"),
  )
  test.each([
    "evil.example",
    "evil.example:4040",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "acme.example",
    "x.books.acme.example",
    "[::2]",
    "10.0.0.1",
  ])("%s is not", async (host) => {
    for (const path of ["/", "/health", "/ready", "/metrics", "/nowhere"]) {
      const answer = await app.request(path, { headers: { Host: host } })
      expect([answer.status, await answer.json()]).toMatchObject([421, { code: "WRONG_HOST" }])
    }
  })
})

test("measurements are for who asks from this machine itself, or has a key with the right", async () => {
  const keeper = async (secret: string) =>
    secret === "none" ? null : { role: "auditor", may: (right: string) => right === secret, whoMay: () => ["owner"] }
  const app = makeApp([], REFUSALS, UP, watching({ hosts: ["books.acme.example"], keeper }))
  const asked = async (headers: Record<string, string>) => (await app.request("/metrics", { headers })).status
  expect(await asked({ Host: "localhost:4040" })).toBe(200)
  for (const name of ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
    expect(await asked({ Host: "localhost:4040", [name]: "1.2.3.4" })).toBe(401)
  expect(await asked({ Host: "books.acme.example" })).toBe(401)
  const withKey = (key: string) => asked({ Host: "books.acme.example", Authorization: `Bearer ${key}` })
  expect([await withKey("none"), await withKey("read"), await withKey("operate")]).toEqual([401, 403, 200])
})

test("a port that is taken is refused by its number", async () => {
  const first = await serveApp(makeApp([], REFUSALS, UP, watching()), 0)
  const port = Number(new URL(first.url).port)
  await expect(checkPort(port)).rejects.toMatchObject({ code: "PORT_TAKEN", figures: { port } })
  await expect(serveApp(makeApp([], REFUSALS, UP, watching()), port)).rejects.toMatchObject({ code: "PORT_TAKEN", figures: { port } })
  await first.close()
  await checkPort(port)
})
