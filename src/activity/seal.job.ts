/**
 * Seals committed acts and publishes each head outside the database. Several sealers at once are ordinary: the server, a command, another
 * machine. They wait for each other at the head, and whoever publishes holds it, so that one line is written at a time.
 *
 * Killed between sealing and publishing, the next sealer finds the head unpublished and publishes it.
 */
import { setTimeout as pause } from "node:timers/promises"
import type { Database } from "../shell/db.ts"
import { appendLine } from "./heads.job.ts"
import { headsFile, writeHead } from "./heads.ts"
import { companiesWaiting, holdUnpublishedHead, markHeadPublished, sealCompany } from "./seal.store.ts"

/** Seals and publishes what waits, whosoever's it is. */
export async function sealPending(db: Database, headsFolder: string): Promise<void> {
  for (const company of await companiesWaiting(db)) {
    await db.inCompany(company, sealCompany)
    // After the commit: a head that was published and then rolled back would accuse a sound chain.
    await db.inCompany(company, async (tx) => {
      const head = await holdUnpublishedHead(tx)
      if (head === null) return
      await appendLine(headsFolder, headsFile(company), writeHead(head, tx.now()))
      await markHeadPublished(tx)
    })
  }
}

const LONGEST_PAUSE_MS = 30_000

export type Sealer = { stop(): Promise<void> }

/**
 * Seals within a second of each commit until it is stopped; what is committed by then is sealed before `stop` returns. A failure (database
 * away, disk full) is told and tried again, after longer and longer pauses.
 */
export function startSealer(db: Database, headsFolder: string, failed: (error: unknown) => void, everyMs = 500): Sealer {
  const stopping = new AbortController()
  let wait = everyMs
  const round = async () => {
    try {
      await sealPending(db, headsFolder)
      wait = everyMs
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
    await round()
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
