/** A PostgreSQL server named by DATABASE_URL: which log-ins there are, which are made here, and what is refused. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import type { Config } from "../config.ts"
import { DatabaseTrouble, errorLine } from "../trouble.ts"
import { APP, AUTH } from "./embedded.ts"
import { writePrivately } from "./private.ts"

type Roles = { readonly app: string; readonly auth: string }
export type Server = {
  readonly owner: pg.ClientConfig | null
  readonly app: pg.ClientConfig
  readonly auth: pg.ClientConfig | null
  readonly roles: Roles
}

/** What an administrator runs once where Encours may not make its log-ins itself. */
const adminScript = (roles: Roles = { app: APP, auth: AUTH }, database = "encours") => `-- As administrator; choose the passwords.
CREATE ROLE encours_owner LOGIN PASSWORD '…';
CREATE ROLE ${pg.escapeIdentifier(roles.app)} LOGIN PASSWORD '…';
CREATE ROLE ${pg.escapeIdentifier(roles.auth)} LOGIN PASSWORD '…';
CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER encours_owner ENCODING 'UTF8' TEMPLATE template0;
-- Then: DATABASE_OWNER_URL=postgres://encours_owner:…@HOST/${database}
--       DATABASE_URL=postgres://${roles.app}:…@HOST/${database}
--       DATABASE_AUTH_URL=postgres://${roles.auth}:…@HOST/${database}
`

export async function openServer(config: Pick<Config, "databaseOwnerUrl" | "databaseAuthUrl">, url: string, dataDir: string): Promise<Server> {
  const app = await meet("DATABASE_URL", { connectionString: url })
  const auth = config.databaseAuthUrl ? await meet("DATABASE_AUTH_URL", { connectionString: config.databaseAuthUrl }) : null
  const roles = { app: app.user, auth: auth?.user ?? AUTH }
  if (config.databaseOwnerUrl) {
    const owner = await meet("DATABASE_OWNER_URL", { connectionString: config.databaseOwnerUrl })
    if (app.strong || app.user === owner.user) throw new DatabaseTrouble("APP_TOO_STRONG", { user: app.user })
    if (!auth) await withClient(owner.config, (client) => makeMissing(client, owner, roles))
    return { owner: owner.config, app: app.config, auth: auth?.config ?? null, roles }
  }
  if (!app.canMakeRoles || !app.ownsDatabase) {
    if (app.strong) throw new DatabaseTrouble("APP_TOO_STRONG", { user: app.user })
    return { owner: null, app: app.config, auth: auth?.config ?? null, roles }
  }
  return makeLogins(app, dataDir)
}

type Met = {
  readonly config: pg.ClientConfig
  readonly user: string
  readonly database: string
  /** Sees every row whatever the policies say. */
  readonly strong: boolean
  readonly canMakeRoles: boolean
  readonly ownsDatabase: boolean
}

async function withClient<T>(config: pg.ClientConfig, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...config })
  client.on("error", () => {})
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

async function meet(variable: string, config: pg.ClientConfig): Promise<Met> {
  const rows = await withClient(config, async (client) => (await client.query(WHO)).rows).catch((error: unknown) => {
    throw new DatabaseTrouble("UNREACHABLE", { variable, place: placeOf(config), detail: errorLine(error) })
  })
  const { user, database, version, shown, encoding, ...rights } = rows[0]
  if (version < 150_000) throw new DatabaseTrouble("SERVER_TOO_OLD", { found: shown })
  if (encoding !== "UTF8") throw new DatabaseTrouble("SERVER_ENCODING", { database, found: encoding })
  return { config, user, database, ...rights }
}

const WHO = `
  SELECT current_user AS user, current_database() AS database, current_setting('server_version_num')::int AS version,
         current_setting('server_version') AS shown, current_setting('server_encoding') AS encoding,
         r.rolsuper OR r.rolbypassrls AS strong, r.rolsuper OR r.rolcreaterole AS "canMakeRoles",
         r.rolsuper OR pg_has_role(d.datdba, 'USAGE') AS "ownsDatabase"
    FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()`

/** Where a log-in leads, without its password. */
function placeOf(config: pg.ClientConfig): string {
  try {
    const { user, host, port, database } = new pg.Client(config)
    return `${user ?? "?"}@${host}:${port}/${database ?? "?"}`
  } catch {
    return "?"
  }
}

async function makeMissing(client: pg.Client, owner: Met, roles: Roles) {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [roles.auth])
  if (rowCount) return
  const script = adminScript(roles, owner.database)
  if (!owner.canMakeRoles) throw new DatabaseTrouble("ROLE_MISSING", { role: roles.auth, user: owner.user, script })
  await client.query(`CREATE ROLE ${pg.escapeIdentifier(roles.auth)}`)
}

type Kept = { readonly user: string; readonly password: string }

/**
 * One strong log-in was given: it becomes the owner, and the two ordinary ones are made here. Their passwords are kept in the data folder;
 * when that file is lost they are set anew, but only on log-ins whose comment says that they serve this database.
 */
async function makeLogins(owner: Met, dataDir: string): Promise<Server> {
  const file = join(dataDir, "database.json")
  const kept: Record<string, { app: Kept; auth: Kept }> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}
  const base = new pg.Client(owner.config)
  const place = `${base.host}:${base.port}/${owner.database}`
  const logIn = ({ user, password }: Kept): pg.ClientConfig => ({
    host: base.host,
    port: base.port,
    database: owner.database,
    ssl: base.ssl,
    user,
    password,
  })
  const known = kept[place]
  const made =
    known ??
    (await withClient(owner.config, async (client) => ({ app: await makeRole(client, owner, APP), auth: await makeRole(client, owner, AUTH) })))
  if (!known) writePrivately(file, JSON.stringify({ ...kept, [place]: made }, null, 2))
  const app = await meet("DATABASE_URL", logIn(made.app))
  if (app.strong) throw new DatabaseTrouble("APP_TOO_STRONG", { user: app.user })
  return { owner: owner.config, app: logIn(made.app), auth: logIn(made.auth), roles: { app: made.app.user, auth: made.auth.user } }
}

async function makeRole(client: pg.Client, owner: Met, wanted: string): Promise<Kept> {
  const mark = `Encours, database ${owner.database}`
  const password = randomBytes(24).toString("base64url")
  for (const user of [wanted, `${wanted}_${owner.database}`.slice(0, 63)]) {
    const { rows } = await client.query("SELECT shobj_description(oid, 'pg_authid') AS mark FROM pg_roles WHERE rolname = $1", [user])
    if (rows.length > 0 && rows[0].mark !== mark) continue
    const role = pg.escapeIdentifier(user)
    // Sent as a verifier: the password itself never reaches the server's log.
    await client.query(`${rows.length > 0 ? "ALTER" : "CREATE"} ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(password))}`)
    await client.query(`COMMENT ON ROLE ${role} IS ${pg.escapeLiteral(mark)}`)
    return { user, password }
  }
  throw new DatabaseTrouble("ROLE_TAKEN", { role: `${wanted}_${owner.database}` })
}

/** RFC 5802, in the form PostgreSQL stores. */
function scramVerifier(password: string, salt = randomBytes(16), rounds = 4_096): string {
  const salted = pbkdf2Sync(password, salt, rounds, 32, "sha256")
  const sign = (text: string) => createHmac("sha256", salted).update(text).digest()
  const stored = createHash("sha256").update(sign("Client Key")).digest("base64")
  return `SCRAM-SHA-256$${rounds}:${salt.toString("base64")}$${stored}:${sign("Server Key").toString("base64")}`
}
