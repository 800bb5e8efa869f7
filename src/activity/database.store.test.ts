import { randomBytes } from "node:crypto"
import { open } from "node:fs/promises"
import { join } from "node:path"
import { sql } from "kysely"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { ROLES } from "../../test/database.ts"
import { type Database, openDatabase } from "../shell/db.ts"
import { recordAct } from "./activity.act.ts"
import type { Actor } from "./activity.ts"
import { DATABASE_CHECKS } from "./database.store.ts"
import { runChecks } from "./verify.act.ts"
import { activityChecks } from "./verify.store.ts"

const SYSTEM: Actor = { kind: "system", name: "test" }
const ORIGINAL = `pages_${process.pid}`
const at = { ...inject("cluster"), user: "encours_owner" }
const made: string[] = []
let admin: pg.Client

beforeAll(async () => {
  admin = new pg.Client({ ...at, database: "postgres" })
  await admin.connect()
  await create(ORIGINAL, "encours_template")
  const db = openDatabase({ ...at, user: ROLES.app, database: ORIGINAL })
  await db.inCompany(1, async (tx) => {
    const { rows } = await sql<{ long: string }>`SELECT string_agg(md5(n::text), '') AS long FROM generate_series(1, 2000) n`.execute(tx.db)
    for (let i = 0; i < 3; i++) await recordAct(tx, SYSTEM, { code: "test.act", subject: { long: rows[0]?.long } })
    await tx.db.insertInto("customer.customer_group").values({ company_id: 1, id: tx.newId(), code: "G", name: "Group" }).execute()
  })
  await db.close()
})
afterAll(async () => {
  for (const name of made) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
})

async function create(name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`)
      return void made.push(name)
    } catch (error) {
      if (attempt > 50 || (error as { code?: string }).code !== "55006") throw error
      await new Promise((resume) => setTimeout(resume, 100))
    }
}

/** A copy made file by file, so that none of its pages is in memory yet, with half a page of `relation` overwritten. */
async function withGarbageIn(relation: string, work: (copy: Database) => Promise<void>): Promise<void> {
  const name = `${ORIGINAL}_${made.length}`
  const original = new pg.Client({ ...at, database: ORIGINAL })
  await original.connect()
  const { node, data } = (await original.query(`SELECT pg_relation_filenode(${relation}) AS node, current_setting('data_directory') AS data`)).rows[0]
  await original.end()
  await create(name, ORIGINAL)
  const { oid } = (await admin.query("SELECT oid FROM pg_database WHERE datname = $1", [name])).rows[0]
  const file = await open(join(data, "base", String(oid), String(node)), "r+")
  await file.write(randomBytes(4096), 0, 4096, 2048)
  await file.sync()
  await file.close()
  const copy = openDatabase({ ...at, user: ROLES.app, database: name })
  try {
    await work(copy)
  } finally {
    await copy.close()
  }
}
const verified = async (db: Database) => runChecks(db, [...DATABASE_CHECKS, ...activityChecks("/nowhere")], [{ id: 1, code: "C" }])
const faults = async (db: Database) => (await verified(db)).filter((c) => !c.ok).map((c) => `${c.name} ${c.code}`)
const acts = (db: Database) => db.inCompany(1, (tx) => tx.db.selectFrom("activity.act").select("subject").where("company_id", "=", 1).execute())

describe("P40: bytes flipped in a page of the database", () => {
  it("of a table: the table is named, the other checks go on, and the other tables are readable", () =>
    withGarbageIn("'customer.customer_group'", async (db) => {
      const pages = (await verified(db)).find((c) => c.name === "database.pages")
      expect(pages).toMatchObject({ ok: false, code: "PAGES_BROKEN", figures: { faults: [{ relation: "customer.customer_group" }] } })
      expect(pages?.detail.en).toMatch(/^cannot be read: customer\.customer_group \(invalid page in block 0 of relation "?base\/\d+\/\d+"?\)/)
      expect(await faults(db)).toEqual(["database.pages PAGES_BROKEN"])
      expect(await acts(db)).toHaveLength(3)
    }))

  it("of the activity log itself: named, and what rests on it says that it could not be read", () =>
    withGarbageIn("'activity.act'", async (db) => {
      expect(await faults(db)).toEqual(["database.pages PAGES_BROKEN", "activity.order UNREADABLE", "activity.tail UNREADABLE"])
      await expect(acts(db)).rejects.toMatchObject({ code: "XX001" })
      expect(await db.inCompany(1, (tx) => tx.db.selectFrom("customer.customer_group").select("name").execute())).toEqual([{ name: "Group" }])
    }))

  it("where long values lie: their table is named", () =>
    withGarbageIn("(SELECT reltoastrelid FROM pg_class WHERE oid = 'activity.act'::regclass)", async (db) => {
      expect((await verified(db))[0]).toMatchObject({ name: "database.pages", figures: { faults: [{ relation: "activity.act" }] } })
    }))

  it("of an index: the index is named and not its table, which has lost no row", () =>
    withGarbageIn("'customer.customer_group_pkey'", async (db) => {
      expect((await verified(db))[0]).toMatchObject({ name: "database.pages", figures: { faults: [{ relation: "customer.customer_group_pkey" }] } })
    }))

  it("nowhere: every table and index is read", async () => {
    const db = openDatabase({ ...at, user: ROLES.app, database: ORIGINAL })
    const pages = (await verified(db))[0]
    const { rows } = await db.inCompanies([], (tx) =>
      sql<{ blind: boolean }>`SELECT current_setting('server_version_num')::int < 180000 AS blind`.execute(tx.db),
    )
    // Before PostgreSQL 18 nothing looks into an index of trigrams, of which there is one.
    expect(pages).toMatchObject({ ok: true, figures: { passedOver: rows[0]?.blind ? 1 : 0, faults: [] } })
    expect(pages?.figures.examined).toBeGreaterThan(40)
    await db.close()
  })
})
