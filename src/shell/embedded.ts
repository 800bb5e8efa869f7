/**
 * The embedded PostgreSQL of one data folder. One process holds the folder: it starts the server, starts it again when it dies, and
 * stops it. Other processes are its guests; when the holder goes, one of them goes on in its place, and the last one stops the server.
 */
import { rmdirSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { type DataFolder, makeSocketFolder, openDataFolder, sweepDataFolder } from "./data-folder.ts"
import { type Engine, prepareEngine } from "./engine.ts"
import { type Card, HeldByOther, type Lease, lookAround, type Role, type Stand, type State, settle } from "./hold.ts"
import { alive, makeCluster, OWNER, type Postmaster, startOrAdopt, stopPostmaster } from "./postmaster.ts"
import { DatabaseTrouble } from "./trouble.ts"

export const DATABASE = "encours"
export const APP = "encours_app"
export const AUTH = "encours_auth"

const WATCH_MS = 200
const HAND_OVER_MS = 2_000
const LONGEST_PAUSE_MS = 2_000
/** Once an hour: cleaners of old temporary files take what nobody touches. */
const TOUCH_EVERY = 18_000

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
  const folder = openDataFolder(dataDir)
  makeSocketFolder(folder)
  const all = await lookAround(folder.sockets)
  for (const { socket } of all) socket.destroy()
  removeIfEmpty(folder)
  return all.find(({ card }) => card.sure)?.card ?? null
}

export async function openEmbedded(dataDir: string, role: Role): Promise<Embedded> {
  const folder = openDataFolder(dataDir)
  let stand: Stand | null = null
  let lease: Lease | null = null
  let server: Postmaster | null = null
  let engine: Engine | null = null
  let state: State = "restarting"
  let trouble: DatabaseTrouble | null = null
  let url: string | null = null
  let stopping = false
  let moving: Promise<void> = Promise.resolve()
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
      throw error instanceof HeldByOther ? alreadyRunning(folder, error.card) : error
    })
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
      sweepDataFolder(folder)
      engine ??= await prepareEngine(folder.path, folder.account)
      await makeCluster(folder, engine)
      server = await startOrAdopt(folder, engine)
      await makeLogins(folder)
    } catch (error) {
      if (server) await stopPostmaster(server)
      server = null
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
      stand?.takeDown()
      lease = stand = server = null
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
    if (++ticks % TOUCH_EVERY === 0) stand.touch()
    if (server && state === "up" && !alive(server.pid, server.child)) revive()
  }, WATCH_MS)
  watch.unref()

  /** A program that ends without stop() must not leave a server that nobody uses. */
  const lastResort = () => {
    if (server && !stand?.guests() && alive(server.pid, server.child)) process.kill(server.pid, "SIGINT")
    stand?.takeDown()
  }

  const stop = async () => {
    if (stopping) return moving
    stopping = true
    clearInterval(watch)
    await moving
    const guestGoesOn = stand ? await stand.handOver(HAND_OVER_MS) : true
    if (server && !guestGoesOn) await stopPostmaster(server)
    process.off("exit", lastResort)
    lease?.leave()
    stand?.takeDown()
    removeIfEmpty(folder)
  }

  try {
    await findPlace()
  } catch (error) {
    clearInterval(watch)
    throw error
  }
  process.once("exit", lastResort)
  return {
    sockets: folder.sockets,
    attached: () => lease !== null,
    state: () => state,
    trouble: () => trouble,
    announce(next) {
      url = next
      if (stand) stand.card = { ...stand.card, url }
    },
    stop,
  }
}

/** The database and its log-ins. Asked for at each start: whatever an interrupted first start left out is made now. */
async function makeLogins(folder: DataFolder) {
  const client = new pg.Client({ host: folder.sockets, port: 5432, user: OWNER, database: "postgres", ssl: false })
  await client.connect()
  try {
    const { rows } = await client.query("SELECT rolname AS name FROM pg_roles UNION ALL SELECT datname FROM pg_database")
    const there = new Set(rows.map((row) => row.name))
    for (const role of [APP, AUTH])
      if (!there.has(role)) await client.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`)
    if (!there.has(DATABASE)) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

const alreadyRunning = (folder: DataFolder, { pid, since, url }: Card) =>
  new DatabaseTrouble("ALREADY_RUNNING", { path: folder.path, pid, since, url })

function removeIfEmpty({ sockets }: DataFolder) {
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
