/**
 * Sweeps the vault: what came in and was never referred to (a process killed in between, a transaction rolled back) goes an hour after it was
 * written. The vault is closed meanwhile, so that no row can come to refer to what is being removed.
 */
import { setTimeout as pause } from "node:timers/promises"
import { loadDirectory } from "../company/company.act.ts"
import type { Database, Tx } from "../shell/db.ts"
import { type Held, listFiles, removeOlder, vaultFolder } from "../shell/vault.ts"
import { closeVault, unreferred } from "./evidence.store.ts"

const HOUR_MS = 3_600_000

export type Swept = { readonly files: number; readonly bytes: number }

export async function sweepVault(db: Database, dataDir: string, companies: readonly number[], now: Date, signal?: AbortSignal): Promise<Swept> {
  const before = new Date(now.getTime() - HOUR_MS)
  let files = 0
  let bytes = 0
  const sweep = async (tx: Tx, old: readonly Held[]) => {
    if (!(await closeVault(tx))) return
    const free = await unreferred(tx, tx.company, hashesOf(old))
    for (const held of old) {
      if ((held.sha256 !== null && !free.has(held.sha256)) || !(await removeOlder(held.path, before))) continue
      files++
      bytes += held.bytes
    }
  }
  for (const company of companies)
    for await (const held of listFiles(vaultFolder(dataDir, company))) {
      if (signal?.aborted) return { files, bytes }
      const old = held.filter((file) => file.changedAt < before)
      if (old.length === 0) continue
      // Most of it is referred to: the vault is closed only where something is to be removed.
      const free = await db.inCompany(company, (tx) => unreferred(tx, company, hashesOf(old)))
      const going = old.filter((file) => file.sha256 === null || free.has(file.sha256))
      if (going.length > 0) await db.inCompany(company, (tx) => sweep(tx, going))
    }
  return { files, bytes }
}

const hashesOf = (files: readonly Held[]) => files.map((file) => file.sha256).filter((hash) => hash !== null)

/** Sweeps now and every hour until it is stopped. A failure is told and tried again. */
export function startSweeper(db: Database, dataDir: string, failed: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const companies = await loadDirectory(db)
        await sweepVault(
          db,
          dataDir,
          companies.map((company) => company.id),
          new Date(),
          stopping.signal,
        )
      } catch (error) {
        failed(error)
      }
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
