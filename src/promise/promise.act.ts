/** The door of the promise room: a promise is taken down, withdrawn, and judged by the money; what came of it is told once. */
import { recordAct } from "../activity/activity.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import { type Day, earlier } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import { findOpenDebits, type SaidItem } from "../ledger/accounts/debits.act.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import {
  customersToTell,
  eraseWords,
  holdPromise,
  insertOutcome,
  insertPromise,
  loadMoney,
  loadOutcomes,
  loadPromises,
  markWithdrawn,
  type Outcome,
} from "./promise.store.ts"
import {
  checkPromise,
  type JudgedPromise,
  judgePromises,
  type PromisePart,
  type PromiseStanding,
  type PromiseState,
  type SaidHow,
} from "./promise.ts"

export type SaidPromise = {
  readonly customer: string
  readonly currency: Currency
  readonly parts: readonly PromisePart[]
  readonly items: readonly SaidItem[]
  readonly saidOn: Day
  readonly saidHow: SaidHow
  readonly saidBy: string | null
  /** Else who records it. */
  readonly takenBy: string | null
  readonly graceDays: number
}

/** Its items are looked for as they were open when it was said. Refuses UNKNOWN_CUSTOMER, UNKNOWN_ITEM, PROMISE_CURRENCY, PROMISE_PARTS, PROMISE_TOO_EARLY, PROMISE_TOO_LATE, PROMISED_TOO_MUCH. */
export async function makePromise(tx: Tx, by: By, said: SaidPromise, today: Day): Promise<JudgedPromise> {
  const customer = await findCustomer(tx, said.customer)
  const items = await findOpenDebits(tx, said.saidOn, customer.id, said.items)
  const other = items.find(({ currency }) => currency !== said.currency)
  if (other) throw new Refused("PROMISE_CURRENCY", { currency: said.currency, item: other.number, of: other.currency })
  const openTotal = items.length === 0 ? null : items.reduce((all, { open }) => all + open, 0n)
  const checked = checkPromise(said, openTotal, today)
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  const id = tx.newId()
  const parts = checked.value
  await insertPromise(tx, {
    id,
    customerId: customer.id,
    currency: said.currency,
    saidOn: said.saidOn,
    saidHow: said.saidHow,
    saidBy: said.saidBy,
    takenBy: said.takenBy ?? by.name,
    graceDays: said.graceDays,
    items,
    parts,
  })
  await recordAct(tx, by, {
    code: "promise.made",
    subject: { promise: id, customer: customer.id, items: items.map(({ entryId }) => entryId).slice(0, 100) },
    after: {
      kind: said.saidHow,
      saidOn: said.saidOn,
      currency: said.currency,
      amount: totalOf(parts),
      parts: parts.length,
      dueOn: parts.at(-1)!.dueOn,
    },
  })
  return knownPromise(tx, id, today)
}

const totalOf = (parts: readonly PromisePart[]): Minor => parts.reduce((all, { amount }) => all + amount, 0n)

/** Only what is still open can be withdrawn. `seen` refuses when it is no longer what the caller saw. Refuses UNKNOWN_PROMISE, PROMISE_OVER. */
export async function withdrawPromise(
  tx: Tx,
  by: By,
  id: Id,
  because: string,
  today: Day,
  seen: (current: JudgedPromise) => void | Promise<void> = () => {},
): Promise<JudgedPromise> {
  if (!(await holdPromise(tx, id))) throw new Refused("UNKNOWN_PROMISE", { promise: id })
  const current = await knownPromise(tx, id, today)
  await seen(current)
  const { promise, standing } = current
  if (standing.state !== "open") throw new Refused("PROMISE_OVER", { promise: id, state: standing.state })
  await markWithdrawn(tx, id, today, by.name, because)
  await recordAct(tx, by, {
    code: "promise.withdrawn",
    subject: { promise: id, customer: promise.customerId },
    after: { on: today, currency: promise.currency, amount: standing.outstanding, because },
  })
  return knownPromise(tx, id, today)
}

/** Read only. Refuses UNKNOWN_PROMISE. */
export async function knownPromise(tx: Tx, id: Id, asOf: Day): Promise<JudgedPromise> {
  const [promise] = await loadPromises(tx, { ids: [id] })
  const standing = promise && (await judge(tx, [promise.customerId], asOf)).get(id)
  if (!promise || !standing) throw new Refused("UNKNOWN_PROMISE", { promise: id })
  return { promise, standing }
}

const AT_ONCE = 500
export type PromiseQuestion = {
  readonly asOf: Day
  readonly customer: Id | null
  readonly state: PromiseState | null
  readonly before: Id | null
  readonly limit: number
}
/** The newest first, each as it stood at the end of the day. The state is asked of the money, so a page is filled from as many as it takes. */
export async function listPromises(tx: Tx, q: PromiseQuestion): Promise<JudgedPromise[]> {
  const found: JudgedPromise[] = []
  let before = q.before
  while (found.length < q.limit) {
    const some = await loadPromises(tx, { page: { before, limit: AT_ONCE, customer: q.customer, asOf: q.asOf, open: q.state === "open" } })
    const standings = await judge(tx, [...new Set(some.map(({ customerId }) => customerId))], q.asOf)
    for (const promise of some) {
      const standing = standings.get(promise.id)
      if (standing && (q.state === null || standing.state === q.state)) found.push({ promise, standing })
    }
    if (some.length < AT_ONCE) break
    before = some.at(-1)!.id
  }
  return found.slice(0, q.limit)
}

/** Those that are open on the day, and those that were missed since `from`: what the chase asks. */
export async function livePromises(tx: Tx, from: Day, asOf: Day, customer: Id | null): Promise<JudgedPromise[]> {
  const lately = await loadPromises(tx, { lastFrom: from, asOf, customer })
  const standings = await judge(tx, [...new Set(lately.map(({ customerId }) => customerId))], asOf)
  return lately.flatMap((promise) => {
    const standing = standings.get(promise.id)
    return standing && ["open", "partlyKept", "broken"].includes(standing.state) ? [{ promise, standing }] : []
  })
}

/** All promises of the customers, since they share their money, and all that came in since the first of them. */
async function judge(tx: Tx, customers: readonly Id[], asOf: Day): Promise<ReadonlyMap<Id, PromiseStanding>> {
  if (customers.length === 0) return new Map()
  const promises = await loadPromises(tx, { customers })
  const since = promises.reduce((day, { saidOn }) => earlier(day, saidOn), asOf)
  return judgePromises(promises, await loadMoney(tx, customers, since, asOf), asOf)
}

/** Tells what came of promises, each outcome once, whoever looks at the same time; how many were told. */
export async function tellOutcomes(tx: Tx, by: By, since: Day, today: Day): Promise<number> {
  const customers = await customersToTell(tx, since)
  const promises = await loadPromises(tx, { customers })
  const standings = await judge(tx, customers, today)
  const told = new Set((await loadOutcomes(tx, [...standings.keys()])).map(({ id, outcome }) => `${id} ${outcome}`))
  let count = 0
  for (const { id, customerId, currency, items } of promises) {
    const standing = standings.get(id)
    if (!standing?.reachedOn || standing.state === "withdrawn" || standing.state === "open") continue
    const outcome: Outcome = standing.state
    if (told.has(`${id} ${outcome}`)) continue
    const actId = tx.newId()
    if (!(await insertOutcome(tx, id, outcome, standing.reachedOn, actId))) continue
    await recordAct(tx, by, {
      id: actId,
      code: `promise.${outcome}`,
      subject: { promise: id, customer: customerId, items: items.map(({ entryId }) => entryId).slice(0, 100) },
      after: { on: standing.reachedOn, currency, promised: standing.promised, received: standing.received },
    })
    count++
  }
  return count
}

/** A person's words in the promises of a customer who is erased. */
export const erasePromiseWords = (tx: Tx, customer: Id): Promise<number> => eraseWords(tx, customer)
