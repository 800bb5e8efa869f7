/**
 * A program of its own that keeps one file in the vault, for tests that kill it: before its n-th step, on the disk or in the database, it
 * dies as by kill -9. Without a number it lives and says the row's id.
 */
import { createHash } from "node:crypto"
import files from "node:fs/promises"
import { dieBefore } from "./steps.ts"

const [dataDir = "", host = "", database = "", path = "", dieAt = ""] = process.argv.slice(2)
const sha256 = createHash("sha256")
  .update(await files.readFile(path))
  .digest("hex")
await dieBefore(Number(dieAt))

// Only now, so that they see what counts their steps.
const { openDatabase } = await import("../../src/shell/db.ts")
const { keepFile } = await import("../../src/evidence/evidence.act.ts")
const db = openDatabase({ host, port: 5432, user: "encours_app", database })
const received = { path, sha256, name: "received.csv", mediaType: "text/csv", source: "import" } as const
console.log(await db.inCompany(1, (tx) => keepFile(tx, dataDir, { ...received, actId: tx.newId() })))
await db.close()
