/**
 * The backups a server makes by itself, as jobs of the queue: one server of many makes it, it is shown, cancelled and tried again like any job. A
 * job belongs to a company and a backup to all of them: it is queued with the first.
 */
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { sql } from "kysely"
import { loadDirectory } from "../../company/company.act.ts"
import { uuidv7 } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { By } from "../../shell/context.ts"
import type { Clock, Database } from "../../shell/db.ts"
import type { Jobs } from "../../shell/jobs/jobs.ts"
import { type JobKind, type Run, runLater } from "../../shell/jobs/work.ts"
import { errorCode } from "../../shell/trouble.ts"
import { type Backed, runBackup } from "../backup/run.job.ts"
import { logBackup, readBackupLog } from "../log.job.ts"
import { readPassphrase } from "../passphrase.job.ts"
import { checkBackup, refuseForeign } from "../restore/restore.job.ts"
import { type ChecksOf, tryBackup } from "../restore/trial.job.ts"
import { backupDue, instantOf, lastSlot, outOfDate, plannedName, testDue } from "./plan.ts"

export type Planned = {
  readonly dataDir: string
  /** Null: the owner wants none. */
  readonly folder: string | null
  readonly env: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly checksOf: ChecksOf
}
/** What a planned backup or trial came to, as it is kept with its job. */
export type Outcome = {
  readonly file: string
  readonly rows: number
  readonly bytes: number | null
  readonly removed: number
  readonly seconds: number
}

const HOUR = 2
const LOOK_EVERY_MS = 60_000
const BY: By = { kind: "job", name: "backup" }

/** Where planned backups go: ENCOURS_BACKUPS, else beside the data; "off" makes none. */
export const backupFolder = (env: NodeJS.ProcessEnv, dataDir: string): string | null =>
  env.ENCOURS_BACKUPS === "off" ? null : env.ENCOURS_BACKUPS || join(dataDir, "backups")

export const plannedKinds = (instance: Backed, planned: Planned): JobKind[] => [
  {
    name: "backup",
    async work(_, run) {
      const outcome = await backUp(instance, planned, run)
      return { refused: null, outcome }
    },
  },
  {
    name: "restoreTest",
    async work(_, run) {
      const { outcome, ok } = await tryNewest(planned, run)
      return { refused: ok ? null : { code: "TRIAL_FAILED", figures: { file: outcome.file } }, outcome }
    },
  },
]

async function backUp(instance: Backed, { dataDir, folder, env, clock }: Planned, run: Run): Promise<Outcome> {
  if (folder === null) throw new Refused("NO_BACKUPS_WANTED")
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const made = await runBackup(instance, join(folder, plannedName(clock())), {
    dataDir,
    by: BY,
    passphrase: await readPassphrase(null, env),
    replace: false,
    planned: true,
    signal: run.signal,
    progress: (rows, expected) => run.progress(rows, Math.max(rows, expected)),
  })
  const kept = (await readdir(folder)).flatMap((name) => {
    const at = instantOf(name)
    return at ? [{ name, at }] : []
  })
  const old = outOfDate(kept)
  for (const { name } of old) await rm(join(folder, name), { force: true })
  return { file: made.file, rows: made.rows, bytes: made.bytes, removed: old.length, seconds: made.seconds }
}

/** The newest backup that is still there, restored into a scratch database and verified. What came of it is logged, whatever it was. */
async function tryNewest({ dataDir, env, clock, checksOf }: Planned, run: Run): Promise<{ outcome: Outcome; ok: boolean }> {
  const startedAt = performance.now()
  const seconds = () => Math.round(performance.now() - startedAt) / 1000
  const newest = (await readBackupLog(dataDir)).findLast((entry) => entry.what === "backup" && entry.ok && existsSync(entry.file))
  if (!newest) throw new Refused("NOTHING_TO_TRY")
  const note = { ...newest, what: "test", at: clock().toISOString(), by: `${BY.kind} ${BY.name}`, planned: true } as const
  try {
    const passphrase = await readPassphrase(null, env)
    const read = await checkBackup(newest.file, passphrase, () => {}, run.signal)
    await refuseForeign(read.head)
    const { ok, checks } = await tryBackup(dataDir, newest.file, passphrase, read, {
      by: BY,
      clock,
      checksOf,
      progress: (rows) => run.progress(rows, newest.rows),
      signal: run.signal,
    })
    await logBackup(dataDir, { ...note, ok, code: ok ? null : (checks.find((check) => !check.ok)?.code ?? null), seconds: seconds() })
    return { outcome: { file: newest.file, rows: newest.rows ?? 0, bytes: newest.bytes, removed: 0, seconds: seconds() }, ok }
  } catch (error) {
    // Given back by a server that stops, it was not tried; a fault of the outside is tried again before it counts.
    if (error instanceof Refused && !run.signal.aborted) await logBackup(dataDir, { ...note, ok: false, code: error.code, seconds: seconds() })
    throw error
  }
}

/** Looks every minute whether something is due, and queues it; however many servers look, it is queued once. */
export function startPlanner({ db, cluster }: Backed, jobs: () => Promise<Jobs>, planned: Planned, failed: (error: unknown) => void) {
  const stopping = new AbortController()
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      if (planned.folder !== null && cluster.owner !== null) await queueDue(db, jobs, planned).catch(failed)
      await pause(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

export async function queueDue(db: Database, jobs: () => Promise<Jobs>, { dataDir, clock }: Planned): Promise<void> {
  const now = clock()
  const log = await readBackupLog(dataDir)
  const slot = lastSlot(now, HOUR)
  if (backupDue(log, slot, await openedOn(db))) await queueOnce(db, jobs, "backup", slot, plannedName(slot))
  else if (testDue(log, now)) await queueOnce(db, jobs, "restoreTest", new Date(now.getFullYear(), now.getMonth(), 1), "")
}

/** Since when there are books to lose. */
const openedOn = (db: Database): Promise<Date> =>
  db.inCompanies(
    [],
    async (tx) => (await sql<{ at: Date | null }>`SELECT min(applied_at) AS at FROM shell.migration`.execute(tx.db)).rows[0]?.at ?? new Date(),
  )

/** The job's id is made of its kind and its moment: two servers that queue it at once make the same one, and the second finds it there. */
async function queueOnce(db: Database, jobs: () => Promise<Jobs>, kind: "backup" | "restoreTest", slot: Date, subject: string): Promise<void> {
  const [first] = (await loadDirectory(db)).toSorted((a, b) => a.id - b.id)
  if (!first) return
  const chance = createHash("sha256").update(`${kind} ${slot.toISOString()}`).digest().subarray(0, 10)
  const id = uuidv7(slot.getTime(), chance)
  const queue = await jobs()
  try {
    await db.inCompany(first.id, (tx) => runLater(queue, tx, id, { kind, subject: subject || kind, unit: "rows", by: BY, request: {} }))
  } catch (error) {
    if (errorCode(error) !== "23505") throw error
  }
}
