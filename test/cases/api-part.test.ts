/** Who sees a part of a company: what is not entrusted to them is as if it were not, by whatever way it is asked for. */
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"

type Operation = { readonly "x-own"?: string; readonly parameters?: readonly { readonly name: string; readonly in: string }[] }
type Said = { readonly status: number; readonly body: Record<string, unknown>; readonly text: string; readonly tag: string }
let served: ServedApi
/** Ids of what is known of each customer, by the name of the field in an address. */
const rows: Record<string, Record<string, string>> = { C1: {}, C2: {} }
/** The export each of those who see a part asked for. */
const jobs: Record<string, string> = {}
const NEXT_YEAR = new Date().getUTCFullYear() + 1
const NOBODY = "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa"

async function send(key: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Said> {
  const answer = await served.ask(`/api/companies/ACME${path}`, key, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const json = answer.headers.get("Content-Type")?.includes("json") ? (JSON.parse(text) as Record<string, unknown>) : {}
  return { status: answer.status, body: json, text, tag: answer.headers.get("ETag") ?? "" }
}
const FILE = { "Content-Type": "application/octet-stream" }
const owner = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
  const { status, body: said, text } = await send(served.keys.owner, "POST", path, body)
  expect([200, 201], `${path}: ${text}`).toContain(status)
  return said
}

beforeAll(async () => {
  served = await serveApi()
  const { keys } = served
  for (const [customer, mark] of [
    ["C1", "MINE"],
    ["C2", "HIDDEN"],
  ] as const) {
    const entry = { customer, amount: "120.00", on: "2026-05-02" }
    const posted = await owner("/entries", {
      entries: [
        { kind: "invoice", ...entry, number: `${mark}-1`, dueOn: "2026-06-01" },
        { kind: "invoice", ...entry, number: `${mark}-2`, dueOn: "2026-06-01" },
        { kind: "payment", ...entry, amount: "20.00", number: `${mark}-P`, on: "2026-06-05" },
      ],
    })
    const [item, other, money] = (posted.entries as { id: string }[]).map(({ id }) => id) as [string, string, string]
    await owner("/allocations", { allocations: [{ debit: { item: other }, credit: { item: money }, amount: "5.00" }] })
    const id = async (path: string, body: unknown) => String((await owner(path, body)).id)
    rows[customer] = {
      item,
      promise: await id("/promises", {
        customer,
        how: "mail",
        by: mark,
        items: [{ item }],
        parts: [{ amount: "10.00", dueOn: `${NEXT_YEAR}-01-31` }],
      }),
      dispute: await id("/disputes", { customer, items: [{ item: other, amount: "1.00" }], cause: "quality", description: mark }),
      hold: await id("/holds", { customer, reason: "other", note: mark, until: `${NEXT_YEAR}-01-01` }),
      insolvency: await id("/insolvencies", { customer, kind: "safeguard", judgedOn: "2026-05-04", source: mark }),
      contact: await id("/contacts", { customer, name: mark, role: "buyer" }),
      note: await id("/notes", { customer, text: mark }),
      task: await id("/tasks", { customer, dueOn: "2026-06-01", why: mark }),
      call: await id("/calls", { customer, outcome: "reached", cause: "oversight", note: mark, items: [{ id: item }] }),
      question: await id("/questions", { customer, item: { item: other }, askedOf: mark, words: mark }),
      view: await id("/views", { screen: "items", name: mark, query: `customer=${customer}` }),
      file: String((await send(keys.owner, "POST", `/customers/${customer}/files?name=${mark}.txt`, mark, FILE)).body.id),
      code: customer,
    }
    rows[customer].said = rows[customer].call!
  }
  await served.db.owner.query("UPDATE customer.customer SET name = 'HIDDEN', search_text = 'c2 hidden' WHERE code = 'C2' AND company_id = $1", [
    served.company,
  ])
  for (const [part, role] of [
    ["sales", "sales"],
    ["outside", "outsideCollector"],
  ] as const)
    await owner("/portfolios/entrust", { part, to: keyStart(keys[role]), customers: ["C1"] })
  await owner("/views", { screen: "items", name: "HIDDEN team", query: "customer=C2", forTeam: true })
  for (const key of [keys.sales, keys.outsideCollector]) {
    const kept = await send(key, "POST", "/views", { screen: "items", name: "MINE", query: "customer=C1" })
    expect(kept.status, kept.text).toBe(201)
    if (key === keys.sales) rows.C1!.view = String(kept.body.id)
    jobs[key] = await exported(key, "MINE")
  }
  rows.C2!.job = await exported(keys.owner, "HIDDEN")
})
afterAll(() => served.close())
/** Asked for, and its file there. */
async function exported(key: string, name: string): Promise<string> {
  const { status, body, text } = await send(key, "POST", "/exports", { list: "open-items", format: "csv", name })
  expect(status, text).toBe(202)
  for (const end = Date.now() + 30_000; ; await pause(50)) {
    const job = await send(key, "GET", `/jobs/${body.job}`)
    if (job.body.state === "done") return String(body.job)
    expect(["queued", "running"], job.text).toContain(job.body.state)
    expect(Date.now(), job.text).toBeLessThan(end)
  }
}
const keyStart = (key: string) => /^enc_\d+_.{6}/.exec(key)![0]

const described = async () =>
  ((await (await served.ask("/api/openapi.json", null)).json()) as { paths: Record<string, Record<string, Operation>> }).paths
/** Each endpoint that is open to who sees a part, below the company. */
const opened = async (method: (name: string) => boolean) =>
  Object.entries(await described()).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([name, operation]) =>
      operation["x-own"] !== undefined && method(name) ? [{ path: path.replace("/api/companies/{company}", ""), method: name, operation }] : [],
    ),
  )
const fill = (path: string, of: Record<string, string> | null) =>
  path.replaceAll(/\{(\w+)\}/g, (_, field: string) => of?.[field] ?? (field === "code" ? "C9" : NOBODY))
/** An answer, with what was asked for taken out of it. */
const bare = ({ status, text }: Said, of: Record<string, string> | null) =>
  `${status} ${Object.values(of ?? { code: "C9", id: NOBODY }).reduce((left, said) => left.replaceAll(said, "…"), text)}`

test("P48: a sales key reads its own customers, and nothing of others by any id, filter, list or count", async () => {
  const reads = await opened((method) => method === "get")
  expect(reads.length).toBeGreaterThan(20)
  for (const role of ["sales", "outsideCollector"] as const) {
    const key = served.keys[role]
    for (const { path, operation } of reads) {
      const what = `${role} ${path}`
      if (path.includes("{")) {
        const own = await send(key, "GET", fill(path, { ...rows.C1, job: jobs[key]! }))
        expect(own.status, `${what} of their own: ${own.text}`).toBe(200)
        const hidden = await send(key, "GET", fill(path, rows.C2!))
        expect(hidden.status, `${what}: ${hidden.text}`).toBe(404)
        expect(bare(hidden, rows.C2!), what).toBe(bare(await send(key, "GET", fill(path, null)), null))
        continue
      }
      const fields = (operation.parameters ?? []).map(({ name }) => name)
      const extra = path === "/search" ? "&q=MINE" : path === "/chase" ? "&customer=C1" : path === "/worklist" ? "&waiting=true" : ""
      const all = await send(key, "GET", `${path}?${extra.slice(1)}`)
      expect(all.status, `${what}: ${all.text}`).toBe(200)
      expect(all.text, what).not.toMatch(/HIDDEN|C2/)
      // Their own is there: what everybody sees less what is hidden.
      expect(all.text, what).toMatch(
        ["/calls", "/notes", "/contacts", "/search", "/views", "/questions"].includes(path)
          ? /MINE/
          : path === "/ageing" || path === "/kpi"
            ? /EUR/
            : /C1|MINE/,
      )
      if (fields.includes("customer")) {
        const [hidden, nobody] = [await send(key, "GET", `${path}?customer=C2`), await send(key, "GET", `${path}?customer=C9`)]
        expect(hidden.status, `${what}?customer=C2`).toBe(404)
        expect(hidden.text.replaceAll("C2", "C9"), what).toBe(nobody.text)
      }
      if (fields.includes("search")) expect((await send(key, "GET", `${path}?search=HIDDEN`)).text).not.toMatch(/HIDDEN-|C2/)
    }
    for (const asked of ["HIDDEN", "HIDDEN-1", "hid", "DEN-2", "C2", "hiden"])
      expect((await send(key, "GET", `/search?q=${asked}`)).body, asked).toMatchObject({ customers: [], items: [] })
    const open = await send(key, "GET", "/open-items?asOf=2026-06-30&sums=yes")
    expect(open.body).toMatchObject({ sums: [{ currency: "EUR", count: 3, open: "220.00" }] })
    // A past day is worked out from facts below the items, which are theirs as well.
    expect((await send(key, "GET", "/open-items?asOf=2026-06-04&sums=yes")).body).toMatchObject({ sums: [{ count: 2, open: "240.00" }] })
    // Figures are those of their customers, however often the whole company's were asked for before.
    expect((await send(served.keys.owner, "GET", "/ageing?asOf=2026-06-30")).body).toMatchObject({
      currencies: [{ total: "470.00", credits: "30.00" }],
    })
    expect((await send(key, "GET", "/ageing?asOf=2026-06-30")).body).toMatchObject({
      currencies: [{ total: "235.00", credits: "15.00", net: "220.00" }],
    })
    expect((await send(key, "GET", "/worklist?waiting=true&user=all")).body).toMatchObject({ count: 1 })
    for (const whole of ["/portfolios", "/people", "/imports", "/verify", "/keys"]) expect((await send(key, "GET", whole)).status, whole).toBe(403)
  }
})

test("P48: an outside collector acts for the customers entrusted, and on nothing of others; sales tell what they know, and act on nothing", async () => {
  const changes = await opened((method) => method !== "get")
  expect(changes.length).toBeGreaterThan(15)
  const key = served.keys.outsideCollector
  const stateOf = async () => {
    const tables = [
      "promise.promise",
      "dispute.dispute",
      "hold.hold",
      "contact.person",
      "contact.note",
      "contact.call",
      "contact.habit",
      "contact.file",
      "evidence.file",
      "evidence.file_name",
      "people.view",
      "worklist.question",
      "worklist.task",
      "worklist.snooze",
      "activity.act",
    ]
    // One connection: one statement after the other.
    const states: unknown[] = []
    for (const table of tables) {
      const { rows } = await served.db.owner.query(
        `SELECT count(*)::int AS n, md5(string_agg(t::text, ',' ORDER BY t::text)) AS h FROM ${table} t WHERE company_id = $1`,
        [served.company],
      )
      states.push(rows[0])
    }
    return states
  }
  const until = `${NEXT_YEAR}-01-01`
  const item = (of: Record<string, string> | null) => ({ item: of?.item ?? NOBODY })
  const bodies = (of: Record<string, string> | null): Readonly<Record<string, object>> => {
    const customer = of?.code ?? "C9"
    return {
      "/promises": { customer, how: "mail", parts: [{ amount: "10.00", dueOn: until }] },
      "/disputes": { customer, items: [{ ...item(of), amount: "1.00" }], cause: "quality", description: "x" },
      "/holds": { customer, reason: "other", note: "x", until },
      "/contacts": { customer, name: "x", role: "buyer" },
      "/calls": { customer, outcome: "notReached" },
      "/notes": { customer, text: "x" },
      "/notes/{note}/pin": { pinned: true },
      "/questions": { customer, askedOf: "Ann", words: "x" },
      "/views": { screen: "items", name: "own", query: `customer=${customer}` },
      "/exports": { list: "statement", query: { customer }, format: "csv", name: "x" },
      "/tasks": { customer, dueOn: until, why: "x" },
      "/tasks/{task}/snooze": { until },
      "/worklist/snooze": { customer, until },
      "/promises/{promise}/withdraw": { because: "x" },
      "/disputes/{dispute}/close": { outcome: "upheld", because: "x" },
      "/worklist/bulk": { say: { act: "note", text: "x" }, customers: [customer] },
      "/items/bulk": { say: { act: "hold", reason: "other", note: "x", until }, items: [item(of)] },
      "/worklist/bulk/undo": { undo: [{ of: "promise", id: of?.promise ?? NOBODY, until: null }], because: "x" },
    }
  }
  const said = async ({ path, method }: (typeof changes)[number], of: Record<string, string> | null, by = key) => {
    const file = path.endsWith("/files")
    const headers = file ? FILE : method === "patch" ? { "If-Match": '"x"' } : {}
    return send(by, method.toUpperCase(), fill(path, of) + (file ? "?name=x.txt" : ""), file ? "x" : (bodies(of)[path] ?? {}), headers)
  }
  // Whoever may read a note that names them may say so; and keep views, add files, ask colleagues.
  const told: Readonly<Record<string, number>> = {
    "/notes/{note}/seen": 200,
    "/views": 201,
    "/views/{view}/remove": 200,
    "/customers/{code}/files": 200,
    "/questions": 201,
    "/questions/{question}/withdraw": 200,
    "/exports": 202,
    "/jobs/{job}/cancel": 409,
  }
  for (const one of changes) {
    const answer = await said(one, { ...rows.C1, job: jobs[served.keys.sales]! }, served.keys.sales)
    expect(answer.status, `sales ${one.path}: ${answer.text}`).toBe(told[one.path] ?? 403)
  }
  const team = await send(key, "POST", "/views", { screen: "items", name: "for all", query: "", forTeam: true })
  expect([team.status, team.body.code]).toEqual([403, "NOT_ALLOWED"])
  const before = await stateOf()
  for (const one of changes) {
    // A view is nobody's customer's.
    if (one.path === "/views") continue
    const hidden = await said(one, rows.C2!)
    // Acts on many leave out whom they do not find, and say so alike.
    expect(hidden.status, `${one.method} ${one.path}: ${hidden.text}`).toBe(one.path.endsWith("/bulk") ? 200 : 404)
    expect(bare(hidden, rows.C2!), one.path).toBe(bare(await said(one, null), null))
  }
  // An item of another customer beside one's own, and an Idempotency-Key, open nothing either.
  for (const [path, body] of [
    ["/promises", { customer: "C1", how: "mail", items: [{ item: rows.C2!.item }], parts: [{ amount: "1.00", dueOn: until }] }],
    ["/disputes", { customer: "C1", items: [{ item: rows.C2!.item, amount: "1.00" }], cause: "quality", description: "x" }],
    ["/calls", { customer: "C1", outcome: "reached", cause: "oversight", items: [{ id: rows.C2!.item }] }],
  ] as const) {
    const answer = await send(key, "POST", path, body, { "Idempotency-Key": `part ${path}` })
    expect([404, 422, 409], `${path}: ${answer.text}`).toContain(answer.status)
    expect(answer.text).not.toMatch(/HIDDEN/)
  }
  expect(await stateOf()).toEqual(before)
  const done = await send(
    key,
    "POST",
    "/calls",
    { customer: "C1", outcome: "reached", cause: "oversight", note: "theirs" },
    { "Idempotency-Key": "once" },
  )
  expect(done.status, done.text).toBe(201)
  expect(
    (await send(key, "POST", "/calls", { customer: "C1", outcome: "reached", cause: "oversight", note: "theirs" }, { "Idempotency-Key": "once" }))
      .body,
  ).toEqual(done.body)
  for (const path of ["/promises", "/disputes", "/holds", "/contacts", "/notes", "/tasks", "/questions"]) {
    const own = await send(key, "POST", path, bodies(rows.C1!)[path])
    expect(own.status, `${path}: ${own.text}`).toBe(201)
  }
  // A file of theirs is given back as it came; what it is kept under names nobody else's.
  const kept = await send(key, "POST", "/customers/C1/files?name=proof.txt", "signed", FILE)
  expect((await send(key, "GET", `/customers/C1/files/${kept.body.id}/content`)).text).toBe("signed")
  expect((await send(key, "POST", `/customers/C1/files/${kept.body.id}/remove`, {})).status).toBe(200)
  // They may not read the log, and are told whose change of theirs they run into.
  const dispute = `/disputes/${rows.C1!.dispute}`
  const { tag } = await send(key, "GET", dispute)
  expect((await send(served.keys.owner, "PATCH", dispute, { resolver: "Ann" }, { "If-Match": tag })).status).toBe(200)
  expect(await send(key, "PATCH", dispute, { resolver: "Bob" }, { "If-Match": tag })).toMatchObject({
    status: 412,
    body: { figures: { current: { resolver: "Ann" }, changed: { by: keyStart(served.keys.owner) } } },
  })
  expect((await send(key, "GET", "/activity")).status).toBe(403)
  expect((await send(key, "POST", `/tasks/${rows.C1!.task}/done`, {})).status).toBe(200)
  expect(await send(served.keys.auditor, "GET", "/verify")).toMatchObject({ status: 200, body: { ok: true } })
})

test("P51: what is taken away is gone with the next request, and so is what was planned for a past day", async () => {
  const key = served.keys.sales
  expect((await send(key, "GET", "/customers/C1")).status).toBe(200)
  await owner("/portfolios/entrust", { part: "sales", to: null, customers: ["C1"] })
  expect((await send(key, "GET", "/customers/C1")).status).toBe(404)
  expect((await send(key, "GET", "/customers")).body).toMatchObject({ customers: [] })
  await owner("/portfolios/entrust", { part: "sales", to: keyStart(key), customers: ["C1"], from: `${NEXT_YEAR}-01-01` })
  expect((await send(key, "GET", "/customers/C1")).status).toBe(404)
})

test("P48: a customer of somebody else answers in the time of one that is not there", async () => {
  const key = served.keys.outsideCollector
  const times: Record<string, number[]> = { C2: [], C9: [] }
  for (let i = 0; i < 20; i++)
    for (const code of ["C2", "C9"]) {
      const begun = performance.now()
      await send(key, "GET", `/customers/${code}/timeline`)
      times[code]!.push(performance.now() - begun)
    }
  const middle = (all: readonly number[]) => all.toSorted((a, b) => a - b)[10]!
  expect(middle(times.C2!)).toBeLessThan(3 * middle(times.C9!) + 20)
  expect(middle(times.C9!)).toBeLessThan(3 * middle(times.C2!) + 20)
})
