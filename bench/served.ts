/** A server process of its own on the measured database, and clients that keep their connections. */
import { type ChildProcess, spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { Agent, request } from "node:http"
import { join } from "node:path"
import { addKey } from "../src/people/keys.act.ts"
import { SECRET_BYTES } from "../src/people/keys.ts"
import { BY, COMPANY, type Empty, type Ground, lastly } from "./ground.ts"

export type Served = {
  /** Asks below the company; refuses to go on where the answer is another than expected. */
  ask(method: "GET" | "POST", path: string, body?: string): Promise<string>
  end(): Promise<void>
}

class Reused extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause })
  }
}
const LAUNCHER = join(import.meta.dirname, "../bin/encours")

export async function serve(ground: Ground, here: Empty): Promise<Served> {
  const key = await here.db.inCompany(here.company.id, (tx) =>
    addKey(tx, BY, { name: "bench", role: "owner", scopes: null }, randomBytes(SECRET_BYTES)),
  )
  const { host, user, database } = here.owner
  const at = (who: string) => `postgres://${who}@localhost/${database}?host=${encodeURIComponent(String(host))}`
  const env = {
    ...process.env,
    ENCOURS_DATA: join(ground.folder, "server"),
    ENCOURS_LOG: join(ground.folder, "server.log"),
    DATABASE_URL: at("encours_app"),
    DATABASE_OWNER_URL: at(String(user)),
  }
  const child = spawn(process.execPath, [LAUNCHER, "start", "--port", "0"], { env, stdio: ["ignore", "pipe", "inherit"] })
  const end = lastly(() => stop(child))
  const url = await addressOf(child)
  const agent = new Agent({ keepAlive: true })
  const headers = { Authorization: `Bearer ${key.secret}`, "Content-Type": "application/json" }
  return {
    ask(method, path, body) {
      const once = () =>
        new Promise<string>((done, failed) => {
          const asked = request(new URL(`/api/companies/${COMPANY.code}${path}`, url), { method, agent, headers }, (answer) => {
            let text = ""
            answer.setEncoding("utf8").on("data", (part) => (text += part))
            answer.on("end", () => (answer.statusCode! < 300 ? done(text) : failed(new Error(`${method} ${path}: ${answer.statusCode} ${text}`))))
          })
          // A connection kept alive may be closed by the server just as it is used again: a reading is asked once more, as browsers do.
          asked.on("error", (error) => failed(method === "GET" && asked.reusedSocket ? new Reused(error) : error))
          asked.end(body)
        })
      return once().catch((error) => (error instanceof Reused ? once() : Promise.reject(error)))
    },
    async end() {
      agent.destroy()
      await end()
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = ""
  for await (const part of child.stdout!) {
    said += part
    const url = /http:\/\/localhost:\d+/.exec(said)?.[0]
    if (url) return url
  }
  throw new Error(`the server ended: ${said}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGTERM")
  await ended
}

/** Works `count` tasks by so many at a time, each as soon as the one before is done. */
export async function atOnce(clients: number, count: number, task: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const client = async () => {
    while (next < count) await task(next++)
  }
  await Promise.all(Array.from({ length: clients }, client))
}
