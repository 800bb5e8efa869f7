import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { getConstructionPlans } from "pg-boss"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { makeQueue, type Probe, probe, probeKind, queueProbe, startProber, tracesOf } from "../../../test/jobs/probe.ts"
import { BY, openBooks } from "../../../test/ledger/books.ts"
import type { Id } from "../../kernel/id.ts"
import { askCancel, loadJobs } from "./job.store.ts"
import type { JobRow, JobState } from "./job.ts"
import { type Jobs, openJobs } from "./jobs.ts"
import { runHere, startWorkers } from "./work.ts"

let db: TestDatabase
let jobs: Jobs
let company: number
/** A job whose server was killed at the very start: it waits for its retry while the other tests go on. */
let killed: Id
const silent = () => {}
beforeAll(async () => {
  db = await testDatabase()
  company = (await openBooks(db, "A")).company
  await makeQueue(db)
  jobs = await openJobs(db.app, "sender")
  killed = await killWorkerOf("killed")
})
afterAll(async () => {
  await jobs.stop()
  await db.drop()
})

const queue = (subject: string, request: Probe) => queueProbe(db, jobs, company, subject, request)
const find = async (id: Id): Promise<JobRow | undefined> => (await db.inCompany(company, (tx) => loadJobs(tx, 1, id)))[0]
const look = async (id: Id): Promise<JobRow> => (await find(id))!
async function until(id: Id, fits: (job: JobRow) => boolean, withinMs = 30_000): Promise<JobRow> {
  for (const end = Date.now() + withinMs; ; await pause(50)) {
    const job = await find(id)
    if (job && fits(job)) return job
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(job)}`)
  }
}
const is = (state: JobState) => (job: JobRow) => job.state === state
const cancel = (id: Id) =>
  db.inCompany(company, async (tx) => {
    const asked = await askCancel(tx, id)
    if (asked) await jobs.cancel(tx, "probe", id)
    return asked
  })
/** While the work goes on, this many servers of our own process work the queue. */
async function withWorkers<T>(count: number, work: (runs: string[]) => Promise<T>): Promise<T> {
  const runs: string[] = []
  const workers = Array.from({ length: count }, () => startWorkers(db.app, db, [probeKind(db, runs)], [], "/", silent))
  try {
    return await work(runs)
  } finally {
    await Promise.all(workers.map((w) => w.stop(0)))
  }
}

async function killWorkerOf(subject: string): Promise<Id> {
  const server = startProber(db.app)
  const id = await queue(subject, { steps: 50, stepMs: 100 })
  await until(id, (job) => job.state === "running" && job.done > 2)
  server.process.kill("SIGKILL")
  await server.ended
  return id
}

describe("the queue", () => {
  test("is what its own program plans, but for partitions named after a day", async () => {
    const flat = (sql: string) => sql.replace(/\s+/g, " ").trim()
    const plan = flat(getConstructionPlans("jobs", { createSchema: false }))
      .replace(/^BEGIN;.*?bigint\); ; /, "")
      .replace(/ DO \$\$ DECLARE d date;.*?\$\$ ;/, "")
      .replace(/ COMMIT;$/, "")
    expect(plan).toContain("CREATE TABLE jobs.job (")
    expect(flat(await readFile(join(import.meta.dirname, "../../../migrations/0008_jobs.sql"), "utf8"))).toContain(plan)
  })

  test("takes identifiers and nothing else", async () => {
    for (const data of [
      "{}",
      '{"company": 1}',
      '{"company": 1, "job": "secret text"}',
      `{"company": 1, "job": "${crypto.randomUUID()}", "name": "x"}`,
      null,
    ])
      await expect(db.owner.query("INSERT INTO jobs.job (name, data) VALUES ('probe', $1)", [data])).rejects.toMatchObject({ code: "23514" })
  })

  test("the app works the queue and changes nothing about it", async () => {
    for (const statement of [
      "CREATE TABLE jobs.mine (id int)",
      "ALTER TABLE jobs.job ADD COLUMN mine int",
      "SELECT jobs.create_queue('mine', '{\"policy\": \"standard\"}')",
      "DELETE FROM jobs.queue",
      "DELETE FROM jobs.version",
    ])
      await expect(
        db.inCompanies(
          [],
          (tx) => tx.db.executeQuery({ sql: statement, parameters: [], query: { kind: "RawNode" }, queryId: { queryId: "x" } } as never),
          "write",
        ),
      ).rejects.toMatchObject({ code: expect.stringMatching(/^42501$/) })
  })

  test("a job is queued when its act commits, and not otherwise", async () => {
    let id: Id | undefined
    const undone = db.inCompany(company, async (tx) => {
      id = tx.newId()
      await jobs.send(tx, "probe", id)
      throw new Error("undone")
    })
    await expect(undone).rejects.toThrow("undone")
    expect((await db.owner.query("SELECT FROM jobs.job WHERE id = $1", [id])).rowCount).toBe(0)
  })
})

describe("two servers on one database", () => {
  test("each job runs once, and its progress never goes back", () =>
    withWorkers(2, async (runs) => {
      const ids = await Promise.all(Array.from({ length: 6 }, (_, i) => queue(`once${i}`, { steps: 5, stepMs: 30 })))
      const slow = await queue("slow", { steps: 25, stepMs: 100 })
      const seen: number[] = []
      while ((await look(slow)).state !== "done") {
        const job = await look(slow)
        seen.push(job.done)
        if (job.rate !== null && job.state === "running") expect(job.secondsLeft).toBeGreaterThan(0)
        await pause(100)
      }
      expect(seen).toEqual([...seen].sort((a, b) => a - b))
      expect(new Set(seen).size).toBeGreaterThan(2)
      for (const id of ids) expect(await until(id, is("done"))).toMatchObject({ attempt: 1, done: 5, total: 5, outcome: { traces: 1 } })
      for (let i = 0; i < 6; i++) expect(await tracesOf(db, `once${i}`)).toBe(1)
      expect(runs.filter((subject) => subject !== "killed").sort()).toEqual(["once0", "once1", "once2", "once3", "once4", "once5", "slow"])
    }))

  test("P46: a server that stops gives its job back, and the next one goes on with it", async () => {
    const id = await queue("stopped", { steps: 600, stepMs: 100 })
    await withWorkers(1, () => until(id, (job) => job.state === "running" && job.done > 2))
    expect(await look(id)).toMatchObject({ state: "queued", code: "GIVEN_BACK", attempt: 1 })
    const { rows } = await db.owner.query("SELECT retry_limit - retry_count AS left FROM jobs.job WHERE id = $1", [id])
    expect(rows[0].left).toBe(3)
    await withWorkers(1, () => until(id, (job) => job.state === "running" && job.attempt === 2).then(() => cancel(id)))
    expect(await tracesOf(db, "stopped")).toBe(0)
  })
})

describe("cancelling", () => {
  test("a job that waits never starts", async () => {
    const id = await queue("waiting", { steps: 1, stepMs: 1 })
    expect(await cancel(id)).toBe(true)
    expect(await cancel(id)).toBe(false)
    await withWorkers(1, async (runs) => {
      const next = await queue("next", { steps: 1, stepMs: 1 })
      await until(next, is("done"))
      expect(runs).toContain("next")
      expect(runs).not.toContain("waiting")
    })
    expect(await look(id)).toMatchObject({ state: "cancelled", code: "JOB_CANCELLED", attempt: 0 })
  })

  test("a job that runs is stopped in the middle of a statement, long before its end, and leaves nothing", () =>
    withWorkers(1, async () => {
      const id = await queue("long", { steps: 1, stepMs: 600_000 })
      await until(id, is("running"))
      expect(await cancel(id)).toBe(true)
      await until(id, is("cancelled"))
      expect(await tracesOf(db, "long")).toBe(0)
    }))

  test("what was cancelled in time is not done, however near its end it was; what was done is not cancelled", () =>
    withWorkers(2, async () => {
      for (let i = 0; i < 5; i++) {
        const id = await queue(`race${i}`, { steps: 4, stepMs: 20 })
        await until(id, (job) => job.state !== "queued")
        await pause(i * 22)
        const inTime = await cancel(id)
        const ended = await until(id, (job) => job.state !== "running")
        expect(ended.state).toBe(inTime ? "cancelled" : "done")
        expect(await tracesOf(db, `race${i}`)).toBe(inTime ? 0 : 1)
      }
    }))

  test("work typed at a terminal shows among the jobs and is cancelled from another", async () => {
    const asked = { kind: "probe", subject: "typed", unit: "rows", by: BY, request: {} }
    const typed = runHere(
      db,
      company,
      asked,
      (run) => probe(db, company, "typed", { steps: 600, stepMs: 100 }, run),
      (ending) => ending,
    )
    const ended = typed.then(
      () => "done",
      (error) => error.code,
    )
    const newest = async () => (await db.inCompany(company, (tx) => loadJobs(tx, 1)))[0]
    while ((await newest())?.subject !== "typed") await pause(20)
    const { id } = (await newest())!
    await until(id, (job) => job.state === "running" && job.done > 0)
    expect(await look(id)).toMatchObject({ background: false, subject: "typed", attempt: 1 })
    expect(await db.inCompany(company, (tx) => askCancel(tx, id))).toBe(true)
    expect(await ended).toBe("JOB_CANCELLED")
    expect(await look(id)).toMatchObject({ state: "cancelled" })
    expect(await tracesOf(db, "typed")).toBe(0)
  })
})

describe("how jobs fail", () => {
  test("refused input and refusals are told at once; a fault of the outside is tried three times", () =>
    withWorkers(1, async (runs) => {
      const refused = await queue("refused", { steps: 1, stepMs: 1, ends: "refused" })
      const refusal = await queue("refusal", { steps: 1, stepMs: 1, ends: "refusal" })
      const fault = await queue("fault", { steps: 1, stepMs: 1, ends: "fault" })
      expect(await until(refused, is("failed"))).toMatchObject({ code: "BAD_CODE", outcome: { said: "no" }, attempt: 1 })
      expect(await until(refusal, is("failed"))).toMatchObject({ code: "PERIOD_CLOSED", figures: { day: "refusal" }, attempt: 1 })
      expect(await until(fault, is("failed"))).toMatchObject({ code: "DISK_FULL", attempt: 3 })
      expect(runs.filter((subject) => subject === "fault")).toHaveLength(3)
    }))

  test("the queue keeps nothing of what went wrong, for every company reads it", async () => {
    const { rows } = await db.owner.query("SELECT DISTINCT output::text FROM jobs.job WHERE output IS NOT NULL AND name = 'probe'")
    expect(rows.length).toBeGreaterThan(0)
    for (const { output } of rows) expect(output).not.toMatch(/disk|probe\.ts|:\d+:\d+/)
  })

  test("a command that died leaves a job that says so", async () => {
    const id = await db.inCompany(company, async (tx) => tx.newId())
    await db.owner.query(
      `INSERT INTO shell.job (company_id, id, kind, background, subject, actor, request, unit, state, attempt, started_at, updated_at)
       VALUES ($1, $2, 'probe', false, 'gone', '{}', '{}', 'rows', 'running', 1, now() - interval '1 minute', now() - interval '20 seconds')`,
      [company, id],
    )
    expect(await look(id)).toMatchObject({ state: "failed", code: "WORKER_GONE" })
  })
})

test("a server killed (SIGKILL) loses its job to another within half a minute, and it is done once", async () => {
  const job = await withWorkers(2, () => until(killed, is("done")))
  expect(job.attempt).toBeGreaterThan(1)
  expect(job.updatedAt.getTime() - job.startedAt!.getTime()).toBeGreaterThan(0)
  expect(await tracesOf(db, "killed")).toBe(1)
})
