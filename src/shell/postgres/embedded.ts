/**
 * The embedded PostgreSQL of one data folder. One process holds the folder: it starts the server, starts it again when it dies, and
 * stops it. Other processes are its guests; when the holder goes, one of them goes on in its place, and the last one stops the server.
 */
import { existsSync, rmdirSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { beforeDeath } from "../ending.ts"
import { DatabaseTrouble, errorCode } from "../trouble.ts"
import { BEAT_MS, type Beat, beatsElsewhere, startBeat } from "./beat.ts"
import { type DataFolder, makeSocketFolder, openDataFolder, sweepDataFolder } from "./data-folder.ts"
import { type Engine, prepareEngine } from "./engine.ts"
import { type Card, HeldByOther, type Lease, lookAround, type Role, type Stand, type State, settle } from "./hold.ts"
import { alive, makeCluster, OWNER, type Postmaster, startOrAdopt, stopPostmaster } from "./postmaster.ts"
import { finishSwitch } from "./switch.ts"

export const DATABASE = "encours"
export const APP = "encours_app"
export const AUTH = "encours_auth"

const WATCH_MS = 200
const HAND_OVER_MS = 2_000
const LONGEST_PAUSE_MS = 2_000
/** Once an hour: cleaners of old temporary files take what nobody touches. */
const TOUCH_EVERY = 18_000
const BEAT_EVERY = BEAT_MS / WATCH_MS

export type Embedded = {
  readonly sockets: string
  /** True as long as another process holds the folder. */
  attached(): boolean
  state(): State
  /** Why it cannot be started again, while that is so: a full disk, mostly. */
  trouble(): DatabaseTrouble | null
  /** Tells whoever asks where this instance is served. */
  announce(url: string): void
  stop(): Promise<void>
}

/** Who holds a data folder now, if anybody. */
export async function holderOf(dataDir: string): Promise<Card | null> {
  if (!existsSync(dataDir)) return null
  const folder = openDataFolder(dataDir)
  makeSocketFolder(folder)
  const all = await lookAround(folder.sockets)
  for (const { socket } of all) socket.destroy()
  removeIfEmpty(folder)
  return all.find(({ card }) => card.sure)?.card ?? null
}

/** `native`: another PostgreSQL than the one this program comes with. */
export async function openEmbedded(dataDir: string, role: Role, native?: string): Promise<Embedded> {
  const folder = openDataFolder(dataDir)
  let stand: Stand | null = null
  let lease: Lease | null = null
  let server: Postmaster | null = null
  let engine: Engine | null = null
  let life: Beat | null = null
  let state: State = "restarting"
  let trouble: DatabaseTrouble | null = null
  let url: string | null = null
  let stopping = false
  let moving: Promise<void> = Promise.resolve()
  let opened = false
  let ticks = 0

  const say = (next: State) => {
    if (next !== state) stand?.tell(next)
    state = next
    if (next === "up") trouble = null
  }
  const note = (error: unknown) => {
    trouble = error instanceof DatabaseTrouble ? error : null
  }

  /** Finds our place: holder or guest. Called at the start, and again whenever the holder we were guests of is gone. */
  const findPlace = async () => {
    const seat = await settle(folder.sockets, role, () => makeSocketFolder(folder)).catch((error: unknown) => {
      throw error instanceof HeldByOther ? heldBy(folder, error.card) : error
    })
    if (stopping) {
      seat.lease?.leave()
      seat.stand?.takeDown()
      return
    }
    if (seat.lease) {
      lease = seat.lease
      lease.onState = (next) => (state = next)
      lease.onEnd = once(() => {
        state = "restarting"
        if (!stopping) move()
      })
      say("up")
      return
    }
    lease = null
    stand = seat.stand
    try {
      stand.card = { ...stand.card, url }
      const stranger = await beatsElsewhere(folder.path)
      if (stranger) throw heldBy(folder, { ...stranger, url: null })
      life = startBeat(folder.path)
      await finishSwitch(folder.path)
      await sweepDataFolder(folder)
      engine ??= await prepareEngine(folder.path, folder.account, native)
      await makeCluster(folder, engine)
      server = await startOrAdopt(folder, engine, () => stopping)
      await makeLogins(folder)
    } catch (error) {
      if (server) await stopPostmaster(server)
      server = null
      life?.end()
      life = null
      stand.takeDown()
      stand = null
      removeIfEmpty(folder)
      throw error
    }
    stand.onYield = once(() => {
      if (!stopping) move()
    })
    say("up")
    stand.open()
  }

  /** Leaves the place we have without stopping the server, and finds the next one; tries on until it succeeds or we are told to stop. */
  const move = () => {
    moving = moving.then(async () => {
      lease?.leave()
      life?.end()
      stand?.takeDown()
      lease = stand = server = life = null
      for (let pause = 100; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        try {
          return await findPlace()
        } catch (error) {
          note(error)
          await sleep(pause)
        }
      }
    })
  }

  /** The server died under us (P37): start it again, with growing pauses while it cannot. */
  const revive = () => {
    say("restarting")
    moving = moving.then(async () => {
      for (
        let pause = 100;
        !stopping && stand && engine && server && !alive(server.pid, server.child);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
      ) {
        try {
          server = await startOrAdopt(folder, engine, () => stopping)
          say("up")
        } catch (error) {
          note(error)
          await sleep(pause)
        }
      }
    })
  }

  const watch = setInterval(() => {
    if (stopping || !stand) return
    ticks++
    if (ticks % TOUCH_EVERY === 0) stand.touch()
    if (ticks % BEAT_EVERY === 0) life?.beat()
    if (server && state === "up" && !alive(server.pid, server.child)) revive()
  }, WATCH_MS)
  watch.unref()

  /** A program that ends without stop() must not leave a server that nobody uses. */
  const lastResort = () => {
    try {
      if (server && !stand?.guests() && alive(server.pid, server.child)) process.kill(server.pid, "SIGINT")
    } finally {
      stand?.takeDown()
    }
  }

  const stop = async () => {
    stopping = true
    clearInterval(watch)
    // Told to stop while still waiting for another's start, we have nothing to put in order.
    if (opened || stand) await moving.catch(() => {})
    const guestGoesOn = stand ? await stand.handOver(HAND_OVER_MS) : true
    if (server && !guestGoesOn) await stopPostmaster(server)
    lease?.leave()
    life?.end()
    stand?.takeDown()
    lease = stand = server = life = null
    removeIfEmpty(folder)
    forget()
  }
  let stopped: Promise<void> | null = null
  const stopOnce = () => {
    stopped ??= stop()
    return stopped
  }

  process.once("exit", lastResort)
  const spared = beforeDeath(stopOnce)
  const forget = () => {
    process.off("exit", lastResort)
    spared()
  }
  try {
    moving = findPlace()
    await moving
    opened = true
  } catch (error) {
    clearInterval(watch)
    forget()
    throw error
  }
  return {
    sockets: folder.sockets,
    attached: () => lease !== null,
    state: () => state,
    trouble: () => trouble,
    announce(next) {
      url = next
      if (stand) stand.card = { ...stand.card, url }
    },
    stop: stopOnce,
  }
}

/** The database and its log-ins. Asked for at each start: whatever an interrupted first start left out is made now. */
export async function makeLogins(folder: DataFolder) {
  const client = new pg.Client({ host: folder.sockets, port: 5432, user: OWNER, database: "postgres", ssl: false })
  await client.connect()
  try {
    for (const deadline = Date.now() + MAKE_WITHIN_MS; ; await sleep(50)) {
      try {
        return await makeMissing(client)
      } catch (error) {
        // A starter that was killed may live on in the server for a moment, making the same.
        if (!MADE_MEANWHILE.has(errorCode(error)) || Date.now() > deadline) throw error
      }
    }
  } finally {
    await client.end()
  }
}

const MAKE_WITHIN_MS = 5_000
/** Unique violation, duplicate role or database, template in use. */
const MADE_MEANWHILE = new Set(["23505", "42710", "42P04", "55006"])

async function makeMissing(client: pg.Client) {
  const { rows } = await client.query("SELECT rolname AS name FROM pg_roles UNION ALL SELECT datname FROM pg_database")
  const there = new Set(rows.map((row) => row.name))
  for (const role of [APP, AUTH]) {
    if (!there.has(role)) await client.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`)
  }
  if (!there.has(DATABASE)) await client.query(`CREATE DATABASE ${DATABASE}`)
}

type Holding = { readonly pid: number | string; readonly since: string; readonly url: string | null; readonly upgrading?: boolean }
export const heldBy = ({ path }: DataFolder, { pid, since, url, upgrading }: Holding) =>
  new DatabaseTrouble(upgrading ? "UPGRADING" : "ALREADY_RUNNING", { path, pid, since, url })

export function removeIfEmpty({ sockets }: DataFolder) {
  try {
    rmdirSync(sockets)
  } catch {
    // Somebody else is still there.
  }
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    act()
  }
}
