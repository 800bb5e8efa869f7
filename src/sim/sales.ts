/** What the company sells: invoices in their seasons, some in instalments, some after a deposit, some found in a drawer weeks later. */
import { addDays, type Day, lastOfMonth } from "../kernel/day.ts"
import { type Minor, splitEvenly } from "../kernel/money.ts"
import { type Draft, type Key, nameOf, openOf } from "./book.ts"
import { bankingDayFrom, dueOn, isBankingDay, monthOf } from "./calendar.ts"
import type { Chance } from "./chance.ts"
import { stateOn } from "./payer.ts"
import { payDeposit, planAnew } from "./paying.ts"
import { chanceFor, nextNumber, type Owed, perform, type Scene, schedule } from "./scene.ts"
import { noteItem } from "./truth.ts"
import type { Customer } from "./world.ts"

/** Share of an ordinary month, January to December. */
const SEASONS: Readonly<Record<Customer["trade"], readonly number[]>> = {
  even: [1, 1, 1.1, 1, 1, 1.1, 0.9, 0.6, 1.1, 1.1, 1.1, 1],
  building: [0.6, 0.7, 1, 1.2, 1.2, 1.3, 1.1, 0.4, 1.2, 1.3, 1.1, 0.7],
  retail: [0.7, 0.7, 0.8, 0.9, 1, 1, 0.9, 0.7, 1.1, 1.2, 1.5, 1.6],
}
const BANKING_DAYS_A_MONTH = 21

export function sellToday(scene: Scene): void {
  const { today } = scene
  if (!isBankingDay(today)) return
  const lastDay = bankingDayFrom(addDays(today, 1)) > lastOfMonth(today)
  for (const customer of scene.customers) {
    if (stateOn(customer, today).name === "insolvent") continue
    const chance = chanceFor(scene, customer)
    const expected = customer.invoicesAMonth * SEASONS[customer.trade][monthOf(today) - 1]!
    if (customer.billing === "monthEnd") {
      if (lastDay)
        for (let n = Math.round(expected / 2 + chance.bell() / 2); n > 0; n--) invoice(scene, customer, amountOf(customer, chance), today, null)
    } else if (customer.billing === "projects") {
      if (chance.yes(expected / 4 / BANKING_DAYS_A_MONTH)) startProject(scene, customer, amountOf(customer, chance) * 5n, chance)
    } else if (chance.yes(Math.min(0.9, expected / BANKING_DAYS_A_MONTH))) {
      const amount = amountOf(customer, chance)
      if (chance.yes(0.006))
        schedule(scene, addDays(today, chance.between(4, 25)), { what: "invoice", customer, amount, issuedOn: today, deposit: null })
      else invoice(scene, customer, amount, today, null)
    }
  }
}

/** Subscriptions repeat to the cent, orders do not; a few are round. */
function amountOf(customer: Customer, chance: Chance): Minor {
  if (chance.yes(0.15)) return customer.usual
  const share = chance.next()
  const amount = (customer.usual * BigInt(Math.round((0.3 + 2.6 * share * share) * 10_000))) / 10_000n + BigInt(chance.int(100))
  return chance.yes(0.1) ? (amount / 10_000n + 1n) * 10_000n : amount
}

/** A deposit first, and the invoice when the work is done; or three instalments. */
function startProject(scene: Scene, customer: Customer, amount: Minor, chance: Chance): void {
  if (chance.yes(0.45)) {
    const deposit = payDeposit(scene, customer, (amount * 3n) / 10n)
    schedule(scene, addDays(scene.today, chance.between(12, 30)), { what: "invoice", customer, amount, issuedOn: null, deposit })
  } else invoice(scene, customer, amount, scene.today, null)
}

export function invoice(scene: Scene, customer: Customer, amount: Minor, issuedOn: Day, deposit: string | null): void {
  const label = nextNumber(scene, "FA", issuedOn)
  const due = dueOn(customer.terms, issuedOn)
  const inThree = customer.billing === "projects" && deposit === null
  const parts = inThree ? splitEvenly(amount, 3).map((part, i) => ({ dueOn: addDays(due, 30 * i), amount: part })) : [{ dueOn: due, amount }]
  const draft: Draft = { label, kind: "invoice", customer: customer.code, currency: customer.currency, amount, on: issuedOn, parts }
  perform(scene, { act: "post", drafts: [draft] })
  let paidBefore = 0n
  if (deposit !== null) {
    const credit: Key = { label: deposit, no: 1 }
    paidBefore = openOf(scene.book, credit)
    perform(scene, { act: "allocate", sets: [{ debit: { label, no: 1 }, credit, amount: paidBefore }] })
  }
  for (const [i, part] of parts.entries()) owe(scene, { label, no: i + 1 }, customer, part.dueOn, part.amount, issuedOn, paidBefore)
}

function owe(scene: Scene, key: Key, customer: Customer, dueOn: Day, amount: Minor, issuedOn: Day, paidBefore: Minor): void {
  const owed: Owed = { key, customer, dueOn, left: amount, payOn: null, delays: [], contested: false }
  scene.owed.set(nameOf(key), owed)
  noteItem(scene, owed, issuedOn)
  owed.left -= paidBefore
  settle(scene, owed, issuedOn)
}

/** How it will be paid: collected by us, by a bill, or when the payer comes to it. */
function settle(scene: Scene, owed: Owed, issuedOn: Day): void {
  const { customer, dueOn } = owed
  const chance = chanceFor(scene, customer)
  const { means, contests } = customer.habit
  if (means === "lcr") schedule(scene, addDays(issuedOn, Math.min(12, customer.terms.days)), { what: "bill", owed })
  else if (means === "sddCore" || means === "sddB2b") schedule(scene, dueOn, { what: "debit", owed })
  else if (chance.yes(contests)) {
    owed.contested = true
    schedule(scene, addDays(dueOn, chance.between(10, 60)), { what: "resolve", owed, since: dueOn })
  } else {
    if (chance.yes(0.012)) schedule(scene, addDays(dueOn, -5), { what: "extend", owed })
    planAnew(scene, owed, chance.yes(0.012) ? [{ cause: "lostInvoice", days: chance.between(20, 50) }] : [])
  }
}
