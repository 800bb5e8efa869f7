import { createHash } from "node:crypto"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { recordAct } from "./activity.act.ts"
import type { Actor } from "./activity.ts"
import { sealPending, startSealer } from "./seal.job.ts"
import { reading, runChecks } from "./verify.act.ts"
import { activityChecks } from "./verify.store.ts"

const SYSTEM: Actor = { kind: "system", name: "test" }
let db: TestDatabase
let folder: string
beforeAll(async () => {
  db = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), "encours-heads-"))
})
afterAll(async () => {
  await db.drop()
  await rm(folder, { recursive: true, force: true })
})

const act = (company: number) => db.inCompany(company, (tx) => recordAct(tx, SYSTEM, { code: "test.act", subject: { n: 12n }, touched: ["b", "a"] }))
const sealedBy = async (company: number) =>
  (await db.owner.query("SELECT seq::int, act_id FROM activity.seal WHERE company_id = $1 ORDER BY seq", [company])).rows
const faults = async (company: number) =>
  (await runChecks(db, activityChecks(folder), [{ id: company, code: "C" }])).filter((c) => !c.ok).map((c) => `${c.name} ${c.code}`)
const linesOf = async (company: number) => (await readFile(join(folder, `${company}.log`), "utf8")).trimEnd().split("\n")

describe("sealing", () => {
  it("chains committed acts from 1 without a gap and publishes the head", async () => {
    const ids = [await act(1), await act(1), await act(1)]
    expect(await sealedBy(1)).toEqual([])
    await sealPending(db, folder)
    expect(await sealedBy(1)).toEqual(ids.map((act_id, i) => ({ seq: i + 1, act_id })))
    const head = (await db.owner.query("SELECT encode(hash, 'hex') AS hash FROM activity.head WHERE company_id = 1")).rows[0].hash
    expect(await linesOf(1)).toEqual([expect.stringMatching(`^3 ${head} \\d{4}-`)])
    await sealPending(db, folder)
    expect(await linesOf(1)).toHaveLength(1)
    expect(await faults(1)).toEqual([])
  })

  it("gives a row the same hash on every version, in every time zone and DateStyle", async () => {
    const hashes = new Set<string>()
    for (const settings of [
      "SET TimeZone = 'UTC'",
      "SET TimeZone = 'Asia/Kathmandu'; SET DateStyle = 'German, DMY'; SET IntervalStyle = iso_8601",
      "SET bytea_output = 'escape'",
    ]) {
      const session = new pg.Client({ ...db.app })
      await session.connect()
      await session.query(settings)
      const { rows } =
        await session.query(`SELECT encode(activity.chained(decode(repeat('00', 32), 'hex'), ROW(7, '01980000-0000-7000-8000-000000000001', '2026-11-21 17:00:00.123456Z',
        'person', 'Zoë', NULL, 'ledger.posted', '{"b": 1.50, "aa": ["é\\u0041", null]}'::jsonb, NULL, '{}'::jsonb, '', 'r-1')::activity.act), 'hex') AS hash`)
      hashes.add(rows[0].hash)
      await session.end()
    }
    const field = (text: string | null) => (text === null ? "-," : `${Buffer.byteLength(text)}:${text},`)
    const fields = ["7", "01980000-0000-7000-8000-000000000001", "2026-11-21T17:00:00.123456Z", "person", "Zoë", null, "ledger.posted"]
    const texts = [...fields, '{"b": 1.50, "aa": ["éA", null]}', null, "{}", "", "r-1"]
    const hash = createHash("sha256")
      .update(Buffer.alloc(32))
      .update(`1,${texts.map(field).join("")}`)
      .digest("hex")
    expect([...hashes]).toEqual([hash])
    expect(hash).toBe("7d18e3f4d4e0032dcfe2b21c29623dd53c4118e28f07c1350309bf422a1f81e1")
  })

  it("keeps bigints as decimal strings, the digest of what was touched in any order, and no name", async () => {
    const by = { kind: "person", name: "u-7", onBehalfOf: "u-3" } as const
    const note = (touched: string[]) =>
      db.inCompany(8, (tx) =>
        recordAct(tx, by, {
          code: "test.kept",
          subject: { amount: 12n ** 20n },
          before: { name: "Dubois" },
          after: { name: "Dupont" },
          touched,
          requestId: "r-1",
        }),
      )
    const ids = [await note(["b", "a"]), await note(["a", "b"]), await note(["ab"])]
    const { rows } = await db.owner.query("SELECT * FROM activity.act WHERE company_id = 8 ORDER BY id")
    expect(rows[0]).toMatchObject({ id: ids[0], actor_kind: "person", actor: "u-7", on_behalf_of: "u-3", act: "test.kept", request_id: "r-1" })
    expect(rows[0]).toMatchObject({
      subject: { amount: String(12n ** 20n) },
      before: { name: "[text of 6]" },
      after: { name: "[text of 6, changed]" },
    })
    expect(rows[0].digest).toBe(rows[1].digest)
    expect(rows[0].digest).not.toBe(rows[2].digest)
  })

  it("two fields never run into each other", async () => {
    const hash = async (actor: string, behalf: string | null) =>
      (
        await db.owner.query(
          `SELECT encode(activity.chained('\\x00', ROW(7, '01980000-0000-7000-8000-000000000001', '2026-01-01Z', 'person', $1::text, $2::text, 'a', '{}'::jsonb, NULL, NULL, NULL, NULL)::activity.act), 'hex') AS hash`,
          [actor, behalf],
        )
      ).rows[0].hash
    const all = [await hash("ab", "c"), await hash("a", "bc"), await hash("abc", ""), await hash("abc", null), await hash("ab,1:c", null)]
    expect(new Set(all).size).toBe(all.length)
  })

  it("seals an act that commits late after the ones already sealed, and the chain holds", async () => {
    const late = new pg.Client({ ...db.app })
    await late.connect()
    await late.query("BEGIN")
    await late.query("SELECT set_config('encours.company', '2', true)")
    const lateId = "00000000-0000-7000-8000-000000000001"
    await late.query(
      `INSERT INTO activity.act (company_id, id, at, actor_kind, actor, act, subject) VALUES (2, '${lateId}', now(), 'job', 'slow', 'test.late', '{}')`,
    )
    const quick = await act(2)
    await sealPending(db, folder)
    expect(await sealedBy(2)).toEqual([{ seq: 1, act_id: quick }])
    await late.query("COMMIT")
    await late.end()
    await sealPending(db, folder)
    expect(await sealedBy(2)).toEqual([
      { seq: 1, act_id: quick },
      { seq: 2, act_id: lateId },
    ])
    expect(await faults(2)).toEqual([])
  })

  it("an act that is rolled back leaves nothing to seal", async () => {
    await expect(
      db.inCompany(3, async (tx) => {
        await recordAct(tx, SYSTEM, { code: "test.undone", subject: {} })
        throw new Error("undone")
      }),
    ).rejects.toThrow("undone")
    await sealPending(db, folder)
    expect(await sealedBy(3)).toEqual([])
    expect(await faults(3)).toEqual([])
  })

  it("several sealers at once never fork the chain nor lose an act", async () => {
    const acts = Array.from({ length: 40 }, () => act(4))
    const sealers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 8; i++) await sealPending(db, folder)
    })
    await Promise.all([...acts, ...sealers])
    await sealPending(db, folder)
    expect((await sealedBy(4)).map((s) => s.seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
    const seqs = (await linesOf(4)).map((line) => Number(line.split(" ")[0]))
    expect(seqs.at(-1)).toBe(40)
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
    expect(await faults(4)).toEqual([])
  })

  it("publishes a head whose sealer was killed in between, and survives a line torn by a crash", async () => {
    await act(5)
    await db.inCompany(5, (tx) => tx.db.selectNoFrom((eb) => eb.fn("activity.seal_pending").as("head")).execute())
    await writeFile(join(folder, "5.log"), "1 abcdef")
    await sealPending(db, folder)
    expect(await linesOf(5)).toEqual(["1 abcdef", expect.stringMatching(/^1 [0-9a-f]{64} /)])
    expect(await faults(5)).toEqual([])
  })

  it("happens by itself after the commit, until the sealer is stopped", async () => {
    const errors: unknown[] = []
    const sealer = startSealer(db, folder, (error) => errors.push(error))
    const id = await act(6)
    // Within a second on an idle machine; how long it takes on a busy one says nothing.
    await expect.poll(() => sealedBy(6), { timeout: 30_000 }).toEqual([{ seq: 1, act_id: id }])
    const last = await act(6)
    await sealer.stop()
    expect((await sealedBy(6)).at(-1)).toEqual({ seq: 2, act_id: last })
    expect(await linesOf(6)).toHaveLength(2)
    await act(6)
    await pause(700)
    expect(await sealedBy(6)).toHaveLength(2)
    expect(errors).toEqual([])
  })

  it("names the unsealed tail, which is no fault", async () => {
    const id = await act(7)
    const tail = (await runChecks(db, activityChecks(folder), [{ id: 7, code: "C" }])).find((c) => c.name === "activity.tail")
    expect(tail).toMatchObject({ ok: true, figures: { waiting: 1n, first: id } })
    expect(tail?.detail.en).toContain(id)
  })

  it("keeps one company's chain out of another's sight", async () => {
    const seen = await reading(db, 2, async (tx) => tx.db.selectFrom("activity.seal").select("company_id").distinct().execute())
    expect(seen).toEqual([{ company_id: 2 }])
  })
})
