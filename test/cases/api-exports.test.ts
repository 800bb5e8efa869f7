/** Lists exported by the server: asked for, shown, handed out to who may have them, and to nobody else. */
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"

type Said = { readonly status: number; readonly body: Record<string, unknown>; readonly text: string; readonly headers: Headers }
type Keys = ServedApi["keys"]
let served: ServedApi
const ITEMS = 300

async function send(
  key: keyof Keys,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  company = "ACME",
): Promise<Said> {
  const answer = await served.ask(`/api/companies/${company}${path}`, served.keys[key], {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const json = answer.headers.get("Content-Type")?.includes("json") ? (JSON.parse(text) as Record<string, unknown>) : {}
  return { status: answer.status, body: json, text, headers: answer.headers }
}
const wanted = (more: object = {}) => ({
  list: "open-items",
  query: { order: "number" },
  columns: ["number", "customer", "open"],
  format: "csv",
  name: "All that is open",
  ...more,
})
async function ask(key: keyof Keys, more: object = {}): Promise<string> {
  const { status, body, text } = await send(key, "POST", "/exports", wanted(more))
  expect(status, text).toBe(202)
  return String(body.job)
}
async function ended(key: keyof Keys, job: string): Promise<Record<string, unknown>> {
  for (const end = Date.now() + 60_000; ; await pause(50)) {
    const { body, text } = await send(key, "GET", `/jobs/${job}`)
    if (!["queued", "running"].includes(String(body.state))) return body
    expect(Date.now(), text).toBeLessThan(end)
  }
}

beforeAll(async () => {
  served = await serveApi()
  const invoice = (i: number) => ({
    kind: "invoice",
    customer: i % 2 === 0 ? "C1" : "C2",
    number: `F-${String(i).padStart(4, "0")}`,
    amount: "120.00",
    on: "2026-05-02",
    dueOn: "2026-06-01",
  })
  const posted = await send("owner", "POST", "/entries", { entries: Array.from({ length: ITEMS }, (_, i) => invoice(i)) })
  expect(posted.status, posted.text).toBe(201)
  const start = /^enc_\d+_.{6}/.exec(served.keys.sales)![0]
  const given = await send("owner", "POST", "/portfolios/entrust", { part: "sales", to: start, customers: ["C1"] })
  expect(given.status, given.text).toBe(200)
}, 60_000)
afterAll(() => served.close())

test("a list is asked for, its job seen, and its file handed out under the name it was asked by, as an attachment that nothing runs", async () => {
  const job = await ask("auditor", { name: "Café & co" })
  expect(await ended("auditor", job)).toMatchObject({
    state: "done",
    kind: "export",
    subject: "Café & co",
    mine: true,
    file: "Café-co.csv",
    done: ITEMS,
    total: ITEMS,
    outcome: { rows: ITEMS, format: "csv" },
  })
  const file = await send("auditor", "GET", `/jobs/${job}/file`)
  expect([file.headers.get("Content-Disposition"), file.headers.get("X-Content-Type-Options"), file.headers.get("Content-Security-Policy")]).toEqual([
    "attachment; filename*=UTF-8''Caf%C3%A9-co.csv",
    "nosniff",
    "sandbox; default-src 'none'",
  ])
  const lines = file.text.trimEnd().split("\r\n").slice(-ITEMS)
  expect([lines[0], lines[1], lines.at(-1)]).toEqual(["F-0000,C1,120.00", "F-0001,C2,120.00", "F-0299,C2,120.00"])
  // Whoever reads the whole list may have the file of a colleague's export.
  expect((await send("collector", "GET", `/jobs/${job}/file`)).text).toBe(file.text)
  expect((await send("collector", "GET", `/jobs/${job}`)).body).toMatchObject({ mine: false, by: expect.stringMatching(/^enc_/) })
  const log = (await send("auditor", "GET", `/activity?act=report.exportRequested&id=${job}`)).body as { entries: { words: string }[] }
  expect(log.entries).toMatchObject([{ words: "List exported" }])
})

test("asked again with the same key there is one job; with another list the key is refused", async () => {
  const once = { "Idempotency-Key": "the list, once" }
  const first = await send("auditor", "POST", "/exports", wanted(), once)
  const again = await send("auditor", "POST", "/exports", wanted(), once)
  expect([first.status, again.body.job, again.headers.get("Idempotency-Replayed")]).toEqual([202, first.body.job, "true"])
  expect((await send("auditor", "POST", "/exports", wanted({ format: "xlsx" }), once)).body.code).toBe("KEY_USED_BEFORE")
  await ended("auditor", String(first.body.job))
})

test("what no list takes is refused by the field's name, before any job is made", async () => {
  const jobs = async () => ((await send("owner", "GET", "/jobs?limit=1000")).body.jobs as unknown[]).length
  const before = await jobs()
  for (const [more, field] of [
    [{ query: { dueFrom: "2026-02-30" } }, "query.dueFrom"],
    [{ query: { cursor: "x" } }, "query.cursor"],
    [{ query: { limit: "5" } }, "query.limit"],
    [{ query: { order: 5 } }, "query.order"],
    [{ list: "customers", query: {}, columns: ["customer", "late"] }, "columns"],
    [{ list: "people" }, "list"],
    [{ format: "pdf" }, "format"],
    [{ name: "a\u001b[2J" }, "name"],
    [{ columns: [] }, "columns"],
    [{ list: "statement", query: {} }, "query.customer"],
    [{ folder: "/etc" }, "folder"],
  ] as const) {
    const { status, body, text } = await send("owner", "POST", "/exports", wanted(more))
    expect([status, body.code, (body.errors as { field: string }[])?.[0]?.field], `${JSON.stringify(more)} ${text}`).toEqual([
      422,
      "DOES_NOT_FIT",
      field,
    ])
  }
  expect((await send("owner", "POST", "/exports", wanted({ list: "activity", query: { act: "nothing" }, columns: undefined }))).body.code).toBe(
    "UNKNOWN_ACT",
  )
  expect(await jobs()).toBe(before)
})

test("P48: a list of another company, its job and its file are as if they never were", async () => {
  const job = await ask("owner")
  await ended("owner", job)
  const nobody = "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa"
  for (const path of [`/jobs/${job}`, `/jobs/${job}/file`]) {
    const theirs = await send("other", "GET", path, undefined, {}, "OTHER")
    const none = await send("other", "GET", path.replace(job, nobody), undefined, {}, "OTHER")
    expect([theirs.status, theirs.text.replaceAll(job, nobody)], path).toEqual([404, none.text])
    expect((await send("other", "GET", path)).body.code, path).toBe("UNKNOWN_COMPANY")
  }
  expect((await send("other", "POST", `/jobs/${job}/cancel`, {}, {}, "OTHER")).status).toBe(404)
  const of = (customer: string) => send("other", "POST", "/exports", wanted({ query: { customer } }), {}, "OTHER")
  const [theirs, none] = [await of("C2"), await of("C9")]
  expect([theirs.status, theirs.text.replaceAll("C2", "C9")]).toEqual([404, none.text])
})

test("sales has its own customers exported, finds that file and no other, and no log of acts", async () => {
  const [all, own] = [await ask("owner"), await ask("sales")]
  await ended("owner", all)
  expect(await ended("sales", own)).toMatchObject({ state: "done", done: ITEMS / 2, mine: true })
  const { text } = await send("sales", "GET", `/jobs/${own}/file`)
  expect(text.match(/,C1,/g)).toHaveLength(ITEMS / 2)
  expect(text).not.toMatch(/C2/)
  for (const path of [`/jobs/${all}`, `/jobs/${all}/file`]) expect((await send("sales", "GET", path)).status, path).toBe(404)
  expect((await send("sales", "POST", `/jobs/${all}/cancel`, {})).status).toBe(404)
  const listed = (await send("sales", "GET", "/jobs?limit=1000")).body.jobs as { id: string; mine: boolean }[]
  expect(listed.map(({ id, mine }) => [id, mine])).toEqual([[own, true]])
  expect((await send("outsideCollector", "GET", `/jobs/${own}/file`)).status).toBe(404)
  const log = await send("sales", "POST", "/exports", wanted({ list: "activity", query: {}, columns: undefined }))
  expect([log.status, log.body.code]).toEqual([403, "NOT_ALLOWED"])
})

test("whoever asked for an export cancels it, and whoever imports; a reader does not cancel another's", async () => {
  // Its rows are not read while the ledger is held.
  await served.db.owner.query("BEGIN; LOCK TABLE ledger.open_item IN ACCESS EXCLUSIVE MODE")
  const job = await ask("auditor")
  const others = await send("collector", "POST", `/jobs/${job}/cancel`, {})
  expect([others.status, others.body.code]).toEqual([403, "NOT_ALLOWED"])
  expect((await send("auditor", "POST", `/jobs/${job}/cancel`, {})).status).toBe(202)
  const next = await ask("auditor")
  expect((await send("accountant", "POST", `/jobs/${next}/cancel`, {})).status).toBe(202)
  for (const one of [job, next]) expect((await ended("auditor", one)).state).toBe("cancelled")
  await served.db.owner.query("ROLLBACK")
  expect((await send("auditor", "GET", `/jobs/${job}/file`)).body.code).toBe("NO_JOB_FILE")
})

test("a server killed after it was asked: the next one makes the file, whole", async () => {
  const job = await ask("auditor", { format: "xlsx" })
  await served.crash()
  expect(await ended("auditor", job)).toMatchObject({ state: "done", done: ITEMS })
  const answer = await served.ask(`/api/companies/ACME/jobs/${job}/file`, served.keys.auditor)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([answer.status, bytes.length, String.fromCharCode(bytes[0]!, bytes[1]!)]).toEqual([200, Number(answer.headers.get("Content-Length")), "PK"])
})

test("P66: ten thousand exports asked for at once by one key: some wait their turn, the rest are told to, and others have theirs", async () => {
  const statuses = new Map<number, number>()
  const accepted: string[] = []
  const flood = Array.from({ length: 400 }, async () => {
    for (let i = 0; i < 25; i++) {
      const { status, body } = await send("auditor", "POST", "/exports", wanted())
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status === 202) accepted.push(String(body.job))
    }
  })
  const times: number[] = []
  for (let i = 0; i < 10; i++) {
    const from = performance.now()
    expect((await send("owner", "GET", "/customers")).status).toBe(200)
    times.push(performance.now() - from)
  }
  const others = await ask("owner")
  await Promise.all(flood)
  expect([...statuses.keys()].sort()).toEqual([202, 429])
  expect(times.toSorted((a, b) => a - b)[5]).toBeLessThan(3000)
  expect(statuses.get(429)).toBeGreaterThan(9_000)
  for (const job of accepted) await send("auditor", "POST", `/jobs/${job}/cancel`, {})
  expect(await ended("owner", others)).toMatchObject({ state: "done" })
}, 180_000)
