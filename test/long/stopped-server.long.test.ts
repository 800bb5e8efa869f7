/** The database is stopped under a program that posts: each batch stands whole or not at all, and the program goes on by sending again. */
import { spawn, spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, expect, test } from "vitest"
import { serverPid } from "../database/holder.ts"
import { plainEnv } from "../environment.ts"
import { ROOT } from "../tree.ts"

const MAIN = join(ROOT, "src/main.ts")
const [BATCHES, OF] = [20, 250]
const homes: string[] = []
const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing) await close()
  for (const home of homes) rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

/** A server on its own embedded database, with a company, a customer and a key. */
async function open() {
  const home = mkdtempSync(join(tmpdir(), "encours-stopped-"))
  homes.push(home)
  // As root the database runs as another user, who must be able to walk down to it.
  chmodSync(home, 0o711)
  const data = join(home, "data")
  const env = plainEnv(home)
  const server = spawn(process.execPath, [MAIN, "--data", data, "start", "--port", "0"], { cwd: home, env, stdio: ["ignore", "pipe", "inherit"] })
  const ended = new Promise((resolve) => server.once("exit", resolve))
  closing.push(() => {
    server.kill("SIGTERM")
    return ended
  })
  const url = await new Promise<string>((found) => {
    let said = ""
    server.stdout.on("data", (text) => {
      said += text
      const address = /http:\/\/localhost:\d+/.exec(said)
      if (address) found(address[0])
    })
  })
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [MAIN, "--data", data, ...args, "--json"], { cwd: home, env, encoding: "utf8", maxBuffer: 1 << 26 })
  const encours = (...args: string[]) => {
    // While the database recovers a command may be told so, as a program is.
    let ran = run(...args)
    for (const end = Date.now() + 60_000; ran.status !== 0 && Date.now() < end; ) ran = run(...args)
    expect(ran.status, ran.stderr + ran.stdout).toBe(0)
    return JSON.parse(ran.stdout)
  }
  encours("company", "add", "--code", "ACME", "--name", "Acme", "--country", "FR", "--currency", "EUR")
  writeFileSync(join(home, "first.csv"), "customer,invoice,invoice date,due date,amount\nC1,FIRST,2026-05-01,2026-06-01,1.00\n")
  encours("import", "first.csv")
  const { key } = encours("key", "add", "--role", "owner", "--name", "till")
  return {
    data,
    encours,
    post: (path: string, body: unknown, once: string) =>
      fetch(`${url}/api/companies/ACME${path}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", "Idempotency-Key": once },
        body: JSON.stringify(body),
      }).then(
        async (answer) => {
          await answer.text()
          return answer.status
        },
        () => 0,
      ),
  }
}

const batch = (n: number) => ({
  entries: Array.from({ length: OF }, (_, i) => ({
    kind: "invoice",
    number: `B${n}-${i}`,
    customer: "C1",
    amount: "12.50",
    on: "2026-05-02",
    dueOn: "2026-06-01",
  })),
})

test.each(["SIGINT", "SIGKILL"] as const)(
  "P34 the database is ended (%s) while 5,000 invoices are posted: all or none of each batch, and sent again they are all there once",
  async (signal) => {
    const here = await open()
    let ended = false
    const done = new Set<number>()
    const answers = new Map<number, number>()
    const post = async (n: number) => {
      const status = await here.post("/entries", batch(n), `batch-${n}`)
      answers.set(status, (answers.get(status) ?? 0) + 1)
      if (status === 201) done.add(n)
    }
    const counts = () => {
      const items = here.encours("open-items", "--as-of", "2026-12-31").items as { number: string }[]
      return Array.from({ length: BATCHES }, (_, n) => items.filter(({ number }) => number.startsWith(`B${n}-`)).length)
    }
    for (let round = 0; done.size < BATCHES && round < 60; round++) {
      const waiting = Array.from({ length: BATCHES }, (_, n) => n).filter((n) => !done.has(n))
      const posting = waiting.map(post)
      if (!ended) {
        // Some stand by then, the others are under way.
        await Promise.race(posting)
        process.kill(serverPid(here.data), signal)
        ended = true
      }
      await Promise.all(posting)
      const found = counts()
      for (const [n, count] of found.entries()) {
        expect([0, OF], `batch ${n}`).toContain(count)
        if (done.has(n)) expect(count, `batch ${n} was acknowledged`).toBe(OF)
      }
      if (done.size < BATCHES) await pause(300)
    }
    console.log(`${signal}: ${[...answers].map(([status, times]) => `${times} × ${status || "no answer"}`).join(", ")}`)
    expect(done.size).toBe(BATCHES)
    // It did meet the end of the database, and was told so in words a program understands.
    expect([...answers.keys()].some((status) => status !== 201)).toBe(true)
    expect([...answers.keys()].filter((status) => status !== 201 && status !== 503)).toEqual([])
    expect(counts()).toEqual(Array.from({ length: BATCHES }, () => OF))
    expect(here.encours("verify").ok).toBe(true)
  },
)
