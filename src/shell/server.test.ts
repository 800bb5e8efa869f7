import { Hono } from "hono"
import { afterEach, expect, test, vi } from "vitest"
import { REFUSALS } from "../../test/refusals.ts"
import { Refused } from "../kernel/result.ts"
import { checkPort, type Health, makeApp, serveApp } from "./server.ts"

const UP: Health = { state: () => "up", answers: async () => true }
const failing = (error: Error) =>
  new Hono().get("/", () => {
    throw error
  })
const databaseSays = (code: string, message = "") => Object.assign(new Error(message), { code })
async function answerOf(health: Health, routes: readonly Hono[] = [], path = "/") {
  const answer = await makeApp(routes, REFUSALS, health).request(path)
  return [answer.status, answer.headers.get("Retry-After"), await answer.json()]
}
afterEach(() => vi.restoreAllMocks())

test("P37: while the database restarts every request is told to come back, and nothing is asked of the database", async () => {
  const asked = vi.fn()
  const routes = [new Hono().get("/", asked)]
  const health: Health = { state: () => "restarting", answers: asked }
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
test("P38: a full disk is said, since coming back does not help", async () =>
  expect(await answerOf(UP, [failing(databaseSays("53100"))])).toEqual([507, null, { code: "DISK_FULL" }]))

test("a refusal is answered by its code and figures, a bug without any detail", async () => {
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true)
  const refused = { code: "UNKNOWN_COMPANY", figures: { code: "X" }, type: "urn:encours:problem:UNKNOWN_COMPANY", status: 404 }
  expect(await answerOf(UP, [failing(new Refused("UNKNOWN_COMPANY", { code: "X" }))])).toEqual([404, null, expect.objectContaining(refused)])
  expect(told).not.toHaveBeenCalled()
  const bug = await answerOf(UP, [failing(new Error("secret of row 7"))])
  expect(bug).toEqual([500, null, expect.objectContaining({ code: "BUG", figures: {} })])
  expect(JSON.stringify(bug)).not.toContain("secret")
  expect(told.mock.calls.join()).toContain("secret of row 7")
})
test("it is healthy when the database answers, and only then", async () => {
  expect(await answerOf(UP, [], "/health")).toEqual([200, null, { ok: true, database: "up" }])
  expect((await answerOf({ ...UP, answers: async () => false }, [], "/health"))[0]).toBe(503)
  expect((await answerOf({ ...UP, answers: () => Promise.reject(new Error("away")) }, [], "/health"))[0]).toBe(503)
})
test("a port that is taken is refused by its number", async () => {
  const first = await serveApp(makeApp([], REFUSALS, UP), 0)
  const port = Number(new URL(first.url).port)
  await expect(checkPort(port)).rejects.toMatchObject({ code: "PORT_TAKEN", figures: { port } })
  await expect(serveApp(makeApp([], REFUSALS, UP), port)).rejects.toMatchObject({ code: "PORT_TAKEN", figures: { port } })
  await first.close()
  await checkPort(port)
})
