import { createHash, randomBytes } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { runChecks } from "../activity/verify.act.ts"
import type { Id } from "../kernel/id.ts"
import { LANGUAGES } from "../kernel/text.ts"
import { listFiles, openFile, putFile, vaultFolder } from "../shell/vault.ts"
import { keepFile } from "./evidence.act.ts"
import { sweepVault } from "./evidence.job.ts"
import { loadFiles } from "./evidence.store.ts"
import { evidenceChecks } from "./verify.store.ts"

let db: TestDatabase
let dataDir: string
beforeEach(async () => {
  db = await testDatabase()
  dataDir = mkdtempSync(join(tmpdir(), "encours-evidence-"))
})
afterEach(async () => {
  await db.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

const hashOf = (content: Buffer | string) => createHash("sha256").update(content).digest("hex")
const placeOf = (sha256: string, company = 1) => join(vaultFolder(dataDir, company), sha256.slice(0, 2), sha256.slice(2, 4), sha256)
function given(content: Buffer | string) {
  const path = join(dataDir, `given-${randomBytes(4).toString("hex")}.csv`)
  writeFileSync(path, content)
  return { path, sha256: hashOf(content), name: "Dupont, unpaid.csv", mediaType: "text/csv", source: "import" } as const
}
const keep = (content: Buffer | string, company = 1): Promise<Id> =>
  db.inCompany(company, (tx) => keepFile(tx, dataDir, { ...given(content), actId: tx.newId() }))
const listed = (company = 1, sought: string | null = null) => db.inCompany(company, (tx) => loadFiles(tx, 1_000, sought))
const checked = async (company = 1) => runChecks(db, evidenceChecks(dataDir), [{ id: company, code: "C" }])
const found = async (name: string) => (await checked()).find((check) => check.name === name)!
const stored = async (company = 1) => {
  const hashes: (string | null)[] = []
  for await (const batch of listFiles(vaultFolder(dataDir, company))) hashes.push(...batch.map((file) => file.sha256))
  return hashes
}
const readAll = async (sha256: string, company = 1) => {
  for await (const _ of openFile(vaultFolder(dataDir, company), sha256)) {
    // Read to the end, where the hash is compared.
  }
}
const asSuperuser = (sql: string) => db.owner.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)

describe("a kept file", () => {
  it("has its row, its name apart, and the bytes under their hash", async () => {
    const id = await keep("a,b\n1,2\n")
    expect(await listed()).toMatchObject([
      { id, sha256: hashOf("a,b\n1,2\n"), bytes: 8n, mediaType: "text/csv", source: "import", name: "Dupont, unpaid.csv" },
    ])
    expect(readFileSync(placeOf(hashOf("a,b\n1,2\n")), "utf8")).toBe("a,b\n1,2\n")
    expect((await checked()).every((check) => check.ok)).toBe(true)
  })

  it("received twice has two rows and lies there once", async () => {
    const ids = [await keep("same"), await keep("same")]
    expect((await listed()).map((file) => file.id)).toEqual(ids.toReversed())
    expect(await stored()).toEqual([hashOf("same")])
    expect((await listed(1, hashOf("same"))).length).toBe(2)
    expect((await found("evidence.files")).figures).toMatchObject({ files: 1, bytes: 4n })
  })

  it("that changed since it was read takes the whole act back", async () => {
    const file = given("as read")
    writeFileSync(file.path, "as it is now")
    await expect(db.inCompany(1, (tx) => keepFile(tx, dataDir, { ...file, actId: tx.newId() }))).rejects.toMatchObject({ code: "FILE_CHANGED" })
    expect(await listed()).toEqual([])
    expect(await stored()).toEqual([])
  })

  it("of another company is not reachable, neither by its id nor by its content", async () => {
    const id = await keep("theirs", 1)
    for (const sought of [id, hashOf("theirs"), null]) expect(await listed(2, sought)).toEqual([])
    await expect(readAll(hashOf("theirs"), 2)).rejects.toMatchObject({ code: "FILE_MISSING" })
    await keep("theirs", 2)
    expect(await stored(2)).toEqual([hashOf("theirs")])
  })

  it("is a fact: its row cannot be changed, its name can be erased, and verify stays clean", async () => {
    await keep("x")
    await expect(db.owner.query("UPDATE evidence.file SET bytes = 2")).rejects.toMatchObject({ code: "EN001" })
    await db.owner.query("UPDATE evidence.file_name SET name = NULL, salt = NULL")
    expect(await listed()).toMatchObject([{ name: null }])
    expect(await found("evidence.names")).toMatchObject({ ok: true, figures: { erased: 1n } })
  })
})

describe("P40: what happened to stored files is named, and the others stay readable", () => {
  it("a flipped byte", async () => {
    const [sound, flipped] = [randomBytes(3_000_000), randomBytes(3_000_000)]
    await keep(sound)
    const id = await keep(flipped)
    const bytes = readFileSync(placeOf(hashOf(flipped)))
    bytes[2_999_999]! ^= 1
    writeFileSync(placeOf(hashOf(flipped)), bytes)
    const finding = await found("evidence.files")
    expect(finding).toMatchObject({ ok: false, code: "FILES_DAMAGED", figures: { files: 2, damaged: 1, faults: [{ id, fault: "changed" }] } })
    for (const lang of LANGUAGES) expect(finding.detail[lang]).toContain(id)
    await expect(readAll(hashOf(flipped))).rejects.toMatchObject({ code: "FILE_DAMAGED" })
    await readAll(hashOf(sound))
    await keep(flipped)
    expect(await found("evidence.files"), "put in again, it is mended").toMatchObject({ ok: true })
  })

  it("a missing, a shortened and an unreadable file, and a row that lies about the length", async () => {
    const [missing, short, folder, row] = [await keep("missing"), await keep("shortened"), await keep("folder"), await keep("row")]
    rmSync(placeOf(hashOf("missing")))
    truncateSync(placeOf(hashOf("shortened")), 3)
    rmSync(placeOf(hashOf("folder")))
    mkdirSync(placeOf(hashOf("folder")))
    await asSuperuser(`UPDATE evidence.file SET bytes = 99 WHERE id = '${row}'`)
    const { figures, detail } = await found("evidence.files")
    const faults = (figures.faults as { id: Id; fault: string }[]).map((fault) => `${fault.id} ${fault.fault}`)
    expect(faults.toSorted()).toEqual([`${missing} missing`, `${short} changed`, `${folder} unreadable`, `${row} resized`].toSorted())
    expect(detail.en).toMatch(/^4 of 4 stored files: .*has another length than its row says/)
  })

  it("a name exchanged behind the back of the house", async () => {
    const id = await keep("x")
    await asSuperuser("UPDATE evidence.file_name SET name = 'other.csv'")
    expect(await found("evidence.names")).toMatchObject({ ok: false, code: "NAMES_CHANGED", figures: { wrong: 1n, first: id } })
    await asSuperuser("DELETE FROM evidence.file_name")
    expect(await found("evidence.names")).toMatchObject({ ok: false, code: "NAMES_CHANGED" })
  })
})

describe("the sweep", () => {
  const now = new Date()
  const old = (path: string) => utimesSync(path, new Date(now.getTime() - 3_700_000), new Date(now.getTime() - 3_700_000))
  const sweep = () => sweepVault(db, dataDir, [1, 2], now)

  it("removes what nobody refers to an hour after it was written, and nothing else", async () => {
    await keep("kept")
    await keep("kept by the other", 2)
    for (const content of ["old", "fresh"]) await putFile(vaultFolder(dataDir, 1), given(content).path)
    await putFile(vaultFolder(dataDir, 1), given("kept by the other").path)
    const incoming = join(vaultFolder(dataDir, 1), `incoming-${"0".repeat(24)}`)
    const stranger = join(vaultFolder(dataDir, 1), "notes.txt")
    for (const path of [incoming, stranger]) writeFileSync(path, "half")
    expect(await found("evidence.orphans")).toMatchObject({ ok: true, figures: { orphans: 4 } })
    for (const content of ["old", "kept", "kept by the other"]) old(placeOf(hashOf(content)))
    old(placeOf(hashOf("kept by the other"), 2))
    for (const path of [incoming, stranger]) old(path)
    expect(await sweep()).toEqual({ files: 3, bytes: 24 })
    expect((await stored()).toSorted()).toEqual([hashOf("kept"), hashOf("fresh")].toSorted())
    expect(await stored(2)).toEqual([hashOf("kept by the other")])
    expect(existsSync(stranger)).toBe(true)
    expect((await found("evidence.files")).ok).toBe(true)
  })

  it("never comes between a file and its row, however long the act takes", async () => {
    await db.inCompany(1, async (tx) => {
      await keepFile(tx, dataDir, { ...given("slow"), actId: tx.newId() })
      old(placeOf(hashOf("slow")))
      await sweepFromOutside()
    })
    expect(await found("evidence.files")).toMatchObject({ ok: true, figures: { files: 1 } })
  })
  /** Outside of the open transaction, as another process would. */
  async function sweepFromOutside() {
    const { openDatabase } = await import("../shell/db.ts")
    const other = openDatabase(db.app)
    try {
      expect(await sweepVault(other, dataDir, [1], now)).toEqual({ files: 0, bytes: 0 })
    } finally {
      await other.close()
    }
  }

  it("leaves what was stored again meanwhile", async () => {
    await putFile(vaultFolder(dataDir, 1), given("again").path)
    old(placeOf(hashOf("again")))
    await putFile(vaultFolder(dataDir, 1), given("again").path)
    expect(await sweep()).toEqual({ files: 0, bytes: 0 })
    expect(existsSync(dirname(placeOf(hashOf("again"))))).toBe(true)
  })
})
