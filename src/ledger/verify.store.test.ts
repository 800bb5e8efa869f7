import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import type { Actor } from "../activity/activity.ts"
import { DATABASE_CHECKS } from "../activity/database.store.ts"
import { runChecks } from "../activity/verify.act.ts"
import { day } from "../kernel/day.ts"
import { currency } from "../kernel/money.ts"
import { moveDueDate, postAllocations, postEntries, recordCollection, returnPayment, reverseAllocations } from "./ledger.act.ts"
import { type EntryKind, type NewEntry, sideOf } from "./ledger.ts"
import { LEDGER_CHECKS } from "./verify.store.ts"

const SYSTEM: Actor = { kind: "system", name: "test" }
let db: TestDatabase
let company = 0
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const CUSTOMER = "01980000-0000-7000-8000-0000000000c1"
const idOf = (n: number) => `01980000-0000-7000-8000-${String(n).padStart(12, "0")}`
const item = (n: number, no = 1) => ({ entryId: idOf(n), no })
const entry = (n: number, kind: EntryKind, amount: bigint, on: string, more: Partial<NewEntry> = {}): NewEntry => ({
  ...{
    id: idOf(n),
    kind,
    side: sideOf(kind, 1n),
    source: "main",
    number: `${kind}-${n}`,
    customerId: CUSTOMER,
    currency: currency("EUR"),
    amount,
    on: day(on),
  },
  ...more,
})

/** Every kind of fact in one small ledger: instalments, part and full payments, a reversal, a moved due day, a returned bill, a deposit set off. */
beforeEach(async () => {
  company++
  await db.inCompany(company, async (tx) => {
    await tx.db
      .insertInto("customer.customer")
      .values({ company_id: company, id: CUSTOMER, code: "C1", name: "One", search_text: "c1 one" })
      .execute()
    await postEntries(tx, SYSTEM, [
      entry(1, "invoice", 100_00n, "2026-01-10", {
        instalments: [
          { dueOn: day("2026-02-10"), amount: 40_00n },
          { dueOn: day("2026-03-10"), amount: 60_00n },
        ],
      }),
      entry(2, "invoice", 80_00n, "2026-01-20"),
      entry(3, "payment", 90_00n, "2026-02-12", { means: "transfer" }),
      entry(4, "payment", 80_00n, "2026-02-15", { means: "lcr", collectionOn: day("2026-05-31") }),
      entry(5, "deposit", 30_00n, "2026-01-05"),
      entry(6, "invoice", 0n, "2026-02-01"),
      entry(7, "invoice", 5_000n, "2026-02-01", { currency: currency("JPY") }),
      entry(8, "deposit", 25_00n, "2026-02-20"),
    ])
    await postAllocations(tx, SYSTEM, [
      { debit: item(1, 1), credit: item(3), amount: 40_00n },
      { debit: item(1, 2), credit: item(3), amount: 50_00n },
      { debit: item(2), credit: item(4), amount: 80_00n },
      { debit: item(1, 2), credit: item(5), amount: 10_00n, on: day("2026-03-01") },
    ])
    const { id } = await tx.db
      .selectFrom("ledger.allocation")
      .select("id")
      .where("debit_entry", "=", idOf(1))
      .where("amount", "=", 50_00n)
      .executeTakeFirstOrThrow()
    await reverseAllocations(tx, SYSTEM, [id], day("2026-03-05"))
    await moveDueDate(tx, SYSTEM, item(1, 2), day("2026-04-10"), day("2026-02-20"))
    await recordCollection(tx, SYSTEM, idOf(4), "discounted", day("2026-02-20"))
    await recordCollection(tx, SYSTEM, idOf(4), "collected", day("2026-05-20"))
  })
  await db.inCompany(company, (tx) => returnPayment(tx, SYSTEM, idOf(4), day("2026-06-02"), "AM04"))
})

const asSuperuser = (sql: string) =>
  db.owner.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql.replaceAll("$company", String(company))}; COMMIT`)
const checked = () => runChecks(db, [...LEDGER_CHECKS, ...DATABASE_CHECKS.filter((c) => c.name === "database.parents")], [{ id: company, code: "C" }])
const faults = async () => (await checked()).filter((c) => !c.ok).map((c) => `${c.name}: ${c.detail.en}`)

describe("a ledger kept by its acts", () => {
  it("equals its facts, keeps its limits and ties the control account", async () => {
    expect(await faults()).toEqual([])
    const control = (await checked()).find((c) => c.name === "ledger.control")
    // 100.00 + 80.00 − 90.00 − 80.00 + 80.00 returned − 10.00 of the deposit set off; the rest of the deposits stays a liability.
    expect(control?.figures).toEqual({
      accounts: [
        { account: "receivables", currency: "EUR", facts: "80.00", open: "80.00" },
        { account: "receivables", currency: "JPY", facts: "5000", open: "5000" },
        { account: "deposits", currency: "EUR", facts: "-45.00", open: "-45.00" },
      ],
    })
    expect(control?.detail.fr).toBe("compte collectif 80.00 EUR, 5000 JPY = ce qui est ouvert")
  })

  it("keeps the day a bill was collected when it comes back later", async () => {
    const { rows } = await db.owner.query(
      "SELECT final_on, returned_on, return_reason, discounted_on FROM ledger.payment_state WHERE company_id = $1",
      [company],
    )
    expect(rows).toEqual([{ final_on: "2026-05-20", returned_on: "2026-06-02", return_reason: "AM04", discounted_on: "2026-02-20" }])
  })
})

describe("planted faults are named", () => {
  it("an open amount changed in the state", async () => {
    await asSuperuser("UPDATE ledger.open_item SET open = 1 WHERE company_id = $company AND kind = 'invoice' AND no = 2")
    expect(await faults()).toEqual([
      "ledger.state: 1 open items differ from their facts: invoice-1/2 (open)",
      "ledger.control: control account 80.00 EUR by the entries, 30.01 by what is open",
    ])
  })

  it("a due day, a closing day and a missing row of the state", async () => {
    await asSuperuser(`UPDATE ledger.open_item SET due_on = '2027-01-01', due_moved_on = NULL WHERE company_id = $company AND kind = 'invoice' AND no = 2;
      UPDATE ledger.open_item SET closed_on = NULL WHERE company_id = $company AND kind = 'invoice' AND gross = 0;
      DELETE FROM ledger.open_item WHERE company_id = $company AND kind = 'deposit' AND gross = 2500`)
    expect((await faults())[0]).toBe(
      "ledger.state: 3 open items differ from their facts: deposit-8/1 (state); invoice-1/2 (due_on, due_moved_on); invoice-6/1 (closed_on)",
    )
  })

  it("an allocation removed", async () => {
    await asSuperuser("DELETE FROM ledger.allocation WHERE company_id = $company AND amount = 4000")
    expect(await faults()).toEqual(["ledger.state: 2 open items differ from their facts: invoice-1/1 (open, closed_on, legs); payment-3/1 (open)"])
  })

  it("an allocation made larger than its item", async () => {
    await asSuperuser("UPDATE ledger.allocation SET amount = 9500 WHERE company_id = $company AND amount = 4000")
    expect((await faults()).slice(0, 2)).toEqual([
      "ledger.state: 2 open items differ from their facts: invoice-1/1 (open, closed_on); payment-3/1 (open)",
      "ledger.limits: invoice-1/1: more allocated than its amount (2 faults in all)",
    ])
  })

  it("an item over-allocated on a past day only, since part of it was reversed later", async () => {
    await asSuperuser(`INSERT INTO ledger.allocation SELECT company_id, gen_random_uuid(), debit_entry, debit_no, credit_entry, credit_no, currency, 2000, NULL, settled_by, origin, '2026-02-25', NULL, act_id
      FROM ledger.allocation WHERE company_id = $company AND amount = 5000 AND reverses IS NULL;
      INSERT INTO ledger.allocation SELECT company_id, gen_random_uuid(), debit_entry, debit_no, credit_entry, credit_no, currency, 2000, id, settled_by, origin, '2026-02-28', NULL, act_id
      FROM ledger.allocation WHERE company_id = $company AND amount = 2000`)
    expect(await faults()).toEqual(["ledger.limits: invoice-1/2: more allocated than its amount (2 faults in all)"])
  })

  it("an instalment missing, and instalments that do not add up", async () => {
    await asSuperuser(
      `DELETE FROM ledger.instalment WHERE company_id = $company AND entry_id = '${idOf(7)}'; UPDATE ledger.instalment SET amount = 1 WHERE company_id = $company AND entry_id = '${idOf(8)}'`,
    )
    expect(await faults()).toEqual([
      "ledger.state: 2 open items differ from their facts: deposit-8/1 (open, gross); invoice-7/1 (facts)",
      "ledger.limits: deposit-8: its instalments do not add up to it (2 faults in all)",
    ])
  })

  it("an allocation across currencies, one on the wrong side, one before its item", async () => {
    await asSuperuser("UPDATE ledger.allocation SET currency = 'JPY' WHERE company_id = $company AND amount = 4000")
    expect((await faults()).at(-1)).toMatch(/^ledger\.currency: allocation \S+ mixes currencies \(1 faults in all\)$/)
    await asSuperuser("UPDATE ledger.allocation SET currency = 'EUR', debit_entry = credit_entry WHERE company_id = $company AND amount = 4000")
    expect((await faults()).at(-1)).toMatch(/^ledger\.currency: allocation \S+ does not join a debit and a credit/)
    await asSuperuser(
      `UPDATE ledger.allocation SET debit_entry = '${idOf(1)}', effective_on = '2025-12-31' WHERE company_id = $company AND amount = 4000`,
    )
    expect((await faults()).at(-1)).toMatch(/^ledger\.currency: allocation \S+ counts before one of its items/)
  })

  it("a reversal that gives back something else, and what became of a payment", async () => {
    await asSuperuser("UPDATE ledger.allocation SET amount = 4999 WHERE company_id = $company AND amount = 5000 AND reverses IS NOT NULL")
    expect((await faults()).at(-1)).toMatch(/^ledger\.currency: reversal \S+ is not what it reverses/)
    await asSuperuser("UPDATE ledger.payment_state SET final_on = '2026-12-31', returned_on = NULL WHERE company_id = $company")
    expect(await faults()).toContain("ledger.payments: 1 payments differ from their events: payment-4/1 (final_on, returned)")
  })

  it("a customer of the ledger who is gone", async () => {
    await asSuperuser("DELETE FROM customer.customer WHERE company_id = $company")
    expect(await faults()).toEqual([`database.parents: 9 rows of ledger.entry without their customer.customer, the first ${company}/${CUSTOMER}`])
  })
})
