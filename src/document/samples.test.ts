import { join } from "node:path"
import { expect, test } from "vitest"
import { samplesDir } from "../../test/samples.ts"
import { type Currency, currency, toDecimal } from "../kernel/money.ts"
import { rowReader } from "./journal.ts"
import { noMapping } from "./mapping.ts"
import { type JournalOptions, planJournal } from "./plan.ts"
import { openTable } from "./table.job.ts"

const samples = samplesDir()

async function readSample(file: string, options: Partial<JournalOptions> = {}) {
  const opened = await openTable(join(samples!, "receivables", file))
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const planned = planJournal(opened.value.header, opened.value.sample, {
    map: null,
    dateOrder: null,
    round: false,
    currency: currency("EUR"),
    ...options,
  })
  const read = rowReader(planned.plan!)
  const sums = new Map<Currency, bigint>()
  const refusals: Record<string, number> = {}
  const customers = new Set<string>()
  let [accepted, settled] = [0, 0]
  for await (const batch of opened.value.rows())
    for (const row of batch.rows) {
      const { draft, problems } = read(row.cells, row.line)
      for (const { code, severity } of problems) if (severity === "refusal") refusals[code] = (refusals[code] ?? 0) + 1
      if (draft === null) continue
      accepted++
      if (draft.settledBy === "cash") settled++
      customers.add(draft.customerCode)
      sums.set(draft.currency, (sums.get(draft.currency) ?? 0n) + draft.amount)
    }
  const totals = Object.fromEntries([...sums].map(([code, amount]) => [code, toDecimal(amount, code)]))
  return { planned, accepted, settled, refusals, totals, customers: customers.size }
}

test.runIf(samples)("A1 all paid: 1,762 invoices of 72 customers, month first, the company's currency said aloud", async () => {
  const got = await readSample("ibm_ar_dev_customers.csv")
  expect(got).toMatchObject({ accepted: 1762, settled: 1762, refusals: {}, totals: { EUR: "106838.31" }, customers: 72 })
  expect(got.planned.plan?.dateOrder).toBe("mdy")
  expect(got.planned.problems.map((problem) => problem.code)).toEqual(["CURRENCY_OF_COMPANY"])
})

test.runIf(samples)(
  "A4 two currencies, never one total; 405 customers as written, 314 without leading zeros; the company column is named and ignored",
  async () => {
    const got = await readSample("highradius_open_items_dev.csv")
    expect(got).toMatchObject({ accepted: 4691, settled: 0, refusals: {}, totals: { USD: "147673485.46", CAD: "37545055.58" }, customers: 405 })
    expect(got.planned.problems.map((problem) => problem.code)).toContain("COMPANY_COLUMN_IGNORED")
    const trimmed = await readSample("highradius_open_items_dev.csv", { map: { ...noMapping, customer: { trimZeros: true, join: {}, apart: [] } } })
    expect(trimmed).toMatchObject({ accepted: 4691, customers: 314 })
  },
)

test.runIf(samples)("A5 day first; 448 rows have three decimals of a dollar and are refused by name, unless rounding is asked for", async () => {
  const file = "highradius_open_items_ddmmyyyy_dev.csv"
  const got = await readSample(file)
  expect(got).toMatchObject({ accepted: 4363, refusals: { TOO_MANY_DECIMALS: 448 }, totals: { USD: "153471244.89" } })
  expect(got.planned.plan?.dateOrder).toBe("dmy")
  expect(await readSample(file, { round: true })).toMatchObject({ accepted: 4811, refusals: {}, totals: { USD: "175436372.96" } })
})
