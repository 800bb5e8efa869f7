/** Holds as they travel. */
import { z } from "zod"
import type { Day } from "../kernel/day.ts"
import { HOLD_STATES, type Hold, holdStateOn, REASONS } from "./hold.ts"

export const holdWire = z.object({
  id: z.uuid(),
  customer: z.string(),
  name: z.string(),
  /** Null: all of the customer. */
  item: z.object({ item: z.uuid(), number: z.string(), instalment: z.number().int() }).nullable(),
  /** As of the day that was asked for. */
  state: z.enum(HOLD_STATES),
  reason: z.enum(REASONS),
  note: z.string().nullable(),
  from: z.iso.date(),
  until: z.iso.date(),
  placedBy: z.string(),
  lifted: z.object({ on: z.iso.date(), by: z.string().nullable(), because: z.string().nullable() }).nullable(),
})

export function holdAnswer(hold: Hold, asOf: Day): z.infer<typeof holdWire> {
  const { id, customer, name, item, reason, note, from, until, placedBy, liftedOn } = hold
  const state = holdStateOn(hold, asOf)
  return {
    id,
    customer,
    name,
    item: item && { item: item.entryId, number: item.number, instalment: item.no },
    state,
    reason,
    note,
    from,
    until,
    placedBy,
    lifted: state === "lifted" ? { on: liftedOn!, by: hold.liftedBy, because: hold.liftedBecause } : null,
  }
}
