import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY, controlAccount, openBooks, openOf, openOn, post, tickingClock } from "../../test/ledger/books.ts"
import { recordAct } from "../activity/activity.act.ts"
import { loadSettings } from "../company/company.act.ts"
import type { Matching } from "../company/company.ts"
import { addDays, type Day, day } from "../kernel/day.ts"
import type { Tx } from "../shell/db.ts"
import { endWaits, reappearItems } from "./erp-wait.act.ts"
import { loadWaiting } from "./erp-wait.store.ts"
import { postAllocations, postDeduction, reverseAllocations, settleOpen } from "./ledger.act.ts"
import { loadLettering } from "./lettering/lettering.store.ts"
import { WAIT_DAYS } from "./reappear.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock())
})
afterAll(() => db.drop())

let opened = 0
const MATCHED = day("2026-01-20")
const SEEN = day("2026-01-31")
const END = addDays(SEEN, WAIT_DAYS)

/** An invoice of 1000 and a payment of 1000, not yet set against each other. */
async function books(matching: Matching) {
  const { company, customers } = await openBooks(db, `W${++opened}`, 1, matching)
  const within = <T>(work: (tx: Tx) => Promise<T>) => db.inCompany(company, work)
  const [invoice, payment] = await within(async (tx) => [
    await post(tx, { kind: "invoice", customerId: customers[0]!, amount: 1000n, on: "2026-01-02", number: "F1" }),
    await post(tx, { kind: "payment", customerId: customers[0]!, amount: 1000n, on: "2026-01-20", number: "P1" }),
  ])
  const item = { entryId: invoice!, no: 1 }
  const match = (amount: bigint, origin: "import" | "here", on: Day = MATCHED) =>
    within((tx) => postAllocations(tx, BY, [{ debit: item, credit: { entryId: payment!, no: 1 }, amount, on }], origin))
  /** An import of the ERP that shows the invoice open for this much. */
  const see = (open: bigint, on: Day) =>
    within(async (tx) => {
      const actId = await recordAct(tx, BY, { code: "document.imported", subject: {} })
      const answer = await reappearItems(tx, actId, (await loadSettings(tx)).matching, [{ ...item, open }], on)
      return Object.entries(answer)
        .flatMap(([name, items]) => (items.length > 0 ? [name] : []))
        .join()
    })
  const open = (on: Day) => within((tx) => openOf(tx, invoice!, on))
  const waits = () =>
    within(async (tx) => (await loadWaiting(tx)).map(({ number, no, customer, since, until }) => [number, no, customer, since, until]))
  const ended = () =>
    within(async (tx) =>
      (
        await sql<{
          said: string
        }>`SELECT ended_on || ' ' || ended_because AS said FROM ledger.erp_wait WHERE company_id = ${tx.company} ORDER BY since_on`.execute(tx.db)
      ).rows.map((r) => r.said),
    )
  return { within, item, match, see, open, waits, ended, customer: customers[0]!, payment: payment! }
}

test("matched here, still open in the ERP: it waits, listed with its end day, and the balance stays closed", async () => {
  const b = await books("erp")
  await b.match(1000n, "here")
  expect(await b.see(1000n, SEEN)).toBe("waiting")
  expect(await b.waits()).toEqual([["F1", 1, "C1", SEEN, END]])
  expect(await b.see(1000n, addDays(SEEN, 3)), "a second import does not move the end").toBe("waiting")
  expect(await b.waits()).toEqual([["F1", 1, "C1", SEEN, END]])
  expect(await b.open(SEEN)).toBe(0n)
})

test("the ERP closes it too: the wait is over; open there again later: the ERP reopened it, and so do we, with its history", async () => {
  const b = await books("erp")
  await b.match(1000n, "here")
  await b.see(1000n, SEEN)
  const after = addDays(SEEN, 5)
  expect(await b.within((tx) => endWaits(tx, [b.item], after))).toEqual({ erpClosed: 1, expired: 0 })
  expect(await b.waits()).toEqual([])
  const later = addDays(SEEN, 9)
  expect(await b.see(1000n, later)).toBe("reopened")
  expect([await b.open(addDays(later, -1)), await b.open(later)]).toEqual([0n, 1000n])
  expect(await b.ended()).toEqual([`${after} erpClosed`])
})

test("the ERP never closes it: after the last day of waiting it opens again on the day that was seen, and the payment is free", async () => {
  const b = await books("erp")
  await b.match(1000n, "here")
  await b.see(1000n, SEEN)
  expect(await b.see(1000n, END), "the last day still waits").toBe("waiting")
  const late = addDays(END, 1)
  expect(await b.see(1000n, late)).toBe("reopened")
  expect([await b.open(END), await b.open(late), await b.within((tx) => openOf(tx, b.payment, late))]).toEqual([0n, 1000n, 1000n])
  expect(await b.ended()).toEqual([`${late} reopened`])
  expect(await b.see(1000n, addDays(late, 1)), "open in both").toBe("")
})

test("a wait whose last day passed without a word expires; the next import that shows it open reopens it", async () => {
  const b = await books("erp")
  await b.match(1000n, "here")
  await b.see(1000n, SEEN)
  const late = addDays(END, 1)
  expect(await b.within((tx) => endWaits(tx, [], END))).toEqual({ erpClosed: 0, expired: 0 })
  expect(await b.within((tx) => endWaits(tx, [], late))).toEqual({ erpClosed: 0, expired: 1 })
  expect(await b.see(1000n, addDays(late, 4))).toBe("reopened")
})

test("matched here again after it was reopened: it waits anew", async () => {
  const b = await books("erp")
  await b.match(1000n, "here")
  await b.see(1000n, SEEN)
  const late = addDays(END, 1)
  await b.see(1000n, late)
  await b.match(1000n, "here", late)
  expect(await b.see(1000n, late)).toBe("waiting")
  expect(await b.waits()).toEqual([["F1", 1, "C1", late, addDays(late, WAIT_DAYS)]])
})

test("closed by an import and open again: it reopens whoever matches, and a payment nobody saw leaves the books", async () => {
  for (const matching of ["erp", "encours"] as const) {
    const b = await books(matching)
    await b.match(400n, "here")
    const supposed = await b.within((tx) =>
      post(tx, { kind: "payment", customerId: b.customer, amount: 600n, on: "2026-01-25", settledBy: "unknown", refersTo: b.item.entryId }),
    )
    await b.within((tx) => postAllocations(tx, BY, [{ debit: b.item, credit: { entryId: supposed, no: 1 }, amount: 600n }], "import"))
    expect(await b.see(600n, SEEN)).toBe("reopened")
    expect([await b.open(addDays(SEEN, -1)), await b.open(SEEN)]).toEqual([0n, 600n])
    expect((await b.within((tx) => openOn(tx, SEEN))).map((row) => [row.kind, row.open])).toEqual(
      expect.arrayContaining([
        ["invoice", 600n],
        ["payment", 600n],
      ]),
    )
    expect(await b.within((tx) => openOf(tx, supposed, SEEN))).toBe(0n)
  }
})

test("where Encours matches, an import never reopens what was matched here", async () => {
  const b = await books("encours")
  await b.match(1000n, "here")
  expect(await b.see(1000n, SEEN)).toBe("kept")
  expect(await b.waits()).toEqual([])
  expect(await b.open(SEEN)).toBe(0n)
})

test("only as much comes back as the ERP shows, the latest first", async () => {
  const b = await books("erp")
  await b.match(300n, "import", day("2026-01-20"))
  await b.match(700n, "import", day("2026-01-25"))
  expect(await b.see(500n, SEEN)).toBe("reopened")
  expect(await b.open(SEEN)).toBe(700n)
})

test("a write-off made here goes when the item opens again; a deduction stays, since its claim stands for what the ERP shows", async () => {
  const b = await books("erp")
  await b.match(900n, "import")
  await b.within((tx) => postDeduction(tx, BY, b.item, 70n, MATCHED))
  await b.within((tx) => settleOpen(tx, BY, b.item, { kind: "writeOff", amount: 30n, on: MATCHED }))
  expect(await b.see(70n, SEEN), "the claim stands for it").toBe("kept")
  expect(await b.see(100n, SEEN)).toBe("waiting")
  expect(await b.see(100n, addDays(END, 1))).toBe("reopened")
  expect(await b.open(addDays(END, 1))).toBe(30n)
  expect(await b.within((tx) => controlAccount(tx, addDays(END, 1)))).toBe(0n)
})

test("what was closed after the day the import speaks of is no contradiction", async () => {
  const b = await books("erp")
  await b.match(1000n, "here", day("2026-02-03"))
  expect(await b.see(1000n, SEEN)).toBe("")
  expect(await b.waits()).toEqual([])
})

test("an allocation taken back here while it waits ends the wait at the next import", async () => {
  const b = await books("erp")
  await b.match(1000n, "here")
  await b.see(1000n, SEEN)
  await b.within(async (tx) => {
    const { allocations } = await loadLettering(tx, day("2026-01-01"), SEEN)
    await reverseAllocations(tx, BY, [allocations[0]!.id], SEEN)
  })
  expect(await b.see(1000n, addDays(SEEN, 1))).toBe("")
  expect(await b.ended()).toEqual([`${addDays(SEEN, 1)} reopened`])
})

test("lettering says what was matched and booked here between two days, reversals too, and nothing an import did", async () => {
  const b = await books("erp")
  await b.match(100n, "import")
  await b.match(800n, "here")
  await b.within((tx) => settleOpen(tx, BY, b.item, { kind: "writeOff", amount: 100n, on: day("2026-01-25") }))
  const letter = (from: string, to: string) => b.within((tx) => loadLettering(tx, day(from), day(to)))
  const january = await letter("2026-01-01", "2026-01-31")
  expect(january.allocations.map(({ id: _, ...a }) => a)).toEqual([
    {
      day: "2026-01-20",
      debit: { number: "F1", instalment: 1 },
      credit: { number: "P1", instalment: 1 },
      customer: "C1",
      amount: 800n,
      currency: "EUR",
      settledBy: "cash",
      reversal: null,
    },
    {
      day: "2026-01-25",
      debit: { number: "F1", instalment: 1 },
      credit: { number: january.entries[0]!.number, instalment: 1 },
      customer: "C1",
      amount: 100n,
      currency: "EUR",
      settledBy: "writeOff",
      reversal: null,
    },
  ])
  expect(january.entries).toMatchObject([{ kind: "writeOff", side: "credit", customer: "C1", day: "2026-01-25", amount: 100n, currency: "EUR" }])
  await b.see(1000n, SEEN)
  await b.see(1000n, addDays(END, 1))
  const february = await letter("2026-02-01", "2026-02-28")
  expect(
    february.allocations
      .filter((a) => a.reversal !== null)
      .map((a) => a.reversal)
      .sort(),
  ).toEqual(january.allocations.map((a) => a.id).sort())
  expect(february.entries).toMatchObject([{ kind: "writeOff", side: "debit", amount: 100n }])
  expect(await letter("2026-03-01", "2026-03-31")).toEqual({ allocations: [], entries: [] })
})
