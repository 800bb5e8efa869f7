/** A running instance: the database process, its schema at this program's version, and the door to it. */
import { Refused } from "../kernel/result.ts"
import { type Cluster, openCluster } from "./cluster.ts"
import type { Config } from "./config.ts"
import { type Clock, type Database, openDatabase } from "./db.ts"
import { loadMigrations, migrate, schemaVersion } from "./migrate.ts"
import { openSignInDoor, type SignInDoor } from "./sign-in/door.ts"

export type Instance = {
  readonly db: Database
  readonly cluster: Cluster
  /** Persons and sessions, by a log-in of their own. Refuses NO_SIGN_IN where the server's is not known. */
  signIn(): SignInDoor
  close(): Promise<void>
}

/** `owner` holds the data folder (start, demo); `visitor` attaches to who holds it, or starts and stops the database itself. */
export async function openInstance(config: Config, as: "owner" | "visitor", clock: Clock): Promise<Instance> {
  const cluster = await openCluster(config, as)
  try {
    if (cluster.owner) await migrate(cluster.owner, cluster.roles)
    else await refuseOtherVersion(cluster)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  const db = openDatabase(cluster.app, clock)
  let door: SignInDoor | undefined
  return {
    db,
    cluster,
    signIn() {
      if (!cluster.auth) throw new Refused("NO_SIGN_IN")
      door ??= openSignInDoor(cluster.auth, clock)
      return door
    },
    async close() {
      await door?.close()
      await db.close()
      await cluster.stop()
    },
  }
}

/** Without the owner's log-in nothing can be migrated: the schema must already be ours. */
async function refuseOtherVersion(cluster: Cluster): Promise<void> {
  const program = (await loadMigrations()).length
  const database = await schemaVersion(cluster.app)
  if (database > program) throw new Refused("SCHEMA_NEWER", { database, program })
  if (database < program) throw new Refused("SCHEMA_OLDER", { database, program })
}
