/** Acts through the API: posted once however often they are asked, never over what somebody else changed, lists that hold while others write. */
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { fec } from "../accounting.ts"
import { type ServedApi, serveApi } from "../api.ts"

let served: ServedApi
beforeAll(async () => {
  served = await serveApi()
})
afterAll(() => served.close())

const AT = "/api/companies/ACME"
type Said = { readonly status: number; readonly body: Readonly<Record<string, unknown>>; readonly headers: Headers }
async function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}, key = served.keys.accountant): Promise<Said> {
  const answer = await served.ask(`${AT}${path}`, key, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers }
}
async function get<T>(path: string, key = served.keys.accountant): Promise<T> {
  const answer = await served.ask(`${AT}${path}`, key)
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as T
}
const invoice = (number: string, more: object = {}) => ({
  kind: "invoice",
  number,
  customer: "C1",
  amount: "120.00",
  on: "2026-05-02",
  dueOn: "2026-06-01",
  ...more,
})
const counted = async (number: string): Promise<number> =>
  (await served.db.owner.query("SELECT count(*)::int AS n FROM ledger.entry WHERE number = $1", [number])).rows[0].n

test("an invoice and its payment are posted, set against each other, returned: open items follow, verify proves them", async () => {
  const posted = await send("POST", "/entries", {
    entries: [invoice("A1"), { kind: "payment", number: "P1", customer: "C1", amount: "100.00", on: "2026-06-05" }],
  })
  expect(posted.status).toBe(201)
  const [debit, credit] = (posted.body.entries as { id: string }[]).map((e) => e.id)
  const set = { allocations: [{ debit: { item: debit }, credit: { item: credit }, amount: "100.00" }] }
  expect(await send("POST", "/allocations", set)).toMatchObject({ status: 201, body: { count: 1 } })
  const open = await get<{ items: object[] }>("/open-items?asOf=2026-06-30")
  expect(open.items).toMatchObject([{ id: debit, number: "A1", open: "20.00" }])
  expect(await send("POST", "/allocations", set)).toMatchObject({ status: 409, body: { code: "OVER_ALLOCATED" } })
  expect((await send("POST", `/payments/${credit}/return`, { on: "2026-06-20", reason: "MD06" })).status).toBe(201)
  expect(await get("/ageing?asOf=2026-06-30")).toMatchObject({ currencies: [{ currency: "EUR", total: "120.00" }] })
  expect(await get("/ageing?asOf=2026-06-19")).toMatchObject({ currencies: [{ total: "20.00" }] })
  expect((await send("POST", `/items/${debit}/settle`, { kind: "writeOff", amount: "120.00", on: "2026-06-30" })).status).toBe(201)
  expect(await get<{ ok: boolean }>("/verify", served.keys.auditor)).toMatchObject({ ok: true })
})

test("figures are those of the books as they stand: asked again after each act, by several at once, by another company", async () => {
  type Aged = { currencies: { total: string }[] }
  const asked = "/ageing?asOf=2026-07-31&by=customer"
  const totals = async () => (await Promise.all([1, 2, 3].map(() => get<Aged>(asked)))).map(({ currencies }) => currencies[0]?.total ?? "0.00")
  const [before] = await totals()
  for (const n of [1, 2, 3]) {
    expect((await send("POST", "/entries", { entries: [invoice(`FIG${n}`, { amount: "1.00" })] })).status).toBe(201)
    const now = (Number(before) + n).toFixed(2)
    expect(await totals()).toEqual([now, now, now])
    // Long enough for the act to be sealed: the same books under another name.
    if (n === 1) await pause(1_500)
    expect(await totals()).toEqual([now, now, now])
  }
  const other = await served.ask(asked.replace("/ageing", "/api/companies/OTHER/ageing"), served.keys.other)
  expect(((await other.json()) as Aged).currencies).toEqual([])
  const kpi = await get<{ currencies: { dso: { simple: number } }[] }>("/kpi?asOf=2026-07-31")
  expect(await get("/kpi?asOf=2026-07-31")).toEqual(kpi)
})

test("what is open is found in the books as they stand: in an order, with its sums, of a collector, asked again after each act", async () => {
  type Found = { items: { number: string; open: string }[]; sums: { count: number; open: string }[] }
  const asked = (more: string) => get<Found>(`/open-items?asOf=2026-07-31&order=-open&sums=yes&search=keep${more}`)
  const books = async () =>
    (await Promise.all(["", "", "&collector=Nobody%20known"].map(asked))).map(({ items, sums }) => [items.map(({ open }) => open), sums[0]?.open])
  expect(await books()).toEqual([
    [[], undefined],
    [[], undefined],
    [[], undefined],
  ])
  const seen: string[] = []
  for (const n of [1, 2, 3]) {
    expect((await send("POST", "/entries", { entries: [invoice(`KEEP${n}`, { amount: `${n}.00` })] })).status).toBe(201)
    seen.unshift(`${n}.00`)
    const sum = `${(n * (n + 1)) / 2}.00`
    expect(await books()).toEqual([
      [seen, sum],
      [seen, sum],
      [[], undefined],
    ])
    expect(await books()).toEqual([
      [seen, sum],
      [seen, sum],
      [[], undefined],
    ])
  }
  const { items } = await get<Found & { next: string }>("/open-items?asOf=2026-07-31&order=-open&limit=1&search=keep")
  expect(items.map(({ number }) => number)).toEqual(["KEEP3"])
})

test("the ageing's rows come a page at a time, found and in an order of choice, below the totals of all; they are those of the whole answer", async () => {
  type Row = { key: string; name: string; total: string }
  type Page = {
    currencies: { currency: string; total: string; rows?: unknown }[]
    currency: string
    count: number
    found: number
    rows: Row[]
    next: string | null
  }
  for (const [n, customer] of [1, 2, 3, 4, 5].flatMap((n) => ["C1", "C2"].map((code) => [n, code] as const)))
    expect((await send("POST", "/entries", { entries: [invoice(`PAGE${customer}${n}`, { customer, amount: `${n}.00` })] })).status).toBe(201)
  const whole = await get<{ currencies: { currency: string; rows: Row[] }[] }>("/ageing?asOf=2026-07-31&by=customer")
  const rows = whole.currencies.find(({ currency }) => currency === "EUR")!.rows
  const seen: Row[] = []
  for (let cursor: string | null = "", pages = 0; cursor !== null; pages++) {
    const page: Page = await get(`/ageing/rows?asOf=2026-07-31&currency=EUR&order=-total&limit=1${cursor && `&cursor=${cursor}`}`)
    expect(page).toMatchObject({ currency: "EUR", count: rows.length, found: rows.length })
    expect(page.currencies).toEqual(whole.currencies.map(({ rows: _, ...totals }) => totals))
    seen.push(...page.rows)
    cursor = page.next
    expect(pages).toBeLessThan(rows.length)
  }
  expect(seen).toHaveLength(rows.length)
  expect(seen).toEqual(expect.arrayContaining(rows))
  expect(seen.map(({ total }) => Number(total))).toEqual(rows.map(({ total }) => Number(total)).sort((a, b) => b - a))
  const sought = await get<Page>("/ageing/rows?asOf=2026-07-31&currency=EUR&find=c2")
  expect(sought).toMatchObject({ count: rows.length, found: 1, rows: [{ key: "C2" }] })
  // A place in the order of names is none in the order of amounts.
  const { next } = await get<Page>("/ageing/rows?asOf=2026-07-31&currency=EUR&order=name&limit=1")
  for (const wrong of ["nonsense", next])
    expect(await send("GET", `/ageing/rows?asOf=2026-07-31&cursor=${wrong}`, undefined)).toMatchObject({ status: 422, body: { code: "BAD_CURSOR" } })
  expect((await send("GET", "/ageing/rows?order=nonsense", undefined)).status).toBe(422)
})

test("amounts are read in the currency's own digits, or refused by the field's name", async () => {
  const wrong = await send("POST", "/entries", { entries: [invoice("X1", { amount: "10.005" })] })
  expect(wrong).toMatchObject({ status: 422, body: { code: "DOES_NOT_FIT", errors: [{ field: "entries.0.amount" }] } })
  const uneven = await send("POST", "/entries", { entries: [invoice("X2", { instalments: [{ dueOn: "2026-06-01", amount: "1.00" }] })] })
  expect(uneven).toMatchObject({ status: 422, body: { errors: [{ field: "entries.0.instalments" }] } })
  expect(await send("POST", "/entries", "{ not json")).toMatchObject({ status: 400, body: { code: "NOT_JSON" } })
  expect([await counted("X1"), await counted("X2")]).toEqual([0, 0])
})

test("P87 the same Idempotency-Key is one effect: asked again, at once from many, and refused with another body", async () => {
  const key = { "Idempotency-Key": "erp-4711" }
  const first = await send("POST", "/entries", { entries: [invoice("B1")] }, key)
  const again = await send("POST", "/entries", { entries: [invoice("B1")] }, key)
  expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
  expect(again.headers.get("Idempotency-Replayed")).toBe("true")
  expect(await send("POST", "/entries", { entries: [invoice("B2")] }, key)).toMatchObject({ status: 422, body: { code: "KEY_USED_BEFORE" } })
  const many = await Promise.all(
    Array.from({ length: 12 }, () => send("POST", "/entries", { entries: [invoice("B3")] }, { "Idempotency-Key": "erp-4712" })),
  )
  expect(new Set(many.map((m) => JSON.stringify([m.status, m.body]))).size).toBe(1)
  expect([await counted("B1"), await counted("B2"), await counted("B3")]).toEqual([1, 0, 1])
  // Refused, it left nothing: the same key may be used for the mended request.
  const refused = await send("POST", "/entries", { entries: [invoice("B4", { customer: "NOBODY" })] }, { "Idempotency-Key": "erp-4713" })
  expect(refused).toMatchObject({ status: 404, body: { code: "UNKNOWN_CUSTOMER" } })
  expect((await send("POST", "/entries", { entries: [invoice("B4")] }, { "Idempotency-Key": "erp-4713" })).status).toBe(201)
  // Another caller's key of the same name is another key.
  expect((await send("POST", "/entries", { entries: [invoice("B5")] }, key, served.keys.creditManager)).status).toBe(201)
})

test("P87 a crash anywhere between effect and answer: asked again with the same key, there is one effect", async () => {
  for (let round = 0; round < 6; round++) {
    const [number, key] = [`K${round}`, { "Idempotency-Key": `crash-${round}` }]
    const cut = send("POST", "/entries", { entries: [invoice(number)] }, key).catch(() => null)
    await pause(round * 12)
    await served.crash()
    const answered = await cut
    const again = await send("POST", "/entries", { entries: [invoice(number)] }, key)
    expect([again.status, await counted(number)], number).toEqual([201, 1])
    if (answered) expect(again.body).toEqual(answered.body)
  }
})

test("P88 settings change only for who saw them last: 428 without If-Match, 412 with both versions", async () => {
  const seen = await served.ask(AT, served.keys.owner)
  const tag = seen.headers.get("ETag")!
  const before = (await seen.json()) as object
  const change = (body: object, headers: Record<string, string> = {}) => send("PATCH", "", body, headers, served.keys.owner)
  expect(await change({ defaultSource: "erp" })).toMatchObject({ status: 428, body: { code: "MATCH_MISSING" } })
  const done = await change({ defaultSource: "erp" }, { "If-Match": tag })
  expect(done).toMatchObject({ status: 200, body: { ...before, defaultSource: "erp" } })
  const late = await change({ ageingBounds: [0, 45] }, { "If-Match": tag })
  expect(late).toMatchObject({
    status: 412,
    body: { code: "CHANGED_SINCE", figures: { seen: tag, current: done.body, currentTag: done.headers.get("ETag") } },
  })
  expect(await change({ ageingBounds: [30, 0] }, { "If-Match": done.headers.get("ETag")! })).toMatchObject({
    status: 422,
    body: { code: "BAD_BOUNDS" },
  })
  expect((await change({ ageingBounds: [0, 45] }, { "If-Match": done.headers.get("ETag")! })).status).toBe(200)
})

test("P89 pages hold while rows come and go: none of the stable ones twice, none missing", async () => {
  const stable = Array.from({ length: 60 }, (_, i) => `S${String(i).padStart(2, "0")}`)
  await send("POST", "/entries", { entries: stable.map((number) => invoice(number, { customer: "C2" })) })
  const found: string[] = []
  let cursor: string | null = null
  for (let page = 0; ; page++) {
    const more: string = cursor === null ? "" : `&cursor=${cursor}`
    const answer: { items: { number: string; id: string }[]; next: string | null } = await get(
      `/open-items?asOf=2026-12-31&customer=C2&limit=7${more}`,
    )
    expect(answer.items.length).toBeLessThanOrEqual(7)
    found.push(...answer.items.map((item) => item.number))
    await send("POST", "/entries", { entries: [invoice(`N${page}`, { customer: "C2" })] })
    // One of those seen already goes away: nothing slides into its place.
    const seen = answer.items.find((item) => item.number.startsWith("S"))
    if (page < 3 && seen) await send("POST", `/items/${seen.id}/settle`, { kind: "writeOff", amount: "120.00", on: "2026-06-30" })
    cursor = answer.next
    if (cursor === null || page > 40) break
  }
  expect(found.filter((number) => number.startsWith("S")).sort()).toEqual(stable)
  expect(new Set(found).size).toBe(found.length)
  for (const nonsense of ["x", Buffer.from('["a"]').toString("base64url"), Buffer.from("[1,2,3]").toString("base64url")])
    expect(await (await served.ask(`${AT}/open-items?cursor=${nonsense}`, served.keys.accountant)).json()).toMatchObject({ code: "BAD_CURSOR" })
  const codes: string[] = []
  for (let next: string | null = null, first = true; first || next !== null; first = false) {
    const page: { customers: { code: string }[]; next: string | null } = await get(`/customers?limit=1${next === null ? "" : `&cursor=${next}`}`)
    codes.push(...page.customers.map((c) => c.code))
    next = page.next
  }
  expect(codes).toEqual(["C1", "C2"])
})

test("P89 imports and kept files come a page at a time, newest first, while more of them come in", async () => {
  const { db, company } = served
  const bring = (n: number) =>
    db.owner.query(
      `INSERT INTO document.import (company_id, id, act_id, file, sha256, kind, mode, source, counts, totals, mapping, recorded_at)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), 'f' || g, repeat('a', 64), 'csv', 'journal', 'main', '{}', '[]', '{}', timestamptz '2020-01-01' + g * interval '1 minute' FROM generate_series($2::int, $2 + 2) g`,
      [company, n],
    )
  for (let n = 0; n < 12; n += 3) await bring(n)
  const seen: string[] = []
  for (let next: string | null = null, page = 0; page === 0 || next !== null; page++) {
    const answer: { imports: { file: string }[]; next: string | null } = await get(`/imports?limit=5${next === null ? "" : `&cursor=${next}`}`)
    seen.push(...answer.imports.map(({ file }) => file))
    await bring(100 + 3 * page)
    next = answer.next
  }
  expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => `f${11 - i}`))
  expect(await get("/evidence?limit=1")).toEqual({ files: [], next: null })
})

test("a file is sent, kept and imported by the server; its job tells what came of it, and it can be taken back", async () => {
  const file = "customer;invoice;invoice date;due date;amount\nC9;U1;2026-05-01;2026-06-01;10,00\nC9;U2;2026-05-02;2026-06-02;20,00\n"
  const upload = () =>
    served.ask(`${AT}/imports?name=march.csv&asOf=2026-06-30`, served.keys.accountant, {
      method: "POST",
      body: file,
      headers: { "Idempotency-Key": "file-1" },
    })
  const first = await upload()
  expect(first.status).toBe(202)
  const { job } = (await first.json()) as { job: string }
  expect(await (await upload()).json()).toMatchObject({ job })
  const again = await served.ask(`${AT}/imports?name=again.csv&asOf=2026-06-30`, served.keys.accountant, { method: "POST", body: file })
  const { job: second } = (await again.json()) as { job: string }
  type Jobs = { jobs: { id: string }[]; next: string | null }
  const newest = await get<Jobs>("/jobs?limit=1")
  const older = await get<Jobs>(`/jobs?limit=1&cursor=${newest.next}`)
  expect([newest, older].map(({ jobs }) => jobs.map(({ id }) => id))).toEqual([[second], [job]])
  expect(older.next).toBeNull()
  let state = ""
  let told: { state: string; outcome: { imports: { id: string; accepted: number; totals: object[] }[] } } | undefined
  for (const end = Date.now() + 60_000; Date.now() < end && !["done", "failed"].includes(state); await pause(200)) {
    told = await get(`/jobs/${job}`)
    state = told!.state
  }
  expect(told).toMatchObject({ state: "done", outcome: { imports: [{ accepted: 2, totals: [{ currency: "EUR", amount: "30.00" }] }] } })
  const [imported] = told!.outcome.imports
  const { files } = await get<{ files: { id: string; name: string }[] }>("/evidence")
  const kept = files.find((f) => f.name === "march.csv")!
  expect(await (await served.ask(`${AT}/evidence/${kept.id}/content`, served.keys.auditor)).text()).toBe(file)
  expect(await send("POST", `/imports/${imported!.id}/undo`, { dryRun: true })).toMatchObject({ status: 200, body: { done: false } })
  expect(await send("POST", `/imports/${imported!.id}/undo`, {})).toMatchObject({ status: 200, body: { done: true } })
  expect(await send("POST", `/imports/${imported!.id}/undo`, {})).toMatchObject({ status: 409, body: { code: "ALREADY_UNDONE" } })
})

test("P69 rows a file was refused for are fetched with their reasons, mended and sent again: books and tables alike", async () => {
  const sent = async (
    name: string,
    body: string,
    more = "",
  ): Promise<{ job: string; outcome: { imports: { accepted: number; refused: number }[] } }> => {
    const asked = `${AT}/imports?name=${name}&asOf=2026-06-30&acceptGood=true${more}`
    const { job } = (await (await served.ask(asked, served.keys.accountant, { method: "POST", body })).json()) as { job: string }
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(200)) {
      const told: { state: string; outcome: { imports: { accepted: number; refused: number }[] } } = await get(`/jobs/${job}`)
      if (["done", "failed"].includes(told.state)) return { job, outcome: told.outcome }
    }
    throw new Error("not ended")
  }
  const books = "VE 1 0110 411000 R1 F1 10.00\nVE 1 0110 706000 - F1 -10.00\nVE 2 0111 411000 R1 F2 20.00\nVE 2 0111 706000 - F2 -2.00"
  const table = "customer;invoice;invoice date;due date;amount\nR1;T1;2026-05-01;2026-06-01;10,00\nR1;T2;2026-05-02;2026-06-02;20,0x\n"
  const cases = [
    ["123456789FEC20251231.txt", fec(books), "|2,00|", "|20,00|"],
    ["table.csv", table, "20,0x", "20,00"],
  ] as const
  for (const [name, bytes, fault, mended] of cases) {
    const first = await sent(name, bytes)
    expect(first.outcome.imports, name).toMatchObject([{ accepted: 1, refused: 1 }])
    const answer = await served.ask(`${AT}/jobs/${first.job}/file`, served.keys.auditor)
    expect([answer.status, answer.headers.get("content-disposition")]).toEqual([200, expect.stringContaining(".refused")])
    const rows = Buffer.from(await answer.arrayBuffer()).toString("utf8")
    expect(rows).toContain("Reason for refusal")
    const second = await sent(`mended-${name}`, rows.replace(fault, mended))
    expect(second.outcome.imports, name).toMatchObject([{ accepted: 1, refused: 0 }])
    const none = await served.ask(`${AT}/jobs/${second.job}/file`, served.keys.accountant)
    expect([none.status, await none.json()]).toMatchObject([404, { code: "NO_JOB_FILE" }])
  }
})

test("a file of headers nobody knows is tried first: the dry run posts nothing and says what it understood; with a map it is imported", async () => {
  const file = "Wer;Was;Wann;Bis;Wieviel\nC1;M1;2026-05-01;2026-06-01;10,00\nC1;M2;2026-05-02;2026-06-02;20,00\n"
  const map = JSON.stringify({ columns: { customer: "Wer", number: "Was", issuedOn: "Wann", dueOn: "Bis", amount: "Wieviel" } })
  type Ended = { state: string; outcome: { imports: { accepted: number; id: string | null; totals: object[]; mapping: object }[] } }
  const bring = async (query: string): Promise<Ended> => {
    const sent = await served.ask(`${AT}/imports?name=x.csv&asOf=2026-06-30&map=${encodeURIComponent(map)}${query}`, served.keys.accountant, {
      method: "POST",
      body: file,
    })
    expect(sent.status).toBe(202)
    const { job } = (await sent.json()) as { job: string }
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(200)) {
      const told = await get<Ended>(`/jobs/${job}`)
      if (["done", "failed"].includes(told.state)) return told
    }
    throw new Error("the job does not end")
  }
  expect(await bring("&dryRun=true")).toMatchObject({ state: "done", outcome: { imports: [{ id: null, totals: [{ amount: "30.00" }] }] } })
  expect(await counted("M1")).toBe(0)
  expect(await bring("")).toMatchObject({ state: "done", outcome: { imports: [{ accepted: 2 }] } })
  expect(await counted("M1")).toBe(1)
  const wrong = await served.ask(
    `${AT}/imports?name=x.csv&map=${encodeURIComponent('{"columns":{"nothing":"Wer"}}')}&lang=de`,
    served.keys.accountant,
    { method: "POST", body: file },
  )
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { code: "DOES_NOT_FIT", errors: [{ field: "map", code: "MAP_FIELD_UNKNOWN" }] }])
})

test("a file sent to be looked through is mended cell by cell, rows left out, and imported as mended: the file stays as it came", async () => {
  type Draft = { file: string; options: { corrections: object }; looked: { header: string[]; asked: { line: number; cells: string[] }[] } | null }
  type Told = { id: string | null; accepted: number; refused: number; totals: object[]; problems: { line: number; code: string }[] }
  const ended = async (job: string): Promise<{ state: string; trial: boolean; by: string; outcome: { imports: Told[] } }> => {
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(200)) {
      const told = await get<{ state: string; trial: boolean; by: string; outcome: { imports: Told[] } }>(`/jobs/${job}`)
      if (["done", "failed"].includes(told.state)) return told
    }
    throw new Error("the job does not end")
  }
  const file =
    "Client;N° facture;Date;Échéance;Montant\nC1;W1;2026-05-01;2026-06-01;10,00\nC1;W2;2026-05-02;2026-06-02;1o,00\nC1;W3;31/02/2026;2026-06-02;5,00\nC1;W4;2026-05-04;2026-06-04\n"
  const sent = await served.ask(`${AT}/imports?name=avril.csv&asOf=2026-06-30&dryRun=true`, served.keys.accountant, { method: "POST", body: file })
  const { job: first } = (await sent.json()) as { job: string }
  const looked = await ended(first)
  expect(looked).toMatchObject({ trial: true, outcome: { imports: [{ id: null, refused: 3 }] } })
  const draft = await get<Draft>(`/imports/drafts/${first}`)
  expect(draft).toMatchObject({
    file: "avril.csv",
    looked: { header: ["Client", "N° facture", "Date", "Échéance", "Montant"], columns: { number: "N° facture" } },
  })
  expect(draft.looked!.asked.map(({ line }) => line)).toEqual([3, 4, 5])
  const corrections = {
    cells: [
      { line: 3, column: "Montant", value: "10,00" },
      { line: 5, column: "Montant", value: "7,50" },
    ],
    drop: [4],
  }
  const again = await send("POST", `/imports/drafts/${first}`, { corrections })
  expect(again.status).toBe(202)
  const second = await ended(String(again.body.job))
  expect(second).toMatchObject({ state: "done", trial: true, outcome: { imports: [{ refused: 0, totals: [{ amount: "27.50" }] }] } })
  expect(await counted("W1")).toBe(0)
  const go = await send("POST", `/imports/drafts/${again.body.job}`, { dryRun: false })
  const third = await ended(String(go.body.job))
  expect(third).toMatchObject({ state: "done", trial: false, outcome: { imports: [{ accepted: 3, refused: 0 }] } })
  expect([await counted("W2"), await counted("W3"), await counted("W4")]).toEqual([1, 0, 1])
  const { imports } = await get<{ imports: { id: string; job: string; by: string; undone: object | null }[] }>("/imports?limit=1")
  expect(imports[0]).toMatchObject({ id: third.outcome.imports[0]!.id, job: go.body.job, by: third.by, undone: null })
  // What was mended is evidence beside the file; the log says where and seals it, and repeats nothing of it.
  const { files } = await get<{ files: { id: string; name: string; sha256: string }[] }>("/evidence")
  const read = async (name: string) =>
    (await served.ask(`${AT}/evidence/${files.find((f) => f.name === name)!.id}/content`, served.keys.auditor)).text()
  expect(await read("avril.csv")).toBe(file)
  expect(JSON.parse(await read("avril.csv.corrections.json"))).toEqual({ ...corrections, alike: [] })
  const { rows } = await served.db.owner.query("SELECT after FROM activity.act WHERE act = 'document.imported' ORDER BY id DESC LIMIT 1")
  expect(rows[0].after).toMatchObject({ corrected: { cells: 2, rowsLeftOut: 1 } })
  expect(await send("POST", `/imports/${imports[0]!.id}/undo`, {})).toMatchObject({ status: 200 })
  expect(await get("/imports?limit=1")).toMatchObject({ imports: [{ undone: { by: third.by } }] })

  // Thousands of bad rows: counted all, shown page by page, mended by what they say, left out by their lines.
  const many = Array.from({ length: 5_000 }, (_, i) => `C${i % 7};V${i};${i % 2 === 0 ? "31/02/2026" : `2026-05-${i}`};2026-07-01;10,00`)
  const long = await served.ask(`${AT}/imports?name=long.csv&dryRun=true`, served.keys.accountant, {
    method: "POST",
    body: ["Client;N° facture;Date;Échéance;Montant", ...many, ""].join("\n"),
  })
  const { job: begun } = (await long.json()) as { job: string }
  const valid = many.filter((row) => /;2026-05-(?:[12]?\d|31);/.test(row)).length
  expect((await ended(begun)).outcome.imports[0]).toMatchObject({ rows: 5_000, refused: 5_000 - valid })
  type Page = {
    looked: { asked: { line: number }[]; from: number; askedInAll: number; lines: number[]; alike: number[]; problems: object[] } & {
      groups: { key: string; column: string; was: string | null; rows: number }[]
    }
  }
  const page = async (job: string, query: string) => (await get<Page>(`/imports/drafts/${job}?${query}`)).looked
  const late = await page(begun, "from=99999&rows=50")
  const left = (5_000 - valid) % 50
  expect([late.from, late.askedInAll, late.asked.length]).toEqual([5_000 - valid - left, 5_000 - valid, left])
  expect(late.problems.length).toBe(left)
  const [whole, same] = late.groups
  expect([whole, same]).toMatchObject([
    { column: "Date", was: null, rows: 5_000 - valid },
    { column: "Date", was: "31/02/2026", rows: 2_500 },
  ])
  const out = await page(begun, `only=${same!.key}&lines=true`)
  expect([out.lines.length, out.lines[1], out.asked.length]).toEqual([2_500, 4, 0])
  const drop = (await page(begun, "lines=true")).lines.filter((line) => !out.lines.includes(line))
  const alike = [{ column: "Date", was: "31/02/2026", value: "2026-02-28" }]
  const remade = await send("POST", `/imports/drafts/${begun}`, { corrections: { cells: [], drop, alike } })
  expect((await ended(String(remade.body.job))).outcome.imports[0]).toMatchObject({ rows: 2_500 + valid, refused: 0, accepted: 2_500 + valid })
  expect(await page(String(remade.body.job), "")).toMatchObject({ alike: [2_500], groups: [], askedInAll: drop.length })

  const stray = await send("POST", `/imports/drafts/${first}`, { corrections: { cells: [{ line: 99, column: "Montant", value: "1,00" }] } })
  const refused = (await ended(String(stray.body.job))).outcome.imports[0]!
  expect(refused.problems.map(({ code, line }) => [code, line])).toContainEqual(["CORRECTION_MEETS_NOTHING", 99])
  expect(await send("POST", `/imports/drafts/${first}`, { map: { columns: { nothing: "Client" } } })).toMatchObject({
    status: 422,
    body: { errors: [{ field: "map", code: "MAP_FIELD_UNKNOWN" }] },
  })
})

test("P59 what is uploaded is kept under its hash and handed out as an attachment that nothing runs, whatever it is and is called", async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
  const uploads: readonly (readonly [string, string])[] = [
    ["drawing.svg", svg],
    ["page.html", "<!doctype html><script>alert(1)</script>"],
    ["both.pdf", `%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\n${svg}\nPK\u0003\u0004`],
    ["shortcut.lnk", "L\0\0\0\u0001\u0014\u0002\0 calc.exe"],
    ["../../x", "a;b\n1;2\n"],
    ["..\\..\\x.csv", "a;b\n3;4\n"],
    ['"><script>.csv', "a;b\n5;6\n"],
  ]
  for (const [name, body] of uploads) {
    const sent = await served.ask(`${AT}/imports?name=${encodeURIComponent(name)}&dryRun=true`, served.keys.accountant, { method: "POST", body })
    expect(sent.status, name).toBe(202)
    const { file } = (await sent.json()) as { file: string }
    expect(file, name).not.toContain("/")
    const { files } = await get<{ files: { id: string; name: string; sha256: string }[] }>("/evidence?limit=1")
    expect(files[0]!.name).toBe(file)
    const answer = await served.ask(`${AT}/evidence/${files[0]!.id}/content`, served.keys.auditor)
    expect(await answer.text()).toBe(body)
    const said = ["content-type", "x-content-type-options", "content-security-policy"].map((header) => answer.headers.get(header))
    expect(said, name).toEqual(["application/octet-stream", "nosniff", "sandbox; default-src 'none'"])
    expect(answer.headers.get("content-disposition"), name).toMatch(/^attachment; filename\*=UTF-8''[\w.%-]+$/)
  }
  for (const name of ["a\0.csv", `${"x".repeat(300)}.csv`, "invoice\u202evsc.exe", "a\u2067b.csv"]) {
    const refused = await served.ask(`${AT}/imports?name=${encodeURIComponent(name)}`, served.keys.accountant, { method: "POST", body: "a;b\n1;2\n" })
    expect([refused.status, await refused.json()], JSON.stringify(name)).toMatchObject([422, { errors: [{ field: "name" }] }])
  }
})

test("P51 a key revoked is refused at its next request", async () => {
  const made = await send("POST", "/keys", { name: "till", role: "auditor" }, { "Idempotency-Key": "till" }, served.keys.owner)
  const key = made.body.key as string
  expect((await served.ask(`${AT}/ageing`, key)).status).toBe(200)
  expect((await send("POST", `/keys/${made.body.id}/revoke`, {}, {}, served.keys.owner)).status).toBe(200)
  expect((await served.ask(`${AT}/ageing`, key)).status).toBe(401)
  const { keys } = await get<{ keys: object[] }>("/keys", served.keys.owner)
  expect(JSON.stringify(keys)).not.toContain(key)
  // Nor is it in what is remembered of answers.
  expect((await served.db.owner.query("SELECT FROM shell.answered WHERE answer::text LIKE $1", [`%${key}%`])).rowCount).toBe(0)
})
