/**
 * Tells what came of promises, so that the activity log and webhooks hear of it: kept when the money is there, broken when the day is over where the company
 * is. The server looks every five minutes; several of them do no harm. The lists never wait for it.
 */
import { setTimeout as pause } from "node:timers/promises"
import { loadDirectory } from "../company/company.act.ts"
import { dayIn } from "../company/zone.ts"
import { addDays } from "../kernel/day.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Clock, Database } from "../shell/db.ts"
import { tellOutcomes } from "./promise.act.ts"

const LOOK_MS = 300_000
/** A direct debit may come back for 13 months; what was kept so long ago is not looked at again. */
const LOOKED_BACK_DAYS = 400
const US: By = { kind: "job", name: "promise" }

/** One look at one company's promises; how many outcomes were told. */
export function lookAtPromises(db: Database, { id, country }: Pick<Creditor, "id" | "country">, now: Date): Promise<number> {
  const today = dayIn(country, now)
  return db.inCompany(id, (tx) => tellOutcomes(tx, US, addDays(today, -LOOKED_BACK_DAYS), today))
}

/** Looks now and every five minutes until it is stopped. A failure is told and tried again. */
export function startJudging(db: Database, clock: Clock, failed: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        for (const company of await loadDirectory(db)) {
          if (stopping.signal.aborted) break
          await lookAtPromises(db, company, clock())
        }
      } catch (error) {
        failed(error)
      }
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
