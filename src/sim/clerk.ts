/** What the company's clerk does: reads statements, matches, errs and mends, answers disputes, gives back, gives up. */
import { addDays, type Day, daysBetween, later } from "../kernel/day.ts"
import { type Minor, sum } from "../kernel/money.ts"
import { type Allocated, type Draft, type Item, type Key, known, nameOf, openItemsOf, openOf } from "./book.ts"
import { addBankingDays } from "./calendar.ts"
import { oweAgain, plainLine, planAnew } from "./paying.ts"
import { names } from "./reference.ts"
import { chanceFor, type Line, nextNumber, type Owed, perform, type Scene, schedule, type Task } from "./scene.ts"
import type { Customer } from "./world.ts"

const creditOf = (line: Line): Key => ({ label: line.label, no: 1 })
const smaller = (a: Minor, b: Minor) => (a < b ? a : b)

/** The statement of the day before: every line is booked; what names its invoices is matched at once, the rest within days. */
export function readStatement(scene: Scene, lines: readonly Line[]): void {
  if (lines.length === 0) return
  perform(scene, { act: "post", drafts: lines.map(draftOf) })
  for (const line of lines) {
    if (line.kind === "deposit") continue
    const { chance } = scene
    const clear = line.means !== "transfer" || names(line.text, [...new Set(line.meant.map(({ key }) => key.label.split("~")[0]!))])
    if (clear) applyAsMeant(scene, line)
    else schedule(scene, addBankingDays(scene.today, chance.between(1, 6)), { what: "apply", line })
  }
}

function draftOf(line: Line): Draft {
  return {
    label: line.label,
    kind: line.kind === "deposit" ? "deposit" : "payment",
    customer: line.account,
    currency: line.currency,
    amount: line.amount,
    on: line.on,
    valueOn: line.on,
    means: line.means,
    ...(line.sender !== null && line.sender !== line.account && { payer: line.sender }),
    ...(line.collectionOn && { collectionOn: line.collectionOn }),
  }
}

/** Nobody could read it: now and then it goes to the oldest items, and the customer says so weeks later. */
export function applyUnclear(scene: Scene, line: Line): void {
  const { chance } = scene
  if (openOf(scene.book, creditOf(line)) < line.amount) return
  const meant = new Set(line.meant.map(({ key }) => nameOf(key)))
  const oldest = openItemsOf(scene.book, line.account, "debit").filter((item) => item.currency === line.currency && !meant.has(nameOf(item)))
  const wrong = chance.yes(0.08) ? setAgainst(scene, oldest, creditOf(line)) : []
  if (wrong.length === 0) applyAsMeant(scene, line)
  else schedule(scene, addBankingDays(scene.today, chance.between(4, 15)), { what: "correct", line, wrong })
}

export function correct(scene: Scene, line: Line, wrong: readonly { readonly debit: Key; readonly credit: Key }[]): void {
  perform(scene, { act: "reverse", of: wrong, on: scene.today })
  applyAsMeant(scene, line)
}

/** Credit notes taken off and the payment itself, against what they were meant for; then what is left on either side. */
function applyAsMeant(scene: Scene, line: Line): void {
  const credits = [...line.netted.map(({ key }) => key), creditOf(line)]
  for (const { key, amount } of line.meant) {
    let left = smaller(amount, openOf(scene.book, key))
    for (const credit of credits) left -= set(scene, key, credit, left)
  }
  const [only] = line.meant
  if (line.shortBy !== null && only) answerShort(scene, line.shortBy, only.key)
  if (openOf(scene.book, creditOf(line)) > 0n)
    schedule(scene, addDays(scene.today, scene.chance.between(12, 35)), { what: "spend", credit: creditOf(line), account: line.account })
}

/** Sets as much as both have open, at most `most`; how much that was. */
function set(scene: Scene, debit: Key, credit: Key, most: Minor): Minor {
  const amount = smaller(most, smaller(openOf(scene.book, debit), openOf(scene.book, credit)))
  if (amount > 0n) perform(scene, { act: "allocate", sets: [allocation(scene, debit, credit, amount)] })
  return amount
}

/** From its own day on, unless one of the two was matched otherwise since: then from today. */
function allocation(scene: Scene, debit: Key, credit: Key, amount: Minor): Allocated {
  const [against, by] = [known(scene.book, debit), known(scene.book, credit)]
  const own: Day = later(against.on, by.on)
  const since = [...against.legs, ...by.legs].some((leg) => leg.on > own)
  return { debit, credit, amount, ...(since && { on: scene.today }) }
}

/** A credit against items in their order, from today on; what was set. */
function setAgainst(scene: Scene, items: readonly Item[], credit: Key): { readonly debit: Key; readonly credit: Key; readonly amount: Minor }[] {
  const done: { debit: Key; credit: Key; amount: Minor }[] = []
  for (const { label, no } of items) {
    const amount = smaller(openOf(scene.book, { label, no }), openOf(scene.book, credit))
    if (amount === 0n) continue
    const one = { debit: { label, no }, credit, amount }
    perform(scene, { act: "allocate", sets: [{ ...one, on: scene.today }] })
    done.push(one)
  }
  return done
}

/** Bank fees and discounts are let go; a deduction is kept as a claim of its own until it is settled. */
function answerShort(scene: Scene, by: NonNullable<Line["shortBy"]>, item: Key): void {
  const amount = openOf(scene.book, item)
  if (amount === 0n) return
  const on = scene.today
  if (by !== "deduction") {
    const settledBy = by === "discount" ? { settledBy: "discount" as const } : {}
    perform(scene, { act: "settle", item, kind: "writeOff", amount, on, ...settledBy, as: `${item.label}.${item.no}~${by}` })
    return
  }
  const claim: Key = { label: `${item.label}.${item.no}~claim`, no: 1 }
  perform(scene, { act: "deduct", item, amount, on, as: claim.label })
  const { customer } = scene.owed.get(nameOf(item))!
  schedule(scene, addDays(on, scene.chance.between(20, 50)), { what: "claim", claim, customer })
}

/** A claim ends as a credit note, as a loss, or paid after all. */
export function settleClaim(scene: Scene, claim: Key, customer: Customer): void {
  const amount = openOf(scene.book, claim)
  if (amount === 0n) return
  const outcome = scene.chance.weighted({ credited: 5, paid: 3, lost: 2 })
  if (outcome === "credited") creditItem(scene, customer, claim, amount)
  else if (outcome === "lost") perform(scene, { act: "settle", item: claim, kind: "writeOff", amount, on: scene.today, as: `${claim.label}~lost` })
  else {
    const owed: Owed = { key: claim, customer, dueOn: scene.today, left: amount, payOn: null, delays: [], contested: false }
    scene.owed.set(nameOf(claim), owed)
    planAnew(scene, owed, [])
  }
}

function creditItem(scene: Scene, customer: Customer, item: Key, amount: Minor): void {
  const credit = grant(scene, customer, amount)
  set(scene, item, credit, amount)
}

/** A credit note that nobody has used yet. */
export function grant(scene: Scene, customer: Customer, amount: Minor): Key {
  const label = nextNumber(scene, "AV", scene.today)
  perform(scene, {
    act: "post",
    drafts: [{ label, kind: "creditNote", customer: customer.code, currency: customer.currency, amount, on: scene.today }],
  })
  return { label, no: 1 }
}

const REASONS = ["price", "quantity", "damaged", "orderNumberMissing", "notDelivered"] as const
export function resolve(scene: Scene, owed: Owed, since: Day): void {
  const chance = chanceFor(scene, owed.customer)
  owed.contested = false
  const item = scene.truth.items.get(nameOf(owed.key))!
  item.contested = chance.pick(REASONS)
  const open = smaller(openOf(scene.book, owed.key), owed.left)
  if (open > 0n) {
    const outcome = chance.weighted({ whole: 15, part: 35, none: 50 })
    if (outcome === "whole") {
      creditItem(scene, owed.customer, owed.key, open)
      item.end = "credited"
      owed.left = 0n
      return
    }
    const part = (open * BigInt(chance.between(10, 40))) / 100n
    if (outcome === "part" && part > 0n) {
      creditItem(scene, owed.customer, owed.key, part)
      owed.left -= part
    }
  }
  planAnew(scene, owed, [{ cause: "dispute", days: daysBetween(since, scene.today) }])
}

/** The customer asked for a month more before its due day. */
export function extend(scene: Scene, owed: Owed): void {
  if (scene.today >= owed.dueOn || owed.left === 0n) return
  owed.dueOn = addDays(owed.dueOn, 30)
  perform(scene, { act: "moveDue", item: owed.key, dueOn: owed.dueOn, on: scene.today })
  planAnew(scene, owed, [])
}

/** Money or a credit note nobody used: set against what is open, or paid back. */
export function spend(scene: Scene, credit: Key, account: string): void {
  if (openOf(scene.book, credit) === 0n) return
  const { currency } = known(scene.book, credit)
  const open = openItemsOf(scene.book, account, "debit").filter((item) => item.currency === currency && item.kind === "invoice")
  if (open.length > 0 && scene.chance.yes(0.6))
    for (const { debit, amount } of setAgainst(scene, open, credit)) {
      const owed = scene.owed.get(nameOf(debit))
      if (owed) owed.left = owed.left > amount ? owed.left - amount : 0n
    }
  const amount = openOf(scene.book, credit)
  if (amount > 0n) perform(scene, { act: "settle", item: credit, kind: "refund", amount, on: scene.today, as: `${credit.label}~refund` })
}

export function takeReturn(scene: Scene, line: Line, reason: string): void {
  perform(scene, { act: "return", payment: line.label, on: scene.today, reason, as: `${line.label}~return` })
  const noted = scene.truth.payments.find((payment) => payment.line === line)
  if (noted) noted.returnedOn = scene.today
  oweAgain(scene, line)
}

/** Nothing more will come: what is to its credit is set off, the rest is written off. */
export function giveUp(scene: Scene, customer: Customer): void {
  for (const { label, no } of openItemsOf(scene.book, customer.code, "credit"))
    for (const debit of openItemsOf(scene.book, customer.code, "debit")) {
      const amount = smaller(openOf(scene.book, debit), openOf(scene.book, { label, no }))
      if (amount > 0n)
        perform(scene, {
          act: "allocate",
          sets: [{ debit: { label: debit.label, no: debit.no }, credit: { label, no }, amount, on: scene.today, settledBy: "setOff" }],
        })
    }
  const lost: { debit: Key; credit: Key; amount: Minor }[] = []
  for (const { label, no, open } of openItemsOf(scene.book, customer.code, "debit")) {
    const as = `${label}.${no}~writeOff`
    perform(scene, { act: "settle", item: { label, no }, kind: "writeOff", amount: open, on: scene.today, as })
    lost.push({ debit: { label, no }, credit: { label: as, no: 1 }, amount: open })
    const item = scene.truth.items.get(nameOf({ label, no }))
    if (item) item.end = "writtenOff"
  }
  scene.truth.turns.push({ on: scene.today, customer: customer.code, to: "writtenOff" })
  if (lost.length > 0 && scene.chance.yes(0.4))
    schedule(scene, addDays(scene.today, scene.chance.between(20, 200)), { what: "dividend", customer, lost })
}

/** The insolvency pays a share after all: what was written off is taken back, the share set against it, and the rest written off again. */
export function takeDividend(scene: Scene, customer: Customer, lost: Extract<Task, { what: "dividend" }>["lost"]): void {
  const on = scene.today
  const share = BigInt(scene.chance.between(3, 30))
  const parts = lost.map((one) => ({ ...one, paid: (one.amount * share) / 100n })).filter(({ paid }) => paid > 0n)
  if (parts.length === 0) return
  const meant = parts.map(({ debit, paid }) => ({ key: debit, amount: paid }))
  const line: Line = { ...plainLine(scene, customer, sum(meant.map((one) => one.amount)), "dividend"), meant }
  scene.truth.payments.push({ line, returnedOn: null })
  perform(scene, { act: "reverse", of: parts.map(({ debit, credit }) => ({ debit, credit })), on })
  perform(scene, { act: "post", drafts: [draftOf(line)] })
  const credit = creditOf(line)
  for (const { debit, paid } of parts)
    perform(scene, { act: "allocate", sets: [{ debit, credit, amount: paid, on, settledBy: "insolvencyDividend" }] })
  for (const { debit } of parts)
    perform(scene, { act: "settle", item: debit, kind: "writeOff", amount: openOf(scene.book, debit), on, as: `${debit.label}.${debit.no}~rest` })
}
