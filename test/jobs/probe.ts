/**
 * A job that shows what happens to it: it takes its time in one transaction and leaves one customer a completed run. Started as a process
 * (node test/jobs/probe.ts '{"app":…,"dataDir":…}') it is a server that works such jobs until SIGTERM, for tests that kill it.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { sql } from "kysely"
import type pg from "pg"
import type { Id } from "../../src/kernel/id.ts"
import { Refused } from "../../src/kernel/result.ts"
import { type Database, openDatabase, type Tx } from "../../src/shell/db.ts"
import type { Jobs } from "../../src/shell/jobs/jobs.ts"
import { type JobKind, type Run, runLater, startWorkers } from "../../src/shell/jobs/work.ts"
import type { TestDatabase } from "../database.ts"
import { BY } from "../ledger/books.ts"

export type Probe = {
  /** How often it tells how far it is, and how long it takes in between. */
  readonly steps: number
  readonly stepMs: number
  /** How it ends: well, refused as input is, by a refusal, or by a fault of the outside. */
  readonly ends?: "well" | "refused" | "refusal" | "fault"
}
const OPTIONS = '{"policy": "standard", "heartbeatSeconds": 10, "retryLimit": 2, "retryDelay": 1}'

/** The queue of the probes; the app itself may not make one. */
export const makeQueue = (db: TestDatabase) => db.owner.query("SELECT jobs.create_queue('probe', $1)", [OPTIONS])

export const probeKind = (db: Database, runs: string[] = []): JobKind => ({
  name: "probe",
  async work({ company, subject, request }, run) {
    runs.push(subject)
    return probe(db, company, subject, request as Probe, run)
  },
})

export async function probe(db: Database, company: number, subject: string, { steps, stepMs, ends = "well" }: Probe, run: Run) {
  if (ends === "refused") return { refused: { code: "BAD_CODE", figures: { code: subject } }, outcome: { said: "no" } }
  if (ends === "refusal") throw new Refused("PERIOD_CLOSED", { day: subject })
  if (ends === "fault") throw Object.assign(new Error("the disk is full, says the database"), { code: "53100" })
  await db.inCompanies(
    [company],
    async (_, choose) => {
      const tx = await choose(company)
      await leaveTrace(tx, `${subject}-${process.pid}`)
      for (let step = 1; step <= steps; step++) {
        run.progress(step, steps)
        await sql`SELECT pg_sleep(${stepMs / 1000})`.execute(tx.db)
      }
      await run.settle(tx, { traces: 1 })
    },
    "write",
    run.signal,
  )
  return { refused: null, outcome: null }
}

async function leaveTrace(tx: Tx, code: string): Promise<void> {
  const id = tx.newId()
  await sql`INSERT INTO customer.customer (company_id, id, code, name, search_text) VALUES (${tx.company}, ${id}, ${`${code}-${id}`}, 'x', 'x')`.execute(
    tx.db,
  )
}

/** What committed of the job: one trace a completed run. */
export const tracesOf = async (db: TestDatabase, subject: string): Promise<number> =>
  (await db.owner.query("SELECT count(*)::int AS n FROM customer.customer WHERE code LIKE $1", [`${subject}-%`])).rows[0].n

export async function queueProbe(db: Database, jobs: Jobs, company: number, subject: string, request: Probe): Promise<Id> {
  return db.inCompany(company, async (tx) => {
    const id = tx.newId()
    await runLater(jobs, tx, id, { kind: "probe", subject, unit: "rows", by: BY, request })
    return id
  })
}

export function startProber(app: pg.PoolConfig): { readonly process: ChildProcess; readonly ended: Promise<unknown> } {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(app)], { stdio: ["ignore", "ignore", "inherit"] })
  return { process: child, ended: once(child, "exit") }
}

if (import.meta.main) {
  const app = JSON.parse(process.argv[2] ?? "{}") as pg.PoolConfig
  const db = openDatabase(app)
  const workers = startWorkers(app, db, [probeKind(db)], [], "/", (line) => process.stderr.write(`${line}\n`))
  process.once("SIGTERM", async () => {
    await workers.stop()
    await db.close()
    process.exit(0)
  })
}
