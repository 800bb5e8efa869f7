import { expect, test } from "vitest"
import { openDesk } from "../../../test/desk.ts"
import { BY, draft } from "../../../test/ledger/books.ts"
import { day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { postAllocations, postEntries } from "../../ledger/ledger.act.ts"
import { undoImport } from "./undo.act.ts"

const desk = openDesk("customer code,invoice number,invoice date,due date,currency,amount,paid on", { source: "erp" })
const { bring } = desk
/** Twelve months of paid invoices: each paid so many days after its own day. */
const history = (paidAfter: number) =>
  Array.from({ length: 24 }, (_, i) => {
    const issued = new Date(Date.UTC(2025, Math.floor(i / 2), 5 + (i % 2)))
    const at = (days: number) => new Date(issued.getTime() + days * 86_400_000).toISOString().slice(0, 10)
    return `K${i % 4},H${i},${at(0)},${at(30)},EUR,100.00,${at(paidAfter)}`
  })
const snapshot = (on: string, rows: readonly string[]) => bring(rows, { mode: "snapshot", asOf: day(on), yes: true })
const open = (number: string) => `K1,${number},2026-01-10,2026-02-09,EUR,50.00,`
const paid = async () =>
  (
    await desk.db.owner.query("SELECT gross, paid_on - issued_on AS days FROM ledger.paid_items($1, '2026-12-31') ORDER BY issued_on, gross", [
      desk.company.id,
    ])
  ).rows.map((r) => `${r.gross} ${r.days}`)
const openItems = async (on: string) =>
  (
    await desk.db.owner.query(
      "SELECT e.number FROM ledger.open_items($1, $2) o JOIN ledger.entry e ON e.company_id = $1 AND e.id = o.entry_id ORDER BY 1",
      [desk.company.id, on],
    )
  ).rows.map((r) => r.number)

test.each(["before", "after"] as const)(
  "a year of paid history brought %s the snapshots of its source: paid on its own days, neither closed nor reopened by any of them",
  async (when) => {
    const rows = history(41)
    if (when === "before") expect((await bring(rows)).posted).toMatchObject({ accepted: 24 })
    await snapshot("2026-03-01", [open("F1"), open("F2")])
    if (when === "after") expect((await bring(rows)).posted).toMatchObject({ accepted: 24 })
    const next = await snapshot("2026-03-02", [open("F2")])
    expect(next.snapshot?.sums).toMatchObject([{ openCount: 2, goneCount: 1, goneAmount: 5000n }])
    expect(next.snapshot).toMatchObject({ reopened: 0, waiting: 0 })
    expect(await openItems("2026-03-02")).toEqual(["F2"])
    expect(await paid()).toEqual([...Array.from({ length: 24 }, () => "10000 41"), "5000 51"])
    // Brought again it is there; taken back it is gone, and the snapshots stand.
    const again = await bring(rows)
    expect(again.posted).toMatchObject({ accepted: 0, skipped: 24, conflicts: 0 })
  },
)

test("paid history is undone by itself: the snapshots of its source stand, and it may come again", async () => {
  await snapshot("2026-03-01", [open("F1"), open("F2")])
  const { id } = await bring(history(20))
  await snapshot("2026-03-02", [open("F2")])
  await desk.db.inCompany(desk.company.id, (tx) => undoImport(tx, BY, id!, { dryRun: false, yes: false }))
  expect([await openItems("2026-03-02"), await paid()]).toEqual([["F2"], ["5000 51"]])
  expect((await bring(history(20))).posted).toMatchObject({ accepted: 24 })
  expect(await paid()).toHaveLength(25)
})

test("an item that history calls paid and a later snapshot shows open has come back: it is open, and the settlement that was told goes with it", async () => {
  await bring(history(30))
  const back = await snapshot("2026-03-01", [history(30)[0]!.replace(/[^,]*$/, ""), open("F1")])
  expect(back.snapshot?.reopened).toBe(1)
  expect(await openItems("2026-03-01")).toEqual(["F1", "H0"])
})

test("P80 an import whose items were matched since shows what undoing sets free, asks first, and then reverses it all", async () => {
  const { id } = await bring(["K1,F1,2026-01-10,2026-02-09,EUR,50.00,", "K1,F2,2026-01-11,2026-02-10,EUR,70.00,2026-02-01"])
  await desk.db.inCompany(desk.company.id, async (tx) => {
    const { rows } = await desk.db.owner.query("SELECT id, customer_id FROM ledger.entry WHERE company_id = $1 AND number = 'F1'", [desk.company.id])
    const [invoice, customerId]: [Id, Id] = [rows[0].id, rows[0].customer_id]
    const payment = tx.newId()
    await postEntries(tx, BY, [draft(payment, { kind: "payment", customerId, amount: 3000n, on: "2026-02-15" })])
    await postAllocations(tx, BY, [{ debit: { entryId: invoice, no: 1 }, credit: { entryId: payment, no: 1 }, amount: 3000n }])
  })
  const undo = (choice: { dryRun: boolean; yes: boolean }) => desk.db.inCompany(desk.company.id, (tx) => undoImport(tx, BY, id!, choice))
  expect((await undo({ dryRun: true, yes: false })).consequences).toMatchObject([{ matchedSince: 1 }])
  await expect(undo({ dryRun: false, yes: false })).rejects.toMatchObject({ code: "MATCHED_SINCE" })
  expect(await openItems("2026-06-30")).toEqual(["F1"])
  expect((await undo({ dryRun: false, yes: true })).done).toBe(true)
  // The payment stands, and is free again.
  const left = await desk.db.owner.query("SELECT kind, open FROM ledger.open_items($1, '2026-06-30')", [desk.company.id])
  expect(left.rows).toEqual([{ kind: "payment", open: 3000n }])
  await expect(undo({ dryRun: false, yes: true })).rejects.toMatchObject({ code: "ALREADY_UNDONE" })
})

test("another day of payment alone is a named conflict: kept as it was, or replaced with its payment; the same file again is none", async () => {
  const row = (paidOn: string) => `K1,F1,2026-01-10,2026-02-09,EUR,50.00,${paidOn}`
  await bring([row("2026-02-01")])
  expect((await bring([row("2026-02-01")])).posted).toMatchObject({ skipped: 1, conflicts: 0 })
  const kept = await bring([row("2026-02-05")])
  expect(kept.posted).toMatchObject({ accepted: 0, skipped: 0, conflicts: 1 })
  expect(kept.problems.map((p) => [p.code, p.figures.ours, p.figures.theirs])).toEqual([
    ["CONFLICT", "50.00 EUR, 2026-01-10 → 2026-02-09, ✓ 2026-02-01", "50.00 EUR, 2026-01-10 → 2026-02-09, ✓ 2026-02-05"],
  ])
  expect(await paid()).toEqual(["5000 22"])
  const replaced = await bring([row("2026-02-05")], { onConflict: "replace" })
  expect(await paid()).toEqual(["5000 26"])
  expect((await bring([row("2026-02-05")])).posted).toMatchObject({ skipped: 1, conflicts: 0 })
  await desk.undo(replaced.id)
  expect(await paid()).toEqual(["5000 22"])
})

test("a payment that names an invoice its customer does not have is posted, set against nothing, and said", async () => {
  const head = "customer code,type,invoice number,invoice date,due date,currency,amount,applies to"
  const answer = await bring(
    [
      "K1,Invoice,F1,2026-01-10,2026-02-09,EUR,50.00,",
      "K1,Payment,P1,2026-02-01,,EUR,50.00,F1",
      "K1,Payment,P2,2026-02-01,,EUR,20.00,F9",
      "K2,Payment,P3,2026-02-01,,EUR,5.00,F1",
    ],
    {},
    head,
  )
  expect(answer.posted).toMatchObject({ accepted: 4 })
  expect(answer.problems.map((p) => [p.line, p.code, p.figures.names])).toEqual([
    [4, "APPLIES_TO_NOTHING", "F9"],
    [5, "APPLIES_TO_NOTHING", "F1"],
  ])
  expect(await openItems("2026-06-30")).toEqual(["P2", "P3"])
})
