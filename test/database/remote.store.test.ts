/** A server named by DATABASE_URL. The embedded cluster plays the server, asking passwords of everybody but its owner. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Cluster, openCluster } from "../../src/shell/cluster.ts"
import { type Config, readConfig } from "../../src/shell/config.ts"
import { DatabaseTrouble } from "../../src/shell/trouble.ts"
import { configOf } from "./holder.ts"

const made = mkdtempSync(join(tmpdir(), "encours-remote-"))
chmodSync(made, 0o711)
const here = realpathSync(made)
let server: Cluster
let admin: pg.Client
let count = 0

beforeAll(async () => {
  server = await openCluster(configOf(join(here, "server")), "owner")
  writeFileSync(join(here, "server/postgres/pg_hba.conf"), "local all encours_owner trust\nlocal all all scram-sha-256\n")
  admin = new pg.Client({ ...server.owner, database: "postgres" })
  await admin.connect()
  await admin.query("SELECT pg_reload_conf()")
})
afterAll(async () => {
  await admin.end()
  await server.stop()
  rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

/** Log-ins and databases of a test carry its number, so that the tests do not meet. */
const names = () => {
  const n = ++count
  mkdirSync(join(here, `data${n}`))
  return { n, data: join(here, `data${n}`), db: `books${n}`, plain: `plain${n}`, maker: `maker${n}`, login: `login${n}` }
}
const urlOf = (user: string, database: string, password = "pw") =>
  `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(server.app.host ?? "")}`
const configFor = (data: string, urls: { app: string; owner?: string; auth?: string }): Config =>
  readConfig({ DATABASE_URL: urls.app, DATABASE_OWNER_URL: urls.owner, DATABASE_AUTH_URL: urls.auth }, ["--data", data])
const troubleOf = (act: Promise<unknown>) =>
  act.then(
    () => expect.fail("no trouble"),
    (error: unknown) => (error instanceof DatabaseTrouble ? error : expect.fail(String(error))),
  )
async function whoIs(config: pg.ClientConfig | null): Promise<string> {
  const client = new pg.Client(config ?? {})
  await client.connect()
  try {
    return (await client.query("SELECT current_user || '@' || current_database() AS who")).rows[0].who
  } finally {
    await client.end()
  }
}

test("one strong log-in is enough: the ordinary ones are made, their passwords kept privately and used again", async () => {
  const { data, db } = names()
  await admin.query(`CREATE DATABASE ${db}`)
  // On this server the usual names already serve another database: the log-ins are named after this one.
  const first = await openCluster(configFor(data, { app: urlOf("encours_owner", db) }), "owner")
  expect(first.kind).toBe("server")
  expect(first.roles).toEqual({ app: `encours_app_${db}`, auth: `encours_auth_${db}` })
  expect([await whoIs(first.owner), await whoIs(first.app), await whoIs(first.auth)]).toEqual([
    `encours_owner@${db}`,
    `encours_app_${db}@${db}`,
    `encours_auth_${db}@${db}`,
  ])
  const file = join(data, "database.json")
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const kept = readFileSync(file, "utf8")
  const again = await openCluster(configFor(data, { app: urlOf("encours_owner", db) }), "visitor")
  expect(await whoIs(again.app)).toBe(`encours_app_${db}@${db}`)
  expect(readFileSync(file, "utf8")).toBe(kept)
  rmSync(file)
  const repaired = await openCluster(configFor(data, { app: urlOf("encours_owner", db) }), "owner")
  expect(await whoIs(repaired.app)).toBe(`encours_app_${db}@${db}`)
  expect(readFileSync(file, "utf8")).not.toBe(kept)
})

test("a log-in that may make log-ins and owns the database is enough too; it need not be a superuser", async () => {
  const { data, db, maker } = names()
  await admin.query(`CREATE ROLE ${maker} LOGIN CREATEROLE PASSWORD 'pw'`)
  await admin.query(`CREATE DATABASE ${db} OWNER ${maker}`)
  const cluster = await openCluster(configFor(data, { app: urlOf(maker, db) }), "owner")
  expect([await whoIs(cluster.owner), await whoIs(cluster.app)]).toEqual([`${maker}@${db}`, `encours_app_${db}@${db}`])
})

test("with a log-in for each purpose nothing is made, and a log-in that sees every row is not taken for the app", async () => {
  const { data, db, plain, maker, login } = names()
  await admin.query(`CREATE ROLE ${plain} LOGIN PASSWORD 'pw'; CREATE ROLE ${login} LOGIN PASSWORD 'pw'; CREATE ROLE ${maker} LOGIN PASSWORD 'pw'`)
  await admin.query(`CREATE DATABASE ${db} OWNER ${maker}`)
  const urls = { app: urlOf(plain, db), owner: urlOf(maker, db), auth: urlOf(login, db) }
  const cluster = await openCluster(configFor(data, urls), "owner")
  expect(cluster.roles).toEqual({ app: plain, auth: login })
  expect([await whoIs(cluster.owner), await whoIs(cluster.app), await whoIs(cluster.auth)]).toEqual([
    `${maker}@${db}`,
    `${plain}@${db}`,
    `${login}@${db}`,
  ])
  expect((await troubleOf(openCluster(configFor(data, { ...urls, app: urlOf("encours_owner", db) }), "owner"))).code).toBe("APP_TOO_STRONG")
  expect((await troubleOf(openCluster(configFor(data, { ...urls, app: urls.owner }), "owner"))).code).toBe("APP_TOO_STRONG")
  const ordinary = await openCluster(configFor(data, { app: urls.app }), "visitor")
  expect({ owner: ordinary.owner, roles: ordinary.roles }).toEqual({ owner: null, roles: { app: plain, auth: "encours_auth" } })
})

test("what cannot be used is refused by name, and no password is shown", async () => {
  const { data, db, plain } = names()
  await admin.query(`CREATE ROLE ${plain} LOGIN PASSWORD 'pw'`)
  await admin.query(`CREATE DATABASE ${db} ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`)
  expect((await troubleOf(openCluster(configFor(data, { app: urlOf(plain, db) }), "owner"))).message).toMatch(/encoded in LATIN1; Encours needs UTF8/)
  const wrong = await troubleOf(openCluster(configFor(data, { app: urlOf(plain, db, "sesame") }), "owner"))
  expect(wrong.code).toBe("UNREACHABLE")
  expect(wrong.message).toContain(`${plain}@`)
  const nowhere = await troubleOf(openCluster(configFor(data, { app: "postgres://me:sesame@127.0.0.1:1/db" }), "owner"))
  expect(nowhere.message).toContain("DATABASE_URL (me@127.0.0.1:1/db)")
  const unreadable = await troubleOf(openCluster(configFor(data, { app: "postgres://me:sesame@[/db" }), "owner"))
  for (const trouble of [wrong, nowhere, unreadable]) expect(JSON.stringify([trouble.message, trouble.figures])).not.toContain("sesame")
})
