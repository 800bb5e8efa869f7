import { Readable } from "node:stream"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { tickingClock } from "../../test/ledger/books.ts"
import { recordAct } from "../activity/activity.act.ts"
import type { Matching } from "../company/company.ts"
import { registerCustomers } from "../customer/customer.act.ts"
import { type Day, day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { currency } from "../kernel/money.ts"
import { annulForeseen, foreseeAnnulling } from "./annul.act.ts"
import { endPosting, stageRows } from "./bulk.act.ts"
import { STAGE_COLUMNS } from "./bulk.ts"
import { postAllocations, postEntries } from "./ledger.act.ts"
import { postSnapshot, type SnapshotPosted } from "./snapshot.act.ts"

const by = { kind: "system", name: "test" } as const
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock())
  await db.owner.query(
    `INSERT INTO company.company (id, code, name, country, currency) VALUES (1, 'A', 'A', 'FR', 'EUR'), (2, 'B', 'B', 'FR', 'EUR')`,
  )
})
afterAll(() => db.drop())

type Row = { number: string; open: bigint; gross?: bigint; due?: string; issued?: string; side?: "debit" | "credit" }
/** All that is open on `on`, as a file would say it. */
function snapshot(company: number, on: string, rows: readonly Row[], matching: Matching = "erp"): Promise<SnapshotPosted> {
  return db.inCompany(company, async (tx) => {
    const { rows: known } = await db.owner.query("SELECT 1 FROM customer.customer WHERE company_id = $1", [company])
    if (known.length === 0)
      await registerCustomers(
        tx,
        company,
        [{ code: "C1", name: null, country: null, segment: null, collector: null, groupCode: null, identifiers: null }],
        tx.newId,
      )
    const lines = rows.map((r, i) => {
      const gross = r.gross ?? r.open
      const values: Record<string, unknown> = {
        company_id: company,
        line: i + 2,
        kind: "invoice",
        side: r.side ?? "debit",
        number: r.number,
        customer_code: "C1",
        currency: "EUR",
        amount: gross,
        issued_on: r.issued ?? "2026-01-05",
        due_on: r.due ?? "2026-02-28",
        settle_on: gross > r.open ? on : null,
        settle_by: gross > r.open ? "unknown" : null,
        settle_amount: gross - r.open,
      }
      return `${STAGE_COLUMNS.map((c) => values[c] ?? "\\N").join("\t")}\n`
    })
    await stageRows(tx, Readable.from(lines))
    const actId = await recordAct(tx, by, { code: "document.imported", subject: {} })
    const posted = await postSnapshot(
      tx,
      { source: "erp", actId, now: tx.now(), chance: Math.random().toString(16).slice(2, 11).padEnd(9, "0") },
      { day: day(on), grossKnown: rows.some((r) => r.gross !== undefined), matching, conflictsListed: 10, backfilledTo: null },
    )
    await endPosting(tx, 10_000)
    return posted
  })
}
const openOn = async (company: number, on: string) =>
  Object.fromEntries(
    (
      await db.owner.query(
        "SELECT e.number, o.open FROM ledger.open_items($1, $2) o JOIN ledger.entry e ON e.company_id = $1 AND e.id = o.entry_id WHERE o.kind <> 'payment'",
        [company, on],
      )
    ).rows.map((r) => [r.number, r.open]),
  )

test("day after day the ledger holds what the file says is open, and what is gone was settled by nobody knows whom", async () => {
  await snapshot(1, "2026-02-01", [
    { number: "F1", open: 100_00n },
    { number: "F2", open: 50_00n, gross: 80_00n },
    { number: "A1", open: 20_00n, side: "credit" },
  ])
  expect(await openOn(1, "2026-02-01")).toEqual({ F1: 100_00n, F2: 50_00n, A1: 20_00n })

  const second = await snapshot(1, "2026-02-02", [
    { number: "F1", open: 60_00n },
    { number: "F3", open: 30_00n, issued: "2026-02-02" },
  ])
  expect(await openOn(1, "2026-02-02")).toEqual({ F1: 60_00n, F3: 30_00n })
  expect(await openOn(1, "2026-02-01"), "the day before stays as it was").toEqual({ F1: 100_00n, F2: 50_00n, A1: 20_00n })
  expect(second.sums).toMatchObject([{ openCount: 3, goneCount: 2, goneAmount: 70_00n }])
  const { rows } = await db.owner.query("SELECT DISTINCT settled_by FROM ledger.allocation WHERE company_id = 1 AND effective_on = '2026-02-02'")
  expect(rows.map((r) => r.settled_by).sort()).toEqual(["creditNote", "unknown"])
})

test("the same snapshot again changes nothing", async () => {
  const before = (await db.owner.query("SELECT count(*) AS n FROM ledger.allocation")).rows[0].n
  const again = await snapshot(1, "2026-02-02", [
    { number: "F1", open: 60_00n },
    { number: "F3", open: 30_00n },
  ])
  expect([again.accepted, again.reopened, again.differing.count]).toEqual([0, 0, 0])
  expect((await db.owner.query("SELECT count(*) AS n FROM ledger.allocation")).rows[0].n).toBe(before)
})

test("an item that comes back reopens with its history, and the estimate that closed it goes with it", async () => {
  const third = await snapshot(1, "2026-02-03", [
    { number: "F1", open: 60_00n },
    { number: "F2", open: 40_00n },
    { number: "F3", open: 30_00n, due: "2026-03-31" },
  ])
  expect(third.reopened).toBe(1)
  expect(await openOn(1, "2026-02-03")).toEqual({ F1: 60_00n, F2: 40_00n, F3: 30_00n })
  expect(await openOn(1, "2026-02-02"), "it was closed in between").toEqual({ F1: 60_00n, F3: 30_00n })
  const unapplied = await db.owner.query("SELECT count(*) AS n FROM ledger.open_items(1, '2026-02-03') WHERE kind = 'payment'")
  expect(unapplied.rows[0].n).toBe(0n)
  const due = await db.owner.query(
    "SELECT o.due_on FROM ledger.open_items(1, '2026-02-03') o JOIN ledger.entry e ON e.company_id = 1 AND e.id = o.entry_id WHERE e.number = 'F3'",
  )
  expect(due.rows[0].due_on).toBe("2026-03-31")
})

test("undone, a snapshot leaves things as they were before it, estimates and due days too", async () => {
  const before = await openOn(1, "2026-02-03")
  const posted = await snapshot(1, "2026-02-06", [
    { number: "F1", open: 60_00n, due: "2026-04-30" },
    { number: "F4", open: 9_00n, issued: "2026-02-05" },
  ])
  expect(posted.sums).toMatchObject([{ goneCount: 2 }])
  const back = await snapshot(1, "2026-02-07", [
    { number: "F1", open: 60_00n, due: "2026-04-30" },
    { number: "F2", open: 40_00n },
    { number: "F4", open: 9_00n, issued: "2026-02-05" },
  ])
  expect(back.reopened).toBe(1)
  await undo(1)
  expect(await openOn(1, "2026-02-07")).toEqual({ F1: 60_00n, F4: 9_00n })
  await undo(1)
  expect(await openOn(1, "2026-02-07")).toEqual(before)
  const due = await db.owner.query(
    "SELECT o.due_on FROM ledger.open_items(1, '2026-02-07') o JOIN ledger.entry e ON e.company_id = 1 AND e.id = o.entry_id WHERE e.number = 'F1'",
  )
  expect(due.rows[0].due_on).toBe("2026-02-28")
})

test("open for more than it was billed is a conflict, and nothing of it moves", async () => {
  const posted = await snapshot(1, "2026-02-04", [
    { number: "F1", open: 160_00n },
    { number: "F2", open: 40_00n },
    { number: "F3", open: 30_00n },
  ])
  expect(posted.differing).toMatchObject({ count: 1, listed: [{ number: "F1", theirs: 160_00n, ours: 60_00n }] })
  expect((await openOn(1, "2026-02-04")).F1).toBe(60_00n)
})

/** Takes back the newest snapshot that was not taken back. */
async function undo(company: number) {
  await db.inCompany(company, async (tx) => {
    const { rows } = await db.owner.query(
      "SELECT id FROM activity.act WHERE company_id = $1 AND act = 'document.imported' AND id <> ALL ($2) ORDER BY id DESC LIMIT 1",
      [company, before.gone],
    )
    await foreseeAnnulling(tx, rows[0].id, before)
    const actId = await recordAct(tx, by, { code: "document.importUndone", subject: {} })
    await annulForeseen(tx, rows[0].id, before, { actId, now: tx.now(), chance: Math.random().toString(16).slice(2, 11).padEnd(9, "0") })
    before.gone.push(rows[0].id)
    before.undos.push(actId)
  })
}
const before: { readonly gone: Id[]; readonly undos: Id[] } = { gone: [], undos: [] }

async function settleHere(company: number, number: string, amount: bigint, on: Day) {
  await db.inCompany(company, async (tx) => {
    const { rows } = await db.owner.query("SELECT id, customer_id FROM ledger.entry WHERE company_id = $1 AND number = $2", [company, number])
    const id = tx.newId()
    await postEntries(tx, by, [
      {
        id,
        kind: "payment",
        side: "credit",
        source: "here",
        number: `P-${number}`,
        customerId: rows[0].customer_id,
        currency: currency("EUR"),
        amount,
        on,
        settledBy: "cash",
      },
    ])
    await postAllocations(tx, by, [{ debit: { entryId: rows[0].id, no: 1 }, credit: { entryId: id, no: 1 }, amount }])
  })
}
test("matched here but open in the ERP: it waits ten days for the ERP, then reopens", async () => {
  await snapshot(2, "2026-02-01", [{ number: "F1", open: 100_00n }])
  await settleHere(2, "F1", 100_00n, day("2026-02-02"))
  expect(await snapshot(2, "2026-02-03", [{ number: "F1", open: 100_00n }])).toMatchObject({ waiting: 1, reopened: 0 })
  expect(await openOn(2, "2026-02-03")).toEqual({})
  expect(await snapshot(2, "2026-02-13", [{ number: "F1", open: 100_00n }])).toMatchObject({ waiting: 1, reopened: 0 })
  expect(await snapshot(2, "2026-02-14", [{ number: "F1", open: 100_00n }])).toMatchObject({ waiting: 0, reopened: 1 })
  expect(await openOn(2, "2026-02-14")).toEqual({ F1: 100_00n })
})
