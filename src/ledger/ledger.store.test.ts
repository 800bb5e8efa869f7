import { AsyncResource } from "node:async_hooks"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { type Books, BY, controlAccount, type Draft, openBooks, openOf, openOn, post, refusalOf, tickingClock } from "../../test/ledger/books.ts"
import { type Day, day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import type { Tx } from "../shell/db.ts"
import {
  closePeriod,
  moveDueDate,
  postAllocations,
  postDeduction,
  postEntries,
  recordCollection,
  returnPayment,
  reverseAllocations,
  settleOpen,
} from "./ledger.act.ts"
import { loadItem, loadLiveAllocations } from "./ledger.store.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock())
})
afterAll(() => db.drop())

let opened = 0
/** A test's own books. */
async function books(): Promise<Books & { in<T>(work: (tx: Tx) => Promise<T>): Promise<T>; customer: string }> {
  const made = await openBooks(db, `B${++opened}`, 2)
  return { ...made, customer: made.customers[0]!, in: (work) => db.inCompany(made.company, work) }
}
type In = Awaited<ReturnType<typeof books>>
const invoice = (b: In, amount: bigint, on: string, more: Partial<Draft> = {}) =>
  b.in((tx) => post(tx, { kind: "invoice", customerId: b.customer, amount, on, ...more }))
const payment = (b: In, amount: bigint, on: string, more: Partial<Draft> = {}) =>
  b.in((tx) => post(tx, { kind: "payment", customerId: b.customer, amount, on, ...more }))
const key = (entryId: string, no = 1) => ({ entryId, no })
const allocate = (b: In, debit: string, credit: string, amount: bigint, on?: string) =>
  b.in((tx) => postAllocations(tx, BY, [{ debit: key(debit), credit: key(credit), amount, ...(on ? { on: day(on) } : {}) }]))
const allocationsOf = (b: In, entry: string) => b.in((tx) => loadLiveAllocations(tx, { items: [key(entry)] }))
const open = (b: In, entry: string, asOf: string, no = 1) => b.in((tx) => openOf(tx, entry, asOf, no))
const control = (b: In, asOf: string) => b.in((tx) => controlAccount(tx, asOf))
const figures = (posting: Promise<unknown>) =>
  posting.then(
    () => null,
    (error) => (error instanceof Refused ? error.figures : error),
  )

test("an invoice in instalments is one open item for each, due on its own day", async () => {
  const b = await books()
  const parts = [
    { dueOn: day("2026-02-01"), amount: 3333n },
    { dueOn: day("2026-03-01"), amount: 3333n },
    { dueOn: day("2026-04-01"), amount: 3334n },
  ]
  const id = await invoice(b, 10000n, "2026-01-02", { instalments: parts })
  const rows = await b.in((tx) => openOn(tx, "2026-01-02"))
  expect(rows.sort((x, y) => x.no - y.no).map(({ no, open, due_on }) => ({ no, open, due_on }))).toEqual(
    parts.map((p, i) => ({ no: i + 1, open: p.amount, due_on: p.dueOn })),
  )
  const paid = await payment(b, 5000n, "2026-02-10")
  await b.in((tx) =>
    postAllocations(tx, BY, [
      { debit: key(id, 1), credit: key(paid), amount: 3333n },
      { debit: key(id, 2), credit: key(paid), amount: 1667n },
    ]),
  )
  expect([await open(b, id, "2026-02-10", 1), await open(b, id, "2026-02-10", 2), await open(b, id, "2026-02-10", 3)]).toEqual([0n, 1666n, 3334n])
})

test("instalments that do not add up to the entry are refused, at once and later", async () => {
  const b = await books()
  const off = [{ dueOn: day("2026-02-01"), amount: 99n }]
  expect(await refusalOf(invoice(b, 100n, "2026-01-02", { instalments: off }))).toBe("ALLOCATION_MISFIT")
  const id = await invoice(b, 100n, "2026-01-02")
  const another = b.in((tx) =>
    sql`INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount) VALUES (${tx.company}, ${id}, 2, '2026-02-01', 100)`.execute(tx.db),
  )
  await expect(another).rejects.toMatchObject({ code: "EN003" })
})

test("a zero invoice is nobody's debt and closed on its own day", async () => {
  const b = await books()
  const id = await invoice(b, 0n, "2026-01-02")
  expect(await b.in((tx) => openOn(tx, "2026-01-02"))).toEqual([])
  expect(await b.in((tx) => loadItem(tx, key(id)))).toMatchObject({ open: 0n, closedOn: "2026-01-02" })
})

test("P31: a negative invoice is a credit that settles other invoices, and not with cash", async () => {
  const b = await books()
  const negative = await invoice(b, -400n, "2026-01-05")
  const other = await invoice(b, 1000n, "2026-01-02")
  expect(await control(b, "2026-01-05")).toBe(600n)
  await allocate(b, other, negative, 400n)
  expect(await open(b, other, "2026-01-05")).toBe(600n)
  expect(await control(b, "2026-01-05")).toBe(600n)
  const { rows } = await b.in((tx) => sql`SELECT settled_by FROM ledger.allocation WHERE company_id = ${tx.company}`.execute(tx.db))
  expect(rows).toEqual([{ settled_by: "creditNote" }])
})

test("P31: an overpayment and a payment made twice stay on the account as credit, to the cent", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02")
  const first = await payment(b, 1050n, "2026-01-20")
  const second = await payment(b, 1000n, "2026-01-21")
  await allocate(b, id, first, 1000n)
  expect(await refusalOf(allocate(b, id, second, 1n))).toBe("OVER_ALLOCATED")
  expect([await open(b, first, "2026-01-21"), await open(b, second, "2026-01-21")]).toEqual([50n, 1000n])
  expect(await control(b, "2026-01-21")).toBe(-1050n)
})

test("P31: a refund gives the credit back and closes it", async () => {
  const b = await books()
  const paid = await payment(b, 80n, "2026-01-20")
  await b.in((tx) => settleOpen(tx, BY, key(paid), { kind: "refund", amount: 80n, on: day("2026-02-01") }))
  expect([await control(b, "2026-01-31"), await control(b, "2026-02-01")]).toEqual([-80n, 0n])
  expect(await b.in((tx) => openOn(tx, "2026-02-01"))).toEqual([])
})

test("P31: a direct debit that comes back opens the invoice again on its day, with the reason, and loses nothing", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02")
  const paid = await payment(b, 1200n, "2026-01-20", { means: "sddCore", collectionOn: day("2026-03-17") })
  await allocate(b, id, paid, 1000n)
  await b.in((tx) => returnPayment(tx, BY, paid, day("2026-02-03"), "AM04"))
  expect([await open(b, id, "2026-01-19"), await open(b, id, "2026-02-02"), await open(b, id, "2026-02-03")]).toEqual([1000n, 0n, 1000n])
  expect([await control(b, "2026-02-02"), await control(b, "2026-02-03")]).toEqual([-200n, 1000n])
  const { rows } = await b.in((tx) =>
    sql`SELECT returned_on, return_reason FROM ledger.payment_state WHERE company_id = ${tx.company}`.execute(tx.db),
  )
  expect(rows).toEqual([{ returned_on: "2026-02-03", return_reason: "AM04" }])
  expect(await refusalOf(b.in((tx) => returnPayment(tx, BY, paid, day("2026-02-04"), "AM04")))).toBe("ALREADY_RETURNED")

  const again = await payment(b, 1000n, "2026-02-10")
  await allocate(b, id, again, 1000n)
  expect([await open(b, id, "2026-02-09"), await open(b, id, "2026-02-10"), await control(b, "2026-02-10")]).toEqual([1000n, 0n, 0n])
})

test("a bill stays a risk until it matures, also when the bank discounted it; a transfer is final at once, also when it is called back", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02")
  const bill = await payment(b, 1000n, "2026-01-10", { means: "lcr", collectionOn: day("2026-03-10") })
  await allocate(b, id, bill, 1000n)
  await b.in((tx) => recordCollection(tx, BY, bill, "discounted", day("2026-01-15")))
  const subject = (asOf: string) =>
    b.in(
      async (tx) => (await sql`SELECT amount, means, discounted FROM ledger.subject_to_collection(${tx.company}, ${asOf}::date)`.execute(tx.db)).rows,
    )
  expect(await subject("2026-01-09")).toEqual([])
  expect(await subject("2026-01-14")).toEqual([{ amount: 1000n, means: "lcr", discounted: false }])
  expect(await subject("2026-03-09")).toEqual([{ amount: 1000n, means: "lcr", discounted: true }])
  expect(await subject("2026-03-10")).toEqual([])
  expect(await open(b, id, "2026-02-01")).toBe(0n)

  const cheque = await payment(b, 70n, "2026-04-01", { means: "cheque" })
  const transfer = await payment(b, 30n, "2026-04-01", { means: "transfer" })
  await b.in((tx) => returnPayment(tx, BY, transfer, day("2026-04-20"), "FOCR"))
  expect(await subject("2026-04-10")).toEqual([{ amount: 70n, means: "cheque", discounted: false }])
  await b.in((tx) => recordCollection(tx, BY, cheque, "collected", day("2026-04-12")))
  expect([(await subject("2026-04-11")).length, (await subject("2026-04-12")).length]).toEqual([1, 0])
})

test("a deposit is a liability outside the control account until it is set against an invoice", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-02-01")
  const deposit = await b.in((tx) => post(tx, { kind: "deposit", customerId: b.customer, amount: 300n, on: "2026-01-15" }))
  expect([await control(b, "2026-01-31"), await control(b, "2026-02-01"), await open(b, deposit, "2026-02-01")]).toEqual([0n, 1000n, 300n])
  await allocate(b, id, deposit, 300n, "2026-02-10")
  expect([await control(b, "2026-02-09"), await control(b, "2026-02-10")]).toEqual([1000n, 700n])
})

test("an exchange difference and a write-off close what is left, neither counts as paid, and both go when they are taken back", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02")
  const paid = await payment(b, 990n, "2026-01-20")
  await allocate(b, id, paid, 990n)
  await b.in((tx) => settleOpen(tx, BY, key(id), { kind: "exchangeDifference", amount: 7n, on: day("2026-01-20") }))
  await b.in((tx) => settleOpen(tx, BY, key(id), { kind: "writeOff", amount: 3n, on: day("2026-01-25") }))
  expect([await open(b, id, "2026-01-19"), await open(b, id, "2026-01-20"), await open(b, id, "2026-01-25")]).toEqual([1000n, 3n, 0n])
  const { rows } = await b.in((tx) =>
    sql`SELECT settled_by, sum(amount) AS amount FROM ledger.allocation WHERE company_id = ${tx.company} GROUP BY 1 ORDER BY 1`.execute(tx.db),
  )
  expect(rows.map((r) => Object.values(r as object).map(String))).toEqual([
    ["cash", "990"],
    ["exchangeDifference", "7"],
    ["writeOff", "3"],
  ])
  const written = (await allocationsOf(b, id)).filter((a) => a.counter !== null)
  await b.in((tx) =>
    reverseAllocations(
      tx,
      BY,
      written.map((a) => a.id),
      day("2026-02-01"),
    ),
  )
  expect([await open(b, id, "2026-01-31"), await open(b, id, "2026-02-01")]).toEqual([0n, 10n])
  expect((await b.in((tx) => openOn(tx, "2026-02-01"))).map((row) => row.kind)).toEqual(["invoice"])
})

test("a small credit balance is written off too, and a deduction of a short payment nets to zero", async () => {
  const b = await books()
  const paid = await payment(b, 2n, "2026-01-20")
  await b.in((tx) => settleOpen(tx, BY, key(paid), { kind: "writeOff", amount: 2n, on: day("2026-01-21") }))
  expect(await b.in((tx) => openOn(tx, "2026-01-21"))).toEqual([])
  const id = await invoice(b, 1000n, "2026-01-02")
  const claim = await b.in((tx) => postDeduction(tx, BY, key(id), 150n, day("2026-02-01")))
  expect([await open(b, id, "2026-01-31"), await open(b, id, "2026-02-01"), await open(b, claim, "2026-02-01")]).toEqual([1000n, 850n, 150n])
  expect([await control(b, "2026-01-31"), await control(b, "2026-02-01")]).toEqual([1000n, 1000n])
})

test("a due day moved on a day holds from that day; before it the old one does; the latest effective one wins whenever it was recorded", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02", { instalments: [{ dueOn: day("2026-02-01"), amount: 1000n }] })
  await b.in((tx) => moveDueDate(tx, BY, key(id), day("2026-04-01"), day("2026-02-20")))
  await b.in((tx) => moveDueDate(tx, BY, key(id), day("2026-03-01"), day("2026-01-20")))
  const due = async (asOf: string) => (await b.in((tx) => openOn(tx, asOf)))[0]!.due_on
  expect([await due("2026-01-19"), await due("2026-01-20"), await due("2026-02-19"), await due("2026-02-20")]).toEqual([
    "2026-02-01",
    "2026-03-01",
    "2026-03-01",
    "2026-04-01",
  ])
})

test("P28: a posting dated in a closed period counts from the first open day and keeps its own day", async () => {
  const b = await books()
  const early = await invoice(b, 1000n, "2026-01-02")
  await b.in((tx) => closePeriod(tx, BY, day("2026-01-31")))
  const late = await invoice(b, 500n, "2026-01-30")
  const paid = await payment(b, 1000n, "2026-01-31")
  await allocate(b, early, paid, 1000n)
  await b.in((tx) => returnPayment(tx, BY, paid, day("2026-01-31"), "MD01"))
  const { rows } = await b.in((tx) =>
    sql`SELECT kind, effective_on, original_on FROM ledger.entry WHERE company_id = ${tx.company} ORDER BY recorded_at`.execute(tx.db),
  )
  expect(rows).toEqual([
    { kind: "invoice", effective_on: "2026-01-02", original_on: null },
    { kind: "invoice", effective_on: "2026-02-01", original_on: "2026-01-30" },
    { kind: "payment", effective_on: "2026-02-01", original_on: "2026-01-31" },
    { kind: "paymentReturn", effective_on: "2026-02-01", original_on: "2026-01-31" },
  ])
  expect([await open(b, late, "2026-01-31"), await open(b, late, "2026-02-01")]).toEqual([0n, 500n])
  expect([await control(b, "2026-01-31"), await control(b, "2026-02-01")]).toEqual([1000n, 1500n])
  const due = moveDueDateOn(b, late, "2026-03-01", "2026-01-31")
  expect(await refusalOf(due)).toBe("PERIOD_CLOSED")
})
const moveDueDateOn = (b: In, id: string, dueOn: string, on: string) => b.in((tx) => moveDueDate(tx, BY, key(id), day(dueOn), day(on)))

test("P28: an allocation is not taken back in a closed period; the first open day is offered, and works", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02")
  const paid = await payment(b, 1000n, "2026-01-20")
  await allocate(b, id, paid, 1000n)
  await b.in((tx) => closePeriod(tx, BY, day("2026-01-31")))
  const [live] = await allocationsOf(b, id)
  const backOn = (on: Day) => b.in((tx) => reverseAllocations(tx, BY, [live!.id], on))
  expect(await figures(backOn(day("2026-01-31")))).toEqual({ day: "2026-01-31", closedUntil: "2026-01-31", offered: "2026-02-01" })
  await backOn(day("2026-02-01"))
  expect([await open(b, id, "2026-01-31"), await open(b, id, "2026-02-01"), await open(b, paid, "2026-02-01")]).toEqual([0n, 1000n, 1000n])
})

test("P28: a period that closes waits for postings under way; those that come after count from the first open day", async () => {
  const b = await books()
  let closing: Promise<unknown> = Promise.resolve()
  let closedAt = 0
  let postedAt = 0
  await b.in(async (tx) => {
    await post(tx, { kind: "invoice", customerId: b.customer, amount: 10n, on: "2026-01-15" })
    closing = closeApart(b.company).then(() => {
      closedAt = performance.now()
    })
    await new Promise((resume) => setTimeout(resume, 300))
    postedAt = performance.now()
  })
  await closing
  expect(closedAt).toBeGreaterThan(postedAt)
  const { rows } = await b.in((tx) => sql`SELECT effective_on FROM ledger.entry WHERE company_id = ${tx.company}`.execute(tx.db))
  expect(rows).toEqual([{ effective_on: "2026-01-15" }])
  const late = await invoice(b, 20n, "2026-01-15")
  expect([await open(b, late, "2026-01-31"), await open(b, late, "2026-02-01")]).toEqual([0n, 20n])
})
/** From outside the open transaction, as another session would. */
const elsewhere = new AsyncResource("another session")
const closeApart = (company: number) => elsewhere.runInAsyncScope(() => db.inCompany(company, (tx) => closePeriod(tx, BY, day("2026-01-31"))))

test("P26: while a credit note and a write-off post, nobody allocates more than is open", async () => {
  const b = await books()
  for (let round = 0; round < 25; round++) {
    const id = await invoice(b, 100n, "2026-01-02")
    const paid = await payment(b, 100n, "2026-01-20")
    const note = await b.in((tx) => post(tx, { kind: "creditNote", customerId: b.customer, amount: 60n, on: "2026-01-20" }))
    const ended = await Promise.all([
      refusalOf(allocate(b, id, paid, 100n)),
      refusalOf(allocate(b, id, note, 60n)),
      refusalOf(b.in((tx) => settleOpen(tx, BY, key(id), { kind: "writeOff", amount: 40n, on: day("2026-01-20") }))),
      refusalOf(allocate(b, id, paid, 70n)),
    ])
    expect(ended.filter((code) => !["none", "OVER_ALLOCATED"].includes(code))).toEqual([])
    const left = await open(b, id, "2026-01-31")
    const taken = [100n, 60n, 40n, 70n].reduce((sum, amount, i) => (ended[i] === "none" ? sum + amount : sum), 0n)
    expect(taken).toBeLessThanOrEqual(100n)
    expect(left).toBe(100n - taken)
  }
})

test("what does not fit is refused whole, with its own code", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02")
  const yen = await invoice(b, 1000n, "2026-01-02", { currency: currency("JPY") })
  const paid = await payment(b, 2000n, "2026-01-20")
  expect(await refusalOf(allocate(b, yen, paid, 1n)), "another currency").toBe("ALLOCATION_MISFIT")
  expect(await refusalOf(allocate(b, paid, id, 1n)), "the wrong side").toBe("ALLOCATION_MISFIT")
  expect(await refusalOf(allocate(b, id, yen, 1n)), "two debits").toBe("ALLOCATION_MISFIT")
  expect(await refusalOf(allocate(b, id, paid, 1001n)), "more than is open").toBe("OVER_ALLOCATED")
  expect(await refusalOf(allocate(b, id, paid, 0n)), "nothing").toBe("BAD_AMOUNT")
  expect(await refusalOf(allocate(b, id, paid, -5n)), "less than nothing").toBe("BAD_AMOUNT")
  expect(await refusalOf(b.in((tx) => settleOpen(tx, BY, key(id), { kind: "refund", amount: 1n, on: day("2026-02-01") })))).toBe("WRONG_SIDE")
  expect(await refusalOf(b.in((tx) => postDeduction(tx, BY, key(paid), 1n, day("2026-02-01"))))).toBe("WRONG_SIDE")
  expect(await refusalOf(b.in((tx) => returnPayment(tx, BY, id, day("2026-02-01"), "AM04")))).toBe("UNKNOWN_ITEM")
  expect(await refusalOf(b.in((tx) => returnPayment(tx, BY, paid, day("2026-01-19"), "AM04")))).toBe("RETURNED_TOO_EARLY")
  expect(await refusalOf(b.in((tx) => postEntries(tx, BY, [entryLike(b, id)])))).toBe("DUPLICATE_ENTRY")
  expect([await open(b, id, "2026-02-01"), await open(b, paid, "2026-02-01")]).toEqual([1000n, 2000n])
})
const entryLike = (b: In, number: string) => ({
  id: "00000000-0000-7000-8000-000000000001",
  kind: "invoice" as const,
  side: "debit" as const,
  source: "main",
  number,
  customerId: b.customer,
  currency: currency("EUR"),
  amount: 1000n,
  on: day("2026-01-02"),
})

test("an allocation is taken back once, whole, and not before it was made", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02")
  const paid = await payment(b, 1000n, "2026-01-20")
  await allocate(b, id, paid, 1000n)
  const [live] = await allocationsOf(b, id)
  const back = (on: string) => b.in((tx) => reverseAllocations(tx, BY, [live!.id], day(on)))
  const copy = (column: string, value: string) =>
    b.in((tx) =>
      sql`INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, reverses, settled_by, origin, effective_on, act_id)
        SELECT company_id, ${tx.newId()}, debit_entry, debit_no, credit_entry, credit_no, currency, ${column === "amount" ? sql.lit(Number(value)) : sql.ref("amount")},
               id, settled_by, origin, ${column === "effective_on" ? sql`${value}::date` : sql.ref("effective_on")}, act_id
          FROM ledger.allocation WHERE company_id = ${tx.company} AND id = ${live!.id}`.execute(tx.db),
    )
  await expect(copy("amount", "999"), "in part").rejects.toMatchObject({ code: "EN004" })
  await expect(copy("effective_on", "2026-01-19"), "earlier than it was made").rejects.toMatchObject({ code: "EN004" })
  expect(await refusalOf(back("2026-01-19"))).toBe("REVERSED_TOO_EARLY")
  await back("2026-01-20")
  expect(await refusalOf(back("2026-01-21"))).toBe("NOT_ALLOCATED")
  expect(await open(b, id, "2026-01-20")).toBe(1000n)
})

test("P26: an item given back cannot be over-allocated on a past day by a back-dated allocation", async () => {
  const b = await books()
  const id = await invoice(b, 1000n, "2026-01-02")
  const first = await payment(b, 1000n, "2026-01-10")
  const second = await payment(b, 1000n, "2026-01-10")
  await allocate(b, id, first, 1000n)
  const [live] = await allocationsOf(b, id)
  await b.in((tx) => reverseAllocations(tx, BY, [live!.id], day("2026-03-01")))
  expect(await refusalOf(allocate(b, id, second, 1n, "2026-02-28"))).toBe("OVER_ALLOCATED")
  expect(await figures(allocate(b, id, second, 1n))).toEqual({ entry: id, offered: "2026-03-01" })
  expect(await refusalOf(allocate(b, id, second, 1000n, "2026-03-01"))).toBe("none")
  for (const d of ["2026-01-10", "2026-02-28", "2026-03-01"]) expect(await open(b, id, d)).toBe(0n)
  expect(await open(b, first, "2026-03-01")).toBe(1000n)
})
