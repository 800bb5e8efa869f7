/** Files of exports go after some days: a list is of its day, and asked for again in a minute. A server looks now and every hour. */
import { rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { errorCode } from "../../shell/trouble.ts"
import { filesIn } from "./exports.act.ts"
import { KEPT_DAYS } from "./exports.ts"

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000]

/** Of every company whose files lie here, and what starts that died left. */
async function pruneExports(dataDir: string, now: Date): Promise<void> {
  const all = join(dataDir, "exports")
  const before = now.getTime() - KEPT_DAYS * DAY_MS
  for (const company of await filesIn(all))
    for (const name of await filesIn(join(all, company))) {
      const path = join(all, company, name)
      const found = await stat(path).catch((error: unknown) => {
        if (errorCode(error) === "ENOENT") return null
        throw error
      })
      if (found?.isFile() && found.mtimeMs < before) await rm(path, { force: true })
    }
}

export function startPruning(dataDir: string, failed: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await pruneExports(dataDir, new Date()).catch(failed)
      await pause(HOUR_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
