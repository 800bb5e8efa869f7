/** P90: the command line as scripts use it: piped, without a terminal, cut short, interrupted. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../database.ts"
import { plainEnv } from "../environment.ts"

const home = mkdtempSync(join(tmpdir(), "encours-piped-"))
const main = join(import.meta.dirname, "../../src/main.ts")
let db: TestDatabase
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  db = await testDatabase()
  const { host, database } = db.app
  const url = (user: string) => `postgres://${user}@localhost/${database}?host=${encodeURIComponent(String(host))}`
  env = { ...plainEnv(home), DATABASE_URL: url("encours_app"), DATABASE_OWNER_URL: url("encours_owner") }
  const rows = Array.from({ length: 3_000 }, (_, i) => `K${i},F${i},2026-05-01,2026-05-31,10.00`)
  writeFileSync(join(home, "sales.csv"), ["customer code,invoice number,invoice date,due date,amount", ...rows, ""].join("\n"))
  await said(run(["company", "add", "--code", "ACME", "--name", "Acme", "--country", "FR", "--currency", "EUR"]))
  await said(run(["import", "sales.csv"]))
})
afterAll(async () => {
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}, stdin: "ignore" | "pipe" = "ignore") =>
  spawn(process.execPath, [main, ...args], { cwd: home, env: { ...env, ...more }, stdio: [stdin, "pipe", "pipe"] })
async function said(child: ChildProcess) {
  let [out, err] = ["", ""]
  child.stdout!.setEncoding("utf8").on("data", (part) => (out += part))
  child.stderr!.setEncoding("utf8").on("data", (part) => (err += part))
  const [exit, signal] = await once(child, "close")
  return { out, err, exit, signal }
}

test("P90 a reader that has seen enough is no failure, and nothing is thrown at it", async () => {
  const child = run(["open-items"])
  let err = ""
  child.stderr!.setEncoding("utf8").on("data", (part) => (err += part))
  child.stdout!.once("data", () => child.stdout!.destroy())
  const [exit] = await once(child, "close")
  expect(err).toBe("")
  expect(exit).toBe(0)
})

test("P90 with --json stdout holds the data and nothing else; what people are told goes to stderr", async () => {
  const { out, err, exit } = await said(run(["import", "sales.csv", "--json", "--as", "snapshot", "--as-of", "2026-06-01"]))
  expect(exit).toBe(0)
  expect(JSON.parse(out).imports).toHaveLength(1)
  expect(`${out}${err}`).not.toContain("\u001b")
})

test("P90 wrong usage says so on stderr in one line and exits 2; without a terminal nothing is coloured", async () => {
  for (const args of [["kpi", "--quarter"], ["no-such-command"], ["ageing", "--as-of", "tomorrow"], ["import", "--as", "guess", "sales.csv"]]) {
    const { out, err, exit } = await said(run(args))
    expect([out, exit], args.join(" ")).toEqual(["", 2])
    expect(err.trimEnd().split("\n"), args.join(" ")).toHaveLength(1)
    expect(err).not.toContain("\u001b")
  }
  const { exit } = await said(run(["customers", "--search", "K1", "--company", "NOBODY"]))
  expect(exit).toBe(3)
})

test("P90 a command that would ask does not wait for an answer: it refuses and names the option", async () => {
  writeFileSync(join(home, "few.csv"), "customer code,invoice number,invoice date,due date,amount\nK1,F1,2026-05-01,2026-05-31,10.00\n")
  const { err, exit } = await said(run(["import", "few.csv", "--as", "snapshot", "--as-of", "2026-06-02"], {}, "pipe"))
  expect(exit).toBe(65)
  expect(err).toContain("--yes")
})

test("P90 Ctrl-C in an import ends it: nothing was written, and the exit code says that a signal did it", async () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => `K${i % 500},G${i},2026-05-01,2026-05-31,10.00`)
  writeFileSync(join(home, "large.csv"), ["customer code,invoice number,invoice date,due date,amount", ...rows, ""].join("\n"))
  const child = run(["import", "large.csv"])
  const ended = said(child)
  // Once it is under way: the first sign of its staging.
  for (;;) {
    const { rows: busy } = await db.owner.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'")
    if (busy.length > 0 || child.exitCode !== null) break
  }
  child.kill("SIGINT")
  const { exit, signal, out } = await ended
  expect([exit, signal]).not.toEqual([0, null])
  expect(out).toBe("")
  expect((await db.owner.query("SELECT count(*)::int AS n FROM ledger.entry WHERE number LIKE 'G%'")).rows[0].n).toBe(0)
})
