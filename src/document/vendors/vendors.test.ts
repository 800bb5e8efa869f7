import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { EXPORTS } from "../../../test/vendors/exports.ts"
import { writeExport } from "../../../test/vendors/write.ts"
import { currency, toDecimal } from "../../kernel/money.ts"
import { rowReader } from "../journal.ts"
import { planJournal } from "../plan.ts"
import { openTable, surveyTable } from "../table.job.ts"

const folder = mkdtempSync(join(tmpdir(), "encours-vendors-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const EUR = currency("EUR")
const options = { map: null, dateOrder: null, round: false, currency: currency("EUR") } as const

async function read(bytes: Buffer) {
  const path = join(folder, "export.csv")
  writeFileSync(path, bytes)
  const opened = await openTable(path)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const table = opened.value
  let planned = planJournal(table.header, table.sample, options)
  if (planned.wantsSurvey && !table.sampleIsAll) planned = planJournal(table.header, table.sample, options, await surveyTable(table, planned.columns))
  if (planned.plan === null) throw new Error(JSON.stringify(planned.problems))
  const reader = rowReader(planned.plan)
  const sums = new Map<string, { count: number; amount: bigint }>()
  const said = new Map<string, number>()
  const seen = new Set<string>()
  let open = 0n
  for await (const batch of table.rows())
    for (const row of batch.rows) {
      const { draft, problems } = reader(row.cells, row.line)
      for (const { code, severity } of problems) said.set(`${severity} ${code}`, (said.get(`${severity} ${code}`) ?? 0) + 1)
      // The same row again is taken once when it is posted.
      if (draft === null || seen.has(draft.number)) continue
      seen.add(draft.number)
      const so = sums.get(draft.kind) ?? { count: 0, amount: 0n }
      sums.set(draft.kind, { count: so.count + 1, amount: so.amount + draft.amount })
      if (draft.kind === "invoice") open += draft.openAmount ?? draft.amount
      expect([draft.side, draft.dueOn !== null]).toEqual([draft.kind === "invoice" ? "debit" : "credit", true])
    }
  const totals = Object.fromEntries([...sums].map(([kind, { count, amount }]) => [kind, { count, amount: toDecimal(amount, EUR) }]))
  return { layout: planned.plan.mapping.layout, totals, open: toDecimal(open, EUR), said }
}

const cases = EXPORTS.flatMap((style, i) => Object.keys(style.headers).map((language, n) => writeExport(style, language, 1000 * i + n)))
test.each(cases.map((made) => [made.name, made] as const))(
  "P29 P69 %s: recognised as its program's, exact to the cent, no row refused",
  async (_, made) => {
    const got = await read(made.bytes)
    expect(got.layout?.split(":")[0]).toBe(made.vendor)
    expect(got.totals).toEqual(made.totals)
    if (made.open !== null) expect(got.open).toBe(made.open)
    expect([...got.said.keys()].filter((key) => key.startsWith("refusal"))).toEqual([])
    expect((got.said.get("warning HEADING_ROW") ?? 0) + (got.said.get("warning TOTAL_AGREES") ?? 0)).toBe(made.headings)
    expect(got.said.get("warning ROW_LEFT_OUT") ?? 0).toBe(made.drafts * (made.byLine ? 2 : 1))
  },
)

test("what a layout says gives way to the user, and a file that is no program's export stays as it reads itself", () => {
  const header = ["Auxiliaire", "Date comptable", "Référence interne", "N° pièce", "Débit", "Crédit"]
  const sample = [{ line: 2, cells: ["C1", "13/01/2026", "F1", "77", "10,00", ""] }]
  expect(planJournal(header, sample, options).plan?.mapping).toMatchObject({
    layout: "Cegid: grand livre auxiliaire",
    columns: { number: "Référence interne" },
  })
  const map = { columns: { customerCode: "Auxiliaire", number: "N° pièce", issuedOn: "Date comptable", debit: "Débit", credit: "Crédit" } }
  expect(planJournal(header, sample, { ...options, map }).plan?.mapping).toMatchObject({ layout: null, columns: { number: "N° pièce" } })
  const own = ["Kunde", "Rechnung", "Datum", "Betrag"]
  expect(planJournal(own, [{ line: 2, cells: ["K", "R1", "13.01.2026", "10,00"] }], options).plan?.mapping.layout).toBeNull()
  // The same headers over other contents: days that are none.
  const odd = [{ line: 2, cells: ["C1", "rouge", "F1", "13/01/2026", "10,00", ""] }]
  expect(planJournal(header, odd, options).columns.issuedOn).not.toBe(1)
})
