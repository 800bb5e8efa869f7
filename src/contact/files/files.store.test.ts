import { createHash } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../../test/database.ts"
import { BY, openBooks, refusalOf } from "../../../test/ledger/books.ts"
import { sweepVault } from "../../evidence/evidence.job.ts"
import { evidenceChecks } from "../../evidence/verify.store.ts"
import type { Tx } from "../../shell/db.ts"
import { openFile, vaultFolder } from "../../shell/vault.ts"
import { eraseContacts } from "../contact.act.ts"
import { keepWithCustomer, knownFile, setRemoved } from "./files.act.ts"
import { loadCustomerFiles } from "./files.store.ts"
import { MOST_FILE_BYTES } from "./files.ts"

const HOUR_MS = 3_600_000
let db: TestDatabase
let dataDir: string
beforeAll(async () => {
  db = await testDatabase()
  dataDir = mkdtempSync(join(tmpdir(), "encours-files-"))
})
afterAll(async () => {
  await db.drop()
  rmSync(dataDir, { recursive: true, force: true })
})
const fileOf = (text: string, name: string) => ({
  path: Readable.from([Buffer.from(text)]),
  sha256: createHash("sha256").update(text).digest("hex"),
  bytes: Buffer.byteLength(text),
  name,
})
const keep = (tx: Tx, code: string, text: string, name = "order.txt") => keepWithCustomer(tx, BY, dataDir, code, fileOf(text, name))

test("a file is kept with its customer alone, taken off the page and put back; none that is empty or too large", async () => {
  const { company, customers } = await openBooks(db, "FILES", 2)
  await db.inCompany(company, async (tx) => {
    const id = await keep(tx, "C1", "one order")
    expect(await loadCustomerFiles(tx, customers[0]!)).toMatchObject([{ id, name: "order.txt", bytes: 9n, by: "test" }])
    expect(await loadCustomerFiles(tx, customers[1]!)).toEqual([])
    expect(await refusalOf(knownFile(tx, "C2", id))).toBe("UNKNOWN_FILE")
    await setRemoved(tx, BY, "C1", id, true)
    expect(await loadCustomerFiles(tx, customers[0]!)).toEqual([])
    await setRemoved(tx, BY, "C1", id, false)
    expect((await loadCustomerFiles(tx, customers[0]!)).length).toBe(1)
    expect(await refusalOf(keep(tx, "C1", ""))).toBe("FILE_EMPTY")
    expect(await refusalOf(keepWithCustomer(tx, BY, dataDir, "C1", { ...fileOf("x", "x"), bytes: MOST_FILE_BYTES + 1 }))).toBe("FILE_TOO_LARGE")
  })
})

test("a customer's files go with the customer, name and content, unless another row holds the same; verify finds all in order", async () => {
  const { company, customers } = await openBooks(db, "GONE", 2)
  const folder = vaultFolder(dataDir, company)
  const ids = await db.inCompany(company, async (tx) => [
    await keep(tx, "C1", "only hers", "Ariane.txt"),
    await keep(tx, "C1", "of both"),
    await keep(tx, "C2", "of both"),
  ])
  await db.inCompany(company, async (tx) => {
    await eraseContacts(tx, customers[0]!)
    expect(await refusalOf(knownFile(tx, "C1", ids[0]!))).toBe("UNKNOWN_FILE")
  })
  await sweepVault(db, dataDir, [company], new Date(Date.now() + 2 * HOUR_MS))
  const there = async (text: string) => {
    const read: Buffer[] = []
    try {
      for await (const chunk of openFile(folder, createHash("sha256").update(text).digest("hex"))) read.push(chunk)
    } catch {
      return null
    }
    return Buffer.concat(read).toString()
  }
  expect([await there("only hers"), await there("of both")]).toEqual([null, "of both"])
  for (const check of evidenceChecks(dataDir))
    if (check.of === "company") expect(await check.run(db, company), check.name).toMatchObject({ ok: true })
})
