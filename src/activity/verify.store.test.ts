import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { recordAct } from "./activity.act.ts"
import type { Actor } from "./activity.ts"
import { DATABASE_CHECKS } from "./database.store.ts"
import { sealPending } from "./seal.job.ts"
import { type Check, runChecks } from "./verify.act.ts"
import { activityChecks } from "./verify.store.ts"

const SYSTEM: Actor = { kind: "system", name: "test" }
let db: TestDatabase
let folder: string
beforeEach(async () => {
  db = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), "encours-heads-"))
  for (const code of ["first", "second", "third", "fourth"]) {
    await db.inCompany(1, (tx) => recordAct(tx, SYSTEM, { code: `test.${code}`, subject: { amount: 100n } }))
    if (code !== "third") await sealPending(db, folder)
  }
})
afterEach(async () => {
  await db.drop()
  await rm(folder, { recursive: true, force: true })
})

const company = { id: 1, code: "C" }
const checked = (checks: readonly Check[] = [...activityChecks(folder), ...DATABASE_CHECKS]) => runChecks(db, checks, [company])
const faults = async () => (await checked()).filter((c) => !c.ok).map((c) => `${c.name} ${c.code}`)
const detailOf = async (name: string) => (await checked()).find((c) => c.name === name)?.detail.en
const asSuperuser = (sql: string) => db.owner.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)
const rehash = `DO $do$ DECLARE s record; last bytea := decode(repeat('00', 32), 'hex'); BEGIN
  FOR s IN SELECT l.seq, a FROM activity.seal l JOIN activity.act a ON a.company_id = l.company_id AND a.id = l.act_id ORDER BY l.seq LOOP
    UPDATE activity.seal SET prev = last, hash = activity.chained(last, s.a) WHERE seq = s.seq RETURNING hash INTO last;
  END LOOP;
  UPDATE activity.head SET hash = last;
END $do$`

describe("the activity log, untouched", () => {
  it("is sound, and says what was looked at", async () => {
    expect(await faults()).toEqual([])
    expect(await detailOf("activity.chain")).toBe("4 sealed rows, every hash recomputed")
    expect(await detailOf("activity.heads")).toBe("3 published heads equal the chain, up to seal 4 of 4")
  })

  it("P44: nobody changes or empties it — neither the app, which has no right, nor the owner, whom a trigger stops", async () => {
    const app = new pg.Client({ ...db.app })
    await app.connect()
    await app.query("SELECT set_config('encours.company', '1', false)")
    const tables = (
      await db.owner.query("SELECT c.oid::regclass::text AS name FROM pg_class c WHERE relkind = 'r' AND obj_description(c.oid, 'pg_class') = 'fact'")
    ).rows
    expect(tables.map((t) => t.name)).toEqual(expect.arrayContaining(["activity.act", "activity.seal", "ledger.entry", "ledger.allocation"]))
    for (const { name } of tables)
      for (const change of [`UPDATE ${name} SET company_id = company_id`, `DELETE FROM ${name}`, `TRUNCATE ${name} CASCADE`]) {
        await expect(app.query(change), change).rejects.toMatchObject({ code: "42501" })
        await expect(db.owner.query(change), change).rejects.toMatchObject({ code: "EN001" })
      }
    for (const write of [
      "INSERT INTO activity.seal (company_id, seq, act_id, prev, hash) SELECT company_id, 99, act_id, prev, hash FROM activity.seal LIMIT 1",
      "UPDATE activity.head SET seq = 0",
      "DELETE FROM activity.unsealed",
    ])
      await expect(app.query(write), write).rejects.toMatchObject({ code: "42501" })
    await app.end()
    expect(await faults()).toEqual([])
  })
})

describe("P44: what a superuser does to it is found", () => {
  it("a rewritten row: the first bad seal is named", async () => {
    await asSuperuser(`UPDATE activity.act SET subject = '{"amount": "1"}' WHERE act IN ('test.second', 'test.third')`)
    expect(await faults()).toEqual(["activity.chain CHAIN_BROKEN"])
    expect(await detailOf("activity.chain")).toMatch(/^seal 2: row \S+ \(test\.second\) was changed after it was sealed \(2 bad in all\)$/)
  })

  it("a row taken out of the middle", async () => {
    await asSuperuser("DELETE FROM activity.act WHERE act = 'test.third'")
    expect(await faults()).toEqual(["activity.chain CHAIN_BROKEN", "database.parents ORPHANS"])
    await asSuperuser("DELETE FROM activity.seal WHERE seq = 3")
    expect(await faults()).toEqual(["activity.chain CHAIN_BROKEN", "activity.order SEALS_DISAGREE"])
    expect(await detailOf("activity.order")).toContain("seal 3 is missing")
  })

  it("every hash recomputed after a rewrite: the chain is sound again, the head said outside is not", async () => {
    await asSuperuser(`UPDATE activity.act SET subject = '{"amount": "1"}' WHERE act = 'test.second'; ${rehash}`)
    expect(await faults()).toEqual(["activity.heads HEAD_DIFFERS"])
    expect(await detailOf("activity.heads")).toContain("seal 2 is not the one published outside")
    await db.inCompany(1, (tx) => recordAct(tx, SYSTEM, { code: "test.fifth", subject: {} }))
    await sealPending(db, folder)
    expect(await faults()).toEqual(["activity.heads HEAD_DIFFERS"])
  })

  it("the newest rows removed with their seals, and the head set back", async () => {
    await asSuperuser(`DELETE FROM activity.act WHERE act = 'test.fourth'; DELETE FROM activity.seal WHERE seq = 4;
      UPDATE activity.head SET seq = 3, hash = (SELECT hash FROM activity.seal WHERE seq = 3)`)
    expect(await faults()).toEqual(["activity.heads ROWS_REMOVED"])
    expect(await detailOf("activity.heads")).toContain("seal 4 was published outside but is not in the chain")
  })

  it("an act slipped past the sealer", async () => {
    await db.inCompany(1, (tx) => recordAct(tx, SYSTEM, { code: "test.hidden", subject: {} }))
    await db.owner.query("DELETE FROM activity.unsealed")
    expect(await faults()).toEqual(["activity.order SEALS_DISAGREE"])
    expect(await detailOf("activity.order")).toContain("is neither sealed nor waiting")
  })

  it("the head set back alone", async () => {
    await db.owner.query("UPDATE activity.head SET seq = 3")
    expect(await faults()).toEqual(["activity.chain HEAD_DIFFERS"])
  })

  it("a guard switched off and left so", async () => {
    await db.owner.query("ALTER TABLE ledger.entry DISABLE TRIGGER append_only; ALTER TABLE activity.act DISABLE ROW LEVEL SECURITY")
    expect(await faults()).toEqual(["database.guards GUARDS_OFF"])
    expect(await detailOf("database.guards")).toBe("switched off: activity.act: row-level security, ledger.entry: append_only")
  })
})

describe("the published heads", () => {
  it("missing though rows are sealed: named, with the file", async () => {
    await rm(join(folder, "1.log"))
    expect(await faults()).toEqual(["activity.heads HEADS_MISSING"])
    expect(await detailOf("activity.heads")).toBe("no published head in activity-heads/1.log, though 4 rows are sealed")
  })

  it("some of them lost, even when later ones were published since", async () => {
    const file = join(folder, "1.log")
    await writeFile(file, (await readFile(file, "utf8")).split("\n").slice(1).join("\n"))
    await db.inCompany(1, (tx) => recordAct(tx, SYSTEM, { code: "test.fifth", subject: {} }))
    await sealPending(db, folder)
    expect(await faults()).toEqual(["activity.heads HEADS_LOST"])
    expect(await detailOf("activity.heads")).toBe("4 heads were published in activity-heads/1.log, 3 are there")
  })

  it("repeated and out of order are no fault; a line that is none is named", async () => {
    const file = join(folder, "1.log")
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n")
    await writeFile(file, `${[...lines, ...lines].reverse().join("\n")}\n`)
    expect(await faults()).toEqual([])
    await writeFile(file, `${lines[0]}\nnot a head\n${lines[2]}\n`)
    expect(await detailOf("activity.heads")).toBe("activity-heads/1.log, line 2 is not a head")
  })
})

it("a check that cannot read is a finding, and the others go on", async () => {
  await db.owner.query("REVOKE SELECT ON activity.act FROM encours_app")
  const said = await checked()
  expect(said.filter((c) => !c.ok).map((c) => `${c.name} ${c.code}`)).toEqual([
    "activity.chain UNREADABLE",
    "activity.order UNREADABLE",
    "activity.tail UNREADABLE",
  ])
  expect(said[0]?.detail.fr).toBe("n'a pas pu être vérifié : permission denied for table act")
  expect(said).toHaveLength(7)
})
