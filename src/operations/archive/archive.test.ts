import { execFileSync } from "node:child_process"
import { createHash, randomBytes } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { Refused } from "../../kernel/result.ts"
import { fileName, headsPart, type Manifest, pieceName, readName, tablePart, vaultLine } from "./manifest.wire.ts"
import { openBackup, readArchive } from "./read.job.ts"
import { seal, unseal } from "./sealed.job.ts"
import { headerOf, readHeader } from "./tar.ts"
import { writeArchive } from "./write.job.ts"

const here = mkdtempSync(join(tmpdir(), "encours-archive-"))
afterAll(() => rmSync(here, { recursive: true, force: true }))

const PASSPHRASE = "correct horse battery"
const LARGE = Buffer.from(`${randomBytes(50).toString("hex")}\n`.repeat(60_000))
const VAULT = randomBytes(2_500_001)
const HASH = createHash("sha256").update(VAULT).digest("hex")
const one = async function* (...chunks: Buffer[]) {
  yield* chunks
}
async function gather(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const kept: Buffer[] = []
  for await (const chunk of stream) kept.push(chunk)
  return Buffer.concat(kept)
}
/** As a file comes: in chunks that know nothing of what is in them. */
async function* choppedBy(whole: Buffer, length: number) {
  for (let at = 0; at < whole.length; at += length) yield whole.subarray(at, at + length)
}

async function* sample(): AsyncGenerator<Buffer> {
  const archive = writeArchive(1_700_000_000)
  const takenAt = "2026-11-22T02:00:00.000Z"
  yield* archive.head({ format: 1, program: "0.1.0", server: "18.4", takenAt, by: "system test", schema: 1, migrations: [], companies: [] })
  const tables: Manifest["tables"] = []
  for (const [name, content] of [
    ["room.large", LARGE],
    ["room.empty", Buffer.alloc(0)],
  ] as const) {
    const part = yield* archive.part(tablePart(name), choppedBy(content, 65_536))
    tables.push({ name, columns: ["a"], rows: content.length === 0 ? 0 : 60_000, ...part })
  }
  const heads = [{ company: 7, ...(yield* archive.part(headsPart(7), one(Buffer.from("1 ab at\n")))) }]
  yield* archive.file(fileName(7, HASH), VAULT.length, one(VAULT))
  const vault = { files: 1, bytes: VAULT.length, sha256: createHash("sha256").update(vaultLine(7, HASH)).digest("hex"), faults: [] }
  yield* archive.manifest({ format: 1, takenAt, tables, sequences: [], heads, vault })
}

let plain: Buffer
let sealed: Buffer
beforeAll(async () => {
  plain = await gather(sample())
  sealed = await gather(seal(one(plain), PASSPHRASE))
})

type Taken = { readonly tables: Map<string, Buffer>; readonly files: Map<string, Buffer>; readonly heads: Map<number, Buffer> }
async function takeApart(bytes: AsyncIterable<Buffer>): Promise<Taken> {
  const taken: Taken = { tables: new Map(), files: new Map(), heads: new Map() }
  await readArchive(bytes, {
    head: async () => {},
    table: async (name, rows) => void taken.tables.set(name, await gather(rows)),
    heads: async (company, lines) => void taken.heads.set(company, await gather(lines)),
    file: async (_, sha256, content) => void taken.files.set(sha256, await gather(content)),
  })
  return taken
}
/** Proven without being taken out. */
const prove = (bytes: AsyncIterable<Buffer>) =>
  readArchive(bytes, { head: async () => {}, table: async () => {}, heads: async () => {}, file: async () => {} })
const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

test.each([511, 512, 100_000, 1 << 30])("what was packed comes out as it went in, in chunks of %i bytes", async (length) => {
  const taken = await takeApart(choppedBy(plain, length))
  expect(taken.tables.get("room.large")?.equals(LARGE)).toBe(true)
  expect(taken.tables.get("room.empty")).toEqual(Buffer.alloc(0))
  expect(taken.heads.get(7)?.toString()).toBe("1 ab at\n")
  expect(taken.files.get(HASH)?.equals(VAULT)).toBe(true)
})

test("a sealed backup opens with its passphrase, however its letters are composed, and holds nothing readable", async () => {
  const e = "clé très secrète"
  const again = await gather(seal(one(plain), e.normalize("NFD")))
  expect((await gather(unseal(choppedBy(again, 4_093), e.normalize("NFC")))).equals(plain)).toBe(true)
  expect(sealed.includes("ustar") || sealed.includes("room.large")).toBe(false)
  // The same content sealed twice has nothing in common but the name of the format.
  expect(again.subarray(36, 1_000).equals(sealed.subarray(36, 1_000))).toBe(false)
})

test("P42 a wrong passphrase is told as such, and a sealed file without one asks for it", async () => {
  expect(await refusalOf(gather(unseal(one(sealed), "correct horse batterx")))).toBe("WRONG_PASSPHRASE")
  const file = join(here, "sealed.backup")
  writeFileSync(file, sealed)
  expect(await refusalOf(openBackup(file, null))).toBe("PASSPHRASE_NEEDED")
  expect(await refusalOf(openBackup(join(here, "none"), null))).toBe("NO_SUCH_FILE")
  writeFileSync(join(here, "short.csv"), "Customer;Invoice\n")
  expect(await refusalOf(openBackup(join(here, "short.csv"), PASSPHRASE))).toBe("NO_BACKUP")
  const opened = await openBackup(file, PASSPHRASE)
  expect(opened.sealed).toBe(true)
  expect((await prove(opened.plain)).manifest.tables.map(({ name }) => name)).toEqual(["room.large", "room.empty"])
})

const CUT = ["BACKUP_TRUNCATED", "BACKUP_DAMAGED", "NO_BACKUP"]
test("P42 a backup cut off anywhere is refused", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: plain.length - 1 }), async (length) => {
      expect(CUT).toContain(await refusalOf(prove(one(plain.subarray(0, length)))))
    }),
    { numRuns: 25 },
  )
  // At the seams as well, where what is left looks whole.
  for (const length of [0, 512, 1024, plain.length - 512, plain.length - 1024, plain.length - 1])
    expect(CUT).toContain(await refusalOf(prove(one(plain.subarray(0, length)))))
})

const HEAD = 68
const PIECE = (1 << 20) + 16
test("P42 a sealed backup cut off, with pieces left out, doubled or exchanged, is refused", async () => {
  const piece = (n: number) => sealed.subarray(HEAD + n * PIECE, HEAD + (n + 1) * PIECE)
  const tampered: Buffer[] = [
    sealed.subarray(0, 20),
    sealed.subarray(0, HEAD),
    sealed.subarray(0, HEAD + PIECE),
    sealed.subarray(0, sealed.length - 1),
    Buffer.concat([sealed, Buffer.from("x")]),
    Buffer.concat([sealed.subarray(0, HEAD), sealed.subarray(HEAD + PIECE)]),
    Buffer.concat([sealed.subarray(0, HEAD), piece(1), piece(0), sealed.subarray(HEAD + 2 * PIECE)]),
    Buffer.concat([sealed.subarray(0, HEAD), piece(0), piece(0), sealed.subarray(HEAD + PIECE)]),
  ]
  expect(sealed.length).toBeGreaterThan(HEAD + 2 * PIECE)
  for (const bytes of tampered)
    expect(["BACKUP_TRUNCATED", "BACKUP_DAMAGED"]).toContain(await refusalOf(prove(unseal(choppedBy(bytes, 65_536), PASSPHRASE))))
})

test("P42 a byte changed anywhere is found, sealed or not, but in what says nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      const flipped = Buffer.from(sealed)
      const at = Math.floor(place * sealed.length)
      flipped[at] = sealed[at]! ^ change
      expect(await refusalOf(prove(unseal(one(flipped), PASSPHRASE)))).not.toBe("none")
    }),
    { numRuns: 8 },
  )
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      const flipped = Buffer.from(plain)
      const at = Math.floor(place * plain.length)
      flipped[at] = plain[at]! ^ change
      // Padding and the heads of compressed pieces (system, time) may change without any row, file or figure changing.
      if ((await refusalOf(prove(one(flipped)))) !== "none") return
      const taken = await takeApart(one(flipped))
      expect(taken.tables.get("room.large")?.equals(LARGE) && taken.files.get(HASH)?.equals(VAULT)).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test("a seal that asks for more memory than there is reason to is refused before it is tried", async () => {
  const greedy = Buffer.from(sealed)
  greedy[17] = 30
  expect(await refusalOf(gather(unseal(one(greedy), PASSPHRASE)))).toBe("BACKUP_DAMAGED")
  // One that asks for next to none is another seal than the one that was made, and no error of this program.
  for (const cost of [
    [1, 8, 2],
    [1, 1, 8],
    [1, 16, 8],
  ]) {
    const cheap = Buffer.from(sealed)
    cheap.set(cost, 17)
    expect(await refusalOf(gather(unseal(one(cheap), PASSPHRASE)))).toBe("WRONG_PASSPHRASE")
  }
})

test("a folder, a pipe, a device or a name that is none is refused as what is to be restored: nothing waits for it", async () => {
  execFileSync("mkfifo", [join(here, "pipe")])
  for (const path of [here, join(here, "pipe"), "/dev/null"]) expect(await refusalOf(openBackup(path, null)), path).toBe("BACKUP_NO_FILE")
  for (const path of [join(here, "none"), join(here, "pipe/below"), join(here, "x".repeat(300))])
    expect(await refusalOf(openBackup(path, null)), path).toBe("NO_SUCH_FILE")
})

test("what is no backup is told as such", async () => {
  for (const bytes of [Buffer.from("Customer;Invoice\n".repeat(100)), randomBytes(5_000), Buffer.alloc(2_048)])
    expect(["NO_BACKUP", "BACKUP_TRUNCATED"]).toContain(await refusalOf(prove(one(bytes))))
})

test("an open backup is read by tar, gunzip and sha256sum alone", () => {
  const file = join(here, "open.tar")
  writeFileSync(file, plain)
  const sh = (command: string) => execFileSync("sh", ["-c", command], { cwd: here, encoding: "utf8", maxBuffer: 1 << 27 })
  sh("tar xf open.tar")
  expect(sh("sha256sum -c manifest.sha256")).toBe("manifest.json: OK\n")
  expect(sh("cat database/room.large.copy/*.gz | gunzip")).toBe(LARGE.toString())
  expect(readFileSync(join(here, fileName(7, HASH))).equals(VAULT)).toBe(true)
})

test("names and lengths survive their header; anything else is no header", () => {
  const names = ["a", fileName(2_147_483_647, HASH), pieceName(tablePart("a_long_schema_name.a_very_long_table_name_of_many_words"), 1_234_567)]
  for (const name of names) expect(readHeader(headerOf({ name, size: 8_589_934_591 }, 0))).toEqual({ name, size: 8_589_934_591 })
  expect(readHeader(Buffer.alloc(512))).toBe("end")
  expect(readHeader(randomBytes(512))).toBeNull()
})

test("names that lead out of the folder mean nothing", () => {
  for (const name of ["vault/1/../../x", "/etc/passwd", "database/a.b.copy/../1.gz", `vault/1/00/00/${HASH}`, "activity-heads/0.log/000001.gz"])
    expect(readName(name)).toBeNull()
  expect(readName(fileName(3, HASH))).toEqual({ kind: "file", company: 3, sha256: HASH })
})
