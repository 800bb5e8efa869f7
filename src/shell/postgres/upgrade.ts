/**
 * The embedded cluster brought to another major version: the old server reads the old cluster, the new one fills a cluster made aside, then
 * they change places. Meanwhile this process holds the data folder alone; killed at any moment, the books are the old ones or the new.
 */
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { basename, join } from "node:path"
import pg from "pg"
import { beforeDeath } from "../ending.ts"
import { DatabaseTrouble, freeMegabytes } from "../trouble.ts"
import { BEAT_MS, beatsElsewhere, startBeat } from "./beat.ts"
import { type DataFolder, makeSocketFolder, openDataFolder, secondSockets, sweepDataFolder } from "./data-folder.ts"
import { APP, AUTH, DATABASE, heldBy, makeLogins, removeIfEmpty } from "./embedded.ts"
import { type Engine, findEngine, prepareEngine, sweepEngines } from "./engine.ts"
import { HeldByOther, lookAround, settle } from "./hold.ts"
import { clusterNewer, endServerOf, majorOf, makeCluster, OWNER, startOrAdopt } from "./postmaster.ts"
import { finishSwitch, switchClusters } from "./switch.ts"

/** What is to be done, and with what. */
export type Outlook = {
  readonly folder: DataFolder
  readonly engine: Engine
  readonly old: Engine
  readonly sizeMb: number
  readonly needMb: number
  readonly freeMb: number | null
}
export type Both = {
  readonly from: pg.ClientConfig
  readonly to: { readonly owner: pg.ClientConfig; readonly app: pg.ClientConfig; readonly roles: { readonly app: string; readonly auth: string } }
  /** A data folder for what is made beside the new database; `beside` is what lies beside the old one afterwards. */
  readonly scratch: string
  readonly beside: string
  /** Ends both servers: said while nobody can write any more. */
  shut(): Promise<void>
}

/** The write-ahead log of the new cluster grows up to this, whatever the size of the books. */
const LOG_MB = 1_024
const EMPTY_MB = 150

/** Nobody else opens the folder while the work goes on: a running server, or any command, refuses it (ALREADY_RUNNING). */
export async function holdAlone<T>(dataDir: string, work: (folder: DataFolder) => Promise<T>): Promise<T> {
  const folder = openDataFolder(dataDir)
  makeSocketFolder(folder)
  const others = await lookAround(folder.sockets)
  for (const { socket } of others) socket.destroy()
  if (others[0]) throw heldBy(folder, others[0].card)
  const { stand } = await settle(folder.sockets, "owner", () => makeSocketFolder(folder)).catch((error: unknown) => {
    throw error instanceof HeldByOther ? heldBy(folder, error.card) : error
  })
  if (!stand) throw new Error("an owner is never a guest")
  stand.card = { ...stand.card, upgrading: true }
  const stranger = await beatsElsewhere(folder.path)
  const life = stranger ? null : startBeat(folder.path)
  const beating = setInterval(() => life?.beat(), BEAT_MS)
  beating.unref()
  try {
    if (stranger) throw heldBy(folder, { ...stranger, url: null })
    await finishSwitch(folder.path)
    await sweepDataFolder(folder)
    return await work(folder)
  } finally {
    clearInterval(beating)
    life?.end()
    stand.takeDown()
    removeIfEmpty(folder)
  }
}

/** The major version alone where the cluster is of this program's already. Refuses NO_DATABASE, CLUSTER_NEWER and what findEngine refuses. */
export async function lookAhead(folder: DataFolder, named: string | null): Promise<Outlook | string> {
  const found = majorOf(folder)
  if (found === null) throw new DatabaseTrouble("NO_DATABASE", { path: folder.path })
  const engine = await prepareEngine(folder.path, folder.account)
  if (found === engine.major) return found
  if (found > engine.major) throw clusterNewer(folder, found, engine)
  const old = await findEngine(found, folder.path, folder.account, named)
  const sizeMb = Math.ceil(megabytesOf(join(folder.cluster, "base")))
  return {
    folder,
    engine,
    old,
    sizeMb,
    needMb: Math.ceil(sizeMb * 1.2) + Math.min(2 * sizeMb, LOG_MB) + EMPTY_MB,
    freeMb: freeMegabytes(folder.path),
  }
}

/** `copy` says whether the books may change places, after it has shut both servers; the name of the folder the old ones then lie in, else null. */
export async function upgradeCluster({ folder, engine, old }: Outlook, day: string, copy: (both: Both) => Promise<boolean>): Promise<string | null> {
  const scratch = mkdtempSync(`${folder.cluster}.new-`)
  // The server's user must pass through to its cluster.
  if (folder.account) chmodSync(scratch, 0o711)
  const fresh: DataFolder = {
    path: scratch,
    cluster: join(scratch, "postgres"),
    sockets: secondSockets(folder.sockets),
    log: join(scratch, "postgres.log"),
    account: folder.account,
  }
  const beside = join(scratch, "kept")
  mkdirSync(beside, { mode: 0o700 })
  const shut = async () => {
    await endServerOf(folder.cluster)
    await endServerOf(fresh.cluster)
  }
  let switching = false
  const clean = async () => {
    await shut()
    rmSync(fresh.sockets, { recursive: true, force: true })
    if (!switching) rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  }
  const spared = beforeDeath(clean)
  try {
    // A server somebody left behind may still have sessions that write.
    await endServerOf(folder.cluster)
    await startOrAdopt(folder, old)
    makeSocketFolder(fresh)
    await makeCluster(fresh, engine)
    await startOrAdopt(fresh, engine)
    await makeLogins(fresh)
    const logIn = (sockets: string, user: string): pg.ClientConfig => ({ host: sockets, port: 5432, user, database: DATABASE, ssl: false })
    const sound = await copy({
      from: logIn(folder.sockets, OWNER),
      to: { owner: logIn(fresh.sockets, OWNER), app: logIn(fresh.sockets, APP), roles: { app: APP, auth: AUTH } },
      scratch,
      beside,
      async shut() {
        // Ended with everything on the disk, however long that takes.
        await checkpoint(logIn(fresh.sockets, OWNER))
        await shut()
      },
    })
    if (!sound) return null
    const kept = freeName(folder.path, `postgres-${old.major}.kept-${day}`)
    switching = true
    await switchClusters(folder.path, { scratch: basename(scratch), kept })
    switching = false
    sweepEngines(folder.path, (name) => name.startsWith(`engine-${old.major}.`))
    return join(folder.path, kept)
  } finally {
    await clean()
    spared()
  }
}

async function checkpoint(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query("CHECKPOINT")
  await client.end()
}

function freeName(path: string, wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`
    if (!existsSync(join(path, name))) return name
  }
}

/** Of all files below; one that goes away meanwhile counts nothing. */
const megabytesOf = (folder: string): number =>
  (readdirSync(folder, { recursive: true }) as string[]).reduce(
    (sum, name) => sum + (lstatSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  ) / 1_048_576

const KEPT = /^postgres-\d\d\.kept-(\d{4}-\d\d-\d\d)(?:-\d+)?$/

/** The old clusters that lie beside: since which day, and how large. */
export const keptClusters = (dataDir: string): { readonly path: string; readonly since: string; readonly sizeMb: number }[] =>
  readdirSync(dataDir)
    .sort()
    .flatMap((name) => {
      const since = KEPT.exec(name)?.[1]
      return since ? [{ path: join(dataDir, name), since, sizeMb: Math.ceil(megabytesOf(join(dataDir, name))) }] : []
    })
