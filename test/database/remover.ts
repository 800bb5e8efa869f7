/**
 * A program of its own that removes one company, for tests that kill it: before its n-th step, on the disk or in the database, it dies as by kill -9.
 */
import { dieBefore } from "./steps.ts"

const [dataDir = "", host = "", database = "", code = "", dieAt = ""] = process.argv.slice(2)
await dieBefore(Number(dieAt))

// Only now, so that they see what counts their steps.
const { openDatabase } = await import("../../src/shell/db.ts")
const { loadDirectory } = await import("../../src/company/company.act.ts")
const { removeCompany } = await import("../../src/operations/removal/removals.job.ts")
const db = openDatabase({ host, port: 5432, user: "encours_app", database })
const company = (await loadDirectory(db)).find((one) => one.code === code)
if (!company) throw new Error(`no company ${code}`)
const owner = { host, port: 5432, user: "encours_owner", database }
await removeCompany(db, owner, company, { dataDir, by: { kind: "system", name: "test" }, clock: () => new Date() })
await db.close()
