/** What we export, our own import reads back without asking. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { rowReader } from "../document/journal.ts"
import { planJournal } from "../document/plan.ts"
import { openTable } from "../document/table.job.ts"
import { openWorkbook } from "../document/workbook/workbook.job.ts"
import { day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { currency } from "../kernel/money.ts"
import { LANGUAGES } from "../kernel/text.ts"
import { type OpenItem, openItemsListing } from "../ledger/accounts/open-items.ts"
import { exportListing } from "./export.cli.ts"

const EUR = currency("EUR")
const item: OpenItem = {
  id: "01a1ffe8-7452-77df-a470-072d7bbe9818" as Id,
  number: "F1",
  instalment: 1,
  kind: "invoice",
  side: "debit",
  customer: "C1",
  name: "Fictif SA",
  intercompany: false,
  issuedOn: day("2026-01-05"),
  dueOn: day("2026-02-04"),
  currency: EUR,
  gross: 123450n,
  open: 100025n,
  daysOverdue: 3,
}
const items: readonly OpenItem[] = [
  item,
  { ...item, number: "F2", customer: "C2", name: "Verzonnen; BV", gross: 100000n, open: 100000n },
  { ...item, number: "A1", kind: "creditNote", side: "credit", gross: 5000n, open: 5000n },
  { ...item, number: "D1", kind: "deposit", side: "credit", gross: 7000n, open: 7000n },
]

test.each(LANGUAGES.flatMap((lang) => [".csv", ".xlsx"].map((ending) => [lang, ending] as const)))("open items in %s as %s", async (lang, ending) => {
  const folder = await mkdtemp(join(tmpdir(), "encours-back-"))
  try {
    const file = join(folder, `list${ending}`)
    await exportListing(file, openItemsListing(items, [["As of", "2026-02-07", "day"]], lang), lang)
    const opened = ending === ".csv" ? await openTable(file) : await openWorkbook(file, null, async () => {})
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const table = opened.value
    const { plan, problems } = planJournal(table.header, table.sample, { map: null, dateOrder: null, round: false, currency: EUR })
    expect(problems.filter((p) => p.severity === "refusal")).toEqual([])
    const read = rowReader(plan!)
    const told: unknown[] = []
    for await (const batch of table.rows())
      for (const row of batch.rows) {
        const { draft: d, problems: found } = read(row.cells, row.line, row.types)
        told.push(
          d ? [d.number, d.kind, d.side, d.customerCode, d.customerName, d.issuedOn, d.dueOn, d.amount, d.openAmount] : found.map((p) => p.code),
        )
      }
    expect(told).toEqual([
      ["F1", "invoice", "debit", "C1", "Fictif SA", "2026-01-05", "2026-02-04", 123450n, 100025n],
      ["F2", "invoice", "debit", "C2", "Verzonnen; BV", "2026-01-05", "2026-02-04", 100000n, 100000n],
      ["A1", "creditNote", "credit", "C1", "Fictif SA", "2026-01-05", "2026-02-04", 5000n, 5000n],
      ["D1", "deposit", "credit", "C1", "Fictif SA", "2026-01-05", "2026-02-04", 7000n, 7000n],
      ["TOTAL_AGREES"],
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})
