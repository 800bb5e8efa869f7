import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ENCODINGS, LAYOUTS, writeJournal } from "../../test/journals.ts"
import { type Currency, currency, toDecimal } from "../kernel/money.ts"
import { LANGUAGES } from "../kernel/text.ts"
import { rowReader } from "./journal.ts"
import { planJournal } from "./plan.ts"
import { openTable } from "./table.job.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "encours-journals-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const journals = LAYOUTS.flatMap((layout, l) =>
  LANGUAGES.flatMap((language, n) => ENCODINGS.map((encoding, e) => writeJournal(layout, language, encoding, 1000 + l * 100 + n * 10 + e))),
)

test("there are 12 layouts × 4 languages × 3 encodings", () => expect(journals).toHaveLength(144))

test.each(journals)("$name: totals are exact", async (journal) => {
  const path = join(folder, "journal.csv")
  writeFileSync(path, journal.bytes)
  const table = await openTable(path)
  if (!table.ok) throw new Error(JSON.stringify(table.refusal))
  const { plan, problems } = planJournal(table.value.header, table.value.sample, {
    map: null,
    dateOrder: null,
    round: false,
    currency: currency("EUR"),
  })
  expect(problems.filter((problem) => problem.severity === "refusal")).toEqual([])
  const read = rowReader(plan!)
  const totals: Record<string, { count: number; amount: bigint }> = {}
  let open = 0n
  let settled = 0
  const customers = new Set<string>()
  for await (const batch of table.value.rows())
    for (const row of batch.rows) {
      const { draft, problems } = read(row.cells, row.line)
      expect(problems.filter((problem) => problem.severity === "refusal")).toEqual([])
      if (draft === null) continue
      const key = `${draft.kind} ${draft.side} ${draft.currency}`
      totals[key] = { count: (totals[key]?.count ?? 0) + 1, amount: (totals[key]?.amount ?? 0n) + draft.amount }
      open += draft.openAmount ?? 0n
      if (draft.settledOn !== null) settled++
      customers.add(draft.customerCode)
    }
  const shown = Object.fromEntries(
    Object.entries(totals).map(([key, t]) => [key, { count: t.count, amount: toDecimal(t.amount, key.slice(-3) as Currency) }]),
  )
  expect(shown).toEqual(journal.totals)
  expect(customers.size).toBe(journal.customers)
  if (journal.open !== null) expect(toDecimal(open, currency("EUR"))).toBe(journal.open)
  if (journal.settled !== null) expect(settled).toBe(journal.settled)
})
