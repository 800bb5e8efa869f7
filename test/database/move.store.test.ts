/** The books move from the embedded database to a server and back, as an owner types it. */
import { spawnSync } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { testDatabase } from "../database.ts"
import { plainEnv } from "../environment.ts"

const MAIN = join(import.meta.dirname, "../../src/main.ts")
const home = mkdtempSync(join(tmpdir(), "encours-move-"))
chmodSync(home, 0o711)
afterAll(() => rmSync(home, { recursive: true, force: true }))

test("P41 the books move to a server and back: equal to the byte, sealed on, and refused where they were left", async () => {
  const db = await testDatabase()
  const { host, database } = db.app
  const url = (user: string) => `postgres://${user}@localhost/${database}?host=${encodeURIComponent(String(host))}`
  const server = { DATABASE_URL: url("encours_app"), DATABASE_OWNER_URL: url("encours_owner") }
  const data = join(home, "data")
  const run = (env: NodeJS.ProcessEnv, ...args: string[]) => {
    const ran = spawnSync(process.execPath, [MAIN, "--data", data, ...args], { cwd: home, env: { ...plainEnv(home), ...env }, encoding: "utf8" })
    return { exit: ran.status, out: ran.stdout, told: ran.stderr }
  }
  const figures = (env: NodeJS.ProcessEnv) => run(env, "ageing", "--as-of", "2026-11-22", "--json").out
  writeFileSync(join(home, "j.csv"), "customer code,invoice number,invoice date,due date,amount\nC1,F1,2026-01-10,2026-02-09,100.00\n")
  expect(run({}, "company", "add", "--code", "ACME", "--name", "Acme", "--country", "FR", "--currency", "EUR").exit).toBe(0)
  expect(run({}, "import", "j.csv").exit).toBe(0)
  const before = figures({})
  expect(before).toContain("100.00")

  expect(run({}, "move", "--to", "embedded").exit).toBe(2)
  const there = run({ DATABASE_OWNER_URL: server.DATABASE_OWNER_URL }, "move", "--to", server.DATABASE_URL)
  expect(there.exit, there.told + there.out).toBe(0)
  expect(there.out).toContain("Set DATABASE_URL")
  expect(run({}, "ageing")).toMatchObject({ exit: 5, told: expect.stringContaining("moved.json") })
  expect(figures(server)).toBe(before)
  expect(run(server, "verify")).toMatchObject({ exit: 0 })
  writeFileSync(join(home, "k.csv"), "customer code,invoice number,invoice date,due date,amount\nC1,F2,2026-01-10,2026-02-09,0.50\n")
  expect(run(server, "import", "k.csv").exit).toBe(0)
  const grown = figures(server)

  // The old embedded books are still there: they are replaced only when that is said.
  expect(run(server, "move", "--to", "embedded")).toMatchObject({ exit: 5, told: expect.stringContaining("--replace") })
  const back = run(server, "move", "--to", "embedded", "--replace", "--json")
  expect(back.exit, back.told + back.out).toBe(0)
  expect(JSON.parse(back.out)).toMatchObject({ to: "embedded", ok: true, failed: [] })
  expect(run(server, "ageing")).toMatchObject({ exit: 5 })
  expect(figures({})).toBe(grown)
  const verified = run({}, "verify", "--json")
  expect(verified.exit, verified.out).toBe(0)
  expect(existsSync(join(data, "restoring"))).toBe(false)
  await db.drop()
}, 180_000)
