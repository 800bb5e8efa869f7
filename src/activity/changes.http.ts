/**
 * Live changes: whoever looks at a company learns within two seconds that something was done in it, by whomever. What was done is not told: a screen
 * asks again for what it shows, with the rights it has then.
 *
 * Always  a stream lives a minute at most; the browser asks for the next one by itself and is admitted anew.
 *         One question a second and company to the database, however many look on.
 */
import { setTimeout as pause } from "node:timers/promises"
import { z } from "@hono/zod-openapi"
import { streamSSE } from "hono/streaming"
import type { Database } from "../shell/db.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { stateOfLog } from "./seal.store.ts"

const EVERY_MS = 1000
const LIFE_MS = 60_000
const RETRY_MS = 1000

/** The state of a company's log, as it was at most a second ago. */
function openGlance() {
  const seen = new Map<number, { readonly at: number; readonly state: Promise<string> }>()
  return (db: Database, company: number): Promise<string> => {
    const now = performance.now()
    const known = seen.get(company)
    if (known && now - known.at < EVERY_MS) return known.state
    const state = db.inCompany(company, stateOfLog)
    seen.set(company, { at: now, state })
    // What failed is asked again by the next who looks.
    state.catch(() => seen.delete(company))
    return state
  }
}

export function changesEndpoint(api: Api): void {
  const glance = openGlance()
  api.handle({
    method: "get",
    path: "/changes",
    status: 200,
    needs: "read",
    about: "Server-sent events: { state } at once and whenever something was done in the company; ends within a minute, to be asked again",
    gives: "text/event-stream",
    answers: z.object({ state: z.string() }),
    async run(db, { caller }, c) {
      const { id } = caller.company
      let told = await glance(db, id)
      // A proxy must not keep events back.
      c.header("X-Accel-Buffering", "no")
      return streamSSE(c, async (stream) => {
        const left = new AbortController()
        stream.onAbort(() => left.abort())
        const tell = (state: string) => stream.writeSSE({ data: JSON.stringify({ state }), retry: RETRY_MS })
        await tell(told)
        for (const until = performance.now() + LIFE_MS; performance.now() < until; ) {
          await pause(EVERY_MS, undefined, { signal: left.signal }).catch(() => {})
          if (left.signal.aborted) return
          const state = await glance(db, id)
          if (state !== told) await tell(state)
          told = state
        }
      })
    },
  })
}
