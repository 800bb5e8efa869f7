/** Two processes with four sessions each set the same payments against the same invoices; afterwards nothing may be allocated twice. */
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect } from "vitest"
import type { TestDatabase } from "../database.ts"
import { openBooks, post } from "./books.ts"
import type { Contest, Ended } from "./contender.ts"

const PROCESSES = 2
const SESSIONS = 4

export async function holdContest(
  db: TestDatabase,
  trials: number,
  seed: number,
): Promise<{ readonly deadlocks: number; readonly posted: number; readonly refused: number }> {
  // Circles are found soon: the test wants many of them, not long waits.
  await db.owner.query(`ALTER DATABASE ${db.app.database} SET deadlock_timeout = '50ms'`)
  const { company, customers } = await openBooks(db, `K${seed}`)
  const items = Math.max(8, Math.floor(trials / 8))
  const of = (kind: "invoice" | "payment") =>
    db.inCompany(company, async (tx) => {
      const made: string[] = []
      for (let i = 0; i < items; i++) made.push(await post(tx, { kind, customerId: customers[0]!, amount: 100n, on: "2026-01-01" }))
      return made
    })
  const [invoices, payments] = [await of("invoice"), await of("payment")]
  const { host, port, user, database } = db.app as Contest["app"]
  const start = async (n: number): Promise<Ended> => {
    const contest: Contest = {
      app: { host, port, user, database },
      company,
      payments,
      invoices,
      trials: trials / PROCESSES,
      sessions: SESSIONS,
      seed: seed + n,
    }
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "contender.ts"), JSON.stringify(contest)], {
      maxBuffer: 2 ** 26,
    })
    return JSON.parse(stdout) as Ended
  }
  const ended = await Promise.all(Array.from({ length: PROCESSES }, (_, n) => start(n)))
  expect(
    ended.flatMap((e) => e.others),
    "neither posted nor refused",
  ).toEqual([])
  const posted = ended.reduce((sum, e) => sum + e.posted, 0)
  const refused = ended.flatMap((e) => Object.entries(e.refused))
  expect(refused.map(([code]) => code).filter((code) => code !== "OVER_ALLOCATED")).toEqual([])
  const refusals = refused.reduce((sum, [, times]) => sum + times, 0)
  expect(posted + refusals, "successes + refusals = attempts").toBe(trials)

  const { rows } = await db.owner.query(
    `SELECT i.side, i.gross, i.open, coalesce(sum(a.amount), 0)::bigint AS allocated FROM ledger.open_item i
       LEFT JOIN ledger.allocation a ON a.company_id = i.company_id AND ((a.debit_entry = i.entry_id AND i.side = 'debit') OR (a.credit_entry = i.entry_id AND i.side = 'credit'))
      WHERE i.company_id = $1 AND i.kind IN ('invoice', 'payment') GROUP BY i.entry_id, i.side, i.gross, i.open`,
    [company],
  )
  expect(
    rows.filter((row) => row.allocated > row.gross || row.gross - row.allocated !== row.open),
    "allocated more than there was",
  ).toEqual([])
  const ofPayments = rows.filter((row) => row.side === "credit").reduce((sum, row) => sum + row.allocated, 0n)
  expect(ofPayments, "what was posted is what is allocated").toBe(ended.reduce((sum, e) => sum + BigInt(e.amount), 0n))
  const stats = await db.owner.query("SELECT pg_stat_force_next_flush(), deadlocks::int FROM pg_stat_database WHERE datname = current_database()")
  return { deadlocks: stats.rows[0].deadlocks, posted, refused: refusals }
}
