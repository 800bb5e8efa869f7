/** Promises as they travel. */
import { z } from "zod"
import { toDecimal } from "../kernel/money.ts"
import { type JudgedPromise, PROMISE_STATES, SAID_HOW } from "./promise.ts"

export const promiseWire = z.object({
  id: z.uuid(),
  customer: z.string(),
  name: z.string(),
  /** As of the day that was asked for. */
  state: z.enum(PROMISE_STATES),
  /** Since when it is no longer open. */
  since: z.iso.date().nullable(),
  /** Its last day, grace included. */
  until: z.iso.date(),
  currency: z.string(),
  promised: z.string(),
  /** What came in time. */
  received: z.string(),
  parts: z.array(z.object({ dueOn: z.iso.date(), amount: z.string(), received: z.string(), state: z.enum(["open", "kept", "missed"]) })),
  /** None: for the account. */
  items: z.array(z.object({ item: z.uuid(), number: z.string(), instalment: z.number().int() })),
  graceDays: z.number().int(),
  said: z.object({ on: z.iso.date(), how: z.enum(SAID_HOW), by: z.string().nullable() }),
  taken: z.object({ by: z.string(), at: z.iso.datetime() }),
  withdrawn: z.object({ on: z.iso.date(), by: z.string().nullable(), because: z.string() }).nullable(),
})

export function promiseAnswer({ promise, standing }: JudgedPromise): z.infer<typeof promiseWire> {
  const { currency, withdrawnOn } = promise
  const amount = (of: bigint) => toDecimal(of, currency)
  return {
    id: promise.id,
    customer: promise.customer,
    name: promise.name,
    state: standing.state,
    since: standing.reachedOn,
    until: standing.lastOn,
    currency,
    promised: amount(standing.promised),
    received: amount(standing.received),
    parts: standing.parts.map((part) => ({ ...part, amount: amount(part.amount), received: amount(part.received) })),
    items: promise.items.map(({ entryId, no, number }) => ({ item: entryId, number, instalment: no })),
    graceDays: promise.graceDays,
    said: { on: promise.saidOn, how: promise.saidHow, by: promise.saidBy },
    taken: { by: promise.takenBy, at: promise.madeAt.toISOString() },
    withdrawn:
      withdrawnOn !== null && standing.state === "withdrawn"
        ? { on: withdrawnOn, by: promise.withdrawnBy, because: promise.withdrawnBecause ?? "" }
        : null,
  }
}
