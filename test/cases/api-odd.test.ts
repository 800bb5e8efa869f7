/** What no program should send, and some do: every answer is a refusal with a code, nothing is written, and the server lives on. */
import { Agent, request } from "node:http"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"

let served: ServedApi
beforeAll(async () => {
  served = await serveApi()
})
afterAll(() => served.close())

const AT = "/api/companies/ACME"
const JSON_TYPE = { "Content-Type": "application/json" }
type Said = { readonly status: number; readonly code: string; readonly field: string | undefined; readonly type: string | null }
async function ask(method: string, path: string, body?: string, headers: Record<string, string> = JSON_TYPE): Promise<Said> {
  const answer = await served.ask(`${AT}${path}`, served.keys.owner, { method, ...(body === undefined ? {} : { body, headers }) })
  const said = (await answer.json()) as { code: string; errors?: { field: string }[] }
  return { status: answer.status, code: said.code, field: said.errors?.[0]?.field, type: answer.headers.get("Content-Type") }
}
const invoice = (more: object = {}) => ({ kind: "invoice", number: "N1", customer: "C1", amount: "120.00", on: "2026-05-02", ...more })
const misfit = (field: string) => ({ status: 422, code: "DOES_NOT_FIT", field, type: "application/problem+json" })
const counted = async () => (await served.db.owner.query("SELECT count(*)::int AS n FROM ledger.entry")).rows[0].n

test("texts with a NUL or half a character, days before any books, amounts and instalments beyond what is held: refused by the field's name", async () => {
  const entries = (more: object) => ask("POST", "/entries", JSON.stringify({ entries: [invoice(more)] }))
  for (const bad of ["\0", "a\0b", "\ud800", "x\udc00"]) {
    expect(await entries({ number: bad }), "number").toEqual(misfit("entries.0.number"))
    expect(await entries({ customer: bad }), "customer").toEqual(misfit("entries.0.customer"))
    expect(await entries({ source: bad }), "source").toEqual(misfit("entries.0.source"))
  }
  for (const on of ["0000-00-00", "0000-01-01", "0001-01-01", "1899-12-31", "2026-02-30"]) {
    expect(await entries({ on }), on).toEqual(misfit("entries.0.on"))
    for (const path of ["/ageing", "/kpi", "/open-items", "/customers"]) expect(await ask("GET", `${path}?asOf=${on}`), path).toEqual(misfit("asOf"))
    for (const path of ["/turnover", "/lettering"]) expect(await ask("GET", `${path}?from=${on}`), path).toEqual(misfit("from"))
  }
  for (const amount of ["92233720368547758.08", "99999999999999999999", "9".repeat(400), "1e400", "NaN", "-0.001"])
    expect(await entries({ amount }), amount).toEqual(misfit("entries.0.amount"))
  const item = "00000000-0000-7000-8000-000000000000"
  const settle = { kind: "writeOff", amount: "1.00", on: "2026-05-02", instalment: 32_768 }
  expect(await ask("POST", `/items/${item}/settle`, JSON.stringify(settle))).toEqual(misfit("instalment"))
  for (const path of ["/ageing", "/kpi", "/open-items", "/turnover"])
    expect(await ask("GET", `${path}?customer=a%00`), path).toEqual(misfit("customer"))
  expect(await ask("GET", "/customers?search=%00")).toEqual(misfit("search"))
  expect(await ask("GET", "/evidence/%00/content")).toEqual(misfit("id"))
  expect(await ask("POST", "/keys/%00/revoke", "{}")).toEqual(misfit("key"))
  expect(await counted()).toBe(0)
})

test("a body of another kind, or larger than any request, is refused as what it is; the server lives on", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx", ";;"]) {
    const answer = await ask("POST", "/entries", JSON.stringify({ entries: [invoice()] }), { "Content-Type": type })
    expect(answer, type).toMatchObject({ status: 400, code: "NOT_JSON", type: "application/problem+json" })
  }
  const large = JSON.stringify({ entries: [invoice({ number: "x".repeat(17 * 1024 * 1024) })] })
  expect(await ask("POST", "/entries", large)).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" })
  expect((await unsaid(large)).toString()).toContain("BODY_TOO_LARGE")
  expect(await ask("POST", "/entries", `{"entries":${"[".repeat(100_000)}`)).toMatchObject({ status: 400, code: "NOT_JSON" })
  expect(await ask("POST", "/entries", JSON.stringify({ entries: [invoice()] }))).toMatchObject({ status: 201 })
})

/** The same without Content-Length: its size shows only as it comes. */
const unsaid = (body: string) =>
  new Promise<Buffer>((done, failed) => {
    const headers = { ...JSON_TYPE, Authorization: `Bearer ${served.keys.owner}`, "Transfer-Encoding": "chunked" }
    const asking = request(`${served.url}${AT}/entries`, { method: "POST", headers }, async (answer) => done(Buffer.concat(await answer.toArray())))
    asking.on("error", failed)
    asking.end(body)
  })

test("an upload's name is a file's name: nothing that leads elsewhere, is too long for a disk or moves a terminal", async () => {
  const send = (name: string) =>
    ask("POST", `/imports?name=${encodeURIComponent(name)}`, "a;b\n1;2\n", { "Content-Type": "application/octet-stream" })
  for (const name of [".", "..", "/", "a/..", "a\0b", "\u001b[2J.csv", "é".repeat(101), "😀".repeat(60)])
    expect(await send(name), JSON.stringify(name)).toEqual(misfit("name"))
  expect(await send("../../é 1.csv")).toMatchObject({ status: 202 })
})

test("a name or a code that a terminal would obey, or that is empty, is refused where it would be kept", async () => {
  const seen = await served.ask(AT, served.keys.owner)
  const headers = { ...JSON_TYPE, "If-Match": seen.headers.get("ETag") ?? "" }
  expect(await ask("PATCH", "", JSON.stringify({ name: "Acme\u001b[2J" }), headers)).toMatchObject({ status: 422, code: "BAD_NAME" })
  for (const newCode of ["\u001b[31m", " ", " P1", "x".repeat(101)])
    expect(await ask("POST", "/customers/C2/erase", JSON.stringify({ newCode })), newCode).toEqual(misfit("newCode"))
})

test("a cursor of another list or order, or one put together by hand, is refused as none of this list's", async () => {
  const id = "00000000-0000-7000-8000-000000000000"
  const at = "0000-01-01T00:00:00Z"
  for (const [path, ...place] of [
    ["/customers?", "a\0"],
    ["/open-items?", "", id, 99_999_999_999],
    ["/open-items?order=open&", "", id, 1],
    ["/open-items?order=-open&", "9".repeat(30), id, 1],
    ["/open-items?order=due&", "zz", id, 1],
    ["/open-items?order=due&", "0000-01-01", id, 1],
    ["/open-items?order=name&", "\ud800", id, 1],
    ["/tasks?", "0000-01-01", id],
    ["/activity?", at, id],
    ["/calls?", at, id],
    ["/notes?", at, id],
  ] as const) {
    const cursor = Buffer.from(JSON.stringify(place)).toString("base64url")
    expect(await ask("GET", `${path}cursor=${cursor}`), path).toMatchObject({ status: 422, code: "BAD_CURSOR" })
  }
})

test("what is taken back in bulk is named by its id, a month and a day are of the time books are kept in", async () => {
  for (const of of ["note", "hold", "task", "promise", "dispute"])
    expect(await ask("POST", "/worklist/bulk/undo", JSON.stringify({ undo: [{ of, id: "-1", until: null }], because: "x" })), of).toEqual(
      misfit("undo.0.id"),
    )
  const target = { of: "Anna", amount: "1.00" }
  for (const month of ["0000-01", "1899-12", "2200-01"]) {
    expect(await ask("POST", "/team/targets", JSON.stringify({ ...target, month })), month).toEqual(misfit("month"))
    expect(await ask("GET", `/team?month=${month}`), month).toEqual(misfit("month"))
  }
  // A call of the year 0 would be stored, and no list of calls could be shown any more.
  for (const at of ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"]) {
    expect(await ask("POST", "/calls", JSON.stringify({ customer: "C1", outcome: "reached", at })), at).toEqual(misfit("at"))
    expect(await ask("GET", `/ageing?knownAt=${encodeURIComponent(at)}`), at).toEqual(misfit("knownAt"))
  }
  for (const path of ["/worklist", "/ageing", "/open-items"]) expect(await ask("GET", `${path}?asOf=9999-12-31`), path).toEqual(misfit("asOf"))
  expect(await ask("GET", "/worklist?asOf=2199-12-31")).toMatchObject({ status: 200 })
})

/** Sends a file and waits for what becomes of it. */
async function sendFile(rows: readonly string[], more: string) {
  const sent = await served.ask(`${AT}/imports?name=odd.csv${more}`, served.keys.owner, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: `Number;Customer;Name;Invoice date;Due date;Amount\n${rows.join("\n")}\n`,
  })
  const { job } = (await sent.json()) as { job: string }
  type Problem = { line: number; column: string; code: string }
  type Ended = { state: string; outcome: { imports: { id: string; problems: Problem[] }[] } | null }
  return vi.waitFor(
    async () => {
      const told = (await (await served.ask(`${AT}/jobs/${job}`, served.keys.owner)).json()) as Ended
      expect(["done", "failed"]).toContain(told.state)
      return { ...told, job }
    },
    { timeout: 60_000, interval: 100 },
  )
}

test("an import taken back by three people at once is taken back once, and the others are told", async () => {
  const { outcome, job } = await sendFile(["U1;CU;Fictif;2026-05-01;2026-06-01;12,50"], "")
  const undo = () => ask("POST", `/imports/${outcome!.imports[0]!.id}/undo`, "{}")
  const codes = (await Promise.all([undo(), undo(), undo()])).map(({ status, code }) => `${status} ${code ?? ""}`.trim())
  expect(codes.sort()).toEqual(["200", "409 ALREADY_UNDONE", "409 ALREADY_UNDONE"])
  for (const control of ["0.001", "9".repeat(40), "1e3"])
    expect(await ask("POST", `/imports/drafts/${job}`, JSON.stringify({ control })), control).toEqual(misfit("control"))
})

test("a cell nobody can read is quoted up to a whole character, one of a million letters is judged in a moment: both are told by row and column", async () => {
  const good = Array.from({ length: 5 }, (_, i) => `Q${i};CQ;Fictif;2026-05-01;2026-06-01;12,50`)
  const rows = [...good, `Q8;CQ;Fictif;2026-05-01;2026-06-01;${"a".repeat(39)}😀`, `Q9;CQ;${"n".repeat(900_000)};2026-05-01;2026-06-01;12,50`]
  const ended = await sendFile(rows, "&dryRun=true")
  const problems = ended.outcome?.imports.flatMap((one) => one.problems).filter(({ line }) => line > 0)
  expect(problems).toEqual([
    expect.objectContaining({ line: 7, column: "Amount", code: "AMOUNT_UNREADABLE" }),
    expect.objectContaining({ line: 8, column: "Name", code: "TEXT_TOO_LONG" }),
  ])
})

test("an address as long as its fields may be is read, not cut off by the server", async () => {
  expect(await ask("GET", `/customers?search=${encodeURIComponent("é".repeat(8_000))}`)).toEqual(misfit("search"))
})

test("P66 ten thousand lists asked for at once by one key: some are served, the rest told to wait, and nobody else waits for them", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 400 })
  const flood = Array.from(
    { length: 10_000 },
    () =>
      new Promise<number>((done, failed) => {
        const headers = { Authorization: `Bearer ${served.keys.auditor}` }
        request(`${served.url}${AT}/open-items?limit=1000`, { agent, headers }, (answer) => {
          answer.resume().on("end", () => done(answer.statusCode ?? 0))
        })
          .on("error", failed)
          .end()
      }),
  )
  const times: number[] = []
  for (let i = 0; i < 10; i++) {
    const from = performance.now()
    expect((await ask("GET", "/customers")).status).toBe(200)
    times.push(performance.now() - from)
  }
  const statuses = Object.groupBy(await Promise.all(flood), String)
  agent.destroy()
  expect(Object.keys(statuses).sort()).toEqual(["200", "429"])
  expect(statuses["200"]!.length).toBeGreaterThan(200)
  // Ten thousand before it in a queue would be seconds.
  expect(times.toSorted((a, b) => a - b)[5]).toBeLessThan(3000)
})
