/**
 * Erased persons are remembered outside the database too, by ids only: a backup from before still holds them, and restored here it is to forget them again.
 */
import { z } from "zod"
import { loadDirectory } from "../../company/company.act.ts"
import type { Id } from "../../kernel/id.ts"
import type { By } from "../../shell/context.ts"
import type { Database, Tx } from "../../shell/db.ts"
import { appendLog, parseLine, readLog } from "../log.job.ts"
import { type Erased, eraseAgain, erasePersonOf } from "./erase.act.ts"

const line = z.object({ company: z.number().int(), customer: z.uuid(), code: z.string().nullable() })

/** Erases, and is on the disk before it is committed: rather remembered for nothing than forgotten. */
export async function erasePerson(tx: Tx, by: By, dataDir: string, code: string, newCode: string | null): Promise<Erased> {
  const erased = await erasePersonOf(tx, by, dataDir, code, newCode)
  const said: z.infer<typeof line> = { company: tx.company, customer: erased.id, code: newCode }
  await appendLog(dataDir, "erasures.log", JSON.stringify(said))
  return erased
}

export type ErasedAgain = {
  readonly persons: number
  /** Codes that another customer has by now, and what the person bears instead. */
  readonly renamed: readonly { readonly wanted: string; readonly code: string }[]
}

/** After a restore. */
export async function eraseAllAgain(db: Database, by: By, dataDir: string): Promise<ErasedAgain> {
  const companies = new Set((await loadDirectory(db)).map(({ id }) => id))
  let persons = 0
  const renamed: { wanted: string; code: string }[] = []
  for await (const text of readLog(dataDir, "erasures.log")) {
    const read = line.safeParse(parseLine(text))
    if (!read.success || !companies.has(read.data.company)) continue
    const { company, customer, code: wanted } = read.data
    const code = await db.inCompany(company, (tx) => eraseAgain(tx, by, dataDir, { customer: customer as Id, code: wanted }))
    if (code === null) continue
    persons++
    if (wanted !== null && code !== wanted) renamed.push({ wanted, code })
  }
  return { persons, renamed }
}
