/** Three server processes on one database: any of them answers any request, a job is done once whoever dies, and nothing is remembered by one alone. */
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { openReceiver, type Receiver } from "../receiver.ts"

const SERVERS = [0, 1, 2]
const AT = "/api/companies/ACME"
let served: ServedApi
let receiver: Receiver
beforeAll(async () => {
  receiver = await openReceiver()
  served = await serveApi({ ENCOURS_WEBHOOK_ALLOW: "127.0.0.1" }, SERVERS.length)
})
afterAll(async () => {
  await served?.close()
  receiver.close()
})

type Said = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }
async function send(server: number, path: string, body: unknown, headers: Record<string, string> = {}, key = served.keys.owner): Promise<Said> {
  const init = { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) }
  const answer = await served.ask(`${AT}${path}`, key, init, server)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
async function get<T>(server: number, path: string, key = served.keys.owner): Promise<T> {
  const answer = await served.ask(`${AT}${path}`, key, {}, server)
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as T
}
const invoice = (number: string) => ({ kind: "invoice", number, customer: "C1", amount: "120.00", on: "2026-05-02", dueOn: "2026-06-01" })
const count = async (sql: string): Promise<number> => (await served.db.owner.query(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0].n

test("P87: the same Idempotency-Key sent to all three at once is one effect, and all three give its answer", async () => {
  for (let round = 0; round < 5; round++) {
    const key = { "Idempotency-Key": `round-${round}` }
    const answers = await Promise.all([...SERVERS, ...SERVERS].map((server) => send(server, "/entries", { entries: [invoice(`K${round}`)] }, key)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]!.status).toBe(201)
    expect(await count(`ledger.entry WHERE number = 'K${round}'`)).toBe(1)
  }
})

test("P51, P89: what one is told holds for the others at once: a key revoked, a page begun", async () => {
  const made = await send(0, "/keys", { name: "till", role: "auditor" })
  const key = made.body.key as string
  for (const server of SERVERS) expect((await served.ask(`${AT}/ageing`, key, {}, server)).status).toBe(200)
  await send(1, `/keys/${made.body.id}/revoke`, {})
  for (const server of SERVERS) expect((await served.ask(`${AT}/ageing`, key, {}, server)).status).toBe(401)
  await send(2, "/entries", { entries: Array.from({ length: 12 }, (_, i) => invoice(`S${i}`)) })
  const seen: string[] = []
  for (let page = 0, next: string | null = ""; next !== null; page++) {
    const more: string = next === "" ? "" : `&cursor=${next}`
    const answer: { items: { number: string }[]; next: string | null } = await get(page % 3, `/open-items?asOf=2026-12-31&limit=5${more}`)
    seen.push(...answer.items.map(({ number }) => number))
    next = answer.next
  }
  expect(seen.filter((number) => number.startsWith("S")).sort()).toEqual(Array.from({ length: 12 }, (_, i) => `S${i}`).sort())
  expect(new Set(seen).size).toBe(seen.length)
})

test("thirty imports left to whichever server, two of which are killed meanwhile: each is done once, and told to a webhook", async () => {
  await send(1, "/webhooks", { url: receiver.url, types: ["document.imported"] })
  const rows = (file: number) => Array.from({ length: 40 }, (_, i) => `C${file};I${file}-${i};2026-05-01;2026-06-01;10,00\n`).join("")
  const ids: string[] = []
  for (let file = 0; file < 30; file++) {
    const body = `customer;invoice;invoice date;due date;amount\n${rows(file)}`
    const answer = await served.ask(`${AT}/imports?name=f${file}.csv&asOf=2026-06-30`, served.keys.owner, { method: "POST", body }, file % 3)
    expect(answer.status).toBe(202)
    ids.push(((await answer.json()) as { job: string }).job)
    if (file === 14) await served.crash(1)
    if (file === 22) await served.crash(2)
  }
  type Job = { readonly id: string; readonly state: string; readonly attempt: number }
  let jobs: readonly Job[] = []
  for (const end = Date.now() + 120_000; Date.now() < end; await pause(300)) {
    jobs = (await get<{ jobs: readonly Job[] }>(0, "/jobs")).jobs.filter(({ id }) => ids.includes(id))
    if (jobs.every(({ state }) => state === "done" || state === "failed")) break
  }
  expect(jobs.map(({ state }) => state)).toEqual(Array.from({ length: 30 }, () => "done"))
  // Both killed servers may have had one in hand; nobody else's was started twice.
  expect(jobs.filter(({ attempt }) => attempt > 1).length).toBeLessThanOrEqual(2)
  expect(await count("document.import")).toBe(30)
  expect(await count("ledger.entry WHERE number LIKE 'I%'")).toBe(1_200)
  expect(await count("activity.act WHERE act = 'document.imported'")).toBe(30)
  for (const end = Date.now() + 90_000; new Set(receiver.came.map(({ message }) => message.data.act)).size < 30 && Date.now() < end; )
    await pause(200)
  const told = receiver.came.map(({ message }) => message.data.act)
  expect(new Set(told).size).toBe(30)
  // At least once: only what a killed server held may have come again.
  expect(told.length).toBeLessThanOrEqual(50)
  for (const server of SERVERS) expect(await get<{ ok: boolean }>(server, "/verify")).toMatchObject({ ok: true })
})
