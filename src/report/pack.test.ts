import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { openWorkbook } from "../document/workbook/workbook.job.ts"
import { packZip } from "./pack.screen.ts"
import { xlsxParts } from "./xlsx.ts"

test("a workbook packed in the browser is one that our own import opens, cell by cell", async () => {
  const folder = mkdtempSync(join(tmpdir(), "encours-pack-"))
  try {
    const columns = [
      { title: "Client", kind: "text" as const },
      { title: "Montant", kind: "amount" as const },
    ]
    const rows = Array.from({ length: 500 }, (_, i) => [`Été n° ${i}`, `${i}.50`])
    const file = join(folder, "list.xlsx")
    writeFileSync(file, Buffer.from(await (await packZip(xlsxParts({ title: "Liste", facts: [], columns, rows, sums: [] }))).arrayBuffer()))
    const opened = await openWorkbook(file, null, async () => {})
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const read: (readonly string[])[] = []
    for await (const batch of opened.value.rows()) for (const { cells } of batch.rows) read.push([cells[0] ?? "", cells[1] ?? ""])
    expect(read.length).toBe(500)
    expect(read.map(([name, amount]) => [name, Number(amount)])).toEqual(rows.map(([name, amount]) => [name, Number(amount)]))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
