/** A running server, watched: its names, its log, its readiness, its measurements. */
import { readFileSync, rmSync } from "node:fs"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"

const log = join(tmpdir(), `encours-watch-${process.pid}.log`)
let served: ServedApi
beforeAll(async () => {
  served = await serveApi({ ENCOURS_LOG: log, ENCOURS_HOSTS: "books.acme.example" })
})
afterAll(async () => {
  await served?.close()
  rmSync(log, { force: true })
})

/** With a Host of one's own, which fetch does not allow. */
const askAs = (host: string, path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((done, failed) => {
    const asked = request(new URL(path, served.url), { headers: { ...headers, Host: host } }, (answer) => {
      answer.resume()
      done(answer.statusCode ?? 0)
    })
    asked.on("error", failed)
    asked.end()
  })

test("P60: it answers to its own names and to those it was given, and to no other", async () => {
  expect(await askAs("localhost", "/health")).toBe(200)
  expect(await askAs("books.acme.example", "/health")).toBe(200)
  expect(await askAs("evil.example", "/health")).toBe(421)
  expect(await askAs("evil.example", "/api/companies/ACME/ageing", { Authorization: `Bearer ${served.keys.owner}` })).toBe(421)
})

test("it is ready while its schema is the program's; a newer program's schema makes it say so", async () => {
  expect((await served.ask("/ready", null)).status).toBe(200)
  await served.db.owner.query("INSERT INTO shell.migration (version, name, checksum) VALUES (9999, 'later', 'x')")
  expect((await served.ask("/ready", null)).status).toBe(503)
  await served.db.owner.query("DELETE FROM shell.migration WHERE version = 9999")
  expect((await served.ask("/ready", null)).status).toBe(200)
})

test("measurements tell requests, the queue and the connections, and nothing of anybody", async () => {
  const file = "customer;invoice;invoice date;due date;amount\nDUPONT;U1;2026-05-01;2026-06-01;10,00\n"
  await served.ask("/api/companies/ACME/imports?name=dupont.csv&asOf=2026-06-30", served.keys.owner, { method: "POST", body: file })
  const text = await (await served.ask("/metrics", null)).text()
  expect(text).toMatch(/^encours_requests_total\{method="POST",route="\/api\/companies\/:company\/imports",status="202"\} 1$/m)
  expect(text).toMatch(/^encours_jobs\{queue="import",state="[a-z]+"\} 1$/m)
  expect(text).toMatch(/^encours_queue_age_seconds\{queue="import"\} [\d.]+$/m)
  expect(text).toMatch(/^encours_database_connections\{state="idle"\} \d+$/m)
  expect(text).not.toMatch(/ACME|dupont/i)
  expect(await askAs("books.acme.example", "/metrics")).toBe(401)
  expect(await askAs("books.acme.example", "/metrics", { Authorization: `Bearer ${served.keys.auditor}` })).toBe(403)
  expect(await askAs("books.acme.example", "/metrics", { Authorization: `Bearer ${served.keys.owner}` })).toBe(200)
})

test("its log holds a line a request with the company and the key's id, and no name, no amount, no secret", async () => {
  const sent = { kind: "invoice", number: "DUPONT-1", customer: "C1", amount: "4711.08", on: "2026-05-02" }
  const answer = await served.ask("/api/companies/ACME/entries", served.keys.accountant, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ entries: [sent] }),
  })
  expect(answer.status).toBe(201)
  await served.ask("/api/companies/ACME/open-items?customer=C1", served.keys.accountant)
  // A restart writes out what was said.
  await served.restart()
  const text = readFileSync(log, "utf8")
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const posted = lines.find(({ id }) => id === answer.headers.get("X-Request-Id"))
  expect(posted).toMatchObject({ method: "POST", route: "/api/companies/:company/entries", status: 201, company: "ACME" })
  const { rows } = await served.db.owner.query("SELECT FROM people.api_key WHERE id = $1", [posted!.key])
  expect(rows).toHaveLength(1)
  expect(lines.map(({ event }) => event)).toEqual(expect.arrayContaining(["started", "request", "stopping"]))
  expect(text).not.toMatch(/DUPONT|4711|C1|enc_/)
})
