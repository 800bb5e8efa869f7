/** A server of its own with its API: two companies (ACME with customers C1 and C2, OTHER), a key of each role, one of the other company, one revoked. */

import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { addKey, withdrawKey } from "../src/people/keys.act.ts"
import { SECRET_BYTES } from "../src/people/keys.ts"
import { ROLES, type Role } from "../src/people/roles.ts"
import { type TestDatabase, testDatabase } from "./database.ts"
import { plainEnv } from "./environment.ts"
import { BY, openBooks } from "./ledger/books.ts"
import { ROOT } from "./tree.ts"

export type ServedApi = {
  readonly db: TestDatabase
  readonly company: number
  readonly other: number
  readonly url: string
  readonly keys: Readonly<Record<Role | "other" | "revoked", string>>
  /** Asks a server (the first); `path` from the root, `key` as bearer. */
  ask(path: string, key: string | null, init?: RequestInit, server?: number): Promise<Response>
  /** Kills the server as it is, and starts another one at its address. */
  crash(which?: number): Promise<void>
  /** Ends it in order, and starts another one at its address. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** A database of its own, and what starts a server on it. */
async function openGround(settings: NodeJS.ProcessEnv) {
  const home = mkdtempSync(join(tmpdir(), "encours-api-"))
  const db = await testDatabase()
  const { host, database } = db.app
  const at = (user: string) => `postgres://${user}@localhost/${database}?host=${encodeURIComponent(String(host))}`
  const env = {
    ...plainEnv(home),
    DATABASE_URL: at("encours_app"),
    DATABASE_OWNER_URL: at("encours_owner"),
    DATABASE_AUTH_URL: at("encours_auth"),
    ENCOURS_LOG: join(home, "encours.log"),
    ...settings,
  }
  /** `before`: the address of a server that ended, where the next one stands in its place. */
  const start = async (before?: string) => {
    const port = before === undefined ? "0" : new URL(before).port
    const server = spawn(process.execPath, [join(ROOT, "src/main.ts"), "start", "--port", port], {
      cwd: home,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    })
    const url = await new Promise<string>((found, lost) => {
      let said = ""
      server.stdout.on("data", (text) => {
        said += text
        const address = /http:\/\/localhost:\d+/.exec(said)
        if (address) found(address[0])
      })
      server.once("exit", () => lost(new Error(`the server ended: ${said}`)))
    })
    return { server, url }
  }
  return { home, db, start }
}

/** A server that nobody has used yet: no company, no person. */
export async function serveUnused(): Promise<Pick<ServedApi, "url" | "close">> {
  const { home, db, start } = await openGround({})
  const { server, url } = await start()
  return {
    url,
    async close() {
      const ended = new Promise((gone) => server.once("exit", gone))
      server.kill("SIGTERM")
      await ended
      await db.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** `count` servers on one database, with one data folder. */
export async function serveApi(settings: NodeJS.ProcessEnv = {}, count = 1): Promise<ServedApi> {
  const { home, db, start } = await openGround(settings)
  const [mine, others] = [await openBooks(db, "ACME", 2), await openBooks(db, "OTHER")]
  const make = (company: number, role: Role) =>
    db.inCompany(company, (tx) => addKey(tx, BY, { name: role, role, scopes: null }, randomBytes(SECRET_BYTES)))
  const made = await Promise.all(ROLES.map(async (role) => [role, (await make(mine.company, role)).secret] as const))
  const gone = await make(mine.company, "owner")
  await db.inCompany(mine.company, (tx) => withdrawKey(tx, BY, gone.id))
  const keys = { ...(Object.fromEntries(made) as Record<Role, string>), other: (await make(others.company, "owner")).secret, revoked: gone.secret }
  const running = await Promise.all(Array.from({ length: count }, () => start()))
  const end = async (which: number, signal: NodeJS.Signals) => {
    const { server } = running[which]!
    const ended = new Promise((gone) => server.once("exit", gone))
    server.kill(signal)
    await ended
  }
  return {
    db,
    company: mine.company,
    other: others.company,
    get url() {
      return running[0]!.url
    },
    keys,
    ask: (path, key, init = {}, server = 0) =>
      fetch(`${running[server]!.url}${path}`, { ...init, headers: { ...init.headers, ...(key === null ? {} : { Authorization: `Bearer ${key}` }) } }),
    async crash(which = 0) {
      await end(which, "SIGKILL")
      running[which] = await start(running[which]!.url)
    },
    async restart() {
      await end(0, "SIGTERM")
      running[0] = await start(running[0]!.url)
    },
    async close() {
      await Promise.all(running.map((_, which) => end(which, "SIGTERM")))
      await db.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
