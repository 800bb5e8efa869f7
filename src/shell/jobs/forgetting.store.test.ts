import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { BY, openBooks } from "../../../test/ledger/books.ts"
import { recordAct } from "../../activity/activity.act.ts"
import { answerOnce, REMEMBERED_HOURS } from "../http/idempotency.ts"
import { forgetPast, startForgetting } from "./forgetting.ts"
import { KEPT_DAYS } from "./job.ts"
import { openJobs } from "./jobs.ts"
import { runHere } from "./work.ts"

const HOUR_MS = 3_600_000
let now = new Date("2026-01-01T00:00:00Z")
let db: TestDatabase
let company: number
let other: number
beforeAll(async () => {
  db = await testDatabase(() => now)
  company = (await openBooks(db, "A")).company
  other = (await openBooks(db, "B")).company
})
afterAll(() => db.drop())

const later = (hours: number) => {
  now = new Date(now.getTime() + hours * HOUR_MS)
}
const caller = (id: number) => ({
  id: "01980000-0000-7000-8000-000000000001",
  company: { id, code: "A", name: "A", country: "FR", currency: "EUR" },
})
let acts = 0
const ask = (of = company) =>
  answerOnce(db, caller(of), "k-1", "POST /entries {}", async (tx) => {
    await recordAct(tx, BY, { code: "test.act", subject: {} })
    return { body: { n: ++acts } }
  })

test("an answer is remembered for three days: asked again it has no second effect; after that the key is a new act's, and another company's stays", async () => {
  expect(await ask()).toEqual({ body: { n: 1 } })
  later(REMEMBERED_HOURS - 1)
  expect((await ask(other)).body).toEqual({ n: 2 })
  expect(await forgetPast(db, company)).toEqual({ answers: 0, jobs: 0 })
  expect(await ask()).toMatchObject({ body: { n: 1 }, headers: { "Idempotency-Replayed": "true" } })
  later(2)
  expect(await forgetPast(db, company)).toEqual({ answers: 1, jobs: 0 })
  expect(await ask()).toEqual({ body: { n: 3 } })
  expect(await ask(other)).toMatchObject({ body: { n: 2 }, headers: { "Idempotency-Replayed": "true" } })
})

test("nobody can have an answer of today forgotten, whatever their clock says; many go in bounded steps, all of them", async () => {
  await db.owner.query(
    `INSERT INTO shell.answered (company_id, key, caller, asked, at)
     SELECT $1, 'n' || n, gen_random_uuid(), sha256(n::text::bytea), CASE WHEN n <= 10001 THEN '2025-12-01'::timestamptz ELSE clock_timestamp() END FROM generate_series(1, 10003) n`,
    [company],
  )
  const forget = "SELECT shell.forget_answers('infinity') AS n"
  expect((await db.owner.query(forget)).rows[0].n, "no company is chosen").toBe(0)
  expect((await forgetPast(db, company)).answers).toBe(10_001)
  await db.owner.query(`BEGIN; SELECT set_config('encours.company', '${company}', true)`)
  await db.owner.query(forget)
  const { rows } = await db.owner.query("SELECT count(*)::int AS n FROM shell.answered WHERE company_id = $1 AND key LIKE 'n%'", [company])
  await db.owner.query("COMMIT")
  expect(rows[0].n).toBe(2)
})

test("a job that ended is shown for ninety days after its last sign of life; one that still waits stays however old it is", async () => {
  const asked = (subject: string) => ({ kind: "import", subject, unit: "rows", by: BY, request: {} })
  const done = { refused: null, outcome: null }
  for (const subject of ["old.csv", "young.csv"])
    await runHere(
      db,
      company,
      asked(subject),
      async () => {},
      () => done,
    )
  await db.owner.query(`INSERT INTO shell.job (company_id, id, kind, background, subject, actor, request, state, unit)
    VALUES (${company}, '01980000-0000-7000-8000-000000000002', 'import', true, 'waits.csv', '{}', '{}', 'queued', 'rows'),
           (${company}, '01980000-0000-7000-8000-000000000003', 'import', true, 'lost.csv', '{}', '{}', 'queued', 'rows');
    INSERT INTO jobs.job (id, name, data) VALUES ('01980000-0000-7000-8000-000000000002', 'import', '{"company": ${company}, "job": "01980000-0000-7000-8000-000000000002"}');
    UPDATE shell.job SET updated_at = clock_timestamp() - interval '${KEPT_DAYS + 1} days' WHERE subject <> 'young.csv'`)
  now = new Date()
  expect((await forgetPast(db, company)).jobs).toBe(2)
  const { rows } = await db.owner.query("SELECT subject FROM shell.job WHERE company_id = $1 ORDER BY subject", [company])
  expect(rows.map(({ subject }) => subject)).toEqual(["waits.csv", "young.csv"])
})

test("a server forgets by itself as soon as it runs, company by company, and says how much; a failure is told and ends nothing", async () => {
  await db.owner.query("UPDATE shell.answered SET at = '2025-12-01' WHERE company_id = ANY ($1)", [[company, other]])
  const noted: unknown[] = []
  const failed: unknown[] = []
  const companies = async () => [
    { id: company, code: "A" },
    { id: other, code: "B" },
  ]
  const forgetting = startForgetting(
    db,
    companies,
    (what) => noted.push(what),
    (error) => failed.push(error),
  )
  await expect.poll(() => noted.length, { timeout: 20_000 }).toBe(2)
  await forgetting.stop()
  expect(noted).toEqual([
    { company: "A", answers: 2, jobs: 0 },
    { company: "B", answers: 1, jobs: 0 },
  ])
  const away = startForgetting(
    db,
    () => Promise.reject(new Error("away")),
    () => {},
    (error) => failed.push(error),
  )
  await pause(50)
  await away.stop()
  expect(failed).toEqual([new Error("away")])
})

test("the queue lets its own rows go seven days after they ended", async () => {
  const data = `{"company": ${company}, "job": "01980000-0000-7000-8000-00000000000a"}`
  await db.owner.query(
    `INSERT INTO jobs.job (name, data, state, completed_on) VALUES ('import', $1, 'completed', now() - interval '8 days'), ('import', $1, 'completed', now() - interval '6 days')`,
    [data],
  )
  const ended = async () => (await db.owner.query("SELECT count(*)::int AS n FROM jobs.job WHERE state = 'completed'")).rows[0].n
  expect(await ended()).toBe(2)
  const queue = await openJobs(db.app, "worker")
  await expect.poll(ended, { timeout: 30_000 }).toBe(1)
  await queue.stop()
})
