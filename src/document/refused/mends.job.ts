/**
 * Opens a file for reading, with the files whose refused rows it mends: they are in the vault, since they were imported. What it mends of no
 * import that is here is refused: alone its rows would get other numbers, and their letters would find nobody.
 */
import { existsSync } from "node:fs"
import type { Database } from "../../shell/db.ts"
import { storedPath, vaultFolder } from "../../shell/vault.ts"
import { firstBooks } from "../accounting/openings.act.ts"
import type { MendedFile } from "../accounting/posting.ts"
import { refusal } from "../draft.ts"
import { importedFile } from "../import.store.ts"
import { openReading, type Reading } from "../reading/read.job.ts"
import type { ReadingRequest } from "../reading/reading.ts"

/** Rows that were mended and refused again and again. */
const MOST_BASES = 20

export async function openWithBases(
  vault: { readonly db: Database; readonly dataDir: string },
  request: ReadingRequest,
  bytes: number,
  looking: (done: number) => void,
  signal?: AbortSignal,
): Promise<{ readonly reading: Reading; readonly request: ReadingRequest }> {
  const company = request.home.id
  const bases: MendedFile[] = []
  for (let asked = request; ; ) {
    const reading = await openReading(asked, bytes, looking, signal)
    const { mends } = reading
    if (mends === null) return { reading, request: asked }
    const found = await vault.db.inCompany(company, async (tx) => {
      const base = bases.length < MOST_BASES ? await importedFile(tx, request.source, mends) : undefined
      const hashes = [...bases.map((b) => b.sha256), ...(base ? [base.sha256] : [])]
      return base && { ...base, earlier: await firstBooks(tx, company, request.source, hashes) }
    })
    const path = found && storedPath(vaultFolder(vault.dataDir, company), found.sha256)
    if (!path || !existsSync(path)) return { reading: { ...reading, problems: [refusal("MENDS_NOTHING_HERE")] }, request: asked }
    bases.push({ path, name: found.file, sha256: found.sha256 })
    asked = { ...request, earlier: found.earlier, bases: [...bases] }
  }
}
