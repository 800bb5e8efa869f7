/** Promises, disputes, holds and insolvencies through the API: pages, stale edits, repeated requests, ids of another company, words no terminal should meet. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"

let served: ServedApi
const items = new Map<string, string>()
beforeAll(async () => {
  served = await serveApi()
  for (const [company, key] of [
    ["ACME", served.keys.accountant],
    ["OTHER", served.keys.other],
  ] as const) {
    const entry = { kind: "invoice", customer: "C1", amount: "120.00", on: "2026-05-02", dueOn: "2026-06-01" }
    const numbers = ["F1", "F2", "F3"]
    const posted = await send("POST", "/entries", { entries: numbers.map((number) => ({ ...entry, number })) }, {}, key, company)
    for (const { id, number } of posted.body.entries as { id: string; number: string }[]) items.set(`${company} ${number}`, id)
  }
})
afterAll(() => served.close())

type Said = { readonly status: number; readonly body: Record<string, unknown>; readonly tag: string }
async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  key = served.keys.collector,
  company = "ACME",
): Promise<Said> {
  const answer = await served.ask(`/api/companies/${company}${path}`, key, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, tag: answer.headers.get("ETag") ?? "" }
}
const item = (number: string, company = "ACME") => ({ item: items.get(`${company} ${number}`)! })
const NEXT_YEAR = new Date().getUTCFullYear() + 1
const promise = (more: object = {}) => ({ customer: "C1", how: "mail", parts: [{ amount: "10.00", dueOn: `${NEXT_YEAR}-01-31` }], ...more })
const dispute = (more: object = {}) => ({
  customer: "C1",
  items: [{ ...item("F2"), amount: "1.00" }],
  cause: "quality",
  description: "broken",
  ...more,
})

test("a promise is taken down once however often it is asked, listed page by page, and withdrawn", async () => {
  const said = promise({ items: [item("F1")], by: "Mme Fictive" })
  const [first, again] = [
    await send("POST", "/promises", said, { "Idempotency-Key": "p1" }),
    await send("POST", "/promises", said, { "Idempotency-Key": "p1" }),
  ]
  expect(first).toMatchObject({ status: 201, body: { state: "open", promised: "10.00", items: [{ number: "F1", instalment: 1 }] } })
  expect(again.body).toEqual(first.body)
  for (const amount of ["11.00", "12.00"]) await send("POST", "/promises", promise({ parts: [{ amount, dueOn: `${NEXT_YEAR}-02-28` }] }))
  const seen: unknown[] = []
  let cursor: unknown = null
  do {
    const page: Said = await send("GET", `/promises?customer=C1&state=open&limit=2${cursor ? `&cursor=${cursor}` : ""}`)
    seen.push(...(page.body.promises as { promised: string }[]).map(({ promised }) => promised))
    cursor = page.body.next
  } while (cursor)
  expect(seen).toEqual(["12.00", "11.00", "10.00"])
  const id = first.body.id
  expect(await send("POST", `/promises/${id}/withdraw`, { because: "said by mistake" })).toMatchObject({ status: 200, body: { state: "withdrawn" } })
  expect(await send("POST", `/promises/${id}/withdraw`, { because: "again" })).toMatchObject({ status: 409, body: { code: "PROMISE_OVER" } })
  expect((await send("POST", "/promises", said, {}, served.keys.auditor)).status).toBe(403)
})

test("who changes a dispute or a hold that somebody else changed meanwhile is refused and shown both; nothing is lost", async () => {
  const opened = await send("POST", "/disputes", dispute())
  expect(opened).toMatchObject({ status: 201, body: { disputed: "1.00", resolver: null } })
  const at = `/disputes/${opened.body.id}`
  expect((await send("PATCH", at, { resolver: "A" })).status).toBe(428)
  const { tag } = await send("GET", at)
  expect(tag).toBe(opened.tag)
  const changed = await send("PATCH", at, { resolver: "M. Exemple" }, { "If-Match": tag })
  expect(changed).toMatchObject({ status: 200, body: { resolver: "M. Exemple", description: "broken" } })
  const stale = await send("PATCH", at, { resolver: "Somebody else" }, { "If-Match": tag })
  // Whose change it was is told with it.
  const by = (await served.ask("/api/companies/ACME/activity?act=dispute.changed&limit=1", served.keys.collector).then((said) => said.json()))
    .entries[0].by
  expect(stale).toMatchObject({ status: 412, body: { code: "CHANGED_SINCE", figures: { current: { resolver: "M. Exemple" }, changed: { by } } } })
  // Who closes it may say what was seen, and then it is closed as such or not at all.
  const closing = { outcome: "upheld", because: "photos" }
  expect(await send("POST", `${at}/close`, closing, { "If-Match": tag })).toMatchObject({
    status: 412,
    body: { figures: { current: { resolver: "M. Exemple", state: "open" }, currentTag: changed.tag } },
  })
  expect(await send("POST", `${at}/close`, closing, { "If-Match": changed.tag })).toMatchObject({ status: 200, body: { state: "closed" } })
  // Closed by somebody else while it was looked at: both are shown as well; who did not look is told that it is closed.
  expect(await send("POST", `${at}/close`, closing, { "If-Match": changed.tag })).toMatchObject({
    status: 412,
    body: { figures: { current: { state: "closed", closed: { because: "photos" } }, changed: { by } } },
  })
  expect(await send("POST", `${at}/close`, closing)).toMatchObject({ status: 409, body: { code: "DISPUTE_CLOSED" } })
  const promised = await send("POST", "/promises", { customer: "C2", parts: [{ amount: "1.00", dueOn: `${NEXT_YEAR}-01-01` }], how: "call" })
  const given = await send("GET", `/promises/${promised.body.id}`)
  expect((await send("POST", `/promises/${promised.body.id}/withdraw`, { because: "x" }, { "If-Match": tag })).status).toBe(412)
  expect((await send("POST", `/promises/${promised.body.id}/withdraw`, { because: "x" }, { "If-Match": given.tag })).status).toBe(200)

  const placed = await send("POST", "/holds", { customer: "C2", reason: "other", note: "asked for it", until: `${NEXT_YEAR}-01-01` })
  expect(placed).toMatchObject({ status: 201, body: { state: "active", item: null } })
  const hold = `/holds/${placed.body.id}`
  expect(await send("PATCH", hold, { note: "x" }, { "If-Match": placed.tag })).toMatchObject({
    status: 200,
    body: { note: "x", until: `${NEXT_YEAR}-01-01` },
  })
  expect((await send("PATCH", hold, { note: "y" }, { "If-Match": placed.tag })).status).toBe(412)
  expect(await send("POST", `${hold}/lift`, {}, { "If-Match": placed.tag })).toMatchObject({
    status: 412,
    body: { figures: { current: { note: "x" } } },
  })
  expect(await send("POST", `${hold}/lift`, {})).toMatchObject({ status: 200, body: { state: "lifted" } })

  const recorded = await send("POST", "/insolvencies", { customer: "C2", kind: "bankruptcy", judgedOn: "2026-05-04", source: "gazette" })
  expect(recorded).toMatchObject({ status: 201, body: { state: "open" } })
  const insolvency = `/insolvencies/${recorded.body.id}`
  const ended = await send("PATCH", insolvency, { endedOn: "2026-06-04" }, { "If-Match": recorded.tag })
  expect(ended).toMatchObject({ status: 200, body: { state: "ended", kind: "bankruptcy" } })
  expect(await send("PATCH", insolvency, { endedOn: "2026-06-05" }, { "If-Match": recorded.tag })).toMatchObject({
    status: 412,
    body: { figures: { current: { endedOn: "2026-06-04" }, changed: { by } } },
  })
  expect(await send("GET", "/insolvencies?asOf=2026-06-03")).toMatchObject({ body: { insolvencies: [{ state: "open" }] } })
})

test("P88 a note is pinned and a task ended as it was seen, or not at all; without a tag as before", async () => {
  const { id: note } = (await send("POST", "/notes", { customer: "C1", text: "Rings on Mondays" })).body
  const [listed] = (await send("GET", "/notes?customer=C1")).body.notes as { id: string; tag: string }[]
  const told = (await send("GET", "/customers/C1/timeline?kind=note")).body.events as { tag: string }[]
  const { tag } = await send("GET", `/notes/${note}`)
  expect([listed!.tag, told[0]!.tag]).toEqual([tag, tag])
  const pin = (pinned: boolean, headers: Record<string, string> = {}) => send("POST", `/notes/${note}/pin`, { pinned }, headers)
  const pinned = await pin(true, { "If-Match": tag })
  expect(pinned).toMatchObject({ status: 200, body: { pinned: true } })
  expect(await pin(true, { "If-Match": tag })).toMatchObject({
    status: 412,
    body: { figures: { currentTag: pinned.tag, changed: { by: expect.any(String) } } },
  })
  expect([(await pin(false)).status, (await pin(true)).status]).toEqual([200, 200])
  await send("POST", `/notes/${note}/take-back`, {})
  expect(await pin(true)).toMatchObject({ status: 404, body: { code: "UNKNOWN_NOTE" } })

  const made = await send("POST", "/tasks", { customer: "C1", dueOn: `${NEXT_YEAR}-01-01`, why: "Send the proof" })
  const at = `/tasks/${made.body.id}`
  const seen = await send("GET", at)
  expect(seen).toMatchObject({ status: 200, body: { why: "Send the proof", doneAt: null } })
  const match = { "If-Match": seen.tag }
  expect((await send("POST", `${at}/snooze`, { until: `${NEXT_YEAR}-01-05` }, match)).status).toBe(200)
  for (const [act, body] of [
    ["snooze", { until: `${NEXT_YEAR}-01-06` }],
    ["done", {}],
    ["withdraw", {}],
  ] as const)
    expect(await send("POST", `${at}/${act}`, body, match), act).toMatchObject({
      status: 412,
      body: { code: "CHANGED_SINCE", figures: { current: { snoozedUntil: `${NEXT_YEAR}-01-05` }, changed: { by: expect.any(String) } } },
    })
  expect((await send("POST", `${at}/done`, {}, { "If-Match": (await send("GET", at)).tag })).status).toBe(200)
  expect(await send("POST", `${at}/done`, {}, match)).toMatchObject({ status: 412, body: { figures: { current: { doneBy: expect.any(String) } } } })
  expect((await send("POST", `${at}/done`, {})).status).toBe(200)
})

test("the disputed part is not asked for, and the ageing does not move", async () => {
  const before = (await send("GET", "/ageing?asOf=2026-06-30")).body
  await send("POST", "/disputes", dispute({ items: [{ ...item("F3"), amount: "20.00" }] }))
  const { items: found } = (await send("GET", "/chase?customer=C1")).body as {
    items: { number: string; open: string; disputed: string; chasable: string }[]
  }
  expect(found.find(({ number }) => number === "F3")).toMatchObject({ open: "120.00", disputed: "20.00" })
  expect((await send("GET", "/ageing?asOf=2026-06-30")).body).toEqual(before)
  const more = await send("POST", "/disputes", dispute({ items: [{ ...item("F3"), amount: "100.01" }] }))
  expect(more).toMatchObject({ status: 409, body: { code: "DISPUTED_TOO_MUCH" } })
})

test("P48: items and rows of another company are as if they never were", async () => {
  const theirs = item("F1", "OTHER")
  for (const [path, body] of [
    ["/promises", promise({ items: [theirs] })],
    ["/disputes", dispute({ items: [theirs] })],
    ["/holds", { customer: "C1", item: theirs, reason: "commercialGesture", until: `${NEXT_YEAR}-01-01` }],
  ] as const)
    expect(await send("POST", path, body), path).toMatchObject({ status: 404, body: { code: "UNKNOWN_ITEM" } })
  const made = await send("POST", "/promises", promise(), {}, served.keys.other, "OTHER")
  expect(made.status).toBe(201)
  expect((await send("GET", `/promises/${made.body.id}`)).status).toBe(404)
  expect((await send("POST", `/promises/${made.body.id}/withdraw`, { because: "x" })).status).toBe(404)
  const { promises } = (await send("GET", "/promises")).body as { promises: { id: string }[] }
  expect(promises.map(({ id }) => id)).not.toContain(made.body.id)
})

test("words keep their lines and marks as they are, and no character a terminal would obey", async () => {
  const description = "<script>alert(1)</script>\n=HYPERLINK(1)"
  const opened = await send("POST", "/disputes", dispute({ description }))
  expect(opened).toMatchObject({ status: 201, body: { description } })
  for (const bad of ["\u001b[2J", "a\u0000b", "a\u0007"])
    expect(await send("POST", "/disputes", dispute({ description: bad })), JSON.stringify(bad)).toMatchObject({
      status: 422,
      body: { code: "DOES_NOT_FIT" },
    })
  expect((await send("POST", "/promises", promise({ by: "a\nb" }))).status).toBe(422)
  expect(await send("POST", "/promises", promise({ parts: [{ amount: "10.005", dueOn: `${NEXT_YEAR}-01-31` }] }))).toMatchObject({
    status: 422,
    body: { errors: [{ field: "parts.0.amount" }] },
  })
  expect((await send("GET", "/disputes?cursor=nonsense")).body).toMatchObject({ code: "BAD_CURSOR" })
})

test("who looks on is told that something was done, by whomever, and of no other company", async () => {
  const entry = (number: string) => ({
    entries: [{ kind: "invoice", customer: "C1", amount: "1.00", on: "2026-05-02", dueOn: "2026-06-01", number }],
  })
  const answer = await served.ask("/api/companies/OTHER/changes", served.keys.other, {})
  expect(answer.headers.get("Content-Type")).toBe("text/event-stream")
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const next = () => reader.read().then(({ value }) => value ?? "")
  const calm = () => new Promise<string>((resolve) => setTimeout(() => resolve("calm"), 2500))
  let told = next()
  expect(await told).toMatch(/^data: \{"state":"[^"]+"\}\nretry: \d+\n\n$/)
  // What was done before is sealed meanwhile, which is a state of its own.
  for (told = next(); (await Promise.race([told, calm()])) !== "calm"; told = next());
  await send("POST", "/entries", entry("LIVE-A"), {}, served.keys.accountant)
  expect(await Promise.race([told, calm()])).toBe("calm")
  await send("POST", "/entries", entry("LIVE-O"), {}, served.keys.other, "OTHER")
  expect(await Promise.race([told, calm()])).toContain("state")
  await reader.cancel()
}, 30_000)
