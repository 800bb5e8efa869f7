import { z } from "zod"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { type Currency, type Minor, toDecimal } from "../kernel/money.ts"
import type { ChaseStanding } from "./in-chase.ts"

const amount = z.string()
export const standingWire = z.object({
  item: z.uuid(),
  number: z.string(),
  instalment: z.number().int(),
  dueOn: z.iso.date(),
  currency: z.string(),
  open: amount,
  disputed: amount,
  promised: amount,
  promisedUntil: z.iso.date().nullable(),
  heldUntil: z.iso.date().nullable(),
  insolventSince: z.iso.date().nullable(),
  chasable: amount,
})

type Standing = {
  readonly item: {
    readonly entryId: Id
    readonly no: number
    readonly number: string
    readonly dueOn: Day
    readonly currency: Currency
    readonly open: Minor
  }
  readonly standing: ChaseStanding
}
export function standingAnswer({ item, standing }: Standing) {
  const write = (of: Minor) => toDecimal(of, item.currency)
  const { promisedUntil, heldUntil, insolventSince } = standing
  return {
    item: item.entryId,
    number: item.number,
    instalment: item.no,
    dueOn: item.dueOn,
    currency: item.currency,
    open: write(item.open),
    disputed: write(standing.disputed),
    promised: write(standing.promised),
    promisedUntil,
    heldUntil,
    insolventSince,
    chasable: write(standing.chasable),
  }
}
