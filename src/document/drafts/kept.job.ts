/** What was mended is kept as evidence beside the file, under the same act: what came from the file and what from a person stays told apart. */
import { createHash } from "node:crypto"
import { mkdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { keepFile } from "../../evidence/evidence.act.ts"
import type { Id } from "../../kernel/id.ts"
import { beginningOf } from "../../kernel/text.ts"
import type { Tx } from "../../shell/db.ts"
import type { Corrections } from "./corrections.ts"

/** The words of it, and what the activity log says of them: where, how many, and their hash; never what was typed. */
export type Sealed = {
  readonly text: string
  readonly told: {
    readonly cells: number
    readonly rowsLeftOut: number
    readonly valuesMended?: number
    readonly lines: string
    readonly sha256: string
  }
}

const LINES_TOLD = 100

export function sealed(corrections: Corrections): Sealed {
  const text = `${JSON.stringify(corrections, null, 2)}\n`
  const lines = [...new Set([...corrections.cells.map(({ line }) => line), ...corrections.drop])].sort((a, b) => a - b)
  const said = lines.slice(0, LINES_TOLD).join(" ") + (lines.length > LINES_TOLD ? " …" : "")
  const sha256 = createHash("sha256").update(text).digest("hex")
  const values = corrections.alike?.length ?? 0
  const told = { cells: corrections.cells.length, rowsLeftOut: corrections.drop.length, ...(values > 0 ? { valuesMended: values } : {}) }
  return { text, told: { ...told, lines: said, sha256 } }
}

export async function keepCorrections(tx: Tx, dataDir: string, file: string, { text, told }: Sealed, actId: Id): Promise<void> {
  const folder = join(dataDir, "uploads", crypto.randomUUID())
  const path = join(folder, "corrections.json")
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await writeFile(path, text, { mode: 0o600 })
    const received = {
      path,
      sha256: told.sha256,
      name: `${beginningOf(file, 150)}.corrections.json`,
      mediaType: "application/json",
      source: "import",
    } as const
    await keepFile(tx, dataDir, { ...received, actId })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
