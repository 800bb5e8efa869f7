/**
 * Puts a cluster that was made aside in the place of another. Decided by one small file: before it is on the disk the books are the old ones,
 * from then on the new. What a killed switch left undone is done by the next opening, before anything is started.
 */
import { existsSync, readFileSync } from "node:fs"
import { rename, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import { syncFolder } from "../vault.ts"
import { writePrivately } from "./private.ts"

/** Names within the data folder. */
type Switch = {
  /** Holds the new cluster (`postgres`), and what is to lie beside the old one (`kept`). */
  readonly scratch: string
  readonly kept: string
}
const markOf = (path: string) => join(path, "switch.json")
const decided = (path: string): Switch | null => (existsSync(markOf(path)) ? (JSON.parse(readFileSync(markOf(path), "utf8")) as Switch) : null)

/** Where the cluster lies at this moment: in the middle of a switch there is none in its place. */
export function clusterNow(path: string): string {
  const cluster = join(path, "postgres")
  const half = existsSync(cluster) ? null : decided(path)
  return half === null ? cluster : join(path, half.kept, "postgres")
}

/** Both servers have ended. */
export async function switchClusters(path: string, choice: Switch): Promise<void> {
  await syncFolder(join(path, choice.scratch))
  writePrivately(markOf(path), JSON.stringify(choice))
  await syncFolder(path)
  await finishSwitch(path)
}

/** Does what of a decided switch is not done yet; by whoever holds the folder. */
export async function finishSwitch(path: string): Promise<void> {
  const choice = decided(path)
  if (choice === null) return
  const [scratch, kept, cluster] = [join(path, choice.scratch), join(path, choice.kept), join(path, "postgres")]
  if (!existsSync(kept)) await put(join(scratch, "kept"), kept)
  if (!existsSync(join(kept, "postgres"))) await put(cluster, join(kept, "postgres"))
  if (existsSync(join(scratch, "postgres"))) await put(join(scratch, "postgres"), cluster)
  await rm(markOf(path))
  await syncFolder(path)
}

async function put(from: string, to: string): Promise<void> {
  await rename(from, to)
  await syncFolder(dirname(from))
  await syncFolder(dirname(to))
}
