/**
 * Who holds a data folder. A holder listens on a socket of its own in the socket folder and says who it is to whoever connects; others
 * keep a connection to it as guests. What decides is that the socket answers, never a process number.
 *
 * To become the holder: first put up a socket (under a name never used twice), then look at all others. Of two that do so at the same
 * moment at least one sees the other, so there are never two; a tie goes to the smaller name (owners before visitors). A dead socket
 * may be removed by anybody, for its name does not come back.
 */
import { randomBytes } from "node:crypto"
import { readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs"
import { connect, createServer, type Socket } from "node:net"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { errorCode } from "../trouble.ts"

export type Role = "owner" | "visitor"
export type State = "up" | "restarting"
/** What a holder says of itself. `sure` is false while it still looks around. */
export type Card = {
  readonly pid: number
  readonly since: string
  readonly url: string | null
  readonly role: Role
  readonly sure: boolean
  /** The folder is being brought to another PostgreSQL: nobody is let in before that is through. */
  readonly upgrading?: boolean
}

export type Stand = {
  readonly name: string
  card: Card
  /** From now on guests are told that the database answers; before, they wait. */
  open(): void
  tell(state: State): void
  guests(): number
  onYield: () => void
  /** Asks the guests whether one goes on in our place; true when one does. No new guest is let in from here on. */
  handOver(withinMs: number): Promise<boolean>
  touch(): void
  takeDown(): void
}

/** A guest's tie to the holder. */
export type Lease = { readonly card: Card; onState: (state: State) => void; onEnd: () => void; leave(): void }

export type Seat = { readonly stand: Stand; readonly lease?: never } | { readonly lease: Lease; readonly stand?: never }

export class HeldByOther extends Error {
  readonly card: Card
  constructor(card: Card) {
    super(`held by process ${card.pid}`)
    this.card = card
  }
}

const ANSWER_WITHIN_MS = 3_000
const YIELD_WITHIN_MS = 120_000
const STAND = /^(a|b)-(\d+)-[0-9a-f]{12}$/

async function putUpStand(folder: string, role: Role): Promise<Stand> {
  const name = `${role === "owner" ? "a" : "b"}-${process.pid}-${randomBytes(6).toString("hex")}`
  const path = join(folder, name)
  const guests = new Map<Socket, (line: string) => void>()
  const waiting = new Set<Socket>()
  const callers = new Set<Socket>()
  let isOpen = false
  let closing = false
  const send = (socket: Socket, line: string) => void socket.write(`${line}\n`)

  const server = createServer((socket) => {
    callers.add(socket)
    socket.unref()
    socket.on("error", () => socket.destroy())
    socket.on("close", () => {
      callers.delete(socket)
      waiting.delete(socket)
      guests.get(socket)?.("gone")
      guests.delete(socket)
    })
    send(socket, JSON.stringify(stand.card))
    byLine(socket, (line) => {
      if (line === "yield") stand.onYield()
      else if (line === "attach" && isOpen && !closing) seat(socket)
      else if (line === "attach") waiting.add(socket)
      else guests.get(socket)?.(line)
    })
  })
  const seat = (socket: Socket) => {
    guests.set(socket, () => {})
    send(socket, "ready")
  }
  const stand: Stand = {
    name,
    card: { pid: process.pid, since: new Date().toISOString(), url: null, role, sure: false },
    open() {
      isOpen = true
      for (const socket of waiting) seat(socket)
      waiting.clear()
    },
    tell(state) {
      for (const socket of guests.keys()) send(socket, state)
    },
    guests: () => guests.size,
    onYield: () => {},
    async handOver(withinMs) {
      closing = true
      if (guests.size === 0) return false
      // A guest too busy to answer in time is still there: it notices that we are gone, and goes on.
      const answer = new Promise<boolean>((done) => {
        for (const socket of guests.keys()) {
          guests.set(socket, (line) => {
            if (line === "taking") done(true)
            else if (line === "gone" && guests.size <= 1) done(false)
          })
          send(socket, "take")
        }
      })
      const bell = new AbortController()
      const taken = await Promise.race([answer, sleep(withinMs, true, { signal: bell.signal }).catch(() => true)])
      bell.abort()
      return taken
    },
    touch() {
      const now = new Date()
      for (const file of [path, folder]) {
        try {
          utimesSync(file, now, now)
        } catch {
          // Only keeps a cleaner of old temporary files away.
        }
      }
    },
    takeDown() {
      rmSync(path, { force: true })
      server.close()
      for (const socket of callers) socket.destroy()
    },
  }
  await new Promise<void>((done, fail) => {
    server.once("error", fail)
    server.listen(join(folder, `.${name}`), () => done())
  })
  // Renamed once it listens, so that whoever sees the name and cannot connect knows that it is dead.
  renameSync(join(folder, `.${name}`), path)
  server.unref()
  return stand
}

type Other = { readonly name: string; readonly card: Card; readonly socket: Socket }

/** Everyone who answers, by name; dead sockets are removed. */
export async function lookAround(folder: string, except = ""): Promise<Other[]> {
  const names = readdirSync(folder).filter((name) => STAND.test(name) && name !== except)
  const others = await Promise.all(names.map((name) => call(folder, name)))
  return others.filter((other) => other !== null).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function call(folder: string, name: string): Promise<Other | null> {
  const path = join(folder, name)
  return new Promise((done) => {
    const socket = connect(path)
    // It took the call but is too busy to speak: alive, as far as its name tells.
    const silent = setTimeout(() => done({ name, socket, card: cardOfName(path, name) }), ANSWER_WITHIN_MS)
    socket.on("error", (error) => {
      clearTimeout(silent)
      if (errorCode(error) === "ECONNREFUSED") rmSync(path, { force: true })
      done(null)
    })
    socket.on("close", () => {
      clearTimeout(silent)
      done(null)
    })
    byLine(socket, (line) => {
      clearTimeout(silent)
      if (line.startsWith("{")) done({ name, socket, card: JSON.parse(line) as Card })
    })
  })
}

function cardOfName(path: string, name: string): Card {
  const [, letter, pid] = STAND.exec(name)!
  const since = statSync(path, { throwIfNoEntry: false })?.mtime ?? new Date()
  return { pid: Number(pid), since: since.toISOString(), url: null, role: letter === "a" ? "owner" : "visitor", sure: true }
}

/** Waits until the holder's database answers; null when the holder goes away before that. */
function takeLease({ socket, card }: Other): Promise<Lease | null> {
  return new Promise((done) => {
    const lease: Lease = { card, onState: () => {}, onEnd: () => {}, leave: () => void socket.end() }
    socket.on("close", () => {
      done(null)
      lease.onEnd()
    })
    byLine(socket, (line) => {
      if (line === "ready") {
        socket.unref()
        done(lease)
      } else if (line === "up" || line === "restarting") lease.onState(line)
      else if (line === "take") {
        socket.write("taking\n")
        lease.onEnd()
      }
    })
    socket.write("attach\n")
  })
}

/** Settles the question for a folder: this process holds it, or is a guest of the one that does. An owner never becomes a guest. */
export async function settle(folder: string, role: Role, makeFolder: () => void): Promise<Seat> {
  for (;;) {
    makeFolder()
    const seat = await tryToSettle(folder, role).catch((error: unknown) => {
      // The last one to leave removed the folder between our two steps.
      if (errorCode(error) === "ENOENT" || errorCode(error) === "EACCES") return null
      throw error
    })
    if (seat) return seat
    await sleep(20 + Math.random() * 60)
  }
}

async function tryToSettle(folder: string, role: Role): Promise<Seat | null> {
  const met = await meet(await lookAround(folder), role)
  if (met) return met
  const stand = await putUpStand(folder, role)
  try {
    for (;;) {
      const others = await lookAround(folder, stand.name)
      if (others.length === 0) {
        stand.card = { ...stand.card, sure: true }
        return { stand }
      }
      const sure = others.find((other) => other.card.sure)
      if (sure && role === "owner" && sure.card.role === "visitor") await askToYield(sure)
      else if (sure || others[0]!.name < stand.name) {
        stand.takeDown()
        return await meet(others, role)
      }
      for (const other of others) other.socket.destroy()
      await sleep(20)
    }
  } catch (error) {
    stand.takeDown()
    throw error
  }
}

/** A guest's seat with the holder, if there is one and we may be a guest. */
async function meet(others: readonly Other[], role: Role): Promise<Seat | null> {
  const sure = others.find((other) => other.card.sure)
  for (const other of others) if (other !== sure) other.socket.destroy()
  if (!sure) return null
  if (role === "visitor" && !sure.card.upgrading) {
    const lease = await takeLease(sure)
    return lease && { lease }
  }
  sure.socket.destroy()
  if (sure.card.role === "owner") throw new HeldByOther(sure.card)
  return null
}

/** A visitor that holds the folder makes room for an owner and goes on as its guest, once its own start is through. */
async function askToYield({ socket, card }: Other) {
  const gone = new Promise<boolean>((done) => socket.on("close", () => done(true)))
  socket.write("yield\n")
  const bell = new AbortController()
  const yielded = await Promise.race([gone, sleep(YIELD_WITHIN_MS, false, { signal: bell.signal }).catch(() => false)])
  bell.abort()
  if (!yielded) throw new HeldByOther(card)
}

function byLine(socket: Socket, take: (line: string) => void) {
  let text = ""
  socket.setEncoding("utf8")
  socket.on("data", (part) => {
    text += part
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      const line = text.slice(0, end)
      text = text.slice(end + 1)
      take(line)
    }
  })
}
