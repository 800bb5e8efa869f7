/** What payers do on a day: payments with what went wrong in them, and what a direct debit, a bill or a cheque becomes. */
import { addDays, type Day, daysBetween } from "../kernel/day.ts"
import { type Minor, sum } from "../kernel/money.ts"
import { nameOf, openItemsOf, openOf } from "./book.ts"
import { addBankingDays, isBankingDay } from "./calendar.ts"
import { bounceShare, planPayment, stateOn } from "./payer.ts"
import { paymentText, throughBank } from "./reference.ts"
import { chanceFor, type Line, nextNumber, type Owed, type PaymentKind, type Scene, schedule } from "./scene.ts"
import type { Customer } from "./world.ts"

export function payToday(scene: Scene): void {
  const { today } = scene
  if (!isBankingDay(today)) return
  const due = new Map<Customer, Owed[]>()
  for (const owed of scene.owed.values())
    if (owed.payOn === today && owed.left > 0n && !owed.contested && stateOn(owed.customer, today).name !== "insolvent")
      due.set(owed.customer, [...(due.get(owed.customer) ?? []), owed])
  for (const [customer, items] of due) {
    if (customer.habit.groups) pay(scene, customer, items)
    else for (const item of items) pay(scene, customer, [item])
  }
}

function pay(scene: Scene, customer: Customer, items: readonly Owed[]): void {
  const chance = chanceFor(scene, customer)
  const { pays, means } = customer.habit
  const state = stateOn(customer, scene.today)
  const single = items.length === 1 ? items[0]! : null
  let kind: PaymentKind = items.length > 1 ? "grouped" : "whole"
  let shortBy: Line["shortBy"] = null
  const amounts = items.map((owed) => owed.left)
  if (single && single.left > 20_000n && chance.yes(pays.part + (state.name === "declining" ? 0.25 : 0))) {
    kind = "part"
    amounts[0] = (single.left * BigInt(chance.between(3, 7))) / 10n
  } else if (single && single.left > 10_000n && chance.yes(pays.short)) {
    kind = "short"
    shortBy = chance.weighted({ fee: 3, discount: 3, deduction: 4 })
    amounts[0] = single.left - shortOf(shortBy, single.left, chance.between(3, 10))
  }
  const netted = items.length > 1 && chance.yes(0.7) ? creditNotesOf(scene, customer, sum(amounts)) : []
  let amount = sum(amounts) - sum(netted.map((note) => note.amount))
  if (kind === "whole" && chance.yes(pays.over)) {
    kind = "over"
    amount += BigInt(chance.between(1, 90) * 100)
  }
  for (const [i, owed] of items.entries()) {
    const rest = owed.left - amounts[i]!
    owed.left = kind === "part" ? rest : 0n
    if (owed.left > 0n) planAnew(scene, owed, [...owed.delays, { cause: "partial", days: chance.between(15, 45) }])
  }
  const meant = items.map((owed, i) => ({ key: owed.key, amount: amounts[i]! }))
  const sister = customer.sister !== null && chance.yes(0.25) ? customer.sister : null
  const onSister = sister !== null && chance.yes(0.5)
  const numbers = items.map((owed) => owed.key.label.split("~")[0]!)
  const written = paymentText(customer.style, numbers, customer.name, scene.today, chance)
  const cheque = means === "cheque"
  const on = cheque ? addBankingDays(scene.today, 2) : scene.today
  const line: Line = {
    label: nextNumber(scene, "BQ", on),
    kind: cheque ? "cheque" : kind,
    account: onSister ? sister : customer.code,
    sender: sister,
    currency: customer.currency,
    amount,
    on,
    means: cheque ? "cheque" : "transfer",
    collectionOn: cheque ? addDays(on, 8) : null,
    written,
    text: throughBank(written, customer.format),
    meant,
    netted,
    shortBy,
  }
  arrive(scene, line)
  if (cheque && chance.yes(bounceShare(customer, state))) bounce(scene, line, addBankingDays(on, chance.between(3, 6)), "insufficientFunds")
  if (kind === "whole" && !cheque && chance.yes(pays.twice))
    schedule(scene, addBankingDays(scene.today, chance.between(3, 20)), { what: "again", line })
}

const shortOf = (by: NonNullable<Line["shortBy"]>, amount: Minor, percent: number): Minor =>
  ({ fee: 1_500n, discount: (amount * 2n) / 100n, deduction: (amount * BigInt(percent)) / 100n })[by]

/** Credit notes the payer knows of and takes off, as long as something is left to pay. */
function creditNotesOf(scene: Scene, customer: Customer, most: Minor): { key: Line["meant"][number]["key"]; amount: Minor }[] {
  let left = most - 1n
  return openItemsOf(scene.book, customer.code, "credit")
    .filter((item) => item.kind === "creditNote")
    .flatMap(({ label, no, open }) => {
      if (open > left) return []
      left -= open
      return [{ key: { label, no }, amount: open }]
    })
}

/** The payer decides (again) when to pay; `before`: what has held it up from the due day on. */
export function planAnew(scene: Scene, owed: Owed, before: Owed["delays"]): void {
  const plan = planPayment(owed.customer, owed.dueOn, scene.today, before, chanceFor(scene, owed.customer))
  owed.payOn = plan.payOn
  owed.delays = plan.delays
}

/** The same payment once more: an order of the payer's bank left standing, a second person who did not know. */
export function payAgain(scene: Scene, line: Line): void {
  if (stateOn(scene.customerByCode.get(line.account)!, scene.today).name === "insolvent") return
  arrive(scene, { ...line, label: nextNumber(scene, "BQ", scene.today), kind: "twice", on: scene.today })
}

/** Our collection of what falls due, or a bill of exchange handed in before. */
export function collectDue(scene: Scene, owed: Owed, by: "debit" | "bill"): void {
  const { customer } = owed
  const open = openOf(scene.book, owed.key)
  if (open === 0n) return
  const chance = chanceFor(scene, customer)
  const { today } = scene
  const core = customer.habit.means === "sddCore"
  owed.payOn = by === "bill" && owed.dueOn > today ? owed.dueOn : today
  owed.left = 0n
  const held = daysBetween(owed.dueOn, owed.payOn)
  owed.delays = held > 0 ? [{ cause: "payRun", days: held }] : []
  const line: Line = {
    ...plainLine(scene, customer, open, by),
    means: customer.habit.means,
    collectionOn: by === "bill" ? owed.dueOn : core ? addDays(today, 56) : addBankingDays(today, 2),
    meant: [{ key: owed.key, amount: open }],
  }
  arrive(scene, line)
  const due = by === "bill" && owed.dueOn > today ? owed.dueOn : today
  const bounces = chance.yes(bounceShare(customer, stateOn(customer, due)))
  if (bounces) {
    const after = core && chance.yes(0.2) ? chance.between(20, 40) : chance.between(2, 5)
    bounce(scene, line, addBankingDays(due, after), chance.pick(["insufficientFunds", "accountClosed", "refusedByDebtor"]))
  } else if (by === "bill") {
    if (daysBetween(today, due) > 20 && chance.yes(0.2)) schedule(scene, addDays(today, 6), { what: "collect", line, event: "discounted" })
    schedule(scene, addBankingDays(due, 1), { what: "collect", line, event: "collected" })
  }
}

export function payDeposit(scene: Scene, customer: Customer, amount: Minor): string {
  const line = plainLine(scene, customer, amount, "deposit")
  arrive(scene, line)
  return line.label
}

export function plainLine(scene: Scene, customer: Customer, amount: Minor, kind: PaymentKind): Line {
  const on: Day = scene.today
  const label = nextNumber(scene, "BQ", on)
  const written = `${customer.name} ${{ debit: "PRELEVEMENT", bill: "LCR", deposit: "ACOMPTE", dividend: "DIVIDENDE" }[kind as string] ?? ""}`.trim()
  return {
    label,
    kind,
    account: customer.code,
    sender: null,
    currency: customer.currency,
    amount,
    on,
    means: "transfer",
    collectionOn: null,
    written,
    text: throughBank(written, customer.format),
    meant: [],
    netted: [],
    shortBy: null,
  }
}

/** The bank tells the next banking day; until then nobody here knows. */
function arrive(scene: Scene, line: Line): void {
  scene.truth.payments.push({ line, returnedOn: null })
  schedule(scene, addBankingDays(line.on, 1), { what: "statement", line })
}
const bounce = (scene: Scene, line: Line, on: Day, reason: string) => schedule(scene, addBankingDays(on, 1), { what: "return", line, reason })

/** A returned payment: its payer owes again what it was meant for. */
export function oweAgain(scene: Scene, line: Line): void {
  for (const { key, amount } of line.meant) {
    const owed = scene.owed.get(nameOf(key))
    if (!owed || openOf(scene.book, key) === 0n) continue
    owed.left += amount
    const item = scene.truth.items.get(nameOf(key))
    if (item) item.returned += 1
    const held = Math.max(0, daysBetween(owed.dueOn, scene.today))
    planAnew(scene, owed, [{ cause: "returned", days: held + chanceFor(scene, owed.customer).between(5, 20) }])
  }
}
