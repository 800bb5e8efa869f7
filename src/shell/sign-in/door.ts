/**
 * The door to what comes before any company: persons, sessions, proofs (schema auth), by the auth log-in, which sees no books. Like `inCompany` it lends
 * no pool; only the library of signing in gets the query builder itself.
 */
import { Kysely, PostgresDialect } from "kysely"
import pg from "pg"
import type { Clock } from "../db.ts"
import type { DB } from "../schema.ts"

export type SignInDoor = {
  /** Each statement by itself. */
  readonly db: Kysely<DB>
  readonly now: Clock
  /** All of it or nothing. */
  together<T>(work: (db: Kysely<DB>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export function openSignInDoor(auth: pg.PoolConfig, clock: Clock): SignInDoor {
  const pool = new pg.Pool({ max: 5, ...auth })
  pool.on("error", () => {})
  pool.on("connect", (client) => client.on("error", () => {}))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, now: clock, together: (work) => db.transaction().execute(work), close: () => db.destroy() }
}
