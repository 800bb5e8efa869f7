/**
 * Sends what is due. The server looks each second which endpoints have something due and asks the queue for a turn of each; a turn sends what is
 * due, ten at a time, logs every try and says when the next follows. Killed in between, what it held is due again after a minute and is sent
 * again, under the same id: at least once, and never something that was rolled back.
 */
import { createHmac } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { loadDirectory } from "../company/company.act.ts"
import type { Id } from "../kernel/id.ts"
import { toDecimal } from "../kernel/money.ts"
import type { By } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import type { Jobs } from "../shell/jobs/jobs.ts"
import type { Errand } from "../shell/jobs/work.ts"
import { type Outgoing, postTo, type Sent } from "../shell/outgoing/post.ts"
import {
  beginFailing,
  companyCode,
  endFailing,
  endpointsDue,
  failedThroughout,
  forgetOld,
  keepBody,
  loadAct,
  loadSigner,
  loadToldEntries,
  type Met,
  recordTry,
  type Signer,
  type Taken,
  takeDue,
} from "./turn.store.ts"
import { switchOff } from "./webhook.act.ts"
import { KEPT_DAYS, pauseAfter, verdictOf } from "./webhook.ts"
import type { messageWire } from "./webhook.wire.ts"

const QUEUE = "webhook"
export const TIMEOUT_MS = 15_000
const AT_ONCE = 10
/** Longer than a try may take, with its log. */
const HOLD_S = 60
/** Then the next endpoint has its turn. */
const TURN_MS = 30_000
const LOOK_MS = 1_000
const HOUR_MS = 3_600_000
const LONGEST_PAUSE_MS = 30_000
const MOST_ENTRIES = 100
const US: By = { kind: "job", name: "webhook" }

/** Asks the queue for turns until it is stopped. A failure is told and tried again, after longer and longer pauses. */
export function startTelling(db: Database, jobs: () => Promise<Jobs>, failed: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let wait = LOOK_MS
  let forgotAt = performance.now()
  const round = async () => {
    try {
      if (performance.now() - forgotAt > HOUR_MS) {
        forgotAt = performance.now()
        for (const { id } of await loadDirectory(db)) await db.inCompany(id, (tx) => forgetOld(tx, KEPT_DAYS))
      }
      for (const { company, endpoint } of await endpointsDue(db)) {
        const queue = await jobs()
        await db.inCompany(company, (tx) => queue.wake(tx, QUEUE, endpoint))
      }
      wait = LOOK_MS
    } catch (error) {
      failed(error)
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS)
    }
  }
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await round()
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

export const webhookErrand = (db: Database, rules: Outgoing): Errand => ({
  name: QUEUE,
  async run({ company, job: endpoint, signal }) {
    const until = performance.now() + TURN_MS
    while (performance.now() < until && !signal.aborted) if (!(await sendDue(db, rules, company, endpoint))) return
  },
})

/** False: nothing more is due. */
async function sendDue(db: Database, rules: Outgoing, company: number, endpoint: Id): Promise<boolean> {
  const due = await db.inCompany(company, async (tx) => {
    const signer = await loadSigner(tx, endpoint)
    if (signer === null) return null
    const taken: (Taken & { readonly body: string })[] = []
    for (const one of await takeDue(tx, endpoint, AT_ONCE, HOLD_S)) taken.push({ ...one, body: one.body ?? (await compose(tx, one)) })
    return { signer, taken }
  })
  if (due === null || due.taken.length === 0) return false
  const now = new Date()
  const sent = await Promise.all(due.taken.map((one) => postTo(new URL(due.signer.url), headersOf(due.signer, one, now), one.body, rules)))
  await db.inCompany(company, (tx) =>
    settle(
      tx,
      endpoint,
      sent.map((answer, i) => ({ ...due.taken[i]!, answer })),
    ),
  )
  return due.taken.length === AT_ONCE
}

/** Signed at each try: the time is the try's, so that a receiver may refuse old ones. */
function headersOf({ secret, former }: Signer, { act, body }: { readonly act: Id; readonly body: string }, now: Date): Record<string, string> {
  const seconds = Math.floor(now.getTime() / 1000)
  const sign = (key: Uint8Array) => `v1,${createHmac("sha256", key).update(`${act}.${seconds}.${body}`).digest("base64")}`
  return {
    "Content-Type": "application/json",
    "User-Agent": "Encours",
    "webhook-id": act,
    "webhook-timestamp": String(seconds),
    "webhook-signature": [secret, ...(former ? [former] : [])].map(sign).join(" "),
  }
}

async function settle(tx: Tx, endpoint: Id, tried: readonly { readonly id: Id; readonly tries: number; readonly answer: Sent }[]): Promise<void> {
  const met = tried.map(({ id, tries, answer }): Met & { readonly tries: number; readonly gone: boolean } => {
    if ("failed" in answer) return { id, tries, status: null, code: answer.failed, ms: answer.ms, answer: null, gone: false }
    return { id, tries, status: answer.status, ms: answer.ms, answer: answer.answer, ...verdictOf(answer.status) }
  })
  if (met.some(({ code }) => code === null)) await endFailing(tx, endpoint)
  else await beginFailing(tx, endpoint)
  for (const one of met) await recordTry(tx, one, one.tries, pauseAfter(one.tries))
  if (met.some(({ gone }) => gone)) return switchOff(tx, US, endpoint, "GONE")
  for (const { id, code, tries } of met)
    if (code !== null && pauseAfter(tries) === null && (await failedThroughout(tx, endpoint, id, tries)))
      return switchOff(tx, US, endpoint, "FAILING")
}

/** The message of an act, kept as first composed: facts do not change, and repetitions are the same bytes. */
async function compose(tx: Tx, { id, act }: Taken): Promise<string> {
  const told = await loadAct(tx, act)
  const entries = await loadToldEntries(tx, act, idsIn(told.subject), MOST_ENTRIES + 1)
  const { itemCount } = told.subject
  const message = {
    type: told.code,
    timestamp: told.at.toISOString(),
    data: {
      company: await companyCode(tx),
      act,
      subject: told.subject,
      after: told.after as Record<string, unknown> | null,
      entries: entries
        .slice(0, MOST_ENTRIES)
        .map((entry) => ({ ...entry, side: entry.side as "debit", amount: toDecimal(entry.amount, entry.currency) })),
      complete: entries.length <= MOST_ENTRIES && !(typeof itemCount === "number" && itemCount > MOST_ENTRIES),
    },
  } satisfies (typeof messageWire)["_output"]
  const body = JSON.stringify(message)
  await keepBody(tx, id, body)
  return body
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
const idsIn = (subject: Readonly<Record<string, unknown>>): string[] =>
  Object.values(subject)
    .flat()
    .filter((value): value is string => typeof value === "string" && UUID.test(value))
