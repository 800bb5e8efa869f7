import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type SimGround, simGround } from "../../test/sim/ground.ts"
import { addDays, type Day } from "../kernel/day.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { FIRST_DAY } from "./clock.ts"
import { HANDS, type Hands } from "./deeds.act.ts"

let ground: SimGround
beforeAll(async () => {
  ground = await simGround()
})
afterAll(() => ground.leave())

/** Seeds that once did not hold, with what they found: they hold for ever. None so far. */
const FAILED_ONCE: readonly (readonly [seed: number, customers: number, days: number, found: string])[] = []

test("the same seed lives the same life to the last fact, another seed another one", async () => {
  const [first, again, other] = [
    await ground.live({ seed: 7, customers: 15, days: 60 }),
    await ground.live({ seed: 7, customers: 15, days: 60 }),
    await ground.live({ seed: 8, customers: 15, days: 60 }),
  ]
  expect([first.fault, again.fault, other.fault]).toEqual([null, null, null])
  expect(again.company.code).not.toBe(first.company.code)
  expect(first.facts.entries).toBeGreaterThan(20)
  expect(again.facts).toEqual(first.facts)
  expect(other.facts.hash).not.toBe(first.facts.hash)
})

/** Seed 9 has a payment returned on 1 March. */
const WITH_RETURN = { seed: 9, customers: 20, days: 75 }
const untouched = () => ground.live(WITH_RETURN)

/** A faulty act in the place of a good one, from a day on, once; the day it struck is kept. */
type Planted = { readonly hands: Hands; struckOn: Day | null }
const FROM_DAY = addDays(FIRST_DAY, 20)
function plant(faulty: (strikes: (tx: Tx) => boolean) => Partial<Hands>): Planted {
  const planted: { hands: Hands; struckOn: Day | null } = { hands: HANDS, struckOn: null }
  const strikes = (tx: Tx) => {
    const today = tx.now().toISOString().slice(0, 10) as Day
    if (planted.struckOn !== null || today < FROM_DAY) return false
    planted.struckOn = today
    return true
  }
  planted.hands = { ...HANDS, ...faulty(strikes) }
  return planted
}
const PLANTED: readonly (readonly [what: string, planted: Planted])[] = [
  [
    "an allocation that loses a cent",
    plant((strikes) => ({
      postAllocations: (tx, by, sets, origin) =>
        HANDS.postAllocations(tx, by, strikes(tx) ? sets.map((set, i) => (i === 0 ? { ...set, amount: set.amount - 1n } : set)) : sets, origin),
    })),
  ],
  [
    "a posting that loses a cent of an invoice",
    plant((strikes) => ({
      postEntries: (tx, by, entries, code) =>
        HANDS.postEntries(
          tx,
          by,
          entries.map((entry) => {
            if (entry.kind !== "invoice" || entry.instalments?.length !== 1 || !strikes(tx)) return entry
            const amount: Minor = entry.amount - 1n
            return { ...entry, amount, instalments: [{ dueOn: entry.instalments[0]!.dueOn, amount }] }
          }),
          code,
        ),
    })),
  ],
  [
    "a payment that comes back and leaves its invoices closed",
    plant((strikes) => ({ returnPayment: (...asked) => closedReturn(strikes, ...asked) })),
  ],
  [
    "an allocation that counts from the day after",
    plant((strikes) => ({
      postAllocations: (tx, by, sets, origin) => {
        const tomorrow = addDays(tx.now().toISOString().slice(0, 10) as Day, 1)
        return HANDS.postAllocations(tx, by, strikes(tx) ? sets.map((set) => ({ ...set, on: tomorrow })) : sets, origin)
      },
    })),
  ],
]

/** The bank's debit is booked, and nobody takes the allocations back. */
async function closedReturn(strikes: (tx: Tx) => boolean, ...[tx, by, payment, on, reason]: Parameters<Hands["returnPayment"]>) {
  if (!strikes(tx)) return HANDS.returnPayment(tx, by, payment, on, reason)
  const { rows } = await sql<{ customer_id: string; currency: Currency; amount: Minor; number: string }>`
    SELECT customer_id, currency, amount, number FROM ledger.entry WHERE company_id = ${tx.company} AND id = ${payment}`.execute(tx.db)
  const { customer_id: customerId, currency, amount, number } = rows[0]!
  const id = tx.newId()
  await HANDS.postEntries(tx, by, [
    { id, kind: "paymentReturn", side: "debit", source: "here", number: `${number}/return`, customerId, currency, amount, on, refersTo: payment },
  ])
  return id
}

test.each(PLANTED)("%s is caught the same night", async (_, planted) => {
  const lived = await ground.live({ ...WITH_RETURN, hands: planted.hands })
  expect(planted.struckOn).not.toBeNull()
  expect(lived.fault).toMatchObject({ on: planted.struckOn, check: "sim.tonight" })
})

test("P31: returned, short, double and partial payments, credit notes and refunds lose nothing in a simulated quarter", async () => {
  const lived = await untouched()
  expect(lived.fault).toBeNull()
  expect([lived.nights, lived.verified]).toEqual([75, 11])
  expect(lived.scene.truth.payments.filter((payment) => payment.returnedOn !== null)).not.toEqual([])
})

test.each(FAILED_ONCE)("seed %i of %i customers and %i days, which once did not hold, holds: %s", async (seed, customers, days) => {
  expect((await ground.live({ seed, customers, days })).fault).toBeNull()
})
