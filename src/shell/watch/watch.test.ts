import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Hono } from "hono"
import { afterEach, expect, test } from "vitest"
import { REFUSALS } from "../../../test/refusals.ts"
import { watching } from "../../../test/watch.ts"
import { Refused } from "../../kernel/result.ts"
import { makeApp } from "../http/server.ts"
import { openLog } from "./log.ts"
import { openMetrics } from "./metrics.ts"

const home = mkdtempSync(join(tmpdir(), "encours-log-"))
afterEach(() => rmSync(home, { recursive: true, force: true }))

const routes = new Hono()
  .get("/api/companies/:company/items/:item", (c) => c.json({ name: "Jean Dupont" }))
  .post("/api/companies/:company/entries", (c) => c.json({ company: c.req.param("company") }, 201))
  .get("/bug", () => {
    const row = JSON.parse("Jean Dupont")
    return row
  })
  .get("/typo", (c) => {
    const nobody = c.req.query("no")
    return c.text(nobody!.trim())
  })
  .get("/sql", () => {
    const said = { code: "22007", routine: "DateTimeParseError", table: "entry" }
    throw Object.assign(new Error('invalid input syntax for type date: "Jean Dupont"'), said)
  })
  .get("/refused", () => {
    throw new Refused("UNKNOWN_CUSTOMER", { code: "Dupont" })
  })

test("a line a request, with its pattern and without anything of anybody; a fault by its kind, its code and its place", async () => {
  const file = join(home, "logs", "encours.log")
  const log = openLog(file)
  const app = makeApp([routes], REFUSALS, { state: () => "up", answers: async () => true, ready: async () => true }, watching({ log }))
  const secret = "enc_1_Dupont"
  const asked: Record<string, RequestInit> = {
    "/api/companies/ACME/items/Dupont?customer=Dupont": { headers: { Authorization: `Bearer ${secret}`, "User-Agent": "Dupont" } },
    "/api/companies/ACME/entries": { method: "POST", body: JSON.stringify({ name: "Dupont" }) },
    "/nowhere/Dupont": {},
    "/bug": {},
    "/typo": {},
    "/sql": {},
    "/refused": {},
  }
  const ids: (string | null)[] = []
  for (const [path, init] of Object.entries(asked)) ids.push((await app.request(path, init)).headers.get("X-Request-Id"))
  log.trouble("the queue says so", "background")
  log.event("started", { port: 4040 })
  await log.close()
  const text = readFileSync(file, "utf8")
  expect(text).not.toMatch(/Dupont|enc_1/)
  expect(statSync(file).mode & 0o007).toBe(0)
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const requests = lines.filter(({ event }) => event === "request")
  expect(requests.map(({ method, route, status, level }) => [method, route, status, level])).toEqual([
    ["GET", "/api/companies/:company/items/:item", 200, "info"],
    ["POST", "/api/companies/:company/entries", 201, "info"],
    ["GET", null, 404, "info"],
    ["GET", "/bug", 500, "error"],
    ["GET", "/typo", 500, "error"],
    ["GET", "/sql", 500, "error"],
    ["GET", "/refused", 404, "info"],
  ])
  expect(requests.map(({ id }) => id)).toEqual(ids)
  expect(requests.every(({ time, ms }) => !Number.isNaN(Date.parse(String(time))) && typeof ms === "number")).toBe(true)
  const troubles = lines.filter(({ event }) => event === "trouble")
  expect(troubles).toMatchObject([
    { name: "SyntaxError", where: "request", id: ids[3], at: expect.arrayContaining([expect.stringContaining("watch.test.ts")]) },
    { name: "TypeError", message: expect.stringContaining("undefined"), id: ids[4] },
    { name: "Error", code: "22007", routine: "DateTimeParseError", table: "entry" },
    { told: "the queue says so", where: "background" },
  ])
  expect(lines.at(-1)).toMatchObject({ event: "started", port: 4040, level: "info" })
})

test("requests are counted and timed by their pattern, as Prometheus reads them; who asks at random makes no lines", async () => {
  const metrics = openMetrics()
  const app = makeApp(
    [routes],
    REFUSALS,
    { state: () => "up", answers: async () => true, ready: async () => true },
    watching({ metrics, metricsText: () => metrics.text(null) }),
  )
  for (let i = 0; i < 30; i++) {
    await app.request(`/api/companies/ACME/items/Dupont${i}`)
    await app.request(`/nowhere${i}`, { method: i % 2 ? "GET" : "DELETE" })
  }
  const answer = await app.request("/metrics")
  expect(answer.headers.get("Content-Type")).toContain("version=0.0.4")
  const text = await answer.text()
  expect(text).not.toMatch(/Dupont|ACME|nowhere/)
  expect(text).toContain('encours_requests_total{method="GET",route="/api/companies/:company/items/:item",status="200"} 30\n')
  expect(text).toContain('encours_requests_total{method="",route="",status="404"} 30\n')
  expect(text).toContain('encours_request_seconds_bucket{method="GET",route="/api/companies/:company/items/:item",le="+Inf"} 30\n')
  expect(text).toMatch(/^process_resident_memory_bytes \d{7,}$/m)
  // The format: every family is announced once before its samples, buckets only ever grow.
  for (const line of text.trimEnd().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [\d.e+-]+)$/)
  const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
  expect(new Set(families).size).toBe(families.length)
  const buckets = [...text.matchAll(/_bucket\{method="GET",route="[^"]*items[^"]*",le="[^"]+"\} (\d+)/g)].map(([, n]) => Number(n))
  expect(buckets).toHaveLength(12)
  expect(buckets).toEqual(buckets.toSorted((a, b) => a - b))
})
