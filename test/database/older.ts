/** Books as a program of before left them, with an older PostgreSQL: the machine's own, under our own opening code. */
import { execFileSync, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import { loadMigrations } from "../../src/shell/migrate.ts"
import { type Embedded, openEmbedded } from "../../src/shell/postgres/embedded.ts"
import { schemasOf } from "../../src/shell/transfer/load.ts"
import { readSnapshot } from "../../src/shell/transfer/snapshot.ts"
import { plainEnv } from "../environment.ts"

const ROOT = "/usr/lib/postgresql"
const MAIN = join(import.meta.dirname, "../../src/main.ts")

/** The folder of a PostgreSQL older than the embedded one; null, said aloud, where there is none. In CI there must be. */
export function olderServer(embedded = 18): string | null {
  const majors = (existsSync(ROOT) ? readdirSync(ROOT) : [])
    .map(Number)
    .filter((major) => major >= 15 && major < embedded && existsSync(join(ROOT, `${major}`, "bin/initdb")))
  if (majors.length > 0) return join(ROOT, String(Math.max(...majors)))
  if (process.env.CI === "true") expect.fail("an older PostgreSQL must be there in CI: apt-get install postgresql")
  console.warn("NOT CHECKED, an older PostgreSQL is needed (apt-get install postgresql): upgrades")
  return null
}

export async function encours(home: string, data: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [MAIN, "--data", data, ...args], {
    cwd: home,
    env: { ...plainEnv(home), ...more },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let [out, told] = ["", ""]
  child.stdout.on("data", (part) => (out += part))
  child.stderr.on("data", (part) => (told += part))
  const exit = await new Promise<number | null>((done) => child.on("close", done))
  return { exit, out, told }
}

/** As the first start of that program would have made it. */
export async function openOlder(server: string, data: string): Promise<Embedded> {
  if (!existsSync(join(data, "postgres"))) {
    mkdirSync(data, { mode: 0o711 })
    mkdirSync(join(data, "postgres"), { mode: 0o700 })
    const as =
      process.getuid?.() === 0 ? { uid: Number(execFileSync("id", ["-u", "postgres"])), gid: Number(execFileSync("id", ["-g", "postgres"])) } : null
    if (as) chownSync(join(data, "postgres"), as.uid, as.gid)
    const options = ["-U", "encours_owner", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
    execFileSync(join(server, "bin/initdb"), ["-D", join(data, "postgres"), ...options], { ...as, cwd: "/", stdio: "ignore" })
  }
  return openEmbedded(data, "owner", server)
}

/** Two companies with their invoices, payments, credit notes, files, a key, a webhook, an import undone and one that waits for the server. */
export async function fillBooks(home: string, data: string, rows: number): Promise<void> {
  const done = async (...args: string[]) => {
    const ran = await encours(home, data, args)
    expect(ran.exit, ran.told + ran.out).toBe(0)
    return ran.out
  }
  const journal = (name: string, from: number) => {
    const line = (i: number) => {
      const [customer, day] = [`C${1 + (i % 97)}`, `2026-0${1 + (i % 9)}-1${i % 10}`]
      if (i % 5 === 4) return `${customer},Été & Söhne ${i % 97},payment,P${i},${day},,${10 + (i % 700)}.05,F${i - 1}`
      return `${customer},Été & Söhne ${i % 97},${i % 11 === 3 ? "credit note" : "invoice"},F${i},${day},2026-11-30,${10 + (i % 900)}.25,`
    }
    const head = "customer code,customer name,type,number,date,due date,amount,reference"
    writeFileSync(join(home, name), [head, ...Array.from({ length: rows }, (_, i) => line(from + i)), ""].join("\n"))
  }
  journal("first.csv", 0)
  journal("second.csv", rows)
  journal("third.csv", rows * 2)
  for (const [code, country] of [
    ["ACME", "FR"],
    ["BETA", "BE"],
  ] as const) {
    await done("company", "add", "--code", code, "--name", `${code} “Zoé”`, "--country", country, "--currency", "EUR")
    await done("--company", code, "import", "first.csv", "--accept-good")
  }
  const [{ id }] = JSON.parse(await done("--company", "BETA", "import", "second.csv", "--accept-good", "--json")).imports
  await done("--company", "BETA", "import", "undo", id)
  await done("--company", "ACME", "key", "add", "--role", "auditor", "--name", "books")
  await done("--company", "ACME", "webhook", "add", "https://hooks.example.org/x")
  await done("--company", "ACME", "import", "third.csv", "--background")
}

/** Where the act of the upgrade itself is written: everything else must be what it was. */
export const ACT_OF_UPGRADE = ["activity.act", "activity.unsealed", "activity.seal", "activity.head", "operations.restored", "sequences"]

/** The SHA-256 of every table, as text. */
export async function hashesOf(sockets: string): Promise<Record<string, string>> {
  const owner = { host: sockets, port: 5432, user: "encours_owner", database: "encours", ssl: false } as const
  return readSnapshot(owner, schemasOf(await loadMigrations()), async (snapshot) => {
    const hashes: Record<string, string> = {}
    for (const table of snapshot.tables) {
      const hash = createHash("sha256")
      for await (const chunk of snapshot.copyOut(table) as AsyncIterable<Buffer>) hash.update(chunk)
      hashes[table.name] = hash.digest("hex")
    }
    return { ...hashes, sequences: JSON.stringify(snapshot.sequences) }
  })
}

/** What the books say, of both companies. */
export async function figuresOf(home: string, data: string): Promise<string> {
  const said = ["ACME", "BETA"].map(async (code) => {
    const ran = await encours(home, data, ["--company", code, "ageing", "--as-of", "2026-11-22", "--by", "customer", "--json"])
    expect(ran.exit, ran.told).toBe(0)
    return ran.out
  })
  return (await Promise.all(said)).join("")
}
