/**
 * Seals committed acts and publishes each head outside the database. Several sealers at once are ordinary: the server, a command, another
 * machine. They wait for each other at the head, and whoever publishes holds it, so that one line is written at a time.
 *
 * Killed between sealing and publishing, the next sealer finds the head unpublished and publishes it.
 */
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { appendLine, lastLine } from "../shell/append.ts"
import type { Database } from "../shell/db.ts"
import { headsFile, readHead, writeHead } from "./heads.ts"
import { companiesUnsealed, holdHead, sealCompany } from "./seal.store.ts"

export async function sealPending(db: Database, companies: readonly number[], headsFolder: string): Promise<void> {
  for (const company of companies) {
    const head = await db.inCompany(company, sealCompany)
    const file = join(headsFolder, headsFile(company))
    if (head === null || (await isPublished(file, head.hash))) continue
    // After the commit: a head that was published and then rolled back would accuse a sound chain.
    await db.inCompany(company, async (tx) => {
      const held = await holdHead(tx)
      if (held !== null && !(await isPublished(file, held.hash))) await appendLine(file, writeHead(held, tx.now()))
    })
  }
}

async function isPublished(file: string, hash: string): Promise<boolean> {
  const line = await lastLine(file)
  const head = line === null ? "torn" : readHead(line)
  return typeof head === "object" && head.hash === hash
}

export type Sealer = { stop(): Promise<void> }

/**
 * Seals within a second of each commit until it is stopped; what is committed by then is sealed before `stop` returns. `companies` are
 * those whose last head may still be unpublished. A failure (database away, disk full) is told and tried again.
 */
export function startSealer(
  db: Database,
  companies: readonly number[],
  headsFolder: string,
  failed: (error: unknown) => void,
  everyMs = 500,
): Sealer {
  const stopping = new AbortController()
  const round = async (some?: readonly number[]) => {
    try {
      await sealPending(db, some ?? (await companiesUnsealed(db)), headsFolder)
    } catch (error) {
      failed(error)
    }
  }
  const ended = (async () => {
    await round(companies)
    while (!stopping.signal.aborted) {
      await round()
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
    await round()
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
