/**
 * A sign of life inside the data folder, for those our sockets do not reach: another container or machine on the same disk, where process
 * numbers mean nothing and PostgreSQL would take a living server's lock for a dead one's.
 */
import { readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

export const BEAT_MS = 1_000
const SILENT_MS = 5_000

export type Beat = { beat(): void; end(): void }
export type Elsewhere = { readonly pid: string; readonly since: string }

/** Who beats in this folder from elsewhere: asked by waiting for a sign, since clocks of two machines differ. Null when nobody does. */
export async function beatsElsewhere(folder: string, here = place()): Promise<Elsewhere | null> {
  const before = read(folder)
  if (!before || before.place === here) return null
  for (let waited = 0; waited < SILENT_MS; waited += 250) {
    await sleep(250)
    const now = read(folder)
    if (!now) return null
    if (now.at !== before.at) return { pid: `${now.pid} (${now.host})`, since: now.since }
  }
  return null
}

export function startBeat(folder: string, here = place()): Beat {
  const file = join(folder, "holder.json")
  const attempt = (act: () => void) => {
    try {
      act()
    } catch {
      // A full disk: the guard is weaker for a while, nothing else.
    }
  }
  attempt(() =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString(), place: here }), { mode: 0o600 }),
  )
  return {
    beat: () => attempt(() => utimesSync(file, new Date(), new Date())),
    end: () => attempt(() => rmSync(file, { force: true })),
  }
}

function read(folder: string) {
  const file = join(folder, "holder.json")
  try {
    const said = JSON.parse(readFileSync(file, "utf8")) as { pid: number; host: string; since: string; place: string }
    return { ...said, at: statSync(file).mtimeMs }
  } catch {
    return null
  }
}

/** Same place = the same process numbers: one boot of one machine, one container. */
function place(): string {
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`
  } catch {
    return hostname()
  }
}
