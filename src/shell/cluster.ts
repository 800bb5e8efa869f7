/** The one door to the database: the embedded cluster of the data folder, or the server named by DATABASE_URL. Nothing else differs. */
import type pg from "pg"
import type { Config } from "./config.ts"
import { movedText } from "./database.text.ts"
import { makeDataFolder } from "./postgres/data-folder.ts"
import { APP, AUTH, DATABASE, openEmbedded } from "./postgres/embedded.ts"
import { OWNER } from "./postgres/postmaster.ts"
import { openServer } from "./postgres/remote.ts"
import type { DatabaseTrouble } from "./trouble.ts"

/** The log-in that sees and may do everything: handed on as it is, opened in the shell only. */
export type Owner = pg.ClientConfig
export type Cluster = {
  readonly kind: "embedded" | "server"
  /** Migrations, backup, restore. Null on a server where only the ordinary log-in is known. */
  readonly owner: Owner | null
  readonly app: pg.ClientConfig
  readonly auth: pg.ClientConfig | null
  readonly roles: { readonly app: string; readonly auth: string }
  /** True while another process owns the embedded database. */
  readonly attached: boolean
  state(): "up" | "restarting"
  /** Why it is not up again yet, when that is known (DISK_FULL, mostly). */
  trouble(): DatabaseTrouble | null
  /** The address a second start shows. */
  announce(url: string): void
  stop(): Promise<void>
}

/** Of the configuration, what says where the database is. */
export type Whereabouts = Pick<Config, "dataDir" | "movedFrom" | "databaseUrl" | "databaseOwnerUrl" | "databaseAuthUrl" | "lang">

/** `owner`: start and demo, of which there is one. `visitor`: every other command; attaches to what runs, or starts it and stops it after. */
export async function openCluster(config: Whereabouts, as: "owner" | "visitor"): Promise<Cluster> {
  if (config.databaseUrl) {
    const server = await openServer(config, config.databaseUrl, makeDataFolder(config.dataDir))
    return { kind: "server", ...server, attached: true, state: () => "up", trouble: () => null, announce: () => {}, stop: async () => {} }
  }
  if (config.movedFrom) process.stderr.write(`${movedText[config.lang](config.movedFrom, config.dataDir)}\n`)
  const embedded = await openEmbedded(config.dataDir, as)
  const logIn = (user: string): pg.ClientConfig => ({ host: embedded.sockets, port: 5432, user, database: DATABASE, ssl: false })
  return {
    kind: "embedded",
    owner: logIn(OWNER),
    app: logIn(APP),
    auth: logIn(AUTH),
    roles: { app: APP, auth: AUTH },
    get attached() {
      return embedded.attached()
    },
    state: embedded.state,
    trouble: embedded.trouble,
    announce: embedded.announce,
    stop: embedded.stop,
  }
}
