/**
 * Where the books of a data folder lie now, once they were moved. Whoever opens the place they came from is refused: two databases that go on
 * side by side could never be brought together again.
 */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { Refused } from "../../kernel/result.ts"
import type { Config } from "../config.ts"
import { writePrivately } from "./private.ts"

type Moved = { readonly from: string; readonly to: string; readonly at: string }
const markOf = (dataDir: string) => join(dataDir, "moved.json")

/** "embedded", or the server's address without log-in and password. */
export function placeOf(config: Pick<Config, "databaseUrl">): string {
  if (config.databaseUrl === null) return "embedded"
  const { host, port, database } = new pg.Client({ connectionString: config.databaseUrl })
  return `${host}:${port}/${database}`
}

export function markMoved(dataDir: string, moved: Moved): void {
  writePrivately(markOf(dataDir), JSON.stringify(moved))
}

/** Refuses MOVED. */
export function refuseMoved(config: Config): void {
  if (!existsSync(markOf(config.dataDir))) return
  const { from, to, at } = JSON.parse(readFileSync(markOf(config.dataDir), "utf8")) as Moved
  if (from === placeOf(config)) throw new Refused("MOVED", { from, to, at, mark: markOf(config.dataDir) })
}
