/** Servers that stop and servers that are killed, over and over, while jobs wait: each job is done once, and none is forgotten. */
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Id } from "../../src/kernel/id.ts"
import { loadJobs } from "../../src/shell/jobs/job.store.ts"
import type { JobRow } from "../../src/shell/jobs/job.ts"
import { type Jobs, openJobs } from "../../src/shell/jobs/jobs.ts"
import { type TestDatabase, testDatabase } from "../database.ts"
import { makeQueue, queueProbe, startProber, tracesOf } from "../jobs/probe.ts"
import { openBooks } from "../ledger/books.ts"
import { chanceOf, SEED } from "../ledger/chance.ts"

let db: TestDatabase
let jobs: Jobs
let company: number
beforeAll(async () => {
  db = await testDatabase()
  company = (await openBooks(db, "A")).company
  await makeQueue(db)
  jobs = await openJobs(db.app, "sender")
})
afterAll(async () => {
  await jobs.stop()
  await db.drop()
})
const rest = (ms: number) => new Promise((resume) => setTimeout(resume, ms))
const rows = () => db.inCompany(company, (tx) => loadJobs(tx, 1_000))
async function until(fits: (jobs: readonly JobRow[]) => boolean, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; !fits(await rows()); await rest(200))
    if (Date.now() > end) throw new Error(JSON.stringify((await rows()).filter((job) => job.state !== "done")))
}

test("P46: SIGTERM in the middle of a long job: the server is gone within 15 seconds and has given it back", async () => {
  const server = startProber(db.app)
  const id = await queueProbe(db, jobs, company, "stopped", { steps: 1_000, stepMs: 100 })
  const one = (fits: (job: JobRow) => boolean) => until((all) => all.some((job) => job.id === id && fits(job)), 20_000)
  await one((job) => job.state === "running" && job.done > 2)
  const askedAt = performance.now()
  server.process.kill("SIGTERM")
  await server.ended
  expect(performance.now() - askedAt).toBeLessThan(15_000)
  await one((job) => job.state === "queued" && job.code === "GIVEN_BACK")
  await db.inCompany(company, (tx) => jobs.cancel(tx, "probe", id))
  expect(await tracesOf(db, "stopped")).toBe(0)
})

test("P12: a server paused for longer than its lease finds its job taken over, and what it still does is rolled back", async () => {
  const first = startProber(db.app)
  const id = await queueProbe(db, jobs, company, "paused", { steps: 40, stepMs: 100 })
  const one = (fits: (job: JobRow) => boolean) => until((all) => all.some((job) => job.id === id && fits(job)), 60_000)
  await one((job) => job.state === "running" && job.done > 2)
  first.process.kill("SIGSTOP")
  const second = startProber(db.app)
  await one((job) => job.attempt === 2 && job.done > 2)
  // Both are at it now; only the second may settle.
  first.process.kill("SIGCONT")
  await one((job) => job.state === "done")
  for (const server of [first, second]) server.process.kill("SIGTERM")
  await Promise.all([first.ended, second.ended])
  expect((await rows()).find((job) => job.id === id)).toMatchObject({ state: "done", attempt: 2 })
  expect(await tracesOf(db, "paused")).toBe(1)
})

test("12 servers killed or stopped at random while 40 jobs wait: each is done once", async () => {
  console.log(`seed ${SEED}`)
  const chance = chanceOf(SEED)
  const ids: Id[] = []
  for (let i = 0; i < 40; i++) ids.push(await queueProbe(db, jobs, company, `job${i}x`, { steps: 10, stepMs: 60 }))
  for (let round = 0; round < 6; round++) {
    const servers = [startProber(db.app), startProber(db.app)]
    await rest(1_000 + chance.int(3_000))
    for (const server of servers) server.process.kill(chance.yes(0.5) ? "SIGKILL" : "SIGTERM")
    await Promise.all(servers.map((server) => server.ended))
  }
  // A job killed three times in a row is given up on purpose; with two servers a round and six rounds that does not happen to a job twice.
  const last = startProber(db.app)
  await until((all) => all.filter((job) => ids.includes(job.id)).every((job) => job.state === "done" || job.state === "failed"), 120_000)
  last.process.kill("SIGTERM")
  await last.ended
  const ended = (await rows()).filter((job) => ids.includes(job.id))
  for (let i = 0; i < 40; i++) {
    const job = ended.find((row) => row.id === ids[i])!
    expect(await tracesOf(db, `job${i}x`), `job ${i}: ${JSON.stringify(job)}`).toBe(job.state === "done" ? 1 : 0)
    if (job.state === "failed") expect(job).toMatchObject({ code: "WORKER_GONE", attempt: 3 })
  }
  expect(ended.filter((job) => job.state === "done").length).toBeGreaterThan(36)
})
