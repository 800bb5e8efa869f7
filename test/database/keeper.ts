/**
 * A program of its own that keeps one file in the vault, for tests that kill it: before its n-th step, on the disk or in the database, it
 * dies as by kill -9. Without a number it lives and says the row's id.
 */
import { createHash } from "node:crypto"
import files from "node:fs/promises"
import { syncBuiltinESMExports } from "node:module"
import pg from "pg"

type Steps = Record<string, (...given: unknown[]) => unknown>

const [dataDir = "", host = "", database = "", path = "", dieAt = ""] = process.argv.slice(2)
let steps = 0
function countSteps(of: object, names: readonly string[]) {
  const owner = of as Steps
  for (const name of names) {
    const original = owner[name]!
    owner[name] = function (this: unknown, ...given) {
      if (++steps === Number(dieAt)) process.kill(process.pid, "SIGKILL")
      return original.apply(this, given)
    }
  }
}

const sha256 = createHash("sha256")
  .update(await files.readFile(path))
  .digest("hex")
const probe = await files.open(path)
countSteps(Object.getPrototypeOf(probe), ["appendFile", "sync", "close"])
countSteps(files, ["mkdir", "open", "rename", "rm", "statfs"])
syncBuiltinESMExports()
countSteps(pg.Client.prototype, ["query"])

// Only now, so that they see what counts their steps.
const { openDatabase } = await import("../../src/shell/db.ts")
const { keepFile } = await import("../../src/evidence/evidence.act.ts")
const db = openDatabase({ host, port: 5432, user: "encours_app", database })
const received = { path, sha256, name: "received.csv", mediaType: "text/csv", source: "import" } as const
console.log(await db.inCompany(1, (tx) => keepFile(tx, dataDir, { ...received, actId: tx.newId() })))
await db.close()
