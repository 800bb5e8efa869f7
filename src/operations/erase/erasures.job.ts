/**
 * Erased persons are remembered outside the database too, by ids only: a backup from before still holds them, and restored here it is to forget them again.
 */
import { mkdir, open } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { loadDirectory } from "../../company/company.act.ts"
import type { Id } from "../../kernel/id.ts"
import type { By } from "../../shell/context.ts"
import type { Database, Tx } from "../../shell/db.ts"
import { errorCode, fileTrouble } from "../../shell/trouble.ts"
import { type Erased, eraseAgain, erasePersonOf } from "./erase.act.ts"

const line = z.object({ company: z.number().int(), customer: z.uuid(), code: z.string().nullable() })
const logFile = (dataDir: string) => join(dataDir, "erasures.log")

/** Erases, and is on the disk before it is committed: rather remembered for nothing than forgotten. */
export async function erasePerson(tx: Tx, by: By, dataDir: string, code: string, newCode: string | null): Promise<Erased> {
  const erased = await erasePersonOf(tx, by, code, newCode)
  await remember(dataDir, { company: tx.company, customer: erased.id, code: newCode })
  return erased
}

async function remember(dataDir: string, erased: z.infer<typeof line>): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    const file = await open(logFile(dataDir), "a", 0o600)
    try {
      await file.appendFile(`${JSON.stringify(erased)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileTrouble(error, logFile(dataDir))
  }
}

/** After a restore: how many persons were erased again. */
export async function eraseAllAgain(db: Database, by: By, dataDir: string): Promise<number> {
  const file = await open(logFile(dataDir), "r").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return null
    throw fileTrouble(error, logFile(dataDir))
  })
  if (file === null) return 0
  const companies = new Set((await loadDirectory(db)).map(({ id }) => id))
  let again = 0
  try {
    for await (const text of file.readLines({ encoding: "utf8", autoClose: false })) {
      const read = line.safeParse(parsed(text))
      if (!read.success || !companies.has(read.data.company)) continue
      const { company, customer, code } = read.data
      if (await db.inCompany(company, (tx) => eraseAgain(tx, by, { customer: customer as Id, code }))) again++
    }
  } finally {
    await file.close()
  }
  return again
}

/** A line torn by a crash says nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
