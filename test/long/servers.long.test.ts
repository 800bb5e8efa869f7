/** Three server processes on one database: any of them answers any request, a job is done once whoever dies, and nothing is remembered by one alone. */
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { SEED } from "../ledger/chance.ts"
import { openReceiver, type Receiver } from "../receiver.ts"
import { simGround } from "../sim/ground.ts"

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
async function get<T>(server: number, path: string, key = served.keys.owner, code = "ACME"): Promise<T> {
  const answer = await served.ask(`/api/companies/${code}${path}`, key, {}, server)
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

/** What a simulated company did in each of its weeks, as its books would export it. */
async function simulatedWeeks(seed: number): Promise<{ readonly files: readonly string[]; readonly totals: readonly string[] }> {
  const ground = await simGround()
  try {
    const { company, fault } = await ground.live({ seed, customers: 14, days: 120 })
    expect(fault).toBeNull()
    const { rows } = await ground.db.owner.query<{ week: string; line: string }>(
      `SELECT date_trunc('week', e.effective_on)::date::text AS week,
              concat_ws(',', c.code, CASE e.kind WHEN 'invoice' THEN 'Invoice' WHEN 'creditNote' THEN 'Credit note' ELSE 'Payment' END, e.number, e.effective_on,
                        (SELECT max(i.due_on) FROM ledger.instalment i WHERE i.company_id = e.company_id AND i.entry_id = e.id), e.currency, e.amount / 100.0) AS line
         FROM ledger.entry e JOIN customer.customer c ON c.company_id = e.company_id AND c.id = e.customer_id
        WHERE e.company_id = $1 AND e.kind IN ('invoice', 'creditNote', 'payment') AND e.amount > 0 ORDER BY e.effective_on, e.id`,
      [company.id],
    )
    const weeks = Map.groupBy(rows, ({ week }) => week)
    const files = [...weeks.values()].map((lines) =>
      ["customer,type,number,date,due date,currency,amount", ...lines.map(({ line }) => line), ""].join("\n"),
    )
    return { files, totals: await totalsOf(ground.db, company.id) }
  } finally {
    await ground.leave()
  }
}
const totalsOf = async (db: ServedApi["db"], company: number): Promise<string[]> =>
  (
    await db.owner.query(
      `SELECT concat_ws(' ', kind, currency, count(*), sum(amount)) AS told FROM ledger.entry
        WHERE company_id = $1 AND kind IN ('invoice', 'creditNote', 'payment') AND amount > 0 GROUP BY kind, currency ORDER BY 1`,
      [company],
    )
  ).rows.map(({ told }) => told)

test("four months of two simulated companies left as weekly jobs to whichever server, two of which are killed meanwhile: each job is done once, and told to a webhook", async () => {
  await send(1, "/webhooks", { url: receiver.url, types: ["document.imported"] })
  const [mine, other] = [await simulatedWeeks(SEED), await simulatedWeeks(SEED + 1)]
  const waiting = [
    ...mine.files.map((file, week) => ({ file, week, code: "ACME", key: served.keys.owner })),
    ...other.files.map((file, week) => ({ file, week, code: "OTHER", key: served.keys.other })),
  ].sort((a, b) => a.week - b.week)
  const ids: string[] = []
  for (const [n, { file, week, code, key }] of waiting.entries()) {
    const answer = await served.ask(
      `/api/companies/${code}/imports?name=week${week}.csv&source=life&asOf=2030-12-31`,
      key,
      { method: "POST", body: file },
      n % 3,
    )
    expect(answer.status).toBe(202)
    ids.push(((await answer.json()) as { job: string }).job)
    if (n === Math.floor(waiting.length / 3)) await served.crash(1)
    if (n === Math.floor((waiting.length * 2) / 3)) await served.crash(2)
  }
  type Job = { readonly id: string; readonly state: string; readonly attempt: number }
  let jobs: readonly Job[] = []
  for (const end = Date.now() + 180_000; Date.now() < end; await pause(300)) {
    const [here, there] = await Promise.all([
      get<{ jobs: readonly Job[] }>(0, "/jobs"),
      get<{ jobs: readonly Job[] }>(1, "/jobs", served.keys.other, "OTHER"),
    ])
    jobs = [...here.jobs, ...there.jobs].filter(({ id }) => ids.includes(id))
    if (jobs.length === ids.length && jobs.every(({ state }) => state === "done" || state === "failed")) break
  }
  expect(jobs.map(({ state }) => state)).toEqual(ids.map(() => "done"))
  // Both killed servers may have had one in hand; nobody else's was started twice.
  expect(jobs.filter(({ attempt }) => attempt > 1).length).toBeLessThanOrEqual(2)
  expect(await count("document.import")).toBe(ids.length)
  expect(await count("activity.act WHERE act = 'document.imported'")).toBe(ids.length)
  // The same invoices, credit notes and payments as in the life itself, to the cent; beside them only what the tests before posted.
  expect(await totalsOf(served.db, served.other)).toEqual(other.totals)
  const lived = `company_id = ${served.company} AND source = 'life'`
  expect(await count(`(SELECT FROM ledger.entry WHERE ${lived}) e`)).toBe(mine.totals.reduce((all, told) => all + Number(told.split(" ")[2]), 0))
  const told = () => new Set(receiver.came.map(({ message }) => message.data.act)).size
  for (const end = Date.now() + 90_000; told() < mine.files.length && Date.now() < end; ) await pause(200)
  expect(told()).toBe(mine.files.length)
  // At least once: only what a killed server held may have come again.
  expect(receiver.came.length).toBeLessThanOrEqual(mine.files.length + 20)
  for (const server of SERVERS) expect(await get<{ ok: boolean }>(server, "/verify")).toMatchObject({ ok: true })
})
