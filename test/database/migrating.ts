/**
 * A start that migrates, to be killed: node test/database/migrating.ts '{"owner":…,"upTo":4,"pause":{"version":4,"statement":12}}'.
 * At the chosen statement the server says so by sleeping a moment; the file's checksum stays its own.
 */
import { loadMigrations, type Migration, migrate } from "../../src/shell/migrate.ts"
import { statementsOf } from "./statements.ts"

const { owner, roles, upTo, pause } = JSON.parse(process.argv[2]!) as {
  owner: { host: string; port: number; user: string; database: string }
  roles: { app: string; auth: string }
  upTo: number
  pause?: { version: number; statement: number }
}
const paused = (step: Migration): Migration => {
  if (step.version !== pause?.version) return step
  const statements = statementsOf(step.sql)
  statements.splice(pause.statement, 0, "SELECT pg_sleep(0.4)")
  return { ...step, sql: statements.join(";\n") }
}
const applied = await migrate(owner, roles, (await loadMigrations()).slice(0, upTo).map(paused))
console.log(JSON.stringify(applied))
