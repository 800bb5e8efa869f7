import { execFileSync, spawn } from "node:child_process"
import { createHash, randomBytes } from "node:crypto"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { setTimeout as pause } from "node:timers/promises"
import { afterEach, beforeEach, expect, test } from "vitest"
import { runChecks } from "../../src/activity/verify.act.ts"
import { sweepVault } from "../../src/evidence/evidence.job.ts"
import { evidenceChecks } from "../../src/evidence/verify.store.ts"
import { DatabaseTrouble } from "../../src/shell/trouble.ts"
import { type Held, listFiles, openFile, putFile, vaultFolder } from "../../src/shell/vault.ts"
import { type TestDatabase, testDatabase } from "../database.ts"

let db: TestDatabase
let dataDir: string
let vault: string
beforeEach(async () => {
  db = await testDatabase()
  dataDir = mkdtempSync(join(tmpdir(), "encours-vault-"))
  vault = vaultFolder(dataDir, 1)
})
afterEach(async () => {
  await db.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex")
const written = (content: Buffer) => {
  const path = join(dataDir, `given-${randomBytes(4).toString("hex")}`)
  writeFileSync(path, content)
  return path
}
async function held(folder = vault): Promise<Held[]> {
  const all: Held[] = []
  for await (const batch of listFiles(folder)) all.push(...batch)
  return all
}
async function contentOf(sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of openFile(vault, sha256)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const findings = async () => (await runChecks(db, evidenceChecks(dataDir), [{ id: 1, code: "C" }])).map((c) => `${c.name} ${c.code}`)
const rows = async () => (await db.owner.query("SELECT sha256 FROM evidence.file")).rows.map((row) => row.sha256 as string)

async function keep(path: string, dieAt = 0) {
  const program = join(import.meta.dirname, "keeper.ts")
  const child = spawn(process.execPath, [program, dataDir, String(db.app.host), String(db.app.database), path, String(dieAt)], {
    stdio: ["ignore", "ignore", "inherit"],
  })
  const [code, signal] = (await once(child, "close")) as [number | null, string | null]
  return signal ?? code
}

test("killed before any step of keeping a file: never half a file under its name, never a row without its file", async () => {
  let died = 0
  for (let step = 1; ; step++) {
    const end = await keep(written(randomBytes(2_500_000)), step)
    for (const { sha256 } of await held()) if (sha256 !== null) expect(hashOf(await contentOf(sha256)), `step ${step}`).toBe(sha256)
    expect(await findings(), `step ${step}`).toEqual(["evidence.files FILES_SOUND", "evidence.names NAMES_SOUND", "evidence.orphans ORPHANS_NAMED"])
    if (end === 0) break
    expect(end).toBe("SIGKILL")
    died++
  }
  expect(died).toBeGreaterThanOrEqual(20)
  const left = await held()
  expect(left.some((file) => file.sha256 === null)).toBe(true)
  expect(left.length).toBeGreaterThan((await rows()).length)
  // A server process may need a moment to notice that its client died holding the vault.
  const later = new Date(Date.now() + 2 * 3_600_000)
  for (let i = 0; i < 100 && (await held()).length > (await rows()).length; i++) {
    await sweepVault(db, dataDir, [1], later)
    await pause(50)
  }
  expect((await held()).map((file) => file.sha256)).toEqual((await rows()).toSorted())
}, 240_000)

test("processes that keep the same content at the same moment share one file, each with its row", async () => {
  const content = randomBytes(3_000_000)
  const paths = Array.from({ length: 4 }, () => written(content))
  expect(await Promise.all(paths.map((path) => keep(path)))).toEqual([0, 0, 0, 0])
  expect((await held()).map((file) => file.sha256)).toEqual([hashOf(content)])
  expect(await rows()).toEqual(Array(4).fill(hashOf(content)))
  expect(await findings()).toContain("evidence.files FILES_SOUND")
})

test("stored is what was given, named by its hash, readable by nobody else", async () => {
  const content = randomBytes(5_000_000)
  const sha256 = hashOf(content)
  expect(await putFile(vault, written(content))).toEqual({ sha256, bytes: content.length })
  expect(await putFile(vault, Readable.from([content.subarray(0, 7), content.subarray(7)]))).toEqual({ sha256, bytes: content.length })
  expect(await contentOf(sha256)).toEqual(content)
  const [file] = await held()
  expect(file?.path).toBe(join(vault, sha256.slice(0, 2), sha256.slice(2, 4), sha256))
  expect(statSync(file!.path).mode & 0o777).toBe(0o600)
  for (let at = join(file!.path, ".."); at !== dataDir; at = join(at, "..")) expect(statSync(at).mode & 0o777).toBe(0o700)
  const none = hashOf(Buffer.alloc(0))
  expect(await putFile(vault, written(Buffer.alloc(0)))).toEqual({ sha256: none, bytes: 0 })
  expect(await contentOf(none)).toEqual(Buffer.alloc(0))
})

test("a source that breaks off, or is not what was expected, leaves nothing", async () => {
  const broken = Readable.from(
    (async function* () {
      yield randomBytes(2_000_000)
      throw new Error("the line was cut")
    })(),
  )
  await expect(putFile(vault, broken)).rejects.toThrow("the line was cut")
  await expect(putFile(vault, written(Buffer.from("b")), hashOf(Buffer.from("a")))).rejects.toMatchObject({ code: "FILE_CHANGED" })
  await expect(putFile(vault, join(dataDir, "nowhere"))).rejects.toMatchObject({ code: "ENOENT" })
  expect(await held()).toEqual([])
})

test("P38 a full disk is named with the way out, nothing half is left, and work goes on once there is room", async () => {
  const disk = join(dataDir, "disk")
  mkdirSync(disk)
  if (process.getuid?.() !== 0) {
    if (process.env.CI === "true") expect.fail("P38 full disk under the vault: must run as root in CI")
    return console.warn("NOT CHECKED, root is needed: P38 full disk under the vault")
  }
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk])
  try {
    const folder = vaultFolder(disk, 1)
    const { sha256 } = await putFile(folder, written(randomBytes(1_000_000)))
    const free = () => statfsSync(disk).bavail * statfsSync(disk).bsize
    const before = free()
    const full = async (put: Promise<unknown>) => {
      const error = await put.then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(DatabaseTrouble)
      expect(error).toMatchObject({ code: "DISK_FULL", figures: { path: folder }, message: expect.stringMatching(/Free some space/) })
      expect((await held(folder)).map((file) => file.sha256)).toEqual([sha256])
      expect(free()).toBe(before)
    }
    // Known to be too long: refused before a byte is written, and the database's twentieth is left alone.
    await full(putFile(folder, written(randomBytes(7_100_000))))
    // Unknown: the disk itself runs out in the middle.
    await full(putFile(folder, Readable.from(Array.from({ length: 12 }, () => randomBytes(1_000_000)))))
    const ballast = join(disk, "ballast")
    writeFileSync(ballast, randomBytes(5_000_000))
    await expect(putFile(folder, written(randomBytes(2_000_000)))).rejects.toMatchObject({ code: "DISK_FULL" })
    rmSync(ballast)
    await putFile(folder, written(randomBytes(2_000_000)))
    expect(await held(folder)).toHaveLength(2)
    expect(readdirSync(folder).filter((name) => name.startsWith("incoming"))).toEqual([])
  } finally {
    execFileSync("umount", ["-l", disk])
  }
})
