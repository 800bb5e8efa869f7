/**
 * One day of the simulated company: what fell due to be done, what was sold, what the payers did. Pure: the day's deeds come out, in their order,
 * for the ledger's own acts; the clerk's book has them already.
 */
import { addDays, type Day, firstOfMonth } from "../kernel/day.ts"
import type { Deed } from "./book.ts"
import { bankingDayFrom, isBankingDay } from "./calendar.ts"
import { applyUnclear, correct, extend, giveUp, grant, readStatement, resolve, settleClaim, spend, takeDividend, takeReturn } from "./clerk.ts"
import { stateOn } from "./payer.ts"
import { collectDue, payAgain, payToday } from "./paying.ts"
import { invoice, sellToday } from "./sales.ts"
import { chanceFor, perform, type Scene, schedule, type Task } from "./scene.ts"

/** Days must follow each other without a gap. */
export function liveDay(scene: Scene, today: Day): readonly Deed[] {
  scene.today = today
  scene.deeds = []
  const morning = take(scene)
  for (const task of morning) if (task.what === "turn") turn(scene, task)
  readStatement(
    scene,
    morning.flatMap((task) => (task.what === "statement" ? [task.line] : [])),
  )
  for (let tasks = morning; tasks.length > 0; tasks = take(scene)) for (const task of tasks) attend(scene, task)
  if (today === closingDay(today)) perform(scene, { act: "close", until: addDays(firstOfMonth(today), -1) })
  sellToday(scene)
  rebate(scene)
  payToday(scene)
  return scene.deeds
}

function take(scene: Scene): readonly Task[] {
  const tasks = scene.agenda.get(scene.today) ?? []
  scene.agenda.delete(scene.today)
  return tasks
}

function attend(scene: Scene, task: Task): void {
  switch (task.what) {
    case "turn":
    case "statement":
      break
    case "apply":
      applyUnclear(scene, task.line)
      break
    case "correct":
      correct(scene, task.line, task.wrong)
      break
    case "again":
      payAgain(scene, task.line)
      break
    case "return":
      takeReturn(scene, task.line, task.reason)
      break
    case "collect":
      perform(scene, { act: "collect", payment: task.line.label, event: task.event, on: scene.today })
      break
    case "resolve":
      resolve(scene, task.owed, task.since)
      break
    case "extend":
      extend(scene, task.owed)
      break
    case "debit":
    case "bill":
      collectDue(scene, task.owed, task.what)
      break
    case "invoice":
      invoice(scene, task.customer, task.amount, task.issuedOn ?? scene.today, task.deposit)
      break
    case "spend":
      spend(scene, task.credit, task.account)
      break
    case "claim":
      settleClaim(scene, task.claim, task.customer)
      break
    case "giveUp":
      giveUp(scene, task.customer)
      break
    case "dividend":
      takeDividend(scene, task.customer, task.lost)
      break
  }
}

function turn(scene: Scene, { customer, turn }: Extract<Task, { what: "turn" }>): void {
  scene.truth.turns.push({ on: turn.on, customer: customer.code, to: turn.to })
  if (turn.to !== "insolvent") return
  schedule(scene, addDays(turn.on, chanceFor(scene, customer).between(100, 220)), { what: "giveUp", customer })
}

/** The books of a month are closed on the tenth of the next, or the banking day after it. */
const closingDay = (today: Day) => bankingDayFrom(addDays(firstOfMonth(today), 9))

/** A few customers get a rebate in the middle of the month: a credit note they take off one day, or that is used for them. */
function rebate(scene: Scene): void {
  const { today } = scene
  if (!isBankingDay(today) || today !== bankingDayFrom(addDays(firstOfMonth(today), 13))) return
  for (const customer of scene.customers) {
    const chance = chanceFor(scene, customer)
    if (!chance.yes(0.015) || stateOn(customer, today).name === "insolvent") continue
    const credit = grant(scene, customer, customer.usual / 10n + 1n)
    schedule(scene, addDays(today, chance.between(60, 90)), { what: "spend", credit, account: customer.code })
  }
}
