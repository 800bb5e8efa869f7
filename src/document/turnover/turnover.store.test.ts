import { expect, test } from "vitest"
import { openDesk } from "../../../test/desk.ts"
import { loadKpi } from "../../ageing/kpi.store.ts"
import { day } from "../../kernel/day.ts"
import { loadTurnover } from "../../ledger/turnover/turnover.store.ts"

const desk = openDesk("customer code,month,currency,amount", { mode: "turnover", source: "erp" })
const JOURNAL = "customer code,invoice number,invoice date,due date,currency,amount"
const sell = (...rows: string[]) => desk.bring(rows)
const invoice = (...rows: string[]) => desk.bring(rows, { mode: "journal" }, JOURNAL)
const sales = (asOf: string, days: number) =>
  desk.db.inCompany(desk.company.id, async (tx) => {
    const [eur] = await loadKpi(tx, { asOf: day(asOf), knownAt: null, days, currency: null, customer: null, byCustomer: false })
    return eur ? { window: eur.balance.sales, months: Object.fromEntries(eur.salesByMonth) } : null
  })
const listed = () =>
  desk.db.inCompany(desk.company.id, async (tx) => {
    const asked = { from: day("2025-01-01"), to: day("2026-12-31"), customer: null, currency: null, limit: null, after: null }
    return (await loadTurnover(tx, asked)).map((row) => `${row.customer} ${row.month} ${row.source} ${row.said} / ${row.invoiced}`)
  })

test("turnover of a month stands in for invoices that are not here: days sales outstanding divide by it", async () => {
  const answer = await sell("K1,2026-04,EUR,300.00", "K1,2026-05,EUR,310.00", "K2,2026-05,EUR,100.00")
  expect(answer).toMatchObject({ rows: 3, refused: 0, posted: { accepted: 3, skipped: 0, conflicts: 0 } })
  expect(answer.posted!.totals).toMatchObject([{ currency: "EUR", amount: 71_000n, net: 0n }])
  expect(await sales("2026-05-31", 61)).toEqual({ window: 71_000n, months: { "2026-04": 30_000n, "2026-05": 41_000n } })
  // 15 of April's 30 days are in the window.
  expect((await sales("2026-05-31", 46))!.window).toBe(56_000n)
  // On the 10th of May 10 of 31 days have passed: 100.00 and 32.26 (halves up).
  expect(await sales("2026-05-10", 40)).toEqual({ window: 43_226n, months: { "2026-04": 30_000n, "2026-05": 13_226n } })
})

test("of turnover and invoices of one source the larger counts, month by month and customer by customer; other sources add up", async () => {
  await sell("K1,2026-04,EUR,300.00", "K1,2026-05,EUR,300.00", "K2,2026-05,EUR,50.00")
  await invoice("K1,F1,2026-05-20,2026-06-19,EUR,120.00", "K2,F2,2026-05-02,2026-06-01,EUR,80.00")
  await desk.bring(["K1,F3,2026-05-03,2026-06-02,EUR,7.00"], { mode: "journal", source: "shop" }, JOURNAL)
  expect((await sales("2026-05-31", 365))!.months).toEqual({ "2026-04": 30_000n, "2026-05": 30_000n + 8_000n + 700n })
  expect(await listed()).toEqual(["K1 2026-04 erp 30000 / 0", "K1 2026-05 erp 30000 / 12000", "K2 2026-05 erp 5000 / 8000"])
})

test("the same file again brings nothing, another amount is a named conflict: kept, or replaced", async () => {
  await sell("K1,2026-04,EUR,300.00", "K1,2026-05,EUR,300.00")
  expect((await sell("K1,2026-04,EUR,300.00", "K1,2026-05,EUR,300.00")).posted).toMatchObject({ accepted: 0, skipped: 2, conflicts: 0 })
  const kept = await sell("K1,2026-04,EUR,320.00", "K1,2026-06,EUR,1.00")
  expect(kept.posted).toMatchObject({ accepted: 1, skipped: 0, conflicts: 1 })
  expect(kept.problems.filter((p) => p.code === "CONFLICT").map((p) => [p.line, p.figures.ours, p.figures.theirs])).toEqual([[2, "300.00", "320.00"]])
  expect(await listed()).toContain("K1 2026-04 erp 30000 / 0")
  const replaced = await desk.bring(["K1,2026-04,EUR,320.00"], { onConflict: "replace" })
  expect(await listed()).toContain("K1 2026-04 erp 32000 / 0")
  await desk.undo(replaced.id)
  expect(await listed()).toContain("K1 2026-04 erp 30000 / 0")
})

test("an import of turnover is undone whole and may come again; P29 twice in one file is taken once or refused", async () => {
  const first = await sell("K1,2026-04,EUR,300.00")
  expect((await desk.undo(first.id)).consequences).toMatchObject([{ currency: "EUR", entries: 1, amount: 30_000n, matchedSince: 0 }])
  expect(await listed()).toEqual([])
  expect((await sell("K1,2026-04,EUR,300.00")).posted).toMatchObject({ accepted: 1 })
  const twice = await sell("K2,2026-04,EUR,1.00", "K2,2026-04,EUR,1.00", "K2,2026-04,EUR,2.00")
  expect(twice).toMatchObject({ id: null, refused: 1 })
  expect(twice.problems.map((p) => [p.line, p.code])).toEqual([
    [3, "ROW_TWICE"],
    [4, "MONTH_TWICE"],
  ])
  expect(twice.refusedFile).not.toBeNull()
  expect((await desk.bring(["K2,2026-04,EUR,1.00", "K2,2026-04,EUR,2.00"], { acceptGood: true })).posted).toMatchObject({ accepted: 1 })
})

test("months may stand in columns; a balance to tie to is refused", async () => {
  const wide = await desk.bring(["K1,10.00,20.00", "K2,,5.00"], {}, "customer code,2026-04,2026-05")
  expect(wide).toMatchObject({ rows: 2, posted: { accepted: 3 } })
  expect(await listed()).toEqual(["K1 2026-04 erp 1000 / 0", "K1 2026-05 erp 2000 / 0", "K2 2026-05 erp 500 / 0"])
  await expect(desk.bring(["K1,10.00"], { control: "5.00" }, "customer code,2026-04")).rejects.toMatchObject({ code: "BAD_OPTION" })
})
