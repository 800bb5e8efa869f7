/**
 * What changes by itself is told: a promise is kept when the money is there and broken when its day is over where the company is; a dispute gives way when
 * less is open than it claims. The server looks every five minutes; several of them do no harm. The lists never wait for it.
 */
import { setTimeout as pause } from "node:timers/promises"
import { loadDirectory } from "../company/company.act.ts"
import { dayIn } from "../company/zone.ts"
import { shrinkDisputes } from "../dispute/dispute.act.ts"
import { addDays } from "../kernel/day.ts"
import { tellOutcomes } from "../promise/promise.act.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Clock, Database } from "../shell/db.ts"

const LOOK_MS = 300_000
/** A direct debit may come back for 13 months; a promise kept before is not looked at again. */
const LOOKED_BACK_DAYS = 400
const US: By = { kind: "job", name: "chase" }

/** One look at one company; how many acts it took. */
export async function keepUp(db: Database, { id, country }: Pick<Creditor, "id" | "country">, now: Date): Promise<number> {
  const today = dayIn(country, now)
  const told = await db.inCompany(id, (tx) => tellOutcomes(tx, US, addDays(today, -LOOKED_BACK_DAYS), today))
  return told + (await db.inCompany(id, (tx) => shrinkDisputes(tx, US, today)))
}

/** Looks now and every five minutes until it is stopped. A failure is told and tried again. */
export function startKeeping(db: Database, clock: Clock, failed: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const round = async () => {
    for (const company of await loadDirectory(db)) {
      if (stopping.signal.aborted) return
      await keepUp(db, company, clock())
    }
  }
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await round().catch(failed)
      await pause(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
